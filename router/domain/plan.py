"""A finished plan: the routes, everything that is not on one with its reason, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from router.domain.compliance import Compliance
from router.domain.costs import CostBreakdown
from router.domain.places import LocationStatus, Place, PlaceType
from router.domain.problem import Problem, Shift
from router.domain.refused import RefusedRow
from router.domain.route import Route, SearchInfo
from router.domain.worth import VisitWorth

__all__ = [
    "AT_RISK",
    "CaseCard",
    "CostBreakdown",
    "HeldCase",
    "LaterVisit",
    "OtherAddress",
    "PlanData",
    "ReasonCode",
    "ReviewCase",
    "ShiftRefusal",
    "UnassignedVisit",
]

AT_RISK = "Appointment at risk"
"""How a warning of a plan begins that is about an appointment which slower travel would break."""


class ReasonCode(StrEnum):
    """Why a visit is on no route, as found by trying to insert it into every route."""

    SKILL = "SKILL"
    """No agent on duty has the skills."""
    AGENT_NOT_ALLOWED = "AGENT_NOT_ALLOWED"
    """The required agent is off duty, or all on duty are excluded."""
    UNREACHABLE = "UNREACHABLE"
    """No way leads there and back for any agent who might go."""
    CAPACITY = "CAPACITY"
    """The load alone is more than an agent carries."""
    MAX_STOPS = "MAX_STOPS"
    """Every agent who might go is at the maximum number of visits."""
    MAX_DISTANCE = "MAX_DISTANCE"
    """The way exceeds the kilometres an agent may travel."""
    MAX_HOURS = "MAX_HOURS"
    """The visit exceeds the hours an agent may work."""
    TIME_WINDOW = "TIME_WINDOW"
    """No agent can be there inside a window, even with an empty route."""
    SHIFT_TIME = "SHIFT_TIME"
    """Going there and coming back does not fit into any shift."""
    BREAK = "BREAK"
    """It would fit, but for the agent's break."""
    LOCKED = "LOCKED"
    """A lock keeps it to another shift."""
    ORDER = "ORDER"
    """A visit that has to be on the same route, before or after it, stands in the way."""
    SPACING = "SPACING"
    """It would fit, but too soon before or after a visit from which it must be apart."""
    MEETING = "MEETING"
    """Two agents have to be there together, and no second agent can be."""
    SAME_BORROWER = "SAME_BORROWER"
    """Another visit of the same group is made today."""
    NO_CAPACITY_LEFT = "NO_CAPACITY_LEFT"
    """It fits an empty route, but not the routes of this plan without dropping other visits."""
    NOT_WORTH_IT = "NOT_WORTH_IT"
    """It fits, but costs more than it is worth."""
    SEARCH_LIMIT = "SEARCH_LIMIT"
    """It fits and pays, and the search did not get to it; give it more time."""
    LATER = "LATER"
    """It is proposed for a later day of the period that was planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRefusal:
    """Why one shift does not take one visit.

    Parameters
    ----------
    shift_id
        The shift.
    code
        Why.
    detail
        In words, with numbers.
    extra_cost
        Money that the cheapest possible insertion would cost, if there is one.
    """

    shift_id: str
    code: ReasonCode
    detail: str
    extra_cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnassignedVisit:
    """A visit on no route.

    Parameters
    ----------
    visit_id, case_ids
        Which.
    code
        Why, over all shifts: the reason of the shift that came nearest to taking it.
    detail
        In words, with numbers.
    remedy
        What would help.
    refusals
        The answer of every shift.
    channel
        What is due now: ``visit`` (on another day), or ``call``, ``message``, ``letter``.
    decision
        In words: why not today, and what to do instead. Empty if nobody was asked.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    code: ReasonCode
    detail: str
    remedy: str
    refusals: tuple[ShiftRefusal, ...] = ()
    channel: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterVisit:
    """A visit that is proposed for a later day than the one of the plan.

    Parameters
    ----------
    visit_id, case_ids
        Which.
    start
        When its service would start; zone-aware.
    agent_id
        Who would go.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    start: datetime
    agent_id: str

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None:
            raise ValueError("the start of a visit needs its zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """A case that must not be visited on this day.

    Parameters
    ----------
    case_id
        Which.
    rule
        Short code, such as ``HOLD:dispute`` or ``STAGE:legal``.
    detail
        In words.
    until
        Last day of the hold, if it has one.
    source
        Where the hold or the rule comes from: ``table``, ``outcome DISP``, a profile with its law.
    channel
        What is due instead of a visit: ``message``, ``call``, ``legal``, ``restructuring``,
        ``closed``, ``review``, or ``visit`` on another day.
    """

    case_id: str
    rule: str
    detail: str
    until: date | None = None
    source: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """A case whose address is not trusted.

    Parameters
    ----------
    case_id
        Which.
    why
        In words.
    candidates
        Up to five matches, best first.
    """

    case_id: str
    why: str
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAddress:
    """A further address of a case, which is not the one that is offered.

    Parameters
    ----------
    address
        As written.
    place_type
        What the place is to the borrower.
    status
        Whether it might be routed.
    why
        If not, why.
    place
        Where it was located, if it was.
    """

    address: str
    place_type: PlaceType = PlaceType.HOME
    status: LocationStatus = LocationStatus.REVIEW
    why: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """What the outputs may show of a case: never an amount, never days overdue.

    Parameters
    ----------
    case_id, borrower_id
        Which, and whose.
    name
        For the agent's own sheet only.
    address
        As written.
    place_type
        What the place is to the borrower.
    place
        Where it was located, if it was.
    notes
        For the agent.
    appointment
        True if the visit has a confirmed time today.
    other_addresses
        Further addresses of the case; the agent's sheet says how many, and nothing else of them.
    """

    case_id: str
    borrower_id: str
    name: str = ""
    address: str = ""
    place_type: PlaceType = PlaceType.HOME
    place: Place | None = None
    notes: str = ""
    appointment: bool = False
    other_addresses: tuple[OtherAddress, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanData:
    """A finished plan: every case is on a route, unassigned, held or in review.

    Parameters
    ----------
    day
        The date planned.
    problem
        What was solved, the travel matrices included.
    routes
        Who goes where, and when.
    unassigned, held, review
        Everything else, with its reason.
    refused
        Rows of the tables that could not be used.
    cards
        One for every case that came in and could be read.
    costs
        Recomputed by the checker.
    search
        How the routes were found.
    warnings
        Marks of a degraded result, such as straight-line travel.
    visiting_rules
        Under which rules, in words.
    attribution
        Of the map data.
    compliance
        The rules of the plan; None for a plan of a problem, which has no borrowers.
    worths
        What the visits of the problem are worth, term by term; none for a plan of a problem.
    later
        Visits that are proposed for later days of the same period; they are unassigned here, or
        their cases are held on this day.
    """

    day: date
    problem: Problem
    routes: tuple[Route, ...]
    unassigned: tuple[UnassignedVisit, ...] = ()
    held: tuple[HeldCase, ...] = ()
    review: tuple[ReviewCase, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    cards: tuple[CaseCard, ...] = ()
    costs: CostBreakdown = CostBreakdown()
    search: SearchInfo
    warnings: tuple[str, ...] = ()
    visiting_rules: str = ""
    attribution: str = ""
    compliance: Compliance | None = None
    worths: tuple[VisitWorth, ...] = ()
    later: tuple[LaterVisit, ...] = ()

    @property
    def meets(self) -> Mapping[str, Shift]:
        """Of the visits of meetings that are made: the shift of who is met at the door."""
        if not self.problem.meetings:
            return {}
        shifts = {shift.shift_id: shift for shift in self.problem.shifts}
        made = {
            visit_id: shifts[route.shift_id]
            for route in self.routes
            if route.shift_id in shifts
            for visit_id in route.visit_ids
        }
        pairs = [(m.first, m.second) for m in self.problem.meetings]
        both = [pair for pair in pairs if made.keys() >= set(pair)]
        return {one: made[two] for pair in both for one, two in (pair, pair[::-1])}

    @property
    def visited(self) -> tuple[str, ...]:
        """Ids of the visits that are made, route by route; one at which two agents meet once."""
        twice = self.problem.companions
        return tuple(v for route in self.routes for v in route.visit_ids if v not in twice)

    @property
    def left_out(self) -> tuple[UnassignedVisit, ...]:
        """The unassigned visits; one at which two agents would meet once."""
        twice = self.problem.companions
        return tuple(one for one in self.unassigned if one.visit_id not in twice)

    @property
    def proposed(self) -> tuple[LaterVisit, ...]:
        """The visits proposed for later days; one at which two agents would meet once."""
        doors = {(one.start, one.case_ids): one for one in reversed(self.later)}
        return tuple(doors.values())[::-1]

    def __repr__(self) -> str:
        return f"<PlanData of {self.day}: {len(self.routes)} routes, {len(self.cards)} cases>"
