"""Which of a borrower's addresses may be visited, and which of them is offered first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from router.domain.places import Grade, LocatedAddress, LocationStatus, PlaceType

__all__ = ["HUMANE_PLACES", "KnownAddress", "PlaceRule", "offered"]

MOST_FRUITLESS = 3  # attempts in a row after which another address goes first
_EXACT = frozenset({Grade.DOOR, Grade.INTERPOLATED, Grade.PLACE})
_WORDS = {
    PlaceType.HOME: "a home",
    PlaceType.WORK: "a workplace",
    PlaceType.REGISTERED: "a registered address",
    PlaceType.MAILING: "a mailing address",
    PlaceType.OTHER: "a place of another kind, or whose kind the table does not say,",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """At which places a borrower may be visited.

    Parameters
    ----------
    name
        Shown with every refusal.
    allowed
        Visited without asking.
    with_consent
        Visited if the borrower agreed; every other type never is.
    """

    name: str
    allowed: frozenset[PlaceType]
    with_consent: frozenset[PlaceType] = frozenset()

    def why_barred(self, place_type: PlaceType, consents: Collection[str]) -> str:
        """Say why a place may not be visited.

        Parameters
        ----------
        place_type
            What the place is to the borrower.
        consents
            The types of place at which the borrower agreed to be visited.

        Returns
        -------
        str
            In words; empty if it may.
        """
        if place_type in self.allowed:
            return ""
        what = _WORDS[place_type]
        if place_type not in self.with_consent:
            return f"{what} is never visited (rule {self.name!r})"
        if place_type in consents:
            return ""
        return f"{what} is visited only if the borrower agreed to it (rule {self.name!r})"


HUMANE_PLACES = PlaceRule(
    name="humane",
    allowed=frozenset({PlaceType.HOME, PlaceType.REGISTERED, PlaceType.MAILING}),
    with_consent=frozenset({PlaceType.WORK}),
)
"""The default: where the borrower lives or is registered; the workplace with consent; never the
home of a contact. An assumption of this project; not legal advice."""


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
