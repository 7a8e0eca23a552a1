"""A finished plan judged again by every visiting rule: `check_law`.

Shares no code with what decides which visits may be planned: visits are walked instant by instant,
windows are counted one by one, and all of it starts from what the plan states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from router.checking.findings import Finding, FindingCode
from router.checking.law_facts import stated
from router.checking.law_hours import closed_by
from router.checking.law_product import PRODUCT_RULES, against_the_product
from router.checking.law_rules import complaint, speaks_of
from router.checking.law_visit import Made
from router.checking.law_words import cited
from router.domain.channels import Attempt, Channel
from router.domain.plan import PlanData
from router.domain.profiles import HoursRule, Profile, Rule
from router.domain.verdicts import PRODUCT, Law

__all__ = ["check_law", "rules_judged"]


def check_law(
    data: PlanData, law: Law, history: Sequence[Attempt] | None = None
) -> tuple[Finding, ...]:
    """Judge every planned visit by every rule of every layer, and by the rules of the product.

    Parameters
    ----------
    data
        The plan; its routes and what it states of visits, borrowers and agents are judged.
    law
        The rules and the calendar.
    history
        Approaches to the borrowers, made and planned on other days; None: those that the plan
        states. Whatever was planned on the plan's day for its own cases is left out.

    Returns
    -------
    tuple of Finding
        In the order of the routes; empty if every visit is lawful. The details name ids only.
    """
    if data.compliance is None:
        detail = "the plan does not state under which rules it was made, nor what they ask"
        return (Finding(code=FindingCode.LAW_FACTS, detail=detail),)
    known = data.compliance.history if history is None else history
    read = stated(data, data.compliance, law, known)
    return (*read.findings, *(finding for made in read.made for finding in _judged(made)))


def rules_judged(law: Law, day: date) -> int:
    """Count the rules by which the visits of a day are judged.

    Parameters
    ----------
    law
        The rules.
    day
        The day.

    Returns
    -------
    int
        Those of all layers that bind visits and are in force, and those of the product.
    """
    return len(PRODUCT_RULES) + sum(
        Channel.VISIT in rule.applies_to and rule.in_force(day)
        for layer in law.layers
        for rule in layer.rules
    )


def _judged(made: Made) -> Iterator[Finding]:
    hours = [
        (layer, [rule for rule in layer.of(HoursRule) if speaks_of(rule, made)])
        for layer in made.law.layers
    ]
    for code, detail in against_the_product(made, hours):
        yield _finding(made, code, f"{PRODUCT}: {detail}", PRODUCT)
    for layer, rules in hours:
        for shut in closed_by(made, layer, rules):
            yield _broken(layer, shut, _when(made), made)
        for rule in layer.rules:
            if speaks_of(rule, made) and not rule.lifted_by & made.facts.consents:
                wrong = complaint(rule, made, layer)
                if wrong:
                    yield _broken(layer, rule, wrong, made)


def _when(made: Made) -> str:
    start, end = made.start.astimezone(made.zone), made.end.astimezone(made.zone)
    seconds = "%H:%M:%S" if start.second or end.second else "%H:%M"
    holiday = " (holiday)" if made.day in made.law.calendar.holidays else ""
    clock = f"{start.strftime(seconds)} to {end.strftime(seconds)}"
    return f"the visit is on {start:%a} {made.day}{holiday} from {clock}"


def _broken(layer: Profile, rule: Rule, wrong: str, made: Made) -> Finding:
    code = FindingCode(f"LAW:{rule.field}")
    return _finding(made, code, cited(layer, rule, wrong), layer.profile_id, rule.rule_id)


def _finding(
    made: Made, code: FindingCode, detail: str, profile: str, rule_id: str = ""
) -> Finding:
    return Finding(
        code=code,
        detail=detail,
        shift_id=made.shift_id,
        visit_id=made.facts.visit_id,
        profile=profile,
        rule_id=rule_id,
    )
