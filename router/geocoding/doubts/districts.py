"""Points that do not lie in the town, district or postcode that the table states for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from router.domain.places import Address, Coordinate, LocatedAddress, LocationStatus
from router.geocoding.doubts.doubt import Doubt, Doubts

__all__ = ["outside_their_district"]


def outside_their_district(
    located: Sequence[LocatedAddress], contradiction: Callable[[Coordinate, Address], str]
) -> Doubts:
    """Find accepted points that the region's own districts contradict.

    Parameters
    ----------
    located
        As located. Matches of the index are left out: it has judged them itself.
    contradiction
        Says which stated name speaks against a point; an empty text if none does.

    Returns
    -------
    Doubts
        Those with a contradiction.
    """
    found: dict[int, Doubt] = {}
    for position, one in enumerate(located):
        if one.status is not LocationStatus.ACCEPTED or one.place is None:
            continue
        if one.place.source in ("index", "correction"):
            continue
        name = contradiction(one.place.coordinate, one.address)
        if name:
            why = f"the address says {name}, and the point of {one.place.source} lies elsewhere"
            found[position] = Doubt(why=why)
    return Doubts(found)
