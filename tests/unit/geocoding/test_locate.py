"""The order of trust, and what goes to review with which reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from router.domain.cases import Case
from router.domain.extract import Extent
from router.domain.outcomes import Outcome
from router.domain.places import Address, Coordinate, Grade, LocationStatus, Place
from router.geocoding import (
    AddressRecords,
    Correction,
    Corrections,
    GeocodeCache,
    RegionGeocoder,
    locate,
    read_records,
)
from tests.unit.geocoding.places import geocoder, helsinki

ACCEPTED, REVIEW = LocationStatus.ACCEPTED, LocationStatus.REVIEW


@pytest.fixture
def town(tmp_path: Path) -> Iterator[RegionGeocoder]:
    with geocoder(tmp_path, helsinki()) as opened:
        yield opened


def kept(lat: float, lon: float, *, score: float = 0.85) -> Place:
    return Place(
        coordinate=Coordinate(lat, lon),
        grade=Grade.DOOR,
        score=score,
        error_m=40,
        matched="kept",
        source="nominatim",
    )


def test_every_request_is_answered_in_order(town: RegionGeocoder) -> None:
    texts = ["Annankatu 6, Helsinki", "Nowhere 1", "Annankatu 8, Helsinki", "Annankatu 6, Helsinki"]
    found = locate([(f"C{i}", Address(text=text)) for i, text in enumerate(texts)], town)
    assert [one.owner_id for one in found] == ["C0", "C1", "C2", "C3"]
    assert [one.status for one in found] == [ACCEPTED, REVIEW, ACCEPTED, ACCEPTED]


def test_coordinates_in_the_table_outrank_everything(town: RegionGeocoder) -> None:
    point = Coordinate(60.1, 25.0)
    address = Address(text="Annankatu 6, Helsinki", coordinate=point)
    other = Corrections((Correction(coordinate=Coordinate(60.0, 25.0), case_id="C1"),))
    [found] = locate([("C1", address)], town, corrections=other)
    assert found.place is not None
    assert (found.place.coordinate, found.place.source) == (point, "table")
    assert (found.place.grade, found.place.score) == (Grade.DOOR, 1)


def test_a_point_outside_the_region_is_reviewed(town: RegionGeocoder) -> None:
    [found] = locate([("C1", Address(coordinate=Coordinate(48.1, 11.6)))], town)
    assert (found.status, found.why) == (REVIEW, "outside the region")
    assert found.candidates == (found.place,)


def test_the_extent_may_be_stated_without_a_region() -> None:
    address = Address(coordinate=Coordinate(48.1, 11.6))
    [inside] = locate([("C1", address)], None, extent=Extent(48, 11, 49, 12))
    [outside] = locate([("C1", address)], None, extent=Extent(52, 13, 53, 14))
    assert (inside.status, outside.status) == (ACCEPTED, REVIEW)


def test_a_correction_outranks_the_cache_and_the_index(
    town: RegionGeocoder, tmp_path: Path
) -> None:
    address = Address(text="Annankatu 6", city="Helsinki")
    corrections = Corrections(
        (Correction(coordinate=Coordinate(60.17, 24.95), address="annankatu 6,  HELSINKI"),)
    )
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", address, [kept(60.18, 24.96)])
        [found] = locate([("C1", address)], town, corrections=corrections, cache=cache)
    assert found.place is not None
    assert (found.place.source, found.place.coordinate.lat) == ("correction", 60.17)


def test_the_cache_outranks_the_index(town: RegionGeocoder, tmp_path: Path) -> None:
    address = Address(text="Annankatu 6, Helsinki")
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", address, [kept(60.18, 24.96)])
        [found] = locate([("C1", address)], town, cache=cache)
    assert found.place is not None
    assert found.place.source == "cache:nominatim"


@pytest.mark.parametrize("answers", [[], [kept(60.18, 24.96, score=0.3)], [kept(48.0, 11.0)]])
def test_a_cached_answer_that_is_not_trusted_leaves_it_to_the_index(
    town: RegionGeocoder, tmp_path: Path, answers: list[Place]
) -> None:
    address = Address(text="Annankatu 6, Helsinki")
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", address, answers)
        [found] = locate([("C1", address)], town, cache=cache)
    assert found.place is not None
    assert (found.status, found.place.source) == (ACCEPTED, "index")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Annankatu 999, Helsinki", "street found, number 999 not known there: numbers run 1 to 9"),
        ("Annankatu 6, Tampere", "Tampere is not known in this region"),
        ("Annankatu 6, 33200 Helsinki", "postcode 33200 is not in this region"),
        ("Annankatu 6, Vantaa", "the address says Vantaa, the match lies elsewhere"),
        ("Kuunsirppikatu 3", "no street of this name is known here"),
        (
            "Pitkäkatu 3, Helsinki",
            "no house numbers are known there; the place is known to 556 m only",
        ),
        ("Helsinki", "only the town is known: no street of this name here"),
    ],
)
def test_a_review_says_why(town: RegionGeocoder, text: str, why: str) -> None:
    [found] = locate([("C1", Address(text=text))], town)
    assert found.status is REVIEW
    assert why in found.why
    assert len(found.candidates) <= 5


def test_threshold_and_error_are_the_callers(town: RegionGeocoder) -> None:
    request = [("C1", Address(text="Annankatu 7"))]  # between two doors, 44 m
    assert locate(request, town)[0].status is ACCEPTED
    assert locate(request, town, threshold=0.97)[0].status is REVIEW
    [far] = locate(request, town, max_error_m=40)
    assert (far.status, "known to 44 m only" in far.why) == (REVIEW, True)


def test_without_a_region_an_address_is_reviewed() -> None:
    [found] = locate([("C1", Address(text="Annankatu 6"))], None)
    assert (found.status, found.why) == (REVIEW, "there is no region to look in")


def test_one_building_has_one_key_whatever_the_flat(town: RegionGeocoder) -> None:
    texts = ["Annankatu 6 A 5, Helsinki", "annankatu 6", "Annankatu 6 B, 00120 Helsinki"]
    found = locate([("C", Address(text=text)) for text in texts], town)
    assert {one.place.building for one in found if one.place} == {"anankatu 6|helsinki"}


def test_progress_counts_every_address(town: RegionGeocoder) -> None:
    seen: list[tuple[int, int]] = []
    requests = [("C", Address(text="Annankatu 6"))] * 3
    locate(requests, town, on_progress=lambda done, all_: seen.append((done, all_)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


# ---- what earlier visits say --------------------------------------------------------------------

TEXT = "Annankatu 6, Helsinki"  # its door lies at 60.1612, 24.94
MET = datetime(2026, 11, 2, 10, tzinfo=UTC)


def visits(*told: tuple[str, float | None, int], case: str = "C1") -> AddressRecords:
    """Return the records of code, latitude of the check-in, and days after the first."""
    outcomes = [
        Outcome(
            case_id=case,
            when=MET + timedelta(days=days),
            code=code,
            coordinate=None if lat is None else Coordinate(lat, 24.94),
        )
        for code, lat, days in told
    ]
    return read_records(outcomes, [Case(case_id=case, addresses=(Address(text=TEXT),))])


def corrected(when: str, lat: float = 60.19) -> Corrections:
    return Corrections((Correction(coordinate=Coordinate(lat, 24.94), case_id="C1", when=when),))


def test_a_check_in_near_the_match_outranks_it_and_the_cache(
    town: RegionGeocoder, tmp_path: Path
) -> None:
    address = Address(text=TEXT)
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", address, [kept(60.1612, 24.94)])
        [found] = locate([("C1", address)], town, cache=cache, records=visits(("PTP", 60.162, 0)))
    assert found.place is not None
    assert (found.status, found.place.source) == (ACCEPTED, "check-in")


def test_a_far_single_check_in_is_reviewed_and_a_second_day_settles_it(
    town: RegionGeocoder,
) -> None:
    request = [("C1", Address(text=TEXT))]
    [single] = locate(request, town, records=visits(("PTP", 60.18, 0)))
    assert (single.status, len(single.candidates)) == (REVIEW, 2)
    assert "the check-in of 2026-11-02 lies 2.1 km from the door found" in single.why
    [twice] = locate(request, town, records=visits(("PTP", 60.18, 0), ("PART", 60.18, 9)))
    assert twice.place is not None
    assert (twice.status, twice.place.coordinate.lat) == (ACCEPTED, 60.18)


def test_a_check_in_finds_what_no_source_knows(town: RegionGeocoder) -> None:
    told = Outcome(case_id="C1", when=MET, code="PTP", coordinate=Coordinate(60.18, 24.94))
    address = Address(text="Behind the old mill")
    records = read_records([told], [Case(case_id="C1", addresses=(address,))])
    [found] = locate([("C1", address)], town, records=records)
    assert found.status is ACCEPTED


def test_a_check_in_outside_the_region_is_not_accepted(town: RegionGeocoder) -> None:
    records = visits(("PTP", 48.0, 0), ("PTP", 48.0, 3))
    [found] = locate([("C1", Address(text=TEXT))], town, records=records)
    assert (found.status, found.why) == (REVIEW, "outside the region")


@pytest.mark.parametrize("when", ["2026-11-02", "2026-11-03", "2026-11-02T11:00:00+00:00", ""])
def test_a_correction_made_since_outranks_the_check_ins(town: RegionGeocoder, when: str) -> None:
    records = visits(("PTP", 60.18, 0))
    [found] = locate(
        [("C1", Address(text=TEXT))], town, corrections=corrected(when), records=records
    )
    assert found.place is not None
    assert (found.status, found.place.source) == (ACCEPTED, "correction")


@pytest.mark.parametrize("when", ["2026-11-01", "2026-11-02T09:00:00+00:00"])
def test_an_older_correction_is_weighed_against_them(town: RegionGeocoder, when: str) -> None:
    request = [("C1", Address(text=TEXT))]
    once, twice = visits(("PTP", 60.18, 0)), visits(("PTP", 60.18, 0), ("PTP", 60.18, 9))
    [asked] = locate(request, town, corrections=corrected(when), records=once)
    assert asked.status is REVIEW
    [near] = locate(request, town, corrections=corrected(when, 60.181), records=once)
    assert near.place is not None
    assert near.place.source == "correction"
    [outvoted] = locate(request, town, corrections=corrected(when), records=twice)
    assert outvoted.place is not None
    assert outvoted.place.source == "check-in"


def test_check_ins_far_from_the_tables_point_ask_and_near_it_leave_it(
    town: RegionGeocoder,
) -> None:
    far, near = Coordinate(60.19, 24.94), Coordinate(60.181, 24.94)
    records = visits(("PTP", 60.18, 0), ("PTP", 60.18, 9))
    [asked] = locate([("C1", Address(text=TEXT, coordinate=far))], town, records=records)
    assert asked.status is REVIEW
    assert asked.why == "the check-ins up to 2026-11-11 lie 1.1 km from the table's point"
    assert {place.source for place in asked.candidates} == {"table", "check-in"}
    [left] = locate([("C1", Address(text=TEXT, coordinate=near))], town, records=records)
    assert left.place is not None
    assert left.place.source == "table"


def test_who_moved_is_not_looked_for_there_any_more(town: RegionGeocoder) -> None:
    [found] = locate([("C1", Address(text=TEXT))], town, records=visits(("MOVED", None, 0)))
    assert (found.status, found.rule) == (REVIEW, "ADDRESS:MOVED")
    assert (found.why, found.place, found.candidates) == (
        "moved away (MOVED, 2026-11-02)",
        None,
        (),
    )


def test_a_correction_does_not_bring_back_who_moved_but_finds_a_wrong_address(
    town: RegionGeocoder,
) -> None:
    request = [("C1", Address(text=TEXT))]
    later = corrected("2026-11-05")
    [moved] = locate(request, town, corrections=later, records=visits(("MOVED", None, 0)))
    assert moved.rule == "ADDRESS:MOVED"
    wrong = visits(("WRONG", None, 0))
    [asked] = locate(request, town, records=wrong)
    assert (asked.status, asked.rule) == (REVIEW, "")
    [older] = locate(request, town, corrections=corrected("2026-11-01"), records=wrong)
    assert older.status is REVIEW
    [found] = locate(request, town, corrections=later, records=wrong)
    assert found.place is not None
    assert (found.status, found.place.source) == (ACCEPTED, "correction")
