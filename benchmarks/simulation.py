"""What planning by worth brings over planning by hand, on invented portfolios: prints the claims.

    python benchmarks/simulation.py                      # 3 seeds of 10 days, some minutes
    python benchmarks/simulation.py --seeds 10 --days 20 --ablation --ortools

Plays the same weeks under our policy and under those of the field, and says which claims hold: at
least 25 % more contacts per paid hour than the longest overdue first, at least 10 % more than
clusters, no rule broken by any plan or visit, and nobody left undecided over the ageing limit.
With ``--evening`` it also plays weeks with presence doubled from 17:00 on, in which the share of
evening visits must rise. Exits 1 if a claim does not hold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

from router.domain.measures import measure_named
from router.domain.simulated import Estimate, Policy, SimulationResult
from router.pipeline.simulated_run import PlayOptions
from router.pipeline.simulating import SimulationOptions, simulate
from router.simulation import PortfolioOptions

CLAIMS = ((Policy.LONGEST_OVERDUE, 0.25), (Policy.CLUSTERS, 0.10))
SHOWN = (
    "contacts", "contacts_per_hour", "kept", "marginal", "cost_per_contact", "km", "fruitless",
    "evening_share", "oldest_age", "over_limit", "broken",
)  # fmt: skip

PARTS_SHOWN = ("contacts_per_hour", "contacts", "marginal", "km")


def main() -> int:
    """Play, print, and tell whether every claim holds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--new", type=float, default=15.0)
    parser.add_argument("--agents", type=int, default=6)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--ortools", action="store_true", help="also OR-Tools as usually written")
    parser.add_argument("--ablation", action="store_true", help="also what each part is worth")
    parser.add_argument("--evening", action="store_true", help="also evenings doubled")
    asked = parser.parse_args()
    portfolio = PortfolioOptions(
        days=2 * asked.days + 4, agents=asked.agents, stock=asked.cases, arrivals=asked.new
    )
    options = SimulationOptions(
        play=PlayOptions(portfolio=portfolio, days=asked.days),
        policies=(
            Policy.OURS,
            *(policy for policy, _ in CLAIMS),
            *((Policy.ORTOOLS,) if asked.ortools else ()),
        ),
        seeds=tuple(range(asked.first_seed, asked.first_seed + asked.seeds)),
        ablation=asked.ablation,
        workers=asked.workers,
    )
    result = simulate(options, on_progress=_say)
    print(result.title)
    _table(result)
    held = _claims(result)
    if asked.evening:
        held &= _evening(options, result)
    return 0 if held and result.complete else 1


def _say(step: str, done: float, note: str) -> None:
    print(f"{step} {done:4.0%} {note}", file=sys.stderr)


def _table(result: SimulationResult) -> None:
    for name in SHOWN:
        measure = measure_named(name)
        cells = (
            f"{one.policy.value} {_written(one.figures.get(name), measure.write)}"
            for one in result.policies
        )
        print(f"{measure.label}: {'; '.join(cells)}")
    for part in result.ablation:
        cells = (
            f"{_percent(part.share.get(name))} of {measure_named(name).label}"
            for name in PARTS_SHOWN
        )
        print(f"{part.switch.value} is worth {'; '.join(cells)}")


def _claims(result: SimulationResult) -> bool:
    more = {one.policy: one.ours_more.get("contacts_per_hour") for one in result.policies}
    held = []
    for policy, least in CLAIMS:
        found = more.get(policy)
        held.append(found is not None and found.mean >= least)
        print(
            f"contacts per paid hour over {policy.value}: {_percent(found)}, claimed "
            f"{least:+.0%}: {_verdict(held[-1])}"
        )
    broken = sum(day.broken for run in result.runs for day in run.days)
    held.append(broken == 0)
    print(f"rules broken, all policies and seeds: {broken}: {_verdict(held[-1])}")
    ours = [run for run in result.runs if run.policy is Policy.OURS]
    over = max((day.over_limit for run in ours for day in run.days), default=0)
    held.append(over == 0)
    print(f"undecided over {result.limit_days} days, worst day of ours: {over}: "
          f"{_verdict(held[-1])}")  # fmt: skip
    return all(held)


def _evening(options: SimulationOptions, usual: SimulationResult) -> bool:
    doubled = replace(options.play, portfolio=replace(options.play.portfolio, evening=2.0))
    late = simulate(
        replace(options, play=doubled, policies=(Policy.OURS,), ablation=False), on_progress=_say
    )
    before, after = (
        next(one for one in result.policies if one.policy is Policy.OURS).figures["evening_share"]
        for result in (usual, late)
    )
    held = after.mean > before.mean
    print(
        f"share of visits from 17:00 on, presence doubled then: {before.mean:.1%} to "
        f"{after.mean:.1%}: {_verdict(held)}"
    )
    return held


def _verdict(held: bool) -> str:
    return "holds" if held else "DOES NOT HOLD"


def _written(value: Estimate | None, write: Callable[[float], str]) -> str:
    if value is None:
        return "–"
    if value.low is None or value.high is None:
        return write(value.mean)
    return f"{write(value.mean)} ({write(value.low)} to {write(value.high)})"


def _percent(value: Estimate | None) -> str:
    return _written(value, lambda share: f"{100 * share:+.1f} %")


if __name__ == "__main__":
    sys.exit(main())
