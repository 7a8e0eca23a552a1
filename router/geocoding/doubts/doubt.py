"""A doubt about a located address, and what becomes of addresses that have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from router.domain.places import LocatedAddress, LocationStatus, Place

__all__ = ["GIVEN", "MAX_CANDIDATES", "Doubt", "Doubts", "Remark", "with_doubts"]

MAX_CANDIDATES = 5
GIVEN = "table"  # the source of a point that the table of cases gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why one address is not accepted after all.

    Parameters
    ----------
    why
        In words.
    candidates
        What it may be instead, the most probable first; its own place is put behind them.
    """

    why: str
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be said of the file as a whole.

    Parameters
    ----------
    problem, fix
        What is wrong, what to do.
    """

    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """What one check found.

    Parameters
    ----------
    by_place
        Position in the sequence of located addresses to the doubt.
    remarks
        On the file as a whole.
    """

    by_place: Mapping[int, Doubt] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def with_doubts(
    located: Sequence[LocatedAddress], found: Sequence[Doubts]
) -> tuple[LocatedAddress, ...]:
    """Put doubtful addresses into review.

    Parameters
    ----------
    located
        As located.
    found
        What the checks found; of several doubts about one address the first counts.

    Returns
    -------
    tuple of LocatedAddress
        In the same order. A doubt about an address that is in review already adds its candidates
        and takes the place of the reason.
    """
    answers = list(located)
    first: dict[int, Doubt] = {}
    for doubts in found:
        for position, doubt in doubts.by_place.items():
            first.setdefault(position, doubt)
    for position, doubt in first.items():
        answers[position] = _in_review(located[position], doubt)
    return tuple(answers)


def _in_review(one: LocatedAddress, doubt: Doubt) -> LocatedAddress:
    own = (one.place,) if one.place is not None else ()
    candidates = tuple(dict.fromkeys((*doubt.candidates, *own, *one.candidates)))
    return replace(
        one,
        status=LocationStatus.REVIEW,
        why=doubt.why,
        place=candidates[0] if candidates else None,
        candidates=candidates[:MAX_CANDIDATES],
    )
