"""Builds the address index of an extract: one SQLite file of doors, streets, places, towns."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from router.domain.extract import AddressPoint, Extract, NamedPlace
from router.domain.places import Coordinate
from router.geocoding.keys import all_keys, name_keys, stems, variants
from router.geocoding.localities import Locality
from router.geocoding.normalise import spelled_key, tokenise
from router.geocoding.numbers import house_number
from router.geocoding.schema import VERSION, written_index
from router.geocoding.streets import Line, join_ways, middle_of
from router.geocoding.towns import Towns, is_locality, tagged_localities

__all__ = ["build_index"]

_Progress = Callable[[str, float], None]
_DoorRow = tuple[int, int, int, int, str, int, float, float, int, int, int, int, int]
OTHER_NAME_TAGS = ("alt_name", "old_name", "loc_name", "short_name", "official_name", "int_name")
SQUARES_PER_DEGREE = 500  # about 220 m from south to north, for the nearest door


def square_of(point: Coordinate) -> int:
    """Return the number of the small square of the map that a point lies in.

    Parameters
    ----------
    point
        The point.

    Returns
    -------
    int
        Rows of 1,000,000 squares of 0.002 degrees.
    """
    row = int((point.lat + 90) * SQUARES_PER_DEGREE)
    return row * 1_000_000 + int((point.lon + 180) * SQUARES_PER_DEGREE)


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


class _Names:
    """Gathers ways and doors by the class key of their name."""

    def __init__(self, extract: Extract) -> None:
        self.lines: dict[str, list[Line]] = defaultdict(list)
        self.doors: dict[str, list[AddressPoint]] = defaultdict(list)
        self.written: dict[str, Counter[str]] = defaultdict(Counter)
        self.others: dict[str, set[str]] = defaultdict(set)
        shape = np.column_stack([extract.network.lat, extract.network.lon])
        for road in extract.network.roads:
            if not road.name:
                continue
            key = self._count(road.name)
            if len(road.nodes) > 0:
                self.lines[key].append(shape[road.nodes])
            for tag, value in road.tags.items():
                if tag.startswith("name:") or tag in OTHER_NAME_TAGS:
                    self.others[key].update(v.strip() for v in value.split(";"))
        for door in extract.addresses:
            street = door.street or door.name
            if street and (door.number or door.street):
                self.doors[self._count(street)].append(door)

    def _count(self, name: str) -> str:
        key = name_keys(name).classed or name
        self.written[key][name] += 1
        return key


def _write_streets(
    connection: sqlite3.Connection, extract: Extract, towns: Towns, tell: _Progress
) -> None:
    names = _Names(extract)
    words = {
        word
        for written in names.written.values()
        for name in written
        for word in stems(tokenise(name))
    }
    connection.executemany("INSERT INTO word VALUES (?)", [(word,) for word in sorted(words)])
    street_id = door_id = 0
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
        doors = names.doors[key]
        for street in join_ways(names.lines[key], [door.coordinate for door in doors]):
            street_id += 1
            members = [doors[place] for place in street.doors]
            rows: list[_DoorRow] = []
            for door in members:
                door_id += 1
                rows += _door_rows(door_id, name_id, street_id, door, towns)
            connection.executemany(
                "INSERT INTO door VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            points = [*street.lines]
            points += [np.array([[d.coordinate.lat, d.coordinate.lon]]) for d in members]
            # The middle lies on the street itself if its line is known.
            middle, reach = middle_of(np.concatenate(street.lines or points))
            numbers = [row[2] for row in rows if row[2]]
            connection.execute(
                "INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    street_id,
                    name_id,
                    middle.lat,
                    middle.lon,
                    round(reach, 1),
                    len(numbers),
                    min(numbers, default=0),
                    max(numbers, default=0),
                    towns.of(middle),
                    pack(street.lines),
                ),
            )


def pack(lines: Sequence[Line]) -> bytes:
    """Store lines as sizes and degrees, both little-endian.

    Parameters
    ----------
    lines
        (k, 2) degrees each.

    Returns
    -------
    bytes
        For :func:`unpack`.
    """
    sizes = np.array([len(lines), *(len(line) for line in lines)], dtype="<f8")
    return b"".join([sizes.tobytes(), *(line.astype("<f8").tobytes() for line in lines)])


def unpack(blob: bytes) -> tuple[Line, ...]:
    """Read lines that :func:`pack` stored.

    Parameters
    ----------
    blob
        The bytes.

    Returns
    -------
    tuple of (k, 2) float
        The lines in degrees.
    """
    values = np.frombuffer(blob, dtype="<f8")
    count = int(values[0])
    sizes = values[1 : count + 1].astype(int)
    ends = np.cumsum(sizes * 2) + count + 1
    return tuple(
        values[end - size * 2 : end].reshape(size, 2) for end, size in zip(ends, sizes, strict=True)
    )


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
