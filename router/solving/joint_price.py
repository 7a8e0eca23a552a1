"""The objective of the joint model: all terms of the cost in whole units of money.

Every price becomes a whole number of units. The unit is the coarsest of a short list in which every
price per hour and per squared hour is exact (those of up to two decimals are), and what is paid
once is exact or rounded to less than a millionth. So the optimum of the model is that in money.
With rates of more decimals, a second is rounded to 4e-10 of money.
"""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from router.domain.problem import Problem
from router.solving.joint import Joint
from router.solving.joint_trip import Trip
from router.solving.options import options_of
from router.solving.planned import absence_price
from router.solving.who import surcharge_terms

__all__ = ["Price"]

# Units per unit of money: 3600 for prices per hour, 3600 ** 2 per squared hour, and decimals.
SCALES = (3600, 36_000, 360_000, 3_600_000, 12_960_000, 129_600_000, 1_296_000_000)
FINE = 3_600_000  # what is paid once, not by the second, may be rounded to this


class Price:
    """Adds the objective to a joint model.

    Parameters
    ----------
    joint
        The model; it gets the variables that prices need, and its objective.

    Notes
    -----
    A mandatory visit that is left out costs more than everything else together can.
    """

    def __init__(self, joint: Joint) -> None:
        self.joint = joint
        self.units = _scale(joint.problem)
        self.steps: list[tuple[int, list[tuple[Any, cp_model.Domain]]]] = []
        self.late: list[tuple[Trip, Any]] = []
        self.squares: list[tuple[Trip, Any]] = []
        self.constant = 0
        self.most = 0  # no plan costs more units, mandatory visits aside
        terms = self._of_visits() + self._of_trips()
        self.weight = self.most + 1
        for visit, made in zip(joint.problem.visits, joint.made, strict=True):
            if visit.mandatory:
                self.constant += self.weight
                terms.append(-self.weight * made)
        joint.model.minimize(sum(terms) + self.constant)

    def money(self, objective: float, missing: int) -> float:
        """Translate a value of the objective.

        Parameters
        ----------
        objective
            In units.
        missing
            How many mandatory visits are left out in it.

        Returns
        -------
        float
            Money.
        """
        return (objective - missing * self.weight) / self.units

    def _whole(self, money: float) -> int:
        return round(money * self.units)

    def _of_visits(self) -> list[Any]:
        joint, terms = self.joint, []
        for i, visit in enumerate(joint.problem.visits):
            made, absence = joint.made[i], self._whole(absence_price(visit))
            self.constant += absence
            terms.append(-absence * made)
            dearest = 0
            for trip in joint.trips:
                price = self._whole(sum(surcharge_terms(trip.shift, visit)))
                dearest = max(dearest, price)
                if price and i in trip.on:
                    terms.append(price * trip.on[i])
            spans: dict[int, list[list[int]]] = {}
            for option in options_of(visit, joint.span):
                price = self._whole(option.forgone + option.moved)
                spans.setdefault(price, []).extend([lo, hi] for lo, hi in option.windows)
            prices = {
                price: cp_model.Domain.from_intervals(times) for price, times in spans.items()
            }
            self.most += max(absence, dearest + max(prices))
            if len(prices) == 1:
                terms.append(next(iter(prices)) * made)
            else:
                terms += self._by_time(i, prices)
        return terms

    def _by_time(self, i: int, prices: dict[int, cp_model.Domain]) -> list[Any]:
        """Let the start of a visit decide on its price."""
        model = self.joint.model
        chosen = [(model.new_bool_var(""), domain) for domain in prices.values()]
        for literal, domain in chosen:
            model.add_linear_expression_in_domain(self.joint.starts.at[i], domain).only_enforce_if(
                literal
            )
        model.add_exactly_one([~self.joint.made[i], *(literal for literal, _ in chosen)])
        self.steps.append((i, chosen))
        return [price * literal for price, (literal, _) in zip(prices, chosen, strict=True)]

    def _of_trips(self) -> list[Any]:
        joint, model, terms = self.joint, self.joint.model, []
        for trip in joint.trips:
            shift = trip.shift
            span = shift.latest_s + shift.overtime_max_s - shift.earliest_s
            hourly = round(shift.cost_per_hour * self.units / 3600)
            extra = round(shift.overtime_cost_per_hour * self.units / 3600)
            squared = round(joint.problem.balance_price * self.units / 3600**2)
            fixed = self._whole(shift.fixed_cost)
            terms += [fixed * trip.used, hourly * trip.paid]
            self.most += fixed + hourly * span + squared * span**2
            if extra and shift.overtime_max_s:
                late = model.new_int_var(0, shift.overtime_max_s, "")
                model.add(late >= trip.finish - shift.latest_s).only_enforce_if(trip.used)
                self.late.append((trip, late))
                terms.append(extra * late)
                self.most += extra * shift.overtime_max_s
            if squared:
                longest = max(0, span)
                square = model.new_int_var(0, longest**2, "")
                model.add_multiplication_equality(square, [trip.paid, trip.paid])
                self.squares.append((trip, square))
                terms.append(squared * square)
            way = 0
            for arc, leg in trip.legs.items():
                price = self._whole(leg.metres / 1000 * shift.cost_per_km)
                way = max(way, price)
                terms.append(price * trip.arcs[arc])
            self.most += way * (len(trip.on) + 1)
        return terms


def _scale(problem: Problem) -> int:
    """Return the coarsest unit in which every price is a whole number, or rounded for little."""
    shifts, visits = problem.shifts, problem.visits
    rates = [(problem.balance_price, 3600**2)]
    rates += [(shift.cost_per_hour, 3600) for shift in shifts]
    rates += [(shift.overtime_cost_per_hour, 3600) for shift in shifts]
    singles = [(shift.cost_per_km, 1000) for shift in shifts]
    singles += [(shift.fixed_cost, 1) for shift in shifts]
    singles += [(absence_price(visit), 1) for visit in visits]
    for units in SCALES:
        due = rates if units >= FINE else rates + singles
        if all(abs(rate * units / per - round(rate * units / per)) < 1e-6 for rate, per in due):
            return units
    return SCALES[-1]
