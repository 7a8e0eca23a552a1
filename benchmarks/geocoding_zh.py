"""How many Chinese addresses of synthetic cities are found, which are taken wrongly, and how fast.

    python benchmarks/geocoding_zh.py [--sample N] [--seed K] [--show KIND] [--calibrate]

Nothing in the cities exists; they show the mechanism, not the data of a real place. One is tagged
in full; the other says as little as much of the real data does: no city and district at the doors,
lanes in the street's name, buildings told only by a name, a ``ref`` or by lying in an outline. What
must not be accepted is asked in the same proportion: other cities and districts, streets that are
not there although a sibling is. Slips after which several names are equally near are counted apart:
only the district or the number could tell which is meant. "Natural" slips put a character in that
names are made of: such a name may as well be another street's, so that many of them ought to go to
review.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import geocoding
from calibration import Judged, judged, rising, thinned
from cities_zh import AWAY, Question, clean, elsewhere, invented, realistic, slipped
from habits_zh import HABITS, written_again

from router.demo.generate_zh import CityDoor, write_city
from router.demo.names_zh import LINJIANG, CityNames
from router.domain.places import Address, Coordinate, LocationStatus, great_circle_m
from router.geocoding import RegionGeocoder, build_index, locate
from router.geocoding.grade import probability
from router.geocoding.lookup import Lookup
from router.regions import read_extract

RIGHT_M = 50.0


def cities(seed: int) -> dict[str, CityNames]:
    """Return the cities to ask about."""
    full = invented(seed, city="云溪市", districts=("桐岭区", "柳塘区", "沙渚区"), terse=False)
    terse = invented(seed + 1, city="宁川市", districts=("北屏区", "东渡区", "南陵区"), terse=True)
    return {
        "Linjiang": LINJIANG,
        "invented, tagged in full": full,
        "invented, terse": terse,
        "names as real ones, terse": realistic(),
        "addresses in one piece": invented(
            seed + 2, city="蓝汀市", districts=("鹭沙区", "苇塘区", "砚台县"), terse=False
        ),
        "plain numbers": invented(
            seed + 3, city=AWAY, districts=("霁园区", "橹港区", "榕坡区"), terse=True
        ),
    }


def ask(geocoder: RegionGeocoder, questions: Iterable[Question], show: str) -> None:
    """Ask, and print one row of the table for each kind of question."""
    kinds: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        kinds[question.kind].append(question)
    for kind, asked in kinds.items():
        accepted = right = wrong = 0
        spent: list[float] = []
        for question in asked:
            start = time.process_time()
            found = geocoder.find(question.text)
            spent.append(time.process_time() - start)
            [located] = locate([("x", Address(text=question.text))], geocoder)
            taken = located.status is LocationStatus.ACCEPTED
            accepted += taken
            off = float("inf")
            if question.at is not None and located.place is not None:
                off = great_circle_m(question.at, located.place.coordinate)
            right += taken and off <= RIGHT_M
            wrong += taken and off > RIGHT_M
            if (
                show
                and show in kind
                and (taken != (question.at is not None) or (taken and off > RIGHT_M))
            ):
                best = [(p.matched, p.grade.value, p.score, p.error_m) for p in found.places[:2]]
                print("      ", question.text, "->", best, f"{off:.0f} m", located.why)
        spent.sort()
        size = len(asked)
        print(
            f"  {kind:28} {size:6} {100 * accepted / size:8.1f} % {100 * right / size:8.1f} % "
            f"{100 * wrong / size:8.1f} % {1000 * spent[size // 2]:7.2f} "
            f"{1000 * spent[int(size * 0.99)]:7.2f} {size / sum(spent):8.0f}"
        )


def all_questions(
    drawn: list[CityDoor], doors: tuple[CityDoor, ...], city: str, dice: random.Random
) -> Iterator[Question]:
    """Yield every question about a city."""
    taken = frozenset({door.street for door in doors} | {door.compound for door in doors})
    yield from clean(drawn, city, dice)
    yield from slipped(drawn, city, taken, dice)
    yield from elsewhere(drawn, doors, city, taken, dice)


def print_curves(found: list[Judged]) -> None:
    """Print what products of factors are worth, then the calibration curve of the score."""
    print(f"  {'grade':13} {'product':14} {'asked':>7} {'right':>9}")
    for grade in sorted({match.grade for match, _ in found}):
        alone = [one for one in found if one[0].grade is grade and one[0].share == 1]
        for low, high, count, right in rising(alone):
            print(f"  {grade:13} {low:.3f} to {high:.3f} {count:6} {right:9.3f}")
    print(f"  {'calibration':13} {'score':12} {'asked':>9} {'said':>9} {'right':>9}")
    for scored in (
        [(match.grade.value, probability(match), right) for match, right in found],
        [("all", probability(match), right) for match, right in found],
    ):
        for line in geocoding.curve(scored):
            print(line)


def moved(door: CityDoor, north: float, east: float) -> CityDoor:
    """Move a door by degrees."""
    at = Coordinate(door.coordinate.lat + north, door.coordinate.lon + east)
    return replace(door, coordinate=at)


def sampled(doors: tuple[CityDoor, ...], size: int, dice: random.Random) -> list[CityDoor]:
    """Draw doors, as many in compounds as on streets."""
    inside = [door for door in doors if door.compound]
    outside = [door for door in doors if not door.compound]
    return [
        *dice.sample(inside, min(size // 2, len(inside))),
        *dice.sample(outside, min(size // 2, len(outside))),
    ]


def main() -> None:
    """Invent the cities and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=600, help="doors per city")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--city", default="", help="only cities with this in their title")
    parser.add_argument("--show", default="", help="print the failures of rows with this text")
    parser.add_argument("--calibrate", action="store_true", help="print what scores are worth")
    options = parser.parse_args()
    fitted: list[Judged] = []
    print(
        f"  {'':28} {'asked':>6} {'accepted':>10} {'in 50 m':>10} {'wrong':>10} "
        f"{'p50 ms':>7} {'p99 ms':>7} {'a second':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for number, (title, names) in enumerate(cities(options.seed).items()):
            if options.city not in title:
                continue
            path = Path(folder) / f"{number}.osm.pbf"
            doors = write_city(path, seed=options.seed + number, names=names)
            if title in HABITS:
                other = path.with_name(f"{number}-again.osm.pbf")
                north, east = written_again(path, other, title, options.seed)
                doors = tuple(moved(door, north, east) for door in doors)
                path = other
            extract = read_extract(path)
            start = time.process_time()
            build_index(extract, Path(folder) / f"{number}.sqlite")
            built = time.process_time() - start
            dice = random.Random(options.seed)
            drawn = sampled(doors, options.sample, dice)
            if options.calibrate:
                build_index(thinned(extract, dice), Path(folder) / "thin.sqlite")
                lookup = Lookup(Path(folder) / "thin.sqlite")
                every = (
                    geocoding.Question(one.text, one.at)
                    for one in all_questions(drawn, doors, names.city, dice)
                )
                print(f"{title}: {len(doors)} doors, some of them left out of the index")
                seen = list(judged(lookup, every))
                lookup.store.close()
                print_curves(seen)
                if title not in HABITS:
                    fitted += seen
                continue
            geocoder = RegionGeocoder(Path(folder) / f"{number}.sqlite")
            geocoder.find("预热路1号")
            print(f"{title}: {len(doors)} doors, built in {built:.1f} s")
            taken = frozenset({door.street for door in doors} | {door.compound for door in doors})
            ask(geocoder, clean(drawn, names.city, dice), options.show)
            ask(geocoder, slipped(drawn, names.city, taken, dice), options.show)
            ask(geocoder, elsewhere(drawn, doors, names.city, taken, dice), options.show)
            geocoder.close()
    if fitted:
        print("all but the two that only test it")
        print_curves(fitted)


if __name__ == "__main__":
    main()
