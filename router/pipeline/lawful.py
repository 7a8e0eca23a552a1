"""No plan leaves this program before code that did not make it has judged it."""

from __future__ import annotations

from collections.abc import Sequence

from router.checking import Finding, Severity, check, check_law
from router.domain.channels import Attempt
from router.domain.plan import HeldCase, PlanData
from router.domain.stages import REVIEW_STAGE
from router.domain.verdicts import PRODUCT, Law
from router.errors import CheckFailedError
from router.pipeline.keeping import plan_without

__all__ = ["TAKEN_OUT", "found_unlawful", "lawful_part", "require_lawful"]

TAKEN_OUT = "Taken out by the check"
"""How a warning of a plan begins that is about a visit which the planner took to be lawful."""


def found_unlawful(
    data: PlanData, law: Law, history: Sequence[Attempt] | None = None
) -> dict[str, HeldCase]:
    """Find the visits of a plan that the checker calls unlawful.

    Parameters
    ----------
    data
        The plan.
    law
        The rules it was made under.
    history
        What was tried and planned on other days; None: what the plan states.

    Returns
    -------
    dict
        By case id, of every case of such a visit: held, with all that the checker says against it.

    Raises
    ------
    CheckFailedError
        If the checker cannot judge the plan, or means no single visit.
    """
    findings: dict[str, list[Finding]] = {}
    for finding in check_law(data, law, history):
        if finding.severity is Severity.ERROR:
            findings.setdefault(finding.visit_id, []).append(finding)
    cases_of = {visit.visit_id: visit.case_ids for visit in data.problem.visits}
    lost = [one for visit_id in findings.keys() - cases_of.keys() for one in findings[visit_id]]
    if lost:
        raise _failed(lost)
    return {
        case_id: _held(case_id, against)
        for visit_id, against in findings.items()
        for case_id in cases_of[visit_id]
    }


def lawful_part(data: PlanData, law: Law) -> PlanData:
    """Hold what the checker calls unlawful; everybody else keeps agent, order and time.

    Parameters
    ----------
    data
        A plan as it was made: what is found here, the planner overlooked.
    law
        The rules it was made under.

    Returns
    -------
    PlanData
        The same plan if every visit is lawful, as it ought to be. Else a loud warning names each
        case that was taken out.

    Raises
    ------
    CheckFailedError
        If the plan is wrong otherwise, or still breaks a rule.
    """
    gone = found_unlawful(data, law)
    if gone:
        data = plan_without(
            data,
            gone,
            [
                f"{TAKEN_OUT}: case {case_id}, {held.rule}. {held.detail} The planner took this "
                "visit to be lawful: please report it as a defect of this program."
                for case_id, held in gone.items()
            ],
        )
    require_lawful(data, law)
    return data


def require_lawful(data: PlanData, law: Law, history: Sequence[Attempt] | None = None) -> None:
    """Refuse a plan that breaks a rule.

    Parameters
    ----------
    data
        The plan.
    law
        The rules it was made under.
    history
        As for `found_unlawful`.

    Raises
    ------
    CheckFailedError
        If a time is wrong, a case unaccounted for, or a visit unlawful.
    """
    report = check(data, reasons=False)
    findings = (*report.errors, *check_law(data, law, history))
    if findings:
        raise _failed(findings)


def _held(case_id: str, against: Sequence[Finding]) -> HeldCase:
    first = against[0]
    family = first.code.removeprefix("LAW:").upper()
    layer = "" if first.profile == PRODUCT else first.profile
    return HeldCase(
        case_id=case_id,
        rule=":".join(part for part in (family, layer, first.rule_id) if part),
        detail=" ".join(f"{finding.detail} ({finding.code})." for finding in against),
        source="check",
        channel=REVIEW_STAGE,
    )


def _failed(findings: Sequence[Finding]) -> CheckFailedError:
    lines = (str(finding) for finding in findings)
    return CheckFailedError("\n".join(["the plan breaks a rule and is not handed out:", *lines]))
