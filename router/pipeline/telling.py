"""What borrowers were told of the visits of a plan, as it is known when it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from router.domain.cases import Case
from router.domain.compliance import Compliance
from router.domain.plan import PlanData
from router.domain.standing import Standing

__all__ = ["is_agreed", "notified_at", "told_by_now"]


def notified_at(mates: Sequence[Standing]) -> datetime | None:
    """Return when the borrowers of a visit were told of it.

    Parameters
    ----------
    mates
        Where its cases stand.

    Returns
    -------
    datetime or None
        The last moment, if all were told.
    """
    told = [one.notice.sent for one in mates if one.notice is not None]
    return max(told) if told and len(told) == len(mates) else None


def is_agreed(mates: Sequence[Standing], start: datetime | None) -> bool:
    """Tell whether a visit starts when its borrower confirmed to be visited, for whatever case.

    Parameters
    ----------
    mates
        Where its cases stand.
    start
        When it starts; None if it is not made.

    Returns
    -------
    bool
        False if it is not made.
    """
    notices = [one.notice for one in mates if one.notice is not None and one.notice.confirmed]
    return start is not None and any(
        notice.start is not None and notice.start <= start <= (notice.end or notice.start)
        for notice in notices
    )


def told_by_now(
    data: PlanData, stated: Compliance, cases: Sequence[Case], known: Mapping[str, Standing]
) -> Compliance:
    """State of a written plan what its borrowers were told since it was made.

    Parameters
    ----------
    data, stated
        The plan, and what it states of its rules.
    cases, known
        Its cases, and where they stand by now.

    Returns
    -------
    Compliance
        With the facts and the notices of a plan that is made now.
    """
    starts = {
        visit.visit_id: data.problem.instant(visit.start_s)
        for route in data.routes
        for stop in route.stops
        for visit in stop.visits
    }
    agreed = {case.case_id for case in cases if case.appointment is not None}
    facts = []
    for one in stated.facts:
        mates = [known[case_id] for case_id in one.case_ids]
        confirmed = not agreed.isdisjoint(one.case_ids) or is_agreed(
            mates, starts.get(one.visit_id)
        )
        facts.append(
            replace(one, notified=notified_at(mates), confirmed=one.confirmed or confirmed)
        )
    told = {case_id: one.notified for one in facts for case_id in one.case_ids}
    return replace(
        stated,
        facts=tuple(facts),
        notices=tuple(replace(one, told=told.get(one.case_id)) for one in stated.notices),
    )
