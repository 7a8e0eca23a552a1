"""The judge of the comparison, on a street: home at 0, doors at 100 and 200, a unit a second."""

from __future__ import annotations

import numpy as np
import pytest
from instances import Instance, Stop, Vehicle
from judging import judge

ROW = np.array([0, 100, 200])
TRAVEL = np.abs(ROW[:, None] - ROW[None, :]).astype(np.int64)


def street(
    *stops: Stop, vehicle: Vehicle | None = None, vehicles: int = 1, scale: int = 1
) -> Instance:
    return Instance(
        name="street",
        travel=TRAVEL,
        visits=stops,
        vehicles=(vehicle or Vehicle(place=0, start=0, end=1000),) * vehicles,
        scale=scale,
    )


def door(
    place: int,
    *windows: tuple[int, int],
    service: int = 10,
    price: int | None = 500,
    skill: int = 0,
    load: int = 0,
) -> Stop:
    return Stop(
        place=place,
        service=service,
        windows=windows or ((0, 1000),),
        price=price,
        skill=skill,
        load=load,
    )


def test_cost_is_travel_plus_the_price_of_what_is_left_out() -> None:
    verdict = judge(street(door(1), door(2)), [[0]])
    assert (verdict.cost, verdict.travel, verdict.left_out) == (100 + 100 + 500, 200, 1)


def test_published_units_have_the_scale_taken_off() -> None:
    assert judge(street(door(1), scale=10), [[0]]).cost == 20.0


def test_a_visit_that_must_be_made_is_counted_as_missing_and_the_answer_does_not_count() -> None:
    verdict = judge(street(door(1, price=None), door(2)), [[1]])
    assert not verdict.feasible
    assert (verdict.missing, verdict.cost) == (1, 400)


def test_windows_bound_the_start_of_service_both_ends_inclusive() -> None:
    assert judge(street(door(1, (0, 100))), [[0]]).feasible
    assert not judge(street(door(1, (0, 99))), [[0]]).feasible


def test_a_missed_window_is_followed_by_the_next() -> None:
    # Door 2 at 200, served until 210; back at door 1 at 310: its first window is over, the second
    # opens at 400, so that the way home ends at 400 + 10 + 100 = 510.
    stops = (door(1, (0, 150), (400, 450)), door(2))
    assert judge(street(*stops, vehicle=Vehicle(place=0, start=0, end=510)), [[1, 0]]).feasible
    assert not judge(street(*stops, vehicle=Vehicle(place=0, start=0, end=509)), [[1, 0]]).feasible


@pytest.mark.parametrize(("end", "fits"), [(240, True), (239, False)])
def test_a_break_pauses_a_leg(end: int, fits: bool) -> None:
    # 100 there, 10 of service, 100 back, and 30 of break that begins from 50 to 60, on the way.
    vehicle = Vehicle(place=0, start=0, end=end, lunch=(50, 60, 30))
    assert judge(street(door(1), vehicle=vehicle), [[0]]).feasible is fits


def test_a_break_never_overlaps_a_service() -> None:
    # It must begin from 101 to 105; the door can only be served from 100 to 110: it is too late
    # after that, and before it the agent would come at 101 + 30.
    vehicle = Vehicle(place=0, start=0, end=1000, lunch=(101, 105, 30))
    assert not judge(street(door(1, (100, 100)), vehicle=vehicle), [[0]]).feasible
    assert judge(street(door(1, (100, 131)), vehicle=vehicle), [[0]]).feasible


def test_a_vehicle_that_stays_at_home_needs_no_break() -> None:
    vehicle = Vehicle(place=0, start=0, end=10, lunch=(500, 600, 30))
    assert judge(street(door(1), vehicle=vehicle), [[]]).feasible


@pytest.mark.parametrize(
    ("stops", "routes", "why"),
    [
        ((door(1, skill=2),), [[0], []], "skill"),
        ((door(1, load=3), door(2, load=3)), [[0, 1], []], "overloaded"),
        ((door(1),), [[0], [0]], "twice"),
        ((door(1),), [[0, 0], []], "twice"),
        ((door(1),), [[7], []], "no such visit"),
        ((door(1),), [[0]], "1 routes for 2 vehicles"),
    ],
)
def test_what_is_wrong_is_said(stops: tuple[Stop, ...], routes: list[list[int]], why: str) -> None:
    vehicle = Vehicle(place=0, start=0, end=1000, skills=(1,), capacity=5)
    assert why in judge(street(*stops, vehicle=vehicle, vehicles=2), routes).why
