"""What a product of factors is worth: how often matches were right, per grade.

    python benchmarks/calibration.py EXTRACT [EXTRACT ...] [--sample N] [--seed K]

Each extract is asked what `geocoding.py` asks, from an index that lacks a part of its doors and all
doors of some streets, so that points between doors, streets without numbers and named places are
answers, too. The first table is what the curves of `router/geocoding/grade.py` are drawn by: runs
of products for which the share of right matches rises (the pool-adjacent-violators algorithm). The
second is the calibration curve of the score that comes of them. A match is right if it lies within
its error radius, or 50 m if that is smaller; of elsewhere none is right. Doors that share a number
are left out of the first table: their share is a factor of its own.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geocoding import RIGHT_M, Question, curve, noisy, questions
from noise import ELSEWHERE, KINDS, OTHER_STREETS

from router.domain.extract import Extract
from router.domain.places import great_circle_m
from router.geocoding import build_index
from router.geocoding.grade import Match, probability
from router.geocoding.lookup import Lookup
from router.regions import read_extract

LEFT_OUT = 0.15  # of the doors
BARE = 0.12  # of the streets lose all doors
Judged = tuple[Match, bool]


def thinned(extract: Extract, dice: random.Random) -> Extract:
    """Leave out some doors, and all of some streets."""
    streets = sorted({door.street for door in extract.addresses if door.street})
    bare = {street for street in streets if dice.random() < BARE}
    kept = tuple(
        door
        for door in extract.addresses
        if not door.street or (door.street not in bare and dice.random() >= LEFT_OUT)
    )
    return replace(extract, addresses=kept)


def asked(
    name: str, extracts: dict[str, Extract], size: int, seed: int, dice: random.Random
) -> Iterator[Question]:
    """Yield all questions to ask of one extract."""
    extract = extracts[name]
    own = questions(extract, size, seed)
    for kinds, real in ((KINDS, True), (ELSEWHERE, False)):
        for _, some in noisy(kinds, own, seed, at=real):
            yield from some
    known = {text.casefold() for road in extract.network.roads for text in road.tags.values()}
    known |= {door.street.casefold() for door in extract.addresses}
    for other_street in OTHER_STREETS.values():
        for door, _ in own:
            street = other_street(door, dice)
            if street and street.casefold() not in known:
                yield Question(replace(door, street=street).clean, None)
    for place in extract.places:
        if place.kind in ("building", "compound") and place.name:
            yield Question(f"{place.name}, {own[0][0].city}", place.coordinate)
            yield Question(place.name, place.coordinate)
    for other, theirs in extracts.items():
        foreign = questions(theirs, size, seed) if other != name else []
        kinds = {kind: KINDS[kind] for kind in ("clean", "no city", "typo: anywhere")}
        for _, some in noisy(kinds, foreign, seed, at=False):
            yield from some


def judged(lookup: Lookup, some: Iterator[Question]) -> Iterator[Judged]:
    """Yield the best match of each question, and whether it is right."""
    for question in some:
        matches, _ = lookup.ranked(question.text)
        if matches:
            best = matches[0]
            off = float("inf")
            if question.at is not None:
                off = great_circle_m(question.at, best.where.coordinate)
            yield best, off <= max(RIGHT_M, best.error_m)


def rising(matches: Sequence[Judged]) -> Iterator[tuple[float, float, int, float]]:
    """Yield runs of products: lowest, highest, how many, share that is right."""
    tallies: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for match, right in matches:
        tally = tallies[round(match.score, 3)]
        tally[0] += 1
        tally[1] += right
    runs: list[tuple[float, float, int, int]] = []
    for product, (count, hits) in sorted(tallies.items()):
        runs.append((product, product, count, hits))
        while len(runs) > 1 and runs[-2][3] * runs[-1][2] >= runs[-1][3] * runs[-2][2]:
            _, high, more, hit = runs.pop()
            low, _, before, hit_before = runs.pop()
            runs.append((low, high, before + more, hit_before + hit))
    for low, high, count, hits in runs:
        yield low, high, count, hits / count


def main() -> None:
    """Read the extracts and print both tables for each of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("extracts", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    extracts = {path.name.split(".")[0]: read_extract(path) for path in options.extracts}
    for name, extract in extracts.items():
        dice = random.Random(options.seed)
        with tempfile.TemporaryDirectory() as folder:
            build_index(thinned(extract, dice), Path(folder) / "thin.sqlite")
            lookup = Lookup(Path(folder) / "thin.sqlite")
            some = asked(name, extracts, options.sample, options.seed, dice)
            found = list(judged(lookup, some))
            lookup.store.close()
        print(f"{name}\n  {'grade':13} {'product':14} {'asked':>7} {'right':>9}")
        for grade in sorted({match.grade for match, _ in found}):
            alone = [one for one in found if one[0].grade is grade and one[0].share == 1]
            for low, high, count, right in rising(alone):
                print(f"  {grade:13} {low:.3f} to {high:.3f} {count:6} {right:9.3f}")
        print(f"  {'calibration':13} {'score':12} {'asked':>9} {'said':>9} {'right':>9}")
        for line in curve([(m.grade.value, probability(m), right) for m, right in found]):
            print(line)


if __name__ == "__main__":
    main()
