"""Whether a Chinese door agrees with the province, city, district and town that an address says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from router.domain.places import Coordinate, great_circle_m
from router.geocoding.chinese.divided import metres_to_ring
from router.geocoding.chinese.heads import CITIES, Heads, Said, bare
from router.geocoding.localities import Surroundings, Verdict
from router.geocoding.parsing import Division, Level, divisions
from router.geocoding.parsing.text import simplified
from router.geocoding.statements import Judgement
from router.geocoding.store import Store

__all__ = ["Whereabouts"]

DISTRICT_ENDINGS = ("区", "县", "旗", "市")
# Zones without an administration of their own, of which every city has some.
LOOSE_ZONES = (
    "高新区", "开发区", "经开区", "高新技术", "工业区", "产业园区", "工业园区", "度假区",
    "新区", "园区", "示范区", "保税区", "管理区",
)  # fmt: skip
HOME_M = 150_000.0  # a city's seat is no farther than this from its region
HOME_DISTRICT_M = 60_000.0
FAR_PROVINCE_M = 300_000.0  # from its nearest district, if the region does not know its province
BORDER_M = 150.0  # people take themselves for neighbours
ELSEWHERE, CONTRADICTED = 0.35, 0.4
UNCONFIRMED = 0.93  # nothing is said about the town
UNKNOWN_TOWN = 0.6  # a town is said that is not known here, and nothing that is
PROVINCE_ONLY = 0.95
AGREED = Judgement(1.0, agrees=True)
STRANGE_PROVINCE = 0.85  # one that the region may lie in


class _Province(Enum):
    """How a stated province stands to the region."""

    OWN = 1
    POSSIBLE = 2
    FAR = 3


@dataclass(frozen=True, slots=True)
class _Meant:
    """What an address says, looked up in the region."""

    known: tuple[tuple[str, str, tuple[int, ...]], ...] = ()  # level, name, localities
    foreign: str = ""
    unknown: str = ""
    province: tuple[str, _Province] | None = None


class Whereabouts:
    """Compares what addresses say with where doors lie.

    Parameters
    ----------
    store
        The index of the region.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._localities = localities = store.localities
        extent = store.extent
        self.heads = Heads(localities.known)
        self._middle = Coordinate(
            (extent.south + extent.north) / 2, (extent.west + extent.east) / 2
        )
        self._meant: dict[Said, _Meant] = {}
        self._agreeing: set[tuple[Said, int, int, int]] = set()  # whatever the point
        self._cities = [one for one in localities.known if one.kind in CITIES]
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
        mark = (said, where.city, where.district, where.town)
        if mark in self._agreeing:
            return AGREED
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
        name, stands = meant.province or ("", _Province.OWN)
        if stands is _Province.FAR:
            return Judgement(ELSEWHERE, f"{name} is not in this region")
        if meant.unknown:
            why = f"{meant.unknown} is not known in this region"
            return Judgement(0.9 if agreed else UNKNOWN_TOWN, why, agrees=bool(agreed))
        if agreed and near:
            return Judgement(0.97, agrees=True)
        if agreed:
            if all(any(self._is_tagged(key, where) for key in keys) for *_, keys in meant.known):
                self._agreeing.add(mark)
            return AGREED
        if stands is _Province.POSSIBLE:
            return Judgement(STRANGE_PROVINCE, f"{name} is not named in this region")
        return Judgement(PROVINCE_ONLY if meant.province else UNCONFIRMED)

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
        return self._localities.by_key[key].kind in CITIES

    def _keys(self, name: str) -> tuple[int, ...]:
        """Return the localities of a name, with or without its ending."""
        found = self._localities.find_name(name)
        if not found:
            found = self._localities.find_name(bare(name)) if len(bare(name)) > 1 else ()
        return found

    def _look_up(self, said: Said) -> _Meant:
        known: list[tuple[str, str, tuple[int, ...]]] = []
        foreign = unknown = ""
        province: tuple[str, _Province] | None = None
        for level, name in said:
            listed = divisions().named(name) or divisions().formerly(name)
            if level == "province" or (
                listed and listed[0].level is Level.PROVINCE and not self._keys(name)
            ):
                province = province or (name, self._province(name))
                continue
            keys = self._keys(name)
            if not keys:
                for now in divisions().formerly(name):
                    keys += self._keys(now.name)
            if keys:
                known.append((level, name, keys))
                continue
            if level == "town":
                unknown = unknown or name
            elif level == "district" and not listed:
                if not name.endswith(LOOSE_ZONES):
                    foreign = foreign or name
            elif not self._is_own(listed):
                foreign = foreign or name
        return _Meant(tuple(known), foreign, unknown, province)

    def _province(self, name: str) -> _Province:
        """Say how a province stands to the region.

        If neither a city of the table nor the extract tells the region's own, any may be it that
        is not far away.
        """
        if self._home:
            codes = {one.code for one in divisions().named(name)}
            return _Province.OWN if codes & self._home else _Province.FAR
        if self._provinces:
            return _Province.OWN if bare(name) in self._provinces else _Province.FAR
        named = divisions().named(name)
        if self._cities and any(one.name.endswith("市") for one in named):
            return _Province.FAR  # 上海 is a city, and none of the region's
        codes = {one.code for one in named}
        away = [
            great_circle_m(one.centre, self._middle)
            for one in divisions().by_code.values()
            if one.centre is not None and divisions().chain(one)[0].code in codes
        ]
        return _Province.FAR if min(away, default=0.0) > FAR_PROVINCE_M else _Province.POSSIBLE

    @cached_property
    def _provinces(self) -> frozenset[str]:
        """Short names of the provinces that the extract names."""
        kinds = ("province", "state")
        return frozenset(
            bare(simplified(one.name)) for one in self._localities.known if one.kind in kinds
        )

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
        if self._is_tagged(key, where):
            return Verdict.AGREES
        is_district = stated.kind in ("district", "county", "addr:district", "borough")
        names = (stated.name, by_key[where.district].name) if where.district else ("", "")
        if is_district and all(name.endswith(DISTRICT_ENDINGS) for name in names):
            near = self._is_at_border(key, where.coordinate)
            return Verdict.NEAR if near else Verdict.CONTRADICTS
        if stated.kind in CITIES and where.city and self._holds(stated.name, where):
            return Verdict.AGREES
        return self._localities.verdict((key,), where)

    def _is_tagged(self, key: int, where: Surroundings) -> bool:
        """Tell whether a door is known to lie in what a stated name means, or bears its name."""
        by_key = self._localities.by_key
        own = bare(by_key[key].name)
        return any(
            mine == key or bare(by_key[mine].name) == own
            for mine in (where.city, where.district, where.town)
            if mine
        )

    def _holds(self, city: str, where: Surroundings) -> bool:
        """Tell whether a door's own city lies in another one (建德市 in 杭州市)."""
        inner = divisions().named(simplified(self._localities.by_key[where.city].name))
        return any(city in (up.name, *up.other) for one in inner for up in divisions().chain(one))

    def _is_at_border(self, key: int, point: Coordinate) -> bool:
        """Tell whether a point lies hardly outside a district, by its outline or its doors."""
        by_key, outlines = self._localities.by_key, self._store.outlines
        same = [one for one in outlines if bare(by_key[one].name) == bare(by_key[key].name)]
        if same:
            rings = (ring for one in same for ring in outlines[one])
            return any(metres_to_ring(ring, point) <= BORDER_M for ring in rings)
        return any(
            door.where.district == key and great_circle_m(door.where.coordinate, point) <= BORDER_M
            for door in self._store.doors_near(point)
        )
