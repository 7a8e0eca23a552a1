from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from router.demo import EXAMPLES, example
from router.demo.generate_zh import write_city
from router.errors import InputError
from router.regions import read_extract


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_all_its_files(name: str) -> None:
    day = example(name)
    for path in (day.extract, day.cases, day.agents, day.attribution):
        assert path.is_file()
    assert day.day.weekday() == 1  # a Tuesday
    assert day.extract.stat().st_size < 1_000_000


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_attribution_holds_the_digest_of_the_extract(name: str) -> None:
    day = example(name)
    text = day.attribution.read_text("utf-8")
    assert hashlib.sha256(day.extract.read_bytes()).hexdigest() in text
    licence = "MIT" if day.synthetic else "© OpenStreetMap contributors"
    assert licence in text


def test_an_unknown_example_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="Take one of: helsinki, zh"):
        example("atlantis")


def test_the_script_writes_the_bundled_city_again(tmp_path: Path) -> None:
    write_city(tmp_path / "city.osm.pbf")
    again, bundled = read_extract(tmp_path / "city.osm.pbf"), read_extract(example("zh").extract)
    assert again.addresses == bundled.addresses
    assert again.places == bundled.places
    assert again.network.lat.tolist() == bundled.network.lat.tolist()
    assert [(r.way_id, r.tags) for r in again.network.roads] == [
        (r.way_id, r.tags) for r in bundled.network.roads
    ]
    write_city(tmp_path / "other.osm.pbf", seed=1)
    assert read_extract(tmp_path / "other.osm.pbf").addresses != bundled.addresses


def test_the_city_says_that_it_is_synthetic() -> None:
    assert read_extract(example("zh").extract).synthetic
    assert not read_extract(example("helsinki").extract).synthetic
    assert "synthetic" in example("zh").title
