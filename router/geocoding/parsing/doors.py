"""Which number is what: the state of an address from the road to the room.

::

    文三路 12 号          behind a road: a house number
    翠苑小区 12-3-402     behind a compound: building, unit, room
    3栋 1201号            inside a building: a room
"""

from __future__ import annotations

import re

from router.geocoding.parsing.marks import Mark

__all__ = ["Doors"]

SPLIT = re.compile(r"[-~/]")
ONE_OF = {
    "town": "town",
    "village": "village",
    "road": "road",
    "compound": "compound",
    "landmark": "rest",
    "rest": "rest",
}
ROOM_DIGITS = 3  # 501 is a room, 12 is none


class Doors:
    """Takes names and numbers in the order written."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.last = ""

    def name(self, kind: str, text: str) -> str:
        """Take a name.

        Parameters
        ----------
        kind
            What it looks like.
        text
            Plain.

        Returns
        -------
        str
            The part that it fills; ``rest`` if there is one already.
        """
        part = ONE_OF[kind]
        if part == "rest" or part in self.values:
            return "rest"
        self.values[part] = text
        self.last = part
        return part

    def take(self, mark: Mark, following: Mark | None) -> str:
        """Take a number.

        Parameters
        ----------
        mark
            The number.
        following
            The one that follows at once, if one does.

        Returns
        -------
        str
            The part that it fills.
        """
        if mark.kind in ("distance", "rest"):
            return "rest"
        if mark.kind == "code":
            return self._code(mark.value, following)
        if mark.kind == "sublane":
            lane = self.values.get("lane")
            return self._set("lane", f"{lane}/{mark.value}" if lane else mark.value, again=True)
        if mark.kind == "number":
            return self._number(mark.value)
        if mark.kind == "room":
            return self._room(mark.value)
        if mark.kind == "building" and "building" in self.values:
            return self._set("unit", mark.value)
        return self._set(mark.kind, mark.value)

    def _set(self, part: str, value: str, *, again: bool = False) -> str:
        if part in self.values and not again:
            return "rest"
        self.values[part] = value
        self.last = part
        return part

    @property
    def _indoors(self) -> bool:
        return any(part in self.values for part in ("building", "unit", "floor"))

    def _number(self, value: str) -> str:
        if self._indoors:
            return self._set("room", value)
        if "number" not in self.values:
            return self._set("number", value)
        return self._set("room" if len(value) >= ROOM_DIGITS else "building", value)

    def _room(self, value: str) -> str:
        parts = SPLIT.split(value)
        if len(parts) == 1 or "room" in self.values:
            return self._set("room", value)
        return self._inside(parts)

    def _inside(self, parts: list[str]) -> str:
        """Give the numbers before a room to building and unit."""
        free = [part for part in ("building", "unit") if part not in self.values]
        if "unit" in self.values:
            free = []
        if "building" not in self.values and len(parts) == 2:
            free = ["building"]
        if len(parts) - 1 > len(free):
            return self._set("room", "-".join(parts))
        for part, value in zip(free[-(len(parts) - 1) :], parts[:-1], strict=True):
            self.values[part] = value
        return self._set("room", parts[-1])

    def _code(self, value: str, following: Mark | None) -> str:
        """Take a number without a word."""
        parts = SPLIT.split(value)
        behind_road = self.last in ("road", "lane", "village", "town", "") and not self._indoors
        if "room" in self.values:
            return "rest"
        if behind_road and "number" not in self.values:
            return self._behind_road(value, parts)
        if len(parts) >= 2:
            return self._series(value, parts)
        if self._indoors:
            if "unit" not in self.values and len(value) < ROOM_DIGITS and following is not None:
                return self._set("unit", value)
            return self._set("room", value)
        if len(value) >= ROOM_DIGITS and value[-1].isdigit():
            return self._set("room", value)
        return self._set("building", value)

    def _behind_road(self, value: str, parts: list[str]) -> str:
        if len(parts) == 1 or (len(parts) == 2 and not _is_room(parts)):
            return self._set("number", value)
        self._set("number", parts[0])
        if len(parts) == 2:
            return self._set("room", parts[1])
        return self._series("-".join(parts[1:]), parts[1:])

    def _series(self, value: str, parts: list[str]) -> str:
        """Take 3-501, 12-3-402."""
        if not self._indoors:
            if len(parts) == 3:
                self.values["building"], self.values["unit"] = parts[:2]
                return self._set("room", parts[2])
            if len(parts) == 2:
                self.values["building"] = parts[0]
                return self._set("room" if len(parts[1]) >= ROOM_DIGITS else "unit", parts[1])
        if "building" in self.values and "unit" not in self.values and len(parts) == 2:
            self.values["unit"] = parts[0]
            return self._set("room", parts[1])
        return self._set("room", value)


def _is_room(parts: list[str]) -> bool:
    """Tell the room of 12-402 from the range of 12-14 and 123-127."""
    first, second = parts
    if len(second) < ROOM_DIGITS or not second.isdigit():
        return False
    return not (first.isdigit() and 0 < int(second) - int(first) <= 60)
