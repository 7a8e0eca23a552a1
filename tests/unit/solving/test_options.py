"""A visit is cut into options where its price changes; each has all the times at its price."""

from __future__ import annotations

from typing import Any

from router.domain.problem import Reference, ValueBand, Visit
from router.solving.options import Option, options_of, start_windows

DAY = (0, 100)


def visit(**others: Any) -> Visit:
    known: dict[str, Any] = {
        "visit_id": "v", "case_ids": ("c",), "location": 0, "building": "b", "service_s": 10,
        "value": 20.0,
    }  # fmt: skip
    return Visit(**(known | others))


def test_a_visit_that_costs_the_same_at_any_time_is_one_option() -> None:
    assert options_of(visit(), DAY) == [Option(((0, 100),), 0.0, 0.0)]


def test_a_visit_without_any_time_is_one_option_without_windows() -> None:
    assert options_of(visit(windows=((200, 300),)), DAY) == [Option((), 0.0, 0.0)]


def test_a_band_cuts_and_times_around_it_are_one_option() -> None:
    # Worth 25 from 30 to 50: else 5 are forgone.
    bands = (ValueBand(start_s=30, end_s=50, value=25.0),)
    assert options_of(visit(value_bands=bands), DAY) == [
        Option(((30, 50),), 0.0, 0.0),
        Option(((0, 29), (51, 100)), 5.0, 0.0),
    ]


def test_neighbouring_bands_of_one_value_are_one_window() -> None:
    bands = (
        ValueBand(start_s=30, end_s=39, value=25.0),
        ValueBand(start_s=40, end_s=50, value=25.0),
    )
    assert options_of(visit(value_bands=bands), DAY)[0].windows == ((30, 50),)


def test_a_band_outside_every_window_is_worth_that_cannot_be_had() -> None:
    bands = (ValueBand(start_s=30, end_s=50, value=25.0),)
    assert options_of(visit(windows=((60, 70),), value_bands=bands), DAY) == [
        Option(((60, 70),), 5.0, 0.0)
    ]


def test_a_promised_time_is_cheaper_than_every_other() -> None:
    # 40 plus or minus 5 is no change.
    promised = Reference(agent_id="a", start_s=40, tolerance_s=5, time_price=3.0)
    assert options_of(visit(reference=promised), DAY) == [
        Option(((35, 45),), 0.0, 0.0),
        Option(((0, 34), (46, 100)), 0.0, 3.0),
    ]


def test_a_promised_time_without_a_price_cuts_nothing() -> None:
    promised = Reference(agent_id="a", start_s=40, agent_price=9.0)
    assert options_of(visit(reference=promised), DAY) == [Option(((0, 100),), 0.0, 0.0)]


def test_bands_and_a_promised_time_cut_each_other() -> None:
    # 20 at 35 … 45, 25 from 40 on: 35 … 39 forgoes 5, 46 … pays 3, before 35 both.
    promised = Reference(agent_id="a", start_s=40, tolerance_s=5, time_price=3.0)
    bands = (ValueBand(start_s=40, end_s=200, value=25.0),)
    assert options_of(visit(reference=promised, value_bands=bands), DAY) == [
        Option(((40, 45),), 0.0, 0.0),
        Option(((46, 100),), 0.0, 3.0),
        Option(((35, 39),), 5.0, 0.0),
        Option(((0, 34),), 5.0, 3.0),
    ]


def test_windows_law_release_due_and_lock_are_intersected() -> None:
    # Windows 10 … 50, law 20 … 55 (so a start by 45), release 25, due 50 (so a start by 40).
    whole = visit(windows=((10, 50),), legal=((20, 55),), release_s=25, due_s=50)
    assert start_windows(whole) == ((25, 40),)
    assert start_windows(visit(windows=((10, 50),), locked_start_s=30)) == ((30, 30),)
    assert start_windows(visit(windows=((10, 50),), locked_start_s=51)) == ()
