"""Names and numbers that look like known ones but mean others go to review; mistakes do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.places import Coordinate, Grade, Place
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from router.geocoding.normalise import tokenise
from router.geocoding.western.generics import with_type_corrected
from tests.unit.geocoding.places import door, extract, geocoder, helsinki, road

HERE = Coordinate(60.16, 24.94)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[RegionGeocoder]:
    with geocoder(tmp_path, helsinki()) as opened:
        yield opened


def one_door(folder: Path, number: str, street: str) -> RegionGeocoder:
    """Open the index of one door in Riverton."""
    return geocoder(folder, extract([door(number, street, 60.16, 24.94, city="Riverton")]))


def accepted(town: RegionGeocoder, text: str) -> Place | None:
    """Return the best place if its score passes."""
    found = town.search(text)
    return found[0] if found and found[0].score >= DEFAULT_THRESHOLD else None


@pytest.mark.parametrize("number", [15, 17, 19])
def test_the_range_of_the_even_side_has_no_odd_number(town: RegionGeocoder, number: int) -> None:
    assert accepted(town, f"Mannerheimintie {number}, Helsinki") is None
    assert accepted(town, f"Mannerheimintie {number - 1}, Helsinki") is not None


def test_a_number_opposite_a_range_is_placed_on_its_own_side(tmp_path: Path) -> None:
    doors = [
        door("12-20", "Rantakatu", 60.1605, 24.941),
        door("13", "Rantakatu", 60.160, 24.94),
        door("17", "Rantakatu", 60.162, 24.94),
    ]
    place = accepted(geocoder(tmp_path, extract(doors)), "Rantakatu 15")
    assert place is not None
    assert place.grade is Grade.INTERPOLATED
    assert place.coordinate == Coordinate(60.161, 24.94)  # half-way from 13 to 17


@pytest.mark.parametrize(
    "text",
    [
        "Sunset Bulevardi 12, Helsinki",
        "Sunset Boulevard 12, Helsinki",
        "Vanha Annankatu 6, Helsinki",
        "not Annankatu 6, Helsinki",
        "6 Old Annankatu, Helsinki",
        "6 Annankatu Vanha, Helsinki",
        "Helsinki Vanha Annankatu 6",
        "Vanha Annankatu, 6, 00120 Helsinki",
    ],
)
def test_an_unknown_word_joined_to_the_name_is_another_street(
    town: RegionGeocoder, text: str
) -> None:
    assert accepted(town, text) is None


def test_the_joined_word_is_named_as_the_reason(town: RegionGeocoder) -> None:
    found = town.find("Vanha Annankatu 6, Helsinki")
    assert found.why == "Vanha is not part of the name of the street found"


@pytest.mark.parametrize(
    "text",
    [
        "Helsinki Annankatu 6",
        "Villa Rosa, Annankatu 6, Helsinki",  # a house name has a part of its own
        "c/o Meier Annankatu 6, Helsinki",
        "Annankatu 6 Villa Rosa, Helsinki",
        "Flat 3 Annankatu 6, Helsinki",
        "Stair B Annankatu 6, Helsinki",
        "2nd floor Annankatu 6, Helsinki",
        "6 Annankatu Apt 4 Helsinki",
        "6 Annankatu Floor 2 Helsinki",
        "00120 Annankatu 6 Helsinki",
    ],
)
def test_towns_flats_floors_stairs_and_people_are_no_part_of_the_name(
    town: RegionGeocoder, text: str
) -> None:
    place = accepted(town, text)
    assert place is not None
    assert place.coordinate == Coordinate(60.1612, 24.94)  # 60.16 + 0.0002 × 6


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Rua Machado dos Santos", "Avenida Machado dos Santos 5, Riverton"),
        ("Rua Machado dos Santos", "Travessa Machado dos Santos 5, Riverton"),
        ("Christopher Street", "5 Christopher Place, Riverton"),
        ("Christopher Street", "5 Christopher Avenue, Riverton"),
        ("Schillerstraße", "Schillerplatz 5, Riverton"),
        ("Schillerstraße", "Schillerallee 5, Riverton"),
        ("Annankatu", "Annantie 5, Riverton"),
        ("Charles Street", "5 South Charles Street, Riverton"),
        ("Charles Street", "5 Charles Street West, Riverton"),
    ],
)
def test_another_type_or_a_direction_more_is_another_street(
    tmp_path: Path, street: str, text: str
) -> None:
    assert accepted(one_door(tmp_path, "5", street), text) is None


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Rua Machado dos Santos", "R. Machado dos Santos 5, Riverton"),
        ("Rua Machado dos Santos", "Ruap Machado dos Santos 5, Riverton"),
        ("Jane Street", "5 Jane Stredet"),
        ("Jane Street", "5 Jane Streaet"),
        ("Jane Street", "5 Jane St"),
        ("Greenwich Avenue", "5 Greenwich Aveune"),
        ("West 12th Street", "5 West 12th Strezet"),
        ("Weimarstraße", "Weimarstrgaße 5"),  # no lane: a letter too many
        ("Weimarstraße", "Weimarstr. 5"),
    ],
)
def test_an_abbreviated_or_mistyped_type_is_the_same_street(
    tmp_path: Path, street: str, text: str
) -> None:
    place = accepted(one_door(tmp_path, "5", street), text)
    assert place is not None
    assert place.coordinate == HERE


def test_a_word_that_names_bear_is_no_mistyped_type() -> None:
    words = tokenise("Sunny Lake")  # one letter from "Lane"
    assert [one[1].text for one in with_type_corrected(words, {"suny"})] == ["lane"]
    assert tuple(with_type_corrected(words, {"suny", "lake"})) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Annankatu 6 or 8, Helsinki",
        "Annankatu 6 tai 8, Helsinki",
        "Annankatu 6 oder 8, Helsinki",
        "Annankatu 6 or Annankatu 8, Helsinki",
        "6 or 8 Annankatu, Helsinki",
    ],
)
def test_two_numbers_of_which_one_is_meant_are_reviewed(town: RegionGeocoder, text: str) -> None:
    finding = town.find(text)
    assert finding.places[0].score < DEFAULT_THRESHOLD
    assert finding.why == "the address names two house numbers: say which is meant"


def test_the_state_of_oregon_is_not_the_word_or(town: RegionGeocoder) -> None:
    assert "two house numbers" not in town.find("Annankatu 6 OR 97301").why


def test_a_street_alone_is_not_the_square_that_bears_its_name_too(tmp_path: Path) -> None:
    doors = [
        door("2", "Kaivopiha, Pitkäkatu", 60.180, 24.94, city="Helsinki"),
        door("4", "Kaivopiha, Pitkäkatu", 60.1801, 24.94, city="Helsinki"),
    ]
    roads = [road("Pitkäkatu", (60.18, 24.94), (60.185, 24.94), (60.19, 24.94))]
    town = geocoder(tmp_path, extract(doors, roads))
    assert town.geocode("Pitkäkatu") is None
    assert town.search("Pitkäkatu")[0].matched.startswith("Pitkäkatu")
    place = accepted(town, "Pitkäkatu 4, Helsinki")
    assert place is not None
    assert place.coordinate == Coordinate(60.1801, 24.94)


def test_a_town_is_offered_once(town: RegionGeocoder) -> None:
    # Known from its doors and as a place, at two points.
    assert [place.matched for place in town.search("Helsinki")] == ["Helsinki"]
