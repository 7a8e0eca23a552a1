"""What planning by worth brings over planning by hand, on invented portfolios: prints the claims.

    python benchmarks/simulation.py                      # 3 seeds of 10 days, some minutes
    python benchmarks/simulation.py --seeds 10 --days 20 --ablation --ortools
    python benchmarks/simulation.py --seeds 8 --days 20 --evening 0.5 --ablation learning

Plays the same weeks under our policy and under those of the field, and says which claims hold: at
least 25 % more contacts per paid hour than the longest overdue first, at least 10 % more than
clusters, no rule broken by any plan or visit, and nobody left undecided over the ageing limit.
``--ablation`` says what the parts that it names, or all of them, are worth. ``--evening`` also
plays weeks in which presence from 17:00 on is other than assumed: the share of evening visits must
follow. ``--remote`` also plays weeks in a county of villages. Both say what the parts are worth
there. Exits 1 if a claim does not hold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

from router.domain.measures import measure_named
from router.domain.simulated import Estimate, Policy, SimulationResult, Switch
from router.pipeline.simulated_run import PlayOptions
from router.pipeline.simulating import SimulationOptions, simulate
from router.simulation import PortfolioOptions

CLAIMS = ((Policy.LONGEST_OVERDUE, 0.25), (Policy.CLUSTERS, 0.10))
SHOWN = (
    "contacts", "contacts_per_hour", "kept", "marginal", "cost_per_contact", "km", "fruitless",
    "evening_share", "oldest_age", "over_limit", "broken",
)  # fmt: skip

PARTS_SHOWN = ("contacts_per_hour", "contacts", "marginal", "km")

VILLAGES = tuple(f"Village {number}" for number in range(1, 13))
"""Of the county: so many that few doors lie together, or they would be a district of their own."""
VILLAGE_MINUTES = (45.0, 110.0)
"""How far they lie out; a door beyond 45 minutes from every agent is remote."""


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
    parser.add_argument(
        "--ablation", nargs="*", type=Switch, metavar="PART",
        help=f"also what parts are worth: {', '.join(Switch)} (all)",
    )  # fmt: skip
    parser.add_argument(
        "--evening", nargs="*", type=float, metavar="FACTOR",
        help="also weeks with so many times the presence from 17:00 on (2)",
    )  # fmt: skip
    parser.add_argument(
        "--remote", type=float, metavar="SHARE",
        help="also weeks with that share of the doors in villages far out",
    )  # fmt: skip
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
        ablation=() if asked.ablation is None else tuple(asked.ablation or Switch),
        workers=asked.workers,
    )
    result = simulate(options, on_progress=_say)
    print(result.title)
    _table(result)
    _parts(result)
    held = _claims(result)
    for factor in () if asked.evening is None else asked.evening or (2.0,):
        held &= _evening(options, result, factor)
    if asked.remote is not None:
        held &= _county(options, asked.remote)
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


def _parts(result: SimulationResult) -> None:
    for part in result.ablation:
        cells = [
            f"{_percent(part.share.get(name))} of {measure_named(name).label}"
            for name in PARTS_SHOWN
        ]
        back = _written(part.worth.get("given_back"), lambda cases: f"{cases:+.1f}")
        print(f"{part.switch.value} is worth {'; '.join(cells)}; {back} cases given back")


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
    return _safe(result) and all(held)


def _safe(result: SimulationResult) -> bool:
    broken = sum(day.broken for run in result.runs for day in run.days)
    print(f"rules broken, all policies and seeds: {broken}: {_verdict(broken == 0)}")
    ours = [run for run in result.runs if run.policy is Policy.OURS]
    over = max((day.over_limit for run in ours for day in run.days), default=0)
    print(f"undecided over {result.limit_days} days, worst day of ours: {over}: "
          f"{_verdict(over == 0)}")  # fmt: skip
    return broken == over == 0


def _evening(options: SimulationOptions, usual: SimulationResult, factor: float) -> bool:
    other = _elsewhere(options, replace(options.play.portfolio, evening=factor))
    before, after = (
        next(one for one in result.policies if one.policy is Policy.OURS).figures["evening_share"]
        for result in (usual, other)
    )
    followed = (after.mean > before.mean) == (factor > 1)
    print(
        f"share of visits from 17:00 on, presence x{factor:g} then: {before.mean:.1%} to "
        f"{after.mean:.1%}: {_verdict(followed)}"
    )
    return _safe(other) and followed


def _county(options: SimulationOptions, share: float) -> bool:
    print(f"{share:.0%} of the doors in {len(VILLAGES)} villages, {VILLAGE_MINUTES[0]:.0f} to "
          f"{VILLAGE_MINUTES[1]:.0f} minutes out")  # fmt: skip
    villages = replace(
        options.play.portfolio,
        remote_share=share, villages=VILLAGES, remote_minutes=VILLAGE_MINUTES,
    )  # fmt: skip
    return _safe(_elsewhere(options, villages))


def _elsewhere(options: SimulationOptions, portfolio: PortfolioOptions) -> SimulationResult:
    """Play ours, and ours without parts of it, in other weeks."""
    play = replace(options.play, portfolio=portfolio)
    result = simulate(replace(options, play=play, policies=(Policy.OURS,)), on_progress=_say)
    print(result.title)
    _table(result)
    _parts(result)
    return result


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
