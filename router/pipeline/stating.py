"""What a plan states about its rules: `Compliance`, put together from what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from router.domain.cases import Case
from router.domain.channels import Channel
from router.domain.compliance import (
    BorrowerCount,
    Compliance,
    LayerStamp,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.memory import Declaration, Memory, Release
from router.domain.places import LocatedAddress, PlaceType
from router.domain.plan import HeldCase
from router.domain.problem import Problem, Visit
from router.domain.profiles import CapRule, Evidence, Profile
from router.domain.route import Route
from router.domain.standing import Notice, Standing
from router.domain.verdicts import PRODUCT, AgentFacts, Law
from router.forming import Day
from router.pipeline.region import Region
from router.pipeline.ruling import Ruling
from router.pipeline.telling import is_agreed, notified_at
from router.rules import JudgedRule, Sender, country_of_zone, gate, notices_due

__all__ = ["stated"]

COUNTED = timedelta(days=30)
AROUND = timedelta(days=14)
_FOR_THE_DAY = {
    "hold": "no visit while a hold stands",
    "stage": "only cases at the stage of visits",
    "fruitless": "at most three fruitless visits in a row",
    "appointment": "an appointment is kept on its day, and no visit made before",
    "windows": "only in the time windows of the case",
}
_RECORDING = ("", "inform", "required")  # the strictest last


def stated(
    problem: Problem,
    routes: Sequence[Route],
    *,
    law: Law,
    cases: Sequence[Case],
    standings: Mapping[str, Standing],
    located: Mapping[str, LocatedAddress],
    ruling: Ruling,
    agents: Sequence[AgentFacts],
    memory: Memory,
    day: Day,
    home: Region,
    now: datetime | None,
    notified: Declaration | None,
    sender: Sender,
) -> Compliance:
    """Put together what a plan states about its rules.

    Parameters
    ----------
    problem, routes
        What was planned.
    law, agents, now, notified
        Under which rules, with whom, when, and what was declared.
    cases, standings, located, ruling, memory
        What is known of the cases, and what was decided about them.
    day, home
        When and where.
    sender
        Who tells borrowers of visits, and on whose behalf.

    Returns
    -------
    Compliance
        Enough to judge the plan again without the tables.
    """
    case_of = {case.case_id: case for case in cases}
    starts = {
        visit.visit_id: problem.instant(visit.start_s)
        for route in routes
        for stop in route.stops
        for visit in stop.visits
    }
    facts = []
    for visit in problem.visits:
        mates = [standings[case_id] for case_id in visit.case_ids]
        openings = [ruling.openings[case_id] for case_id in visit.case_ids]
        offered = located[visit.case_ids[0]]
        assert offered.place is not None
        leads = [opening.notice_lead for opening in openings if opening.notice_lead is not None]
        start = starts.get(visit.visit_id)
        facts.append(
            _visit_facts(
                visit,
                mates,
                zone=str(home.zone_at(offered.place.coordinate)),
                place_type=offered.address.place_type,
                notice_by=start - max(leads) if start is not None and leads else None,
                confirmed=any(case_of[case_id].appointment for case_id in visit.case_ids)
                or is_agreed(mates, start),
                papers=(
                    tuple(dict.fromkeys(item for one in openings for item in one.carry)),
                    tuple(dict.fromkeys(line for one in openings for line in one.conduct)),
                    max((one.recording for one in openings), key=_RECORDING.index),
                ),
            )
        )
    made = starts.keys() - problem.companions.keys()  # two agents who meet make one visit
    planned = Counter(
        borrower for visit in facts if visit.visit_id in made for borrower in visit.borrower_ids
    )
    concerned = {borrower for visit in facts for borrower in visit.borrower_ids}
    history = {
        (one.borrower_id, one.when, one.channel, one.case_id, one.code): one
        for standing in standings.values()
        if standing.borrower_id in concerned
        for one in standing.history
    }
    return Compliance(
        layers=tuple(_layer_stamp(layer) for layer in law.layers),
        calendar=law.calendar.name,
        holidays=_holidays_around(law, day.date),
        warnings=law.warnings,
        rules=_rule_counts(ruling, gate(cases, standings, day.date).held, len(cases)),
        overrides=(
            *_overrides_of(law, memory.releases, day.date),
            *(_declared(notified) if notified else ()),
        ),
        borrowers=_borrower_counts(standings.values(), planned, day.date, day.zone),
        most_in_30_days=_most_in_30_days(law, day.date),
        facts=tuple(facts),
        agents=tuple(agents),
        history=tuple(history.values()),
        notices=notices_due(
            problem,
            routes,
            facts,
            law,
            sender=sender,
            planned_at=now,
            country=country_of_zone(home.manifest.timezone),
            told=_told(problem, standings),
        ),
        planned_at=now,
    )


def _told(problem: Problem, standings: Mapping[str, Standing]) -> dict[str, Notice]:
    """Return what was told of each visit; of one that settles several cases the latest word."""
    found: dict[str, Notice] = {}
    for visit in problem.visits:
        notices = [standings[case_id].notice for case_id in visit.case_ids]
        told = [notice for notice in notices if notice is not None and notice.start is not None]
        if told:
            found[visit.visit_id] = max(told, key=lambda notice: notice.sent.timestamp())
    return found


def _declared(notified: Declaration) -> tuple[Override, ...]:
    what = f"all borrowers of the table were told on {notified.when:%Y-%m-%d at %H:%M}"
    return (Override(kind="notified", what=what, by=notified.by, reason="declared"),)


def _most_in_30_days(law: Law, day: date) -> int | None:
    """The least that a cap on all visits to a borrower within 30 days allows."""
    caps = (cap for layer in law.layers for cap in layer.on(day).of(CapRule))
    return min(
        (
            cap.most
            for cap in caps
            if cap.days == COUNTED.days
            and cap.scope == "borrower"
            and {Channel.VISIT} <= cap.channels & cap.applies_to
            and not cap.if_flags
            and not cap.place_types
        ),
        default=None,
    )


def _rule_counts(ruling: Ruling, held: Sequence[HeldCase], cases: int) -> tuple[RuleCount, ...]:
    """Count how often every rule spoke: what keeps a case for the day is asked of all of them."""
    kept = Counter(one.rule.partition(":")[0].lower() for one in held)
    kept["windows"] = kept.pop("window", 0)
    return (
        *(
            RuleCount(
                profile=PRODUCT, field=name, rule_id=name, value=value, source="", judged=cases,
                refused=kept[name],
            )
            for name, value in _FOR_THE_DAY.items()
        ),
        *(
            rule
            for rule in _opening_counts(ruling)
            if rule.profile != PRODUCT or rule.field not in _FOR_THE_DAY
        ),
    )  # fmt: skip


def _opening_counts(ruling: Ruling) -> tuple[RuleCount, ...]:
    judged: Counter[tuple[str, str, str]] = Counter()
    refused: Counter[tuple[str, str, str]] = Counter()
    example: dict[tuple[str, str, str], JudgedRule] = {}
    for opening in ruling.openings.values():
        for rule in opening.rules:
            key = (rule.profile, rule.field, rule.rule_id)
            example.setdefault(key, rule)
            judged[key] += 1
            refused[key] += rule.refused
    return tuple(
        RuleCount(
            profile=rule.profile,
            field=rule.field,
            rule_id=rule.rule_id,
            value=rule.value,
            source=f"{rule.citation.title} ({rule.citation.grade})" if rule.citation else "",
            judged=judged[key],
            refused=refused[key],
        )
        for key, rule in example.items()
    )


def _layer_stamp(profile: Profile) -> LayerStamp:
    """Say which profile was used."""
    grades = Counter(rule.citation.grade for rule in profile.rules)
    return LayerStamp(
        profile_id=profile.profile_id,
        version=profile.version,
        title=profile.title,
        digest=profile.digest,
        grades=tuple((grade, grades[grade]) for grade in Evidence if grades[grade]),
    )


def _holidays_around(law: Law, day: date) -> tuple[tuple[date, str], ...]:
    """Return the holidays of the planned day and of the fortnights around it."""
    return tuple(
        (when, name)
        for when, name in sorted(law.calendar.holidays.items())
        if abs(when - day) <= AROUND
    )


def _overrides_of(law: Law, releases: Iterable[Release], day: date) -> tuple[Override, ...]:
    """Return what named people decided against the default."""
    return (
        *(
            Override(
                kind="loosening",
                what=f"{one.rule_id}: {one.changes}",
                by=one.by,
                reason=one.reason,
                until=one.until,
            )
            for one in law.loosened
        ),
        *(
            Override(
                kind="release",
                what=f"hold {one.reason!r} of "
                + (f"case {one.case_id}" if one.case_id else f"borrower {one.borrower_id}")
                + f" on {one.when:%Y-%m-%d}",
                by=one.by,
                reason=one.why,
            )
            for one in releases
            if one.when.date() <= day
        ),
    )


def _borrower_counts(
    standings: Iterable[Standing], planned: Mapping[str, int], day: date, zone: tzinfo
) -> tuple[BorrowerCount, ...]:
    """Count the visits to each borrower."""
    counts: dict[str, BorrowerCount] = {}
    for standing in standings:
        visits = [
            attempt
            for attempt in standing.history
            if attempt.channel is Channel.VISIT
            and attempt.counts_attempt
            and abs(attempt.when.astimezone(zone).date() - day) <= COUNTED
        ]
        made = len({a.when for a in visits if not a.planned and a.when.date() <= day})
        open_ones = len({a.when for a in visits if a.planned})
        here = planned.get(standing.borrower_id, 0)
        if made or open_ones or here:
            counts[standing.borrower_id] = BorrowerCount(
                borrower_id=standing.borrower_id, made=made, planned=open_ones + here
            )
    return tuple(sorted(counts.values(), key=lambda c: (-c.made - c.planned, c.borrower_id)))


def _visit_facts(
    visit: Visit,
    standings: Sequence[Standing],
    *,
    zone: str,
    place_type: PlaceType,
    notice_by: datetime | None,
    confirmed: bool,
    papers: tuple[tuple[str, ...], tuple[str, ...], str],
) -> VisitFacts:
    """State what must be known of a visit to judge whether it is lawful."""
    languages = [one.languages for one in standings if one.languages]
    return VisitFacts(
        visit_id=visit.visit_id,
        case_ids=visit.case_ids,
        borrower_ids=tuple(dict.fromkeys(one.borrower_id for one in standings)),
        zone=zone,
        place_type=place_type,
        stage=standings[0].stage,
        flags=frozenset().union(*(one.flags for one in standings)),
        consents=frozenset.intersection(*(one.consents for one in standings)),
        working_hours=standings[0].working_hours,
        not_at=tuple(dict.fromkeys(bad for one in standings for bad in one.not_at)),
        prior=_fewest(standings),
        holds=tuple(dict.fromkeys(hold for one in standings for hold in one.holds)),
        notified=notified_at(standings),
        notice_by=notice_by,
        confirmed=confirmed,
        carry=papers[0],
        conduct=papers[1],
        recording=papers[2],
        reopened=max(
            (one.reopened for one in standings if one.reopened),
            key=datetime.timestamp,
            default=None,
        ),
        not_before=max((one.not_before for one in standings if one.not_before), default=None),
        return_by=min((one.return_by for one in standings if one.return_by), default=None),
        area=standings[0].area,
        languages=frozenset.intersection(*languages) if languages else frozenset(),
    )


def _fewest(standings: Sequence[Standing]) -> tuple[tuple[Channel, int], ...]:
    stated = [dict(one.prior) for one in standings]
    channels = [channel for channel in Channel if all(channel in prior for prior in stated)]
    return tuple((channel, min(prior[channel] for prior in stated)) for channel in channels)
