"""Why the visits of a route are made when they are: chance, best hours, worth against cost."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.adding import Added, added_by
from router.domain.plan import PlanData
from router.domain.route import Route
from router.domain.worth import BandWorth

__all__ = ["Why", "expected_meetings", "reasons_made"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What speaks for one visit of a route.

    Parameters
    ----------
    chance
        That the borrower is met at the planned start, the doubt about the address included; None
        if nothing is known of that hour.
    value
        Money that the visit is worth then; None likewise.
    best
        The hours in which it would be worth most, of those in which it may be made.
    best_chance
        That the borrower is met in those.
    added
        What it adds to its route; None if that cannot be told.
    """

    chance: float | None
    value: float | None
    best: BandWorth | None = None
    best_chance: float | None = None
    added: Added | None = None

    @property
    def at_best(self) -> bool:
        """Whether it is made at a time that is as good as the best."""
        return self.best is not None and self.value is not None and self.value >= self.best.value


def reasons_made(plan: PlanData, route: Route) -> dict[str, Why]:
    """Return what speaks for each visit of a route.

    Parameters
    ----------
    plan
        The plan.
    route
        One of its routes.

    Returns
    -------
    dict of str to Why
        By visit; without those of which the plan does not say what they are worth. Of two agents
        who meet, the visit of the second has the chance of the first, and no value of its own.
    """
    worths = {worth.visit_id: worth for worth in plan.worths}
    if not worths:
        return {}
    visits = {visit.visit_id: visit for visit in plan.problem.visits}
    added, companions = added_by(plan.problem, route), plan.problem.companions
    found: dict[str, Why] = {}
    for planned in (visit for stop in route.stops for visit in stop.visits):
        first = companions.get(planned.visit_id, planned.visit_id)
        worth, visit = worths.get(first), visits.get(planned.visit_id)
        if worth is None:
            continue
        best, band = (
            worth.best_within(visit.starts if visit else ()),
            worth.band_at(planned.start_s),
        )
        found[planned.visit_id] = Why(
            chance=worth.chance_at(planned.start_s),
            value=None if band is None or first != planned.visit_id else band.value,
            best=best,
            best_chance=None if best is None else worth.address * best.met,
            added=added.get(planned.visit_id),
        )
    return found


def expected_meetings(plan: PlanData) -> float | None:
    """Return how many borrowers the visits of a plan will meet, on the mean.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    float or None
        The sum of the chances; a meeting of two agents counts once. None if nothing is known.
    """
    worths = {worth.visit_id: worth for worth in plan.worths}
    again = plan.problem.companions
    chances = [
        chance
        for route in plan.routes
        for planned in (visit for stop in route.stops for visit in stop.visits)
        if planned.visit_id in worths and planned.visit_id not in again
        if (chance := worths[planned.visit_id].chance_at(planned.start_s)) is not None
    ]
    return sum(chances) if chances else None
