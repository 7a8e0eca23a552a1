"""The statement that is solved and checked: visits, shifts, travel, costs.

Times are whole seconds after ``Problem.origin``. Windows bound the start of service, both ends
inclusive. A legal window bounds start *and* end of service. A setup is paid by the first visit
after the agent comes from another building; consecutive visits in one building pay it once.

A route is: leave the start, and for each visit travel, set up (if the building is new), wait for
the window, serve; then travel to the end. A break lies inside the shift, never during a service.
It may pause a leg, may lie before the route's departure or after its return, and every break of a
shift that is used must have its place. Paid time runs from departure to return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate

__all__ = ["Problem", "Shift", "ShiftBreak", "Span", "Visit"]

Span = tuple[int, int]
"""Start and end in seconds after the problem's origin, both inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A case, or several of one borrower at one door, that may be visited.

    Parameters
    ----------
    visit_id
        Unique in the problem.
    case_ids
        The cases it settles.
    location
        Row of the travel matrices.
    building
        Visits with the same key pay one setup if they follow each other; must not be empty.
    service_s, setup_s
        At the door; on arrival at a new building.
    windows
        When service may start; empty means any time.
    legal
        Spans in which service must start and end; empty means any time.
    skills
        What the agent must have.
    allowed_agents
        Agent ids; empty means any.
    excluded_agents
        Agent ids that must not go.
    value
        Money: the price of leaving the visit out.
    mandatory
        Left out only if nothing can be done; an appointment is.
    load
        Units of the agent's capacity.
    group
        Of the visits that share a non-empty group, at most one is made.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    location: int
    building: str
    service_s: int
    setup_s: int = 0
    windows: tuple[Span, ...] = ()
    legal: tuple[Span, ...] = ()
    skills: frozenset[str] = frozenset()
    allowed_agents: frozenset[str] = frozenset()
    excluded_agents: frozenset[str] = frozenset()
    value: float = 0.0
    mandatory: bool = False
    load: int = 0
    group: str = ""

    def __post_init__(self) -> None:
        if not self.visit_id or not self.building:
            raise ValueError("a visit needs an id and a building")
        if min(self.service_s, self.setup_s, self.load) < 0 or not self.value >= 0:
            raise ValueError(f"visit {self.visit_id}: times, load and value are not negative")
        _check_spans(self.windows, f"visit {self.visit_id}: windows")
        _check_spans(self.legal, f"visit {self.visit_id}: legal windows")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftBreak:
    """A rest whose start lies between two times.

    Parameters
    ----------
    earliest_s, latest_s
        Bounds of its start.
    duration_s
        Its length.
    """

    earliest_s: int
    latest_s: int
    duration_s: int

    def __post_init__(self) -> None:
        if self.latest_s < self.earliest_s or self.duration_s <= 0:
            raise ValueError("a break has a window and a length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One agent's working time on one day; it becomes one route, or none.

    Parameters
    ----------
    shift_id
        Unique in the problem.
    agent_id, agent_name
        Who works it.
    start_location, end_location
        Rows of the matrix; None means open.
    earliest_s, latest_s
        The route starts no earlier and, without overtime, ends no later.
    overtime_max_s
        How much later it may end.
    breaks
        In the order of their windows.
    skills
        What the agent can do.
    matrix
        Key of the travel matrix.
    max_visits, max_duration_s, max_distance_m, capacity
        Limits of the route; None means none. The duration is the paid time.
    cost_per_hour, cost_per_km, fixed_cost, overtime_cost_per_hour
        Money. Overtime is paid on top of ``cost_per_hour``.
    """

    shift_id: str
    agent_id: str
    agent_name: str = ""
    start_location: int | None
    end_location: int | None
    earliest_s: int
    latest_s: int
    overtime_max_s: int = 0
    breaks: tuple[ShiftBreak, ...] = ()
    skills: frozenset[str] = frozenset()
    matrix: str
    max_visits: int | None = None
    max_duration_s: int | None = None
    max_distance_m: int | None = None
    capacity: int | None = None
    cost_per_hour: float = 0.0
    cost_per_km: float = 0.0
    fixed_cost: float = 0.0
    overtime_cost_per_hour: float = 0.0

    def __post_init__(self) -> None:
        if not self.shift_id or not self.agent_id:
            raise ValueError("a shift needs an id and an agent")
        if self.latest_s < self.earliest_s or self.overtime_max_s < 0:
            raise ValueError(f"shift {self.shift_id}: ends before it starts")
        starts = [rest.earliest_s for rest in self.breaks]
        if starts != sorted(starts):
            raise ValueError(f"shift {self.shift_id}: breaks come in the order of their windows")


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

    Raises
    ------
    ValueError
        If ids repeat, or a location or matrix is not there.
    """

    origin: datetime
    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]
    matrices: Mapping[str, TravelMatrix]
    coordinates: tuple[Coordinate, ...] = ()

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


def _check_spans(spans: tuple[Span, ...], what: str) -> None:
    if any(end < start for start, end in spans):
        raise ValueError(f"{what}: one ends before it starts")
    if list(spans) != sorted(spans):
        raise ValueError(f"{what}: give them in order")
