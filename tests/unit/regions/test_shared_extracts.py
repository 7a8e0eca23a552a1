from __future__ import annotations

import os
from pathlib import Path

import pytest

from router.regions import describe, read_basemap, read_extract, timezone_of, write_basemap

SHARED = Path(os.environ.get("ROUTER_SHARED", Path(__file__).parents[3].parent / "shared"))
FOLDER = SHARED / "data" / "osm"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no shared extracts in {FOLDER}"),
]


# Doors and roads: what the tag counts of the files allow, less what has no street (see `skipped`).
@pytest.mark.parametrize(
    ("name", "zone", "doors", "named_streets", "roads"),
    [
        ("helsinki-centre", "Europe/Helsinki", 1467, 100, 2366),
        ("dreieich", "Europe/Berlin", 916, 101, 473),
        ("new-york-block", "America/New_York", 1743, 34, 95),
        ("porto-metro", "Europe/Lisbon", 66, 6663, 51194),
    ],
)
def test_a_real_extract_is_read_and_drawn(
    tmp_path: Path, name: str, zone: str, doors: int, named_streets: int, roads: int
) -> None:
    source = FOLDER / f"{name}.osm.pbf"
    extract = read_extract(source)
    counts = describe(extract, source).counts
    assert timezone_of(extract.extent) == zone
    assert (counts["doors"], counts["streets"], counts["roads"]) == (doors, named_streets, roads)
    assert all(extract.extent.contains(a.coordinate, margin=0.02) for a in extract.addresses)
    assert extract.date is not None
    write_basemap(extract, tmp_path)
    drawn = read_basemap(tmp_path).lines
    assert len(drawn) == roads - counts["ferries"]


def test_few_house_numbers_are_said_plainly() -> None:
    source = FOLDER / "porto-metro.osm.pbf"
    manifest = describe(read_extract(source), source)
    assert manifest.cannot[0] == (
        "66 house numbers for 6,663 street names: most addresses will only match a street"
    )
