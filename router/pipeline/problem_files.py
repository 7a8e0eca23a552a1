"""Problem files of any kind: reading them with travel, given plans, and best known costs."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.problem import Problem
from router.domain.route import PlannedVisit, Route, Stop
from router.errors import InputError
from router.exports import (
    AnyProblem,
    BenchmarkProblem,
    GoogleProblem,
    VroomProblem,
    read_any,
    sol_cost,
)
from router.solving.memory import require_memory
from router.travel import GreatCircleTravel, TravelProvider

__all__ = ["ProblemFile", "best_known_cost", "measure", "read_problem_file", "read_text_file"]

# Profiles as other systems name them; another name travels like a car.
_MODES = {"bike": TravelMode.BIKE, "foot": TravelMode.FOOT, "motorcycle": TravelMode.MOTORCYCLE}
_BEST_KNOWN = "best_known.csv"
_LARGEST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProblemFile:
    """A problem that was read, and what is to be said about it.

    Parameters
    ----------
    path
        The file.
    text
        Its content.
    read
        The problem, its kind, and what an answer needs.
    given
        The plan that the file brings, as routes without times; empty if it brings none.
    remarks
        What was ignored or read otherwise, and whether travel is straight lines.
    """

    path: Path
    text: str
    read: AnyProblem
    given: tuple[Route, ...]
    remarks: tuple[str, ...]


def read_text_file(path: Path) -> str:
    """Read a text of another system.

    Parameters
    ----------
    path
        The file: UTF-8, with or without a byte order mark.

    Returns
    -------
    str
        Its content.

    Raises
    ------
    InputError
        If it is not there, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError(f"{path} is larger than 500 MB; give a smaller problem")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path} cannot be read: {reason}; check its path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text; check its path, or save it so") from error


def measure(
    provider: TravelProvider | None, straight: list[str] | None = None
) -> Callable[[Sequence[Coordinate], str], TravelMatrix]:
    """Return who measures the way between coordinates.

    Parameters
    ----------
    provider
        Of a region; None: great circles times 1.3.
    straight
        Filled with the profiles that were measured along straight lines.

    Returns
    -------
    callable
        Takes coordinates and a profile such as ``car``; raises InputError if the matrix would not
        fit into memory.
    """
    chosen = provider or GreatCircleTravel()

    def matrix(points: Sequence[Coordinate], profile: str) -> TravelMatrix:
        require_memory(len(points))
        found = chosen.matrix(points, _MODES.get(profile, TravelMode.CAR))
        if found.approximate and straight is not None:
            straight.append(profile)
        return found

    return matrix


def read_problem_file(path: Path, travel: TravelProvider | None = None) -> ProblemFile:
    """Read a problem of any kind.

    Parameters
    ----------
    path
        The file.
    travel
        Measures the way if a file of another system brings coordinates only; None: great circles
        times 1.3.

    Returns
    -------
    ProblemFile
        The problem, and what is to be said about it.

    Raises
    ------
    InputError
        If it cannot be read, or holds what cannot be expressed.
    """
    text = read_text_file(path)
    straight: list[str] = []
    read = read_any(text, str(path), travel=measure(travel, straight))
    extras = read.extras
    remarks: list[str] = []
    given: Mapping[str, Sequence[str]] = {}
    if isinstance(extras, VroomProblem | GoogleProblem):
        remarks += extras.warnings
        given = extras.given
    if straight:
        remarks.append("travel is straight lines times 1.3, not streets: the file has no matrices")
    return ProblemFile(
        path=path,
        text=text,
        read=read,
        given=_given_routes(read.problem, given),
        remarks=tuple(remarks),
    )


def _given_routes(problem: Problem, given: Mapping[str, Sequence[str]]) -> tuple[Route, ...]:
    """Return sequences as routes; their times do not count."""
    visits = {visit.visit_id: visit for visit in problem.visits}
    routes = []
    for shift_id, visit_ids in given.items():
        # What is used here is used up: no visit is made twice.
        stops = tuple(
            Stop(
                building=visits.pop(visit_id).building,
                arrival_s=0,
                setup_s=0,
                travel_s=0,
                distance_m=0,
                visits=(PlannedVisit(visit_id=visit_id, start_s=0, end_s=0),),
            )
            for visit_id in visit_ids
            if visit_id in visits
        )
        if stops:
            routes.append(Route(shift_id=shift_id, start_s=0, end_s=0, stops=stops))
    return tuple(routes)


def best_known_cost(problem: ProblemFile) -> float | None:
    """Look for a best known cost beside a problem of the literature.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    float or None
        From ``best_known.csv`` (columns ``instance`` and ``distance`` or ``cost``) in the folder of
        the file or the one above, or from a ``.sol`` file of the same name; None if there is none,
        and for other kinds of problems.
    """
    if not isinstance(problem.read.extras, BenchmarkProblem):
        return None
    path = problem.path
    for folder in (path.parent, path.parent.parent):
        cost = _from_table(folder / _BEST_KNOWN, path.stem)
        if cost is not None:
            return cost
    solution = path.with_suffix(".sol")
    try:
        return sol_cost(solution.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _from_table(table: Path, instance: str) -> float | None:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (row.get("instance") or "").lower() == instance.lower():
                    cost = float(row.get("distance") or row.get("cost") or "nan")
                    return cost if math.isfinite(cost) else None
    except (OSError, ValueError, csv.Error):
        return None  # it is a convenience: a table that cannot be read is none
    return None
