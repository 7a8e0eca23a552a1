"""The index through geopy's own interface."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from router.errors import RegionError
from router.geocoding import RegionGeocoder, build_index
from tests.unit.geocoding.places import geocoder, helsinki


@pytest.fixture
def town(tmp_path: Path) -> Iterator[RegionGeocoder]:
    with geocoder(tmp_path, helsinki()) as opened:
        yield opened


def test_it_is_a_geopy_geocoder(town: RegionGeocoder) -> None:
    assert isinstance(town, Geocoder)
    location = town.geocode("Annankatu 6, Helsinki", exactly_one=True, timeout=5)
    assert isinstance(location, Location)
    assert (location.latitude, location.longitude) == (60.1612, 24.94)
    assert location.address == "Annankatu 6, 00120 Helsinki"
    assert location.raw == {
        "grade": "door",
        "score": 0.997,
        "error_m": 20.0,
        "source": "index",
        "building": "anankatu 6|helsinki",
    }


def test_it_works_behind_geopys_own_helpers(town: RegionGeocoder) -> None:
    limited = RateLimiter(town.geocode, min_delay_seconds=0)
    assert limited("Annankatu 6, Helsinki").latitude == 60.1612


def test_a_mapping_is_a_structured_query(town: RegionGeocoder) -> None:
    location = town.geocode({"street": "Rantatie 5", "city": "Vantaa", "postcode": "01300"})
    assert isinstance(location, Location)
    assert location.longitude == 25.10


def test_an_unknown_key_of_a_structured_query_is_refused(town: RegionGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="county"):
        town.geocode({"street": "Rantatie 5", "county": "Uusimaa"})


def test_several_matches_come_as_a_list_and_none_as_none(town: RegionGeocoder) -> None:
    found = town.geocode("Annankatu 6, Helsinki", exactly_one=False)
    assert isinstance(found, list)
    assert town.geocode("Kuunsirppikatu 1", exactly_one=False) is None


def test_the_threshold_is_the_callers(tmp_path: Path) -> None:
    build_index(helsinki(), tmp_path / "i.sqlite")
    strict = RegionGeocoder(tmp_path / "i.sqlite", threshold=0.995)
    assert strict.geocode("Annankatu 6") is None  # nothing confirms the town: 0.93
    assert strict.geocode("Annankatu 6, Helsinki") is not None


def test_reverse_returns_the_nearest_door(town: RegionGeocoder) -> None:
    location = town.reverse((60.16121, 24.94001))
    assert isinstance(location, Location)
    assert location.address == "Annankatu 6, 00120 Helsinki"


def test_reverse_returns_the_street_where_no_door_is_near(town: RegionGeocoder) -> None:
    location = town.reverse("60.1870, 24.9403")  # beside the middle of Pitkäkatu
    assert isinstance(location, Location)
    assert location.raw["grade"] == "street"
    assert location.address.startswith("Pitkäkatu")
    assert location.latitude == pytest.approx(60.1870, abs=1e-6)
    assert location.longitude == pytest.approx(24.94, abs=1e-6)


def test_reverse_finds_nothing_far_from_everything(town: RegionGeocoder) -> None:
    assert town.reverse((61.0, 26.0)) is None


def test_a_missing_index_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="router region build"):
        RegionGeocoder(tmp_path / "none.sqlite")


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 50])
def test_a_damaged_index_is_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "i.sqlite").write_bytes(content)
    with pytest.raises(RegionError, match="router region build"):
        RegionGeocoder(tmp_path / "i.sqlite")


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    build_index(helsinki(), tmp_path / "i.sqlite")
    connection = sqlite3.connect(tmp_path / "i.sqlite")
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    connection.commit()
    connection.close()
    with pytest.raises(RegionError, match="another version"):
        RegionGeocoder(tmp_path / "i.sqlite")


def test_a_failed_build_leaves_the_old_index_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "i.sqlite"
    build_index(helsinki(), path)
    before = path.read_bytes()

    def fail(text: str, _share: float) -> None:
        if text == "named places":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(helsinki(), path, on_progress=fail)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["i.sqlite"]


def test_progress_goes_from_none_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    build_index(helsinki(), tmp_path / "i.sqlite", on_progress=lambda _, s: shares.append(s))
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
