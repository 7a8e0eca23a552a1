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
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route
from router.errors import SearchError
from router.solving.jointly import solve_jointly
from router.solving.options import start_windows
from router.solving.pinned import coupled_visits, mended
from router.solving.placing import place
from router.solving.planned import plan_price, route_at, starts_of
from router.solving.who import allowed

__all__ = ["improve", "settle"]

WHOLE = 12  # visits that are decided all at once, at most
PART = 6  # visits that are decided at once, at most
SHIFTS = 3  # that suit a visit best and are opened for it
ONE_PART_S = 1.0  # of the limit, at most
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
        True to count CP-SAT's deterministic time, about seconds, instead of the clock.

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
    waiting = search.parts(set(starts_of(search.plan)))
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
        locked = [v for shift in missing for v in shift.locked_visits]
        partners = {v for part in self.parts(set()) if not part.isdisjoint(locked) for v in part}
        for fixed, shifts, among in (
            (self.plan, [shift.shift_id for shift in missing], set(locked)),
            (
                (),
                [s.shift_id for s in self.problem.shifts],
                partners.union(v for shift in self.problem.shifts for v in shift.locked_visits),
            ),
        ):
            found = solve_jointly(
                self.problem, seconds=None, seed=self.seed, fixed=fixed, shifts=shifts, among=among
            )
            self.effort += found.effort
            if found.routes is not None:
                self.plan = found.routes
                return
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

    def parts(self, planned: Collection[str]) -> list[frozenset[str]]:
        """What is decided at once and is not all planned yet; mandatory, then dear ones first."""
        problem = self.problem
        pairs = [[meeting.first, meeting.second] for meeting in problem.meetings]
        paired = {visit_id for pair in pairs for visit_id in pair}
        coupled = coupled_visits(problem)
        units = pairs + [
            [visit.visit_id]
            for visit in problem.visits
            if visit.visit_id not in paired and (visit.visit_id in coupled or visit.mandatory)
        ]
        tied = [set(spacing.visit_ids) for spacing in problem.spacings]
        parts: list[list[str]] = []
        while units:
            part = units.pop(0)
            for unit in list(units):
                together = any(s & set(part) and s & set(unit) for s in tied)
                if together and len(part) + len(unit) <= PART:
                    part = part + unit
                    units.remove(unit)
            parts.append(part)
        waiting = [frozenset(part) for part in parts if not planned or set(part) - set(planned)]
        return sorted(
            waiting,
            key=lambda part: (
                not any(self.visits[v].mandatory for v in part),
                -sum(self.visits[v].worth for v in part),
                min(part),
            ),
        )

    def improve(self) -> None:
        """Decide all parts again, with what is near, until nothing better comes or time is up."""
        if len(self.problem.visits) <= WHOLE and self._whole():
            return
        parts = [part for part in self.parts(()) if part & coupled_visits(self.problem)]
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
        """The shifts that have a visit, and those that suit it best."""
        opened = {r.shift_id for r in self.plan if not free.isdisjoint(r.visit_ids)}
        return frozenset(opened.union(*(self._best_shifts(self.visits[v]) for v in sorted(free))))

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

    def _best_shifts(self, visit: Visit) -> Iterable[str]:
        """The shifts for which a visit is the least way round."""
        routes = {route.shift_id: route for route in self.plan}
        ways = sorted(
            (self._way_round(shift, routes.get(shift.shift_id), visit), number, shift.shift_id)
            for number, shift in enumerate(self.allowed[visit.visit_id])
        )
        return [shift_id for _, _, shift_id in ways[:SHIFTS]]

    def _way_round(self, shift: Shift, route: Route | None, visit: Visit) -> int:
        """Seconds that the way gets longer, times aside."""
        places = [
            shift.start_location,
            *(self.visits[v].location for v in (route.visit_ids if route else ())),
            shift.end_location,
        ]
        here = visit.location
        return min(
            self._seconds(shift, a, here)
            + self._seconds(shift, here, b)
            - self._seconds(shift, a, b)
            for a, b in pairwise(places)
        )

    def _seconds(self, shift: Shift, a: int | None, b: int | None) -> int:
        if a is None or b is None or a == b:
            return 0
        seconds = int(self.problem.matrices[shift.matrix].duration_s[a, b])
        return 10**6 if seconds == UNREACHABLE else seconds
