"""The bars that real extracts must pass: own addresses found, foreign ones not accepted."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from router.domain.extract import AddressPoint, Extract
from router.domain.places import Address, LocatedAddress, LocationStatus, great_circle_m
from router.geocoding import RegionGeocoder, build_index, locate
from router.regions import read_extract

FOLDER = (
    Path(os.environ.get("ROUTER_SHARED", Path(__file__).parents[4] / "shared")) / "data" / "osm"
)
NAMES = ("dreieich", "helsinki-centre", "new-york-block")
SAMPLE = 300

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no folder {FOLDER}"),
]


@pytest.fixture(scope="module")
def extracts() -> dict[str, Extract]:
    return {name: read_extract(FOLDER / f"{name}.osm.pbf") for name in NAMES}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def region(name: str, extracts: dict[str, Extract], tmp_path: Path) -> RegionGeocoder:
    build_index(extracts[name], tmp_path / "addresses.sqlite")
    return RegionGeocoder(tmp_path / "addresses.sqlite")


def doors(extract: Extract) -> list[AddressPoint]:
    known = [door for door in extract.addresses if door.street and door.number]
    return random.Random(1).sample(known, SAMPLE)


def ask(region: RegionGeocoder, texts: Sequence[str]) -> tuple[LocatedAddress, ...]:
    return locate([("C", Address(text=text)) for text in texts], region)


def found_within_50_m(asked: Sequence[AddressPoint], found: Sequence[LocatedAddress]) -> int:
    return sum(
        one.status is LocationStatus.ACCEPTED
        and one.place is not None
        and great_circle_m(one.place.coordinate, door.coordinate) <= 50
        for door, one in zip(asked, found, strict=True)
    )


def town(door: AddressPoint) -> str:
    text = f"{door.postcode} {door.city}".strip()
    return f", {text}" if text else ""


def mistyped(street: str, dice: random.Random) -> str:
    place = dice.randrange(len(street) - 1)
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    swapped = street[place + 1] + street[place]
    middle = (letter + street[place], "", letter, swapped)[kind := dice.randrange(4)]
    return street[:place] + middle + street[place + (2 if kind == 3 else 1) :]


def test_95_of_100_clean_addresses_are_within_50_m(
    name: str, region: RegionGeocoder, extracts: dict[str, Extract]
) -> None:
    asked = doors(extracts[name])
    found = ask(region, [f"{door.street} {door.number}{town(door)}" for door in asked])
    assert found_within_50_m(asked, found) >= 0.95 * SAMPLE


def test_92_of_100_addresses_with_one_typing_mistake_are_within_50_m(
    name: str, region: RegionGeocoder, extracts: dict[str, Extract]
) -> None:
    asked, dice = doors(extracts[name]), random.Random(2)
    texts = [f"{mistyped(door.street, dice)} {door.number}{town(door)}" for door in asked]
    assert found_within_50_m(asked, ask(region, texts)) >= 0.92 * SAMPLE


@pytest.mark.parametrize("with_town", [True, False])
def test_at_most_5_of_1000_foreign_addresses_are_accepted(
    name: str, region: RegionGeocoder, extracts: dict[str, Extract], with_town: bool
) -> None:
    texts = [
        f"{door.street} {door.number}{town(door) if with_town else ''}"
        for other in NAMES
        if other != name
        for door in doors(extracts[other])
    ]
    accepted = sum(one.status is LocationStatus.ACCEPTED for one in ask(region, texts))
    assert accepted <= 0.005 * len(texts)
