"""All checks over a file of located addresses, in the order in which they explain most."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.places import Address, LocatedAddress, LocationStatus, Place
from router.geocoding.corrections.entries import Corrections, place_of
from router.geocoding.corrections.judging import judge_correction
from router.geocoding.doubts.disagreement import disagreeing
from router.geocoding.doubts.districts import outside_their_district
from router.geocoding.doubts.doubt import GIVEN, Remark, with_doubts
from router.geocoding.doubts.outside import outside_the_region
from router.geocoding.doubts.pileups import piled_up
from router.geocoding.doubts.shifted import Metres, shifted
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.sources import Indexed
from router.geocoding.trust import EXTENT_MARGIN, Bounds

__all__ = ["check_file"]

_SETTLED = frozenset({"index", "correction", "check-in"})


def check_file(
    located: Sequence[LocatedAddress],
    index: RegionGeocoder,
    *,
    bounds: Bounds,
    street_m: Metres,
    corrections: Corrections | None = None,
) -> tuple[tuple[LocatedAddress, ...], tuple[Remark, ...]]:
    """Look at a whole file of located addresses for what no single one shows.

    Parameters
    ----------
    located
        As located.
    index
        The region's geocoder, for a second opinion.
    bounds
        Of what is accepted.
    street_m
        Metres from points to the nearest street.
    corrections
        What people said; it settles a doubt.

    Returns
    -------
    tuple of LocatedAddress, tuple of Remark
        The addresses in the same order, doubtful ones in review; and what is to be said of the
        file as a whole.
    """
    opinions = [_opinion(one, index, bounds) for one in located]
    found = (
        outside_the_region(located, bounds.extent, margin=EXTENT_MARGIN),
        shifted(located, opinions, door_m=index.metres_to_doors, street_m=street_m),
        disagreeing(located, opinions),
        outside_their_district(located, index.contradiction),
        piled_up(located, opinions),
    )
    doubtful = with_doubts(located, found)
    settled = tuple(
        one if one is before else _settled(one, corrections, bounds)
        for one, before in zip(doubtful, located, strict=True)
    )
    return settled, tuple(remark for doubts in found for remark in doubts.remarks)


def _opinion(one: LocatedAddress, index: RegionGeocoder, bounds: Bounds) -> Place | None:
    """Return what the index trusts by itself, where something else was believed."""
    address: Address = one.address
    place = one.place
    if place is None or place.source in _SETTLED or not address.text.strip():
        return None
    if one.status is not LocationStatus.ACCEPTED and place.source != GIVEN:
        return None
    finding = Indexed(index).find(address)
    best = finding.places[0] if finding is not None and finding.places else None
    return best if best is not None and bounds.trusts(best) else None


def _settled(
    one: LocatedAddress, corrections: Corrections | None, bounds: Bounds
) -> LocatedAddress:
    """Take a person's word about a doubtful address: where it is, or that it cannot be found."""
    said = corrections.entry(one.owner_id, one.address) if corrections is not None else None
    if said is None:
        return one
    place = place_of(said, one.address)
    if place is not None:
        return bounds.given(one.owner_id, one.address, place)
    return judge_correction(
        one.owner_id, one.address, said, inside=False, candidates=one.candidates
    )
