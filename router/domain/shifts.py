"""A shift: one agent's working time on one day, its breaks, limits and costs."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Shift", "ShiftBreak"]


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
    locked_visits
        Visit ids: the route begins with these, all of them, in this order.
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
    locked_visits: tuple[str, ...] = ()
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
