"""One agent on the way: legs, waits, breaks and services as they really pass."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, ShiftBreak
from router.domain.route import PlannedVisit, Route
from router.domain.visits import Visit
from router.simulation.dice import spread
from router.simulation.openings import next_start
from router.simulation.played import AgentDay
from router.simulation.world import World

__all__ = ["Walker", "walker_of"]


@dataclass(slots=True, kw_only=True)
class Walker:
    """An agent under way; the only thing here that changes.

    Parameters
    ----------
    world, problem, shift, day
        Where, and on which shift of which day.
    visits
        Of the problem, by id.
    needed_s
        A meeting must have that long inside the legal hours, at least.
    patient
        Whether it waits for hours in which a visit is worth more.
    todo
        Visits that are still to be made, in order.
    rests
        Breaks that are still due, and when they are planned.
    start_s, clock
        Departure, and now, in seconds after the problem's origin.
    place, building
        Where the agent is; None before an open start.
    travel_s, distance_m, service_s, setup_s, wait_s, break_s
        So far.
    """

    world: World
    problem: Problem
    shift: Shift
    day: date
    visits: Mapping[str, Visit]
    needed_s: int
    patient: bool
    todo: deque[PlannedVisit]
    rests: deque[tuple[ShiftBreak, int]]
    start_s: int
    clock: int
    place: int | None
    building: str = ""
    travel_s: int = 0
    distance_m: int = 0
    service_s: int = 0
    setup_s: int = 0
    wait_s: int = 0
    break_s: int = 0

    def go(self) -> bool:
        """Travel to the next door and set up there, unless it is plainly too late for it.

        Returns
        -------
        bool
            Whether the agent stands at the door.
        """
        planned = self.todo[0]
        visit = self.visits[planned.visit_id]
        self._rest_until(self.clock)
        if not self._worth_going(visit):
            return False
        self._travel(visit.location)
        if visit.building != self.building:
            self.clock += visit.setup_s
            self.setup_s += visit.setup_s
            self.building = visit.building
        self._rest_until(self.clock)
        return True

    def start_at(self, ready_s: int) -> int | None:
        """Find out when the next service starts if everybody is ready at a moment.

        Parameters
        ----------
        ready_s
            Not before now.

        Returns
        -------
        int or None
            None if it is too late. Nothing has happened yet.
        """
        planned = self.todo[0]
        visit = self.visits[planned.visit_id]
        start = next_start(visit, ready_s, self._need(visit))
        if start is None or not self.patient:
            return start
        for band in visit.value_bands:
            if start < band.start_s <= planned.start_s <= band.end_s:
                later = next_start(visit, band.start_s, self._need(visit))
                if later is None:
                    return start
                gain = visit.value_at(later) - visit.value_at(start)
                if gain > self.shift.cost_per_hour * (later - start) / 3600:
                    return later
        return start

    def wait(self, start_s: int) -> int:
        """Wait at the door, with any break that is due meanwhile.

        Parameters
        ----------
        start_s
            Until when.

        Returns
        -------
        int
            When the agent is ready: then, or after a break that ends later.
        """
        while self.rests:
            rest, planned_s = self.rests[0]
            begin = max(self.clock, planned_s, rest.earliest_s)
            if begin >= start_s:
                # A service now would push the break beyond its window.
                visit = self.visits[self.todo[0].visit_id]
                if max(start_s, self.clock) + self._need(visit) <= rest.latest_s:
                    break
                begin = max(self.clock, rest.earliest_s)
                if begin > rest.latest_s:
                    break
            self._take_break(begin)
        if start_s > self.clock:
            self.wait_s += start_s - self.clock
            self.clock = start_s
        return self.clock

    def serve(self, seconds: int) -> None:
        """Be at the door for some time.

        Parameters
        ----------
        seconds
            How long.
        """
        self.clock += seconds
        self.service_s += seconds

    def home(self) -> AgentDay:
        """Return to the end of the shift.

        Returns
        -------
        AgentDay
            All of the day.
        """
        self._rest_until(self.clock)
        if self.shift.end_location is not None and self.place is not None:
            self._travel(self.shift.end_location)
        over = max(0, self.clock - self.shift.latest_s)
        late = max(0, over - self.shift.overtime_max_s)
        hours = (self.clock - self.start_s) / 3600
        cost = self.shift.fixed_cost + hours * self.shift.cost_per_hour
        cost += self.distance_m / 1000 * self.shift.cost_per_km
        cost += over / 3600 * self.shift.overtime_cost_per_hour
        return AgentDay(
            shift_id=self.shift.shift_id,
            agent_id=self.shift.agent_id,
            start_s=self.start_s,
            end_s=self.clock,
            travel_s=self.travel_s,
            distance_m=self.distance_m,
            service_s=self.service_s,
            setup_s=self.setup_s,
            wait_s=self.wait_s,
            break_s=self.break_s,
            late_s=late,
            cost=cost,
        )

    def _need(self, visit: Visit) -> int:
        return max(self.needed_s, visit.service_s)

    def _expected(self, origin: int | None, goal: int | None) -> int:
        if origin is None or goal is None:
            return 0
        return int(self.problem.matrices[self.shift.matrix].duration_s[origin, goal])

    def _worth_going(self, visit: Visit) -> bool:
        """Tell whether there is time for the visit, the way back, and the next appointment."""
        there = self._expected(self.place, visit.location)
        back = self._expected(visit.location, self.shift.end_location)
        if UNREACHABLE in (there, back):
            return False
        setup = visit.setup_s if visit.building != self.building else 0
        ready = self.clock + there + setup
        start = next_start(visit, ready, self._need(visit))
        if start is None:
            return False
        done = start + visit.service_s
        pauses = sum(rest.duration_s for rest, at in self.rests if at < done + back)
        last = self.shift.latest_s + self.shift.overtime_max_s
        last += round(self.world.options.overrun_min * 60)
        if done + back + pauses > last:
            return False
        return visit.mandatory or self._keeps_appointment(visit, done)

    def _keeps_appointment(self, visit: Visit, done_s: int) -> bool:
        """Tell whether the next appointment is in reach after a visit, if it is in reach now."""
        for planned in list(self.todo)[1:]:
            due = self.visits[planned.visit_id]
            if due.mandatory:
                after = done_s + self._expected(visit.location, due.location) + due.setup_s
                direct = self.clock + self._expected(self.place, due.location) + due.setup_s
                need = self._need(due)
                if next_start(due, direct, need) is None:
                    return True
                return next_start(due, after, need) is not None
        return True

    def _travel(self, goal: int) -> None:
        """Go there, pausing for breaks that fall due on the way."""
        expected = self._expected(self.place, goal)
        if self.place is not None and expected > 0:
            matrix = self.problem.matrices[self.shift.matrix]
            hour = self.problem.instant(self.clock).hour
            deviation = self.world.options.travel_spread
            names = (self.world.seed, "road", self.shift.agent_id, self.day, hour)
            seconds = round(expected * spread(deviation, *names))
            arrival = self.clock + seconds
            while self.rests and self.rests[0][1] < arrival:
                arrival += self._pause(self.rests.popleft())
            self.clock = arrival
            self.travel_s += seconds
            self.distance_m += int(matrix.distance_m[self.place, goal])
        self.place = goal

    def _pause(self, due: tuple[ShiftBreak, int]) -> int:
        self.break_s += due[0].duration_s
        return due[0].duration_s

    def _rest_until(self, moment: int) -> None:
        """Take the breaks that are due by now."""
        while self.rests and self.rests[0][1] <= moment:
            self._take_break(self.clock)
            moment = self.clock

    def _take_break(self, begin_s: int) -> None:
        rest, _ = self.rests.popleft()
        self.wait_s += max(0, begin_s - self.clock)
        self.clock = max(self.clock, begin_s) + rest.duration_s
        self.break_s += rest.duration_s


def walker_of(world: World, problem: Problem, route: Route, day: date, *, patient: bool) -> Walker:
    """Put an agent at the start of a route.

    Parameters
    ----------
    world, problem
        The city, and what was planned from.
    route
        As planned.
    day
        The date.
    patient
        See `Walker`.

    Returns
    -------
    Walker
        About to leave, at the planned departure.
    """
    shift = next(one for one in problem.shifts if one.shift_id == route.shift_id)
    # What is planned before departure or after the return is no pause of the working time.
    rests = [
        (rule, rest.start_s)
        for rule, rest in zip(shift.breaks, route.breaks, strict=True)
        if route.start_s <= rest.start_s < route.end_s
    ]
    return Walker(
        world=world,
        problem=problem,
        shift=shift,
        day=day,
        visits={visit.visit_id: visit for visit in problem.visits},
        needed_s=round(world.options.met_min * 60),
        patient=patient,
        todo=deque(visit for stop in route.stops for visit in stop.visits),
        rests=deque(rests),
        start_s=route.start_s,
        clock=route.start_s,
        place=shift.start_location,
    )
