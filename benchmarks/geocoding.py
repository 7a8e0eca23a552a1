"""How many addresses of extracts are found, how many of elsewhere are not, how sure, how fast.

    python benchmarks/geocoding.py EXTRACT [EXTRACT ...] [--sample N] [--seed K] [--show KIND]

For each extract: its own addresses, written badly in the many ways of `noise.py`; then what must
not be accepted: addresses of the other extracts, clean and with noise, famous ones of elsewhere,
its own streets with another town, type or direction, and made-up streets. The summary adds them up,
and shows how often a score was right and how many look-ups a second one core does.

An address is right if what was accepted lies within 50 m of it. Some addresses of an extract are
borne by doors farther apart than that, and do not say which is meant: such a question cannot be
answered, belongs to review, and is counted apart, as "of several".
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from noise import ELSEWHERE, FAMOUS, KINDS, OTHER_STREETS, Noise, Written

from router.domain.extract import AddressPoint, Extract
from router.domain.places import Address, Coordinate, LocationStatus, great_circle_m
from router.geocoding import RegionGeocoder, build_index, locate
from router.regions import read_extract

RIGHT_M = 50.0
GERMAN = (
    "Lindenstraße Rosenweg Kirchgasse Mozartstraße Ringstraße Amselweg Tannenweg Birkenallee "
    "Ahornweg Lerchenstraße Parkstraße Mühlweg Brunnengasse Finkenweg Buchenweg "
    "Eichendorffstraße Lessingstraße Uhlandstraße Kantstraße Feldstraße Hafenstraße Burgstraße "
    "Dorfstraße Marktgasse"
)
_AMERICAN = (
    "Main Elm Oak Maple Cedar Pine Walnut Chestnut Church Spring Lake Hill Park Ridge Franklin "
    "Lincoln Adams Madison Monroe Harrison Cherry Dogwood Sunset Highland Forest River Center "
    "Mill Water Market"
)
INVENTED = (
    "Zorbekian Street",
    "Quillfeather Avenue",
    "Xantippestraße",
    "Krummschnabelweg",
    "Rua dos Inventados",
    "Calle Inexistente",
    "Hopeakettukuja",
    "Kuunsirppikatu",
)
AMERICAN = tuple(
    f"{name} {kind}" for name in _AMERICAN.split() for kind in ("Street", "Avenue", "Lane")
)


@dataclass(frozen=True, slots=True)
class Question:
    """An address to ask, and where it is; None if it is nowhere in the region."""

    text: str
    at: Coordinate | None
    several: bool = False


@dataclass(slots=True)
class Row:
    """What came of the questions of one kind."""

    asked: int = 0
    right: int = 0
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)
    scores: list[tuple[str, float, bool]] = field(default_factory=list)

    def __iadd__(self, other: Row) -> Row:
        self.asked += other.asked
        self.right += other.right
        self.wrong += other.wrong
        self.seconds += other.seconds
        self.scores += other.scores
        return self

    def text(self, name: str) -> str:
        """Return the row of the table."""
        spent = sorted(self.seconds)
        size = self.asked
        return (
            f"  {name:36} {size:6} {100 * self.right / size:8.1f} % "
            f"{100 * self.wrong / size:8.2f} % {1000 * spent[size // 2]:8.2f} "
            f"{1000 * spent[int(size * 0.99)]:8.2f} {size / sum(spent):9.0f}"
        )


def country_of(extract: Extract) -> str:
    """Return the country of an extract, from the middle of its box."""
    lon = (extract.extent.west + extract.extent.east) / 2
    return "USA" if lon < -30 else "Portugal" if lon < 0 else "Germany" if lon < 15 else "Finland"


def doors_of(extract: Extract) -> list[AddressPoint]:
    """Return the doors with a name and a number that a person would write."""
    return [door for door in extract.addresses if door.street and door.number[:1].isdigit()]


def written(door: AddressPoint, country: str, named: Sequence[AddressPoint]) -> Written:
    """Take the parts of a door's address; a town that is not tagged is that of the next door."""
    city = door.city
    if not city or city.isdigit():
        next_door = min(named, key=lambda one: great_circle_m(one.coordinate, door.coordinate))
        city = next_door.city
    return Written(door.street, door.number, door.postcode, city, country)


def questions(extract: Extract, size: int, seed: int) -> list[tuple[Written, Question]]:
    """Draw doors, each with its clean address and whether that is of several places."""
    country = country_of(extract)
    doors = doors_of(extract)
    named = [door for door in doors if door.city and not door.city.isdigit()]
    places: dict[tuple[str, str], list[Coordinate]] = defaultdict(list)
    for door in doors:
        places[door.street.casefold(), door.number.casefold()].append(door.coordinate)
    drawn = random.Random(seed).sample(doors, min(size, len(doors)))
    return [
        (
            written(door, country, named),
            Question(
                "",
                door.coordinate,
                any(
                    great_circle_m(door.coordinate, other) > RIGHT_M
                    for other in places[door.street.casefold(), door.number.casefold()]
                ),
            ),
        )
        for door in drawn
    ]


def ask(name: str, geocoder: RegionGeocoder, asked: Iterable[Question], show: str) -> Row:
    """Ask, and return what came."""
    row = Row()
    for question in asked:
        start = time.process_time()  # what else runs on the machine does not count
        geocoder.find(question.text)
        row.seconds.append(time.process_time() - start)
        [found] = locate([("x", Address(text=question.text))], geocoder)
        taken = found.status is LocationStatus.ACCEPTED
        off = float("inf")
        if question.at is not None and found.place is not None:
            off = great_circle_m(question.at, found.place.coordinate)
        row.asked += 1
        row.right += taken and off <= RIGHT_M
        row.wrong += taken and off > RIGHT_M
        best = found.place
        if best is not None:
            row.scores.append((best.grade.value, best.score, off <= max(RIGHT_M, best.error_m)))
        failed = off > RIGHT_M if taken else question.at is not None
        if show and re.search(show, name) and failed:
            verdict = "WRONG " if taken else "review"
            distance = "" if off == float("inf") else f"{off:.0f} m off"
            print("     ", verdict, repr(question.text))
            print("          ->", best and (best.matched, best.score, best.error_m), distance)
            print("          ", found.why)
    return row


def noisy(
    kinds: Mapping[str, Noise], doors: Sequence[tuple[Written, Question]], seed: int, *, at: bool
) -> Iterable[tuple[str, list[Question]]]:
    """Yield the questions of each kind of noise that applies to some door."""
    for kind, noise in kinds.items():
        asked = []
        for place, (clean, question) in enumerate(doors):
            text = noise(clean, random.Random(f"{seed} {kind} {place}"))
            if text:
                asked.append(Question(text, question.at if at else None, question.several))
        if asked:
            yield kind, asked


def measure(
    name: str, extracts: dict[str, Extract], folder: Path, size: int, seed: int, show: str
) -> dict[str, Row]:
    """Measure one extract against itself, the others and inventions; return sums."""
    extract = extracts[name]
    start = time.perf_counter()
    build_index(extract, folder / f"{name}.sqlite")
    built = time.perf_counter() - start
    start = time.perf_counter()
    geocoder = RegionGeocoder(folder / f"{name}.sqlite")
    opened = time.perf_counter() - start
    megabytes = (folder / f"{name}.sqlite").stat().st_size / 1e6
    print(
        f"{name}: {len(extract.addresses)} doors, built in {built:.1f} s, {megabytes:.1f} MB, "
        f"opened in {opened:.2f} s"
    )
    sums: dict[str, Row] = defaultdict(Row)

    def tell(kind: str, group: str, asked: Iterable[Question]) -> None:
        row = ask(kind, geocoder, asked, show)
        if row.asked:
            print(row.text(kind))
            sums[group] += row
            sums["everything"] += row

    own = questions(extract, size, seed)
    several: list[Question] = []
    for kind, asked in noisy(KINDS, own, seed, at=True):
        group = "two typos" if kind == "two typos" else "typo" if "typo" in kind else "clean"
        tell(kind, f"real, {group}", [one for one in asked if not one.several])
        several += [one for one in asked if one.several]
    tell("of several places", "of several places", several)
    known = {text.casefold() for road in extract.network.roads for text in road.tags.values()}
    known |= {door.street.casefold() for door in extract.addresses}
    for kind, asked in noisy(ELSEWHERE, own, seed, at=False):
        tell(kind, "elsewhere", asked)
    for kind, other_street in OTHER_STREETS.items():
        dice = random.Random(f"{seed} {kind}")
        pairs = [(door, other_street(door, dice)) for door, _ in own]
        asked = [
            Question(replace(door, street=street).clean, None)
            for door, street in pairs
            if street and street.casefold() not in known
        ]
        tell(kind, "elsewhere", asked)
    for other, theirs in extracts.items():
        if other == name:
            continue
        foreign = questions(theirs, size, seed)
        for kind in ("clean", "no city", "typo: anywhere", "abbreviated", "lower case"):
            for _, asked in noisy({kind: KINDS[kind]}, foreign, seed, at=False):
                tell(f"from {other}: {kind}", "elsewhere", asked)
    tell("famous, of elsewhere", "elsewhere", [Question(text, None) for text in FAMOUS])
    for title, streets in (("German", GERMAN.split()), ("US", AMERICAN), ("invented", INVENTED)):
        made_up = [
            Question(f"{street} {number}", None)
            for street in streets
            if street.casefold() not in known
            for number in (1, 5, 12, 20)
        ]
        tell(f"made up: {title} streets", "elsewhere", made_up)
    geocoder.close()
    return sums


def curve(scores: Sequence[tuple[str, float, bool]]) -> Iterable[str]:
    """Yield the calibration curve: what was said, how many, how many of them were right."""
    bins: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for grade, score, right in scores:
        bins[grade, min(int(score * 20), 19)].append((score, right))
    for (grade, place), members in sorted(bins.items()):
        said = sum(score for score, _ in members) / len(members)
        hits = sum(right for _, right in members) / len(members)
        yield (
            f"  {grade:13} {place / 20:.2f} to {place / 20 + 0.05:.2f} {len(members):7} "
            f"{said:9.3f} {hits:9.3f}"
        )


def main() -> None:
    """Read the extracts and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("extracts", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="", help="print the failures of rows that match this")
    options = parser.parse_args()
    extracts = {path.name.split(".")[0]: read_extract(path) for path in options.extracts}
    head = (
        f"  {'':36} {'asked':>6} {'in 50 m':>10} {'wrong':>10} {'p50 ms':>8} {'p99 ms':>8} "
        f"{'a second':>9}"
    )
    print(head)
    sums: dict[str, Row] = defaultdict(Row)
    with tempfile.TemporaryDirectory() as folder:
        for name in extracts:
            found = measure(
                name, extracts, Path(folder), options.sample, options.seed, options.show
            )
            for group, row in found.items():
                print(row.text(f"= {group}"))
                sums[group] += row
    print("all extracts")
    print(head)
    for group, row in sums.items():
        print(row.text(group))
    print(f"  {'calibration':13} {'score':12} {'asked':>7} {'said':>9} {'right':>9}")
    for line in curve(sums["everything"].scores):
        print(line)


if __name__ == "__main__":
    main()
