"""When, and by whom, may a case be visited in a period? The rules, asked for planning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from router.domain.places import Coordinate, PlaceType
from router.domain.profiles import Citation, NoticeRule
from router.domain.standing import Notice, Standing
from router.domain.times import TimeWindow
from router.domain.verdicts import PRODUCT, AgentFacts, Law, Refusal
from router.rules.asking import all_asked, papers
from router.rules.blaming import to_blame
from router.rules.clock import day_of
from router.rules.daylight import daylight
from router.rules.going import Team, going, refusal_of, whole_seconds
from router.rules.judging import telling
from router.rules.notices import confirmed_by
from router.rules.reach import Asked, Facts, Reach, applies, lifted
from router.rules.spans import Span, Spans, both, fitting, instant, joined, moment

__all__ = ["JudgedRule", "Opening", "opening", "team_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRule:
    """One rule that was judged for a case.

    Parameters
    ----------
    profile, field, rule_id, value
        Which rule, and what it states.
    citation
        Where it comes from; None for rules of the product.
    refused
        Whether it has a part in keeping the case from being visited in the period.
    """

    profile: str
    field: str
    rule_id: str
    value: str
    citation: Citation | None
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the rules leave open of a period for one case.

    Parameters
    ----------
    windows
        When service may start, with the duration that was asked for; both ends included. Empty if
        no moment is open.
    legal
        Service must start and end inside one of these, whatever its duration.
    starts
        Service must start inside one of these as well; None if any start will do.
    barred
        Agents who may not go, with the rules that say so; of agents who go together the ids, with
        a plus between them. Whoever may go for a part of the windows only is barred if others may
        go throughout.
    refusals
        If nothing is open, or nobody may go: every rule that has a part in it. None has one in a
        period that is shorter than the visit.
    rules
        All that were judged.
    notice_lead
        How long before the visit the borrower must be told; None if no rule asks for it.
    carry, conduct, recording
        What the agent takes along, how to behave, and whether to record.
    """

    windows: tuple[TimeWindow, ...]
    legal: tuple[TimeWindow, ...]
    starts: tuple[TimeWindow, ...] | None
    barred: Mapping[str, tuple[Refusal, ...]]
    refusals: tuple[Refusal, ...]
    rules: tuple[JudgedRule, ...]
    notice_lead: timedelta | None
    carry: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    recording: str = ""


def opening(
    standing: Standing,
    *,
    place_type: PlaceType,
    zone: tzinfo,
    law: Law,
    period: TimeWindow,
    duration: timedelta,
    agents: Sequence[AgentFacts] | Sequence[Team] = (),
    now: datetime | None = None,
    confirmed: TimeWindow | None = None,
    windows: Sequence[TimeWindow] | None = None,
    coordinate: Coordinate | None = None,
) -> Opening:
    """Find when, and by whom, a case may be visited.

    Parameters
    ----------
    standing
        Of the case; its history holds the other visits of the plan, never the one that is sought.
    place_type
        What the place is to the borrower.
    zone
        Of the door.
    law
        Under which rules.
    period
        In which the visit must start and end; may span midnight and several days.
    duration
        Of the visit.
    agents
        Who might go, each alone (a crew is one agent), or those who would go together; empty: rules
        on agents are not judged.
    now
        The moment of planning: a visit that needs notice and was not notified starts no earlier
        than the lead after it. None: notices that are still to be given are in time.
    confirmed
        Bounds of the start of a confirmed appointment: nothing else is open then.
    windows
        When service may start, as the borrower wishes; None means at any time.
    coordinate
        Of the door, for the daylight.

    Returns
    -------
    Opening
        It agrees to the second with `router.rules.judge`, for a visit of which the borrower was
        told as ``now`` says.
    """
    facts = Facts(
        standing=standing,
        place_type=place_type,
        zone=zone,
        law=law,
        length=duration // timedelta(microseconds=1),
        light=None if coordinate is None else lambda span: daylight(coordinate, span),
        confirmed=joined([*confirmed_by(standing), *([_span(confirmed)] if confirmed else [])]),
        told_from=telling(_told_again(standing.notice, now)),
    )
    whole = _span(period)
    within: Span = (whole[0], max(whole[0], whole[1] - facts.length))
    wished = None if windows is None else joined(_span(window) for window in windows)
    asked = [*_asked_windows(confirmed, wished), *all_asked(facts)]
    answers = [(one, reach) for one in asked if (reach := one.over(within)) is not None]
    legal: Spans = (whole,)
    starts: Spans | None = None
    for _, reach in answers:
        if reach.legal is not None:
            legal = both(legal, reach.legal)
        if reach.starts is not None:
            starts = reach.starts if starts is None else both(starts, reach.starts)
    may_start = fitting(legal, facts.length)
    if starts is not None:
        may_start = both(may_start, starts)
    may_start = whole_seconds(may_start)
    refused = [] if may_start else to_blame(answers, within, facts)
    teams: list[Team] = [(one,) if isinstance(one, AgentFacts) else one for one in agents]
    found = going(teams, facts, within, may_start)
    cut, barred = found.cut, {team_name(teams[n]): why for n, why in found.barred.items()}
    if cut is not None:
        legal = both(legal, cut[0])
        starts = cut[1] if starts is None else both(starts, cut[1])
        may_start = whole_seconds(both(may_start, cut[1]))
    refusals = tuple(refusal_of(one, within, facts, at=at) for one, at in refused)
    if agents and len(barred) == len(agents):
        refusals += tuple(
            dict.fromkeys(refusal for of_agent in barred.values() for refusal in of_agent)
        )
    no = {(refusal.profile, refusal.field, refusal.rule_id) for refusal in refusals}
    judged = [*(one for one, _ in answers), *found.asked]
    carry, conduct, recording = papers(facts, whole[0])
    return Opening(
        windows=_windows(may_start, zone),
        legal=_windows(whole_seconds(legal), zone),
        starts=None if starts is None else _windows(whole_seconds(starts), zone),
        barred=barred,
        refusals=refusals,
        rules=tuple(_judged_rule(one, no) for one in judged),
        notice_lead=_notice_lead(facts, within),
        carry=carry,
        conduct=conduct,
        recording=recording,
    )


def team_name(team: Team) -> str:
    """Name those who go together, as `Opening.barred` does.

    Parameters
    ----------
    team
        One agent, or several.

    Returns
    -------
    str
        Their ids.
    """
    return "+".join(agent.agent_id for agent in team)


def _span(window: TimeWindow) -> Span:
    return instant(window.start), instant(window.end)


def _told_again(notice: Notice | None, now: datetime | None) -> int | None:
    """Return the first moment at which the borrower may be told; None if it does not matter.

    Whoever was told is not told earlier than that, whatever the moment of planning.
    """
    known = (now, None if notice is None else notice.sent)
    return max((instant(moment) for moment in known if moment is not None), default=None)


def _asked_windows(confirmed: TimeWindow | None, wished: Spans | None) -> list[Asked]:
    def asked(field: str, value: str, spans: Spans) -> Asked:
        return Asked(
            profile=PRODUCT,
            field=field,
            rule_id=field,
            over=lambda period: Reach(starts=both(spans, (period,))),
            value=lambda: value,
            say=lambda _: f"No time is left in {value}.",
        )

    found = []
    if confirmed is not None:
        found.append(asked("appointment", "the confirmed appointment", (_span(confirmed),)))
    if wished is not None:
        found.append(asked("windows", "the time windows of the case", wished))
    return found


def _judged_rule(one: Asked, no: set[tuple[str, str, str]]) -> JudgedRule:
    return JudgedRule(
        profile=one.profile,
        field=one.field,
        rule_id=one.rule_id,
        value=one.value(),
        citation=one.citation,
        refused=(one.profile, one.field, one.rule_id) in no,
    )


def _windows(spans: Spans, zone: tzinfo) -> tuple[TimeWindow, ...]:
    return tuple(TimeWindow(moment(start, zone), moment(end, zone)) for start, end in spans)


def _notice_lead(facts: Facts, within: Span) -> timedelta | None:
    day = day_of(within[0], facts.zone)
    hours = [
        rule.lead_hours
        for layer in facts.law.layers
        for rule in layer.of(NoticeRule)
        if rule.in_force(day) and applies(rule, facts.standing) and not lifted(rule, facts.standing)
    ]
    return timedelta(hours=max(hours)) if hours else None
