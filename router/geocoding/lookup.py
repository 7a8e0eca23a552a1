"""Finds an address in an index: exact names first, then misspelled ones, numbers, then towns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from router.domain.places import Coordinate, Grade, Place
from router.geocoding.grade import (
    DEFAULT_THRESHOLD,
    DOOR_ERROR_M,
    SAME_PLACE_M,
    Finding,
    Match,
    medoid,
    name_factor,
    rank,
)
from router.geocoding.keys import class_key, keys_of, spelled
from router.geocoding.normalise import Token, spelled_key, tokenise
from router.geocoding.numbers import HouseNumber, fit, house_number
from router.geocoding.parse import Reading, exact_readings, loose_readings
from router.geocoding.localities import Surroundings
from router.geocoding.statements import Judgement, Reader, Statement
from router.geocoding.store import Door, NamedSpot, Store, StreetRow
from router.geocoding.streets import between

__all__ = ["Lookup"]

MAX_GAP_M = 300.0  # neighbours farther apart say nothing about what lies between
MAX_STREETS = 40  # of one name, looked at for a number
ACCEPTABLE = 0.45  # a judgement below this is a contradiction
STREET_NUMBER_UNKNOWN = 0.5
WITHOUT_TYPE = 0.78
WITHOUT_DIRECTION = 0.8
STREET_WITHOUT_NUMBERS = 0.76


class Lookup:
    """Answers addresses from an index.

    Parameters
    ----------
    path
        The index.

    Raises
    ------
    RegionError
        If the index cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.reader = Reader(self.store.localities, self.store.extent)

    def find(self, text: str, *, city: str = "", district: str = "", postcode: str = "") -> Finding:
        """Find an address.

        Parameters
        ----------
        text
            The address as written.
        city, district, postcode
            From columns of their own; they must agree with the match.

        Returns
        -------
        Finding
            Places, best first, and what is doubtful.
        """
        tokens = tokenise(text)
        columns = Statement()
        for column in (city, district, postcode):
            if column.strip():
                columns += self.reader.read_column(tokenise(column))
        matches = self._by_exact_name(tokens, columns)
        settled = any(m.name == 1.0 and m.said.factor > 0.75 for m in matches)
        if not settled:
            matches += self._by_loose_name(tokens, columns)
        if not any(match.score >= DEFAULT_THRESHOLD for match in matches):
            matches += self._by_place(tokens, columns)
        ordered, why = rank(matches)
        places = tuple(self.place_of(match) for match in ordered)
        return Finding(places=places, why=why if places else "no street of this name is known here")

    def _by_exact_name(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        found: list[Match] = []
        for reading in exact_readings(tokens, self.store.names):
            said = columns + self._rest(reading)
            whole = spelled(reading.words)
            names = {name: 0.98 for name in self.store.names.get(class_key(reading.words), ())}
            names |= {name: 1.0 for name in self.store.names.get(whole, ())}
            for name, factor in sorted(names.items()):
                exact = 1.0 if factor == 1.0 or len(names) == 1 else factor
                found += self._on_street(name, exact, reading, said)
            if any(m.score >= 0.9 and m.grade is Grade.DOOR for m in found):
                break
        return found

    def _by_loose_name(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        """Look for names with a typing mistake or two, or without their type."""
        found: list[Match] = []
        known = self.store.localities.find
        for reading in loose_readings(tokens, lambda words: bool(known(words))):
            near = self._near_names(reading.words)
            best = max(near.values(), default=0.0)
            said = None
            for name, factor in sorted(near.items()):
                if factor > 0 and factor >= best - 0.13:
                    said = said or columns + self._rest(reading)
                    found += self._on_street(name, factor, reading, said)
        return found

    def _near_names(self, words: Sequence[Token]) -> dict[int, float]:
        """Return names like the one asked for, each with its factor."""
        asked = keys_of(words)
        near: dict[int, float] = {}
        for key in dict.fromkeys((asked.spelled, asked.classed)):
            for mistakes, other in self.store.near.near(key, 2 if len(key) >= 9 else 1):
                if digits(key) != digits(other):
                    continue
                for name in self.store.names[other]:
                    core, directions = self.store.core_of[name], self.store.directions_of[name]
                    # North Main Street is not South Main Street with a mistake, nor is 12 St 12 Rd.
                    turned = asked.directions and directions != asked.directions
                    terse = key != asked.spelled and core.isdigit()
                    if turned or terse:
                        continue
                    near[name] = max(near.get(name, 0.0), name_factor(mistakes, core))
        if asked.core == asked.classed and len(asked.core) >= 4:
            for name in self.store.names_by_core.get(asked.core, ()):
                near[name] = max(near.get(name, 0.0), WITHOUT_TYPE)
        if not asked.directions:
            for name in self.store.names_by_plain.get(asked.plain, ()):
                near[name] = max(near.get(name, 0.0), WITHOUT_DIRECTION)
        return near

    def _rest(self, reading: Reading) -> Statement:
        """Read what the street and the number leave."""
        said = Statement()
        for run in reading.rest:
            said += self.reader.read(run.words, behind_number=run.behind_number)
        return said

    def _on_street(
        self, name: int, factor: float, reading: Reading, said: Statement
    ) -> list[Match]:
        """Match the number of a reading on all streets of a name."""
        if reading.rough:
            factor *= 0.95
        judged: dict[int, Judgement] = {}
        doors = self._doors(name, reading.numbers)
        found = list(self._door_matches(doors, factor, said))
        if any(match.said.factor >= ACCEPTABLE for match in found):
            return found
        streets = self.store.streets(name)[:MAX_STREETS]
        for street in streets:
            judged[street.key] = self.reader.judge(said, street.where)
            match = None
            if (
                reading.numbers
                and reading.numbers[0].base
                and judged[street.key].factor > ACCEPTABLE
            ):
                match = self._interpolated(street, name, factor, reading.numbers, said)
            if match is None:
                match = self._street_match(street, name, factor, reading, judged[street.key])
            found.append(match)
        return found

    def _doors(
        self, name: int, numbers: Iterable[HouseNumber]
    ) -> list[tuple[Door, float, float, str]]:
        """Return the doors that fit a number best: door, factor, error, number as asked."""
        for wish in numbers:
            best: dict[int, tuple[Door, float, float, str]] = {}
            spans = wish.spans or ((0, 0),)
            for low, high in spans:
                for door in self.store.doors(name, low, high):
                    fits = fit(wish, house_number(door.label))
                    if fits and fits[0] > (best[door.key][1] if door.key in best else 0):
                        best[door.key] = (door, *fits, wish.label)
            if best:
                top = max(fits[1] for fits in best.values())
                return [best[key] for key in sorted(best) if best[key][1] >= top - 0.001]
        return []

    def _door_matches(
        self, doors: Sequence[tuple[Door, float, float, str]], factor: float, said: Statement
    ) -> Iterable[Match]:
        """Turn fitting doors into matches: doors that agree equally and lie together are one."""
        groups: dict[tuple[int, int, float], list[tuple[Door, float, float, str]]] = {}
        judged: dict[tuple[int, int, float], Judgement] = {}
        for fits in doors:
            verdict = self.reader.judge(said, fits[0].where)
            mark = (fits[0].street, fits[0].where.city, verdict.factor)
            judged[mark] = verdict
            groups.setdefault(mark, []).append(fits)
        for mark, members in groups.items():
            place, spread = medoid([door.where.coordinate for door, *_ in members])
            door, number, extra, _ = members[place]
            if spread > SAME_PLACE_M:
                for door, number, extra, _ in members:
                    yield self._door_match(door, factor, number, extra, 0.0, judged[mark])
            else:
                yield self._door_match(door, factor, number, extra, spread, judged[mark])

    def _door_match(
        self, door: Door, factor: float, number: float, extra: float, spread: float, said: Judgement
    ) -> Match:
        street = self.store.text_of[door.name]
        return Match(
            where=door.where,
            grade=Grade.DOOR,
            error_m=DOOR_ERROR_M + extra + spread,
            name=factor,
            number=number,
            said=said,
            street=street,
            label=door.label,
            why="" if number >= 0.9 else f"the nearest known number is {door.label}",
            building=self._building(street, door.low, door.where.town),
        )

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
        return self._door_match(door, 1.0, 1.0, 0.0, 0.0, Judgement(1.0))

    def _interpolated(
        self,
        street: StreetRow,
        name: int,
        factor: float,
        numbers: Sequence[HouseNumber],
        said: Statement,
    ) -> Match | None:
        """Place a number between its neighbours on the same side, if both are near."""
        number = numbers[0].base
        if not street.lowest < number < street.highest or "-" in numbers[0].label:
            return None
        below = self.store.neighbour(street.key, number, above=False)
        above = self.store.neighbour(street.key, number, above=True)
        if below is None or above is None:
            return None
        ends = (below.low, below.where.coordinate), (above.low, above.where.coordinate)
        point, half_gap = between(*ends, number, self.store.lines(street.key))
        if half_gap * 2 > MAX_GAP_M:
            return None
        where = Surroundings(
            coordinate=point,
            city=below.where.city if below.where.city == above.where.city else 0,
            district=below.where.district if below.where.district == above.where.district else 0,
            postcode=below.where.postcode if below.where.postcode == above.where.postcode else 0,
            town=street.where.town,
        )
        text = self.store.text_of[name]
        return Match(
            where=where,
            grade=Grade.INTERPOLATED,
            error_m=max(25.0, half_gap),
            name=factor,
            number=0.88,
            said=self.reader.judge(said, where),
            street=text,
            label=str(number),
            why=f"number {number} is not known, it must lie between {below.low} and {above.low}",
            building=self._building(text, number, where.town),
        )

    def _street_match(
        self, street: StreetRow, name: int, factor: float, reading: Reading, said: Judgement
    ) -> Match:
        number = reading.numbers[0].label if reading.numbers else ""
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
        return Match(
            where=street.where,
            grade=Grade.STREET,
            error_m=max(25.0, street.reach_m),
            name=factor,
            number=trust,
            said=said,
            street=self.store.text_of[name],
            why=why,
        )

    def _by_place(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        """Look for named buildings, then for the town alone."""
        found: list[Match] = []
        for start in range(len(tokens)):
            for stop in range(len(tokens), start, -1):
                if tokens[stop - 1].part != tokens[start].part or stop - start > 6:
                    continue
                key = spelled(tokens[start:stop])
                for spot in self.store.spots(key) if len(key) >= 4 else ():
                    found.append(self._spot_match(spot, tokens, start, stop, columns))
        if found:
            return found
        said = columns + self.reader.read(tokens)
        for number in dict.fromkeys(number for meant in said.stated for number in meant):
            town = self.store.localities.by_key[number]
            found.append(
                Match(
                    where=Surroundings(coordinate=town.coordinate, town=number),
                    grade=Grade.LOCALITY,
                    error_m=max(town.reach_m, 1000.0),
                    name=0.6,
                    number=0.5,
                    said=Judgement(0.35 if said.foreign else 1.0),
                    street=town.name,
                    why="only the town is known: no street of this name here",
                )
            )
        return found

    def _spot_match(
        self, spot: NamedSpot, tokens: Sequence[Token], start: int, stop: int, columns: Statement
    ) -> Match:
        said = columns
        numbered = False
        for rest in (tokens[:start], tokens[stop:]):
            for part in sorted({token.part for token in rest}):
                words = [token for token in rest if token.part == part]
                numbered = numbered or any(w.is_number and len(w.text) < 4 for w in words)
                said += self.reader.read(words)
        return Match(
            where=spot.where,
            grade=Grade.PLACE,
            error_m=max(30.0, spot.radius_m),
            name=0.6 if numbered else 0.85,
            number=1.0,
            said=self.reader.judge(said, spot.where),
            street=spot.text,
            why="a place of this name is known, but not the street and number",
            building=self._building(spot.text, 0, spot.where.town),
        )

    def _building(self, street: str, number: int, town: int) -> str:
        """Return the key of a building: flats, stairs and letters are left out."""
        name = self._town(town)
        return f"{spelled_key(street)} {number or ''}|{spelled_key(name)}".replace(" |", "|")

    def _town(self, key: int) -> str:
        return self.store.localities.by_key[key].name if key else ""

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
            score=round(min(1.0, match.score), 3),
            error_m=round(match.error_m, 1),
            matched=", ".join(text for text in (head, tail) if text),
            source="index",
            building=match.building,
        )


def digits(key: str) -> str:
    """Return the digits of a key: 12th Street is not 13th Street with a typing mistake."""
    return "".join(c for c in key if c.isdigit())
