"""What every page asks of a plan: who, where, which case, how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from router.domain.compliance import NoticeDue, VisitFacts
from router.domain.finish import finish_quantile
from router.domain.places import Coordinate
from router.domain.plan import CaseCard, LaterVisit, PlanData
from router.domain.problem import Shift, Visit
from router.domain.route import PlannedVisit, Route, Stop
from router.domain.why import Why, reasons_made
from router.drawing.page_words import PAGE_WORDS
from router.drawing.palette import RouteStyle, route_style
from router.drawing.words import Clock

__all__ = ["Counts", "Facts"]

_CHECK_IN_S = 15 * 60  # after the planned end of a visit somebody must have heard from the agents


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the cases are; each is counted once.

    Parameters
    ----------
    cases
        That came in.
    planned, unassigned, held, review
        Where they are now. A case with a visit on a route counts as planned, also if another
        address of it is left out.
    missing
        In none of them: an error in the plan.
    """

    cases: int
    planned: int
    unassigned: int
    held: int
    review: int
    missing: int


class Facts:
    """Look-ups over a plan.

    Parameters
    ----------
    plan
        The plan that is drawn.
    agents
        Agent ids in the order of their colours; empty takes the order of the shifts.
    lang
        ``en`` or ``zh``: of the page, its clock times and its own words.
    """

    def __init__(self, plan: PlanData, agents: Sequence[str] = (), lang: str = "en") -> None:
        self.plan = plan
        self.lang = lang
        self.clock = Clock(plan.problem, plan.day, lang)
        self._visits = {visit.visit_id: visit for visit in plan.problem.visits}
        self._shifts = {shift.shift_id: shift for shift in plan.problem.shifts}
        self._cards = {card.case_id: card for card in plan.cards}
        told = plan.compliance
        self._rules = {one.visit_id: one for one in told.facts} if told else {}
        self._notices = {one.case_id: one for one in told.notices} if told else {}
        self._people = {one.agent_id: one.people for one in told.agents} if told else {}
        self._partner = plan.meets
        self._style = {
            shift.shift_id: route_style(agents.index(shift.agent_id) if agents else position)
            for position, shift in enumerate(plan.problem.shifts)
        }
        self._why = {
            visit_id: why
            for route in plan.routes
            for visit_id, why in reasons_made(plan, route).items()
        }
        self._later = {visit.visit_id: visit for visit in plan.later}
        self._later_of = {case: visit for visit in plan.later for case in visit.case_ids}

    def visit(self, visit_id: str) -> Visit:
        """Return a visit of the problem."""
        return self._visits[visit_id]

    def shift(self, shift_id: str) -> Shift:
        """Return a shift of the problem."""
        return self._shifts[shift_id]

    def style(self, shift_id: str) -> RouteStyle:
        """Return how the shift's route is drawn on every page."""
        return self._style[shift_id]

    def agent(self, shift_id: str) -> str:
        """Return the agent's name, not yet encoded."""
        shift = self._shifts[shift_id]
        return shift.agent_name or shift.agent_id

    def agent_named(self, agent_id: str) -> str:
        """Return the name of an agent, or the id of one who is not on duty, not yet encoded."""
        names = (shift.agent_name for shift in self._shifts.values() if shift.agent_id == agent_id)
        return next(names, "") or agent_id

    def cards(self, visit_id: str) -> tuple[CaseCard, ...]:
        """Return the cards of a visit's cases; a case without one gets an empty card."""
        case_ids = self._visits[visit_id].case_ids
        return tuple(self.card(case_id) for case_id in case_ids)

    def card(self, case_id: str) -> CaseCard:
        """Return the card of a case; an empty one if the plan has none."""
        return self._cards.get(case_id) or CaseCard(case_id=case_id, borrower_id=case_id)

    def address(self, visit_id: str) -> str:
        """Return the visit's address as written, the match if none was, not yet encoded."""
        return self.written(self.cards(visit_id))

    def written(self, cards: Iterable[CaseCard]) -> str:
        """Return the address of some cards as written, the match if none was."""
        for card in cards:
            if card.address.strip():
                return card.address
            if card.place is not None and card.place.matched:
                return card.place.matched
        return PAGE_WORDS[self.lang]["no_address"]

    def appointment(self, visit_id: str) -> bool:
        """Tell whether the visit has a confirmed time."""
        rules = self._rules.get(visit_id)
        return any(card.appointment for card in self.cards(visit_id)) or (
            rules is not None and rules.confirmed
        )

    def rules_of(self, visit_id: str) -> VisitFacts | None:
        """Return what the rules say of a visit; None if the plan has no rules."""
        return self._rules.get(visit_id)

    def people(self, shift_id: str) -> int:
        """Return how many people go together."""
        return self._people.get(self._shifts[shift_id].agent_id, 1)

    def partner(self, visit_id: str) -> str:
        """Return the name of the agent who is to be met at the door; empty if nobody is."""
        shift = self._partner.get(visit_id)
        return "" if shift is None else self.agent(shift.shift_id)

    def at_the_door(self, shift_id: str, visit_id: str) -> tuple[list[str], int]:
        """Return the ids of the agents who make a visit together, and how many people they are."""
        met = self._partner.get(visit_id)
        shifts = [self._shifts[shift_id], *([met] if met is not None else [])]
        agents = [shift.agent_id for shift in shifts]
        return agents, sum(self._people.get(agent, 1) for agent in agents)

    def check_in_by(self, visit: PlannedVisit) -> int | None:
        """Return until when the agents say that they are well; None if nothing asks for it."""
        rules = self._rules.get(visit.visit_id)
        if rules is None or not rules.flags & {"risk", "daylight"}:
            return None
        return -(-(visit.end_s + _CHECK_IN_S) // 300) * 300  # the next five minutes of the clock

    def why(self, visit_id: str) -> Why | None:
        """Return what speaks for a visit of a route; None if the plan does not say."""
        return self._why.get(visit_id)

    def later(self, visit_id: str) -> LaterVisit | None:
        """Return what is proposed for a later day; None if nothing is."""
        return self._later.get(visit_id)

    def later_of(self, case_id: str) -> LaterVisit | None:
        """Return what is proposed for a case on a later day; None if nothing is."""
        return self._later_of.get(case_id)

    def back_by(self, route: Route) -> str:
        """Return by when the agent is back on four of five days; empty if nobody knows."""
        if not self.plan.worths:
            return ""
        by_s = finish_quantile(self.plan.problem, route, self.plan.worths)
        # Where the plan is more careful than that, its end is a promise that holds as well.
        return self.clock.time(max(route.end_s, -(-by_s // 60) * 60))

    def windows(self, visit_id: str) -> str:
        """Return when the visit may start, in clock times: as its borrower is told, if so."""
        visit = self._visits[visit_id]
        notice = self.notice(visit_id)
        if notice is not None:
            origin = self.plan.problem.origin.timestamp()
            ends = (round(end.timestamp() - origin) for end in (notice.start, notice.end))
            return self.clock.between(*ends)
        words = PAGE_WORDS[self.lang]
        spans = (self.clock.between(*span) for span in visit.starts)
        return words["list"].join(spans) or words["any_time"]

    def notice(self, visit_id: str) -> NoticeDue | None:
        """Return what the borrower of a visit is told; None if nothing is."""
        own = (self._notices.get(case_id) for case_id in self._visits[visit_id].case_ids)
        return next((notice for notice in own if notice is not None), None)

    def where(self, visit_id: str) -> Coordinate | None:
        """Return where the visit is, None if the problem came without coordinates."""
        coordinates = self.plan.problem.coordinates
        if coordinates:
            return coordinates[self._visits[visit_id].location]
        places = (card.place for card in self.cards(visit_id))
        return next((place.coordinate for place in places if place is not None), None)

    def stop_point(self, stop: Stop) -> Coordinate | None:
        """Return where a stop's marker stands: at its first visit."""
        return self.where(stop.visits[0].visit_id) if stop.visits else None

    def end_points(self, route: Route) -> tuple[Coordinate | None, Coordinate | None]:
        """Return the start and the end place of a route, None where open or not known."""
        shift, coordinates = self._shifts[route.shift_id], self.plan.problem.coordinates
        start, end = (
            coordinates[location] if location is not None and coordinates else None
            for location in (shift.start_location, shift.end_location)
        )
        return start, end

    def approximate(self) -> bool:
        """Tell whether a route was planned over travel that does not follow streets."""
        matrices = self.plan.problem.matrices
        keys = {self._shifts[route.shift_id].matrix for route in self.plan.routes}
        return any(matrices[key].approximate for key in keys)

    def counts(self) -> Counts:
        """Count the cases by where they are."""
        plan = self.plan
        routed = (visit_id for route in plan.routes for visit_id in route.visit_ids)
        planned = {case_id for visit_id in routed for case_id in self._visits[visit_id].case_ids}
        left_out = {case_id for one in plan.unassigned for case_id in one.case_ids} - planned
        held = {one.case_id for one in plan.held} - planned - left_out
        review = {one.case_id for one in plan.review} - planned - left_out - held
        placed = planned | left_out | held | review
        missing = set(self._cards) - placed
        return Counts(
            cases=len(placed | missing),
            planned=len(planned),
            unassigned=len(left_out),
            held=len(held),
            review=len(review),
            missing=len(missing),
        )
