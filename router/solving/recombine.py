"""Choose the best set among all trips that were seen: set packing with CP-SAT."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from router.solving.draft import Draft, Trip

__all__ = ["recombine"]

UNITS = 1000  # per unit of money


def recombine(
    draft: Draft, pool: Sequence[Trip], *, effort: float, seconds: float | None
) -> Draft | None:
    """Combine trips of different drafts into one that is better than the given one.

    Parameters
    ----------
    draft
        The best so far; its trips are the hint.
    pool
        Distinct trips, those of the draft included.
    effort
        CP-SAT's deterministic time (about seconds), the same on every machine.
    seconds
        The time that is left; None if time does not matter.

    Returns
    -------
    Draft or None
        None if nothing better was found.
    """
    day = draft.rater.day
    model = cp_model.CpModel()
    taken = {trip.shift: trip for trip in draft.trips}
    by_shift: dict[int, list[cp_model.IntVar]] = {}
    by_visit: dict[int, list[cp_model.IntVar]] = {}
    by_group: dict[int, list[cp_model.IntVar]] = {}
    choices = []
    terms = []
    for number, trip in enumerate(pool):
        chosen = model.new_bool_var(f"t{number}")
        choices.append(chosen)
        by_shift.setdefault(trip.shift, []).append(chosen)
        for visit in trip.sequence:
            by_visit.setdefault(visit, []).append(chosen)
            if day.exclusive[visit] >= 0:
                by_group.setdefault(day.exclusive[visit], []).append(chosen)
        terms.append(round(-trip.net * UNITS) * chosen)
        model.add_hint(chosen, int(taken[trip.shift].sequence == trip.sequence))
    for exclusive in (*by_shift.values(), *by_visit.values(), *by_group.values()):
        if len(exclusive) > 1:
            model.add_at_most_one(exclusive)
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = Draft(draft.rater)
    for chosen, trip in zip(choices, pool, strict=True):
        if solver.boolean_value(chosen):
            found.put(trip)
    return found if found.cost < draft.cost - 1e-6 else None
