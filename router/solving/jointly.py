"""Solve a problem, or some of its routes, as one CP-SAT model: to proven optimality if small."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from router.domain.problem import Problem
from router.domain.route import Route
from router.solving.beside import beside
from router.solving.joint import Joint
from router.solving.joint_price import Price
from router.solving.planned import in_order, plan_price, route_at

__all__ = ["Joined", "solve_jointly"]

EFFORT_PER_S = 0.25  # of CP-SAT's deterministic time, as measured on models of 20 to 120 visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What the joint model found.

    Parameters
    ----------
    routes
        In the order of the shifts; None if nothing was found.
    proven
        True if the routes are the best there are, or (without routes) if there are none.
    bound
        No plan that leaves out as few mandatory visits costs less; None if that is not known.
    effort
        How long it took in about seconds, counted the same on every machine.
    """

    routes: tuple[Route, ...] | None
    proven: bool
    bound: float | None
    effort: float


def solve_jointly(
    problem: Problem,
    *,
    seconds: float | None,
    seed: int = 0,
    start: Sequence[Route] | None = None,
    deterministic: bool = False,
    fixed: Sequence[Route] = (),
    kept: Mapping[str, Sequence[str]] | None = None,
    among: Collection[str] | None = None,
    shifts: Collection[str] | None = None,
    workers: int = 1,
    on_solution: Callable[[tuple[Route, ...]], None] | None = None,
) -> Joined:
    """Decide routes and times together, all constraints in one model.

    Parameters
    ----------
    problem
        The statement. Up to about 10 visits the optimum is proven within seconds.
    seconds
        Time limit; None for none.
    seed
        Of all randomness.
    start
        Routes to begin from, with times; what the model does not allow is passed over.
    deterministic
        True to count the seconds by CP-SAT's steps instead of the clock, so that the same call
        gives the same routes on any machine; one worker only.
    fixed
        Routes that stay as they are, times included; the others keep clear of them.
    kept
        Visit ids by shift id: made on this shift, in this order, or left out.
    among
        Visit ids that may be made on other routes than the fixed ones; None means any.
    shifts
        Ids of the shifts whose routes are decided; None means all without a fixed one.
    workers
        Threads.
    on_solution
        Called with the routes of every better plan, in a thread of the solver.

    Returns
    -------
    Joined
        Routes with the fixed ones, whether they are proven best, and a bound.

    Notes
    -----
    Routes are written at the starts that the model chose, with the best departure, return and
    breaks for them.
    """
    around = beside(problem, fixed, among=among, shifts=shifts)
    joint = Joint(around.problem, kept=kept, must=around.must)
    price = Price(joint)
    _hint(joint, price, start or ())
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = seed
    parameters.num_workers = 1 if deterministic else workers
    parameters.catch_sigint_signal = False  # what Ctrl-C means is decided elsewhere
    if seconds is not None and deterministic:
        parameters.max_deterministic_time = seconds * EFFORT_PER_S
    elif seconds is not None:
        parameters.max_time_in_seconds = seconds
    told = _Told(problem, joint, fixed, on_solution) if on_solution else None
    status = _solved(solver, joint.model, told)
    effort = float(solver.response_proto.deterministic_time) / EFFORT_PER_S
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Joined(routes=None, proven=status == cp_model.INFEASIBLE, bound=None, effort=effort)
    free = _routes(joint, solver.boolean_value, solver.value)
    missing, _ = plan_price(around.problem, free)
    beyond = plan_price(problem, [*fixed, *free])[1] - plan_price(around.problem, free)[1]
    return Joined(
        routes=in_order(problem, [*fixed, *free]),
        proven=status == cp_model.OPTIMAL,
        bound=price.money(solver.best_objective_bound, missing) + beyond,
        effort=effort,
    )


def _solved(solver: cp_model.CpSolver, model: cp_model.CpModel, told: _Told | None) -> Any:
    """Solve in another thread: in this one Ctrl-C would not be heard before the end."""
    with ThreadPoolExecutor(1) as pool:
        end = pool.submit(solver.solve, model, told)
        try:
            return end.result()
        except KeyboardInterrupt:
            solver.stop_search()
            raise


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes every better plan on."""

    def __init__(
        self,
        problem: Problem,
        joint: Joint,
        fixed: Sequence[Route],
        on_solution: Callable[[tuple[Route, ...]], None],
    ) -> None:
        super().__init__()
        self._problem = problem
        self._joint = joint
        self._fixed = fixed
        self._on_solution = on_solution

    def on_solution_callback(self) -> None:
        free = _routes(self._joint, self.boolean_value, self.value)
        self._on_solution(in_order(self._problem, [*self._fixed, *free]))


def _routes(joint: Joint, true: Callable[[Any], bool], value: Callable[[Any], int]) -> list[Route]:
    problem = joint.problem
    routes = []
    for shift_id, sequence in joint.sequences(true).items():
        starts = {problem.visits[i].visit_id: value(joint.starts.at[i]) for i in sequence}
        route = route_at(problem, shift_id, starts)
        assert route is not None  # the model has a departure, a return and breaks for it
        routes.append(route)
    return routes


def _hint(joint: Joint, price: Price, routes: Sequence[Route]) -> None:
    """Tell the search of a plan, all variables that matter."""
    if not routes:
        return
    model = joint.model
    by_shift = {route.shift_id: route for route in routes}
    starts: dict[int, int] = {}
    departures: dict[int, int] = {}
    for trip in joint.trips:
        route = by_shift.get(trip.shift.shift_id)
        planned = [
            (joint.index[visit.visit_id], visit)
            for stop in (route.stops if route else ())
            for visit in stop.visits
            if joint.index.get(visit.visit_id) in trip.on
            and joint.index[visit.visit_id] not in starts
        ]
        starts |= {i: visit.start_s for i, visit in planned}
        departures |= {i: route.start_s for i, _ in planned if route}
        order = [None, *(i for i, _ in planned), None] if planned else []
        chosen = set(pairwise(order))
        for arc, literal in trip.arcs.items():
            model.add_hint(literal, arc in chosen)
        for i, literal in trip.on.items():
            model.add_hint(literal, i in order)
        model.add_hint(trip.used, bool(planned))
        if route is None or not planned:
            continue
        model.add_hint(trip.start, route.start_s)
        model.add_hint(trip.finish, route.end_s)
        model.add_hint(trip.paid, route.end_s - route.start_s)
        for (begin, gaps), rest in zip(trip.rests, route.breaks, strict=False):
            model.add_hint(begin, rest.start_s)
            gap: int | str | None = None
            if rest.end_s <= route.start_s:
                gap = "before"
            elif rest.start_s >= route.end_s:
                gap = "after"
            else:
                gap = next((i for i, visit in planned if visit.start_s >= rest.end_s), None)
            for place, literal in gaps.items():
                model.add_hint(literal, place == gap)
    for i, made in enumerate(joint.made):
        model.add_hint(made, i in starts)
        if i in starts:
            model.add_hint(joint.starts.at[i], starts[i])
            model.add_hint(joint.starts.since[i], starts[i] - departures[i])
    for i, steps in price.steps:
        for literal, domain in steps:
            model.add_hint(literal, i in starts and domain.contains(starts[i]))
    for trip, late in price.late:
        route = by_shift.get(trip.shift.shift_id)
        model.add_hint(late, max(0, route.end_s - trip.shift.latest_s) if route else 0)
    for trip, square in price.squares:
        route = by_shift.get(trip.shift.shift_id)
        model.add_hint(square, (route.end_s - route.start_s) ** 2 if route else 0)
