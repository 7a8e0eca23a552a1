"""Builds the address index of an extract: one SQLite file of doors, streets, places, towns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from router.domain.extract import AddressPoint, Extract, NamedPlace
from router.domain.places import Coordinate, great_circle_m
from router.geocoding.chinese.gathering import is_chinese
from router.geocoding.chinese.namekeys import NameRows
from router.geocoding.chinese.sides import two_sided
from router.geocoding.keys import all_keys, name_keys, stems, variants
from router.geocoding.localities import Locality
from router.geocoding.names import Names
from router.geocoding.normalise import spelled_key, tokenise
from router.geocoding.numbers import house_number
from router.geocoding.packing import pack, square_of
from router.geocoding.rows import BUILDING, COMPOUND, ROAD
from router.geocoding.schema import VERSION, written_index
from router.geocoding.streets import Street, join_ways, middle_of
from router.geocoding.towns import Towns, is_locality, tagged_localities

__all__ = ["build_index"]

_Progress = Callable[[str, float], None]
_DoorRow = tuple[int, int, int, int, str, int, float, float, int, int, int, int, int]
AROUND_M = 150.0  # a building this far outside of its compound's circle is still the compound's


def build_index(extract: Extract, path: Path, *, on_progress: _Progress | None = None) -> None:
    """Write the address index of an extract.

    Parameters
    ----------
    extract
        What was read.
    path
        The SQLite file; an older one is replaced when the new one is complete.
    on_progress
        Called with a text and the share that is done, 0 to 1.

    Raises
    ------
    OSError
        If the file cannot be written.

    Notes
    -----
    Streets of one name that lie near each other are one street, whatever the number of ways. A
    door without a town of its own is given the one that most doors around it name, or that of the
    nearest place.
    """
    tell = on_progress or (lambda _text, _share: None)
    path = Path(path)
    tell("towns and postcodes", 0.0)
    localities = tagged_localities(extract)
    towns = Towns(extract, localities)
    with written_index(path) as connection:
        _write_meta(connection, extract)
        _write_localities(connection, localities)
        connection.executemany("INSERT INTO outline VALUES (?, ?)", towns.outlines())
        tell("streets and doors", 0.2)
        _write_streets(connection, extract, towns, tell)
        tell("named places", 0.9)
        _write_places(connection, extract, towns)
    tell("address index", 1.0)


def _write_meta(connection: sqlite3.Connection, extract: Extract) -> None:
    box = extract.extent
    values = {
        "version": VERSION,
        "extent": json.dumps([box.south, box.west, box.north, box.east]),
        "date": extract.date.isoformat() if extract.date else "",
        "synthetic": "1" if extract.synthetic else "",
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(values.items()))


def _write_localities(connection: sqlite3.Connection, localities: Sequence[Locality]) -> None:
    connection.executemany(
        "INSERT INTO locality VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                place.key,
                place.name,
                place.kind,
                place.coordinate.lat,
                place.coordinate.lon,
                place.reach_m,
                json.dumps(place.other_names, ensure_ascii=False),
                json.dumps(sorted(place.cells)),
            )
            for place in localities
        ),
    )


def _write_streets(
    connection: sqlite3.Connection, extract: Extract, towns: Towns, tell: _Progress
) -> None:
    names = Names(extract)
    words = {
        word
        for written in names.written.values()
        for name in written
        for word in stems(tokenise(name))
    }
    connection.executemany("INSERT INTO word VALUES (?)", [(word,) for word in sorted(words)])
    writer = _StreetWriter(connection, towns)
    chinese = NameRows()
    for name_id, key in enumerate(sorted(names.written), start=1):
        if name_id % 500 == 0:
            tell("streets and doors", 0.2 + 0.7 * name_id / len(names.written))
        written = names.written[key]
        text = min(written, key=lambda name: (-written[name], name))
        found = name_keys(text)
        connection.execute(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
            (name_id, text, found.core or found.spelled, found.plain, found.directions),
        )
        _write_keys(connection, name_id, set(written), names.others[key] - set(written))
        spellings = {*written, *names.others[key]}
        doors, lines, areas = names.doors[key], names.lines[key], names.areas[key]
        if lines or not areas:
            chinese.add(name_id, spellings, area=False)
        if areas:
            chinese.add(name_id, spellings, area=True)
        for area, members in _by_area(areas, doors):
            writer.write_area(name_id, area, members)
            doors = [door for door in doors if door not in members]
        for street in join_ways(lines, [door.coordinate for door in doors]):
            writer.write_street(name_id, street, [doors[place] for place in street.doors])
    _write_chinese(connection, chinese)


def _by_area(
    areas: Sequence[NamedPlace], doors: Sequence[AddressPoint]
) -> Iterator[tuple[NamedPlace, list[AddressPoint]]]:
    """Yield the compounds of one name with the doors in them; nodes inside an outline are it."""
    kept: list[NamedPlace] = []
    for area in sorted(areas, key=lambda a: (not a.outline, -a.radius_m, a.coordinate.lat)):
        if not any(
            great_circle_m(area.coordinate, other.coordinate) <= other.radius_m + AROUND_M
            for other in kept
        ):
            kept.append(area)
    left = list(doors)
    for area in kept:
        near = area.radius_m + AROUND_M
        members = [d for d in left if great_circle_m(d.coordinate, area.coordinate) <= near]
        left = [door for door in left if door not in members]
        yield area, members


class _StreetWriter:
    """Writes streets, compounds and their doors, and counts them."""

    def __init__(self, connection: sqlite3.Connection, towns: Towns) -> None:
        self._connection = connection
        self._towns = towns
        self._street = 0
        self._door = 0

    def write_street(self, name_id: int, street: Street, members: Sequence[AddressPoint]) -> None:
        """Write a street."""
        points = [*street.lines]
        points += [np.array([[d.coordinate.lat, d.coordinate.lon]]) for d in members]
        # The middle lies on the street itself if its line is known.
        middle, reach = middle_of(np.concatenate(street.lines or points))
        self._write(name_id, middle, reach, street, members, ROAD)

    def write_area(self, name_id: int, area: NamedPlace, members: Sequence[AddressPoint]) -> None:
        """Write a compound or a named building."""
        kind = BUILDING if area.kind == "building" else COMPOUND
        nothing = Street((), ())
        self._write(name_id, area.coordinate, area.radius_m or 30.0, nothing, members, kind)

    def _write(
        self,
        name_id: int,
        middle: Coordinate,
        reach: float,
        street: Street,
        members: Sequence[AddressPoint],
        kind: int,
    ) -> None:
        self._street += 1
        rows: list[_DoorRow] = []
        for door in members:
            self._door += 1
            rows += _door_rows(self._door, name_id, self._street, door, self._towns)
        self._connection.executemany(
            "INSERT INTO door VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
        numbers = [row[2] for row in rows if row[2]]
        chinese = any(is_chinese(door) for door in members)
        points = [(row[2], Coordinate(row[6], row[7])) for row in rows if row[2] and chinese]
        where = self._towns.around(middle)
        self._connection.execute(
            "INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self._street, name_id, middle.lat, middle.lon, round(reach, 1), len(numbers)),
                *(min(numbers, default=0), max(numbers, default=0), where.town),
                *(pack(street.lines), where.city, where.district, kind),
                two_sided(street.lines, points),
            ),
        )


def _write_chinese(connection: sqlite3.Connection, rows: NameRows) -> None:
    keys = sorted((key, name, exact) for (key, name), exact in rows.keys.items())
    connection.executemany("INSERT INTO han_key VALUES (?, ?, ?)", keys)
    connection.executemany("INSERT INTO han_gap VALUES (?, ?, ?)", sorted(rows.gaps))
    connection.executemany("INSERT INTO han_sound VALUES (?, ?, ?)", sorted(rows.sounds))
    connection.executemany("INSERT INTO han_pair VALUES (?, ?)", sorted(rows.pairs))


def _write_keys(
    connection: sqlite3.Connection, name_id: int, written: set[str], others: set[str]
) -> None:
    keys: dict[str, int] = {}
    for other, group in ((0, written), (1, others)):
        for name in sorted(group):
            for variant in variants(name):
                for key in all_keys(variant):
                    keys.setdefault(key, other)
    connection.executemany(
        "INSERT OR IGNORE INTO name_key VALUES (?, ?, ?)",
        [(key, name_id, other) for key, other in sorted(keys.items())],
    )


def _door_rows(
    door_id: int, name_id: int, street_id: int, door: AddressPoint, towns: Towns
) -> list[_DoorRow]:
    number = house_number(door.number)
    where = towns.surroundings(door)
    return [
        (
            door_id,
            name_id,
            low,
            high,
            number.label,
            street_id,
            door.coordinate.lat,
            door.coordinate.lon,
            where.city,
            where.district,
            where.postcode,
            where.town,
            square_of(door.coordinate),
        )
        for low, high in dict.fromkeys(number.spans or ((0, 0),))
    ]


def _write_places(connection: sqlite3.Connection, extract: Extract, towns: Towns) -> None:
    rows: dict[tuple[str, float, float], tuple[object, ...]] = {}

    def keep(place: NamedPlace) -> None:
        where = place.coordinate
        for name in (place.name, *place.other_names):
            key = spelled_key(name)
            if key:
                rows[(key, where.lat, where.lon)] = (
                    *(key, place.name, place.kind, where.lat, where.lon),
                    *(place.radius_m or 30.0, towns.of(where)),
                )

    for place in extract.places:
        if not is_locality(place):
            keep(place)
    for door in extract.addresses:
        if door.name:
            keep(NamedPlace(coordinate=door.coordinate, name=door.name, kind="building"))
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", [rows[key] for key in sorted(rows)]
    )
