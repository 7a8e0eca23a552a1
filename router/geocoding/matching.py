"""What a house number means on the streets of one name: a door, a point between, the street."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from router.domain.places import Coordinate, Grade, Place
from router.geocoding.grade import DOOR_ERROR_M, NINE_IN_TEN, SAME_PLACE_M, Match, probability
from router.geocoding.localities import Surroundings, cell_of
from router.geocoding.normalise import has_cjk, spelled_key
from router.geocoding.numbers import LANE, HouseNumber, fit, house_number
from router.geocoding.rows import COMPOUND, Door, StreetRow
from router.geocoding.statements import Judgement
from router.geocoding.store import Store
from router.geocoding.streets import between
from router.geocoding.together import NEAR_M, Amid, amid

__all__ = ["STREET_NUMBER_UNKNOWN", "Matcher"]

_Said = TypeVar("_Said", contravariant=True)
MAX_GAP_M = 300.0  # neighbours farther apart say nothing about what lies between
MAX_STREETS = 40  # of one name, looked at for a number
ACCEPTABLE = 0.45  # a judgement below this is a contradiction
STREET_NUMBER_UNKNOWN = 0.5
STREET_WITHOUT_NUMBERS = 0.76
SMALL_M = 60.0  # a compound or lane this small is as good as its door
_Fit = tuple[Door, float, float]  # door, factor, metres that the difference adds


class Judge(Protocol[_Said]):
    """Tells whether a door agrees with what an address says about the town."""

    def judge(self, said: _Said, where: Surroundings) -> Judgement:
        """Compare what an address says with where a door lies."""


class Matcher(Generic[_Said]):
    """Matches house numbers on the streets of an index.

    Parameters
    ----------
    store
        The opened index.
    reader
        Judges whether a door agrees with the stated town.
    """

    def __init__(self, store: Store, reader: Judge[_Said]) -> None:
        self._store = store
        self._reader = reader

    def on_street(
        self, name: int, factor: float, numbers: Sequence[HouseNumber], said: _Said
    ) -> list[Match]:
        """Match a number on all streets of a name.

        Parameters
        ----------
        name
            The name.
        factor
            How far the name itself is trusted.
        numbers
            Ways to read the number, the fullest first; empty if the address has none.
        said
            What the address says about the town.

        Returns
        -------
        list of Match
            Doors if any fits and agrees; else a point between doors, or the street, for each
            street of the name.
        """
        doors = self._doors(name, numbers)
        found = list(self._door_matches(doors, factor, said))
        if any(match.said.factor >= ACCEPTABLE for match in found):
            return found
        for street in self._store.streets(name)[:MAX_STREETS]:
            judged = self._reader.judge(said, street.where)
            if street.area:
                found.append(self._area_match(street, name, factor, numbers, judged))
                continue
            match = None
            # A number that is known on this street, in another town, lies nowhere else on it.
            known = any(door.street == street.key for door, *_ in doors)
            if numbers and numbers[0].base and judged.factor > ACCEPTABLE and not known:
                match = self._interpolated(street, name, factor, numbers[0], said)
            found.append(match or self._street_match(street, name, factor, numbers, judged))
        return found

    def _doors(self, name: int, numbers: Iterable[HouseNumber]) -> list[_Fit]:
        """Return the doors that fit a number best."""
        for wish in numbers:
            same = self._store.doors_labelled(name, wish.label)
            if same:
                return [(door, 1.0, 0.0) for door in same]
            best: dict[int, _Fit] = {}
            spans = wish.spans or ((0, 0),)
            for low, high in spans:
                for door in self._store.doors(name, low, high):
                    fits = fit(wish, house_number(door.label))
                    if fits and fits[0] > (best[door.key][1] if door.key in best else 0):
                        best[door.key] = (door, *fits)
            if best:
                top = max(fits[1] for fits in best.values())
                return [best[key] for key in sorted(best) if best[key][1] >= top - 0.001]
        return []

    def _door_matches(self, doors: Sequence[_Fit], factor: float, said: _Said) -> Iterable[Match]:
        """Turn fitting doors into matches: doors that agree equally and lie together are one."""
        if len(doors) == 1:
            [(door, number, extra)] = doors
            yield self._door_match(
                door, factor, number, extra, self._reader.judge(said, door.where)
            )
            return
        groups: dict[tuple[int, bool], list[_Fit]] = {}
        judged: dict[tuple[int, bool], Judgement] = {}
        known: dict[tuple[int, ...], Judgement] = {}
        for fits in doors:
            where = fits[0].where
            tags = (where.city, where.district, where.postcode, where.town)
            near = (*tags, cell_of(where.coordinate))
            verdict = known.get(near) or known.setdefault(near, self._reader.judge(said, where))
            # A door without a postcode of its own is not less meant than one that has it.
            mark = (fits[0].street, verdict.factor >= ACCEPTABLE)
            if mark not in judged or judged[mark].factor < verdict.factor:
                judged[mark] = verdict
            groups.setdefault(mark, []).append(fits)
        for mark, members in groups.items():
            spot = amid([door.where.coordinate for door, *_ in members])
            if spot.reach_m <= SAME_PLACE_M:
                yield self._amid_match(spot, members, factor, judged[mark])
                continue
            for door, number, extra in members:
                yield self._door_match(door, factor, number, extra, judged[mark])

    def _door_match(
        self, door: Door, factor: float, number: float, extra_m: float, said: Judgement
    ) -> Match:
        street = self._store.text_of[door.name]
        return Match(
            where=door.where,
            grade=Grade.DOOR if number > LANE else Grade.PLACE,
            error_m=DOOR_ERROR_M + extra_m,
            name=factor,
            number=number,
            said=said,
            street=street,
            label=door.label,
            why="" if number >= 0.9 else f"the nearest known number is {door.label}",
            building=self.building_key(street, door.label, door.where.town),
        )

    def _amid_match(
        self, spot: Amid, members: Sequence[_Fit], factor: float, said: Judgement
    ) -> Match:
        """Stand for several doors of one number that lie together."""
        door, number, extra = members[0]
        match = self._door_match(door, factor, number, extra + spot.reach_m, said)
        if len(members) == 1:
            return match
        where = replace(door.where, coordinate=spot.coordinate)
        match = replace(match, where=where, share=spot.share)
        if spot.share >= NINE_IN_TEN:
            return match
        why = (
            f"{len(members)} doors have this number, up to {spot.reach_m:.0f} m from their middle: "
            "say which is meant"
        )
        return replace(match, why=why)

    def match_of(self, door: Door) -> Match:
        """Return a door as a match that nothing speaks against.

        Parameters
        ----------
        door
            The door.

        Returns
        -------
        Match
            With full score.
        """
        return self._door_match(door, 1.0, 1.0, 0.0, Judgement(1.0))

    def _interpolated(
        self,
        street: StreetRow,
        name: int,
        factor: float,
        asked: HouseNumber,
        said: _Said,
    ) -> Match | None:
        """Place a number between its neighbours on the same side, if both are near."""
        number, label = asked.base, asked.label
        if not street.lowest < number < street.highest or not label.isalnum() or has_cjk(label):
            return None
        sides = street.two_sided
        below = self._store.neighbour(street.key, number, above=False, two_sided=sides)
        above = self._store.neighbour(street.key, number, above=True, two_sided=sides)
        if below is None or above is None:
            return None
        ends = (below.low, below.where.coordinate), (above.low, above.where.coordinate)
        point, half_gap = between(*ends, number, self._store.lines(street.key))
        if half_gap * 2 > MAX_GAP_M:
            return None
        where = Surroundings(
            coordinate=point,
            city=shared(below.where.city, above.where.city),
            district=shared(below.where.district, above.where.district),
            postcode=shared(below.where.postcode, above.where.postcode),
            town=street.where.town,
        )
        text = self._store.text_of[name]
        return Match(
            where=where,
            grade=Grade.INTERPOLATED,
            error_m=max(25.0, half_gap),
            name=factor,
            number=0.88,
            said=self._reader.judge(said, where),
            street=text,
            label=str(number),
            why=f"number {number} is not known, it must lie between {below.low} and {above.low}",
            building=self.building_key(text, str(number), where.town),
        )

    def _street_match(
        self,
        street: StreetRow,
        name: int,
        factor: float,
        numbers: Sequence[HouseNumber],
        said: Judgement,
    ) -> Match:
        number = numbers[0].label if numbers else ""
        if street.doors and number:
            why = (
                f"street found, number {number} not known there: "
                f"numbers run {street.lowest} to {street.highest}"
            )
            trust = STREET_NUMBER_UNKNOWN
        elif number:
            why, trust = "street found, no house numbers are known there", STREET_WITHOUT_NUMBERS
        else:
            why, trust = "the address has no house number", STREET_WITHOUT_NUMBERS
            if street.doors and street.reach_m > NEAR_M:
                trust = STREET_NUMBER_UNKNOWN
        return Match(
            where=street.where,
            grade=Grade.STREET,
            error_m=max(25.0, street.reach_m),
            name=factor,
            number=trust,
            said=said,
            street=self._store.text_of[name],
            why=why,
        )

    def _area_match(
        self,
        street: StreetRow,
        name: int,
        factor: float,
        numbers: Sequence[HouseNumber],
        said: Judgement,
    ) -> Match:
        """Match a compound or a named building as a whole."""
        text = self._store.text_of[name]
        why, trust = "", 1.0
        if numbers and street.area == COMPOUND:
            why = f"{text} found, its building {numbers[0].label} is not known"
            if street.doors:
                why += f" among the {street.doors} that are"
            trust = 0.8 if street.reach_m <= SMALL_M else 0.6
        elif street.area == COMPOUND:
            why = f"which building of {text}"
            why += f": {street.doors} are known" if street.doors else " is not said"
        return Match(
            where=street.where,
            grade=Grade.PLACE,
            error_m=max(30.0, street.reach_m),
            name=factor,
            number=trust,
            said=said,
            street=text,
            why=why,
            building=self.building_key(text, "", street.where.town),
        )

    def building_key(self, street: str, label: str, town: int) -> str:
        """Return the key of a building: flats, stairs and letters are left out.

        Parameters
        ----------
        street, label
            Name and number.
        town
            Key of the locality; 0 if unknown.

        Returns
        -------
        str
            Such as ``annankatu 19|helsinki``.
        """
        number = label if "弄" in label else str(house_number(label).base or "")
        return f"{spelled_key(street)} {number}|{spelled_key(self._town(town))}".replace(" |", "|")

    def _town(self, key: int) -> str:
        return self._store.localities.by_key[key].name if key else ""

    def place_of(self, match: Match) -> Place:
        """Turn a match into the domain's place.

        Parameters
        ----------
        match
            The match.

        Returns
        -------
        Place
            With the matched text written in full.
        """
        where = match.where
        postcode = self._town(where.postcode)
        town = self._town(where.city or where.town)
        head = " ".join(text for text in (match.street, match.label) if text)
        tail = " ".join(text for text in (postcode, town) if text and text != match.street)
        return Place(
            coordinate=Coordinate(round(where.coordinate.lat, 7), round(where.coordinate.lon, 7)),
            grade=match.grade,
            score=round(probability(match), 3),
            error_m=round(match.error_m, 1),
            matched=", ".join(text for text in (head, tail) if text),
            source="index",
            building=match.building,
        )


def shared(one: int, other: int) -> int:
    """Return a key that two neighbours share, or 0."""
    return one if one == other else 0
