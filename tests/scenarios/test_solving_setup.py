"""Setup is paid once per building while the agent stays in it."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, shift, visit
from tests.solved import solved


def flat(number: int, building: str, location: int = 1, **others: object):  # type: ignore[no-untyped-def]
    return visit(
        location, visit_id=f"flat{number}", building=building, setup_s=5 * MINUTE, **others
    )


def test_neighbours_in_one_building_share_one_stop_and_one_setup() -> None:
    (route,) = solved(day([flat(n, "tower") for n in range(3)], [shift()])).routes
    assert [stop.setup_s for stop in route.stops] == [5 * MINUTE]
    assert len(route.stops[0].visits) == 3
    # There and back 20 minutes, setup 5, service 30.
    assert route.end_s - route.start_s == 55 * MINUTE


def test_two_buildings_at_one_place_pay_twice() -> None:
    (route,) = solved(day([flat(0, "left"), flat(1, "right")], [shift()])).routes
    assert route.setup_s == 10 * MINUTE


def test_coming_back_to_a_building_pays_again() -> None:
    at_nine, at_ten, at_eleven = (((h * HOUR, h * HOUR),) for h in (9, 10, 11))
    visits = [
        flat(0, "tower", windows=at_nine),
        flat(1, "other", windows=at_ten),
        flat(2, "tower", windows=at_eleven),
    ]
    (route,) = solved(day(visits, [shift()])).routes
    assert [stop.building for stop in route.stops] == ["tower", "other", "tower"]
    assert route.setup_s == 15 * MINUTE


def test_one_building_with_two_entrances_is_one_stop() -> None:
    (route,) = solved(day([flat(0, "mall"), flat(1, "mall", location=2)], [shift()])).routes
    assert len(route.stops) == 1
    assert route.setup_s == 5 * MINUTE
    assert route.travel_s == 40 * MINUTE  # out to place 2 and back, past place 1
