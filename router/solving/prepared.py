"""A problem made ready for searching: indices instead of ids, rules already intersected.

Positions here are those of *options*: a visit that costs the same whenever it is made is one
option, another one is several, of which at most one is served (see ``options``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from router.domain.problem import Problem, Shift, Span, Visit
from router.solving import who
from router.solving.legs import FAR, Legs
from router.solving.options import Option, options_of

__all__ = ["FAR", "Legs", "Prepared", "Rest"]

Rest = tuple[int, int, int]
"""A break: earliest start, latest start, duration, in seconds."""


@dataclass(frozen=True)
class Prepared:
    """Index view of a problem, by option, visit (as in ``problem.visits``) or shift.

    Spacings and meetings do not appear: what is coupled by them is pinned before.

    Parameters
    ----------
    problem
        The statement.
    """

    problem: Problem

    # --- options -----------------------------------------------------------------------------

    @cached_property
    def span(self) -> Span:
        """First start and last end of all shifts, overtime included."""
        shifts = self.problem.shifts
        return (
            min((shift.earliest_s for shift in shifts), default=0),
            max((_closing(shift) for shift in shifts), default=0),
        )

    @cached_property
    def _cut(self) -> list[list[Option]]:
        return [options_of(visit, self.span) for visit in self.problem.visits]

    @cached_property
    def _options(self) -> list[Option]:
        return [option for options in self._cut for option in options]

    @cached_property
    def visit_of(self) -> list[int]:
        """Position of the visit, by option; the options of a visit follow each other."""
        return [visit for visit, options in enumerate(self._cut) for _ in options]

    @cached_property
    def options_of(self) -> list[list[int]]:
        """Positions of the options, cheapest first, by visit."""
        found: list[list[int]] = [[] for _ in self.problem.visits]
        for option, visit in enumerate(self.visit_of):
            found[visit].append(option)
        return found

    @cached_property
    def _visits(self) -> list[Visit]:
        """The visit of each option."""
        return [self.problem.visits[visit] for visit in self.visit_of]

    @cached_property
    def windows(self) -> list[tuple[Span, ...]]:
        """When service may start, by option: every rule intersected, merged, in order."""
        return [option.windows for option in self._options]

    @cached_property
    def mirrored_windows(self) -> list[tuple[Span, ...]]:
        """When service may end, by option, with time running backwards (t becomes -t)."""
        return [
            tuple((-hi - service, -lo - service) for lo, hi in reversed(windows))
            for windows, service in zip(self.windows, self.service, strict=True)
        ]

    @cached_property
    def service(self) -> list[int]:
        """Seconds by option."""
        return [visit.service_s for visit in self._visits]

    @cached_property
    def setup(self) -> list[int]:
        """Seconds by option, paid when the building is new."""
        return [visit.setup_s for visit in self._visits]

    @cached_property
    def load(self) -> list[int]:
        """Units by option."""
        return [visit.load for visit in self._visits]

    @cached_property
    def location(self) -> list[int]:
        """Matrix row by option."""
        return [visit.location for visit in self._visits]

    @cached_property
    def building(self) -> list[int]:
        """A number per option; equal numbers are one building."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(visit.building, len(numbers)) for visit in self._visits]

    @cached_property
    def door(self) -> list[int]:
        """A number per option; equal numbers are one location, building and setup."""
        numbers: dict[tuple[int, int, int], int] = {}
        known = zip(self.location, self.building, self.setup, strict=True)
        return [numbers.setdefault(one, len(numbers)) for one in known]

    @cached_property
    def exclusive(self) -> list[int]:
        """A number per option; of those with equal numbers at most one is served; -1 is free."""
        numbers: dict[tuple[str, str], int] = {}
        found = []
        for visit, options in zip(self.problem.visits, self._cut, strict=True):
            key = ("group", visit.group) if visit.group else ("visit", visit.visit_id)
            alone = not visit.group and len(options) == 1
            found += [-1 if alone else numbers.setdefault(key, len(numbers))] * len(options)
        return found

    # --- money -------------------------------------------------------------------------------

    @cached_property
    def forgone(self) -> list[float]:
        """Money by option: what the visit would be worth at its best time and is not then."""
        return [option.forgone for option in self._options]

    @cached_property
    def moved(self) -> list[float]:
        """Money by option: the price of another time than was planned before."""
        return [option.moved for option in self._options]

    @cached_property
    def prices(self) -> list[float]:
        """What leaving out each visit costs; a mandatory one more than everything else together."""
        return [_left_out(visit) + visit.mandatory * self.dearest for visit in self.problem.visits]

    @cached_property
    def gain(self) -> list[float]:
        """Money by option that is saved by serving it, before any price of who does."""
        return [
            self.prices[visit] - option.forgone - option.moved
            for visit, option in zip(self.visit_of, self._options, strict=True)
        ]

    @cached_property
    def nothing(self) -> float:
        """Money of the empty plan: every visit left out, at ``prices``."""
        return sum(self.prices)

    @cached_property
    def balance_price(self) -> float:
        """Money per squared paid second of a route."""
        return self.problem.balance_price / 3600**2

    @cached_property
    def dearest(self) -> float:
        """More money than any plan can cost, mandatory visits not counted."""
        visits, shifts = self.problem.visits, self.problem.shifts
        total = 1.0 + sum(_left_out(visit) + _changed(visit) for visit in visits)
        longest = {
            key: int(np.max(matrix.distance_m, initial=0)) / 1000
            for key, matrix in self.problem.matrices.items()
        }
        per_leg = 0.0
        for shift in shifts:
            hours = (_closing(shift) - shift.earliest_s) / 3600
            per_leg = max(per_leg, longest[shift.matrix] * shift.cost_per_km)
            total += (
                shift.fixed_cost
                + hours * (shift.cost_per_hour + shift.overtime_cost_per_hour)
                + hours**2 * self.problem.balance_price
            )
        return total + per_leg * (len(visits) + len(shifts))

    # --- shifts ------------------------------------------------------------------------------

    @cached_property
    def legs(self) -> list[Legs]:
        """Travel by shift; shifts with one matrix share one table."""
        tables = {
            key: Legs.of(matrix, with_open_end=self._open)
            for key, matrix in self.problem.matrices.items()
        }
        return [tables[shift.matrix] for shift in self.problem.shifts]

    @cached_property
    def _open(self) -> bool:
        return any(
            end is None for s in self.problem.shifts for end in (s.start_location, s.end_location)
        )

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Rows of start and end by shift, in the tables of ``legs``."""
        size = len(next(iter(self.problem.matrices.values())))
        return [
            (
                size if s.start_location is None else s.start_location,
                size if s.end_location is None else s.end_location,
            )
            for s in self.problem.shifts
        ]

    @cached_property
    def rests(self) -> list[tuple[Rest, ...]]:
        """Breaks by shift, cut to what fits inside the shift and its overtime."""
        return [_rests(shift) for shift in self.problem.shifts]

    @cached_property
    def usable(self) -> list[bool]:
        """Whether a shift can have a route at all: its breaks have a place, visits are allowed."""
        return [
            shift.max_visits != 0 and _place_all(shift, rests)
            for shift, rests in zip(self.problem.shifts, self.rests, strict=True)
        ]

    @cached_property
    def locked(self) -> list[list[int]]:
        """Positions of the visits with which a route begins, whatever is planned, by shift."""
        return [[self.index[v] for v in shift.locked_visits] for shift in self.problem.shifts]

    @cached_property
    def kind(self) -> list[int]:
        """A number per shift; shifts with equal numbers are interchangeable."""
        numbers: dict[object, int] = {}
        return [
            numbers.setdefault(
                (
                    replace(shift, shift_id="any", agent_id="any", agent_name=""),
                    allowed.tobytes(),
                    surcharge.tobytes(),
                ),
                len(numbers),
            )
            for shift, allowed, surcharge in zip(
                self.problem.shifts, self.allowed_table, self.surcharge_table, strict=True
            )
        ]

    # --- shifts and options ------------------------------------------------------------------

    @cached_property
    def allowed_table(self) -> NDArray[np.bool_]:
        """Whether a shift may take an option, by shift and option, whatever the route."""
        table = who.allowed(self.problem, self.visit_of, self.windows)
        table[~np.array(self.usable, dtype=np.bool_)] = False
        return table

    @cached_property
    def allowed(self) -> list[list[bool]]:
        """The same for plain code."""
        rows: list[list[bool]] = self.allowed_table.tolist()
        return rows

    @cached_property
    def surcharge_table(self) -> NDArray[np.float64]:
        """Money that an option costs more because of who makes it, by shift and option."""
        return who.surcharges(self.problem, self.visit_of)

    @cached_property
    def surcharge(self) -> list[list[float]]:
        """The same for plain code; shifts with equal rows share one."""
        shared: dict[bytes, list[float]] = {}
        return [shared.setdefault(row.tobytes(), row.tolist()) for row in self.surcharge_table]

    @cached_property
    def plannable(self) -> list[bool]:
        """Whether any shift may take an option."""
        possible: NDArray[np.bool_] = np.any(self.allowed_table, axis=0)
        found: list[bool] = possible.tolist()
        return found

    # --- visits ------------------------------------------------------------------------------

    @cached_property
    def orders(self) -> list[list[int]]:
        """Positions of visits: those of a list that are made are on one route, in its order."""
        return [[self.index[visit] for visit in order] for order in self.problem.orders]

    @cached_property
    def ranks(self) -> list[list[tuple[int, int]]]:
        """In which orders a visit stands, and as which of its visits, by visit."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.problem.visits]
        for number, order in enumerate(self.orders):
            for rank, visit in enumerate(order):
                found[visit].append((number, rank))
        return found

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of a visit by its id."""
        return {visit.visit_id: i for i, visit in enumerate(self.problem.visits)}


def _left_out(visit: Visit) -> float:
    return visit.worth + (0.0 if visit.reference is None else visit.reference.drop_price)


def _changed(visit: Visit) -> float:
    planned = visit.reference
    change = 0.0 if planned is None else planned.agent_price + planned.time_price
    return visit.other_agent_price + change


def _closing(shift: Shift) -> int:
    return shift.latest_s + shift.overtime_max_s


def _rests(shift: Shift) -> tuple[Rest, ...]:
    return tuple(
        (
            max(rest.earliest_s, shift.earliest_s),
            min(rest.latest_s, _closing(shift) - rest.duration_s),
            rest.duration_s,
        )
        for rest in shift.breaks
    )


def _place_all(shift: Shift, rests: Sequence[Rest]) -> bool:
    clock = shift.earliest_s
    for earliest, latest, duration in rests:
        begin = max(clock, earliest)
        if begin > latest:
            return False
        clock = begin + duration
    return True
