"""Which outlined Chinese city and district a point lies in, for doors that do not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from router.domain.extract import Extract
from router.domain.places import Coordinate
from router.geocoding.localities import Locality, Surroundings
from router.geocoding.streets import METRES_PER_DEGREE

__all__ = ["Divided", "metres_to_ring"]

CITY_KINDS = frozenset({"city"})
DISTRICT_KINDS = frozenset({"district", "county", "borough"})


class Divided:
    """The outlines of a region's cities and districts.

    Parameters
    ----------
    extract
        What was read.
    localities
        Its localities; those with an outline are asked.
    """

    def __init__(self, extract: Extract, localities: Sequence[Locality]) -> None:
        keys = {(one.name, one.kind, one.coordinate): one.key for one in localities}
        found: list[tuple[float, int, str, NDArray[np.float64]]] = []
        for place in extract.places:
            key = keys.get((place.name, place.kind, place.coordinate), 0)
            if key and place.outline and place.kind in CITY_KINDS | DISTRICT_KINDS:
                ring = np.array([(point.lat, point.lon) for point in place.outline])
                size = float(np.prod(np.ptp(ring, axis=0)))
                found.append((size, key, place.kind, ring))
        self._areas = sorted(found, key=lambda one: one[:2])
        boxes = [(*ring.min(axis=0), *ring.max(axis=0)) for *_, ring in self._areas]
        self._boxes = np.array(boxes, dtype=np.float64).reshape(len(boxes), 4)

    def rings(self) -> Iterator[tuple[int, NDArray[np.float64]]]:
        """Yield the outlines.

        Yields
        ------
        (int, array)
            Key of the locality, and its closed ring: (k, 2) degrees, columns lat and lon.
        """
        for _, key, _, ring in self._areas:
            yield key, ring

    def of(self, point: Coordinate) -> tuple[int, int]:
        """Return the city and the district around a point.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        int, int
            Keys of localities; 0 where there is none. Of two cities one within the other, the
            inner one counts as a district (县级市).
        """
        box = self._boxes
        near = (box[:, 0] <= point.lat) & (point.lat <= box[:, 2])
        near &= (box[:, 1] <= point.lon) & (point.lon <= box[:, 3])
        cities: list[int] = []
        districts: list[int] = []
        for at in np.flatnonzero(near).tolist():
            _, key, kind, ring = self._areas[at]
            if encloses(ring, point):
                (cities if kind in CITY_KINDS else districts).append(key)
        inner = cities[:-1] + districts
        return (cities[-1] if cities else 0), (districts or inner or [0])[0]

    def fill(self, where: Surroundings) -> Surroundings:
        """Add city and district to the surroundings of a door that does not say them.

        Parameters
        ----------
        where
            What its tags say.

        Returns
        -------
        Surroundings
            What is tagged stays.
        """
        if not self._areas or (where.city and where.district):
            return where
        city, district = self.of(where.coordinate)
        return replace(
            where,
            city=where.city or city,
            district=where.district or district,
            town=where.city or city or where.town,
        )


def encloses(ring: NDArray[np.float64], point: Coordinate) -> bool:
    """Tell whether a point lies inside a closed ring (even-odd rule)."""
    lat = ring[:, 0]
    crosses = (lat[:-1] > point.lat) != (lat[1:] > point.lat)
    if not crosses.any():
        return False
    start, end = ring[:-1][crosses], ring[1:][crosses]
    share = (point.lat - start[:, 0]) / (end[:, 0] - start[:, 0])
    at = start[:, 1] + share * (end[:, 1] - start[:, 1])
    return bool(int((at > point.lon).sum()) % 2)


def metres_to_ring(ring: NDArray[np.float64], point: Coordinate) -> float:
    """Return how far a point lies from an outline.

    Parameters
    ----------
    ring
        (k, 2) degrees, closed, k > 1.
    point
        Inside or outside.

    Returns
    -------
    float
        Metres to the nearest stretch of it.
    """
    scale = METRES_PER_DEGREE * np.array([1.0, np.cos(np.radians(point.lat))])
    corners = (ring - np.array([point.lat, point.lon])) * scale
    start, step = corners[:-1], np.diff(corners, axis=0)
    size = np.maximum((step**2).sum(axis=1), 1e-9)
    share = np.clip(-(start * step).sum(axis=1) / size, 0, 1)
    nearest = start + share[:, None] * step
    return float(np.sqrt((nearest**2).sum(axis=1).min()))
