"""`appoint`: the best times to offer for a visit, found in plans as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from router.domain.memory import Appointment, AppointmentState
from router.domain.plan import PlanData
from router.errors import InputError
from router.exports import read_plan
from router.front import Plan
from router.pipeline.offering import Offer, offers_of

__all__ = ["Advice", "Offer", "appoint", "booked", "proposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The answer to the question when a case might be visited.

    Parameters
    ----------
    case_id
        Which.
    offers
        The best first; empty if no time is free.
    notes
        Of every plan that offers nothing, why; and what else must be known.
    """

    case_id: str
    offers: tuple[Offer, ...]
    notes: tuple[str, ...] = ()


def appoint(
    case_id: str,
    plans: str | Path | Plan | PlanData | Sequence[str | Path | Plan | PlanData],
    *,
    at: datetime | None = None,
    top: int = 5,
) -> Advice:
    """Recommend times for a visit: the cheapest insertions into plans as they stand.

    Parameters
    ----------
    case_id
        The case.
    plans
        One or several, of several days: files ``plan.json``, or plans in memory.
    at
        Only exactly then, for every agent who could; zone-aware. None: at any time, the best agent
        of every hour.
    top
        How many at most.

    Returns
    -------
    Advice
        Times at which every rule of the plan is kept. Everybody else keeps agent and order, stays
        inside their windows, and inside the time that they were told. Times at which slower travel
        would endanger an appointment come last, and say so.

    Raises
    ------
    InputError
        If a plan cannot be read, none knows the case, or the time has no zone.
    """
    if at is not None and at.utcoffset() is None:
        raise InputError("the time of an appointment needs its zone")
    several = [plans] if isinstance(plans, str | Path | Plan | PlanData) else list(plans)
    read = [_data(plan) for plan in several]
    if not any(case_id in {card.case_id for card in data.cards} for data in read):
        raise InputError(
            f"no plan that was given knows case {case_id!r}; add it to the table of cases, and "
            "plan that day with it: router plan"
        )
    offers: list[Offer] = []
    notes: list[str] = []
    for data in read:
        why = _why_not(data, case_id)
        if why:
            notes.append(f"{data.day:%a %d %b %Y}: {why}")
            continue
        found = offers_of(data, case_id, at, top)
        offers += found
        if not found:
            notes.append(f"{data.day:%a %d %b %Y}: {_nobody(data, case_id, at)}")
    offers.sort(key=lambda one: (not one.kept_if_slower, round(one.extra_cost, 2), one.start))
    return Advice(case_id=case_id, offers=tuple(offers[:top]), notes=tuple(notes))


def proposed(offer: Offer, now: datetime) -> Appointment:
    """Return an offer as an appointment that is proposed, to be recorded in the journal.

    Parameters
    ----------
    offer
        The time.
    now
        The present moment; zone-aware.

    Returns
    -------
    Appointment
        Plans of that day keep to it from then on.
    """
    return Appointment(
        case_id=offer.case_id, borrower_id=offer.borrower_id, start=offer.start, end=offer.end,
        state=AppointmentState.PROPOSED, since=now,
    )  # fmt: skip


def booked(offer: Offer, now: datetime) -> Appointment:
    """Return an offer as an appointment that its borrower has agreed to.

    Parameters
    ----------
    offer
        The time.
    now
        The present moment; zone-aware.

    Returns
    -------
    Appointment
        Confirmed.
    """
    return replace(proposed(offer, now), state=AppointmentState.CONFIRMED)


def _data(plan: str | Path | Plan | PlanData) -> PlanData:
    if isinstance(plan, PlanData):
        return plan
    return plan.data if isinstance(plan, Plan) else read_plan(Path(plan))


def _why_not(data: PlanData, case_id: str) -> str:
    """Why a plan has no times for a case at all, and what to do; empty if it may have some."""
    for held in data.held:
        if held.case_id == case_id:
            after = held.until + timedelta(days=1) if held.until is not None else None
            when = f" It may be visited from {after:%a %d %b %Y} on." if after else ""
            return f"held ({held.rule}): {held.detail}{when}"
    for review in data.review:
        if review.case_id == case_id:
            return f"its address is in review: {review.why} Correct it, and plan the day again."
    if not any(case_id in visit.case_ids for visit in data.problem.visits):
        return "the plan does not know this case; plan that day with it."
    companions = data.problem.companions.values()
    if any(case_id in v.case_ids and v.visit_id in companions for v in data.problem.visits):
        return (
            "two agents meet at its door, and times are offered for one agent only. Agree on a "
            "time, write it into the table (column appointment), and plan the day again."
        )
    return ""


def _nobody(data: PlanData, case_id: str, at: datetime | None) -> str:
    moment = f" at {at:%H:%M}" if at is not None else ""
    said = f"nobody can be there{moment} under all rules while the others keep their visits."
    left = [one for one in data.unassigned if case_id in one.case_ids]
    return " ".join([said, *(f"{one.detail} {one.remedy}" for one in left)])
