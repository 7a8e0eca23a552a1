from __future__ import annotations

import pytest

from router.travel.passage import PASSAGES, Passage, maxspeed_kmh

CLOSED = Passage(0.0, 0.0)


def car(**tags: str) -> Passage:
    return PASSAGES["car"]({"highway": "residential"} | tags)


def bike(**tags: str) -> Passage:
    return PASSAGES["bike"]({"highway": "residential"} | tags)


def foot(**tags: str) -> Passage:
    return PASSAGES["foot"]({"highway": "residential"} | tags)


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50.0), ("50 km/h", 50.0), ("30 mph", 48.28032), ("30mph", 48.28032),
        ("7.5", 7.5), ("RU:urban", 50.0), ("none", 140.0), ("50; 30", 50.0),
        ("signals", 0.0), ("variable", 0.0), ("", 0.0), ("walk", 0.0),
    ],
)  # fmt: skip
def test_speed_limits_are_read(text: str, kmh: float) -> None:
    assert maxspeed_kmh(text) == pytest.approx(kmh)


def test_of_a_signed_limit_four_fifths_are_driven() -> None:
    assert car(maxspeed="50") == Passage(40.0, 40.0)


def test_without_a_limit_the_class_decides() -> None:
    assert car() == Passage(25.0, 25.0)
    assert (
        car(highway="service").forward_kmh < car().forward_kmh < car(highway="primary").forward_kmh
    )


def test_a_bad_surface_slows_whatever_the_limit_says() -> None:
    assert car(maxspeed="80", surface="cobblestone").forward_kmh == 30.0
    assert car(maxspeed="80", tracktype="grade5").forward_kmh == 20.0


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({"oneway": "yes"}, True, False),
        ({"oneway": "1"}, True, False),
        ({"oneway": "-1"}, False, True),
        ({"oneway": "no"}, True, True),
        ({"junction": "roundabout"}, True, False),
        ({"junction": "circular"}, True, False),
        ({"junction": "roundabout", "oneway": "no"}, True, True),
        ({"highway": "motorway"}, True, False),
        ({"oneway": "reversible"}, False, False),
    ],
)
def test_cars_obey_one_ways(tags: dict[str, str], forward: bool, backward: bool) -> None:
    passage = car(**tags)
    assert (passage.forward_kmh > 0, passage.backward_kmh > 0) == (forward, backward)


@pytest.mark.parametrize(
    "tags",
    [
        {"access": "no"},
        {"motor_vehicle": "no"},
        {"vehicle": "no"},
        {"access": "yes", "motor_vehicle": "no"},
        {"highway": "footway"},
        {"highway": "pedestrian"},
        {"highway": "steps"},
        {"highway": "track"},
        {"motor_vehicle": "agricultural;forestry"},
        {"service": "emergency_access"},
        {"area": "yes"},
    ],
)
def test_cars_stay_out(tags: dict[str, str]) -> None:
    assert car(**tags) == CLOSED


@pytest.mark.parametrize(
    "tags",
    [
        {"access": "no", "motor_vehicle": "yes"},
        {"access": "no", "motorcar": "designated"},
        {"vehicle": "agricultural;yes"},
    ],
)
def test_the_most_specific_permission_counts(tags: dict[str, str]) -> None:
    assert car(**tags).forward_kmh > 0


@pytest.mark.parametrize("access", ["private", "customers", "destination", "delivery"])
def test_where_only_business_may_enter_the_road_is_restricted(access: str) -> None:
    assert car(access=access).restricted
    assert car(access=access).snappable


def test_nobody_is_put_on_a_gated_driveway() -> None:
    gated = car(highway="service", access="private")
    assert gated.restricted
    assert not gated.snappable


def test_bicycles_pass_where_cars_may_not() -> None:
    assert bike(highway="cycleway") == Passage(15.0, 15.0)
    assert bike(motor_vehicle="no") == Passage(15.0, 15.0)
    assert bike(access="no", bicycle="yes") == Passage(15.0, 15.0)
    assert bike(highway="footway", bicycle="designated") == Passage(15.0, 15.0)


def test_bicycles_are_pushed_on_footways_and_down_steps() -> None:
    assert bike(highway="footway") == Passage(4.0, 4.0)
    assert bike(highway="steps") == Passage(2.0, 2.0)
    assert bike(bicycle="dismount") == Passage(4.0, 4.0)


@pytest.mark.parametrize(
    ("tags", "against"),
    [
        ({}, 4.0),  # pushed
        ({"oneway:bicycle": "no"}, 15.0),
        ({"cycleway": "opposite"}, 15.0),
        ({"cycleway:left": "opposite_lane"}, 15.0),
        ({"foot": "no"}, 0.0),
        ({"junction": "roundabout"}, 0.0),
    ],
)
def test_bicycles_against_a_one_way_street(tags: dict[str, str], against: float) -> None:
    assert bike(oneway="yes", **tags) == Passage(15.0, against)


@pytest.mark.parametrize(
    "tags",
    [
        {"bicycle": "no", "foot": "no"},
        {"access": "private"},
        {"bicycle": "use_sidepath"},
        {"highway": "motorway"},
    ],
)
def test_bicycles_stay_out(tags: dict[str, str]) -> None:
    assert bike(**tags) == CLOSED


def test_walkers_ignore_one_ways_and_limits() -> None:
    assert foot(oneway="yes", maxspeed="3") == Passage(5.0, 5.0)
    assert foot(highway="steps") == Passage(5.0, 5.0)
    assert foot(surface="sand") == Passage(2.5, 2.5)


@pytest.mark.parametrize(
    "tags",
    [{"foot": "no"}, {"access": "private"}, {"highway": "motorway"}, {"highway": "trunk"}],
)
def test_walkers_stay_out(tags: dict[str, str]) -> None:
    assert foot(**tags) == CLOSED


@pytest.mark.parametrize("network", ["car", "bike", "foot"])
def test_ferries_are_slow_and_no_place_to_live(network: str) -> None:
    ferry = PASSAGES[network]({"route": "ferry"})
    assert ferry == Passage(5.0, 5.0, snappable=False)


def test_a_ferry_without_cars_takes_none() -> None:
    tags = {"route": "ferry", "motor_vehicle": "no"}
    assert PASSAGES["car"](tags) == CLOSED
    assert PASSAGES["foot"](tags).forward_kmh > 0
