"""Routes become an answer in VROOM's JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from router.domain.problem import Shift
from router.domain.route import PlannedBreak, Route
from router.exports.json_text import Json
from router.exports.vroom import VroomJob, VroomProblem, VroomVehicle, vroom_cost, vroom_point

__all__ = ["write_vroom"]


def write_vroom(vroom: VroomProblem, routes: Sequence[Route]) -> dict[str, Json]:
    """Return an answer in VROOM's shape.

    Parameters
    ----------
    vroom
        The problem as read.
    routes
        Of the solution or of the plan.

    Returns
    -------
    dict
        ``code``, ``summary``, ``unassigned``, ``routes``: what ``json.dumps`` takes. Each step's
        ``arrival + waiting_time + setup + service``, and the travel to the next, give the next
        arrival. Costs are in VROOM's sense: fixed, travel time, task time and distance.

    Notes
    -----
    A break before the departure moves the start step to that break, and one after the return moves
    the end step behind it; the time between is reported as waiting. Where a break pauses a setup,
    it is moved before the setup, as far as its window allows; what of the setup still comes before
    the break is reported as waiting.
    """
    shifts = {shift.shift_id: shift for shift in vroom.problem.shifts}
    order = {shift_id: number for number, shift_id in enumerate(shifts)}
    done = [
        _Timeline(vroom, shifts[route.shift_id]).follow(route)
        for route in sorted(routes, key=lambda route: order[route.shift_id])
    ]
    planned = {visit_id for route in routes for visit_id in route.visit_ids}
    left = [job for visit_id, job in vroom.jobs.items() if visit_id not in planned]
    totals = _Totals()
    for timeline in done:
        totals.add(timeline.totals)
    return {
        "code": 0,
        "summary": {
            "cost": totals.cost,
            "routes": len(done),
            "unassigned": len(left),
            **totals.members(vroom),
            "violations": [],
        },
        "unassigned": [
            {"id": job.id, "type": "job", **_described(job), **_where(job)} for job in left
        ],
        "routes": [timeline.member() for timeline in done],
    }


@dataclass
class _Totals:
    """Sums of a route or of all."""

    cost: int = 0
    delivery: int = 0
    pickup: int = 0
    setup: int = 0
    service: int = 0
    duration: int = 0
    waiting_time: int = 0
    priority: int = 0
    distance: int = 0

    def add(self, other: _Totals) -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def members(self, vroom: VroomProblem) -> dict[str, Json]:
        loads: dict[str, Json] = {"delivery": [self.delivery], "pickup": [self.pickup]}
        return {
            **(loads if vroom.loads else {}),
            "setup": self.setup,
            "service": self.service,
            "duration": self.duration,
            "waiting_time": self.waiting_time,
            "priority": self.priority,
            **({"distance": self.distance} if vroom.distances else {}),
        }


@dataclass
class _Timeline:
    """Walks along one route and notes its steps, in VROOM's arithmetic."""

    vroom: VroomProblem
    shift: Shift
    steps: list[Json] = field(default_factory=list)
    totals: _Totals = field(default_factory=_Totals)
    clock: int = 0
    load: int = 0
    work: int = 0
    breaks_done: int = 0

    @property
    def vehicle(self) -> VroomVehicle:
        return self.vroom.vehicles[self.shift.shift_id]

    def follow(self, route: Route) -> _Timeline:
        rests = list(route.breaks)
        jobs = [self.vroom.jobs[visit_id] for visit_id in route.visit_ids]
        self.load = sum(job.delivery for job in jobs)
        self.clock = min([route.start_s, *(rest.start_s for rest in rests[:1])])
        here = self.shift.start_location
        if here is not None:
            vehicle = self.vehicle
            self._step("start", vroom_point(vehicle.start, vehicle.start_index))
        visits = {visit.visit_id: visit for visit in self.vroom.problem.visits}
        building = ""
        for planned in (visit for stop in route.stops for visit in stop.visits):
            visit, job = visits[planned.visit_id], self.vroom.jobs[planned.visit_id]
            ahead = [rest for rest in rests if rest.start_s < planned.start_s]
            rests = rests[len(ahead) :]
            due = visit.setup_s if visit.building != building else 0
            self._travel(here, visit.location, ahead, ready_s=planned.start_s - due)
            free = max(0, planned.start_s - self.clock)
            setup = min(due, free)
            self._job(job, setup, free - setup)
            here, building = visit.location, visit.building
        self._travel(here, self.shift.end_location, rests)
        if self.shift.end_location is not None:
            vehicle = self.vehicle
            self._step("end", vroom_point(vehicle.end, vehicle.end_index))
        self._price()
        return self

    def member(self) -> dict[str, Json]:
        return {
            "vehicle": self.vehicle.id,
            "cost": self.totals.cost,
            **({"description": self.vehicle.description} if self.vehicle.description else {}),
            **self.totals.members(self.vroom),
            "steps": self.steps,
            "violations": [],
        }

    def _travel(
        self,
        start: int | None,
        end: int | None,
        rests: Sequence[PlannedBreak],
        *,
        ready_s: int | None = None,
    ) -> None:
        """Go to the next place, with the breaks that come before it."""
        remaining, metres = self._leg(start, end)
        for rest in rests:
            idle = max(0, rest.start_s - self.clock)
            part = min(remaining, idle)
            self._pass(part)
            remaining -= part
            # VROOM does not pause a setup: have the break before it, as far as its window allows.
            late = 0 if ready_s is None else rest.end_s + remaining - ready_s
            window = self.shift.breaks[self.breaks_done]
            early = max(0, min(idle - part, late, rest.start_s - window.earliest_s))
            self._break(rest, idle - part - early)
        self._pass(remaining)
        self.totals.distance += metres

    def _leg(self, start: int | None, end: int | None) -> tuple[int, int]:
        if start is None or end is None or start == end:
            return 0, 0
        seconds = self.vroom.problem.matrices[self.shift.matrix].duration_s[start, end]
        distances = self.vroom.distances.get(self.shift.matrix)
        return int(seconds), 0 if distances is None else int(distances[start, end])

    def _pass(self, seconds: int) -> None:
        self.clock += seconds
        self.totals.duration += seconds

    def _break(self, rest: PlannedBreak, wait: int) -> None:
        identifier = self.vehicle.break_ids[self.breaks_done]
        self.breaks_done += 1
        service = rest.end_s - rest.start_s
        self._step("break", {"id": identifier}, service=service, wait=wait)
        self.totals.service += service
        self.totals.waiting_time += wait
        self.clock += wait + service

    def _job(self, job: VroomJob, setup: int, wait: int) -> None:
        self.load += job.pickup - job.delivery
        members: dict[str, Json] = {"id": job.id, "job": job.id, **_described(job), **_where(job)}
        self._step("job", members, setup=setup, service=job.service, wait=wait)
        self.totals.setup += setup
        self.totals.service += job.service
        self.totals.waiting_time += wait
        self.totals.priority += job.priority
        self.work += setup + job.service
        self.totals.delivery += job.delivery
        self.totals.pickup += job.pickup
        self.clock += wait + setup + job.service

    def _step(
        self,
        kind: str,
        members: dict[str, Json],
        *,
        setup: int = 0,
        service: int = 0,
        wait: int = 0,
    ) -> None:
        self.steps.append(
            {
                "type": kind,
                **members,
                "setup": setup,
                "service": service,
                "waiting_time": wait,
                **({"load": [self.load]} if self.vroom.loads else {}),
                "arrival": self.clock,
                "duration": self.totals.duration,
                "violations": [],
                **({"distance": self.totals.distance} if self.vroom.distances else {}),
            }
        )

    def _price(self) -> None:
        vehicle, totals = self.vehicle, self.totals
        totals.cost = vroom_cost(
            vehicle, duration=totals.duration, work=self.work, distance=totals.distance
        )


def _described(job: VroomJob) -> dict[str, Json]:
    return {"description": job.description} if job.description else {}


def _where(job: VroomJob) -> dict[str, Json]:
    return vroom_point(job.location, job.location_index)
