"""Visits that spacings and meetings couple find their places and times together, part by part.

A part is what is tied together: the two of a meeting, visits that must be apart. Each part in turn
is put where it fits best, on the few shifts that suit it best. Then, while there is time, parts are
put anew, alone or with another one, and decided by the joint model: the visits of the part go
anywhere, the others of the opened routes keep their order but may move in time or be left out, all
other routes stay. What is not better is not taken, so a plan never gets dearer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Sequence

from router.domain.problem import Problem
from router.domain.route import Route
from router.errors import SearchError
from router.solving.jointly import solve_jointly
from router.solving.options import start_windows
from router.solving.parting import partners_near, parts_of, shifts_near
from router.solving.pinned import coupled_visits, mended
from router.solving.placing import place
from router.solving.planned import plan_price, route_at, starts_of
from router.solving.who import allowed

__all__ = ["improve", "settle"]

WHOLE = 12  # visits that are decided all at once, at most
SHIFTS = 3  # that suit a visit best and are opened for it
ONE_PART_S = 1.0  # of the limit, at most
BEGINNING_S = (1.0, 30.0)  # for locked beginnings; the longer only if the shorter tells nothing
IDLE_ROUNDS = 2  # over all parts without an improvement end the search


def settle(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    start: Sequence[Route] | None = None,
    deterministic: bool = False,
) -> tuple[Route, ...]:
    """Find places and times for the visits that are coupled.

    Parameters
    ----------
    problem
        The statement.
    seconds
        Time limit. A tenth of a second is enough for each meeting or group of spaced visits.
    seed
        Of all randomness.
    start
        Routes to begin from, such as those for the problem without the coupled visits. What
        breaks a rule is taken off. Without them only coupled, mandatory and locked visits are
        planned.
    deterministic
        True to count the seconds of the joint model by its steps instead of the clock, so that
        the same call gives the same routes on any machine.

    Returns
    -------
    tuple of Route
        In the order of the shifts; they keep every rule. Coupled visits may be left out.

    Raises
    ------
    SearchError
        If the shifts cannot begin with the visits that are locked to them.
    """
    search = _Search(problem, seconds, seed, deterministic)
    search.begin(start or ())
    waiting = parts_of(problem, starts_of(search.plan))
    for part in waiting:
        if search.left() > 0:
            search.put(part)
    search.improve()
    return search.plan


def improve(
    problem: Problem,
    routes: Sequence[Route],
    *,
    seconds: float,
    seed: int = 0,
    deterministic: bool = False,
) -> tuple[Route, ...]:
    """Let the coupled visits of a plan find better places and times.

    Parameters
    ----------
    problem
        The statement.
    routes
        A plan that keeps every rule.
    seconds
        Time limit.
    seed
        Of all randomness.
    deterministic
        As for `settle`.

    Returns
    -------
    tuple of Route
        Never dearer.
    """
    search = _Search(problem, seconds, seed, deterministic)
    search.plan = tuple(routes)
    search.improve()
    return search.plan


class _Search:
    """A plan, and the time that is left to make it better."""

    def __init__(self, problem: Problem, seconds: float, seed: int, deterministic: bool) -> None:
        self.problem = problem
        self.plan: tuple[Route, ...] = ()
        self.seconds, self.deterministic = seconds, deterministic
        self.begun, self.effort = time.monotonic(), 0.0
        self.seed, self.chance = seed, random.Random(seed)
        self.visits = {visit.visit_id: visit for visit in problem.visits}
        windows = [start_windows(visit) for visit in problem.visits]
        table = allowed(problem, range(len(problem.visits)), windows)
        self.allowed = {
            visit.visit_id: [s for s, row in zip(problem.shifts, table, strict=True) if row[i]]
            for i, visit in enumerate(problem.visits)
        }

    def left(self) -> float:
        """Seconds, of the kind that is counted."""
        used = self.effort if self.deterministic else time.monotonic() - self.begun
        return self.seconds - used

    def begin(self, routes: Sequence[Route]) -> None:
        """Take over what is right of given routes, and lay out the locked beginnings."""
        plan: list[Route] = []
        seen: set[str] = set()
        for route in routes:
            kept = self._lawful(route, seen)
            seen |= set(kept.visit_ids if kept else ())
            plan += [kept] if kept else []
        self.plan = mended(self.problem, plan)
        planned = {route.shift_id for route in self.plan}
        missing = [s for s in self.problem.shifts if s.locked_visits and s.shift_id not in planned]
        if not missing:
            return
        begun = {v for shift in self.problem.shifts for v in shift.locked_visits}
        # First beside the other routes; if they are in the way, with all that meets or is spaced.
        for fixed, shifts, among in (
            (self.plan, missing, begun),
            ((), self.problem.shifts, begun | coupled_visits(self.problem)),
        ):
            for seconds in BEGINNING_S:
                found = solve_jointly(
                    self.problem,
                    seconds=seconds,
                    seed=self.seed,
                    fixed=fixed,
                    shifts=[shift.shift_id for shift in shifts],
                    among=among,
                    deterministic=True,
                )
                self.effort += found.effort
                if found.routes is not None:
                    self.plan = found.routes
                    return
                if found.proven:
                    break
        names = ", ".join(shift.shift_id for shift in missing)
        raise SearchError(
            f"shifts {names} cannot begin with the visits that are locked to them: some rule, "
            "or the time, does not allow it; release one of them"
        )

    def _lawful(self, route: Route, seen: Collection[str]) -> Route | None:
        """The route without visits that it must not make, or make then."""
        shift = next((s for s in self.problem.shifts if s.shift_id == route.shift_id), None)
        if shift is None:
            return None
        starts = {
            visit_id: at
            for visit_id, at in starts_of([route]).items()
            if visit_id in self.visits
            and visit_id not in seen
            and shift in self.allowed[visit_id]
            and any(lo <= at <= hi for lo, hi in start_windows(self.visits[visit_id]))
        }
        if tuple(starts)[: len(shift.locked_visits)] != shift.locked_visits or not starts:
            return None
        return route_at(self.problem, shift.shift_id, starts)

    def improve(self) -> None:
        """Decide all parts again, with what is near, until nothing better comes or time is up."""
        if len(self.problem.visits) <= WHOLE and self._whole():
            return
        parts = [part for part in parts_of(self.problem, ()) if part & coupled_visits(self.problem)]
        idle = 0
        while parts and idle < IDLE_ROUNDS * len(parts):
            self.chance.shuffle(parts)
            for part in parts:
                if self.left() <= 0:
                    return
                better = self.put(part)
                better |= self.put(part | self.chance.choice(parts))
                better |= self.decide(part)
                idle = 0 if better else idle + 1

    def _whole(self) -> bool:
        """Decide everything at once; tell whether nothing better is left to be found."""
        found = solve_jointly(
            self.problem,
            seconds=max(0.05, self.left()),
            seed=self.seed,
            start=self.plan,
            deterministic=self.deterministic,
        )
        self.effort += found.effort
        self.accept(found.routes)
        return found.proven

    def put(self, part: frozenset[str]) -> bool:
        """Put the visits of a part where they fit best now; tell whether that is better."""
        free = self._free(part)
        placed = place(self.problem, self.plan, free, self._opened(free))
        return self.accept(None if placed is None else mended(self.problem, placed))

    def _free(self, part: frozenset[str]) -> frozenset[str]:
        """The part without what is locked to the beginning of a shift, and without its partners."""
        begun = {v for shift in self.problem.shifts for v in shift.locked_visits}
        for meeting in self.problem.meetings:
            if not begun.isdisjoint((meeting.first, meeting.second)):
                begun |= {meeting.first, meeting.second}
        return part - begun

    def _opened(self, free: frozenset[str]) -> frozenset[str]:
        """The shifts that have a visit, and those that suit it best, alone or with a partner."""
        opened = {r.shift_id for r in self.plan if not free.isdisjoint(r.visit_ids)}
        near = {
            visit_id: shifts_near(self.problem, self.plan, visit_id, self.allowed[visit_id])
            for visit_id in sorted(free)
        }
        for shifts in near.values():
            opened.update(shift.shift_id for shift in shifts[:SHIFTS])
        for meeting in self.problem.meetings:
            if {meeting.first, meeting.second} <= free:
                opened |= partners_near(meeting, near[meeting.first], near[meeting.second], SHIFTS)
        return frozenset(opened)

    def decide(self, part: frozenset[str]) -> bool:
        """Let the visits of a part go anywhere; tell whether the plan got better."""
        begun = {v for shift in self.problem.shifts for v in shift.locked_visits}
        free = part - begun
        opened = self._opened(part) if free else frozenset()
        return bool(opened) and self.accept(
            self._solved(free, opened, min(ONE_PART_S, self.left()))
        )

    def accept(self, routes: Sequence[Route] | None) -> bool:
        """Keep a plan if it is better."""
        if routes is None:
            return False
        price, new = plan_price(self.problem, self.plan), plan_price(self.problem, routes)
        if (new[0], new[1] + 1e-6) >= price:
            return False
        self.plan = tuple(routes)
        return True

    def _solved(
        self, free: frozenset[str], opened: Collection[str], seconds: float
    ) -> tuple[Route, ...] | None:
        kept = {
            route.shift_id: [v for v in route.visit_ids if v not in free]
            for route in self.plan
            if route.shift_id in opened
        }
        found = solve_jointly(
            self.problem,
            seconds=max(0.05, seconds),
            seed=self.seed,
            start=self.plan,
            deterministic=self.deterministic,
            fixed=[route for route in self.plan if route.shift_id not in opened],
            kept=kept,
            among=free.union(*kept.values()),
            shifts=opened,
        )
        self.effort += found.effort
        return found.routes
