"""`check_file`: plans, solutions and given steps in a file, judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from router.checking import Finding, FindingCode, Report, Severity, check, check_routes
from router.domain.plurals import plural
from router.errors import InputError, PlanFileError
from router.exports import (
    BenchmarkProblem,
    VroomProblem,
    judge_vroom,
    plan_from_json,
    read_sol,
    read_solution,
    sol_routes,
    vroom_with_answer,
)
from router.pipeline.checking_law import LawOptions, LawVerdict, judge_law
from router.pipeline.expecting import expected_figures, expected_words
from router.pipeline.problem_files import (
    ProblemFile,
    measure,
    read_problem_file,
    read_text_file,
)
from router.travel import TravelProvider

__all__ = ["CheckedFile", "check_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """The verdict on a file.

    Parameters
    ----------
    ok
        True if it breaks no rule.
    words
        The verdict for a person.
    figures
        The verdict as JSON types: ``ok`` and ``findings``; for a plan also ``expected``, and
        ``law`` if it has rules; for VROOM's steps an answer in VROOM's shape, with its
        ``violations``.
    """

    ok: bool
    words: str
    figures: Mapping[str, Any]


_AS_STATED = LawOptions()


def check_file(
    path: str | Path,
    problem: str | Path | None = None,
    *,
    travel: TravelProvider | None = None,
    law: LawOptions = _AS_STATED,
) -> CheckedFile:
    """Judge a file: a plan, a solution of a problem, or a VROOM problem with steps.

    Parameters
    ----------
    path
        ``plan.json``; a VROOM problem whose vehicles have ``steps``; or, with ``problem``, a
        ``router.solution/1``, a VROOM answer, or a ``.sol`` text.
    problem
        What the file is a solution of.
    travel
        As for `solve_file`.
    law
        Under which rules the visits of a plan are judged: those that it states, if nothing is said.

    Returns
    -------
    CheckedFile
        Every time is recomputed; nothing that the file derives is believed.

    Raises
    ------
    InputError
        If a file cannot be read, or the problem is needed and not given.
    """
    path = Path(path)
    text = read_text_file(path)
    if problem is not None:
        return _solution(path, text, read_problem_file(Path(problem), travel), travel)
    kind = _kind(text)
    if kind == "steps":
        return _judged(judge_vroom(text, name=path.name, travel=measure(travel)))
    if kind == "solution":
        raise InputError(
            f"{path} is a solution; name what it solves: router check {path} --problem PROBLEM"
        )
    data = plan_from_json(text, name=path.name, folder=path.parent)
    told = _reported(check(data), law=judge_law(data, law))
    return replace(
        told,
        words="\n".join(filter(None, (told.words, expected_words(data)))),
        figures={**told.figures, "expected": expected_figures(data)},
    )


def _kind(text: str) -> str:
    """Tell what a file is that stands for itself: ``plan``, ``steps``, or a ``solution``."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return "solution" if text.lstrip().lower().startswith("route #") else "plan"
    keys = document if isinstance(document, dict) else {}
    if str(keys.get("schema", "")).startswith("router.solution/"):
        return "solution"
    if "schema" in keys:
        return "plan"
    if "vehicles" in keys:
        return "steps"
    return "solution" if "routes" in keys else "plan"


def _solution(
    path: Path, text: str, file: ProblemFile, travel: TravelProvider | None
) -> CheckedFile:
    stated = file.read.problem
    match file.read.extras:
        case VroomProblem():
            given = vroom_with_answer(file.text, text, name=path.name)
            try:
                answer = judge_vroom(given, name=path.name, travel=measure(travel))
            except PlanFileError as error:  # the problem is right: the answer is not one of it
                return _impossible(error)
            return _judged(answer, json.loads(text))
        case BenchmarkProblem() as benchmark:
            sequences, cost = read_sol(text, name=path.name)
            report = check_routes(stated, sol_routes(benchmark, sequences, name=path.name))
            digits = benchmark.decimals
            return _reported(report, _cost(cost, report.costs.total, 0.51 * 10**-digits))
        case None:
            solution, costs, unassigned = read_solution(text, stated, name=path.name)
            report = check_routes(stated, solution.routes)
            made = {visit_id for route in solution.routes for visit_id in route.visit_ids}
            left = {visit.visit_id for visit in stated.visits} - made
            return _reported(
                report,
                [
                    *_cost(costs.total, report.costs.total, 0.005),
                    *_unassigned(left, unassigned),
                ],
            )
    raise InputError(
        f"answers to {file.read.kind} problems cannot be checked; check a solution of "
        "the same problem as router.problem"
    )


def _cost(stated: float, due: float, tolerance: float) -> Iterator[Finding]:
    if abs(stated - due) > tolerance:
        detail = f"the stated cost is {stated:,.2f}, recomputed it is {due:,.2f}"
        yield Finding(code=FindingCode.COSTS, detail=detail)


def _unassigned(left: set[str], stated: Sequence[str]) -> Iterator[Finding]:
    for visit_id in sorted(left.symmetric_difference(stated)):
        lost = visit_id in left
        detail = (
            "is neither on a route nor unassigned" if lost else "is unassigned, but not left out"
        )
        yield Finding(code=FindingCode.ACCOUNTING, detail=detail, visit_id=visit_id)


def _reported(
    report: Report,
    more: Sequence[Finding] | Iterator[Finding] = (),
    *,
    law: LawVerdict | None = None,
) -> CheckedFile:
    report = Report(findings=(*report.findings, *more), costs=report.costs, counts=report.counts)
    all_findings = (*report.findings, *(law.findings if law else ()))
    findings = [
        {
            "severity": finding.severity,
            "code": finding.code,
            "shift_id": finding.shift_id,
            "visit_id": finding.visit_id,
            "case_id": finding.case_id,
            "profile": finding.profile,
            "rule_id": finding.rule_id,
            "detail": finding.detail,
        }
        for finding in all_findings
    ]
    ok = not any(finding.severity is Severity.ERROR for finding in all_findings)
    figures: dict[str, Any] = {"ok": ok, "findings": findings}
    if law is not None:
        figures["law"] = law.figures
    words = str(report)
    if law is not None:
        lawful = not any(finding.severity is Severity.ERROR for finding in law.findings)
        if not lawful:
            words = words.replace("The plan holds", "Times and accounts hold, the law does not", 1)
        words = f"{words}\n{law.words}"
    return CheckedFile(ok=ok, words=words, figures=figures)


def _impossible(error: PlanFileError) -> CheckedFile:
    lines = [f"{fault.column}: {fault.problem}" for fault in error.faults]
    findings = [{"severity": "error", "code": "VROOM", "detail": line} for line in lines]
    return CheckedFile(
        ok=False,
        words="\n".join(["The plan does not hold.", *(f"- {line}" for line in lines)]),
        figures={"ok": False, "findings": findings},
    )


def _judged(answer: Mapping[str, Any], stated: Mapping[str, Any] | None = None) -> CheckedFile:
    lines = [line for route in answer["routes"] for line in _violations(route)]
    summary = answer["summary"]
    said = stated.get("summary", {}).get("cost") if stated else None
    if said is not None and said != summary["cost"]:
        lines.append(f"the stated cost is {said}, recomputed it is {summary['cost']}")
    verdict = (
        "The plan holds."
        if not lines
        else f"The plan does not hold: {plural(len(lines), 'fault')}."
    )
    figures = (
        f"{plural(summary['routes'], 'route')}, {plural(summary['unassigned'], 'job')} unassigned; "
        f"cost {summary['cost']:,}."
    )
    return CheckedFile(
        ok=not lines,
        words="\n".join([verdict, figures, *(f"- {line}" for line in lines)]),
        figures=answer,
    )


def _violations(route: Mapping[str, Any]) -> Iterator[str]:
    for step in route["steps"]:
        name = step["type"] + (f" {step['id']}" if "id" in step else "")
        for fault in step["violations"]:
            by = f" by {fault['duration']} s" if "duration" in fault else ""
            yield f"vehicle {route['vehicle']}, {name} at {step['arrival']}: {fault['cause']}{by}"
    if any(fault["cause"] == "missing_break" for fault in route["violations"]):
        yield f"vehicle {route['vehicle']}: missing_break"
