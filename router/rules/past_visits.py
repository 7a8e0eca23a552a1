"""Visits that were attempted, as the rules look at them."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.channels import Attempt, Channel
from router.domain.places import PlaceType
from router.rules.reach import Facts
from router.rules.spans import instant

__all__ = ["MadeVisit", "visits_made"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeVisit:
    """A visit that was attempted; for several debts at one moment it is one.

    Parameters
    ----------
    at
        When it began, microseconds.
    met
        Whether the borrower was met.
    fruitless, other_band
        Whether the borrower was not met there, and whether the next attempt goes to another part of
        the day.
    places
        Where it was made, as far as that is known.
    """

    at: int
    met: bool
    fruitless: bool
    other_band: bool
    places: frozenset[PlaceType]


def visits_made(facts: Facts) -> list[MadeVisit]:
    """Return the visits that were attempted, in order of time.

    Parameters
    ----------
    facts
        Of the visit that is judged.

    Returns
    -------
    list of MadeVisit
        Those with an outcome that counts as an attempt.
    """
    together: dict[int, list[Attempt]] = {}
    for one in facts.standing.history:
        if one.channel is Channel.VISIT and one.counts_attempt and not one.planned:
            together.setdefault(instant(one.when), []).append(one)
    made = []
    for at, rows in sorted(together.items()):
        met = any(row.met for row in rows)
        made.append(
            MadeVisit(
                at=at,
                met=met,
                fruitless=not met and any(row.fruitless for row in rows),
                other_band=not met and any(row.kind and row.kind.other_band for row in rows),
                places=frozenset(row.place_type for row in rows if row.place_type is not None),
            )
        )
    return made
