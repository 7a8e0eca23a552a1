"""Whether a Chinese door agrees with the province, city, district and town that an address says."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from router.domain.extract import Extent
from router.domain.places import Coordinate, great_circle_m
from router.geocoding.localities import Localities, Surroundings, Verdict
from router.geocoding.parsing import Division, Level, divisions
from router.geocoding.parsing.text import simplified
from router.geocoding.statements import Judgement

__all__ = ["Said", "Whereabouts"]

Said = tuple[tuple[str, str], ...]
"""Level (``province``, ``city``, ``district``, ``town``, or empty for a column) and name."""

ENDINGS = (
    "特别行政区", "自治区", "自治州", "自治县", "街道办事处", "街道", "地区", "新区", "省",
    "市", "区", "县", "旗", "镇", "乡", "盟", "州",
)  # fmt: skip
DISTRICT_ENDINGS = ("区", "县", "旗", "市")
# Zones without an administration of their own, of which every city has some.
LOOSE_ZONES = (
    "高新区", "开发区", "经开区", "高新技术", "工业区", "产业园区", "工业园区", "度假区",
    "新区", "园区", "示范区", "保税区", "管理区",
)  # fmt: skip
HEAD_ENDS = frozenset("市区县旗镇乡道州盟省")
STRANGE_HEAD = re.compile(r"[^\d]{2,4}?(?:市|(?<!小)区|县|镇|乡|街道)")
PROVINCE = re.compile(r"(?:中国)?([^\d\s]{2,6}?(?:省|自治区))")
HOME_M = 150_000.0  # a city's seat is no farther than this from its region
HOME_DISTRICT_M = 60_000.0
ELSEWHERE, CONTRADICTED = 0.35, 0.4
UNCONFIRMED = 0.93  # nothing is said about the town
UNKNOWN_TOWN = 0.6  # a town is said that is not known here, and nothing that is
PROVINCE_ONLY = 0.95


@dataclass(frozen=True, slots=True)
class _Meant:
    """What an address says, looked up in the region."""

    known: tuple[tuple[str, str, tuple[int, ...]], ...] = ()  # level, name, localities
    foreign: str = ""
    unknown: str = ""
    far_province: str = ""
    province: bool = False


class Whereabouts:
    """Compares what addresses say with where doors lie.

    Parameters
    ----------
    localities
        Those of the region.
    extent
        Of the region.
    """

    def __init__(self, localities: Localities, extent: Extent) -> None:
        self._localities = localities
        self._middle = Coordinate(
            (extent.south + extent.north) / 2, (extent.west + extent.east) / 2
        )
        self._meant: dict[Said, _Meant] = {}
        kinds = {"city", "addr:city"}
        self._cities = [one for one in localities.known if one.kind in kinds]
        self._home = self._find_home()

    def _find_home(self) -> frozenset[str]:
        """Return the codes of the region's cities in the table, if their seats are near."""
        found: set[str] = set()
        for city in self._cities:
            for division in divisions().named(simplified(city.name)):
                if division.level is not Level.ZONE and self._near(division, HOME_M):
                    found.update(one.code for one in divisions().chain(division))
        return frozenset(found)

    def _near(self, division: Division, metres: float) -> bool:
        centre = division.centre
        return centre is not None and great_circle_m(centre, self._middle) <= metres

    def judge(self, said: Said, where: Surroundings) -> Judgement:
        """Compare what an address says with where a door lies.

        Parameters
        ----------
        said
            Levels and names.
        where
            The door's surroundings.

        Returns
        -------
        Judgement
            Its factor is 1 if a city or district is confirmed, and small if one is contradicted.
        """
        if not said:
            return Judgement(UNCONFIRMED)
        meant = self._meant.get(said)
        if meant is None:
            meant = self._meant[said] = self._look_up(said)
        if meant.foreign:
            return Judgement(ELSEWHERE, f"{meant.foreign} is not in this region")
        agreed = ""
        near = False
        for level, name, keys in meant.known:
            verdict = max(self._verdict(key, where) for key in keys)
            if verdict <= Verdict.CONTRADICTS:
                return Judgement(CONTRADICTED, f"the address says {name}, the match lies elsewhere")
            near = near or verdict is Verdict.NEAR
            agreed = agreed or level or name
        if meant.far_province and not agreed:
            return Judgement(ELSEWHERE, f"{meant.far_province} is not in this region")
        if meant.unknown:
            why = f"{meant.unknown} is not known in this region"
            return Judgement(0.9 if agreed else UNKNOWN_TOWN, why, agrees=bool(agreed))
        if agreed:
            return Judgement(0.97 if near else 1.0, agrees=True)
        return Judgement(PROVINCE_ONLY if meant.province else UNCONFIRMED)

    def first_heads(self, text: str, names: Container[str]) -> tuple[str, Said]:
        """Take the province and the region's own towns off the front of an address.

        Parameters
        ----------
        text
            As written.
        names
            Keys of the region's streets and compounds.

        Returns
        -------
        str, tuple of (str, str)
            What is left, and the towns. The region's own names come first: a table of the whole
            country knows another 云溪.
        """
        rest = simplified(text)
        said: Said = ()
        province = PROVINCE.match(rest)
        if province is not None:
            said, rest = (("province", province.group(1)),), rest[province.end() :]
        while True:
            size = next(
                (
                    size
                    for size in range(min(9, len(rest) - 1), 1, -1)
                    if rest[size - 1] in HEAD_ENDS
                    and rest[size - 1] != rest[size - 2]  # 杭州市|市心路
                    and rest[:size] not in names
                    and self._localities.find_name(rest[:size])
                ),
                0,
            )
            if not size:
                # What the table knows is better read by those who have it.
                strange = any(not divisions().named(name) for _, name in said)
                return (rest, said) if strange else (text, ())
            said += (("district", rest[:size]),)
            rest = rest[size:].lstrip(" ,，、")

    def heads(self, text: str, names: Container[str]) -> tuple[str, Said]:
        """Take the towns off the front of a name that was read as one.

        Parameters
        ----------
        text
            From ``han_key``.
        names
            Keys of the region's streets and compounds.

        Returns
        -------
        str, tuple of (str, str)
            What is left, and the towns. A short form counts only before a known name: 西山文一路.
        """
        said: Said = ()
        rest = text
        while rest not in names:
            size = self._head(rest, names)
            if not size:
                break
            said += (("district", rest[:size]),)
            rest = rest[size:]
        return rest, said

    def _head(self, text: str, names: Container[str]) -> int:
        for size in range(min(9, len(text) - 2), 1, -1):
            full = text[size - 1] in HEAD_ENDS and text[:size] not in names
            if (full or text[size:] in names) and self._localities.find_name(text[:size]):
                return size
        strange = STRANGE_HEAD.match(text)
        if strange is not None and text[strange.end() :] in names:
            return strange.end()
        return 0

    def narrows(self, said: Said) -> bool:
        """Tell whether an address says more than the city, in words that the region knows.

        Parameters
        ----------
        said
            Levels and names.

        Returns
        -------
        bool
            True if a district or town is among them.
        """
        return any(
            level in ("district", "town")
            and not any(self._is_city(key) for key in self._keys(name))
            and self._keys(name)
            for level, name in said
        )

    def _is_city(self, key: int) -> bool:
        return self._localities.by_key[key].kind in ("city", "addr:city")

    def _keys(self, name: str) -> tuple[int, ...]:
        """Return the localities of a name, with or without its ending."""
        found = self._localities.find_name(name)
        if not found:
            found = self._localities.find_name(bare(name)) if len(bare(name)) > 1 else ()
        return found

    def _look_up(self, said: Said) -> _Meant:
        known: list[tuple[str, str, tuple[int, ...]]] = []
        foreign = unknown = far_province = ""
        province = False
        for level, name in said:
            keys = self._keys(name)
            if not keys:
                for now in divisions().formerly(name):
                    keys += self._keys(now.name)
            if keys:
                known.append((level, name, keys))
                continue
            listed = divisions().named(name) or divisions().formerly(name)
            if level == "province" or (listed and listed[0].level is Level.PROVINCE):
                own = self._own_province(name)
                province = province or own
                far_province = far_province or ("" if own else name)
            elif level == "town":
                unknown = unknown or name
            elif level == "district" and not listed:
                if not name.endswith(LOOSE_ZONES):
                    foreign = foreign or name
            elif not self._is_own(listed):
                foreign = foreign or name
        return _Meant(tuple(known), foreign, unknown, far_province, province)

    def _own_province(self, name: str) -> bool:
        """Tell whether a province may be the region's: by its cities, else by the nearest seat."""
        meant = {one.code for one in divisions().named(name)}
        if self._home:
            return bool(meant & self._home)
        near = [
            (great_circle_m(one.centre, self._middle), one)
            for one in divisions().by_code.values()
            if one.centre is not None and one.level is Level.DISTRICT
        ]
        if not near:
            return True
        nearest = min(near, key=lambda pair: pair[0])[1]
        return divisions().chain(nearest)[0].code in meant

    def _is_own(self, listed: tuple[Division, ...]) -> bool:
        """Tell whether a city or district of the table may be the region's, though not mapped."""
        if self._home:
            return any(
                one.code in self._home or (one.level is Level.DISTRICT and one.parent in self._home)
                for one in listed
            )
        if self._cities:
            return False
        reach = {Level.CITY: HOME_M}
        return any(self._near(one, reach.get(one.level, HOME_DISTRICT_M)) for one in listed)

    def _verdict(self, key: int, where: Surroundings) -> Verdict:
        """Judge one meaning of a stated name."""
        by_key = self._localities.by_key
        stated = by_key[key]
        own = bare(stated.name)
        for mine in (where.city, where.district, where.town):
            if mine and (mine == key or bare(by_key[mine].name) == own):
                return Verdict.AGREES
        is_district = stated.kind in ("district", "county", "addr:district", "borough")
        names = (stated.name, by_key[where.district].name) if where.district else ("", "")
        if is_district and all(name.endswith(DISTRICT_ENDINGS) for name in names):
            return Verdict.CONTRADICTS
        if stated.kind in ("city", "addr:city") and where.city and self._holds(stated.name, where):
            return Verdict.AGREES
        return self._localities.verdict((key,), where)

    def _holds(self, city: str, where: Surroundings) -> bool:
        """Tell whether a door's own city lies in another one (建德市 in 杭州市)."""
        inner = divisions().named(simplified(self._localities.by_key[where.city].name))
        return any(city in (up.name, *up.other) for one in inner for up in divisions().chain(one))


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return a name without its ending: 西山 of 西山区."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name
