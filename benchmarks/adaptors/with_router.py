"""Ask our own solver, in a process of its own like everybody else; the variant is the engine.

    python with_router.py FOLDER SECONDS SEED CORES ENGINE NAME

The problem is made anew from its name, as it is for the peers from a file.
"""

from __future__ import annotations

import importlib.metadata
import inspect
import json
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from common import hold_to_processors  # noqa: E402
from instances import load, problem_of  # noqa: E402

from router.checking import FindingCode, check_routes  # noqa: E402
from router.domain.problem import Problem  # noqa: E402
from router.solving import solve  # noqa: E402


def problem_named(name: str) -> Problem:
    """Return a problem by the name of an instance or of a day of the open benchmark."""
    if name.startswith("field/"):
        from days import field_day_named

        return field_day_named(name)
    return problem_of(load(name))


def options(engine: str, cores: int) -> dict[str, Any] | None:
    """Return the options that this version of the solver knows; None if it lacks the engine."""
    known = inspect.signature(solve).parameters
    if "engine" not in known and (engine != "auto" or cores > 1):
        return None
    return {"engine": engine, "workers": cores} if "engine" in known else {}


def main() -> None:
    """Solve, check, and write ``answer.json``."""
    folder, engine, name = Path(sys.argv[1]), sys.argv[5], sys.argv[6]
    seconds, seed, cores = float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    hold_to_processors()
    problem = problem_named(name)
    said: dict[str, Any] = {"version": importlib.metadata.version("router")}
    given = options(engine, cores)
    if given is None:
        said["skipped"] = f"this version has no choice of engine ({engine}) or workers ({cores})"
    else:
        first: list[float] = []
        begun = time.perf_counter()
        found = solve(
            problem,
            seconds=seconds,
            seed=seed,
            on_progress=lambda progress: first.append(progress.elapsed_s),
            **given,
        )
        said["took_s"] = round(time.perf_counter() - begun, 3)
        said["first_s"] = round(min(first, default=said["took_s"]), 3)
        report = check_routes(problem, found.routes)
        said["checked"] = "" if report.ok else str(report)
        said["cost"] = report.costs.total
        said["missing"] = sum(f.code == FindingCode.MANDATORY_LEFT_OUT for f in report.findings)
        said["left_out"] = report.counts["left_out"]
        said["routes"] = _numbered(problem, found.routes)
    (folder / "answer.json").write_text(json.dumps(said), encoding="utf-8")


def _numbered(problem: Problem, routes: Any) -> list[list[int]]:
    """Return the visits' numbers per shift, as the judge wants them."""
    visits = {visit.visit_id: number for number, visit in enumerate(problem.visits)}
    by_shift = {route.shift_id: route for route in routes}
    return [
        [visits[visit_id] for visit_id in by_shift[shift.shift_id].visit_ids]
        if shift.shift_id in by_shift
        else []
        for shift in problem.shifts
    ]


if __name__ == "__main__":
    main()
