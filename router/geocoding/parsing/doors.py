"""Which number is what: the state of an address from the road to the room.

::

    文三路 12 号          behind a road: a house number
    翠苑小区 12-3-402     behind a compound: building, unit, room
    3栋 1201号            inside a building: a room
"""

from __future__ import annotations

import re

from router.geocoding.parsing.marks import Mark
from router.geocoding.parsing.suffixes import ENDINGS, is_named_compound

__all__ = ["Doors", "Label"]

SPLIT = re.compile(r"[-~/]")
ROOM_DIGITS = 3  # 501 is a room, 12 is none
OUTDOORS = ("road", "lane", "village", "town", "")
OFFICE = re.compile(r"(?<=街道)办(?:事处)?$|(?<=[镇乡])政府$|(?<=社区)(?:居委会|居民委员会)$")
COMMITTEE = re.compile(r"(?<=村)(?:村?委会|民委员会|村民委员会)$")
HIGHEST_FLOOR = 130
WIDEST_RANGE = 60  # 123-127 are neighbours, 12-402 are not


class Label:
    """A stretch of the text and the part it fills; the part may be taken back.

    Parameters
    ----------
    part
        The part.
    start, end
        Where it stands.
    """

    __slots__ = ("end", "part", "start")

    def __init__(self, part: str, start: int, end: int) -> None:
        self.part, self.start, self.end = part, start, end


class Doors:
    """Takes names and numbers in the order written."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.labels: list[Label] = []
        self.last = ""
        self._filled: list[str] = []  # by the number that is being taken
        self._committee = False  # the village is named by its committee
        self._sure_compound = False  # its building follows it
        self._landmark_end = -1  # where the last landmark ends

    def name(self, kind: str, text: str, start: int, after: str, *, apart: bool = True) -> None:
        """Take a name.

        Parameters
        ----------
        kind
            What it looks like.
        text
            Plain.
        start
            Where it stands.
        after
            What follows it at once: a kind of number, or nothing.
        apart
            Whether a separator stands before it.
        """
        indoors_follow = after in ("building", "room")
        if kind == "compound" and self._is_no_compound(text, start, after):
            kind = "rest"
        numbered_inside = indoors_follow or after == "series"
        in_town = "number" in self.values or (numbered_inside and not self._rural())
        if kind == "village" and text.endswith("村") and in_town:
            kind = "compound"  # 文三路12号求是村, 锁金村3幢
        elif (
            kind == "compound"
            and not indoors_follow
            and text.endswith("村")
            and self._rural()
            and not (text.endswith("新村") and after == "entrance")  # 湄洲新村26号202室
        ):
            kind = "village"  # 曹杨四村 is an estate, 白乐镇白乐三村 a village
        if kind == "crossing":
            if text[0] in "与和跟及":
                self._give_back("road")
            kind = "rest"
        if kind in ("landmark", "rest"):
            self._landmark_end = start + len(text)
            self._label("rest", start, start + len(text))
            return
        value = text.strip()
        for cut in (OFFICE, COMMITTEE):
            value = cut.sub("", value)
        if kind == "village" and self._committee:
            self._give_back("village")  # 六连村委会长流村: the village itself follows
        if kind == "village" and COMMITTEE.search(text):
            self._committee = True
            self._fill(kind, value, start, start + len(value))
            self._label("rest", start + len(value), start + len(text))
            return
        if (
            kind == "road"
            and "road" in self.values
            and after in ("number", "entrance", "lane", "series")
        ):
            self._give_back("road")
        if kind == "compound" and "compound" in self.values:
            before = self.labels[-1]
            if not apart and (before.part, before.end) == ("compound", start):
                self.values["compound"] += value  # 东部软件园|科技大厦
                self._label("compound", start, start + len(text))
                self._sure_compound = indoors_follow
                return
            if indoors_follow and not self._sure_compound:
                self._give_back("compound")
        self._fill(kind, value, start, start + len(text))
        if self.last == "compound":
            self._sure_compound = indoors_follow

    def _is_no_compound(self, text: str, start: int, after: str) -> bool:
        """Tell what only looks like a compound: 大厦后面|小红楼, 石前村|西埔|38号."""
        if start == self._landmark_end and not after:
            return not is_named_compound(text)
        hamlet = len(text) <= 3 and not any(text.endswith(ending) for ending in ENDINGS)
        behind_village = self.last == "village" and self.values["village"].endswith("村")
        return hamlet and behind_village and after in ("number", "entrance")

    def take(self, mark: Mark, following: Mark | None) -> None:
        """Take a number.

        Parameters
        ----------
        mark
            The number.
        following
            The one that follows at once, if one does.
        """
        self._filled = []
        part = self._part(mark, following)
        parts = [*self._filled, "rest"] if part == "rest" else self._filled
        if len(parts) < 2:
            self._label(part, mark.start, mark.end)
            return
        # 12-3-402 fills several: each gets its own stretch, with the stroke before it.
        cuts = [mark.start + found.start() for found in SPLIT.finditer(mark.written)]
        first = cuts[: len(parts) - 1] if part == "rest" else cuts[1 - len(parts) :]
        edges = [mark.start, *first, mark.end]
        for one, start, end in zip(parts, edges, edges[1:], strict=False):
            self._label(one, start, end)

    def missing(self, part: str, value: str) -> bool:
        """Fill a part if nothing has filled it.

        Parameters
        ----------
        part, value
            What to fill, with what.

        Returns
        -------
        bool
            Whether it was free.
        """
        if part in self.values:
            return False
        self.values[part] = value
        return True

    def _part(self, mark: Mark, following: Mark | None) -> str:
        kind, value = mark.kind, mark.value
        if kind in ("distance", "rest"):
            return "rest"
        if kind == "code":
            return self._code(value, following)
        if kind in ("lane", "sublane") and "lane" in self.values and "number" not in self.values:
            self.values["lane"] += f"/{value}"
            return "lane"
        if kind == "sublane":
            return self._set("lane", value)
        if kind == "number":
            return self._number(value)
        if kind == "room":
            return self._room(value)
        if kind == "floor" and value.isdigit() and int(value) > HIGHEST_FLOOR:
            kind = "building"  # 317楼
        return self._set(kind, value)

    def _label(self, part: str, start: int, end: int) -> None:
        self.labels.append(Label(part, start, end))

    def _fill(self, part: str, value: str, start: int, end: int) -> None:
        self._label(self._set(part, value), start, end)

    def _set(self, part: str, value: str) -> str:
        if part in self.values:
            return "rest"
        self.values[part] = value
        self.last = part
        self._filled.append(part)
        return part

    def _give_back(self, part: str) -> None:
        """Make a part free again: the road that the number follows counts, not the one before."""
        if part == "road" and "number" in self.values:
            return
        if self.values.pop(part, None) is not None:
            for label in self.labels:
                if label.part == part:
                    label.part = "rest"

    def _rural(self) -> bool:
        return self.values.get("town", "").endswith(("镇", "乡"))

    @property
    def _open_road(self) -> bool:
        """Whether a road is waiting for its number."""
        return self.last in ("road", "lane") and "number" not in self.values

    @property
    def _indoors(self) -> bool:
        return any(part in self.values for part in ("building", "unit", "floor"))

    def _number(self, value: str) -> str:
        if self._open_road:
            return self._set("number", value)
        if self._indoors:
            return self._set("room", value)
        if "number" not in self.values:
            return self._set("number", value)
        return self._set("room" if len(value) >= ROOM_DIGITS else "building", value)

    def _room(self, value: str) -> str:
        parts = SPLIT.split(value)
        if len(parts) == 1 or "room" in self.values or all(map(_is_room, parts)):
            return self._set("room", value)
        return self._inside(parts)

    def _inside(self, parts: list[str]) -> str:
        """Give the numbers before a room to building and unit."""
        if "building" in self.values:
            free = [] if "unit" in self.values else ["unit"]
        else:
            free = ["building", "unit"][: len(parts) - 1]
        if len(parts) - 1 != len(free):
            return self._set("room", "-".join(parts))
        for part, value in zip(free, parts[:-1], strict=True):
            self._set(part, value)
        return self._set("room", parts[-1])

    def _code(self, value: str, following: Mark | None) -> str:
        """Take a number without a word."""
        parts = SPLIT.split(value)
        if "room" in self.values and not self._open_road:
            return "rest"
        if "number" not in self.values and (
            self._open_road or (self.last in OUTDOORS and not self._indoors)
        ):
            return self._behind_road(value, parts)
        if len(parts) >= 2:
            return self._series(value, parts)
        if self._indoors:
            more = following is not None and following.kind in ("code", "room")
            if "unit" not in self.values and not _is_room(value) and more:
                return self._set("unit", value)
            return self._set("room", value)
        return self._set("room" if _is_room(value) else "building", value)

    def _behind_road(self, value: str, parts: list[str]) -> str:
        if len(parts) == 1 or (len(parts) == 2 and not _number_and_room(parts)):
            return self._set("number", value)
        self._set("number", parts[0])
        if len(parts) == 2:
            return self._set("room", parts[1])
        return self._series("-".join(parts[1:]), parts[1:])

    def _series(self, value: str, parts: list[str]) -> str:
        """Take 3-501, 12-3-402, 8-2-11-3."""
        if all(map(_is_room, parts)) or "room" in self.values:
            return self._set("room", value)
        names: list[str] = []
        if not self._indoors:
            if len(parts) == 4:
                names = ["building", "unit", "floor", "room"]
            elif len(parts) == 3:
                upstairs = not _is_room(parts[2]) and self.last == "number"
                names = ["unit", "floor", "room"] if upstairs else ["building", "unit", "room"]
            elif len(parts) == 2 and _is_room(parts[1]):
                names = ["building", "room"]
            elif len(parts) == 2 and "number" not in self.values:
                names = ["building", "unit"]
        elif "unit" not in self.values and "floor" not in self.values and _is_room(parts[-1]):
            names = ["unit", "room"] if len(parts) == 2 else []
        if not names:
            return self._set("room", value)
        for part, one in zip(names, parts, strict=True):
            self._set(part, one)
        return names[-1]


def _is_room(value: str) -> bool:
    return len(value) >= ROOM_DIGITS and value[-2:].isdigit()


def _number_and_room(parts: list[str]) -> bool:
    """Tell the room of 12-402 from the range of 12-14 and 123-127."""
    first, second = parts
    if not _is_room(second):
        return False
    apart = int(second) - int(first) if first.isdigit() and second.isdigit() else WIDEST_RANGE
    return not 0 < apart < WIDEST_RANGE
