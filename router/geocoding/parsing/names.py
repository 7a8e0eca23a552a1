"""A stretch of characters without numbers is cut into the names it holds.

::

    翠苑街道文三路东方花园
    翠苑街道│文三路│东方花园      of all ways to cut, the one that costs least

A cut lies behind an ending (路, 镇, 花园), at a gap, or at the end. What a piece costs is data: its
ending, its length, and whether it may follow the piece before it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from router.geocoding.parsing.cuts import endings_at, known_names
from router.geocoding.parsing.name_costs import (
    ACROSS_GAP,
    BEHIND,
    CLOSING,
    CLOSING_LONG,
    DOUBLE_SURNAMES,
    ENDING_SIGNS,
    ESTATES,
    GENERIC,
    IN_THE_COUNTRY,
    INSTITUTIONS,
    IS_AREA,
    IS_CROSSING,
    IS_NUMBERED,
    IS_RING,
    IS_SEGMENT,
    KNOWN,
    LANES,
    LATIN,
    LENGTH_COST,
    LONGEST_NAME,
    MAY_CROSS,
    NAMING,
    NO_NAME,
    NOT_BEFORE,
    NUMBERS,
    OFFICES,
    PER_NAME,
    ROAD_END,
    ROAD_IN,
    SIDE_OF_ROAD,
    SINGLE,
)
from router.geocoding.parsing.suffixes import (
    ENDINGS,
    LANDMARK_PREFIXES,
    MODIFIERS,
)
from router.geocoding.parsing.swallowed import may_swallow, road_swallowed, swallowed

__all__ = ["Name", "Setting", "split_names"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the stretch.

    Parameters
    ----------
    before
        Kind of the name before it; ``start`` if there is none, ``number`` behind a house number,
        ``indoors`` behind a building or a room.
    after
        What follows: ``number``, ``entrance`` (a number with rooms inside), ``series`` (3-501),
        ``building``, ``room``, ``lane``, ``distance``, or nothing.
    apart
        Whether a separator stands before it.
    """

    before: str = "start"
    after: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the stretch.

    Parameters
    ----------
    kind
        ``town``, ``village``, ``road``, ``compound``, ``crossing``, ``landmark`` or ``rest``.
    start, end
        Where it lies in the stretch.
    """

    kind: str
    start: int
    end: int


def split_names(
    text: str,
    gaps: frozenset[int],
    setting: Setting,
    lexicon: Container[str] | None = None,
) -> tuple[Name, ...]:
    """Cut a stretch into names.

    Parameters
    ----------
    text
        Plain characters.
    gaps
        Places in it before which a separator stood.
    setting
        What stands around it.
    lexicon
        Names of streets and compounds that are known to exist.

    Returns
    -------
    tuple of Name
        In order; together they are the text.
    """
    if lexicon is None:
        return _split_cached(text, gaps, setting)
    return _Splitting(text, gaps, setting, lexicon).best()


@lru_cache(maxsize=8192)
def _split_cached(text: str, gaps: frozenset[int], setting: Setting) -> tuple[Name, ...]:
    return _Splitting(text, gaps, setting, ()).best()


BEHIND_NUMBER = Setting(before="number")
WEAK = 1.9  # no ending tells anything


class _Splitting:
    """The search for the cheapest way to cut one stretch."""

    def __init__(
        self, text: str, gaps: frozenset[int], setting: Setting, lexicon: Container[str]
    ) -> None:
        self.text, self.gaps, self.setting = text, gaps, setting
        self.endings = endings_at(text)
        self.known = known_names(text, lexicon) if lexicon != () else frozenset()
        self.may_swallow = may_swallow(text)
        self.may_cross = MAY_CROSS.search(text) is not None

    def best(self) -> tuple[Name, ...]:
        size = len(self.text)
        edges = {edge for known in self.known for edge in known}
        cuts = sorted({0, size, *self.endings, *self.gaps, *edges})
        # ways[place][kind]: cost of the cheapest way there, and where its last name began
        ways: dict[int, dict[str, tuple[float, int, str]]] = {
            0: {self.setting.before: (0.0, 0, "")}
        }
        for index, end in enumerate(cuts[1:], start=1):
            here: dict[str, tuple[float, int, str]] = {}
            for start in cuts[:index]:
                if end - start > LONGEST_NAME and start:
                    continue
                befores = ways[start]
                for kind, cost in self._kinds(start, end).items():
                    joined = start and start not in self.gaps
                    clumsy = self._clumsy(start, end, kind) if joined and kind in NAMING else 0.0
                    for before, (so_far, _, _) in befores.items():
                        total = so_far + cost + BEHIND.get((before, kind), 0.0)
                        if clumsy and (before in NOT_BEFORE or self.text[start] in "镇乡街道处"):
                            total += clumsy
                        if before == "village" and kind == "road" and self._in_the_country(start):
                            total -= IN_THE_COUNTRY + (clumsy if joined else 0.0)
                        if kind == "landmark" and start in self.gaps:
                            total -= BEHIND.get((before, kind), 0.0)
                        if kind not in here or total < here[kind][0]:
                            here[kind] = (total, start, before)
            ways[end] = here
        names: list[Name] = []
        place = size
        kind = min(ways[size], key=lambda one: ways[size][one][0])
        while place > 0:
            _, start, before = ways[place][kind]
            names.append(Name(kind, start, place))
            place, kind = start, before
        return tuple(reversed(names))

    def _kinds(self, start: int, end: int) -> dict[str, float]:
        """Return what a piece may be, and at which cost."""
        piece = self.text[start:end]
        last = end == len(self.text)
        crossed = ACROSS_GAP * sum(start < gap < end for gap in self.gaps) if self.gaps else 0.0
        if self.may_swallow and len(piece) >= 4:
            crossed += swallowed(piece)
        known = KNOWN if (start, end) in self.known else 0.0
        found: dict[str, float] = {"rest": 2.2 + 0.35 * len(piece)}
        if start and piece[0] == "旁":
            found["rest"] += 1.0  # 华银大厦旁小楼 is one landmark
        for ending in self.endings.get(end, ()):
            body = len(piece) - len(ending)
            if body <= 0:
                continue
            for kind, cost in ENDINGS[ending]:
                total = cost + _length_cost(body) + crossed + PER_NAME + known
                if kind not in found or total < found[kind]:
                    found[kind] = total
        for kind, cost in self._parts_of(piece, end):
            found[kind] = min(cost + crossed / 2, found.get(kind, 99.0))
        if known and "road" not in found:
            found.setdefault("compound", 0.1 + PER_NAME + known)
        if self.may_swallow and "compound" in found and not known:
            found["compound"] += road_swallowed(piece)
        if last and self.setting.after in ("number", "entrance") and LANES.search(piece):
            estate = piece[-1] in ESTATES and self.setting.after == "entrance"
            if not estate and len(piece) > 1:
                found["road"] = 0.5 + _length_cost(len(piece) - 1) + PER_NAME + crossed
        if self.may_cross and len(piece) >= 4:
            crossing = IS_CROSSING.fullmatch(piece)
            if crossing:  # its corner costs nothing
                found["crossing"] = 0.2 + 0.2 * crossing.start("corner")
        if self._is_landmark(piece, last=last):
            cost = 0.6 + 0.25 * len(piece)
            found["landmark"] = cost + (1.5 if ROAD_IN.search(piece) else 0.0)
        if last and self.setting.after in ("building", "room"):
            for kind in ("town", "road"):
                if kind in found:
                    found[kind] += 0.8  # 江南春堤5号楼, 都市水乡3幢
        strongest = min(found[kind] for kind in found if kind != "landmark")
        if last and strongest > WEAK and piece not in ENDINGS:
            cost = 0.9 + _length_cost(len(piece)) + PER_NAME + crossed
            if self.setting.after in NUMBERS and self._can_be_a_name(piece):
                found["compound"] = min(cost, found.get("compound", cost))
            elif (
                self.setting == BEHIND_NUMBER
                and start == 0
                and len(piece) >= 4
                and not piece.startswith(CLOSING)
                and not OFFICES.search(piece)
                and not piece.startswith(DOUBLE_SURNAMES)
            ):
                cost += 1.0  # 文三路12号春江花月
                found["compound"] = min(cost, found.get("compound", cost))
        return found

    def _parts_of(self, piece: str, end: int) -> list[tuple[str, float]]:
        """Read names with a part of the named thing behind them: 四段, 二期, 大道中, 三环."""
        sign = piece[-1]
        last = end == len(self.text)
        if sign in "段":
            found = IS_SEGMENT.search(piece)
            if found and ROAD_END.search(piece[: found.start()]):
                return [("road", _length_cost(found.start()) + PER_NAME - 0.2)]
        elif sign in "期区团苑园里院村":
            found = IS_AREA.search(piece)
            if found and found.start() >= 1 and piece[found.start() - 1] not in "镇乡":
                return [("compound", 0.2 + _length_cost(found.start()) + PER_NAME)]
        elif sign in "东南西北中" and len(piece) >= 4 and SIDE_OF_ROAD.search(piece):
            if piece[-3:-1] == "大道" or (
                last and self.setting.after in ("number", "entrance", "series")
            ):
                return [("road", 0.1 + _length_cost(len(piece) - 2) + PER_NAME)]
            if IS_RING.fullmatch(piece):
                return [("road", 0.1 + PER_NAME)]
        elif (
            sign in "组社队"
            and 2 <= len(piece) <= 5
            and "村" not in piece
            and not self.text.startswith("区", end)
        ):
            return [("landmark", 1.2)]  # 上湾组, a part of a village
        elif sign.isdigit() and IS_NUMBERED.fullmatch(piece) and not self._is_part_of_road(end):
            return [("road", PER_NAME)]
        elif sign.isascii() and sign.isalpha() and not piece.isascii():
            return [("compound", 0.4 + _length_cost(len(LATIN.sub("", piece))) + PER_NAME)]
        elif sign == "环" and IS_RING.fullmatch(piece):
            return [("road", 0.1 + PER_NAME)]
        return []

    def _can_be_a_name(self, piece: str) -> bool:
        """Tell whether a piece without an ending may be a compound: SOHO|A座, not No|12."""
        if not piece.isascii():
            return True
        return len(piece) >= 3 and piece.isalpha() and self.setting.after in ("building", "room")

    def _is_part_of_road(self, end: int) -> bool:
        return self.text.startswith(("国道", "省道", "县道", "乡道"), end)

    def _is_landmark(self, piece: str, *, last: bool) -> bool:
        if last and self.setting.after == "distance":
            return True
        if len(piece) >= 3 and piece.startswith(LANDMARK_PREFIXES):
            return True
        if not piece.endswith(CLOSING):
            return False
        if piece[-1] in SINGLE and not piece.endswith(CLOSING_LONG):
            body = piece[:-1]
            return last and not self.setting.after and (not body or _has_ending(body))
        return True

    def _clumsy(self, start: int, end: int, kind: str) -> float:
        """Return what it costs that a piece is no name of its own: 花园|东路, 学院路|小区."""
        piece = self.text[start:end]
        endings = self.endings.get(end, ())
        cost = 1.0 if piece[0] in ENDING_SIGNS else 0.0
        if self.text.startswith("街道", start - 1) or piece.startswith("社区"):
            cost += NO_NAME
        if kind == "compound" and any(piece[: -len(one)] in INSTITUTIONS for one in endings):
            cost += GENERIC
        if piece in ENDINGS or (
            endings
            and all(sign in MODIFIERS for sign in piece[: -len(endings[-1])])
            and (kind != "village" or len(piece) < 3)  # 后六屯
        ):
            cost += NO_NAME
        return cost

    def _in_the_country(self, start: int) -> bool:
        """Tell whether a township was named before the village: 长阳镇稻田村."""
        head = self.text[:start]
        return (
            head.endswith("村")
            and not head.endswith("中关村")
            and (self.setting.before == "town" or any(sign in head[:-2] for sign in "镇乡"))
        )


def _has_ending(text: str) -> bool:
    return any(text.endswith(ending) for ending in ENDINGS)


def _length_cost(size: int) -> float:
    return LENGTH_COST[size] if size < len(LENGTH_COST) else 4.0 + 0.8 * (size - 9)
