"""The price of leaving a visit out, from the columns of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from router.domain.cases import Case

__all__ = ["ValueScale", "value_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueScale:
    """What visits are worth when the table gives no value.

    Parameters
    ----------
    default
        Money, if there is neither a value nor a priority.
    by_priority
        Money for each priority from 1 (low) to 5 (high).

    Notes
    -----
    An assumption: with the default costs of an agent (30 per hour, 0.3 per km) a visit of default
    value pays if it adds up to an hour and ten minutes to a route.
    """

    default: float = 40.0
    by_priority: Mapping[int, float] = field(
        default_factory=lambda: MappingProxyType({1: 10.0, 2: 25.0, 3: 40.0, 4: 80.0, 5: 160.0})
    )


def value_of(case: Case, scale: ValueScale) -> float:
    """Return the money that a visit to this case is worth.

    Parameters
    ----------
    case
        Its ``value`` wins, then its ``priority``, then the default.
    scale
        What to use where the table is silent.

    Returns
    -------
    float
        Money, not negative. The amount owed plays no part.
    """
    if case.value is not None:
        return case.value
    if case.priority is not None:
        return scale.by_priority[case.priority]
    return scale.default
