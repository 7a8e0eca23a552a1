"""A plan before it is handed out: whoever paid, or must not be visited any more, is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from router.domain.cases import VISIT_STAGE, Case
from router.domain.channels import Attempt
from router.domain.compliance import Compliance, VisitFacts
from router.domain.memory import Memory
from router.domain.places import Address
from router.domain.plan import HeldCase, PlanData
from router.domain.refused import RefusedRow
from router.domain.standing import Standing
from router.domain.times import DailyWindow
from router.errors import InputError
from router.front import Plan
from router.journal import Journal
from router.pipeline.called_off import call_off_words, called_off
from router.pipeline.checking_law import remembered_history
from router.pipeline.keeping import plan_without
from router.pipeline.law_of_plan import law_of_plan
from router.pipeline.lawful import found_unlawful, require_lawful
from router.pipeline.memory_of_day import (
    held_where_unread,
    memory_of_day,
    require_zone,
    todays_payments,
)
from router.pipeline.progress import Say, silent
from router.pipeline.region import Region, open_region
from router.pipeline.telling import told_by_now
from router.pipeline.travelling import route_lines
from router.rules import gate, standings, with_appointments

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["publish_plan"]


def publish_plan(
    plan: PlanData | str | Path,
    *,
    region: Region | str | Path,
    payments: str | Path | pd.DataFrame | None = None,
    journal: str | Path | Journal | None = None,
    now: datetime | None = None,
    profiles: Sequence[str | Path] | None = None,
    loosenings: Path | None = None,
    holiday_files: Sequence[Path] = (),
    on_progress: Say = silent,
) -> tuple[Plan, tuple[HeldCase, ...]]:
    """Take out of a plan whom nobody may visit any more; everybody else keeps agent and time.

    Parameters
    ----------
    plan
        The plan, or its ``plan.json``.
    region
        The region it was made in.
    payments
        Table of payments: who has paid is taken out, and of whom a row cannot be read.
    journal
        The memory: whom a complaint, a dispute or another hold protects since is taken out, and of
        whom nobody has recorded the notice that is due; so is a visit that what was recorded since
        makes unlawful, such as one of a borrower who was visited in between.
    now
        The moment of publishing; None: nobody is taken out because no notice was recorded.
    profiles, loosenings, holiday_files
        As the day was planned; None takes the profiles that the plan states.
    on_progress
        Called with a step's name, how much of it is done, and a note.

    Returns
    -------
    tuple
        The plan that may be handed out, checked again, and the cases that were taken out of its
        routes.

    Raises
    ------
    InputError
        If the plan or a table cannot be used, or the plan is one of another region.
    CheckFailedError
        If a time of the plan is wrong, such as after somebody edited it.
    SearchError
        If a time cannot be kept without those who are taken out; plan the day again.
    """
    from router.exports import read_plan

    data = plan if isinstance(plan, PlanData) else read_plan(Path(plan))
    home = region if isinstance(region, Region) else open_region(region)
    stated = _statement_of(data, home, loosenings)
    require_zone(now, "now")
    law, remarks = law_of_plan(
        data, profiles=profiles, loosenings=loosenings, holiday_files=holiday_files
    )
    paid = todays_payments(payments, home.zone, on_progress, day=data.day)
    memory = memory_of_day(journal, (), paid.payments, home.zone)
    cases, known = _cases_by_now(data, stated, memory, home, now, unread=paid.refused)
    stated = told_by_now(data, stated, cases, known)
    data = replace(data, compliance=stated)
    gone = _gone(data, stated, cases, known, now)
    left = plan_without(data, gone, remarks) if gone or remarks else data
    history = None if journal is None else _history(left, stated, memory, home)
    unlawful = found_unlawful(left, law, history)
    left = plan_without(left, unlawful) if unlawful else left
    require_lawful(left, law, history)
    on_progress("checking", 1.0, "every time and every rule holds")
    cases_made = _visited(data)
    off = called_off(cases, known, left.problem, left.routes, day=data.day, zone=home.zone)
    off_now = [case_id for case_id in off if case_id in cases_made]
    left = replace(left, warnings=(*left.warnings, *call_off_words(off_now)))
    front = Plan(
        data=left,
        basemap=home.basemap,
        lines=route_lines(left.problem, left.routes, home.travel),
        faults=paid.faults,
    )
    taken_out = {**gone, **unlawful}.values()
    return front, tuple(held for held in taken_out if held.case_id in cases_made)


def _statement_of(data: PlanData, home: Region, loosenings: Path | None) -> Compliance:
    """Return what a plan states of its rules; refuse a plan that cannot be judged here."""
    stated = data.compliance
    if stated is None:
        raise InputError("this plan does not say under which rules it was made; plan the day again")
    origin = data.problem.origin
    if origin.utcoffset() != origin.astimezone(home.zone).utcoffset() or not _lies_in(data, home):
        raise InputError(
            f"this plan was not made in the region {home.directory}; name the one it was made in"
        )
    opened = [one for one in stated.overrides if one.kind == "loosening"]
    if opened and loosenings is None:
        what = "; ".join(f"{one.what}, by {one.by}" for one in opened)
        raise InputError(
            f"this plan was made with humane rules opened ({what}); name the file that says so: "
            "--loosen FILE"
        )
    return stated


def _lies_in(data: PlanData, home: Region) -> bool:
    """Tell whether any place of the plan lies in the region; a few may lie outside."""
    box = home.manifest.extent
    places = data.problem.coordinates
    return not places or any(
        box.south <= place.lat <= box.north and box.west <= place.lon <= box.east
        for place in places
    )


def _history(
    data: PlanData, stated: Compliance, memory: Memory, home: Region
) -> tuple[Attempt, ...]:
    """Return what was tried: what the journal knows by now, and what the plan knew besides."""
    known = tuple(remembered_history(data, memory, home.zone))
    seen = {(one.case_id, one.channel, one.when.timestamp()) for one in known}
    return (
        *known,
        *(
            one
            for one in stated.history
            if not one.planned and (one.case_id, one.channel, one.when.timestamp()) not in seen
        ),
    )


def _visited(data: PlanData) -> frozenset[str]:
    """Return the cases that a plan visits."""
    made = {visit_id for route in data.routes for visit_id in route.visit_ids}
    return frozenset(
        case_id
        for visit in data.problem.visits
        if visit.visit_id in made
        for case_id in visit.case_ids
    )


def _cases_by_now(
    data: PlanData,
    stated: Compliance,
    memory: Memory,
    home: Region,
    now: datetime | None,
    *,
    unread: Sequence[RefusedRow],
) -> tuple[tuple[Case, ...], Mapping[str, Standing]]:
    """Return the cases of the problem, and where they stand by now."""
    cards = {card.case_id: card for card in data.cards}
    planned = tuple(
        Case(
            case_id=case_id,
            borrower_id=cards[case_id].borrower_id if case_id in cards else facts.borrower_ids[0],
            addresses=(Address(text="-", place_type=facts.place_type),),
            holds=tuple(hold for hold in facts.holds if not hold.whole_borrower),
            stage=facts.stage,
            flags=facts.flags,
            consents=facts.consents,
            notified=facts.notified,
        )
        for facts in stated.facts
        if facts.visit_id not in data.problem.companions
        for case_id in facts.case_ids
    )
    planned = held_where_unread(planned, unread, data.day)  # each may have been a payment
    cases = with_appointments(planned, memory, data.day, home.zone)
    return cases, standings(cases, memory, day=data.day, zone=home.zone, moment=now)


def _gone(
    data: PlanData,
    stated: Compliance,
    cases: Sequence[Case],
    known: Mapping[str, Standing],
    now: datetime | None,
) -> dict[str, HeldCase]:
    """Return the cases of the problem that are held by now, or are to be visited another time."""
    gone = {held.case_id: held for held in gate(cases, known, data.day).held}
    starts = {
        visit.visit_id: data.problem.instant(visit.start_s)
        for route in data.routes
        for stop in route.stops
        for visit in stop.visits
    }
    agreed = {case.case_id: case.appointment for case in cases}
    for facts in stated.facts:
        start = starts.get(facts.visit_id)
        for case_id in facts.case_ids:
            if start is None or case_id in gone:
                continue
            told = known[case_id].notice
            held = _another_time(case_id, agreed[case_id], start, ZoneInfo(facts.zone)) or (
                now and _not_told(case_id, facts, told.sent if told else None, now)
            )
            if held:
                gone[case_id] = held
    return gone


def _another_time(
    case_id: str, agreed: DailyWindow | None, start: datetime, zone: ZoneInfo
) -> HeldCase | None:
    if agreed is None or agreed.day is None:
        return None
    window = agreed.on(agreed.day, zone)
    if window.start <= start <= window.end:
        return None
    return HeldCase(
        case_id=case_id,
        rule="APPOINTMENT:other-time",
        detail=f"Its appointment is at {window.start:%H:%M} by now; plan the day again.",
        source="appointment",
        channel=VISIT_STAGE,
    )


def _not_told(
    case_id: str, facts: VisitFacts, told: datetime | None, now: datetime
) -> HeldCase | None:
    by = facts.notice_by
    if by is None or facts.confirmed or now <= by or (told is not None and told <= by):
        return None
    return HeldCase(
        case_id=case_id,
        rule="NOTICE:not-told",
        detail=(
            f"The borrower had to be told by {by:%Y-%m-%d %H:%M}, and nobody has recorded that. "
            "Record it (router record --notices), or visit another day."
        ),
        source="journal",
        channel="visit",
    )
