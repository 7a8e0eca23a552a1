"""Entries become what the rules remember: corrections, plans in force, visits without outcome.

A plan says all that is to be done on its day for the cases that it considered: their visits of
earlier plans of that day no longer count, those of other cases do. A planned visit has its outcome
if its case has one of the same date at the door. Where a visit concerns several cases and some of
them have outcomes, the others still count as planned, at the moment the visit was made: one visit
is one approach to the borrower. If it was not carried out, that is true of all its cases.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.channels import Attempt
from router.domain.memory import Appointment, Memory, NoticeGiven, Payment, Release
from router.domain.outcomes import Outcome
from router.journal.chain import Entry, EntryKind
from router.journal.codec import decode
from router.journal.plans import KeptPlan, KeptVisit

__all__ = ["corrected_holds", "held_without_end", "in_force", "remembered"]


def remembered(
    entries: Iterable[Entry],
    *,
    zone: tzinfo,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Memory:
    """Return what entries tell.

    Parameters
    ----------
    entries
        In their order.
    zone
        Of doors whose zone the plan did not say.
    since, until
        Only what happened, or was planned to happen, from the one to before the other. Holds
        without end, and the first day of a case, may be older than any ``since``.

    Returns
    -------
    Memory
        In order of time.
    """
    told: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.payload is not None:
            told[entry.kind].append(entry)
    releases = [decode(Release, _values(entry)) for entry in told[EntryKind.RELEASE]]
    outcomes = sorted(_outcomes(told[EntryKind.OUTCOME], releases), key=_when)
    plans = [decode(KeptPlan, _values(entry)) for entry in told[EntryKind.PLAN]]
    visits = sorted(_scheduled(plans), key=lambda visit: (visit.start, visit.case_id))
    approaches = [decode(Attempt, _values(entry)) for entry in in_force(told[EntryKind.APPROACH])]
    payments = [decode(Payment, _values(entry)) for entry in told[EntryKind.PAYMENT]]
    notices = [decode(NoticeGiven, _values(entry)) for entry in told[EntryKind.NOTICE]]
    agreed = [decode(Appointment, _values(entry)) for entry in told[EntryKind.APPOINTMENT]]

    def asked(moment: datetime) -> bool:
        return (since is None or moment >= since) and (until is None or moment < until)

    return Memory(
        outcomes=tuple(one for one in outcomes if asked(one.when)),
        approaches=tuple(sorted((one for one in approaches if asked(one.when)), key=_when)),
        scheduled=tuple(_attempt(visit) for visit in visits if asked(visit.start)),
        planned=tuple(one for one in _open(visits, outcomes, zone) if asked(one.when)),
        payments=tuple(sorted((one for one in payments if asked(one.when)), key=_when)),
        releases=tuple(sorted((one for one in releases if asked(one.when)), key=_when)),
        notices=tuple(
            sorted(
                (one for one in notices if asked(one.notice.sent)), key=lambda one: one.notice.sent
            )
        ),
        appointments=tuple(
            sorted((one for one in agreed if asked(one.since)), key=lambda one: one.since)
        ),
        first_seen=_first_seen(plans),
    )


def in_force(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out entries that a later one corrects.

    Parameters
    ----------
    entries
        Of one kind, in their order, none of them purged.

    Returns
    -------
    list of Entry
        The last of each slot.
    """
    last = {entry.slot: entry.seq for entry in entries}
    return [entry for entry in entries if last[entry.slot] == entry.seq]


def corrected_holds(entries: Sequence[Entry]) -> list[Entry]:
    """Return the outcomes that were corrected and began a hold that only a named person ends.

    Parameters
    ----------
    entries
        Of outcomes, in their order, none of them purged.

    Returns
    -------
    list of Entry
        A correction does not release anybody.
    """
    current = {entry.seq for entry in in_force(entries)}
    return [
        entry
        for entry in entries
        if entry.seq not in current and held_without_end(decode(Outcome, _values(entry)))
    ]


def held_without_end(outcome: Outcome) -> bool:
    """Tell whether an outcome began a hold that only a named person ends.

    Parameters
    ----------
    outcome
        Such as a complaint.

    Returns
    -------
    bool
        Whatever date it states.
    """
    kind = outcome.kind
    return bool(kind.hold) and kind.needs_review and kind.hold_days is None


def _outcomes(entries: Sequence[Entry], releases: Sequence[Release]) -> list[Outcome]:
    """Leave out what was corrected, but for holds that only a named person ends."""
    held = [decode(Outcome, _values(entry)) for entry in corrected_holds(entries)]
    return [
        *(decode(Outcome, _values(entry)) for entry in in_force(entries)),
        *(one for one in held if not any(_ends(release, one) for release in releases)),
    ]


def _ends(release: Release, outcome: Outcome) -> bool:
    of_case = release.case_id == outcome.case_id
    of_borrower = not release.case_id and release.borrower_id == outcome.borrower_id
    right = release.reason == outcome.kind.hold and release.when >= outcome.when
    return right and (of_case or of_borrower)


def _first_seen(plans: Sequence[KeptPlan]) -> tuple[tuple[str, date], ...]:
    """Return the first day for which any plan considered a case."""
    days: dict[str, date] = {}
    for plan in plans:
        for case_id in plan.considered:
            days[case_id] = min(plan.day, days.get(case_id, plan.day))
    return tuple(sorted(days.items()))


def _scheduled(plans: Sequence[KeptPlan]) -> list[KeptVisit]:
    """Return the visits of the plans in force."""
    by_day: dict[date, dict[str, list[KeptVisit]]] = defaultdict(dict)
    for plan in plans:
        cases = by_day[plan.day]
        for case_id in (*plan.considered, *(visit.case_id for visit in plan.visits)):
            cases.pop(case_id, None)
        for visit in plan.visits:
            cases.setdefault(visit.case_id, []).append(visit)
    return [visit for cases in by_day.values() for visits in cases.values() for visit in visits]


def _open(visits: Sequence[KeptVisit], outcomes: Sequence[Outcome], zone: tzinfo) -> list[Attempt]:
    """Return the planned visits that have no outcome yet."""
    told: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        told[outcome.case_id].append(outcome)
    together: dict[tuple[str, datetime], list[tuple[KeptVisit, list[Outcome]]]] = defaultdict(list)
    for visit in visits:
        door = _zone(visit.zone) or zone
        day = visit.start.astimezone(door).date()
        own = [one for one in told[visit.case_id] if one.when.astimezone(door).date() == day]
        together[visit.visit_id, visit.start].append((visit, own))
    found: list[Attempt] = []
    for group in together.values():
        made = min((one.when for _, own in group for one in own if _made(one)), default=None)
        dropped = made is None and any(own for _, own in group)
        for visit, own in group:
            if not own and not dropped:
                attempt = _attempt(visit)
                found.append(attempt if made is None else replace(attempt, when=made))
    return sorted(found, key=_when)


def _made(outcome: Outcome) -> bool:
    return outcome.kind.counts_attempt


def _attempt(visit: KeptVisit) -> Attempt:
    return Attempt(
        borrower_id=visit.borrower_id,
        case_id=visit.case_id,
        when=visit.start,
        agent_id=visit.agent_id,
        place_type=visit.place_type,
    )


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _when(told: Outcome | Attempt | Payment | Release) -> datetime:
    return told.when.astimezone(UTC)


def _values(entry: Entry) -> Mapping[str, object]:
    values: dict[str, object] = json.loads(entry.payload or "{}")
    values.pop("nth", None)  # of several payments alike
    return values
