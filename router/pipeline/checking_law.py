"""The law of a written plan: put together again, with a journal if there is one, and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any

from router.checking import (
    Finding,
    FindingCode,
    Severity,
    check_law,
    rules_judged,
    with_remembered_holds,
)
from router.domain.channels import Attempt
from router.domain.compliance import Override
from router.domain.memory import Memory
from router.domain.plan import PlanData
from router.domain.plurals import plural
from router.domain.verdicts import Law
from router.journal import Journal
from router.pipeline.law_of_plan import law_of_plan
from router.rules import HUMANE

__all__ = ["LawOptions", "LawVerdict", "judge_law", "remembered_history"]

_NO_ADVICE = "This is no legal advice."
_HOLIDAYS_STATED = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawOptions:
    """Under which rules a plan is judged.

    Parameters
    ----------
    profiles
        Names or files of profiles beside the humane one; None: those that the plan states.
    loosenings
        File of what was opened in the humane layer; None: what the plan says was opened.
    holiday_files
        Own days.
    journal
        The memory, for the history of the borrowers and their holds; None: the history that the
        plan states.
    """

    profiles: Sequence[str | Path] | None = None
    loosenings: Path | None = None
    holiday_files: Sequence[Path] = ()
    journal: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVerdict:
    """What the law says of a plan.

    Parameters
    ----------
    findings
        What is broken; what a named person opened is a warning.
    words
        For a person.
    figures
        As JSON types.
    """

    findings: tuple[Finding, ...]
    words: str
    figures: Mapping[str, Any]


def judge_law(data: PlanData, options: LawOptions) -> LawVerdict | None:
    """Judge the visits of a plan by the law.

    Parameters
    ----------
    data
        The plan.
    options
        Under which rules.

    Returns
    -------
    LawVerdict or None
        None if the plan is one of a problem, which has no borrowers, and no rules are named.

    Raises
    ------
    InputError
        If a profile, a file of rules or the journal cannot be used.
    """
    if data.compliance is None and options == LawOptions():
        return None
    if data.compliance is None:
        nothing = check_law(data, Law(layers=()))
        return LawVerdict(
            findings=nothing,
            words="The plan states nothing by which the law could judge it.",
            figures={"layers": [], "violations": len(nothing)},
        )
    law, remarks = law_of_plan(
        data,
        profiles=options.profiles,
        loosenings=options.loosenings,
        holiday_files=options.holiday_files,
    )
    law, missed = _with_stated_holidays(data, law)
    judged, history = data, None
    if options.journal is not None:
        zone = data.problem.origin.tzinfo
        assert zone is not None
        memory = Journal(options.journal, create=False).memory(zone=zone)
        judged = with_remembered_holds(data, memory)
        history = tuple(remembered_history(data, memory, zone))
    overrides = data.compliance.overrides
    if options.loosenings is not None:
        overrides = tuple(one for one in overrides if one.kind != "loosening")
    findings = tuple(
        _opened(finding, overrides, data) for finding in check_law(judged, law, history)
    )
    return _verdict(data, law, findings, (*law.warnings, *remarks, *missed))


def _with_stated_holidays(data: PlanData, law: Law) -> tuple[Law, tuple[str, ...]]:
    """Add holidays that only the plan knows; tell of those that it did not know."""
    assert data.compliance is not None
    stated = dict(data.compliance.holidays)
    known = law.calendar.holidays
    missed = [
        f"the plan did not know that {day} is a holiday ({known[day]})"
        for day in sorted(known.keys() - stated.keys())
        if abs(day - data.day) <= _HOLIDAYS_STATED
    ]
    calendar = replace(law.calendar, holidays={**stated, **known})
    return replace(law, calendar=calendar), tuple(missed)


def remembered_history(data: PlanData, memory: Memory, zone: tzinfo) -> Iterator[Attempt]:
    """Return what was tried, and what else is planned, as it stood when the day began.

    Parameters
    ----------
    data
        A plan.
    memory
        What is known by now.
    zone
        Of the region.

    Yields
    ------
    Attempt
        Approaches to borrowers; what this plan itself intends, or led to, is none of them.
    """
    owner = {card.case_id: card.borrower_id for card in data.cards}
    cases = {visit.visit_id: visit.case_ids for visit in data.problem.visits}
    own = {
        case_id
        for route in data.routes
        for visit_id in route.visit_ids
        for case_id in cases.get(visit_id, ())
    }
    carried_out = False
    planned_at = None if data.compliance is None else data.compliance.planned_at
    for outcome in memory.outcomes:
        day = outcome.when.astimezone(zone).date()
        known = planned_at is not None and outcome.when.timestamp() < planned_at.timestamp()
        of_this_plan = day == data.day and outcome.case_id in own and not known
        carried_out = carried_out or of_this_plan
        borrower_id = outcome.borrower_id or owner.get(outcome.case_id, "")
        if day <= data.day and not of_this_plan and borrower_id:
            yield Attempt(
                borrower_id=borrower_id,
                when=outcome.when,
                case_id=outcome.case_id,
                place_type=outcome.place_type,
                code=outcome.code,
                agent_id=outcome.agent_id,
            )
    for approach in memory.approaches:
        if approach.when.timestamp() < data.problem.origin.timestamp():
            yield approach
    for planned in memory.planned:
        # What is planned for later was planned without knowing what came of this day.
        if not carried_out or planned.when.astimezone(zone).date() <= data.day:
            yield planned


def _opened(finding: Finding, overrides: Sequence[Override], data: PlanData) -> Finding:
    """What a named person opened is told, and forbids nothing."""
    if finding.profile != HUMANE or finding.code is FindingCode.LAW_FACTS:
        return finding
    for one in overrides:
        rule_id = one.what.partition(":")[0].strip()
        valid = one.until is None or data.day <= one.until
        if one.kind == "loosening" and rule_id == finding.rule_id and valid:
            detail = f"{finding.detail}; opened by {one.by}: {one.reason}"
            return replace(finding, severity=Severity.WARNING, detail=detail)
    return finding


def _verdict(
    data: PlanData, law: Law, findings: tuple[Finding, ...], warnings: Sequence[str]
) -> LawVerdict:
    assert data.compliance is not None
    visits = len(data.visited)
    rules = rules_judged(law, data.day)
    broken = sum(finding.severity is Severity.ERROR for finding in findings)
    words = [
        f"{'Not lawful' if broken else 'Lawful'} under {law.name}: {plural(visits, 'visit')}, "
        f"{plural(rules, 'rule')}, {plural(broken, 'violation')}. {_NO_ADVICE}"
    ]
    overrides = data.compliance.overrides
    words += [f"- {_told(one)}" for one in overrides]
    words += [f"- note: {warning}" for warning in warnings]
    words += [f"- {finding}" for finding in findings]
    figures = {
        "layers": [layer.name for layer in law.layers],
        "visits": visits,
        "rules": rules,
        "violations": broken,
        "overrides": [
            {
                "kind": one.kind,
                "what": one.what,
                "by": one.by,
                "reason": one.reason,
                "until": None if one.until is None else one.until.isoformat(),
            }
            for one in overrides
        ],
        "warnings": list(warnings),
        "note": _NO_ADVICE,
    }
    return LawVerdict(findings=findings, words="\n".join(words), figures=figures)


def _told(one: Override) -> str:
    until = f" until {one.until}" if one.until else ""
    return f"override ({one.kind}{until}): {one.what}; by {one.by}: {one.reason}"
