"""The order of trust, and what goes to review with which reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, Grade, LocationStatus, Place
from router.geocoding import Correction, Corrections, GeocodeCache, RegionGeocoder, locate
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
    assert locate(request, town, threshold=0.9)[0].status is REVIEW
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
