"""How far the learned chances to meet borrowers are from the truth, beside the assumed ones.

    python benchmarks/learning.py --seeds 10            # invented towns
    python benchmarks/learning.py --seeds 3 --weeks     # weeks of the simulation, clusters

Twenty days of about two hundred visits. Points are hundredths of a chance. A band counts by its
visits, but for those to doors that were found wrong. Beside the share of bands that are near the
truth stands the share of those that counting as many visits would bring near it, were all doors
right and everybody alike: to do better, bands must learn from each other.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from visited_doors import TOWNS, Cell, truth_of, visits_of

from router.domain.presence import Presence
from router.domain.simulated import Policy
from router.domain.times import local_instant
from router.pipeline import learned_of_memory
from router.pipeline.simulated_run import PlayOptions, play_days
from router.simulation import PortfolioOptions, told, true_presence
from router.value import learned_presence, load_parameters, prior_presence

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


def main() -> None:
    """Print one line per town, and all towns together."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--days", type=int, default=20)
    options.add_argument("--visits", type=int, default=200, help="Per day.")
    options.add_argument("--bands", action="store_true", help="Every band of every town.")
    options.add_argument("--weeks", action="store_true", help="Weeks of the simulation instead.")
    options.add_argument("--policy", type=Policy, default=Policy.CLUSTERS, help="Of these weeks.")
    chosen = options.parse_args()
    every: list[Error] = []
    _head()
    for name, found in (_weeks(chosen) if chosen.weeks else _towns(chosen)).items():
        _line(name, found)
        by_band = defaultdict(list)
        for one in found if chosen.bands else ():
            by_band[one.band].append(one)
        for band, those in by_band.items():
            _line(f"  {band}", those)
        every += found
    _line("all", every)


def _towns(chosen: argparse.Namespace) -> dict[str, list[Error]]:
    parameters = load_parameters()
    return {
        name: [
            error
            for seed in range(chosen.seeds)
            for error in _errors(
                learned_presence(
                    visits_of(town, seed, days=chosen.days, per_day=chosen.visits), parameters
                ),
                truth_of(town, seed),
            )
        ]
        for name, town in TOWNS.items()
    }


def _weeks(chosen: argparse.Namespace) -> dict[str, list[Error]]:
    """Play weeks in which doors are visited seldom or often, and evenings are as assumed or not."""
    bands = prior_presence(load_parameters()).bands
    found: dict[str, list[Error]] = {}
    for stock in (1_500, 4_000):
        for evening in (1.0, 2.0):
            portfolio = PortfolioOptions(
                days=2 * chosen.days + 4, stock=stock, agents=25, arrivals=60.0, evening=evening
            )
            play = PlayOptions(portfolio=portfolio, days=chosen.days)
            name = f"{chosen.policy.value}, {stock} cases, evenings x {evening:g}"
            found[name] = []
            for seed in range(1, chosen.seeds + 1):
                state, counts, _ = play_days(play, chosen.policy, seed)
                world, last = state.world, counts[-1].day
                after = local_instant(last + timedelta(days=1), time(6), world.zone)
                learned = learned_of_memory(
                    told(world, state.played, after),
                    world.cases_on(last),
                    zone=world.zone,
                    calendar=state.laws[last].calendar,
                    parameters=play.settings.values,
                )
                # Over all households: over those that were visited it is the same within a point.
                truth = {(k, g, bands[at]): one for (k, g, at), one in true_presence(world).items()}
                found[name] += _errors(learned.presence, truth)
    return found


def _errors(presence: Presence, truth: Mapping[Cell, float]) -> list[Error]:
    """Return the errors of all bands in which visits were made."""
    found = []
    for cell, chance in truth.items():
        rate = presence.rate(*cell)
        if not rate.tried:
            continue
        deviation = 100 * math.sqrt(chance * (1 - chance) / rate.tried)
        found.append(
            Error(
                band=f"{cell[0].value} {cell[1].value} {cell[2]}",
                tried=rate.tried,
                assumed=100 * (rate.prior - chance),
                learned=100 * (rate.mean - chance),
                inside=rate.low <= chance <= rate.high,
                by_chance=math.erf(NEAR / deviation / math.sqrt(2)),
            )
        )
    return found


def _head() -> None:
    """Print what the columns are."""
    classes = "".join(f"{f'of {least} visits':>22s}" for least in CLASSES)
    print(f"{'':48s}{'mean error':>18s}{'':>8s}{classes}   in bounds")
    columns = f"{'near':>9s} {'(by chance)':>12s}" * len(CLASSES)
    print(
        f"{f'points; near: within {NEAR:g}':48s}{'assumed':>9s}{'learned':>9s}{'bias':>8s}{columns}"
    )


def _line(name: str, errors: list[Error]) -> None:
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
