"""Where a visit fits on a route among what locks and the visits made leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.checking import words
from router.checking.insertion import Detour, Insertion, best_insertion, detours, least_extra
from router.checking.trial import CENT, Trial

__all__ = ["fitting", "fitting_at", "least_at", "left_over", "pays", "where"]


def left_over(
    trial: Trial, *, timed: bool = True, ordered: bool = True, begins: bool = True
) -> list[Detour]:
    """Try a visit at the positions and starts that others leave it.

    Parameters
    ----------
    trial
        The visit and the shift.
    timed, ordered, begins
        False to pass over spacings and a meeting, orders, or the locked beginning of the route.

    Returns
    -------
    list of Detour
        As from `detours`.
    """
    ties, standing = trial.ties, trial.standing
    visit = ties.timed(trial.visit) if timed else trial.visit
    if visit is None:
        return []
    first, last = 0, len(standing.visits)
    if ordered:
        first, last = ties.ordered(visit, standing.visits)
    if begins:
        first = max(first, ties.begins(visit, trial.shift))
    return [detour for detour in detours(standing, visit) if first <= detour.position <= last]


def fitting(trial: Trial, tried: Sequence[Detour]) -> Insertion | None:
    """Find the cheapest position of a visit among those tried.

    Parameters
    ----------
    trial
        The visit and the shift.
    tried
        Some of what `detours` gives.

    Returns
    -------
    Insertion or None
        None if it fits nowhere.
    """
    return best_insertion(trial.standing, trial.visit, tried)


def fitting_at(trial: Trial, start_s: int) -> Insertion | None:
    """Find the cheapest position of a visit whose service starts at a given time.

    Parameters
    ----------
    trial
        The visit and the shift.
    start_s
        Of the service.

    Returns
    -------
    Insertion or None
        None if it fits nowhere then.
    """
    locked = _locked(trial, start_s)
    return fitting(locked, left_over(locked))


def least_at(trial: Trial, start_s: int) -> float | None:
    """Return an extra cost that `fitting_at` does not undercut, for much less work.

    Parameters
    ----------
    trial
        The visit and the shift.
    start_s
        Of the service.

    Returns
    -------
    float or None
        In money; None if it fits nowhere then.
    """
    locked = _locked(trial, start_s)
    return least_extra(locked.standing, locked.visit, left_over(locked))


def _locked(trial: Trial, start_s: int) -> Trial:
    return replace(trial, visit=replace(trial.visit, locked_start_s=start_s))


def pays(trial: Trial, insertion: Insertion) -> bool:
    """Tell whether a visit has to be made, or is worth what it costs.

    Parameters
    ----------
    trial
        The visit and the shift.
    insertion
        Where it fits.

    Returns
    -------
    bool
        False also if it is worth just that.
    """
    return trial.visit.mandatory or insertion.extra_cost <= trial.worth - CENT


def where(trial: Trial, position: int) -> str:
    """Return a position on a route in words.

    Parameters
    ----------
    trial
        The shift.
    position
        How many visits come before.

    Returns
    -------
    str
        Such as ``after visit v1``.
    """
    visits = trial.standing.visits
    if not visits:
        return "on an empty route"
    if position == 0:
        return f"before {words.visit(trial.problem, visits[0].visit_id)}"
    return f"after {words.visit(trial.problem, visits[position - 1].visit_id)}"
