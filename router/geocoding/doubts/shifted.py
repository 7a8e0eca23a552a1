"""A whole file of points that fit only in another datum than the one they are taken for.

Points are measured in each of the three datums: by their distance to the doors of their own
addresses, where the region knows enough of them, else to the nearest door of any address, else to
the nearest street. They are never shifted here: the user is told, and says which datum it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from router.domain.datums import from_wgs84, in_china_box, to_wgs84
from router.domain.places import Coordinate, Datum, LocatedAddress, Place, great_circle_m
from router.geocoding.doubts.doubt import GIVEN, Doubt, Doubts, Remark
from router.geocoding.visited.judging import spoken_m

__all__ = ["FEWEST_AT_DOORS", "FEWEST_AT_STREETS", "shifted"]

FEWEST_AT_DOORS = 5  # points with a door of their own that the region knows
FEWEST_AT_STREETS = 20  # points, where only any door or the streets tell
_SAMPLE = 400  # points that are measured, spread over the file: a median needs no more
_FITS_M = 50.0
_CLEARLY = 2.0  # times farther as written than in the datum that fits
_OFF_M = 30.0  # nearer than this nothing is wrong
_AT_A_DOOR_M = 10.0  # a point of a door of the region is this near to one
_SHARE = 0.6  # of the points that must be nearer in the datum that fits
_WITNESSES = 2  # points at their own doors as written: streets have no say against them
_SAME = 5  # decimals of a degree, a metre: many cases on one point are one piece of evidence
_NAMES = {Datum.WGS84: "WGS-84", Datum.GCJ02: "GCJ-02", Datum.BD09: "BD-09"}

Metres = Callable[[Sequence[Coordinate]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """The datum that fits, by what, and how well."""

    datum: Datum
    measure: str
    metres: float
    written_m: float


def shifted(
    located: Sequence[LocatedAddress],
    opinions: Sequence[Place | None],
    *,
    door_m: Metres,
    street_m: Metres,
    what: str = "points",
    fate: str = "they are in review",
) -> Doubts:
    """Find points of the table that lie on doors or streets only if read in another datum.

    Parameters
    ----------
    located
        As located.
    opinions
        For each, what the region's index trusts by itself, or None.
    door_m, street_m
        Metres from points to the nearest door, and to the nearest street; only asked where the
        doors of the addresses do not tell.
    what, fate
        What the points are, and what becomes of them: words of the remark.

    Returns
    -------
    Doubts
        Every point of a group that does not fit, with what it is in the datum that does as first
        candidate; points at their own doors as they are written stay. Points are grouped by the
        datum that the table states for them.
    """
    groups: dict[Datum, list[int]] = {}
    for position, one in enumerate(located):
        if one.place is None or one.place.source != GIVEN or one.address.coordinate is None:
            continue
        if in_china_box(one.address.coordinate):
            groups.setdefault(one.address.datum, []).append(position)
    found: dict[int, Doubt] = {}
    remarks: list[Remark] = []
    for stated, positions in groups.items():
        readings = {
            datum: [_read_as(located[position], datum) for position in positions] for datum in Datum
        }
        own = [opinions[position] for position in positions]
        fit = _by_doors(stated, readings, own)
        if fit is None and not _written_at_doors(stated, readings, own):
            fit = _by_any(stated, readings, door_m=door_m, street_m=street_m)
        if fit is None:
            continue
        doubts = {
            position: _doubt(
                located[position], point, opinion, f"{len(positions)} {what}", stated, fit
            )
            for position, point, opinion in zip(positions, readings[fit.datum], own, strict=True)
            if not _fits_as_written(located[position], point, opinion)
        }
        found |= doubts
        where = f"{fit.datum.value} in the column datum, or for the whole file --datum"
        remarks.append(
            Remark(
                problem=f"{_sentence(f'{len(positions)} {what}', stated, fit)}; {fate}",
                fix=f"Set the datum: {where} {fit.datum.value}.",
            )
        )
    return Doubts(found, tuple(remarks))


def _read_as(one: LocatedAddress, datum: Datum) -> Coordinate:
    """Return the point that the written numbers are in a datum."""
    assert one.address.coordinate is not None
    return to_wgs84(from_wgs84(one.address.coordinate, one.address.datum), datum)


def _by_doors(
    stated: Datum,
    readings: dict[Datum, list[Coordinate]],
    doors: Sequence[Place | None],
) -> _Fit | None:
    metres = _to_own_doors(readings, doors)
    if len(metres[stated]) < FEWEST_AT_DOORS:
        return None
    return _best(stated, metres, "the doors of their addresses")


def _written_at_doors(
    stated: Datum,
    readings: dict[Datum, list[Coordinate]],
    doors: Sequence[Place | None],
) -> bool:
    """Tell whether more points are at their own doors as written than in any other datum."""
    at_door = {
        datum: int(np.sum(metres <= _FITS_M))
        for datum, metres in _to_own_doors(readings, doors).items()
    }
    witnesses = at_door.pop(stated)
    return witnesses >= _WITNESSES and witnesses > max(at_door.values())


def _to_own_doors(
    readings: dict[Datum, list[Coordinate]], doors: Sequence[Place | None]
) -> dict[Datum, NDArray[np.float64]]:
    return {
        datum: np.array(
            [
                great_circle_m(point, door.coordinate)
                for point, door in zip(points, doors, strict=True)
                if door is not None
            ]
        )
        for datum, points in readings.items()
    }


def _by_any(
    stated: Datum, readings: dict[Datum, list[Coordinate]], *, door_m: Metres, street_m: Metres
) -> _Fit | None:
    """Measure to any door, then to the streets; a good datum at the doors needs no more."""
    numbers = {
        (round(point.lat, _SAME), round(point.lon, _SAME)): position
        for position, point in enumerate(readings[stated])
    }
    distinct = list(numbers.values())
    if len(distinct) < FEWEST_AT_STREETS:
        return None
    step = -(-len(distinct) // _SAMPLE)
    some = {
        datum: [points[position] for position in distinct[::step]]
        for datum, points in readings.items()
    }
    to_doors = {datum: door_m(points) for datum, points in some.items()}
    if min(float(np.median(metres)) for metres in to_doors.values()) <= _AT_A_DOOR_M:
        return _best(stated, to_doors, "the doors of the region", off_m=_AT_A_DOOR_M)
    to_streets = {datum: street_m(points) for datum, points in some.items()}
    return _best(stated, to_streets, "the streets")


def _best(
    stated: Datum,
    metres: dict[Datum, NDArray[np.float64]],
    measure: str,
    *,
    off_m: float = _OFF_M,
) -> _Fit | None:
    """Return the datum that fits, if it is another than the stated one and clearly better."""
    medians = {datum: float(np.median(values)) for datum, values in metres.items()}
    best = min(Datum, key=lambda datum: (medians[datum], datum is not stated))
    nearer = float(np.mean(metres[best] < metres[stated]))
    as_written = medians[stated]
    clear = as_written >= max(off_m, _CLEARLY * medians[best]) and nearer >= _SHARE
    if best is stated or medians[best] > _FITS_M or not clear:
        return None
    return _Fit(datum=best, measure=measure, metres=medians[best], written_m=as_written)


def _fits_as_written(one: LocatedAddress, point: Coordinate, door: Place | None) -> bool:
    """Tell whether this one point is at its own door as it is written, and not otherwise."""
    if door is None or one.place is None:
        return False
    written = great_circle_m(one.place.coordinate, door.coordinate)
    return written <= _FITS_M and written < great_circle_m(point, door.coordinate)


def _doubt(
    one: LocatedAddress,
    point: Coordinate,
    opinion: Place | None,
    points: str,
    stated: Datum,
    fit: _Fit,
) -> Doubt:
    assert one.place is not None
    text = f"{one.place.matched} (read as {_NAMES[fit.datum]})"
    place = replace(one.place, coordinate=point, matched=text)
    others = (opinion,) if opinion is not None else ()
    why = f"{_sentence(points, stated, fit)}: set datum {fit.datum.value}"
    return Doubt(why=why, candidates=(place, *others))


def _sentence(points: str, stated: Datum, fit: _Fit) -> str:
    return (
        f"these {points} fit {fit.measure} (median {spoken_m(fit.metres)}) only when read "
        f"as {_NAMES[fit.datum]} (as written, in {_NAMES[stated]}: {spoken_m(fit.written_m)})"
    )
