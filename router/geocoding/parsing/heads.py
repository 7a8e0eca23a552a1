"""The divisions that an address names: province, city, district, zones; in full or in short.

::

    广东深圳罗湖东门中路      广东 → 广东省, 深圳 → 深圳市, 罗湖 → 罗湖区; 东门中路 is not ours
    南京市玄武区中山路        中山 is short for a city, but 中山路 is a road
    临江市东湖区              a county-level city with a district in it is taken for a city
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from router.geocoding.parsing.divisions import Division, Divisions, Level, divisions
from router.geocoding.parsing.doors import Label
from router.geocoding.parsing.follows import COLLEGE, PLACE_AHEAD, names_something
from router.geocoding.parsing.suffixes import ENDINGS
from router.geocoding.parsing.zones import (
    COUNTRY,
    FILLER,
    NO_BODY,
    OLDER,
    REGION,
    SHORT_ZONE,
    STRANGE,
    ZONE,
)

__all__ = ["Heads"]

PARTS = {Level.PROVINCE: "province", Level.CITY: "city", Level.DISTRICT: "district"}
MUNICIPALITIES = ("110000", "120000", "310000", "500000")


@dataclass(slots=True)
class Heads:
    """The divisions found so far; filled from left to right.

    Parameters
    ----------
    text
        Plain text.
    gaps
        Places in it before which a separator stood.
    """

    text: str
    gaps: frozenset[int]
    values: dict[str, str] = field(default_factory=dict)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    known: tuple[Division, ...] = ()
    zone: tuple[int, int] | None = None
    table: Divisions = field(default_factory=divisions)

    def read(self, start: int, *, at_head: bool = True) -> int:
        """Read the divisions that stand at a place.

        Parameters
        ----------
        start
            Where to begin.
        at_head
            Whether short forms are looked for too; if not, official names only.

        Returns
        -------
        int
            Where the divisions end; ``start`` if there are none.
        """
        place = start
        while place < len(self.text):
            end = self._one(place, at_head=at_head)
            if end == place:
                break
            place = end
        return place

    def labels(self) -> list[Label]:
        """Return which stretches of the text name which division.

        Returns
        -------
        list of Label
            What is no part of the answer is ``rest``.
        """
        return [Label(*span) for span in self.spans]

    def official(self, place: int) -> bool:
        """Tell whether a division's full name begins at a place.

        Parameters
        ----------
        place
            Where to look.

        Returns
        -------
        bool
            True for 杭州市, false for 杭州.
        """
        return any(
            self.table.meaning(self.text[place:stop]).full
            for stop in self.table.longest(self.text, place)
        )

    def close(self) -> None:
        """Settle what only the whole address tells: a zone is the district if there is no other."""
        if self.zone is None:
            return
        start, end = self.zone
        if "district" in self.values:
            self.spans.append(("rest", start, end))
        else:
            self._put("district", self.text[start:end], start, end)
        self.zone = None

    def _one(self, start: int, *, at_head: bool) -> int:
        for skipped in (COUNTRY, FILLER):
            found = skipped.match(self.text, start)
            if found and at_head:
                self.spans.append(("rest", start, found.end()))
                return found.end()
        if self.values.get("province") == "香港特别行政区" and (
            found := REGION.match(self.text, start)
        ):
            self.spans.append(("rest", start, found.end()))
            return found.end()
        for end in self._ends(start):
            if self._take(start, end, at_head=at_head):
                return end
            older = self._take_older(start, end)
            if older > end:
                return older
        zone = self._zone_at(start)
        if zone > start:
            return zone
        return self._take_strange(start) if at_head else start

    def _ends(self, start: int) -> tuple[int, ...]:
        """Return where the names end that begin at a place, in the order to be tried."""
        ends = self.table.longest(self.text, start)
        if not ends or self.text[ends[0] - 1] != "市" or ends[0] - 1 not in ends:
            return ends
        # 青岛|市南区, 乐山|市中区: the sign belongs to the district.
        city = self.table.named(self.text[start : ends[0]])
        inner = [
            one
            for stop in self.table.longest(self.text, ends[0] - 1)
            for one in self.table.named(self.text[ends[0] - 1 : stop])
        ]
        if any(up in city for one in inner for up in self.table.chain(one)[:-1]):
            return ends[1:]
        return ends

    def _take(self, start: int, end: int, *, at_head: bool) -> bool:
        """Take a name of the table, if it can stand here."""
        name = self.text[start:end]
        today, before, full = self.table.meaning(name)
        cands, former = today, False
        fitting = self._fitting(today)
        if not fitting:
            fitting = self._fitting(before)
            if fitting or not today:
                cands, former = before, True
        if not full and not at_head:
            return False
        if full and len(name) == 2 and not fitting and not former:
            return False
        if full and len(name) == 2 and not self.known and name[-1] != "县":
            return False
        if name.endswith("市") and self.text.startswith("场", end):
            return False
        if not full and not self._short_form_stands(end, fitting, former=former):
            return False
        if not full and OLDER.match(self.text, end) and not self._parents(fitting, end):
            return False
        if not full:
            fitting = self._parents(fitting, end) or fitting
            fitting = fitting if self.known else self._best_known(fitting)
        chosen = self._chosen(fitting or cands, name, full=full)
        if not chosen or (not fitting and not full):
            return False
        return self._settle(chosen, name, start, end, former=former, fits=bool(fitting))

    def _take_older(self, start: int, end: int) -> int:
        """Take what a district was called, or its zone is, as written: 昆山县, 红谷滩新区."""
        found = OLDER.match(self.text, end)
        if found is None or "district" in self.values:
            return start
        today = self.table.meaning(self.text[start:end]).today
        fitting = [one for one in self._fitting(today) if one.level is Level.DISTRICT]
        if len(fitting) != 1 or (len(today) != 1 and not self.known):
            return start
        self._put("district", self.text[start : found.end()], start, found.end())
        self.known = tuple(fitting)
        return found.end()

    def _fitting(self, cands: Iterable[Division]) -> tuple[Division, ...]:
        """Keep the divisions that lie in what is known already, or are that again."""
        if not self.known:
            return tuple(cands)
        lineage = self.table.lineage
        known = {one.code for one in self.known}
        above = frozenset().union(*map(lineage, self.known))
        return tuple(
            one for one in cands if one.code in above or not known.isdisjoint(lineage(one))
        )

    def _parents(self, cands: tuple[Division, ...], end: int) -> tuple[Division, ...]:
        """Keep the candidates that what follows lies in: 吉林|船营区 is the city."""
        parents = {
            one.parent
            for stop in self.table.longest(self.text, end)
            for one in self.table.named(self.text[end:stop])
        }
        return tuple(one for one in cands if one.code in parents)

    def _chosen(
        self, cands: tuple[Division, ...], name: str, *, full: bool
    ) -> tuple[Division, ...]:
        """Keep the candidates of one level: the highest that is not known yet."""
        if len(cands) < 2:
            return cands
        if full:
            exact = tuple(one for one in cands if one.name == name)
            cands = exact or cands
        fresh = tuple(
            one for one in cands if one.level not in PARTS or PARTS[one.level] not in self.values
        )
        cands = fresh or cands
        order = list(Level)
        top = min((order.index(one.level) for one in cands), default=0)
        return tuple(one for one in cands if one.level is order[top])

    def _short_form_stands(self, end: int, fitting: tuple[Division, ...], *, former: bool) -> bool:
        if not fitting or former:
            return False
        child = any(
            up in fitting
            for stop in self.table.longest(self.text, end)
            for one in self.table.named(self.text[end:stop])
            for up in self.table.chain(one)[:-1]
        )
        if not self.known and not child and not self._unmistakable(fitting, end):
            return False
        if self.known and not child and self._repeats(fitting):
            return False  # 滨江区滨江一号: said already, so it is a name now
        if child or end == len(self.text) or end in self.gaps:
            return True
        if self._zone_follows(end):
            return True
        if COLLEGE.match(self.text, end) and not self.table.longest(self.text, end):
            return False  # 北京|理工大学
        return not names_something(self.text, end)

    def _repeats(self, fitting: tuple[Division, ...]) -> bool:
        above = frozenset().union(*map(self.table.lineage, self.known))
        return all(one.code in above for one in fitting)

    def _unmistakable(self, cands: tuple[Division, ...], end: int) -> bool:
        """Tell whether a short form alone says one thing, and is not just a word."""
        tops = [one for one in cands if one.level in (Level.PROVINCE, Level.CITY)]
        if tops:
            if self._best_known(cands) == cands:
                return True
            # 朝阳建国路: the district, where no name can begin with it.
            return (
                all(one.level is Level.CITY for one in tops)
                and PLACE_AHEAD.match(self.text, end) is not None
                and not any(self.text.startswith(ending, end) for ending in ENDINGS)
            )
        return len({one.name for one in cands}) == 1 and (
            end in self.gaps
            or end == len(self.text)
            or PLACE_AHEAD.match(self.text, end) is not None
        )

    def _best_known(self, cands: tuple[Division, ...]) -> tuple[Division, ...]:
        """Prefer a municipality's district: 朝阳 is a city, too, but one that few people mean."""
        central = tuple(one for one in cands if one.parent in MUNICIPALITIES)
        return central or cands

    def _settle(
        self,
        chosen: tuple[Division, ...],
        name: str,
        start: int,
        end: int,
        *,
        former: bool,
        fits: bool,
    ) -> bool:
        first = chosen[0]
        if first.level is Level.ZONE:
            if self.zone is not None:
                return False
            self.zone = (start, end)
            return True
        part = PARTS[first.level]
        value = name if former else first.name
        if former and name.endswith(("区", "县")) and len(name) <= 4:
            part = "district"
        if self.values.get(part) == value:
            self.spans.append((part, start, end))
            self.known = self._narrowed(chosen, fits=fits)
            return True
        if part in self.values:
            return part == "district" and self._city_after_all(value, start, end, chosen)
        if not fits and part != "district" and self.values:
            return False
        self._put(part, value, start, end)
        self.known = self._narrowed(chosen, fits=fits)
        return True

    def _narrowed(self, chosen: tuple[Division, ...], *, fits: bool) -> tuple[Division, ...]:
        deeper = not self.known or all(
            len(self.table.chain(one)) >= len(self.table.chain(self.known[0])) for one in chosen
        )
        return chosen if fits and deeper else self.known

    def _city_after_all(
        self, value: str, start: int, end: int, chosen: tuple[Division, ...]
    ) -> bool:
        """Make a county-level city the city when a district follows: 临江市东湖区."""
        earlier = self.values["district"]
        if "city" in self.values or not earlier.endswith("市") or value.endswith("市"):
            return False
        del self.values["district"]
        self.values["city"] = earlier
        self.spans = [("city" if p == "district" else p, s, e) for p, s, e in self.spans]
        self._put("district", value, start, end)
        self.known = chosen
        return True

    def _put(self, part: str, value: str, start: int, end: int) -> None:
        self.values[part] = value
        self.spans.append((part, start, end))

    def _zone_follows(self, start: int) -> bool:
        found = ZONE.match(self.text, start) or SHORT_ZONE.match(self.text, start)
        return found is not None and not any(start < gap < found.end() for gap in self.gaps)

    def _zone_at(self, start: int) -> int:
        """Take a development zone: it is the district if there is no other."""
        if self.zone is not None or not (self.values or start == 0):
            return start
        found = ZONE.match(self.text, start)
        if found is None and self.values:
            found = SHORT_ZONE.match(self.text, start)
        if found is None or any(start < gap < found.end() for gap in self.gaps):
            return start
        name = found.groupdict().get("name") or ""
        if found.end() - start <= 2 and names_something(self.text, found.end()):
            return start  # 新区花园
        if any(self.official(place) for place in range(start + 1, start + len(name))):
            return start
        self.zone = (start, found.end())
        return found.end()

    def _take_strange(self, start: int) -> int:
        """Take a division that the table does not know, by its ending alone."""
        if "district" in self.values and not self.values["district"].endswith("市"):
            return start
        found = STRANGE.match(self.text, start)
        if found is None or any(start < gap < found.end() for gap in self.gaps):
            return start
        kind, end = found["kind"], found.end()
        inner = range(start + 1, start + len(found["name"]))
        if any(stop == end for place in inner for stop in self.table.longest(self.text, place)):
            return start
        if NO_BODY.search(found["name"]) and len(found["name"]) <= 2 and kind == "区":
            return start
        value = self.text[start:end]
        if kind in ("省", "自治区"):
            part = "province"
        elif kind in ("自治州", "盟"):
            part = "city"
        elif kind == "市":
            part = "district" if "city" in self.values else "city"
        else:
            if not self.values:
                return start
            part = "district"
        if part in self.values:
            if part == "district" and self._city_after_all(value, start, end, ()):
                return end
            return start
        if part == "province" and self.values:
            return start
        self._put(part, value, start, end)
        return end
