from __future__ import annotations

import bz2
import gzip
import random
from pathlib import Path

import pytest

from router.demo import example
from router.errors import RegionError
from router.regions import read_extract

XML = (
    b'<?xml version="1.0"?><osm version="0.6"><node id="1" lat="1" lon="1"/>'
    b'<node id="2" lat="1" lon="1.1"/><way id="1"><nd ref="1"/><nd ref="2"/>'
    b'<tag k="highway" v="residential"/></way></osm>'
)
PBF = example("zh").extract.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("text.osm.pbf", b"hello world\n" * 100, "not a PBF file"),
        ("page.osm.pbf", b"<!DOCTYPE html><html>404", "not a PBF file"),
        ("xml.osm.pbf", XML, "not a PBF file"),
        ("zeros.osm.pbf", bytes(1000), "not a PBF file"),
        ("text.osm", b"hello", "Download it again"),
        ("cut.osm", XML[:-20], "Download it again"),
        ("cut.osm.gz", gzip.compress(XML)[:-20], "Download it again"),
        ("cut.osm.bz2", bz2.compress(XML)[:-20], "Download it again"),
        ("pbf.osm", PBF, "Download it again"),
        ("nothing.osm.pbf", b"", "is empty"),
        ("notes.txt", XML, "ends in one of .osm.pbf"),
        ("changes.osc", XML, "ends in one of .osm.pbf"),
        ("bare.osm", b'<osm version="0.6"></osm>', "neither roads nor house numbers"),
        ("lone.osm", XML.replace(b"highway", b"barrier"), "neither roads nor house numbers"),
        ("history.osm", XML.replace(b"<osm ", b"<osmChange ").replace(b"</osm>", b"</osmChange>"),
         "history of its objects"),
        ("bomb.osm", b'<!DOCTYPE l [<!ENTITY a "aa">]>' + XML[21:], "Download it again"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_extract_is_refused_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RegionError, match=says):
        read_extract(path)


@pytest.mark.parametrize("kept", [3, 4, 20, 200, 0.1, 0.5, 0.9, 0.999])
def test_a_download_that_was_cut_off_is_found_before_anything_is_read(
    tmp_path: Path, kept: float
) -> None:
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(PBF[: int(kept if kept > 1 else kept * len(PBF))])
    told: list[str] = []
    with pytest.raises(RegionError, match="cut off"):
        read_extract(path, on_progress=lambda text, _share: told.append(text))
    assert told == []


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="There is no file"):
        read_extract(tmp_path / "none.osm.pbf")
    with pytest.raises(RegionError, match="is a folder"):
        read_extract(tmp_path)


def test_flipped_bytes_are_an_extract_or_a_region_error_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "flipped.osm.pbf"
    refused = 0
    for _ in range(60):
        content = bytearray(PBF)
        for _ in range(chance.choice([1, 3, 30])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            read_extract(path)
        except RegionError:
            refused += 1
    assert refused > 30  # the blocks are compressed: most flips destroy one
