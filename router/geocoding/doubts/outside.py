"""Given points outside the region, and what may have happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.domain.datums import from_wgs84, to_wgs84
from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, LocatedAddress
from router.geocoding.doubts.doubt import GIVEN, Doubt, Doubts, Remark

__all__ = ["outside_the_region"]

_NULL_ISLAND = 1.0  # degrees around 0, 0


def outside_the_region(
    located: Sequence[LocatedAddress], extent: Extent | None, *, margin: float
) -> Doubts:
    """Find the table's points outside the region that look swapped, or stand for no point.

    Parameters
    ----------
    located
        As located; points outside the region are in review already.
    extent
        The region's box; None finds nothing.
    margin
        Degrees by which it is widened.

    Returns
    -------
    Doubts
        With the swapped point as first candidate where the swap lies in the region.
    """
    found: dict[int, Doubt] = {}
    swapped = 0
    for position, one in enumerate(located):
        if extent is None or one.place is None or one.place.source != GIVEN:
            continue
        point = one.place.coordinate
        if extent.contains(point, margin=margin):
            continue
        turned = _swapped(one.address)
        if turned is not None and extent.contains(turned, margin=margin):
            swapped += 1
            text = f"{one.place.matched} (latitude and longitude exchanged)"
            place = replace(one.place, coordinate=turned, matched=text)
            why = "outside the region: latitude and longitude look swapped"
            found[position] = Doubt(why=why, candidates=(place,))
        elif max(abs(point.lat), abs(point.lon)) < _NULL_ISLAND:
            why = "outside the region: it lies in the Atlantic, where missing coordinates end up"
            found[position] = Doubt(why=why)
    if not swapped:
        return Doubts(found)
    remark = Remark(
        problem=f"points whose latitude and longitude look swapped: {swapped}; they are in review",
        fix="Exchange the two columns; AMap and Baidu copy lon,lat.",
    )
    return Doubts(found, (remark,))


def _swapped(address: Address) -> Coordinate | None:
    """Return the point of an address with the two numbers exchanged as they were written."""
    assert address.coordinate is not None
    written = from_wgs84(address.coordinate, address.datum)
    if abs(written.lon) > 90:
        return None
    return to_wgs84(Coordinate(written.lon, written.lat), address.datum)
