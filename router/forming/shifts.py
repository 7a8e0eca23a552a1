"""Agents become the shifts of a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from router.domain.agents import Agent
from router.domain.places import Place
from router.domain.problem import Shift, ShiftBreak, Span
from router.domain.times import TimeWindow, local_instant
from router.forming.day import Day, Locations

__all__ = ["form_shifts"]


def form_shifts(
    agents: Sequence[Agent],
    *,
    day: Day,
    places: Mapping[str, tuple[Place | None, Place | None]],
    matrix_key: Callable[[Agent, TimeWindow], str],
    locations: Locations,
) -> tuple[Shift, ...]:
    """Make the shifts of a day.

    Parameters
    ----------
    agents
        Those who have their places.
    day
        The day.
    places
        Agent id to the places where the shift starts and ends; None means open.
    matrix_key
        Gives the key of the travel matrix for an agent's shift.
    locations
        Receives the places.

    Returns
    -------
    tuple of Shift
        An agent's dated shifts replace those by weekday. Shifts that cross midnight belong to the
        day on which they start. Breaks that a shift does not contain are left out.
    """
    shifts: list[Shift] = []
    for agent in agents:
        if day.date in agent.days_off:
            continue
        dated = [window for window in agent.shifts if window.day == day.date]
        by_weekday = [
            window for window in agent.shifts if window.day is None and window.holds_on(day.date)
        ]
        for number, window in enumerate(dated or by_weekday, start=1):
            instants = window.on(day.date, day.zone)
            earliest, latest = day.span(instants)
            start, end = places[agent.agent_id]
            shifts.append(
                Shift(
                    shift_id=agent.agent_id if number == 1 else f"{agent.agent_id}#{number}",
                    agent_id=agent.agent_id,
                    agent_name=agent.name,
                    start_location=None if start is None else locations.row(start.coordinate),
                    end_location=None if end is None else locations.row(end.coordinate),
                    earliest_s=earliest,
                    latest_s=latest,
                    overtime_max_s=round(agent.overtime.total_seconds()),
                    breaks=_breaks(agent, day, (earliest, latest)),
                    skills=agent.skills,
                    matrix=matrix_key(agent, instants),
                    max_visits=agent.max_visits,
                    max_duration_s=(
                        None if agent.max_hours is None else round(agent.max_hours.total_seconds())
                    ),
                    max_distance_m=None if agent.max_km is None else round(agent.max_km * 1000),
                    capacity=agent.capacity,
                    cost_per_hour=agent.cost_per_hour,
                    cost_per_km=agent.cost_per_km,
                    fixed_cost=agent.fixed_cost,
                    overtime_cost_per_hour=agent.overtime_cost_per_hour,
                )
            )
    return tuple(shifts)


def _breaks(agent: Agent, day: Day, shift: Span) -> tuple[ShiftBreak, ...]:
    found = []
    for rest in agent.breaks:
        for offset in (0, 1):  # a night shift has its breaks after midnight
            on = day.date + timedelta(days=offset)
            earliest, latest = day.span(
                TimeWindow(
                    local_instant(on, rest.earliest, day.zone),
                    local_instant(on, rest.latest, day.zone),
                )
            )
            length = round(rest.duration.total_seconds())
            if shift[0] <= earliest and latest + length <= shift[1]:
                found.append(ShiftBreak(earliest_s=earliest, latest_s=latest, duration_s=length))
    return tuple(sorted(found, key=lambda rest: (rest.earliest_s, rest.latest_s)))
