"""What a journal keeps of a plan: who was to be visited when, and which cases it had considered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from router.domain.places import PlaceType
from router.domain.plan import PlanData

__all__ = ["KeptPlan", "KeptVisit", "kept_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVisit:
    """One case of one planned visit.

    Parameters
    ----------
    visit_id
        Cases of one visit share it.
    case_id, borrower_id
        Whom it concerns.
    start
        When it was to start; zone-aware, as the plan wrote it.
    agent_id
        Who was to go.
    place_type
        What the place is to the borrower.
    zone
        IANA name of the zone of the door; empty if the plan does not say.
    """

    visit_id: str
    case_id: str
    borrower_id: str
    start: datetime
    agent_id: str = ""
    place_type: PlaceType | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """One plan, as the journal keeps it.

    Parameters
    ----------
    day
        That was planned.
    considered
        Every case that came in: of these, the plan says all that is to be done on that day.
    visits
        In order of time.
    layers
        Profiles, with their versions.
    seed
        Of the search.
    planned_at
        The moment of planning, if it was stated.
    after
        Number of the entry that was the last plan of that day before; 0 if there was none. The same
        plan made again after another one is thus an entry of its own.
    """

    day: date
    considered: tuple[str, ...] = ()
    visits: tuple[KeptVisit, ...] = ()
    layers: tuple[str, ...] = ()
    seed: int = 0
    planned_at: datetime | None = None
    after: int = 0


def kept_plan(data: PlanData) -> KeptPlan:
    """Return what is kept of a plan.

    Parameters
    ----------
    data
        The plan.

    Returns
    -------
    KeptPlan
        Without names, addresses and amounts.
    """
    compliance = data.compliance
    facts = {fact.visit_id: fact for fact in (compliance.facts if compliance else ())}
    cards = {card.case_id: card for card in data.cards}
    visits = {visit.visit_id: visit for visit in data.problem.visits}
    agents = {shift.shift_id: shift.agent_id for shift in data.problem.shifts}
    kept: dict[tuple[str, int], KeptVisit] = {}  # two agents who meet make one visit
    for route in data.routes:
        for planned in (visit for stop in route.stops for visit in stop.visits):
            fact = facts.get(planned.visit_id)
            for case_id in visits[planned.visit_id].case_ids:
                card = cards.get(case_id)
                own = card.place_type if card else None
                kept.setdefault(
                    (case_id, planned.start_s),
                    KeptVisit(
                        visit_id=planned.visit_id,
                        case_id=case_id,
                        borrower_id=card.borrower_id if card else case_id,
                        start=data.problem.instant(planned.start_s),
                        agent_id=agents[route.shift_id],
                        place_type=fact.place_type if fact else own,
                        zone=fact.zone if fact else "",
                    ),
                )
    named = (case for visit in data.problem.visits for case in visit.case_ids)
    return KeptPlan(
        day=data.day,
        considered=tuple(sorted({*cards, *named})),
        visits=tuple(sorted(kept.values(), key=lambda visit: (visit.start, visit.case_id))),
        layers=tuple(f"{one.profile_id} {one.version}" for one in compliance.layers)
        if compliance
        else (),
        seed=data.search.seed,
        planned_at=compliance.planned_at if compliance else None,
    )
