"""How far the learned chances to meet borrowers are from the truth, beside the assumed ones.

Invented towns, twenty days of two hundred visits; ``python benchmarks/learning.py --seeds 20``.
Points are hundredths of a chance. A band counts where it was visited a hundred times or more.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter, defaultdict

from visited_doors import TOWNS, Town, truth_of, visits_of

from router.domain.places import PlaceType
from router.value import learned_presence, load_parameters

ENOUGH = 100
NEAR = 5.0


def main() -> None:
    """Print one table per town."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--days", type=int, default=20)
    options.add_argument("--visits", type=int, default=200, help="Per day.")
    options.add_argument("--bands", action="store_true", help="Every band of every town.")
    chosen = options.parse_args()
    print(
        f"{'':48s} {'assumed':>15s} {'learned':>15s}  bands beyond  seeds beyond  truth in\n"
        f"{'points':48s} {'mean  largest':>15s} {'mean  largest':>15s}"
        f"  {NEAR:g} points      {NEAR:g} points      bounds"
    )
    for name, town in TOWNS.items():
        _town(name, town, chosen)


def _town(name: str, town: Town, chosen: argparse.Namespace) -> None:
    parameters = load_parameters()
    truth = truth_of(town)
    before: list[float] = []
    after: list[float] = []
    by_band: dict[str, list[tuple[float, float]]] = defaultdict(list)
    beyond = inside = 0
    for seed in range(chosen.seeds):
        trials = visits_of(town, seed, days=chosen.days, per_day=chosen.visits)
        presence = learned_presence(trials, parameters)
        tried = Counter((t.group, presence.hours_of(t.clock)) for t in trials if not t.wrong)
        worst = 0.0
        for (group, hours), chance in truth.items():
            if tried[group, hours] < ENOUGH:
                continue
            rate = presence.rate(PlaceType.HOME, group, hours)
            errors = 100 * abs(rate.prior - chance), 100 * abs(rate.mean - chance)
            before.append(errors[0])
            after.append(errors[1])
            by_band[f"{group.value} {hours}"].append(errors)
            inside += rate.low <= chance <= rate.high
            worst = max(worst, errors[1])
        beyond += worst > NEAR
    if not after:
        return
    far = 100 * sum(error > NEAR for error in after) / len(after)
    print(
        f"{name:48s} {_two(before)} {_two(after)} {far:10.1f} % {beyond:6d} of {chosen.seeds:3d}"
        f" {100 * inside / len(after):8.0f} %"
    )
    for band, pairs in by_band.items() if chosen.bands else ():
        old, new = zip(*pairs, strict=True)
        print(f"  {band:46s} {_two(old)} {_two(new)}")


def _two(errors: list[float] | tuple[float, ...]) -> str:
    return f"{statistics.fmean(errors):6.1f}  {max(errors):6.1f} "


if __name__ == "__main__":
    main()
