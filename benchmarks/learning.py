"""How far the learned chances to meet borrowers are from the truth, beside the assumed ones.

Invented towns, twenty days of two hundred visits; ``python benchmarks/learning.py --seeds 20``.
Points are hundredths of a chance. Beside the error stands that of one who could look behind the
doors and count: visits at right addresses alone. Nobody can be expected to do better, but for what
bands have in common.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass

from visited_doors import TOWNS, Cell, truth_of, visits_of

from router.domain.presence import Presence, Trial
from router.value import learned_presence, load_parameters

CLASSES = (50, 100, 300)
"""Visits from which on a band counts."""
NEAR = 5.0


@dataclass(frozen=True, slots=True)
class Error:
    """Points by which the chance of one band misses."""

    band: str
    tried: int
    assumed: float
    learned: float
    inside: bool
    by_chance: float  # that a share of so many visits is within `NEAR` points of the truth


def errors_of(trials: list[Trial], presence: Presence, truth: dict[Cell, float]) -> list[Error]:
    """Return the errors of all bands in which visits were made."""
    tried = Counter(
        (t.place_type, t.group, presence.hours_of(t.clock)) for t in trials if not t.wrong
    )
    found = []
    for cell, chance in truth.items():
        if not tried[cell]:
            continue
        rate = presence.rate(*cell)
        error = math.sqrt(chance * (1 - chance) / tried[cell])
        found.append(
            Error(
                band=f"{cell[0].value} {cell[1].value} {cell[2]}",
                tried=tried[cell],
                assumed=100 * (rate.prior - chance),
                learned=100 * (rate.mean - chance),
                inside=rate.low <= chance <= rate.high,
                by_chance=math.erf(NEAR / 100 / error / math.sqrt(2)),
            )
        )
    return found


def main() -> None:
    """Print one line per town, and all towns together."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--days", type=int, default=20)
    options.add_argument("--visits", type=int, default=200, help="Per day.")
    options.add_argument("--bands", action="store_true", help="Every band of every town.")
    chosen = options.parse_args()
    parameters = load_parameters()
    every: list[Error] = []
    head()
    for name, town in TOWNS.items():
        errors = []
        for seed in range(chosen.seeds):
            trials = visits_of(town, seed, days=chosen.days, per_day=chosen.visits)
            presence = learned_presence(trials, parameters)
            errors += errors_of(trials, presence, truth_of(town, seed))
        line(name, errors)
        if chosen.bands:
            by_band = defaultdict(list)
            for one in errors:
                by_band[one.band].append(one)
            for band, those in by_band.items():
                line(f"  {band}", those)
        every += errors
    line("all towns", every)


def head() -> None:
    """Print what the columns are."""
    classes = "".join(f"{f'of {least} visits':>22s}" for least in CLASSES)
    print(f"{'':48s}{'mean error':>18s}{'':>8s}{classes}   in bounds")
    columns = f"{'near':>9s} {'(by chance)':>12s}" * len(CLASSES)
    print(
        f"{f'points; near: within {NEAR:g}':48s}{'assumed':>9s}{'learned':>9s}{'bias':>8s}{columns}"
    )


def line(name: str, errors: list[Error]) -> None:
    """Print one line."""
    told = [one for one in errors if one.tried >= CLASSES[0]]
    if not told:
        return
    cells = [
        f"{statistics.fmean(abs(one.assumed) for one in told):9.1f}",
        f"{statistics.fmean(abs(one.learned) for one in told):9.1f}",
        f"{statistics.fmean(one.learned for one in told):+8.1f}",
    ]
    for least in CLASSES:
        those = [one for one in errors if one.tried >= least]
        if those:
            near = statistics.fmean(abs(one.learned) <= NEAR for one in those)
            chance = statistics.fmean(one.by_chance for one in those)
            cells.append(f"{100 * near:7.1f} % {f'({100 * chance:.1f} %)':>12s}")
        else:
            cells.append(f"{'':22s}")
    inside = statistics.fmean(one.inside for one in told)
    print(f"{name:48s}{''.join(cells)}{100 * inside:10.0f} %")


if __name__ == "__main__":
    main()
