"""A row becomes an agent, or a fault for every reason why it does not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pandas as pd
import pytest

from router.domain.agents import Agent, Break, TravelMode
from router.domain.places import Address, Coordinate, Datum, PlaceType
from router.domain.times import DailyWindow
from router.errors import Fault
from router.intake import read_agents

WORKDAYS = frozenset(range(6))
NINE_TO_SIX = DailyWindow(start=time(9), end=time(18), weekdays=WORKDAYS)


def read_one(**cells: str) -> tuple[Agent | None, tuple[Fault, ...]]:
    full = {"agent_id": "1", "start": "Street 1"} | cells
    intake = read_agents(pd.DataFrame({name: [text] for name, text in full.items()}))
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_an_id_and_a_start_suffice_and_everything_else_has_its_default() -> None:
    agent, faults = read_one()
    assert faults == ()
    start = Address(text="Street 1", place_type=PlaceType.OTHER)
    assert agent == Agent(agent_id="1", start=start, end=start, shifts=(NINE_TO_SIX,), row=2)


def test_the_costs_of_the_published_table_are_those_of_the_domain() -> None:
    agent, _ = read_one(cost_per_hour="", cost_per_km="", fixed_cost="")
    plain = Agent(agent_id="1", start=None, end=None, shifts=())
    assert agent is not None
    for column in ("cost_per_hour", "cost_per_km", "fixed_cost", "overtime_cost_per_hour"):
        assert getattr(agent, column) == getattr(plain, column)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("60.1699,24.9384", "", ("point", "point")),
        ("60.1699,24.9384", "open", ("point", None)),
        ("60.1699,24.9384", "Harbour 2", ("point", "Harbour 2")),
        ("open", "", (None, None)),
        ("不限", "Harbour 2", (None, "Harbour 2")),
        ("Home 1", "same", ("Home 1", "Home 1")),
    ],
)
def test_start_and_end_may_be_addresses_points_or_open(
    start: str, end: str, expected: tuple[str | None, str | None]
) -> None:
    agent, faults = read_one(start=start, end=end)
    assert faults == ()
    assert agent is not None

    def told(address: Address | None) -> str | None:
        if address is None:
            return None
        return "point" if address.coordinate == Coordinate(60.1699, 24.9384) else address.text

    assert (told(agent.start), told(agent.end)) == expected


def test_a_start_in_another_datum_is_converted() -> None:
    agent, _ = read_one(start="39.908734,116.397324", datum="gcj02")
    assert agent is not None
    assert agent.start is not None
    assert agent.start.datum is Datum.GCJ02
    assert agent.start.coordinate is not None
    assert agent.start.coordinate.lat == pytest.approx(39.907333, abs=1e-5)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"shift_start": "08:00", "shift_end": "16:30"}, (time(8), time(16, 30), WORKDAYS)),
        ({"上班时间": "9", "下班时间": "18点"}, (time(9), time(18), WORKDAYS)),
        (
            {"shift_start": "22:00", "shift_end": "06:00", "workdays": "Mon-Sat"},
            (time(22), time(6), frozenset(range(6))),
        ),
        (
            {"shift_start": "8:00", "shift_end": "12:00", "workdays": "每天"},
            (time(8), time(12), frozenset()),
        ),
        ({"workdays": "Sat,Sun"}, (time(9), time(18), frozenset({5, 6}))),
    ],
)
def test_a_shift_may_stand_in_columns_of_its_own(
    cells: dict[str, str], expected: tuple[time, time, frozenset[int]]
) -> None:
    agent, faults = read_one(**cells)
    assert faults == ()
    assert agent is not None
    start, end, weekdays = expected
    assert agent.shifts == (DailyWindow(start=start, end=end, weekdays=weekdays),)


def test_everything_a_row_may_say_is_kept() -> None:
    agent, faults = read_one(
        name="N", shifts="Sat 10:00-16:00", days_off="2026-12-24", breaks="12:00-13:30/45min",
        skills="x;y", mode="电动车", max_visits="12", max_hours="7.5", max_km="80 km",
        capacity="5", cost_per_hour="25", cost_per_km="0.2", fixed_cost="10", overtime="30",
        overtime_cost_per_hour="40",
    )  # fmt: skip
    assert faults == ()
    assert agent is not None
    assert agent.name == "N"
    assert agent.shifts == (DailyWindow(start=time(10), end=time(16), weekdays=frozenset({5})),)
    assert agent.days_off == {date(2026, 12, 24)}
    assert agent.breaks == (Break(time(12), time(13, 30), timedelta(minutes=45)),)
    assert agent.skills == {"x", "y"}
    assert agent.mode is TravelMode.EBIKE
    assert (agent.max_visits, agent.max_hours, agent.max_km, agent.capacity) == (
        12,
        timedelta(hours=7, minutes=30),
        80.0,
        5,
    )
    assert (agent.cost_per_hour, agent.cost_per_km, agent.fixed_cost) == (25.0, 0.2, 10.0)
    assert (agent.overtime, agent.overtime_cost_per_hour) == (timedelta(minutes=30), 40.0)


@pytest.mark.parametrize(
    "cells",
    [
        {"agent_id": ""},
        {"start": ""},
        {"start": "0,0"},
        {"start": "116.397,39.908"},
        {"end": "60.1699,200"},
        {"shifts": "Mon-Fri"},
        {"shifts": "Mon 25:00-26:00"},
        {"shift_start": "09:00"},
        {"shift_start": "09:00", "shift_end": "09:00"},
        {"shift_start": "09:00", "shift_end": "17:00", "shifts": "Mon 9-12"},
        {"workdays": "often"},
        {"days_off": "Christmas"},
        {"breaks": "noon"},
        {"mode": "horse"},
        {"max_visits": "-1"},
        {"max_hours": "long"},
        {"max_km": "99999"},
        {"capacity": "x"},
        {"skills": "#N/A"},
        {"datum": "x"},
    ],
)
def test_what_limits_an_agent_and_cannot_be_read_refuses_the_row(cells: dict[str, str]) -> None:
    agent, faults = read_one(**cells)
    assert agent is None
    assert [fault.fatal for fault in faults] == [True]


@pytest.mark.parametrize("column", ["cost_per_hour", "cost_per_km", "fixed_cost", "overtime"])
def test_a_price_that_cannot_be_read_falls_back_on_its_default(column: str) -> None:
    agent, faults = read_one(**{column: "cheap"})
    default, _ = read_one()
    assert agent is not None
    assert getattr(agent, column) == getattr(default, column)
    assert [fault.fatal for fault in faults] == [False]
    assert "Until then" in faults[0].fix


@pytest.mark.parametrize(
    "breaks",
    [
        "12:00-12:45; 12:30-13:00",
        "12:30-13:00; 12:00-12:45",
        "12:00-12:30; 12:00-12:30",
        "12:00-12:15/30min; 12:10-12:20/30min",  # the first ends at 12:30, after 12:20
        "12:00-13:00/45min; 12:10-13:00/45min; 12:20-13:00/45min",  # 12:45, 13:30 > 13:00
    ],
)
def test_breaks_that_can_never_all_be_taken_refuse_the_agent(breaks: str) -> None:
    agent, (fault,) = read_one(breaks=breaks)
    assert agent is None
    assert (fault.column, fault.value, fault.fatal) == ("breaks", breaks, True)
    assert "cannot all be taken" in fault.problem
    assert "Move or shorten one" in fault.fix


@pytest.mark.parametrize(
    ("breaks", "shifts"),
    [
        ("12:00-12:45; 12:45-13:00", ""),
        ("12:00-13:00/30min; 12:00-13:00/30min", ""),
        # Monday's shift contains the first only, Tuesday's the second only.
        ("12:00-12:45; 12:30-13:00", "Mon 08:00-12:50; Tue 12:15-18:00"),
    ],
)
def test_breaks_that_can_all_be_taken_are_kept(breaks: str, shifts: str) -> None:
    agent, faults = read_one(breaks=breaks, shifts=shifts)
    assert faults == ()
    assert agent is not None
    assert len(agent.breaks) == 2


def test_breaks_of_a_night_shift_collide_across_midnight() -> None:
    breaks = "23:30-00:15; 00:00-00:30"
    agent, faults = read_one(breaks=breaks, shifts="daily 22:00-06:00")
    assert agent is None
    assert [fault.column for fault in faults] == ["breaks"]
    # By day neither is taken.
    assert read_one(breaks=breaks, shifts="daily 09:00-18:00")[0] is not None
