"""Times and distances over our own graph, derived by hand on streets drawn in metres.

A signed limit of 45 km/h is driven at four fifths: 36 km/h, which is 10 m/s: 100 m take 10 s.
A crossing of three stretches or more costs 0 s on the through road, 2.5 s where three or more
equally fast stretches meet, and 3.5 s for who comes on a slower one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from router.domain.agents import TravelMode
from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.places import Coordinate, great_circle_m
from router.errors import RegionError
from router.travel import StreetTravel, build_network
from tests.unit.travel.networks import Drawn, at, drawn

STREET = {"highway": "residential", "maxspeed": "45"}
ONE_WAY = STREET | {"oneway": "yes"}
Places = Sequence[tuple[float, float]]


def travel(
    folder: Path,
    nodes: Mapping[str, tuple[float, float]],
    roads: Sequence[Drawn],
    *,
    max_snap_m: float = 300.0,
) -> StreetTravel:
    build_network(drawn(nodes, roads), folder)
    return StreetTravel(folder, max_snap_m=max_snap_m)


def matrix(
    provider: StreetTravel, places: Places, mode: TravelMode = TravelMode.CAR
) -> TravelMatrix:
    return provider.matrix([at(*place) for place in places], mode)


def seconds(provider: StreetTravel, places: Places, mode: TravelMode = TravelMode.CAR) -> list[int]:
    table: list[list[int]] = matrix(provider, places, mode).duration_s.tolist()
    return [table[0][1], table[1][0]]


def test_a_straight_street_takes_its_length_over_its_speed(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (1000, 0)}, [("ab", STREET)])
    found = matrix(provider, [(100, 0), (600, 0)])
    assert found.duration_s.tolist() == [[0, 50], [50, 0]]  # 500 m at 10 m/s
    assert found.distance_m.tolist() == [[0, 500], [500, 0]]
    assert found.source == "streets"
    assert not found.approximate
    assert found.snap_m == (0.0, 0.0)


def test_a_one_way_street_is_left_at_its_end_and_come_back_to_around_the_block(
    tmp_path: Path,
) -> None:
    #  d───c      a→b is one way; back it goes b→c→d→a: 100 + 200 + 100 m more.
    #  │   │
    #  a─→─b
    nodes = {"a": (0, 0), "b": (200, 0), "c": (200, 100), "d": (0, 100)}
    provider = travel(tmp_path, nodes, [("ab", ONE_WAY), ("bcda", STREET)])
    # From 50 to 150 along the street: 100 m = 10 s. Back: 50 on to b, 400 around, 50 from a: 500 m.
    # No crossing has three stretches, so none costs anything.
    found = matrix(provider, [(50, 0), (150, 0)])
    assert found.duration_s.tolist() == [[0, 10], [50, 0]]
    assert found.distance_m.tolist() == [[0, 100], [500, 0]]


@pytest.mark.parametrize("tag", ["-1", "reverse"])
def test_a_street_that_is_one_way_against_its_drawing_is_turned(tmp_path: Path, tag: str) -> None:
    nodes = {"a": (0, 0), "b": (200, 0), "c": (200, 100), "d": (0, 100)}
    roads = [("ba", STREET | {"oneway": tag}), ("bcda", STREET)]
    assert seconds(travel(tmp_path, nodes, roads), [(50, 0), (150, 0)]) == [10, 50]


def test_a_roundabout_is_passed_in_its_direction_only(tmp_path: Path) -> None:
    # A square of 100 m sides, drawn anticlockwise (traffic on the right), an arm at a and at b.
    nodes = {
        "a": (0, 0), "b": (100, 0), "c": (100, 100), "d": (0, 100), "w": (-100, 0), "e": (200, 0),
    }  # fmt: skip
    roads = [
        ("abcda", STREET | {"junction": "roundabout"}),
        ("wa", STREET),
        ("be", STREET),
    ]
    found = matrix(travel(tmp_path, nodes, roads), [(-100, 0), (200, 0)])
    # There: 100 + 100 + 100 m. Back: 100 + (b c d a) 300 + 100 m. Either way passes a and b, where
    # three equally fast stretches meet: 2 x 2.5 s.
    assert found.distance_m.tolist() == [[0, 300], [500, 0]]
    assert found.duration_s.tolist() == [[0, 35], [55, 0]]


def test_a_limit_in_miles_is_read_as_such(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (1000, 0)}
    provider = travel(tmp_path, nodes, [("ab", {"highway": "primary", "maxspeed": "30 mph"})])
    # 30 mph = 48.28 km/h, four fifths 38.62 km/h = 10.729 m/s: 1000 m take 93.2 s.
    assert seconds(provider, [(0, 0), (1000, 0)]) == [93, 93]


def test_a_crossing_costs_those_who_yield(tmp_path: Path) -> None:
    # A side street (22.5 km/h signed: 5 m/s) meets a through street at b.
    nodes = {"a": (0, 0), "b": (100, 0), "c": (200, 0), "s": (100, 100)}
    side = {"highway": "residential", "maxspeed": "22.5"}
    provider = travel(tmp_path, nodes, [("abc", STREET), ("sb", side)])
    assert seconds(provider, [(0, 0), (200, 0)]) == [20, 20]  # the through street pays nothing
    # From the side: 20 s + 3.5 s yielding + 10 s; into it: 10 s + 0 s + 20 s.
    assert seconds(provider, [(100, 100), (200, 0)]) == [34, 30]  # 33.5 rounds to even: 34


def test_what_may_only_be_entered_on_business_is_no_short_cut(tmp_path: Path) -> None:
    #  a─────b     300 m through the private yard p, 900 m around it.
    #  │ p p │
    nodes = {
        "a": (0, 0), "b": (300, 0), "p": (100, 0), "q": (200, 0), "c": (0, 300), "d": (300, 300),
    }  # fmt: skip
    private = STREET | {"access": "private"}
    provider = travel(tmp_path, nodes, [("apqb", private), ("acdb", STREET)])
    points = [(0, 100), (300, 100), (150, 0)]
    found = matrix(provider, points)
    # Around: 200 + 300 + 200 m, though 100 + 300 + 100 m would be shorter.
    assert found.distance_m[0, 1] == 700
    # A place in the yard is reached, and left, by the shorter side: 100 + 150 m.
    assert found.distance_m[0, 2] == 250
    assert found.distance_m[2, 1] == 250


def test_an_island_is_unreachable_and_spoils_nothing(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (1000, 0), "i": (0, 5000), "j": (1000, 5000)}
    provider = travel(tmp_path, nodes, [("ab", STREET), ("ij", STREET)])
    found = matrix(provider, [(0, 0), (1000, 0), (500, 5000), (600, 5000)])
    assert found.duration_s[:2, :2].tolist() == [[0, 100], [100, 0]]
    assert (found.duration_s[:2, 2:] == UNREACHABLE).all()
    assert (found.duration_s[2:, :2] == UNREACHABLE).all()
    assert found.duration_s[2:, 2:].tolist() == [[0, 10], [10, 0]]


def test_a_place_beyond_the_bound_costs_only_itself(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (1000, 0)}, [("ab", STREET)], max_snap_m=50)
    found = matrix(provider, [(0, 0), (500, 60), (1000, 40)])
    assert found.duration_s.tolist() == [[0, -1, 100], [-1, 0, -1], [100, -1, 0]]
    assert found.snap_m == (0.0, 60.0, 40.0)  # how far it is is said, also beyond the bound


def test_a_place_far_out_at_sea_is_never_routed(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (1000, 0)}, [("ab", STREET)])
    found = matrix(provider, [(500, 0), (500, 61_000)])
    assert found.duration_s.tolist() == [[0, -1], [-1, 0]]
    assert found.snap_m[1] == pytest.approx(61_000, rel=1e-3)


def test_a_courtyard_that_leads_nowhere_catches_no_place(tmp_path: Path) -> None:
    # The yard lies 10 m from the door and touches nothing; the street is 100 m away.
    nodes = {"a": (0, 0), "b": (500, 0), "c": (500, 400), "x": (100, 110), "y": (200, 110)}
    provider = travel(tmp_path, nodes, [("abc", STREET), ("xy", STREET)])
    found = matrix(provider, [(150, 100), (500, 0)])
    assert found.snap_m[0] == pytest.approx(100.0)
    assert found.duration_s.tolist() == [[0, 35], [35, 0]]  # 350 m along the street


def test_a_courtyard_serves_if_nothing_else_is_within_the_bound(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (500, 0), "c": (500, 400), "x": (100, 110), "y": (200, 110)}
    provider = travel(tmp_path, nodes, [("abc", STREET), ("xy", STREET)], max_snap_m=50)
    found = matrix(provider, [(150, 100), (170, 100), (500, 0)])
    assert found.snap_m[:2] == (10.0, 10.0)
    assert found.duration_s.tolist() == [[0, 2, -1], [2, 0, -1], [-1, -1, 0]]


def test_a_door_in_a_pedestrian_zone_is_reached_by_car_from_the_next_street(
    tmp_path: Path,
) -> None:
    nodes = {"a": (0, 0), "b": (500, 0), "z": (250, 150)}
    mall = {"highway": "pedestrian"}
    provider = travel(tmp_path, nodes, [("ab", STREET), ("zb", mall)])
    by_car = matrix(provider, [(250, 150), (500, 0)])
    assert by_car.snap_m[0] == pytest.approx(150.0)
    assert by_car.duration_s[0, 1] == 25  # 250 m of street; the walk belongs to the setup
    on_foot = matrix(provider, [(250, 150), (500, 0)], TravelMode.FOOT)
    # sqrt(250² + 150²) = 291.5 m at 4.5 km/h.
    assert on_foot.duration_s[0, 1] == round(291.55 * 3.6 / 4.5)


def test_places_at_one_coordinate_are_nothing_apart_even_on_a_one_way_street(
    tmp_path: Path,
) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (500, 0)}, [("ab", ONE_WAY)])
    found = matrix(provider, [(100, 3), (100, 3), (900, 900), (900, 900)])
    assert found.duration_s[:2, :2].tolist() == [[0, 0], [0, 0]]
    assert found.duration_s[2:, 2:].tolist() == [[0, 0], [0, 0]]


def test_modes_differ_by_network_and_factor(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (1000, 0)}, [("ab", STREET)])
    ends = [(0.0, 0.0), (1000.0, 0.0)]
    took = {mode: seconds(provider, ends, mode)[0] for mode in TravelMode}
    assert took == {
        TravelMode.CAR: 100,
        TravelMode.MOTORCYCLE: 88,  # 100 s x 22/25
        TravelMode.BIKE: 240,  # 15 km/h
        TravelMode.EBIKE: 200,  # 18 km/h
        TravelMode.FOOT: 800,  # 4.5 km/h
    }


def test_a_bicycle_is_ridden_where_it_may_and_pushed_against_a_one_way_street(
    tmp_path: Path,
) -> None:
    nodes = {"a": (0, 0), "b": (1000, 0), "c": (0, 500), "d": (1000, 500)}
    both = ONE_WAY | {"oneway:bicycle": "no"}
    provider = travel(tmp_path, nodes, [("ab", both), ("cd", ONE_WAY), ("ac", STREET)])
    assert seconds(provider, [(100, 0), (900, 0)], TravelMode.BIKE) == [192, 192]  # 800 m, 15 km/h
    assert seconds(provider, [(100, 500), (900, 500)], TravelMode.BIKE) == [192, 720]  # 4 km/h


def test_a_ferry_is_slow_and_nobody_is_put_on_it(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (100, 0), "c": (1100, 0), "d": (1200, 0)}
    provider = travel(tmp_path, nodes, [("ab", STREET), ("bc", {"route": "ferry"}), ("cd", STREET)])
    assert seconds(provider, [(0, 0), (1200, 0)]) == [740, 740]  # 200 m of street, 1 km at 5 km/h
    assert matrix(provider, [(350, 0)]).snap_m == (250.0,)


def test_no_places_give_an_empty_matrix_and_no_legs_no_lines(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (100, 0)}, [("ab", STREET)])
    assert len(provider.matrix([], TravelMode.CAR)) == 0
    assert provider.lines([], TravelMode.CAR) == ()


def test_only_places_off_every_street_give_a_matrix_of_unreachables(tmp_path: Path) -> None:
    provider = travel(tmp_path, {"a": (0, 0), "b": (100, 0)}, [("ab", STREET)])
    found = matrix(provider, [(0, 5000), (0, 6000)])
    assert found.duration_s.tolist() == [[0, -1], [-1, 0]]


def test_a_line_follows_the_bends_from_door_to_door(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (200, 0), "c": (200, 100), "d": (0, 100)}
    provider = travel(tmp_path, nodes, [("ab", ONE_WAY), ("bcda", STREET)])
    there, back = provider.lines([(at(50, 5), at(150, 5)), (at(150, 5), at(50, 5))], TravelMode.CAR)
    assert_line(there, [(50, 0), (150, 0)])
    assert_line(back, [(150, 0), (200, 0), (200, 100), (0, 100), (0, 0), (50, 0)])


def test_a_line_runs_against_the_drawing_too(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (100, 50), "c": (200, 0), "d": (300, 0), "e": (200, 300)}
    provider = travel(tmp_path, nodes, [("abcd", STREET), ("ce", STREET)])
    (line,) = provider.lines([(at(300, 0), at(0, 0))], TravelMode.CAR)
    assert_line(line, [(300, 0), (200, 0), (100, 50), (0, 0)])
    (inner,) = provider.lines([(at(150, 25), at(50, 25))], TravelMode.CAR)
    assert_line(inner, [(150, 25), (100, 50), (50, 25)])


def test_a_line_is_as_long_as_the_matrix_says(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (200, 0), "c": (200, 100), "d": (0, 100)}
    provider = travel(tmp_path, nodes, [("ab", ONE_WAY), ("bcda", STREET)])
    ends = (at(150, 5), at(50, 5))
    (line,) = provider.lines([ends], TravelMode.CAR)
    length = sum(great_circle_m(a, b) for a, b in pairwise(line))
    assert length == pytest.approx(provider.matrix(ends, TravelMode.CAR).distance_m[0, 1], abs=1)


def test_a_leg_without_a_way_is_drawn_from_end_to_end(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (1000, 0), "i": (0, 5000), "j": (1000, 5000)}
    provider = travel(tmp_path, nodes, [("ab", STREET), ("ij", STREET)])
    legs = [(at(0, 0), at(500, 5000)), (at(0, 0), at(0, 2500)), (at(20, 3), at(20, 3))]
    lines = provider.lines(legs, TravelMode.CAR)
    assert lines[0] == legs[0]  # another island
    assert lines[1] == legs[1]  # no street near
    assert len(lines[2]) == 2  # the same door


def test_two_streets_between_the_same_crossings_are_two_ways(tmp_path: Path) -> None:
    # The slow one is straight (100 m at 2 m/s), the fast one bends (100 + 100 + 100 m at 10 m/s).
    nodes = {
        "w": (-100, 0), "a": (0, 0), "b": (100, 0), "p": (0, 100), "q": (100, 100), "e": (200, 0),
    }  # fmt: skip
    slow = {"highway": "residential", "maxspeed": "9"}
    provider = travel(
        tmp_path, nodes, [("wa", STREET), ("ab", slow), ("apqb", STREET), ("be", STREET)]
    )
    found = matrix(provider, [(-100, 0), (200, 0)])
    assert found.distance_m[0, 1] == 500
    assert found.duration_s[0, 1] == 50  # the through road pays nothing at a and b
    (line,) = provider.lines([(at(-100, 0), at(200, 0))], TravelMode.CAR)
    assert_line(line, [(-100, 0), (0, 0), (0, 100), (100, 100), (100, 0), (200, 0)])


def test_a_ring_without_any_crossing_is_travelled(tmp_path: Path) -> None:
    nodes = {"a": (0, 0), "b": (100, 0), "c": (100, 100), "d": (0, 100)}
    provider = travel(tmp_path, nodes, [("abcda", STREET)])
    assert matrix(provider, [(50, 0), (50, 100)]).distance_m.tolist() == [[0, 200], [200, 0]]
    # The ring is cut at a: from just right of a to just above it is not the way around.
    assert matrix(provider, [(10, 0), (0, 10)]).distance_m.tolist() == [[0, 20], [20, 0]]


def test_a_mode_without_any_road_says_so(tmp_path: Path) -> None:
    built = build_network(
        drawn({"a": (0, 0), "b": (100, 0)}, [("ab", {"highway": "steps"})]), tmp_path
    )
    assert [network.name for network in built] == ["bike", "foot"]
    with pytest.raises(RegionError, match="no streets for car"):
        StreetTravel(tmp_path).matrix([at(0, 0)], TravelMode.CAR)


def test_an_extract_without_roads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="no road"):
        build_network(drawn({}, []), tmp_path)


def test_only_the_networks_of_the_modes_are_built(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    built = build_network(
        drawn({"a": (0, 0), "b": (100, 0)}, [("ab", STREET)]),
        tmp_path,
        modes=[TravelMode.MOTORCYCLE, TravelMode.CAR],
        on_progress=lambda text, share: told.append((text, share)),
    )
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["streets-car.npz"]
    assert (built[0].crossings, built[0].stretches) == (2, 1)
    assert built[0].length_km == pytest.approx(0.1, rel=1e-5)
    assert told[-1] == ("streets", 1.0)


def test_a_second_build_gives_the_same_network(tmp_path: Path) -> None:
    network = drawn({"a": (0, 0), "b": (100, 0)}, [("ab", STREET)])
    assert build_network(network, tmp_path) == build_network(network, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"not an archive at all"])
def test_a_damaged_network_is_a_region_error(tmp_path: Path, content: bytes) -> None:
    build_network(drawn({"a": (0, 0), "b": (100, 0)}, [("ab", STREET)]), tmp_path)
    (tmp_path / "streets-car.npz").write_bytes(content)
    with pytest.raises(RegionError, match="build the region again"):
        StreetTravel(tmp_path).matrix([at(0, 0)], TravelMode.CAR)


def assert_line(line: Sequence[Coordinate], expected: Places) -> None:
    assert len(line) == len(expected)
    for point, place in zip(line, expected, strict=True):
        assert great_circle_m(point, at(*place)) < 0.2
