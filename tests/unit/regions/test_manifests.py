from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from router.domain.extract import Extent
from router.domain.region import RegionManifest, RegionPart
from router.errors import RegionError
from router.regions import (
    MANIFEST_FILE,
    describe,
    digest,
    read_extract,
    read_manifest,
    timezone_of,
    write_manifest,
)
from tests.unit.regions.towns import small_town


@pytest.fixture
def manifest(tmp_path: Path) -> RegionManifest:
    source = small_town().write(tmp_path / "small-town.osm.pbf")
    part = RegionPart(digest="ab", builder="index/1", files=("index/a.db", "b.bin"), seconds=0.5)
    described = describe(
        read_extract(source), source, parts={"index": part}, modes=("car",), engines=("graph",)
    )
    return replace(described, extract_date=datetime(2026, 11, 1, tzinfo=UTC))


def made(folder: Path, manifest: RegionManifest) -> Path:
    (folder / "index").mkdir(parents=True)
    (folder / "index" / "a.db").touch()
    (folder / "b.bin").touch()
    write_manifest(folder, manifest)
    return folder


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path, manifest: RegionManifest) -> None:
    folder = made(tmp_path / "region", manifest)
    assert read_manifest(folder) == manifest
    undated = replace(manifest, extract_date=None, parts={})
    write_manifest(folder, undated)
    assert read_manifest(folder) == undated
    assert sorted(p.name for p in folder.iterdir()) == ["b.bin", "index", MANIFEST_FILE]


def test_a_description_counts_and_says_what_to_expect(
    tmp_path: Path, manifest: RegionManifest
) -> None:
    assert manifest.name == "small-town"
    assert manifest.timezone == "Europe/Helsinki"
    counts = manifest.counts
    assert (counts["doors"], counts["streets"], counts["roads"], counts["buildings"]) == (
        4,
        1,
        1,
        1,
    )
    assert (counts["doors_with_postcode"], counts["doors_with_city"]) == (1, 1)
    assert manifest.cities == ("Smallville",)
    assert manifest.postcodes == ("12345",)
    assert manifest.extract_sha256 == digest(tmp_path / "small-town.osm.pbf")
    assert manifest.attribution == "© OpenStreetMap contributors"
    # Four doors for one street name are fewer than five.
    assert manifest.cannot[0] == (
        "4 house numbers for 1 street name: most addresses will only match a street"
    )


def test_a_digest_is_the_sha_256_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    # FIPS 180-2, appendix B.1
    assert digest(tmp_path / "abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@pytest.mark.parametrize(
    ("extent", "zone"),
    [
        (Extent(30.28, 120.17, 30.32, 120.23), "Asia/Shanghai"),
        (Extent(41.0, -8.8, 41.4, -8.4), "Europe/Lisbon"),
        (Extent(40.73, -74.02, 40.74, -73.99), "America/New_York"),
    ],
)
def test_the_time_zone_is_that_of_the_middle(extent: Extent, zone: str) -> None:
    assert timezone_of(extent) == zone


def test_what_is_no_region_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match=r"no region folder .*router region build"):
        read_manifest(tmp_path / "none")
    with pytest.raises(RegionError, match=r"not a region: it has no region\.json"):
        read_manifest(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(RegionError, match="is a file"):
        read_manifest(tmp_path / "file")


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ("router.region/2", "newer router"),
        ("router.region/10", "newer router"),
        ("router.region/0", "not a region that this router reads"),
        ("something else", "not a region that this router reads"),
        (None, "not a region that this router reads"),
    ],
)
def test_another_schema_is_refused(
    tmp_path: Path, manifest: RegionManifest, schema: str | None, says: str
) -> None:
    path = made(tmp_path / "region", manifest) / MANIFEST_FILE
    data = json.loads(path.read_text("utf-8"))
    data["schema"] = schema
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(RegionError, match=says):
        read_manifest(path.parent)


@pytest.mark.parametrize("key", ["extent", "centre", "parts", "extract", "counts", "timezone"])
def test_a_damaged_manifest_is_refused(tmp_path: Path, manifest: RegionManifest, key: str) -> None:
    path = made(tmp_path / "region", manifest) / MANIFEST_FILE
    data = json.loads(path.read_text("utf-8"))
    for broken in (
        {k: v for k, v in data.items() if k != key},
        data | {key: 7 if key != "timezone" else ""},
    ):
        path.write_text(json.dumps(broken), "utf-8")
        with pytest.raises(RegionError, match="is damaged"):
            read_manifest(path.parent)
    path.write_text("{", "utf-8")
    with pytest.raises(RegionError, match="is damaged"):
        read_manifest(path.parent)


def test_a_missing_file_of_a_part_is_named(tmp_path: Path, manifest: RegionManifest) -> None:
    folder = made(tmp_path / "region", manifest)
    (folder / "index" / "a.db").unlink()
    with pytest.raises(RegionError, match=r"lacks .index/a\.db., a file of its part .index."):
        read_manifest(folder)


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "a/../../b", ""])
def test_a_part_has_no_files_outside_of_its_region(name: str) -> None:
    with pytest.raises(ValueError, match="inside the region folder"):
        RegionPart(digest="x", builder="x", files=(name,))
