"""The cache of online answers."""

from __future__ import annotations

import sqlite3
import stat
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from router.domain.places import Address, Coordinate, Datum, Grade, Place
from router.errors import DegradedWarning
from router.geocoding import GeocodeCache

ASKED = Address(text="Annankatu 6", city="Helsinki")
ANSWER = Place(
    coordinate=Coordinate(60.1612, 24.94),
    grade=Grade.DOOR,
    score=0.85,
    error_m=40.0,
    matched="Annankatu 6, Helsinki",
    source="nominatim",
)


def test_an_answer_comes_back_with_its_source(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with GeocodeCache(path) as cache:
        assert cache.get("nominatim", ASKED) is None
        cache.put("nominatim", ASKED, [ANSWER])
    with GeocodeCache(path) as cache:
        found = cache.get("nominatim", Address(text="  ANNANKATU   6", city="helsinki"))
        assert found is not None
        [place] = found
    assert place.source == "cache:nominatim"
    assert (place.coordinate, place.score, place.grade) == (ANSWER.coordinate, 0.85, Grade.DOOR)


def test_not_known_is_an_answer_too(tmp_path: Path) -> None:
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", ASKED, [])
        assert cache.get("nominatim", ASKED) == ()
        assert cache.get("photon", ASKED) is None
        assert cache.get("", ASKED) == ()


def test_another_city_is_another_question(tmp_path: Path) -> None:
    with GeocodeCache(tmp_path / "cache.sqlite") as cache:
        cache.put("nominatim", ASKED, [ANSWER])
        assert cache.get("nominatim", Address(text="Annankatu 6", city="Turku")) is None


def test_the_question_is_not_kept_as_text_and_the_datum_is(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with GeocodeCache(path) as cache:
        cache.put("baidu", Address(text="Mrs Canary, Annankatu 6"), [ANSWER], datum=Datum.BD09)
        assert b"Canary" not in path.read_bytes() + path.with_name("cache.sqlite-wal").read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT service, datum FROM answer").fetchone()
    assert row == ("baidu", "bd09")


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cache.sqlite"
    with GeocodeCache(path) as cache:
        cache.put("nominatim", ASKED, [ANSWER])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.with_name("cache.sqlite-wal").stat().st_mode) == 0o600


def test_purging_leaves_nothing_of_an_answer_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with GeocodeCache(path) as cache:
        cache.put("nominatim", ASKED, [ANSWER])
        cache.put("photon", ASKED, [ANSWER])
        assert cache.purge("photon") == 1
        assert len(cache) == 1
        assert cache.purge() == 1
        assert len(cache) == 0
    assert b"Annankatu" not in path.read_bytes()


@pytest.mark.parametrize("damage", ["rubbish", "cut"])
def test_a_damaged_cache_is_put_aside_and_begun_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "cache.sqlite"
    with GeocodeCache(path) as cache:
        for number in range(200):
            cache.put("nominatim", Address(text=f"Annankatu {number}"), [ANSWER])
    whole = path.read_bytes()
    path.write_bytes(b"rubbish" * 1000 if damage == "rubbish" else whole[: len(whole) // 2])
    with pytest.warns(DegradedWarning, match="damaged"):
        cache = GeocodeCache(path)
    with cache:
        assert len(cache) == 0
        cache.put("nominatim", ASKED, [ANSWER])
        assert len(cache) == 1
    assert len(list(tmp_path.glob("cache.sqlite.damaged-*"))) == 1


def test_two_writers_share_one_file(tmp_path: Path) -> None:
    with (
        warnings.catch_warnings(),
        GeocodeCache(tmp_path / "c.sqlite") as one,
        GeocodeCache(tmp_path / "c.sqlite") as other,
    ):
        one.put("nominatim", ASKED, [ANSWER])
        other.put("photon", ASKED, [])
        assert (len(one), len(other)) == (2, 2)
