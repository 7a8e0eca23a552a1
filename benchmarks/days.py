"""Field days: a small open benchmark for door-to-door visits, made from a seed.

A town of districts with compounds of many doors, villages far out, agents by car and by e-bike who
start at home or at the office, appointments, two windows, evenings in which a visit is worth more,
lunch, skills, and borrowers with two addresses of whom one visit is enough.

    python benchmarks/days.py write FOLDER [NAME ...]      the published days as router.problem/1
    python benchmarks/days.py judge NAME ANSWER.json       what an answer costs
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from entries import routes_of
from field_day import field_day

from router.checking import check_routes
from router.domain.problem import Problem
from router.exports import write_problem

__all__ = ["LIST", "SIZES", "field_day_named", "fingerprint"]

SIZES = ((60, 4), (150, 8), (300, 12), (600, 24), (1000, 40), (2000, 80))
SEEDS = (1, 2, 3)
LIST = tuple(f"field/{visits}x{agents}-{seed}" for visits, agents in SIZES for seed in SEEDS)


def field_day_named(name: str) -> Problem:
    """Make the day that a name such as ``field/300x12-1`` means.

    Parameters
    ----------
    name
        Visits, agents, seed; of `LIST` or not.

    Returns
    -------
    Problem
        The day.

    Raises
    ------
    ValueError
        If the name does not read like that.
    """
    found = re.fullmatch(r"field/(\d+)x(\d+)-(\d+)", name)
    if found is None:
        raise ValueError(f"there is no field day {name!r}")
    visits, agents, seed = map(int, found.groups())
    return field_day(visits, agents, seed=seed)


def fingerprint(problem: Problem) -> str:
    """Return a short hash of what was drawn, to see that a day is the published one.

    Parameters
    ----------
    problem
        A field day.

    Returns
    -------
    str
        Sixteen hexadecimal digits; they do not change when problems learn to say more.
    """
    visits = [
        (v.visit_id, v.location, v.building, v.service_s, v.setup_s, v.windows, sorted(v.skills))
        for v in problem.visits
    ]
    worth = [
        (v.value, [(b.start_s, b.end_s, b.value) for b in v.value_bands], v.mandatory, v.group)
        for v in problem.visits
    ]
    shifts = [
        (s.shift_id, s.start_location, s.end_location, s.earliest_s, s.latest_s, sorted(s.skills))
        for s in problem.shifts
    ]
    terms = [
        ([(b.earliest_s, b.latest_s, b.duration_s) for b in s.breaks], s.matrix, s.cost_per_hour)
        for s in problem.shifts
    ]
    drawn = hashlib.sha256(repr((visits, worth, shifts, terms)).encode())
    for key in sorted(problem.matrices):
        drawn.update(problem.matrices[key].duration_s.astype("<i4").tobytes())
        drawn.update(problem.matrices[key].distance_m.astype("<i4").tobytes())
    return drawn.hexdigest()[:16]


def write(folder: Path, names: list[str]) -> None:
    """Write days as files, and print their fingerprints.

    Parameters
    ----------
    folder
        Made if it is not there.
    names
        Of days.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        problem = field_day_named(name)
        path = folder / f"{name.replace('/', '-')}.json"
        path.write_text(write_problem(problem), encoding="utf-8")
        print(f"{path}  {fingerprint(problem)}", flush=True)


def judge(name: str, answer: Path) -> bool:
    """Print what an answer costs, term by term, or what is wrong with it.

    Parameters
    ----------
    name
        Of the day.
    answer
        See ``README.md`` for its form.

    Returns
    -------
    bool
        Whether it counts.
    """
    problem = field_day_named(name)
    report = check_routes(
        problem, routes_of(problem, json.loads(answer.read_text(encoding="utf-8")))
    )
    print(report)
    for term in report.costs.__slots__:
        print(f"{term:<22}{getattr(report.costs, term):>12,.2f}")
    print(f"{'total':<22}{report.costs.total:>12,.2f}")
    return report.ok


def main() -> int:
    """Write days, or judge an answer."""
    match sys.argv[1:]:
        case ["write", folder, *names]:
            write(Path(folder), names or list(LIST))
            return 0
        case ["judge", name, answer]:
            return 0 if judge(name, Path(answer)) else 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
