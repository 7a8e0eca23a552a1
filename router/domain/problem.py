"""The statement that is solved and checked: visits, shifts, travel, costs.

Times are whole seconds after ``Problem.origin``. Windows bound the start of service, both ends
inclusive. A legal window bounds start *and* end of service. A setup is paid by the first visit
after the agent comes from another building; consecutive visits in one building pay it once.

A route is: leave the start, and for each visit travel, set up (if the building is new), wait for
the window, serve; then travel to the end. A break lies inside the shift, never during a service.
It may pause a leg, may lie before the route's departure or after its return, and every break of a
shift that is used must have its place. Paid time runs from departure to return.

Beside money for time, way and use of a shift, a plan pays: what a visit would have been worth and
is not (left out, or made when it is worth less), the price of an agent who is not preferred, the
prices of change against what was planned before, and a balance price on the square of each
route's paid hours, which makes two half days cheaper than a long and an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.shifts import Shift, ShiftBreak
from router.domain.visits import Reference, Span, ValueBand, Visit

__all__ = [
    "Meeting",
    "Problem",
    "Reference",
    "Shift",
    "ShiftBreak",
    "Spacing",
    "Span",
    "ValueBand",
    "Visit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Visits, such as those to one borrower, that must not follow each other too soon.

    Parameters
    ----------
    visit_ids
        Two or more.
    gap_s
        The services of any two that are made start at least this far apart.
    """

    visit_ids: tuple[str, ...]
    gap_s: int

    def __post_init__(self) -> None:
        if len(set(self.visit_ids)) < 2 or len(set(self.visit_ids)) < len(self.visit_ids):
            raise ValueError("a spacing is between two or more different visits")
        if self.gap_s <= 0:
            raise ValueError("a spacing has a gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two visits by two agents who must be at the door together.

    Both or neither are made, by different agents, and their services start at the same time.

    Parameters
    ----------
    first, second
        Visit ids.
    pairs
        Agent ids, two by two, in any order: which two may meet. Empty means any two.
    """

    first: str
    second: str
    pairs: frozenset[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError("a meeting is of two different visits")
        if any(len(pair) != 2 for pair in self.pairs):
            raise ValueError("a meeting is of two different agents")

    def allows(self, one: str, other: str) -> bool:
        """Tell whether two agents may meet.

        Parameters
        ----------
        one, other
            Agent ids.

        Returns
        -------
        bool
            Never true of an agent with himself.
        """
        return one != other and (not self.pairs or frozenset((one, other)) in self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that decides what a good plan is.

    Parameters
    ----------
    origin
        Zone-aware; all ``_s`` times count from it.
    visits
        What may be visited.
    shifts
        Who may go.
    matrices
        Travel by key (such as ``car``); all of one size.
    coordinates
        Of the locations, in the order of the matrix rows; empty if the problem came as a matrix.
    orders
        Visit ids each: those of them that are made are on one route, in this order.
    spacings
        Visits that must not follow each other too soon.
    meetings
        Pairs of visits at which two agents meet; a visit is in one at most.
    balance_price
        Money per squared paid hour of every route; 0 means that balance does not matter.

    Raises
    ------
    ValueError
        If ids repeat, or a location, matrix, visit or shift that is named is not there.
    """

    origin: datetime
    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]
    matrices: Mapping[str, TravelMatrix]
    coordinates: tuple[Coordinate, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
    spacings: tuple[Spacing, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    balance_price: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "matrices", MappingProxyType(dict(self.matrices)))
        if self.origin.utcoffset() is None:
            raise ValueError("a problem's origin needs a zone")
        for ids in ([v.visit_id for v in self.visits], [s.shift_id for s in self.shifts]):
            if len(set(ids)) != len(ids):
                raise ValueError("the ids of visits and of shifts are unique")
        sizes = {len(matrix) for matrix in self.matrices.values()}
        if len(sizes) > 1:
            raise ValueError("all travel matrices have one size")
        size = sizes.pop() if sizes else 0
        if self.coordinates and sizes and len(self.coordinates) != size:
            raise ValueError("there are as many coordinates as matrix rows")
        for shift in self.shifts:
            if shift.matrix not in self.matrices:
                raise ValueError(f"shift {shift.shift_id}: no travel matrix {shift.matrix!r}")
            for end in (shift.start_location, shift.end_location):
                if end is not None and not 0 <= end < size:
                    raise ValueError(f"shift {shift.shift_id}: no location {end}")
        for visit in self.visits:
            if self.matrices and not 0 <= visit.location < size:
                raise ValueError(f"visit {visit.visit_id}: no location {visit.location}")
        self._check_relations()

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only view of a mapping cannot be pickled; a copy of the mapping can.
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return _problem, ({**values, "matrices": dict(self.matrices)},)

    def _check_relations(self) -> None:
        """Refuse locks, orders, spacings and meetings of what is not there."""
        visits = {visit.visit_id for visit in self.visits}
        shifts = {shift.shift_id for shift in self.shifts}
        named: list[tuple[str, tuple[str, ...]]] = [
            *(("a lock", shift.locked_visits) for shift in self.shifts),
            *(("an order", order) for order in self.orders),
            *(("a spacing", spacing.visit_ids) for spacing in self.spacings),
            *(("a meeting", (meeting.first, meeting.second)) for meeting in self.meetings),
        ]
        for what, members in named:
            for visit_id in members:
                if visit_id not in visits:
                    raise ValueError(f"{what} names a visit that is not there: {visit_id}")
        for visit in self.visits:
            if visit.locked_shift and visit.locked_shift not in shifts:
                raise ValueError(f"visit {visit.visit_id}: no shift {visit.locked_shift}")
        once = {
            "locked": [v for shift in self.shifts for v in shift.locked_visits],
            "met": [v for meeting in self.meetings for v in (meeting.first, meeting.second)],
        }
        for what, ids in once.items():
            if len(set(ids)) < len(ids):
                raise ValueError(f"a visit is {what} twice")
        if any(len(set(order)) < len(order) for order in self.orders):
            raise ValueError("a visit stands in an order once")
        if not self.balance_price >= 0:
            raise ValueError("a balance price is not negative")

    @property
    def companions(self) -> Mapping[str, str]:
        """Second visits of meetings about the same cases as the first, each with that first one.

        They are no visits of their own: the borrower is visited once, by two agents.
        """
        if not self.meetings:
            return {}
        cases = {visit.visit_id: visit.case_ids for visit in self.visits}
        return {
            meeting.second: meeting.first
            for meeting in self.meetings
            if cases[meeting.first] == cases[meeting.second]
        }

    def instant(self, seconds: int) -> datetime:
        """Return the aware time of an offset, in the zone of the origin.

        Parameters
        ----------
        seconds
            After the origin.

        Returns
        -------
        datetime
            Right across a change of the clocks.
        """
        moved = self.origin.astimezone(UTC) + timedelta(seconds=seconds)
        return moved.astimezone(self.origin.tzinfo)


def _problem(values: dict[str, Any]) -> Problem:
    return Problem(**values)
