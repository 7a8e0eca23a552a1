"""The rules of a plan become the block ``compliance`` of plan.json."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from router.domain.cases import Hold
from router.domain.channels import Attempt
from router.domain.compliance import (
    Compliance,
    LayerStamp,
    NoticeDue,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.profiles import DAYS
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.exports.json_text import Json
from router.exports.problem_write import any_rfc3339

__all__ = ["compliance_json"]


def compliance_json(told: Compliance) -> dict[str, Json]:
    """Return what a plan says about its rules as plain values.

    Parameters
    ----------
    told
        Of the plan.

    Returns
    -------
    dict
        Fit for JSON; keys in a fixed order, sets sorted.
    """
    return {
        "layers": [_layer(layer) for layer in told.layers],
        "calendar": told.calendar,
        "holidays": [{"day": day.isoformat(), "name": name} for day, name in told.holidays],
        "warnings": list(told.warnings),
        "rules": [_rule(rule) for rule in told.rules],
        "overrides": [_override(one) for one in told.overrides],
        "borrowers": [
            {"borrower_id": one.borrower_id, "made": one.made, "planned": one.planned}
            for one in told.borrowers
        ],
        "most_in_30_days": told.most_in_30_days,
        "facts": [_facts(one) for one in told.facts],
        "agents": [_agent(one) for one in told.agents],
        "history": [_attempt(one) for one in told.history],
        "notices": [_notice(one) for one in told.notices],
        "planned_at": _moment(told.planned_at),
        "violations": list(told.violations),
    }


def _layer(layer: LayerStamp) -> dict[str, Json]:
    return {
        "profile_id": layer.profile_id,
        "version": layer.version,
        "title": layer.title,
        "digest": layer.digest,
        "grades": [{"grade": grade.value, "rules": count} for grade, count in layer.grades],
    }


def _rule(rule: RuleCount) -> dict[str, Json]:
    return {
        "profile": rule.profile,
        "field": rule.field,
        "rule_id": rule.rule_id,
        "value": rule.value,
        "source": rule.source,
        "judged": rule.judged,
        "refused": rule.refused,
    }


def _override(one: Override) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "what": one.what,
        "by": one.by,
        "reason": one.reason,
        "until": _date(one.until),
    }


def _facts(one: VisitFacts) -> dict[str, Json]:
    return {
        "visit_id": one.visit_id,
        "case_ids": list(one.case_ids),
        "borrower_ids": list(one.borrower_ids),
        "zone": one.zone,
        "place_type": one.place_type.value,
        "stage": one.stage,
        "flags": sorted(one.flags),
        "consents": sorted(one.consents),
        "working_hours": _windows(one.working_hours),
        "not_at": _windows(one.not_at),
        "prior": [{"channel": channel.value, "attempts": tried} for channel, tried in one.prior],
        "holds": [_hold(hold) for hold in one.holds],
        "notified": _moment(one.notified),
        "notice_by": _moment(one.notice_by),
        "confirmed": one.confirmed,
        "reopened": _moment(one.reopened),
        "not_before": _date(one.not_before),
        "return_by": _date(one.return_by),
        "carry": list(one.carry),
        "conduct": list(one.conduct),
        "recording": one.recording,
        "area": one.area,
        "languages": sorted(one.languages),
    }


def _windows(windows: Iterable[DailyWindow]) -> list[Json]:
    return [
        {
            "start": window.start.isoformat(),
            "end": window.end.isoformat(),
            "weekdays": [DAYS[number] for number in sorted(window.weekdays)],
            "day": _date(window.day),
            "instant": window.instant,
        }
        for window in windows
    ]


def _hold(hold: Hold) -> dict[str, Json]:
    return {
        "reason": hold.reason,
        "until": _date(hold.until),
        "source": hold.source,
        "since": _date(hold.since),
        "whole_borrower": hold.whole_borrower,
    }


def _agent(agent: AgentFacts) -> dict[str, Json]:
    return {
        "agent_id": agent.agent_id,
        "people": agent.people,
        "certificates": [
            {"name": name, "until": _date(until)} for name, until in agent.certificates
        ],
        "languages": sorted(agent.languages),
        "areas": sorted(agent.areas),
        "pairs_with": sorted(agent.pairs_with),
    }


def _attempt(one: Attempt) -> dict[str, Json]:
    return {
        "borrower_id": one.borrower_id,
        "when": any_rfc3339(one.when),
        "channel": one.channel.value,
        "case_id": one.case_id,
        "place_type": one.place_type.value if one.place_type else None,
        "code": one.code,
        "reached": one.reached,
        "agent_id": one.agent_id,
    }


def _notice(one: NoticeDue) -> dict[str, Json]:
    return {
        "case_id": one.case_id,
        "borrower_id": one.borrower_id,
        "start": any_rfc3339(one.start),
        "end": any_rfc3339(one.end),
        "by": any_rfc3339(one.by),
        "words": one.words,
        "language": one.language,
        "told": _moment(one.told),
        "says": sorted(one.says),
    }


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else any_rfc3339(moment)
