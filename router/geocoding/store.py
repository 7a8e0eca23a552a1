"""Reads an address index: names and towns at once into memory, doors when they are asked for."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from router.domain.extract import Extent
from router.domain.places import Coordinate, great_circle_m
from router.geocoding.chinese.names import ChineseNames
from router.geocoding.localities import Localities, Locality, Surroundings
from router.geocoding.packing import square_of, unpack
from router.geocoding.rows import Door, NamedSpot, StreetRow
from router.geocoding.schema import open_index
from router.geocoding.streets import Line, nearest_on
from router.geocoding.western.commonwords import COMMON_WORDS

__all__ = ["Store"]

REMEMBERED = 4096  # numbers of streets: many people live in one house


class Store:
    """An opened index.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    RegionError
        If it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection = open_index(path)
        # Users of geopy do not close their geocoders; the index is closed with the last of them.
        self._close = weakref.finalize(self, self._connection.close)
        meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        self.extent = Extent(*json.loads(meta["extent"]))
        self._remembered: dict[tuple[int, int, int], list[Door]] = {}
        self.names: dict[str, tuple[int, ...]] = {}
        for key, name in self._connection.execute(
            "SELECT key, name FROM name_key ORDER BY key, name"
        ):
            self.names[key] = (*self.names.get(key, ()), name)
        self.text_of: dict[int, str] = {}
        self.core_of: dict[int, str] = {}
        self.directions_of: dict[int, str] = {}
        self.names_by_core: dict[str, tuple[int, ...]] = {}
        self.names_by_plain: dict[str, tuple[int, ...]] = {}
        for name, text, core, plain, directions in self._connection.execute(
            "SELECT id, text, core, plain, directions FROM name ORDER BY id"
        ):
            self.text_of[name] = text
            self.core_of[name] = core
            self.directions_of[name] = directions
            self.names_by_core[core] = (*self.names_by_core.get(core, ()), name)
            if directions:
                self.names_by_plain[plain] = (*self.names_by_plain.get(plain, ()), name)
        self.localities = Localities(tuple(self._read_localities()))

    def close(self) -> None:
        """Close the file."""
        self._close()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all names here, and those that many streets of the world bear."""
        rows = self._connection.execute("SELECT text FROM word")
        return COMMON_WORDS.union(word for (word,) in rows)

    @cached_property
    def chinese(self) -> ChineseNames:
        """The Chinese names, to be asked for those with a slip."""
        return ChineseNames(self._connection)

    @cached_property
    def outlines(self) -> Mapping[int, tuple[Line, ...]]:
        """Outlines of Chinese cities and districts by locality: (k, 2) degrees each."""
        found: dict[int, tuple[Line, ...]] = {}
        for key, ring in self._connection.execute("SELECT locality, ring FROM outline"):
            found[key] = (*found.get(key, ()), *unpack(ring))
        return found

    def _read_localities(self) -> Iterable[Locality]:
        rows = self._connection.execute(
            "SELECT id, name, kind, lat, lon, reach_m, other, cells FROM locality ORDER BY id"
        )
        for key, name, kind, lat, lon, reach, other, cells in rows:
            yield Locality(
                key=key,
                name=name,
                kind=kind,
                coordinate=Coordinate(lat, lon),
                reach_m=reach,
                cells=frozenset(json.loads(cells)),
                other_names=tuple(json.loads(other)),
            )

    def doors(self, name: int, low: int, high: int) -> list[Door]:
        """Return the doors of a name with a number in a span.

        Parameters
        ----------
        name
            Of the street.
        low, high
            The span, both ends inclusive.

        Returns
        -------
        list of Door
            By number.
        """
        asked = (name, low, high)
        if asked not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[asked] = self._doors(
                "name = ? AND low BETWEEN ? AND ? AND high >= ?", (name, low - 100, high, low)
            )
        return self._remembered[asked]

    def doors_labelled(self, name: int, label: str) -> list[Door]:
        """Return the doors of a name with exactly this number.

        Parameters
        ----------
        name
            Of the street.
        label
            House number in comparable form.

        Returns
        -------
        list of Door
            By key, each once.
        """
        found = self._doors("name = ? AND label = ?", (name, label))
        return list({door.key: door for door in sorted(found, key=lambda one: one.key)}.values())

    def neighbour(
        self, street: int, number: int, *, above: bool, two_sided: bool = True
    ) -> Door | None:
        """Return the next door of a street on the same side.

        Parameters
        ----------
        street
            The street.
        number
            From where to look; the door has another number of the same parity.
        above
            Whether to look upwards.
        two_sided
            Whether numbers of one parity lie on one side; else the next of any parity is taken.

        Returns
        -------
        Door or None
            None at the end of the street.
        """
        side = "low > ?" if above else "low < ?"
        order = "low" if above else "low DESC"
        step = 2 if two_sided else 1
        found = self._doors(
            f"street = ? AND {side} AND low > 0 AND low % {step} = ? AND label NOT LIKE '%弄%' "
            f"ORDER BY {order}, id LIMIT 1",
            (street, number, number % step),
        )
        return found[0] if found else None

    def doors_near(self, point: Coordinate) -> list[Door]:
        """Return the doors of the nine small squares around a point.

        Parameters
        ----------
        point
            The middle.

        Returns
        -------
        list of Door
            In no useful order.
        """
        middle = square_of(point)
        found: list[Door] = []
        for rows in (-1_000_000, 0, 1_000_000):
            first = middle + rows
            found += self._doors("square BETWEEN ? AND ?", (first - 1, first + 1))
        return found

    def _doors(self, condition: str, values: tuple[int | str, ...]) -> list[Door]:
        columns = "id, label, low, high, name, street, lat, lon, city, district, postcode, town"
        query = f"SELECT {columns} FROM door WHERE {condition}"  # noqa: S608  our own conditions
        rows = self._connection.execute(query, values)
        return [
            Door(
                key=row[0],
                label=row[1],
                low=row[2],
                high=row[3],
                name=row[4],
                street=row[5],
                where=Surroundings(
                    coordinate=Coordinate(row[6], row[7]),
                    city=row[8],
                    district=row[9],
                    postcode=row[10],
                    town=row[11],
                ),
            )
            for row in rows
        ]

    def streets(self, name: int) -> list[StreetRow]:
        """Return the streets of a name.

        Parameters
        ----------
        name
            The name.

        Returns
        -------
        list of StreetRow
            In the order of the index.
        """
        rows = self._connection.execute(
            "SELECT id, lat, lon, reach_m, doors, lowest, highest, town, city, district, area, "
            "two_sided FROM street WHERE name = ? ORDER BY id",
            (name,),
        )
        return [
            StreetRow(
                key=row[0],
                where=Surroundings(
                    coordinate=Coordinate(row[1], row[2]),
                    town=row[7],
                    city=row[8],
                    district=row[9],
                ),
                reach_m=row[3],
                doors=row[4],
                lowest=row[5],
                highest=row[6],
                area=row[10],
                two_sided=bool(row[11]),
            )
            for row in rows
        ]

    def is_area(self, name: int) -> bool:
        """Tell whether a name is that of a compound or a building.

        Parameters
        ----------
        name
            The name.

        Returns
        -------
        bool
            False if only streets bear it.
        """
        query = "SELECT 1 FROM street WHERE name = ? AND area > 0 LIMIT 1"
        return self._connection.execute(query, (name,)).fetchone() is not None

    def streets_near(self, point: Coordinate) -> list[tuple[StreetRow, str, Coordinate]]:
        """Return streets around a point, each with its own nearest point.

        Parameters
        ----------
        point
            The middle.

        Returns
        -------
        list of (StreetRow, str, Coordinate)
            Street, name, and the point of its line; streets whose middle lies farther away than
            they reach, and half a kilometre more, are left out.
        """
        found = []
        box = self._connection.execute(
            "SELECT id, lat, lon, reach_m, doors, lowest, highest, town, name, shape FROM street "
            "WHERE abs(lat - ?) * 111195 < reach_m + 500",
            (point.lat,),
        )
        for row in box:
            middle = Coordinate(row[1], row[2])
            if great_circle_m(point, middle) > row[3] + 500:
                continue
            street = StreetRow(
                key=row[0],
                where=Surroundings(coordinate=middle, town=row[7]),
                reach_m=row[3],
                doors=row[4],
                lowest=row[5],
                highest=row[6],
            )
            nearest = nearest_on(unpack(row[9]), point) or middle
            found.append((street, self.text_of[row[8]], nearest))
        return found

    def lines(self, street: int) -> tuple[Line, ...]:
        """Return the lines of a street.

        Parameters
        ----------
        street
            The street.

        Returns
        -------
        tuple of (k, 2) float
            Degrees.
        """
        row = self._connection.execute(
            "SELECT shape FROM street WHERE id = ?", (street,)
        ).fetchone()
        return unpack(row[0])

    def spots(self, key: str) -> list[NamedSpot]:
        """Return the buildings and compounds of a name.

        Parameters
        ----------
        key
            Spelled key of the name.

        Returns
        -------
        list of NamedSpot
            In a fixed order.
        """
        rows = self._connection.execute(
            "SELECT text, kind, lat, lon, radius_m, town FROM place WHERE key = ? "
            "ORDER BY text, lat, lon",
            (key,),
        )
        return [
            NamedSpot(
                text=text,
                kind=kind,
                radius_m=radius,
                where=Surroundings(coordinate=Coordinate(lat, lon), town=town),
            )
            for text, kind, lat, lon, radius, town in rows
        ]
