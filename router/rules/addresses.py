"""Which of a borrower's addresses may be visited, and which of them is offered first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from router.domain.places import Grade, LocatedAddress, LocationStatus, PlaceType
from router.domain.standing import Standing
from router.domain.verdicts import Law, Refusal
from router.rules.clock import midnight
from router.rules.door_rules import asked_places
from router.rules.reach import Facts, open_starts

__all__ = ["KnownAddress", "offered", "place_refusals"]

MOST_FRUITLESS = 3  # attempts in a row after which another address goes first
_EXACT = frozenset({Grade.DOOR, Grade.INTERPOLATED, Grade.PLACE})


def place_refusals(
    place_type: PlaceType, standing: Standing, law: Law, *, day: date, zone: tzinfo
) -> tuple[Refusal, ...]:
    """Return the rules by which a place is not visited on a day, wherever it is.

    Parameters
    ----------
    place_type
        What the place is to the borrower.
    standing
        Where the case stands: its consents, flags and history.
    law
        All rules.
    day
        The day that is planned.
    zone
        Of the door.

    Returns
    -------
    tuple of Refusal
        Those of the rules on places that leave no moment of the day open, layer by layer; empty if
        the place may be visited as far as they go.
    """
    start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone) - 1
    facts = Facts(standing=standing, place_type=place_type, zone=zone, law=law, length=0)
    refused: list[Refusal] = []
    for layer in law.layers:
        for rule in asked_places(layer, facts):
            reach = rule.over((start, end))
            if reach is not None and not open_starts(reach, (start, end), 0):
                refused.append(
                    Refusal(
                        profile=rule.profile,
                        field=rule.field,
                        rule_id=rule.rule_id,
                        value=rule.value(),
                        detail=rule.say((start, end)),
                        citation=rule.citation,
                    )
                )
    return tuple(refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAddress:
    """One of a case's addresses with what earlier visits say of it.

    Parameters
    ----------
    located
        Where it is.
    confirmed
        When the borrower was last met there.
    fruitless
        Attempts in a row at which nobody could be spoken to.
    """

    located: LocatedAddress
    confirmed: datetime | None = None
    fruitless: int = 0


def offered(addresses: Sequence[KnownAddress]) -> LocatedAddress:
    """Choose the address of a case that is offered; the others stay with it.

    Parameters
    ----------
    addresses
        All of the case, in the order of the table, at least one.

    Returns
    -------
    LocatedAddress
        The best that is accepted and not barred; without one the first that a person can bring
        into use; then one that a person has checked in vain; without that the first. ``others``
        holds the rest, in the order of the table.

    Notes
    -----
    Of several that may be visited: where the borrower was met last, then those where fewer than
    three attempts in a row were fruitless, then those known to the door before those known to the
    street only, then the order of the table.
    """
    best = min(range(len(addresses)), key=lambda i: (*_rank(addresses[i]), i))
    rest = tuple(one.located for i, one in enumerate(addresses) if i != best)
    return replace(addresses[best].located, others=rest)


def _rank(known: KnownAddress) -> tuple[float, ...]:
    located = known.located
    accepted = located.status is LocationStatus.ACCEPTED
    usable = 3 if located.rule else 0 if accepted else 2 if located.checked else 1
    if usable:
        return (usable,)
    exact = located.place is not None and located.place.grade in _EXACT
    met = -known.confirmed.timestamp() if known.confirmed else 0.0
    return usable, met, known.fruitless >= MOST_FRUITLESS, not exact
