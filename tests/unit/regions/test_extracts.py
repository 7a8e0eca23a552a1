from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.errors import RegionError
from router.regions import read_extract, to_pbf
from tests.unit.regions.towns import STAMP, Town, small_town


@pytest.mark.parametrize("name", ["t.osm.pbf", "t.pbf", "t.osm", "t.osm.gz", "t.osm.bz2", "T.OSM"])
def test_every_format_gives_the_same_extract(tmp_path: Path, name: str) -> None:
    written = small_town().write(tmp_path / name.lower())
    extract = read_extract(written.rename(tmp_path / name))
    assert [(a.street, a.number, a.osm_id) for a in extract.addresses] == [
        ("Main Street", "1", "n10"),
        ("Main Street", "3", "n11"),  # "3;5" are two doors
        ("Main Street", "5", "n11"),
        ("Mill Lane", "7", "w101"),
    ]
    assert [(p.name, p.kind) for p in extract.places] == [
        ("Old Town", "quarter"),
        ("Old Mill", "building"),
    ]
    (road,) = extract.network.roads
    assert (road.way_id, road.name, road.nodes.tolist()) == (100, "Main Street", [0, 1, 2])
    assert extract.date == STAMP  # the header has no date: the newest object's counts


def test_the_order_of_things_in_the_file_does_not_matter(tmp_path: Path) -> None:
    forward = read_extract(small_town().write(tmp_path / "forward.osm"))
    backward = read_extract(small_town().write(tmp_path / "backward.osm", backwards=True))
    assert backward.addresses == forward.addresses
    assert backward.places == forward.places
    assert backward.network.lon.tolist() == forward.network.lon.tolist()


def test_an_area_has_its_door_in_the_middle_and_all_that_is_tagged(tmp_path: Path) -> None:
    door = read_extract(small_town().write(tmp_path / "t.osm")).addresses[-1]
    # The square from (60.0010, 25.0010) to (60.0012, 25.0012).
    assert door.coordinate.lat == pytest.approx(60.0011, abs=1e-9)
    assert door.coordinate.lon == pytest.approx(25.0011, abs=1e-9)
    assert (door.city, door.district, door.postcode) == ("Smallville", "Old Town", "12345")
    assert (door.unit, door.name) == ("B", "Old Mill")


def test_a_way_with_a_missing_node_keeps_its_parts(tmp_path: Path) -> None:
    town = Town()
    for number in (1, 2, 4, 5, 7):  # 3 and 6 lie outside of the extract
        town.node(number, 50.0, 8.0 + number / 1000)
    town.way(9, [1, 2, 3, 4, 5, 6, 7], highway="primary")
    town.way(8, [3, 6], highway="path")
    extract = read_extract(town.write(tmp_path / "t.osm.pbf"))
    assert [(r.way_id, r.nodes.tolist()) for r in extract.network.roads] == [
        (9, [0, 1]),
        (9, [2, 3]),  # node 7 alone is no road
    ]
    assert extract.skipped == {"road with fewer than two nodes": 1}
    assert len(extract.network.lat) == 4


def test_roads_are_what_somebody_may_use(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1).node(2, 1, 1.001)
    kinds = ["motorway", "primary_link", "residential", "footway", "steps", "cycleway", "track"]
    left_out = ["proposed", "construction", "razed", "platform", "raceway", "bus_stop"]
    for number, kind in enumerate(kinds + left_out, start=1):
        town.way(number, [1, 2], highway=kind)
    town.way(50, [1, 2], route="ferry", name="Ferry").way(51, [1, 2], route="bus")
    roads = read_extract(town.write(tmp_path / "t.osm")).network.roads
    assert [r.tags.get("highway", "ferry") for r in roads] == [*kinds, "ferry"]


def test_a_road_keeps_the_tags_that_matter(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1).node(2, 1, 1.001)
    town.way(
        1,
        [1, 2],
        highway="residential",
        name="Kyrkogatan",
        name__fi="Kirkkokatu",
        name__etymology="church",
        oneway="yes",
        maxspeed="30",
        source="survey",
    )
    (road,) = read_extract(town.write(tmp_path / "t.osm")).network.roads
    assert road.tags == {
        "highway": "residential",
        "maxspeed": "30",
        "name": "Kyrkogatan",
        "name:fi": "Kirkkokatu",
        "oneway": "yes",
    }


def test_a_multipolygon_is_a_door_and_a_place(tmp_path: Path) -> None:
    # Its outer ring, the square (0,0)-(0.02,0.02), comes in two ways; the inner ring is not asked.
    town = Town().node(1, 0, 0).node(2, 0, 0.02).node(3, 0.02, 0.02).node(4, 0.02, 0)
    town.way(1, [1, 2, 3]).way(2, [1, 4, 3]).way(3, [1, 3], highway="service")
    town.relation(
        1,
        [("w", 1, "outer"), ("w", 2, "outer"), ("w", 999, "inner")],
        type="multipolygon",
        building="apartments",
        name="Court",
        addr__street="Ring",
        addr__housenumber="4",
    )
    extract = read_extract(town.write(tmp_path / "t.osm"))
    (door,), (place,) = extract.addresses, extract.places
    assert (door.street, door.number, door.name, door.osm_id) == ("Ring", "4", "Court", "r1")
    assert door.coordinate.lat == pytest.approx(0.01)
    assert door.coordinate.lon == pytest.approx(0.01)
    # Half the diagonal: sqrt(2) x 0.01 degree of 111.195 km.
    assert place.radius_m == pytest.approx(1572.5, abs=1)


def test_a_house_takes_its_street_from_the_relation(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1, addr__housenumber="12").node(2, 1, 1.001, addr__housenumber="14")
    town.relation(1, [("n", 1, "house")], type="associatedStreet", name="Rue Haute")
    extract = read_extract(town.write(tmp_path / "t.osm"))
    assert [(a.street, a.number) for a in extract.addresses] == [("Rue Haute", "12")]
    assert extract.skipped == {"house number without a street": 1}


def test_a_place_stands_for_the_street_where_there_are_none(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1, addr__place="翠苑小区", addr__housenumber="3幢")
    (door,) = read_extract(town.write(tmp_path / "t.osm")).addresses
    assert (door.street, door.number) == ("翠苑小区", "3幢")


def test_an_interpolation_line_adds_no_doors_of_its_own(tmp_path: Path) -> None:
    town = small_town().way(200, [10, 11], addr__interpolation="odd", addr__housenumber="1-5")
    assert len(read_extract(town.write(tmp_path / "t.osm")).addresses) == 4


def test_borders_keep_their_names_even_if_incomplete(tmp_path: Path) -> None:
    town = small_town().node(30, 59.99, 24.99).node(31, 60.01, 24.99).way(300, [30, 31])
    cut = [("w", 300, "outer"), ("w", 301, "outer")]  # way 301 lies outside of the extract
    town.relation(1, cut, type="boundary", boundary="administrative", admin_level="8", name="Town")
    gone = [("w", 777, "outer")]
    tags = {"type": "boundary", "boundary": "administrative"}
    town.relation(2, gone, **tags, admin_level="6", name="County", alt_name="Shire;The Shire")
    town.relation(3, gone, **tags, admin_level="6", name="东湖区")
    town.relation(4, [*gone, ("n", 12, "label")], **tags, admin_level="9", name="Labelled")
    places = read_extract(town.write(tmp_path / "t.osm")).places
    found = {p.name: p for p in places}
    assert found["Town"].kind == "city"
    assert found["Town"].coordinate == Coordinate(60.0, 24.99)  # the middle of what is there
    assert found["County"].kind == "county"
    assert found["County"].other_names == ("Shire", "The Shire")
    assert found["东湖区"].kind == "district"  # its last character says so
    assert found["Labelled"].coordinate == Coordinate(60.0005, 25.001)


def test_compounds_are_named_residential_areas(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1).node(2, 1, 1.01).node(3, 1.01, 1.01)
    town.way(1, [1, 2, 3, 1], landuse="residential", name="Garden Court")
    town.way(2, [1, 2, 3, 1], landuse="residential")
    town.way(3, [1, 2, 3, 1], amenity="school", name="School")
    town.way(4, [1, 2], highway="service")
    places = read_extract(town.write(tmp_path / "t.osm")).places
    assert [(p.name, p.kind) for p in places] == [("Garden Court", "compound")]


def test_negative_ids_of_editors_are_read(tmp_path: Path) -> None:
    path = tmp_path / "editor.osm"
    path.write_text(
        '<osm version="0.6"><node id="-1" lat="1" lon="2"/><node id="-2" lat="1" lon="2.5"/>'
        '<way id="-3"><nd ref="-1"/><nd ref="-2"/><tag k="highway" v="road"/></way></osm>'
    )
    network = read_extract(path).network
    assert sorted(network.lon.tolist()) == [2.0, 2.5]
    assert len(network.roads) == 1


def test_the_header_gives_date_box_and_synthetic_mark(tmp_path: Path) -> None:
    town = small_town()
    # A ferry that leaves the box does not widen the extent.
    town.node(90, 60.5, 26.0).way(400, [3, 90], route="ferry")
    town.header.set("generator", "router synthetic city")
    town.header.set("osmosis_replication_timestamp", "2026-11-01T00:00:00Z")
    import osmium.osm

    town.header.add_box(osmium.osm.Box(24.9, 59.9, 25.1, 60.1))
    extract = read_extract(town.write(tmp_path / "t.osm.pbf"))
    assert extract.synthetic
    assert extract.date == datetime(2026, 11, 1, tzinfo=UTC)
    assert extract.extent.north == pytest.approx(60.0011, abs=1e-6)
    assert extract.extent.east == pytest.approx(25.002, abs=1e-6)


def test_without_a_box_the_extent_covers_roads_and_doors(tmp_path: Path) -> None:
    extent = read_extract(small_town().write(tmp_path / "t.osm")).extent
    sides = (extent.south, extent.west, extent.north, extent.east)
    assert sides == pytest.approx((60.0, 25.0, 60.0011, 25.002), abs=1e-6)
    assert isinstance(extent, Extent)


def test_progress_runs_from_nothing_to_everything(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    read_extract(
        small_town().write(tmp_path / "t.osm"),
        on_progress=lambda text, share: told.append((text, share)),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_an_extract_becomes_a_pbf_with_the_same_content(tmp_path: Path) -> None:
    source = small_town().write(tmp_path / "t.osm.gz", backwards=True)
    made = to_pbf(source, tmp_path / "deep" / "t.osm.pbf")
    assert made == tmp_path / "deep" / "t.osm.pbf"
    before, after = read_extract(source), read_extract(made)
    assert after.addresses == before.addresses
    assert after.places == before.places
    assert [r.tags for r in after.network.roads] == [r.tags for r in before.network.roads]
    assert list(made.parent.iterdir()) == [made]


def test_a_pbf_is_taken_as_it_is(tmp_path: Path) -> None:
    source = small_town().write(tmp_path / "t.osm.pbf")
    assert to_pbf(source, tmp_path / "other.osm.pbf") == source
    assert not (tmp_path / "other.osm.pbf").exists()


def test_a_failed_conversion_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "t.osm"
    broken.write_text('<osm version="0.6"><node id="1" lat="1" lon="1"/><way')
    with pytest.raises(RegionError):
        to_pbf(broken, tmp_path / "t.osm.pbf")
    assert list(tmp_path.iterdir()) == [broken]
