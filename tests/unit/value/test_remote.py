"""Remote doors wait until a trip pays, or the oldest waits too long.

The doors lie on one road due north of the only start, which is at kilometre 0; a minute is a
kilometre. An hour costs 30 and a kilometre nothing, so that a minute costs 0.50.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from router.domain.places import Coordinate
from router.value import (
    RemoteDecision,
    RemoteDoor,
    RemoteFate,
    TripCosts,
    load_parameters,
    remote_decisions,
    remote_doors,
)

PARAMETERS = replace(
    load_parameters().remote, minutes=45.0, neighbours=8, within_km=10.0, oldest_days=30
)
COSTS = TripCosts(per_hour=30.0, per_km=0.0, hours=8.0)
KM_PER_DEGREE = 111.195  # of latitude


def door(name: str, km: float, value: float = 20.0, **more: object) -> RemoteDoor:
    """A door so far north; south if negative."""
    return RemoteDoor(
        visit_id=name,
        minutes=abs(km),
        km=abs(km),
        coordinate=Coordinate(60.0 + km / KM_PER_DEGREE, 25.0),
        value=value,
        **more,  # type: ignore[arg-type]
    )


def decided(
    doors: Sequence[RemoteDoor], costs: TripCosts = COSTS, **more: object
) -> dict[str, RemoteDecision]:
    at = {one.visit_id: one.coordinate.lat * KM_PER_DEGREE for one in doors}

    def leg(one: str, other: str) -> tuple[float, float]:
        return abs(at[one] - at[other]), abs(at[one] - at[other])

    found = remote_decisions(
        doors,
        leg,
        costs,
        replace(PARAMETERS, **more),  # type: ignore[arg-type]
    )
    assert sorted(one.visit_id for one in found) == sorted(at)
    return {one.visit_id: one for one in found}


def fates(doors: Sequence[RemoteDoor], **more: object) -> dict[str, str]:
    return {name: one.fate.value for name, one in decided(doors, **more).items()}  # type: ignore[arg-type]


def test_a_far_door_is_remote_unless_many_others_lie_near() -> None:
    near, far = door("near", 45), door("far", 46)
    assert remote_doors([near, far], PARAMETERS) == (far,)
    town = [door(f"t{n}", 60 + n) for n in range(9)]  # each has the 8 others within 8 km
    assert remote_doors([*town, far], PARAMETERS) == (far,)
    assert remote_doors(town[:8], PARAMETERS) == tuple(town[:8])  # each has 7


def test_a_lone_door_that_does_not_pay_waits_with_its_channel() -> None:
    # 60 min out and 60 back cost 60.00; the door brings 20.00: 4 doors would bring 80.00.
    one = decided([door("a", 60, waits_days=12, channel="message")])["a"]
    assert (one.fate, one.channel, one.overdue) == (RemoteFate.WAITS, "message", False)
    assert one.words == (
        "Remote: 60 min from the nearest start. A trip there has 1 door and needs about 3 more "
        "like that to pay; the oldest waits 12 days, and after 30 it goes in any case. Until then "
        "it stays in the pool. Due: a message."
    )


@pytest.mark.parametrize(("value", "expected"), [(60.0, "waits"), (60.01, "pays")])
def test_a_trip_pays_if_it_brings_more_than_it_costs(value: float, expected: str) -> None:
    assert fates([door("a", 60, value)]) == {"a": expected}


def test_doors_the_same_way_share_the_way() -> None:
    # Out to km 64 and back: 128 min, 64.00. Four doors bring 80.00, three only 60.00.
    four = [door("a", 60), door("b", 62), door("c", 61), door("d", 64)]
    found = decided(four)
    assert {one.fate for one in found.values()} == {RemoteFate.PAYS}
    assert {one.trip for one in found.values()} == {0}
    assert {one.doors for one in found.values()} == {4}
    assert set(fates([*four[:2], four[3]]).values()) == {"waits"}


def test_a_trip_is_in_an_order_that_makes_no_detour() -> None:
    """On one road that is: farther and farther, and then nearer and nearer."""
    km = {"a": 60, "b": 62, "c": 61, "d": 64}
    made = [km[name] for name in decided([door(name, at) for name, at in km.items()])]
    turn = made.index(64)
    assert made[:turn] == sorted(made[:turn])
    assert made[turn:] == sorted(made[turn:], reverse=True)


def test_doors_on_opposite_sides_are_two_trips() -> None:
    # From km 60 north to km 60 south it is 120 min, twice the way home.
    found = decided([door("north", 60, 50.0), door("south", -60, 50.0)])
    assert found["north"].trip != found["south"].trip
    assert {one.fate for one in found.values()} == {RemoteFate.WAITS}


def test_a_trip_fits_a_day() -> None:
    # Out to km 100 and back: 200 min. With 40 min at each door, 8 h hold (480 - 200) / 40 = 7.
    found = decided([door(f"d{n}", 100, 50.0, service_min=40.0) for n in range(8)])
    assert sorted(one.doors for one in found.values()) == [1, *[7] * 7]


def test_the_oldest_lets_a_trip_go_that_does_not_pay_and_takes_the_others_along() -> None:
    found = decided([door("old", 60, waits_days=30), door("new", 61, waits_days=3)])
    assert {one.fate for one in found.values()} == {RemoteFate.DUE}
    assert (found["old"].overdue, found["new"].overdue) == (True, False)
    assert {one.channel for one in found.values()} == {"visit"}
    assert "the oldest waits 30 days, and 30 are the limit" in found["new"].words
    assert fates([door("a", 60, waits_days=29)]) == {"a": "waits"}


def test_nobody_knows_how_long_a_case_waits_of_which_the_table_is_silent() -> None:
    assert "how long they wait is not known" in decided([door("a", 60)])["a"].words


def test_a_trip_that_would_go_is_confirmed_by_phone_first_where_that_is_asked() -> None:
    doors = [door(f"d{n}", 60, channel="letter") for n in range(5)]
    found = decided(doors, confirm=True)
    assert {(one.fate, one.channel) for one in found.values()} == {(RemoteFate.CONFIRM, "call")}
    assert all("call first" in one.words for one in found.values())
    alone = decided(doors[:1], confirm=True)["d0"]  # nobody is called about a trip that waits
    assert (alone.fate, alone.channel) == (RemoteFate.WAITS, "letter")


def test_where_somebody_is_visited_in_any_case_others_pay_that_do_not_pay_alone() -> None:
    # The agreed door costs 60.00 alone; the second one, a kilometre further, costs 1.00 more.
    agreed = door("agreed", 60, 0.0, confirmed=True)
    assert fates([agreed, door("b", 61, 1.01)]) == {"agreed": "agreed", "b": "pays"}
    assert fates([agreed, door("b", 61, 1.0)]) == {"agreed": "agreed", "b": "waits"}
    assert fates([agreed, door("b", 61)], confirm=True) == {"agreed": "agreed", "b": "confirm"}


def test_doors_that_are_worth_less_than_the_time_there_never_pay() -> None:
    found = decided([door("a", 60, 5.0, service_min=10.0)])["a"]  # 10 min cost 5.00
    assert "does not pay, however many" in found.words


def test_no_amount_is_told() -> None:
    doors = [door("a", 60, 1234.5), door("b", -60, 17.0), door("c", -61, 17.0, waits_days=40)]
    for one in decided(doors).values():
        assert not any(figure in one.words for figure in ("1234", "1,234", "17"))


def test_the_order_of_the_input_does_not_matter() -> None:
    doors = [door(f"d{n}", 50 + 7 * n % 23, 10.0 + n) for n in range(9)]
    assert decided(doors) == decided(doors[::-1])
