"""One reader for all problems: the kind is told from the content of the file."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from router.domain.problem import Problem
from router.errors import PlanFileError
from router.exports.benchmark import BenchmarkProblem
from router.exports.conventions import PLAN_SCHEMA, PROBLEM_SCHEMA
from router.exports.google import GoogleProblem
from router.exports.google_read import read_google
from router.exports.google_travel import Measure
from router.exports.json_read import FaultList, parse_json
from router.exports.plan_read import plan_from_json
from router.exports.problem_read import read_problem
from router.exports.several_windows import read_several_windows
from router.exports.solomon import read_solomon
from router.exports.vroom import VroomProblem
from router.exports.vroom_read import read_vroom
from router.exports.vrplib import read_vrplib

__all__ = ["AnyProblem", "ProblemKind", "kind_of", "read_any"]

Extras: TypeAlias = VroomProblem | GoogleProblem | BenchmarkProblem | None


class ProblemKind(StrEnum):
    """Whose form a problem has."""

    ROUTER = "router.problem"
    PLAN = "router.plan"
    VROOM = "vroom"
    GOOGLE = "optimizetours"
    SOLOMON = "solomon"
    SEVERAL_WINDOWS = "several-windows"
    VRPLIB = "vrplib"


class AnyProblem(NamedTuple):
    """A problem, whose form it had, and what an answer in that form needs.

    Parameters
    ----------
    problem
        What to solve.
    kind
        Whose form.
    extras
        As the reader of that form returned it; None for our own.
    """

    problem: Problem
    kind: ProblemKind
    extras: Extras


def kind_of(text: str, name: str) -> ProblemKind:
    """Tell the form of a problem from its content.

    Parameters
    ----------
    text
        The content of the file.
    name
        Of the file, for messages.

    Returns
    -------
    ProblemKind
        Whose form it has; the content may still be faulty.

    Raises
    ------
    PlanFileError
        If it looks like none of them.
    """
    faults = FaultList(name, "a problem")
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        document = parse_json(text, faults)
        keys = document if isinstance(document, dict) else {}
        schema = keys.get("schema")
        if isinstance(schema, str) and schema.startswith("router."):
            plan = schema.startswith(PLAN_SCHEMA.partition("/")[0] + "/")
            return ProblemKind.PLAN if plan else ProblemKind.ROUTER
        if isinstance(keys.get("model"), dict):
            return ProblemKind.GOOGLE
        if "vehicles" in keys:
            return ProblemKind.VROOM
        fix = (
            f'Write "schema": "{PROBLEM_SCHEMA}", or give a problem of VROOM (jobs and vehicles) '
            "or of OptimizeTours (model)."
        )
        faults.add("", "it is JSON of a kind that is not known", fix)
        raise faults.error()
    lines = [line.split() for line in text.splitlines() if line.strip()]
    heads = {words[0].upper().rstrip(":") for words in lines}
    if "NODE_COORD_SECTION" in heads:
        return ProblemKind.VRPLIB
    if {"VEHICLE", "CUSTOMER"} <= heads:
        return ProblemKind.SOLOMON
    numbers = [all(re.fullmatch(r"[\d.+-]+", word) for word in words) for words in lines]
    if len(lines) >= 3 and all(numbers) and len(lines[0]) >= 4 and len(lines[1]) == 2:
        return ProblemKind.SEVERAL_WINDOWS
    fix = (
        "Give router.problem, VROOM or OptimizeTours JSON, or Solomon's, VRPLIB's or "
        "several-windows text."
    )
    faults.add("", "it has none of the forms that are known", fix)
    raise faults.error()


def read_any(text: str, name: str, *, travel: Measure | None = None) -> AnyProblem:
    """Read a problem in any of the forms that are known.

    Parameters
    ----------
    text
        The content of the file.
    name
        Its name or path, for messages, and to find matrix files beside it.
    travel
        Called with all coordinates and a profile such as ``car`` if a file of another system brings
        no matrices. None: such a file is refused.

    Returns
    -------
    AnyProblem
        The problem of a plan.json is the one that was planned.

    Raises
    ------
    PlanFileError
        With every fault, and with what cannot be expressed.
    """
    path = Path(name)
    kind = kind_of(text, path.name)
    text = text.removeprefix("\ufeff")
    if kind is ProblemKind.ROUTER:
        return AnyProblem(read_problem(text, name=path.name, folder=path.parent), kind, None)
    if kind is ProblemKind.PLAN:
        return AnyProblem(
            plan_from_json(text, name=path.name, folder=path.parent).problem, kind, None
        )
    extras = _foreign(kind, text, path.name, travel)
    return AnyProblem(extras.problem, kind, extras)


def _foreign(
    kind: ProblemKind, text: str, name: str, travel: Measure | None
) -> VroomProblem | GoogleProblem | BenchmarkProblem:
    match kind:
        case ProblemKind.VROOM:
            return read_vroom(text, name=name, travel=travel)
        case ProblemKind.GOOGLE:
            return read_google(text, name=name, travel=travel)
        case ProblemKind.SOLOMON:
            return read_solomon(text, name=name)
        case ProblemKind.SEVERAL_WINDOWS:
            return read_several_windows(text, name=name)
        case ProblemKind.VRPLIB:
            return read_vrplib(text, name=name)
        case _:
            raise PlanFileError(f"{name} is no problem of another system")
