"""Hold the search to the costs that were recorded: `make bench-quick`, five minutes on two cores.

A fixed set of generated problems (nothing is downloaded), a few seconds each. If they cost more
than 2 % above ``expected.json`` on the mean, or an answer breaks a rule, it fails. ``--update``
records what was found; do that on the machine that will compare.
"""

from __future__ import annotations

import argparse
import json
import platform
import queue
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asking import ask, contender
from figures import Record, table
from solving import commit, processors

EXPECTED = Path(__file__).resolve().parent / "expected.json"
WORST = 1.02
SEEDS = (1, 2)
WARM_UP_S = 5.0  # after the first run nothing has to be compiled


@dataclass(frozen=True, slots=True)
class Entry:
    """One problem, its limit, and how many processors search."""

    instance: str
    seconds: float
    cores: int = 1

    @property
    def key(self) -> str:
        """How it is called in the file."""
        return f"{self.instance}, {self.seconds:g} s, {self.cores} cores"


ENTRIES = (
    Entry("field/60x4-1", 3),
    Entry("field/150x8-1", 5),
    Entry("field/300x12-1", 8),
    Entry("field/600x24-1", 10),
    Entry("day/300x10-42", 8),
    Entry("day/300x10L-42", 8),
    Entry("day/1000x40-42", 10),
    Entry("day/1000x40L-42", 10),
    Entry("like/R1-100-1", 5),
    Entry("like/RC2-100-1", 5),
    Entry("like/C1-200-1", 8),
    Entry("like/R2-200-1", 8),
    Entry("day/300x10L-43", 8, cores=2),
    Entry("field/1000x40-1", 12, cores=2),
)


def run(entry: Entry, seed: int, cpus: tuple[int, ...]) -> Record:
    """Solve one problem once."""
    who = contender("router" if entry.cores == 1 else f"router@{entry.cores}")
    return ask(who, entry.instance, seconds=entry.seconds, seed=seed, cpus=cpus)


def run_all() -> dict[str, list[Record]]:
    """Solve everything; two at a time where one processor is enough."""
    numbers = processors()[:2]
    run(Entry("day/60x3L-1", WARM_UP_S), 0, tuple(numbers))
    free: queue.Queue[int] = queue.Queue()
    for number in numbers:
        free.put(number)

    def alone(question: tuple[Entry, int]) -> Record:
        cpu = free.get()
        try:
            return run(*question, (cpu,))
        finally:
            free.put(cpu)

    found: dict[str, list[Record]] = {entry.key: [] for entry in ENTRIES}
    singles = [(entry, seed) for entry in ENTRIES if entry.cores == 1 for seed in SEEDS]
    with ThreadPoolExecutor(len(numbers)) as pool:
        for (entry, _), said in zip(singles, pool.map(alone, singles), strict=True):
            found[entry.key].append(said)
            print(".", end="", flush=True)
    for entry in ENTRIES:
        if entry.cores > 1 and entry.cores <= len(numbers):
            found[entry.key].append(run(entry, SEEDS[0], tuple(numbers)))
            print(".", end="", flush=True)
    print()
    return found


def compare(found: dict[str, list[Record]], expected: dict[str, float]) -> bool:
    """Print what was found beside what is expected; return whether it is good enough."""
    rows, ratios, broken = [], [], []
    for key, said in found.items():
        asked = [one for one in said if "skipped" not in one]
        wrong = [one["why"] for one in asked if one["why"]]
        broken += [f"{key}: {why}" for why in wrong]
        if wrong or not asked:
            rows.append([key, "-", "-", "breaks a rule" if wrong else "not run"])
            continue
        cost = statistics.fmean(one["cost"] for one in asked)
        if key in expected:
            ratios.append(cost / expected[key])
            rows.append([key, f"{expected[key]:,.1f}", f"{cost:,.1f}", f"{ratios[-1]:.4f}"])
        else:
            rows.append([key, "-", f"{cost:,.1f}", "new"])
    print(table(["problem", "expected", "found", "ratio"], rows))
    for text in broken:
        print(text)
    if not ratios:
        print("Nothing is recorded: run with --update.")
        return not broken
    mean = statistics.fmean(ratios)
    verdict = "worse than allowed" if mean > WORST else "good"
    print(f"\nmean ratio {mean:.4f}, at most {WORST} allowed: {verdict}")
    return mean <= WORST and not broken


def main() -> int:
    """Run, then compare or record."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--update", action="store_true", help="record what is found")
    parser.add_argument("--expected", type=Path, default=EXPECTED)
    options = parser.parse_args()
    stored: dict[str, Any] = {"costs": {}}
    if options.expected.exists():
        stored = json.loads(options.expected.read_text(encoding="utf-8"))
        if not options.update:
            print(f"expected: {stored['recorded']}")
    begun = time.perf_counter()
    found = run_all()
    good = compare(found, stored["costs"])
    print(f"{time.perf_counter() - begun:.0f} s in all")
    if not options.update:
        return 0 if good else 1
    costs = {
        key: round(statistics.fmean(one["cost"] for one in said), 2)
        for key, said in found.items()
        if said and not any("skipped" in one or one["why"] for one in said)
    }
    recorded = {
        "commit": commit(),
        "machine": f"{platform.machine()}, {len(processors())} processors",
        "python": platform.python_version(),
    }
    text = json.dumps({"recorded": recorded, "costs": costs}, indent=1)
    options.expected.write_text(text + "\n", encoding="utf-8")
    print(f"recorded in {options.expected}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
