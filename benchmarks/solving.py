r"""Compare the search with its peers: the same instances, limits, machine and judge for all.

    python benchmarks/solving.py --cases vrptw-100,day-300 --seconds 10 --seeds 3 \
        --who router,pyvrp

Every run is appended to a file of JSON lines; runs that are in it already are not made again, so
a long comparison may be interrupted and goes on where it was. ``--show`` prints the tables of what
is there. Instances that nobody here wrote are read from the folder that ROUTER_SHARED names (or
``shared`` beside the checkout); cases without instances are left out, saying so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import queue
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TextIO

from asking import CONTENDERS, HERE, Contender, ask, contender
from days import SIZES
from figures import Figure, Record, answered, by_instance, mean, paired, ratio, selected, table
from goals import GOALS, kept
from instances import available, best_known

RESULTS = HERE / "results" / "solving.jsonl"
DAY_SEEDS = (42, 43, 44)
EVERYBODY = (*CONTENDERS, "router@2")


def cases() -> dict[str, list[str]]:
    """Return the names of the instances of every case."""
    days = {
        f"day-{visits}{'-lunch' if lunch else ''}": [
            f"day/{visits}x{agents}{lunch}-{seed}" for seed in DAY_SEEDS
        ]
        for visits, agents in ((300, 10), (1000, 40))
        for lunch in ("", "L")
    }
    fields = {
        f"field-{visits}": [f"field/{visits}x{agents}-{seed}" for seed in (1, 2, 3)]
        for visits, agents in SIZES
    }
    read = ("vrptw-100", "vrptw-200", "vrptw-400", "vrptw-1000", "mtw", "prize")
    return {kind: available(kind) for kind in read} | days | fields


@dataclass(frozen=True, slots=True)
class Run:
    """One question to one contender."""

    case: str
    instance: str
    who: Contender
    seconds: float | None
    seed: int

    def key(self, version: str) -> tuple[object, ...]:
        """Return what makes it the same run again."""
        return (self.case, self.instance, self.who.name, self.seconds, self.seed, version)


def spread(names: Sequence[str], most: int | None) -> list[str]:
    """Choose some of a list, evenly: its kinds follow one another."""
    count = len(names) if most is None else min(most, len(names))
    return [names[at * len(names) // count] for at in range(count)]


def wanted(options: argparse.Namespace) -> Iterator[Run]:
    """Yield the runs that are asked for, instance by instance so that rivals run side by side."""
    known = cases()
    for case in options.cases.split(",") if options.cases else known:
        if case not in known:
            raise SystemExit(f"no case {case!r}; there are {', '.join(known)}")
        if not known[case]:
            print(f"{case}: left out, its instances are not there (see ROUTER_SHARED)")
        for instance in spread(known[case], options.instances):
            for name in options.who.split(","):
                who = contender(name)
                for seed in range(1, 1 + (options.seeds if who.seeded else 1)):
                    limits = [None] if who.own_time else options.seconds
                    for seconds in limits:
                        yield Run(case, instance, who, seconds, seed)


@cache
def our_version() -> str:
    """Return a hash of the solver as it stands in the checkout, committed or not."""
    read = hashlib.sha256()
    for path in sorted((HERE.parent / "router" / "solving").rglob("*.py")):
        read.update(path.read_bytes())
    return read.hexdigest()[:9]


@cache
def commit() -> str:
    """Return the commit of the checkout, with a ``+`` if anything was changed since."""
    git = ["git", "-C", str(HERE), "describe", "--always", "--dirty=+", "--abbrev=9"]
    done = subprocess.run(git, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def perform(runs: Sequence[Run], out: Path, jobs: int, *, again: bool) -> None:
    """Make the runs that are not in the file yet, each on processors of its own."""
    out.parent.mkdir(parents=True, exist_ok=True)
    done = {tuple(record["key"]) for record in read(out)} if not again else set()
    todo = [run for run in runs if run.key(_version(run)) not in done]
    print(f"{len(todo)} runs ({len(runs) - len(todo)} are in {out} already)", flush=True)
    free: queue.Queue[int] = queue.Queue()
    for number in processors()[:jobs]:
        free.put(number)
    count = 0
    with out.open("a", encoding="utf-8") as file, ThreadPoolExecutor(jobs) as pool:
        # Runs on several processors are made alone, after the others.
        singles = [run for run in todo if run.who.cores == 1]
        for record in pool.map(lambda run: one_core(run, free), singles):
            count += 1
            note(record, file, f"{count}/{len(todo)}")
        for run in todo:
            if run.who.cores > 1:
                count += 1
                cpus = tuple(processors()[: run.who.cores])
                note(made(run, cpus), file, f"{count}/{len(todo)}")


def one_core(run: Run, free: queue.Queue[int]) -> Record:
    """Make a run on a processor that is free."""
    cpu = free.get()
    try:
        return made(run, (cpu,))
    finally:
        free.put(cpu)


def made(run: Run, cpus: tuple[int, ...]) -> Record:
    """Make a run; return its record."""
    said = ask(run.who, run.instance, seconds=run.seconds or 0.0, seed=run.seed, cpus=cpus)
    return {
        "key": run.key(_version(run)),
        "case": run.case,
        "instance": run.instance,
        "who": run.who.name,
        "seconds": run.seconds,
        "seed": run.seed,
        "cores": run.who.cores,
        "commit": commit(),
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        **said,
    }


def _version(run: Run) -> str:
    return our_version() if run.who.ours else ""


def note(record: Record, file: TextIO, progress: str) -> None:
    """Write a record, and a line of progress."""
    print(json.dumps(record), file=file, flush=True)
    if "skipped" in record:
        what = f"skipped: {record['skipped']}"
    elif record["why"]:
        what = f"no answer that counts: {record['why'][:90]}"
    else:
        what = f"{record['cost']:>12,.1f}  {record['left_out']:>4} left out"
    limit = "own time" if record["seconds"] is None else f"{record['seconds']:g} s"
    print(
        f"{progress:>9}  {record['instance']:<18} {record['who']:<14} {limit:>8} "
        f"seed {record['seed']}  {record.get('took_s', 0):>6.1f} s  {what}",
        flush=True,
    )


def read(path: Path) -> list[Record]:
    """Return the records of a file, the latest of each run."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return list({tuple(record["key"]): record for record in records}.values())


def latest(records: Sequence[Record]) -> list[Record]:
    """Return those of the peers, and of our own versions only the one that ran last."""
    ours = [record["key"][-1] for record in records if record["key"][-1]]
    return [record for record in records if record["key"][-1] in ("", *ours[-1:])]


def processors() -> list[int]:
    """Return the numbers of the processors that we may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def show(records: Sequence[Record], references: Sequence[str]) -> None:
    """Print a table for each case and limit, then the goals."""
    print(f"\n{platform.machine()}, {len(processors())} processors, router at {commit()}")
    order = {name: place for place, name in enumerate(cases())}
    limits = sorted({r["seconds"] for r in records if r["seconds"] is not None})
    for case in sorted({r["case"] for r in records}, key=lambda name: order.get(name, 99)):
        for seconds in limits:
            reference = next(
                (who for who in references if selected(records, case, who, seconds)), "nobody"
            )
            rows = list(case_rows(records, case, seconds, reference))
            if rows:
                print(f"\n{case}, {seconds:g} s")
                heads = ["", "answers", "mean cost", f"/ {reference}", "gap %", "left out"]
                print(table([*heads, "took s"], rows))
        for text in sorted(
            {f"{r['who']}: {r['skipped']}" for r in records if r["case"] == case and "skipped" in r}
        ):
            print(f"(without {text})")
    measured = [(goal, kept(goal, records)) for goal in GOALS]
    rows = [
        [
            goal.case,
            f"{goal.who} {goal.seconds:g} s",
            f"{goal.peer} {goal.peer_seconds:g} s",
            "every one" if goal.every else f"<= {goal.most:g}",
            *found,
        ]
        for goal, found in measured
        if found is not None
    ]
    if rows:
        print("\nGoals")
        print(table(["case", "we", "against", "goal", "measured", ""], rows))


def case_rows(
    records: Sequence[Record], case: str, seconds: float, reference: str
) -> Iterator[list[str]]:
    """Yield the rows of one table."""
    others = by_instance(selected(records, case, reference, seconds))
    order = list(CONTENDERS)
    names = sorted({r["who"] for r in records})
    for who in sorted(names, key=lambda name: order.index(name.split("@")[0])):
        runs = selected(records, case, who, seconds)
        if not runs:
            continue
        counted = answered(runs)
        costs = by_instance(runs)
        took = mean([run["took_s"] for run in runs])
        late = "" if runs[0]["seconds"] is None or took.value <= 1.05 * seconds + 1 else " late"
        yield [
            who,
            f"{len(counted)} of {len(runs)}",
            mean(list(costs.values())).text(1),
            ratio(paired(costs, others)).text(4) if others else "-",
            gap(counted).text(2),
            mean([float(run["left_out"]) for run in counted]).text(1),
            f"{took.value:.1f}{late}",
        ]


def gap(records: Sequence[Record]) -> Figure:
    """Return the mean gap to the best known costs, in percent."""
    gaps: dict[str, list[float]] = {}
    for record in records:
        best = known(record["instance"])
        if best:
            found = 100 * (record["cost"] / best - 1)
            gaps.setdefault(record["instance"], []).append(found)
    return mean([sum(own) / len(own) for own in gaps.values()])


@cache
def known(instance: str) -> float | None:
    """Return the best known cost; None if the folder is not there."""
    try:
        return best_known(instance)
    except OSError:
        return None


def main() -> None:
    """Read the options, run, show."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", default="", help=f"any of {', '.join(cases())}; default all")
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.0, 10.0, 60.0])
    parser.add_argument("--seeds", type=int, default=3, help="of those contenders that have them")
    parser.add_argument(
        "--instances", type=int, default=None, help="so many of a case, of all its kinds"
    )
    parser.add_argument(
        "--who", default=",".join(EVERYBODY), help="contenders; @2 behind a name: two processors"
    )
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time, one processor each")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--again", action="store_true", help="make known runs again")
    parser.add_argument("--show", action="store_true", help="run nothing, print the tables")
    parser.add_argument(
        "--reference",
        default="pyvrp,vroom,vroom-timed",
        help="the ratios are to the first of these",
    )
    options = parser.parse_args()
    if not options.show:
        perform(list(wanted(options)), options.out, options.jobs, again=options.again)
    show(latest(read(options.out)), options.reference.split(","))


if __name__ == "__main__":
    main()
