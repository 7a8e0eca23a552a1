"""What `router plan` says about who is not visited: by rule, with what would help."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from router.domain.plurals import plural

if TYPE_CHECKING:
    from pathlib import Path

    from router.domain.plan import PlanData, UnassignedVisit
    from router.front import PeriodPlan

__all__ = [
    "attention_lines",
    "broken_off",
    "held_by_rule",
    "held_lines",
    "notice_lines",
    "proposal_lines",
    "proposed_of",
    "rule_lines",
    "rules_summary",
]

_REMEDIES = {
    "APPOINTMENT": "plan the day of the appointment, or agree on another",
    "AREA": "put an agent of that area on duty",
    "BAND": "plan another part of the day, or another day",
    "CAPS": "wait: held.csv says until when",
    "CERTIFICATES": "put agents with that certificate on duty (column certificates of the agents)",
    "CONSENT": "ask the borrower, and note the consent (column consents)",
    "CREW": "put a crew of that size on duty (column people of the agents), or agents who may go "
    "together (column pairs_with)",
    "DATES": "plan a day between not_before and return_by, or correct the dates",
    "FRUITLESS": "use the channel in held.csv; router journal release --hold fruitless reopens",
    "GAP": "wait: held.csv says until when",
    "HOLD": "wait, or release it by name: in the table, or with router journal release",
    "HOURS": "plan a day and a time that are open (router rules show)",
    "LANGUAGE": "put an agent who speaks it on duty (column languages of the agents)",
    "NOTICE": "tell the borrowers and record it (router record --notices, column notified, or "
    "--notified WHEN --by NAME), or plan a later --date and tell them by notices.csv",
    "NOT_AT": "plan another day, or ask the borrower",
    "PLACES": "find out the home address",
    "PRIOR": "try by that channel first, and record it (router record --approaches)",
    "PROTECTED": "use the channel in held.csv; nobody visits this borrower",
    "RISK": "put a crew of two on duty (column people of the agents), or two agents who may go "
    "together (column pairs_with)",
    "STAGE": "use the channel in held.csv; visits are for stage visit",
    "WINDOW": "plan a day on which the borrower has time",
    "WINDOWS": "plan a day on which the borrower has time",
}
_OWN_WORDS = frozenset({"NOT_AT"})  # what stands behind these is one borrower's, not a rule's
_SHOWN = 12


def held_by_rule(data: PlanData) -> dict[str, int]:
    """Count the held cases of a plan by the rule that is named first.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    dict
        The most frequent first.
    """
    rules = (held.rule for held in data.held)
    families = ((rule, rule.partition(":")[0]) for rule in rules)
    counts = Counter(family if family in _OWN_WORDS else rule for rule, family in families)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def held_lines(data: PlanData) -> list[str]:
    """Say by which rules cases are held, how many, and what would help.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    list of str
        Empty if no case is held.
    """
    counts = list(held_by_rule(data).items())
    if not counts:
        return []
    width = max(len(rule) for rule, _ in counts[:_SHOWN])
    lines = ["Held, by rule (every case in held.csv):"]
    for rule, count in counts[:_SHOWN]:
        remedy = _REMEDIES.get(rule.partition(":")[0], "see held.csv")
        lines.append(f"  {count:>5}  {rule:<{width}}  {remedy}.")
    if len(counts) > _SHOWN:
        rest = counts[_SHOWN:]
        others = plural(len(rest), "other rule")
        lines.append(f"  {sum(n for _, n in rest):>5}  by {others}, see held.csv.")
    return lines


def attention_lines(data: PlanData) -> list[str]:
    """Say what must not be overlooked: what has to be done on the day, and nobody does.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    list of str
        Empty if there is nothing.
    """
    agreed = {card.case_id for card in data.cards if card.appointment}
    return [
        *(
            f"Attention: the {'appointment' if agreed & {*left.case_ids} else 'visit'} of "
            f"{', '.join(left.case_ids)} is on no route ({left.code}): {left.detail}"
            for left in _must_left_out(data)
        ),
        *(
            f"Attention: the appointment of {held.case_id} must not be kept ({held.rule}); tell "
            f"the borrower. {held.detail}"
            for held in data.held
            if held.case_id in agreed
        ),
    ]


def broken_off(data: PlanData) -> bool:
    """Tell whether the search ended before it had planned what has to be done on the day.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    bool
        True if it was interrupted, or died, and an appointment or another visit that has to be made
        is on no route: more time might have found one.
    """
    return data.search.broken_off and bool(_must_left_out(data))


def _must_left_out(data: PlanData) -> list[UnassignedVisit]:
    mandatory = {visit.visit_id for visit in data.problem.visits if visit.mandatory}
    return [left for left in data.left_out if left.visit_id in mandatory]


def notice_lines(data: PlanData) -> list[str]:
    """Say how many borrowers are to be told by when, and what late planning cost of the day.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    list of str
        Empty if nobody is to be told.
    """
    stated = data.compliance
    due = [one for one in stated.notices if one.told is None] if stated else []
    if stated is None or not due:
        return []
    first = min((one.by for one in due), key=datetime.timestamp)
    lines = [
        f"Borrowers to be told: {len(due)}, the first by {first:%a %d %b %H:%M} (notices.csv); "
        "then router record --notices."
    ]
    starts = {
        visit.visit_id: data.problem.instant(visit.start_s)
        for route in data.routes
        for stop in route.stops
        for visit in stop.visits
    }
    leads = [
        starts[facts.visit_id] - facts.notice_by
        for facts in stated.facts
        if facts.notice_by is not None and facts.notified is None and not facts.confirmed
    ]
    if stated.planned_at is not None and leads:
        earliest = stated.planned_at + min(leads)
        begins = min(data.problem.instant(shift.earliest_s) for shift in data.problem.shifts)
        if earliest > begins:
            lines.append(
                f"Note: whoever was not told yet is visited from {earliest:%a %H:%M}, as a notice "
                "comes first; for a whole day plan a later --date, or earlier, or record notices."
            )
    return lines


def rule_lines(data: PlanData) -> list[str]:
    """Say under which rules a plan was made, and what named people opened.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    list of str
        The layers first.
    """
    overrides = data.compliance.overrides if data.compliance else ()
    return [
        f"Visiting rules: {data.visiting_rules}; a summary, no legal advice.",
        *(
            f"  {one.kind}{f' until {one.until}' if one.until else ''}: {one.what}; "
            f"by {one.by}: {one.reason}"
            for one in overrides
        ),
    ]


def rules_summary(data: PlanData) -> dict[str, Any]:
    """Return the same as JSON values.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    dict
        ``layers``, ``held`` (rule to number of cases), ``overrides`` and ``notices_due``.
    """
    stated = data.compliance
    return {
        "layers": [f"{one.profile_id} {one.version}" for one in stated.layers] if stated else [],
        "held": held_by_rule(data),
        "overrides": [
            {"kind": one.kind, "what": one.what, "by": one.by, "reason": one.reason}
            for one in (stated.overrides if stated else ())
        ],
        "notices_due": sum(one.told is None for one in stated.notices) if stated else 0,
    }


def proposed_of(period: PeriodPlan) -> list[dict[str, Any]]:
    """Return what is proposed for the days after the first, as JSON values.

    Parameters
    ----------
    period
        The plans of all days.

    Returns
    -------
    list of dict
        ``date``, ``visits``, ``routes``, ``cost`` of each later day; empty for one day.
    """
    return [
        {
            "date": plan.data.day.isoformat(),
            "visits": len(plan.data.visited),
            "routes": len(plan.routes),
            "cost": round(plan.costs.total, 2),
        }
        for plan in period.days[1:]
    ]


def proposal_lines(period: PeriodPlan, out: Path) -> list[str]:
    """Say what is proposed for the days after the first.

    Parameters
    ----------
    period
        The plans of all days.
    out
        Their folder.

    Returns
    -------
    list of str
        Empty for one day.
    """
    if len(period.days) == 1:
        return []
    days = [
        f"  {plan.data.day:%a %d %b}: {plural(len(plan.data.visited), 'visit')} on "
        f"{plural(len(plan.routes), 'route')}"
        for plan in period.days[1:]
    ]
    firm = period.firm.data
    held = {one.case_id for one in firm.held}
    held_now = {(one.case_ids, one.start) for one in firm.later if held.issuperset(one.case_ids)}
    return [
        "Proposed for later, and planned again until then:",
        *days,
        *([f"  {len(held_now)} of them to cases that are held today"] if held_now else []),
        f"See {out / 'period.html'}",
    ]
