"""Play a day: planned routes meet the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from router.domain.cases import Case
from router.domain.memory import Payment
from router.domain.outcomes import Outcome
from router.domain.places import Coordinate
from router.domain.problem import Problem
from router.domain.route import PlannedVisit, Route
from router.simulation.dice import spread
from router.simulation.doors import Knock, knock
from router.simulation.office import confirmed_at, make_calls, make_offers
from router.simulation.played import AgentDay, DayPlayed, Offer, VisitPlayed
from router.simulation.walking import Walker, walker_of
from router.simulation.world import World

__all__ = ["play_day"]


def play_day(
    world: World,
    problem: Problem,
    routes: Sequence[Route],
    day: date,
    *,
    earlier: Sequence[DayPlayed] = (),
    patient: bool = True,
    calls: Sequence[str] = (),
    offers: Sequence[Offer] = (),
) -> DayPlayed:
    """Let agents walk the routes of a day.

    Parameters
    ----------
    world
        The city.
    problem
        What was planned from; ids of cases are those of the city.
    routes
        As planned; those of other days of the problem are not walked.
    day
        The date.
    earlier
        The days that were played before, under the same policy.
    patient
        Whether agents wait at a door for the hours (`Visit.value_bands`) in which the visit was
        planned, if that is worth their time. Off for policies that know no hours: their agents go
        on as soon as they can.
    calls
        Cases whose borrowers the office calls that day.
    offers
        Times that it offers by phone.

    Returns
    -------
    DayPlayed
        Chance comes from the city's seed, the household, the day and the hour, never from the
        order in which anything is asked: every policy meets the same world.

    Notes
    -----
    Nobody starts outside the windows and legal hours of a visit, nor where a meeting of usual
    length would not end inside the legal hours; a meeting that lasts longer is broken off then. An
    agent leaves out a visit that cannot be made in time, that would lead too far beyond the shift,
    or that would endanger the next appointment: ``NOTDONE``.
    """
    today = [route for route in routes if _is_on(world, problem, route, day)]
    walk = _Walk(world, problem, day, earlier)
    for route in today:
        walk.add(walker_of(world, problem, route, day, patient=patient))
    walk.run()
    rung, paid = make_calls(world, calls, day)
    return DayPlayed(
        day=day,
        visits=tuple(sorted(walk.visits, key=lambda one: (one.start_s, one.visit_id))),
        agents=tuple(sorted(walk.agents, key=lambda one: one.shift_id)),
        outcomes=tuple(sorted(walk.outcomes, key=lambda one: (one.when, one.case_id))),
        approaches=rung,
        replies=make_offers(world, offers, day),
        payments=tuple(sorted((*walk.payments, *paid), key=lambda one: (one.when, one.case_id))),
    )


class _Walk:
    """Everybody's way on one day; who must meet waits for the other."""

    def __init__(
        self, world: World, problem: Problem, day: date, earlier: Sequence[DayPlayed]
    ) -> None:
        self._world, self._problem, self._day = world, problem, day
        self._earlier = earlier
        self._cases = {case.case_id: case for case in world.cases_on(day)}
        self._partners = {
            one: other
            for meeting in problem.meetings
            for one, other in (
                (meeting.first, meeting.second),
                (meeting.second, meeting.first),
            )
        }
        self._seconds = {meeting.second for meeting in problem.meetings}
        self._under_way: list[Walker] = []
        self._waiting: dict[str, Walker] = {}
        self._given_up: set[str] = set()
        self.visits: list[VisitPlayed] = []
        self.agents: list[AgentDay] = []
        self.outcomes: list[Outcome] = []
        self.payments: list[Payment] = []

    def add(self, walker: Walker) -> None:
        """Send one more agent."""
        self._under_way.append(walker)

    def run(self) -> None:
        """Walk until everybody is home."""
        while self._under_way or self._waiting:
            if not self._under_way:
                # Those whom everybody waits for do not come any more.
                visit_id, walker = min(self._waiting.items())
                del self._waiting[visit_id]
                self._give_up(walker)
                self._under_way.append(walker)
            walker = min(self._under_way, key=lambda one: (one.clock, one.shift.shift_id))
            self._under_way.remove(walker)
            if not walker.todo:
                self.agents.append(walker.home())
            elif self._step(walker):
                self._under_way.append(walker)

    def _step(self, walker: Walker) -> bool:
        """Make the next visit; tell whether the agent can go on."""
        visit_id = walker.todo[0].visit_id
        partner = self._partners.get(visit_id)
        if partner in self._given_up or not walker.go():
            self._give_up(walker)
        elif partner is None:
            self._serve([walker])
        elif partner in self._waiting:
            other = self._waiting.pop(partner)
            self._serve([walker, other])
            self._under_way.append(other)
        else:
            self._waiting[visit_id] = walker
            return False
        return True

    def _serve(self, walkers: Sequence[Walker]) -> None:
        """One agent, or two who meet, knock at the door."""
        start = _common_start(walkers)
        while start is not None:
            ready = max(walker.wait(start) for walker in walkers)
            if ready <= start:
                break
            start = _common_start(walkers)
        if start is None:
            for walker in walkers:
                self._give_up(walker)
            return
        world, problem = self._world, self._problem
        visit = walkers[0].visits[walkers[0].todo[0].visit_id]
        cases = [self._cases[case_id] for case_id in visit.case_ids]
        when = problem.instant(start).astimezone(world.zone)
        at: Coordinate | None = None
        if problem.coordinates:
            at = problem.coordinates[visit.location]
        confirmed = confirmed_at(world, self._earlier, cases, when)
        earlier = _to_borrower(self._earlier, world, cases[0].borrower_id)
        came = knock(world, cases, at=at, when=when, confirmed=confirmed, earlier=earlier)
        seconds = self._duration(cases, came)
        for first, last in visit.legal:
            if first <= start <= last:
                seconds = min(seconds, last - start)
        left = problem.instant(start + seconds).astimezone(world.zone)
        for walker in walkers:
            planned = walker.todo.popleft()
            walker.serve(seconds)
            played = _visit_played(walker, planned, start, walker.clock, came, confirmed=confirmed)
            second = planned.visit_id in self._seconds
            self.visits.append(replace(played, companion=second))
            if not second:
                agent = walker.shift.agent_id
                self.outcomes += came.outcomes(cases, when, left, agent)
                self.payments += came.payments(cases)

    def _duration(self, cases: Sequence[Case], came: Knock) -> int:
        options = self._world.options
        minutes = options.met_min if came.met else options.missed_min
        names = (self._world.seed, "service", cases[0].borrower_id, self._day)
        return round(minutes * 60 * spread(options.service_spread, *names))

    def _give_up(self, walker: Walker) -> None:
        """Leave out the next visit; it goes back to the pool."""
        planned = walker.todo.popleft()
        visit = walker.visits[planned.visit_id]
        self._given_up.add(planned.visit_id)
        at = walker.clock
        self.visits.append(
            VisitPlayed(
                visit_id=planned.visit_id,
                case_ids=visit.case_ids,
                shift_id=walker.shift.shift_id,
                agent_id=walker.shift.agent_id,
                planned_s=planned.start_s,
                start_s=at,
                end_s=at,
                code="NOTDONE",
                met=False,
                appointment=visit.mandatory,
                companion=planned.visit_id in self._seconds,
            )
        )
        if planned.visit_id in self._seconds:
            return
        when = self._problem.instant(at).astimezone(self._world.zone)
        self.outcomes += [
            Outcome(
                case_id=case_id,
                borrower_id=self._cases[case_id].borrower_id,
                when=when,
                code="NOTDONE",
                agent_id=walker.shift.agent_id,
            )
            for case_id in visit.case_ids
        ]


def _common_start(walkers: Sequence[Walker]) -> int | None:
    """The first moment at which all of them can start; None if there is none."""
    ready = max(walker.clock for walker in walkers)
    starts = [walker.start_at(ready) for walker in walkers]
    while None not in starts and len(set(starts)) > 1:
        ready = max(start for start in starts if start is not None)
        starts = [walker.start_at(ready) for walker in walkers]
    return starts[0] if None not in starts else None


def _visit_played(
    walker: Walker, planned: PlannedVisit, start_s: int, end_s: int, came: Knock, *, confirmed: bool
) -> VisitPlayed:
    return VisitPlayed(
        visit_id=planned.visit_id,
        case_ids=walker.visits[planned.visit_id].case_ids,
        shift_id=walker.shift.shift_id,
        agent_id=walker.shift.agent_id,
        planned_s=planned.start_s,
        start_s=start_s,
        end_s=end_s,
        code=came.code,
        met=came.met,
        appointment=confirmed,
        until=came.until if came.kept is not None else None,
        kept=came.kept,
    )


def _to_borrower(
    played: Sequence[DayPlayed], world: World, borrower_id: str
) -> tuple[VisitPlayed, ...]:
    """The visits that were made to a borrower before."""
    return tuple(
        one
        for day in played
        for one in day.conversations
        if one.made and world.debts[one.case_ids[0]].case.borrower_id == borrower_id
    )


def _is_on(world: World, problem: Problem, route: Route, day: date) -> bool:
    return problem.instant(route.start_s).astimezone(world.zone).date() == day
