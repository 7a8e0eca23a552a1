"""Choose the best set among all trips that were seen: set packing by MathOpt and CP-SAT.

The relaxation comes first (GLOP): it is nearly whole for such problems, and no trip whose reduced
cost exceeds the gap to the plan in hand can be part of a better one. What is left of some thousand
trips, a hundred or so, is settled by CP-SAT in no time; with all of them neither it nor a solver
for whole numbers was done within seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from router.solving.draft import Draft
from router.solving.prepared import Prepared
from router.solving.rating import EPSILON, Trip

__all__ = ["recombine"]

UNITS = 1000  # per unit of money


def recombine(
    draft: Draft, trips: Iterable[Trip], *, effort: float = 1.0, seconds: float | None = None
) -> Draft | None:
    """Combine trips of different drafts into one that is better than the given one.

    Parameters
    ----------
    draft
        The best so far.
    trips
        Of whatever drafts and processes, rated for the same problem.
    effort
        CP-SAT's deterministic time (about seconds), the same on every machine.
    seconds
        The time that is left; None if time does not matter. Without it, the same trips give the
        same result.

    Returns
    -------
    Draft or None
        None if nothing better was found.
    """
    columns = _distinct([*draft.trips, *trips])
    exclusive = _exclusive(draft.rater.day, columns)
    # Of a shift without a column remains what is locked, which is paid for in any case.
    saved = [draft.first[trip.shift].net - trip.net for trip in columns]
    given = {_key(trip) for trip in draft.trips}
    hint = [_key(trip) in given for trip in columns]
    worthwhile = _worthwhile(saved, exclusive, hint, seconds)
    if all(hint[number] for number in worthwhile):
        return None
    chosen = _packed(saved, exclusive, hint, worthwhile, effort, seconds)
    found = Draft(draft.rater)
    for number in chosen:
        found.put(columns[number])
    return found if found.cost < draft.cost - EPSILON else None


def _distinct(trips: Sequence[Trip]) -> list[Trip]:
    """Keep the first of the best trips of each shift with the same visits."""
    best: dict[tuple[int, frozenset[int]], Trip] = {}
    for trip in trips:
        key = _key(trip)
        if trip.sequence and (key not in best or trip.net < best[key].net - EPSILON):
            best[key] = trip
    return list(best.values())


def _key(trip: Trip) -> tuple[int, frozenset[int]]:
    return trip.shift, frozenset(trip.sequence)


def _exclusive(day: Prepared, columns: Sequence[Trip]) -> list[list[int]]:
    """List the columns of which at most one is chosen: by shift, visit, group and order."""
    members: dict[tuple[str, int], list[int]] = {}
    for number, trip in enumerate(columns):
        things = [("shift", trip.shift)]
        for option in trip.sequence:
            key = day.exclusive[option]
            things.append(("option", option) if key < 0 else ("key", key))
            things += [("order", order) for order, _ in day.ranks[day.visit_of[option]]]
        for thing in dict.fromkeys(things):
            members.setdefault(thing, []).append(number)
    return list(members.values())


def _worthwhile(
    saved: Sequence[float],
    exclusive: Sequence[Sequence[int]],
    hint: Sequence[bool],
    seconds: float | None,
) -> list[int]:
    """Return the columns that may be part of a better choice than the hint, and the hint's own."""
    model = mathopt.Model()
    shares = [model.add_variable(lb=0.0) for _ in saved]
    for members in exclusive:
        model.add_linear_constraint(mathopt.LinearSum(shares[n] for n in members) <= 1.0)
    model.maximize(mathopt.LinearSum(m * share for m, share in zip(saved, shares, strict=True)))
    limit = None if seconds is None else timedelta(seconds=seconds)
    parameters = mathopt.SolveParameters(time_limit=limit)
    result = mathopt.solve(model, mathopt.SolverType.GLOP, params=parameters)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return [number for number, taken in enumerate(hint) if taken]
    in_hand = sum(money for money, taken in zip(saved, hint, strict=True) if taken)
    bound = result.objective_value()
    gap = bound - in_hand + 1e-6 * (1.0 + abs(bound))
    costs = result.reduced_costs()  # negative, when the most is asked for
    return [number for number, share in enumerate(shares) if hint[number] or -costs[share] <= gap]


def _packed(
    saved: Sequence[float],
    exclusive: Sequence[Sequence[int]],
    hint: Sequence[bool],
    worthwhile: Sequence[int],
    effort: float,
    seconds: float | None,
) -> list[int]:
    model = cp_model.CpModel()
    chosen = {number: model.new_bool_var(f"t{number}") for number in worthwhile}
    for members in exclusive:
        several = [chosen[number] for number in members if number in chosen]
        if len(several) > 1:
            model.add_at_most_one(several)
    for number, choice in chosen.items():
        model.add_hint(choice, int(hint[number]))
    model.maximize(sum(round(saved[n] * UNITS) * choice for n, choice in chosen.items()))
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # what Ctrl-C means is decided elsewhere
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [number for number, choice in chosen.items() if solver.boolean_value(choice)]
