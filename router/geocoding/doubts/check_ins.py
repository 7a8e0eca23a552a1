"""Check-ins that fit only in another datum than the one they are taken for: none of them counts.

Without this, agents' phones that write GCJ-02 would agree with each other on every visit, and move
every door by half a kilometre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from router.domain.outcomes import Outcome
from router.domain.places import Address, Grade, LocatedAddress, LocationStatus, Place
from router.geocoding.doubts.doubt import GIVEN, Remark
from router.geocoding.doubts.shifted import Metres, shifted
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.sources import Indexed
from router.geocoding.trust import Bounds

__all__ = ["without_shifted"]


def without_shifted(
    outcomes: Sequence[Outcome],
    addresses: Mapping[str, Address],
    index: RegionGeocoder,
    *,
    bounds: Bounds,
    street_m: Metres,
) -> tuple[tuple[Outcome, ...], tuple[Remark, ...]]:
    """Take the check-ins off outcomes if they fit doors or streets only in another datum.

    Parameters
    ----------
    outcomes
        Of earlier visits.
    addresses
        Case id to the address that an outcome means if it names none.
    index
        The region's geocoder.
    bounds
        Of what is accepted.
    street_m
        Metres from points to the nearest street.

    Returns
    -------
    tuple of Outcome, tuple of Remark
        All outcomes in order, those in doubt without their point; and which datum to set.
    """
    positions = [place for place, one in enumerate(outcomes) if one.coordinate is not None]
    made = [_as_located(outcomes[place], addresses) for place in positions]
    opinions = [_opinion(one.address, index, bounds) for one in made]
    doubts = shifted(
        made,
        opinions,
        door_m=index.metres_to_doors,
        street_m=street_m,
        what="check-ins",
        fate="they are not used",
    )
    kept = list(outcomes)
    for position in doubts.by_place:
        kept[positions[position]] = replace(kept[positions[position]], coordinate=None)
    return tuple(kept), doubts.remarks


def _as_located(outcome: Outcome, addresses: Mapping[str, Address]) -> LocatedAddress:
    """State a check-in as a point that a table gives for an address."""
    assert outcome.coordinate is not None
    meant = addresses.get(outcome.case_id)
    text = outcome.address or (meant.text if meant else "")
    address = Address(
        text=text,
        city=meant.city if meant else "",
        coordinate=outcome.coordinate,
        datum=outcome.datum,
    )
    place = Place(
        coordinate=outcome.coordinate,
        grade=Grade.DOOR,
        score=1.0,
        error_m=outcome.accuracy_m or 0.0,
        matched=text,
        source=GIVEN,
    )
    return LocatedAddress(
        owner_id=outcome.case_id, address=address, status=LocationStatus.ACCEPTED, place=place
    )


def _opinion(address: Address, index: RegionGeocoder, bounds: Bounds) -> Place | None:
    if not address.text.strip():
        return None
    found = Indexed(index).find(address)
    best = found.places[0] if found is not None and found.places else None
    return best if best is not None and bounds.trusts(best) else None
