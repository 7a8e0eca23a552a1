"""What was promised, and whether runs keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures import Record, by_instance, paired, ratio, selected

__all__ = ["GOALS", "Goal", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Our mean cost is at most so many times a peer's.

    Parameters
    ----------
    case
        Which instances.
    who, seconds
        We, and our limit.
    peer, peer_seconds
        The peer, and its limit (a peer that ends by itself is taken as it is).
    most
        The ratio.
    every
        Each instance must be better by itself, not the mean.
    """

    case: str
    who: str = "router"
    seconds: float = 10.0
    peer: str
    peer_seconds: float = 10.0
    most: float
    every: bool = False


def _goals() -> Iterator[Goal]:
    for size, most in ((100, 1.0), (200, 1.0), (400, 1.0), (1000, 0.97)):
        yield Goal(case=f"vrptw-{size}", peer="pyvrp", most=most)
    for lunch in ("", "-lunch"):
        if not lunch:  # PyVRP has no breaks
            yield Goal(case="day-300", peer="pyvrp", most=0.91)
            yield Goal(case="day-1000", peer="pyvrp", most=0.68)
        yield Goal(case=f"day-300{lunch}", peer="vroom", most=0.92)
        yield Goal(case=f"day-300{lunch}", peer="ortools-best", peer_seconds=60, most=0.92)
        yield Goal(case=f"day-1000{lunch}", peer="vroom-timed", peer_seconds=60, most=0.70)
        yield Goal(case=f"day-1000{lunch}", peer="ortools-best", peer_seconds=60, most=0.42)
        yield Goal(case=f"day-300{lunch}", who="router@2", peer="router", most=0.98)
        yield Goal(case=f"day-1000{lunch}", who="router@2", peer="router", most=0.96)
    for peer in ("ortools-usual", "ortools-best"):
        for case in ("mtw", "prize"):
            for seconds in (10.0, 60.0):
                yield Goal(
                    case=case, seconds=seconds, peer=peer, peer_seconds=seconds, most=1.0,
                    every=True,
                )  # fmt: skip
    yield Goal(case="prize", seconds=60, peer="pyvrp", peer_seconds=60, most=1.01)


GOALS = tuple(_goals())


def kept(goal: Goal, records: Sequence[Record]) -> tuple[str, str] | None:
    """Measure a goal.

    Parameters
    ----------
    goal
        Which.
    records
        All runs.

    Returns
    -------
    tuple of str or None
        What was measured, and the verdict; None if one of the two was not run.
    """
    ours = selected(records, goal.case, goal.who, goal.seconds)
    theirs = selected(records, goal.case, goal.peer, goal.peer_seconds)
    if not ours or not theirs:
        return None
    if goal.every:
        mine, other = _ranks(ours), _ranks(theirs)
        both = mine.keys() & other.keys()
        won = sum(mine[name] < other[name] for name in both)
        even = sum(mine[name] == other[name] for name in both)
        text = f"better on {won}, equal on {even} of {len(both)}"
        return text, "kept" if won == len(both) else "missed"
    figure = ratio(paired(by_instance(ours), by_instance(theirs)))
    if not figure.samples:
        return "no instance that both answered", "missed"
    verdict = "kept" if figure.value <= goal.most else "missed"
    if not abs(figure.value - goal.most) > figure.half:
        verdict += " (within the interval)"
    return f"{figure.text(4)} (n = {figure.samples})", verdict


def _ranks(records: Sequence[Record]) -> dict[str, tuple[float, float]]:
    """Return per instance the means of what is missing and of the cost; wrong answers come last."""
    ranks: dict[str, tuple[float, float]] = {}
    for name in {record["instance"] for record in records}:
        own = [record for record in records if record["instance"] == name]
        missing = [_missing(record) for record in own]
        costs = [record.get("cost") or 0.0 for record in own]
        ranks[name] = (sum(missing) / len(own), sum(costs) / len(own))
    return ranks


def _missing(record: Record) -> float:
    if not record["why"]:
        return 0.0
    return float(record.get("missing") or "inf")
