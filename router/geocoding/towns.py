"""Which towns an extract knows, and which of them each door and street lies in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from router.domain.extract import AddressPoint, Extract, NamedPlace
from router.domain.places import Coordinate, great_circle_m
from router.geocoding.chinese.divided import Divided
from router.geocoding.localities import (
    CITY,
    DISTRICT,
    POSTCODE,
    REACH_M,
    Locality,
    Surroundings,
    around,
    cell_of,
)
from router.geocoding.normalise import spelled_key
from router.geocoding.packing import pack
from router.geocoding.streets import middle_of

__all__ = ["Towns", "is_locality", "tagged_localities"]

TOWN_KINDS = frozenset({"city", "town", "village", "municipality"})
NOT_LOCALITIES = frozenset({"building", "compound", "square", "city_block", "plot", "farm"})


def is_locality(place: NamedPlace) -> bool:
    """Tell a town or a part of one from a building or a compound.

    Parameters
    ----------
    place
        The place.

    Returns
    -------
    bool
        True for settlements, districts and larger areas.
    """
    return place.kind not in NOT_LOCALITIES


def tagged_localities(extract: Extract) -> tuple[Locality, ...]:
    """Collect the localities that doors and places name.

    Parameters
    ----------
    extract
        What was read.

    Returns
    -------
    tuple of Locality
        Keys from 1 on; those that doors name first.
    """
    points: dict[tuple[str, str], list[Coordinate]] = defaultdict(list)
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for door in extract.addresses:
        for kind, name in ((CITY, door.city), (DISTRICT, door.district), (POSTCODE, door.postcode)):
            # A "city" of digits is a slip of the pen, and would swallow house numbers.
            if spelled_key(name) and (kind == POSTCODE or not spelled_key(name).isdigit()):
                points[kind, spelled_key(name)].append(door.coordinate)
                written[kind, spelled_key(name)][name] += 1
    found: list[Locality] = []
    for kind, key in sorted(points):
        names = written[kind, key]
        where = points[kind, key]
        middle, _ = middle_of(np.array([(point.lat, point.lon) for point in where]))
        found.append(
            Locality(
                key=len(found) + 1,
                name=min(names, key=lambda name: (-names[name], name)),
                kind=kind,
                coordinate=middle,
                reach_m=0.0,
                cells=frozenset(cell_of(point) for point in where),
            )
        )
    for place in extract.places:
        if is_locality(place) and place.name:
            found.append(
                Locality(
                    key=len(found) + 1,
                    name=place.name,
                    kind=place.kind,
                    coordinate=place.coordinate,
                    reach_m=max(place.radius_m, REACH_M.get(place.kind, 2_000.0)),
                    other_names=place.other_names,
                )
            )
    return tuple(found)


class Towns:
    """Tells the town of any point of an extract.

    Parameters
    ----------
    extract
        What was read.
    localities
        Its localities.
    """

    def __init__(self, extract: Extract, localities: tuple[Locality, ...]) -> None:
        self._tagged = {
            (place.kind, spelled_key(place.name)): place.key
            for place in localities
            if place.kind in (CITY, DISTRICT, POSTCODE)
        }
        self._places = [place for place in localities if place.kind in TOWN_KINDS]
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for door in extract.addresses:
            city = self._tagged.get((CITY, spelled_key(door.city)), 0)
            if city:
                votes[cell_of(door.coordinate)][city] += 1
        self._votes = votes
        self._town_of: dict[int, int] = {}
        self._divided = Divided(extract, localities)

    def outlines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the outlines of Chinese cities and districts, packed.

        Yields
        ------
        (int, bytes)
            Key of the locality, and its ring.
        """
        for key, ring in self._divided.rings():
            yield key, pack([ring])

    def of(self, point: Coordinate) -> int:
        """Return the town that a point most probably lies in.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        int
            Key of a locality; 0 if none is near.
        """
        cell = cell_of(point)
        if cell not in self._town_of:
            self._town_of[cell] = self._guess(cell, point)
        return self._town_of[cell]

    def _guess(self, cell: int, point: Coordinate) -> int:
        """Ask the doors of the square, then those around it, then the places."""
        for cells in ((cell,), tuple(around(cell))):
            votes: Counter[int] = Counter()
            for near in cells:
                votes.update(self._votes.get(near, Counter()))
            if votes:
                return min(votes, key=lambda key: (-votes[key], key))
        away = [
            (great_circle_m(place.coordinate, point) / place.reach_m, place.key)
            for place in self._places
        ]
        nearest = min(away, default=(2.0, 0))
        return nearest[1] if nearest[0] <= 1 else 0

    def surroundings(self, door: AddressPoint) -> Surroundings:
        """Return what a door's tags and neighbours say about where it lies.

        Parameters
        ----------
        door
            The door.

        Returns
        -------
        Surroundings
            Keys of localities.
        """
        city = self._tagged.get((CITY, spelled_key(door.city)), 0)
        tagged = Surroundings(
            coordinate=door.coordinate,
            city=city,
            district=self._tagged.get((DISTRICT, spelled_key(door.district)), 0),
            postcode=self._tagged.get((POSTCODE, spelled_key(door.postcode)), 0),
            town=city or self.of(door.coordinate),
        )
        return self._divided.fill(tagged)

    def around(self, point: Coordinate) -> Surroundings:
        """Return what is known about a point that has no tags of its own.

        Parameters
        ----------
        point
            Such as the middle of a street.

        Returns
        -------
        Surroundings
            City and district only where an outline tells them.
        """
        return self._divided.fill(Surroundings(coordinate=point, town=self.of(point)))
