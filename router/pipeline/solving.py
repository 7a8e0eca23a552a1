"""`solve_file`: other systems' problems, solved, checked and answered in their own form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from router.checking import check_routes
from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.errors import CheckFailedError, InputError
from router.exports import read_vroom, write_file, write_vroom
from router.pipeline.progress import Say, searching, silent
from router.solving import solve
from router.travel import GreatCircleTravel

__all__ = ["solve_file"]

# Profiles as VROOM's users name them; another name travels like a car.
_MODES = {"bike": TravelMode.BIKE, "foot": TravelMode.FOOT, "motorcycle": TravelMode.MOTORCYCLE}


def solve_file(
    problem: str | Path,
    out: str | Path,
    *,
    seconds: float | None = 10.0,
    iterations: int | None = None,
    seed: int = 0,
    on_progress: Say = silent,
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Solve a problem in VROOM's JSON and write the answer in VROOM's shape.

    Parameters
    ----------
    problem
        The file with jobs, vehicles and, best, matrices. Without matrices, travel is the great
        circle times 1.3.
    out
        Where to write the answer.
    seconds, iterations, seed
        As for `plan_day`.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    tuple
        The answer as written, and remarks: keys that were ignored, where our reading is stricter
        than VROOM's, and whether travel is the great circle.

    Raises
    ------
    InputError
        If the file cannot be read, or holds what cannot be expressed (such as shipments).
    CheckFailedError
        If the solution breaks a rule; that is a defect of this program.
    """
    try:
        text = Path(problem).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{problem} cannot be read as UTF-8 text; check its path") from error
    straight: list[str] = []  # the profiles for which the file has no matrix

    def great_circle(points: Sequence[Coordinate], profile: str) -> TravelMatrix:
        straight.append(profile)
        return GreatCircleTravel().matrix(points, _MODES.get(profile, TravelMode.CAR))

    vroom = read_vroom(text, travel=great_circle)
    on_progress("reading", 1.0, f"{len(vroom.problem.visits)} jobs")
    solution = solve(
        vroom.problem,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        on_progress=searching(on_progress, len(vroom.problem.visits), seconds),
    )
    on_progress("searching", 1.0, f"stopped by {solution.search.stopped_by}")
    report = check_routes(vroom.problem, solution.routes)
    if not report.ok:
        raise CheckFailedError(f"the solution breaks a rule and is not written:\n{report}")
    answer = write_vroom(vroom, solution.routes)
    write_file(Path(out), json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    remarks = list(vroom.warnings)
    if straight:
        remarks.append("travel is straight lines times 1.3, not streets: the file has no matrices")
    return answer, tuple(remarks)
