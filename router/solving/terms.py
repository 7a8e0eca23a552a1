"""What a plan in the making costs, term by term."""

from __future__ import annotations

from collections.abc import Iterable

from router.domain.costs import CostBreakdown
from router.solving.prepared import Prepared
from router.solving.rating import Trip
from router.solving.who import surcharge_terms

__all__ = ["terms"]


def terms(day: Prepared, trips: Iterable[Trip]) -> CostBreakdown:
    """Split the cost of a plan.

    Parameters
    ----------
    day
        The problem.
    trips
        One per shift at most, such as those of a draft.

    Returns
    -------
    CostBreakdown
        Money. Unlike in a draft's cost, a mandatory visit left out counts as what it is worth.
    """
    made: set[int] = set()
    travel = on_site = waiting = breaks = distance = overtime = fixed = 0.0
    forgone = preference = change = balance = 0.0
    for trip in trips:
        if trip.line is None or trip.times is None:
            continue
        rules, line, times = day.problem.shifts[trip.shift], trip.line, trip.times
        hourly = rules.cost_per_hour / 3600
        paid, house, setups = times.finish_s - times.start_s, -1, 0
        for option in trip.sequence:
            visit = day.problem.visits[day.visit_of[option]]
            made.add(day.visit_of[option])
            setups += visit.setup_s if day.building[option] != house else 0
            house = day.building[option]
            disliked, changed = surcharge_terms(rules, visit)
            preference += disliked
            change += changed + day.moved[option]
            forgone += day.forgone[option]
        rested = sum(length for _, _, length in line.rests[times.first : times.last])
        travel += (sum(line.gaps) - setups) * hourly
        on_site += (sum(line.services) + setups) * hourly
        breaks += rested * hourly
        waiting += (paid - line.work - rested) * hourly
        distance += line.distance_m / 1000 * rules.cost_per_km
        overtime += max(0, times.finish_s - rules.latest_s) * rules.overtime_cost_per_hour / 3600
        fixed += rules.fixed_cost
        balance += paid**2 * day.balance_price
    for number, visit in enumerate(day.problem.visits):
        if number not in made:
            forgone += visit.worth
            change += 0.0 if visit.reference is None else visit.reference.drop_price
    return CostBreakdown(
        travel_time=travel,
        on_site=on_site,
        waiting=waiting,
        breaks=breaks,
        distance=distance,
        overtime=overtime,
        fixed=fixed,
        value_not_collected=forgone,
        preference=preference,
        change=change,
        balance=balance,
    )
