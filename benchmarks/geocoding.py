"""How many addresses of extracts are found, how many foreign ones are not, and how fast.

    python benchmarks/geocoding.py EXTRACT [EXTRACT ...] [--sample N] [--seed K] [--show KIND]

For each extract: its own addresses as tagged, with and without the city, with one typing mistake in
the street; then what must not be accepted: the addresses of the other extracts, asked with and
without their city, and made-up streets. An address that several doors bear far from each other, and
that does not say which is meant, cannot be known: such addresses are counted apart.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

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
AMERICAN = (
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


@dataclass(frozen=True, slots=True)
class Question:
    """An address to ask, and where it is; None if it is nowhere in the region."""

    text: str
    at: Coordinate | None


def written(door: AddressPoint, *, city: bool, street: str = "") -> str:
    """Write an address as its country does; the city only if it is tagged."""
    street = street or door.street
    first = f"{door.number} {street}" if number_first(door) else f"{street} {door.number}"
    rest = " ".join(text for text in (door.postcode, door.city) if text)
    return f"{first}, {rest}" if city and rest else first


def number_first(door: AddressPoint) -> bool:
    """Guess from the street's name whether the number comes first."""
    last = door.street.rsplit(" ", 1)[-1].lower()
    return last in {"street", "avenue", "place", "road", "drive", "lane", "square", "court"}


def mistyped(street: str, dice: random.Random) -> str:
    """Make one typing mistake: insert, delete, replace or swap."""
    place = dice.randrange(len(street))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    kind = dice.randrange(4)
    if kind == 0:
        return street[:place] + letter + street[place:]
    if kind == 1:
        return street[:place] + street[place + 1 :]
    if kind == 2:
        return street[:place] + letter + street[place + 1 :]
    place = min(place, len(street) - 2)
    return street[:place] + street[place + 1] + street[place] + street[place + 2 :]


def sampled(extract: Extract, size: int, seed: int) -> list[AddressPoint]:
    """Draw doors with street and number."""
    doors = [door for door in extract.addresses if door.street and door.number]
    return random.Random(seed).sample(doors, min(size, len(doors)))


def knowable(extract: Extract) -> Callable[[AddressPoint, str], bool]:
    """Return a test of whether all doors that an address may mean lie together."""
    places: dict[str, list[Coordinate]] = defaultdict(list)
    for door in extract.addresses:
        for city in (True, False):
            places[written(door, city=city).casefold()].append(door.coordinate)
    return lambda door, text: all(
        great_circle_m(door.coordinate, other) <= RIGHT_M for other in places[text.casefold()]
    )


def ask(name: str, geocoder: RegionGeocoder, questions: Sequence[Question], show: str) -> None:
    """Ask, and print one row of the table."""
    if not questions:
        return
    accepted = right = wrong = 0
    spent: list[float] = []
    for question in questions:
        start = time.perf_counter()
        [found] = locate([("x", Address(text=question.text))], geocoder)
        spent.append(time.perf_counter() - start)
        taken = found.status is LocationStatus.ACCEPTED
        accepted += taken
        off = float("inf")
        if question.at is not None and found.place is not None:
            off = great_circle_m(question.at, found.place.coordinate)
        right += taken and off <= RIGHT_M
        wrong += taken and off > RIGHT_M
        if show and show in name and (taken != (question.at is not None) or (taken and off > 50)):
            best = found.place
            print("      ", question.text, "->", best and (best.matched, best.score, best.error_m))
            print("          ", found.why, "" if off == float("inf") else f"{off:.0f} m off")
    spent.sort()
    size = len(questions)
    print(
        f"  {name:34} {size:6} {100 * accepted / size:8.1f} % {100 * right / size:8.1f} % "
        f"{100 * wrong / size:8.1f} % {1000 * spent[size // 2]:7.2f} "
        f"{1000 * spent[int(size * 0.99)]:7.2f} {1000 * sum(spent) / size:7.2f}"
    )


def measure(
    name: str, extracts: dict[str, Extract], folder: Path, size: int, seed: int, show: str
) -> None:
    """Measure one extract against itself, the others and inventions."""
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
    dice = random.Random(seed)
    doors = sampled(extract, size, seed)
    known = knowable(extract)
    for city in (True, False):
        how = "with city" if city else "without city"
        clean = [(door, written(door, city=city)) for door in doors]
        ask(f"clean, {how}", geocoder, [Question(t, d.coordinate) for d, t in clean], show)
        single = [Question(t, d.coordinate) for d, t in clean if known(d, t)]
        ask(f"clean, {how}, one place", geocoder, single, show)
        typos = [
            Question(written(d, city=city, street=mistyped(d.street, dice)), d.coordinate)
            for d in doors
        ]
        ask(f"one typo, {how}", geocoder, typos, show)
    for other, theirs in extracts.items():
        if other == name:
            continue
        foreign = sampled(theirs, size, seed)
        for city in (True, False):
            how = "with city" if city else "without city"
            asked = [Question(written(door, city=city), None) for door in foreign]
            ask(f"foreign: {other}, {how}", geocoder, asked, show)
    own = {road.name for road in extract.network.roads} | {d.street for d in extract.addresses}
    common = (
        ("German", GERMAN.split()),
        ("US", [f"{n} {t}" for n in AMERICAN.split() for t in ("Street", "Avenue", "Lane")]),
        ("invented", INVENTED),
    )
    for title, streets in common:
        asked = [
            Question(f"{street} {number}", None)
            for street in streets
            if street not in own
            for number in (1, 5, 12, 20)
        ]
        ask(f"made up: {title} streets", geocoder, asked, show)
    geocoder.close()


def main() -> None:
    """Read the extracts and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("extracts", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="", help="print the failures of rows with this text")
    options = parser.parse_args()
    extracts = {path.name.split(".")[0]: read_extract(path) for path in options.extracts}
    print(
        f"  {'':34} {'asked':>6} {'accepted':>10} {'in 50 m':>10} {'wrong':>10} "
        f"{'p50 ms':>7} {'p99 ms':>7} {'mean':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in extracts:
            measure(name, extracts, Path(folder), options.sample, options.seed, options.show)


if __name__ == "__main__":
    main()
