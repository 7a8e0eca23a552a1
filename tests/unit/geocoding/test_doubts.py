"""Checks over a whole file: disagreement, districts, pile-ups, swapped and shifted points.

0.001° of latitude is 111 m; 0.001° of longitude at 60° N is 56 m, at 30° N 96 m.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from router.domain.datums import from_wgs84, to_wgs84
from router.domain.extract import Extent
from router.domain.places import (
    Address,
    Coordinate,
    Datum,
    Grade,
    LocatedAddress,
    LocationStatus,
    Place,
    great_circle_m,
)
from router.geocoding import Correction, Corrections, Verdict
from router.geocoding.doorkeys import door_key
from router.geocoding.doubts import (
    Doubt,
    Doubts,
    StreetDistance,
    check_file,
    disagreeing,
    outside_the_region,
    outside_their_district,
    piled_up,
    shifted,
    with_doubts,
)
from router.geocoding.trust import Bounds
from tests.unit.geocoding.places import door, extract, geocoder

ACCEPTED, REVIEW = LocationStatus.ACCEPTED, LocationStatus.REVIEW
REGION = Extent(59.9, 24.8, 60.3, 25.2)
BOUNDS = Bounds(threshold=0.7, max_error_m=150, extent=REGION)


def place(
    lat: float, lon: float = 24.94, *, source: str = "table", grade: Grade = Grade.DOOR
) -> Place:
    return Place(
        coordinate=Coordinate(lat, lon),
        grade=grade,
        score=0.9,
        error_m=20,
        matched="matched",
        source=source,
    )


def located(
    where: Place, *, text: str = "Annankatu 6", owner: str = "C1", datum: Datum = Datum.WGS84
) -> LocatedAddress:
    given = where.coordinate if where.source == "table" else None
    return LocatedAddress(
        owner_id=owner,
        address=Address(text=text, coordinate=given, datum=datum),
        status=ACCEPTED,
        place=where,
    )


def unasked(points: Sequence[Coordinate]) -> NDArray[np.float64]:
    raise AssertionError("nobody asks for these distances here")


def nowhere(points: Sequence[Coordinate]) -> NDArray[np.float64]:
    """Return the answer of a region that knows no door."""
    return np.full(len(points), 500.0)


# ---- what becomes of a doubt --------------------------------------------------------------------


def test_a_doubtful_address_goes_to_review_with_its_own_place_behind_the_candidates() -> None:
    own, other = place(60.16), place(60.17, source="index")
    first, second = Doubt(why="first", candidates=(other,)), Doubt(why="second")
    [one, same] = with_doubts(
        [located(own), located(own)], [Doubts({0: first}), Doubts({0: second})]
    )
    assert (one.status, one.why) == (REVIEW, "first")
    assert one.candidates == (other, own)
    assert one.place == other
    assert same == located(own)


# ---- two sources that disagree ------------------------------------------------------------------


def test_sources_more_than_300_m_apart_are_reviewed_with_both() -> None:
    # 0.0026° is 289 m, 0.0028° is 311 m
    near, far = place(60.1626, source="index"), place(60.1628, source="index")
    given = located(place(60.16))
    assert disagreeing([given], [near]) == Doubts()
    doubt = disagreeing([given], [far]).by_place[0]
    assert doubt.why == "the table's point lies 311 m from the door that the region knows"
    assert doubt.candidates == (given.place, far)


def test_a_service_is_named_and_no_opinion_is_no_doubt() -> None:
    asked = located(place(60.18, source="nominatim"))
    doubts = disagreeing([asked, asked], [place(60.16, source="index"), None])
    assert list(doubts.by_place) == [0]
    assert doubts.by_place[0].why.startswith("nominatim lies 2.2 km from")


# ---- districts ----------------------------------------------------------------------------------


def test_a_point_that_its_stated_district_contradicts_is_reviewed_and_a_match_is_not() -> None:
    given = located(place(60.16))
    match = located(place(60.16, source="index"))
    doubts = outside_their_district([given, match], lambda _point, _address: "Vantaa")
    assert list(doubts.by_place) == [0]
    assert "the address says Vantaa" in doubts.by_place[0].why
    assert outside_their_district([given], lambda _point, _address: "") == Doubts()


def test_the_doors_around_a_point_tell_its_district(tmp_path: Path) -> None:
    # Two towns 11 km apart, and a border along 60.165 between two rows of doors of the first.
    doors = [
        door(str(n), "Rantatie", 60.16 + 0.0002 * n, 24.90, city="Helsinki", district="South")
        for n in range(1, 25)
    ]
    doors += [
        door(str(n), "Rajakatu", 60.165 + 0.0002 * n, 24.90, city="Helsinki", district="North")
        for n in range(1, 25)
    ]
    doors += [door(str(n), "Kuja", 60.26 + 0.0002 * n, 25.1, city="Vantaa") for n in range(1, 9)]
    with geocoder(tmp_path, extract(doors)) as index:

        def speaks(lat: float, *, city: str = "", district: str = "") -> str:
            address = Address(text="x", city=city, district=district)
            return str(index.contradiction(Coordinate(lat, 24.90), address))

        assert speaks(60.161, city="Helsinki", district="South") == ""
        assert speaks(60.161, city="Vantaa") == "Vantaa"
        assert speaks(60.161, city="Tampere") == ""  # not known: it says nothing
        # Its nearest door of the North is 522 m away; at the border either side will do.
        assert speaks(60.1605, district="North") == "North"
        assert speaks(60.165, district="North") == speaks(60.165, district="South") == ""


def test_a_chinese_text_states_its_district(tmp_path: Path) -> None:
    # Two districts 11 km apart (0.1°).
    doors = [
        door(str(n), road, lat + 0.0002 * n, 113.9, city="深圳市", district=district)
        for road, lat, district in (("桃园路", 22.53, "南山区"), ("爱国路", 22.63, "罗湖区"))
        for n in range(1, 9)
    ]
    with geocoder(tmp_path, extract(doors, box=Extent(22.4, 113.7, 22.8, 114.2))) as index:

        def speaks(text: str) -> str:
            return str(index.contradiction(Coordinate(22.531, 113.9), Address(text=text)))

        assert speaks("深圳市南山区某某大厦") == ""
        assert speaks("广东深圳罗湖区某某大厦") == "罗湖区"
        assert speaks("某某大厦") == ""


# ---- pile-ups -----------------------------------------------------------------------------------


def heap(count: int, text: str = "Street {n}", **more: object) -> list[LocatedAddress]:
    where = place(60.16, **more)  # type: ignore[arg-type]
    return [located(where, text=text.format(n=n), owner=f"C{n}") for n in range(1, count + 1)]


def test_twenty_cases_on_one_point_are_a_town_and_nineteen_are_not() -> None:
    twenty = heap(20, source="amap")
    doubts = piled_up(twenty, [None] * 20)
    assert len(doubts.by_place) == 20
    assert "20 cases lie on this one point" in doubts.by_place[0].why
    assert len(doubts.remarks) == 1
    assert piled_up(twenty[:19], [None] * 19) == Doubts()


def test_the_flats_of_one_house_are_no_pile_up() -> None:
    flats = heap(25, text="Annankatu 6 A {n}, Helsinki", source="amap")
    assert piled_up(flats, [None] * 25) == Doubts()
    rooms = heap(25, text="临江市翠苑3幢2单元{n}室", source="table")
    assert piled_up(rooms, [None] * 25) == Doubts()


def test_points_without_any_text_are_a_pile_up() -> None:
    assert len(piled_up(heap(20, text=""), [None] * 20).by_place) == 20


def test_a_house_number_of_the_index_is_a_door_however_many_live_there() -> None:
    assert piled_up(heap(30, source="index"), [None] * 30) == Doubts()
    towns = heap(30, source="index", grade=Grade.LOCALITY)
    assert len(piled_up(towns, [None] * 30).by_place) == 30


def test_who_is_known_at_that_very_door_is_not_doubted() -> None:
    cases = heap(25, source="amap")
    here = place(60.1605, source="index")  # 56 m away
    doubts = piled_up(cases, [here, here, *[None] * 23])
    assert sorted(doubts.by_place) == list(range(2, 25))
    assert "23 cases" in doubts.by_place[2].why


def test_people_and_visits_are_believed_and_one_case_counts_once() -> None:
    assert piled_up(heap(25, source="correction"), [None] * 25) == Doubts()
    assert piled_up(heap(25, source="check-in"), [None] * 25) == Doubts()
    one = [located(place(60.16), text=f"Street {n}") for n in range(25)]
    assert piled_up(one, [None] * 25) == Doubts()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Annankatu 6 B 12, Helsinki", "annankatu 6"),
        ("ANNANKATU 6", "annankatu 6"),
        ("12 Main St, Apt 4", "12 main st"),
        ("12 Main St", "12 main st"),
        ("翠苑３幢2单元602", "翠苑3"),
        ("Town Hall", "town hall"),
        ("", ""),
    ],
)
def test_the_door_of_an_address_is_street_and_number(text: str, key: str) -> None:
    assert door_key(text) == key


# ---- outside the region -------------------------------------------------------------------------


def outside(lat: float, lon: float, datum: Datum = Datum.WGS84) -> LocatedAddress:
    where = place(lat, lon)
    return LocatedAddress(
        owner_id="C1",
        address=Address(text="Annankatu 6", coordinate=where.coordinate, datum=datum),
        status=REVIEW,
        place=where,
        candidates=(where,),
        why="outside the region",
    )


def test_a_point_whose_exchange_lies_in_the_region_looks_swapped() -> None:
    one = outside(24.94, 60.16)
    doubts = outside_the_region([one], REGION, margin=0.01)
    doubt = doubts.by_place[0]
    assert "look swapped" in doubt.why
    assert doubt.candidates[0].coordinate == Coordinate(60.16, 24.94)
    assert len(doubts.remarks) == 1
    [judged] = with_doubts([one], [doubts])
    assert judged.status is REVIEW
    assert [c.coordinate.lat for c in judged.candidates] == [60.16, 24.94]


def test_a_point_near_zero_lies_in_the_atlantic_and_others_are_just_outside() -> None:
    doubts = outside_the_region([outside(0.01, -0.02), outside(48.1, 11.6)], REGION, margin=0.01)
    assert list(doubts.by_place) == [0]
    assert "Atlantic" in doubts.by_place[0].why
    assert doubts.remarks == ()


def test_points_inside_and_matches_of_geocoders_are_left_alone() -> None:
    inside, match = located(place(60.16)), located(place(24.9, 60.2, source="amap"))
    assert outside_the_region([inside, match], REGION, margin=0.01) == Doubts()
    assert outside_the_region([outside(24.94, 60.16)], None, margin=0.01) == Doubts()


# ---- distance to the streets --------------------------------------------------------------------


def test_the_distance_is_that_to_the_nearest_piece_of_street() -> None:
    # A street along 60.16 from 24.90 to 24.96: 3.3 km in one piece
    streets = StreetDistance([np.array([[60.16, 24.90], [60.16, 24.96]])])
    points = [
        Coordinate(60.16, 24.93),  # on it
        Coordinate(60.1609, 24.93),  # 0.0009° is 100 m
        Coordinate(60.165, 24.93),  # 556 m
        Coordinate(60.16, 24.97),  # 0.01° beyond its end: 553 m
        Coordinate(60.3, 24.93),  # 15.6 km: far is far
    ]
    assert streets.metres(points) == pytest.approx([0, 100.1, 556, 553.3, 2000], abs=1.5)


def test_without_any_street_everything_is_far() -> None:
    assert StreetDistance([]).metres([Coordinate(60.16, 24.93)]).tolist() == [2000]


def test_it_agrees_with_trying_every_piece() -> None:
    rng = np.random.default_rng(4)
    lines = [
        np.cumsum(rng.normal(0, 0.0015, (6, 2)), axis=0) + rng.uniform([60.1, 24.9], [60.2, 25.1])
        for _ in range(60)
    ]
    points = [Coordinate(*pair) for pair in rng.uniform([60.1, 24.9], [60.2, 25.1], (40, 2))]
    middle = np.concatenate([line[:-1] for line in lines])[:, 0].mean()
    scale = 111_195.08 * np.array([1, math.cos(math.radians(middle))])

    def tried(point: Coordinate) -> float:
        here, best = np.array([point.lat, point.lon]) * scale, 2000.0
        for line in lines:
            for a, b in zip(line[:-1] * scale, line[1:] * scale, strict=True):
                share = np.clip(np.dot(here - a, b - a) / np.dot(b - a, b - a), 0, 1)
                best = min(best, float(np.hypot(*(here - a - share * (b - a)))))
        return best

    found = StreetDistance(lines).metres(points)
    assert found == pytest.approx([tried(point) for point in points], abs=0.01)


# ---- shifted datums -----------------------------------------------------------------------------

DOORS = [Coordinate(30.27 + 0.001 * n, 120.15) for n in range(8)]


def written(door: Coordinate, true: Datum, stated: Datum = Datum.WGS84) -> LocatedAddress:
    """Return a case whose table holds a door's numbers in one datum and states another."""
    point = to_wgs84(from_wgs84(door, true), stated)
    return located(place(point.lat, point.lon), datum=stated)


def known(door: Coordinate) -> Place:
    return place(door.lat, door.lon, source="index")


@pytest.mark.parametrize("true", [Datum.GCJ02, Datum.BD09])
def test_points_at_their_doors_only_in_another_datum_are_reviewed(true: Datum) -> None:
    cases = [written(one, true) for one in DOORS]
    doubts = shifted(cases, [known(one) for one in DOORS], door_m=unasked, street_m=unasked)
    assert sorted(doubts.by_place) == list(range(8))
    name = {Datum.GCJ02: "GCJ-02", Datum.BD09: "BD-09"}[true]
    doubt = doubts.by_place[0]
    assert f"only when read as {name} (as written, in WGS-84: " in doubt.why
    assert "these 8 points fit the doors of their addresses (median 0 m)" in doubt.why
    assert great_circle_m(doubt.candidates[0].coordinate, DOORS[0]) < 0.1
    assert f"--datum {true.value}" in doubts.remarks[0].fix


def test_points_declared_in_the_wrong_datum_are_found_too() -> None:
    cases = [written(one, Datum.WGS84, stated=Datum.GCJ02) for one in DOORS]
    doubts = shifted(cases, [known(one) for one in DOORS], door_m=unasked, street_m=unasked)
    assert "only when read as WGS-84 (as written, in GCJ-02: " in doubts.by_place[0].why


@pytest.mark.parametrize("true", list(Datum))
def test_points_in_the_datum_that_is_stated_are_left_alone(true: Datum) -> None:
    cases = [written(one, true, stated=true) for one in DOORS]
    assert (
        shifted(cases, [known(one) for one in DOORS], door_m=unasked, street_m=unasked) == Doubts()
    )


def test_a_point_at_its_own_door_as_written_stays_though_the_others_do_not() -> None:
    cases = [written(one, Datum.GCJ02) for one in DOORS[:7]] + [written(DOORS[7], Datum.WGS84)]
    doubts = shifted(cases, [known(one) for one in DOORS], door_m=unasked, street_m=unasked)
    assert sorted(doubts.by_place) == list(range(7))


def test_few_points_and_points_outside_china_tell_nothing() -> None:
    few = [written(one, Datum.GCJ02) for one in DOORS[:4]]
    assert (
        shifted(few, [known(one) for one in DOORS[:4]], door_m=unasked, street_m=unasked)
        == Doubts()
    )
    finnish = [located(place(60.16 + 0.001 * n)) for n in range(30)]
    assert shifted(finnish, [None] * 30, door_m=unasked, street_m=unasked) == Doubts()


def test_where_no_door_is_known_the_streets_tell() -> None:
    # One street along the doors: read rightly every point lies on it, as written about 450 m east.
    street = StreetDistance([np.array([[30.25, 120.15], [30.30, 120.15]])])
    doors = [Coordinate(30.27 + 0.001 * n, 120.15) for n in range(20)]
    cases = [written(one, Datum.GCJ02) for one in doors]
    doubts = shifted(cases, [None] * 20, door_m=nowhere, street_m=street.metres)
    assert len(doubts.by_place) == 20
    assert "these 20 points fit the streets (median 0 m) only when read as GCJ-02" in (
        doubts.by_place[0].why
    )
    assert shifted(cases[:19], [None] * 19, door_m=nowhere, street_m=street.metres) == Doubts()
    right = [written(one, Datum.WGS84) for one in doors]
    assert shifted(right, [None] * 20, door_m=nowhere, street_m=street.metres) == Doubts()


def test_where_no_address_is_known_any_door_tells_before_the_streets() -> None:
    doors = [Coordinate(30.27 + 0.001 * n, 120.15) for n in range(20)]

    def to_doors(points: Sequence[Coordinate]) -> NDArray[np.float64]:
        return np.array([min(great_circle_m(one, other) for other in doors) for one in points])

    cases = [written(one, Datum.GCJ02) for one in doors]
    doubts = shifted(cases, [None] * 20, door_m=to_doors, street_m=unasked)
    assert "fit the doors of the region (median 0 m) only when read as GCJ-02" in (
        doubts.by_place[0].why
    )
    right = [written(one, Datum.WGS84) for one in doors]
    assert shifted(right, [None] * 20, door_m=to_doors, street_m=unasked) == Doubts()


def test_streets_say_nothing_against_points_at_their_own_doors_as_written() -> None:
    # Two of twenty are at their doors in GCJ-02 as stated; 18 were noted far from theirs, on spots
    # that happen to lie on a street when read as WGS-84.
    street = StreetDistance([np.array([[30.25, 120.15], [30.30, 120.15]])])
    doors = [Coordinate(30.27 + 0.001 * n, 120.15) for n in range(20)]
    elsewhere = [known(Coordinate(one.lat, 120.17)) for one in doors[2:]]
    cases = [written(one, Datum.GCJ02, stated=Datum.GCJ02) for one in DOORS[:2]]
    cases += [written(one, Datum.WGS84, stated=Datum.GCJ02) for one in doors[2:]]
    opinions = [*map(known, DOORS[:2]), *elsewhere]
    assert shifted(cases, opinions, door_m=nowhere, street_m=street.metres) == Doubts()
    unknown = shifted(cases, [None] * 20, door_m=nowhere, street_m=street.metres)
    assert len(unknown.by_place) == 20


def test_many_cases_on_one_point_are_one_piece_of_evidence() -> None:
    street = StreetDistance([np.array([[30.25, 120.15], [30.30, 120.15]])])
    cases = [written(DOORS[0], Datum.GCJ02)] * 40
    assert shifted(cases, [None] * 40, door_m=nowhere, street_m=street.metres) == Doubts()


# ---- together -----------------------------------------------------------------------------------


def test_a_correction_settles_a_doubt_for_good(tmp_path: Path) -> None:
    doors = [door("6", "Annankatu", 60.16, 24.94, city="Helsinki")]
    with geocoder(tmp_path, extract(doors)) as index:
        text = "Annankatu 6, Helsinki"
        given = located(place(60.18), text=text)
        [doubted], _ = check_file([given], index, bounds=BOUNDS, street_m=unasked)
        assert (doubted.status, len(doubted.candidates)) == (REVIEW, 2)
        said = Corrections((Correction(coordinate=Coordinate(60.181, 24.94), case_id="C1"),))
        [settled], _ = check_file([given], index, bounds=BOUNDS, street_m=unasked, corrections=said)
        assert settled.status is ACCEPTED
        assert settled.place is not None
        assert settled.place.source == "correction"


@pytest.mark.parametrize("verdict", [Verdict.NOT_FOUND, Verdict.ASK])
def test_who_said_that_a_doubtful_address_has_no_point_is_not_asked_again(
    tmp_path: Path, verdict: Verdict
) -> None:
    doors = [door("6", "Annankatu", 60.16, 24.94, city="Helsinki")]
    with geocoder(tmp_path, extract(doors)) as index:
        given = located(place(60.18), text="Annankatu 6, Helsinki")
        said = Corrections((Correction(coordinate=None, case_id="C1", who="Li", verdict=verdict),))
        [settled], _ = check_file([given], index, bounds=BOUNDS, street_m=unasked, corrections=said)
        assert (settled.status, settled.checked, len(settled.candidates)) == (REVIEW, True, 2)
        assert settled.why.startswith("checked by Li: ")
