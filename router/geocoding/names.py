"""Gathers what an extract has under each name: the ways, the doors, the compounds."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from router.domain.extract import AddressPoint, Extract, NamedPlace
from router.geocoding.chinese.gathering import chinese_areas, chinese_doors, is_chinese
from router.geocoding.chinese.writing import han_key
from router.geocoding.keys import name_keys
from router.geocoding.streets import Line

__all__ = ["Names"]

OTHER_NAME_TAGS = ("alt_name", "old_name", "loc_name", "short_name", "official_name", "int_name")


class Names:
    """Ways, doors and compounds by the class key of their name.

    Parameters
    ----------
    extract
        What was read.

    Attributes
    ----------
    written
        How often each spelling occurs, by key; a name of anything else is among the keys, too.
    others
        Names in other languages, old, short, official.
    """

    def __init__(self, extract: Extract) -> None:
        self.lines: dict[str, list[Line]] = defaultdict(list)
        self.doors: dict[str, list[AddressPoint]] = defaultdict(list)
        self.areas: dict[str, list[NamedPlace]] = defaultdict(list)
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
            if is_chinese(door):
                for entry in chinese_doors(door):
                    self.doors[self._count(entry.street)].append(entry)
                continue
            street = door.street or door.name
            if street and (door.number or door.street):
                self.doors[self._count(street)].append(door)
        for area in chinese_areas(extract):
            key = self._count(area.name)
            self.areas[key].append(area)
            self.others[key].update(area.other_names)

    def _count(self, name: str) -> str:
        key = han_key(name) or name_keys(name).classed or name
        self.written[key][name] += 1
        return key
