"""Addresses written badly: each kind of noise that cost matches once has a claim here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import Extent
from router.domain.places import Coordinate, Grade, Place
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from router.geocoding.keys import half_key
from router.geocoding.normalise import tokenise, unmixed, without_slips
from tests.unit.geocoding.places import door, extract, geocoder, helsinki, road

HERE = Coordinate(60.16, 24.94)
NEW_YORK = Extent(40.6, -74.1, 40.8, -73.9)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[RegionGeocoder]:
    with geocoder(tmp_path, helsinki()) as opened:
        yield opened


@pytest.fixture
def village(tmp_path: Path) -> Iterator[RegionGeocoder]:
    """Streets of Manhattan with one door each."""
    streets = ("West 11th Street", "West Street", "Charles Street", "Grove Street", "Bank Street")
    doors = [
        door("148", street, 40.73 + 0.001 * place, -74.0, city="New York", postcode="10014")
        for place, street in enumerate(streets)
    ]
    with geocoder(tmp_path, extract(doors, box=NEW_YORK)) as opened:
        yield opened


def accepted(town: RegionGeocoder, text: str) -> Place | None:
    """Return the best place if its score passes."""
    found = town.search(text)
    return found[0] if found and found[0].score >= DEFAULT_THRESHOLD else None


@pytest.mark.parametrize(
    "text",
    [
        "Annnkatu 6, Helsinki",  # one letter left out of A-n-n-a-n, not two
        "Anannkatu 6, Helsinki",
        "Annankatu 6 Helsinnki",
        "Helsimnki Annankatu 6",
        "00120 Helsimnki Annankatu 6",
        "Annankatu 6. 00120 Helsinki",
        "ANNANKATU 6. 00120 HELSINKI;",
        "Annankatu 6 bostad 4, Helsinki",
        "Annankatu 6 porra 4, Helsinki",  # a stair with a letter too few
        "Annankatu w6, Helsinki",
        "Annank. 6, Helsinki",
        "Anmank. 6, Helsinki",
    ],
)
def test_one_mistake_anywhere_is_forgiven(town: RegionGeocoder, text: str) -> None:
    place = accepted(town, text)
    assert place is not None
    assert place.coordinate == Coordinate(60.1612, 24.94)  # 60.16 + 0.0002 × 6


@pytest.mark.parametrize(
    "text",
    [
        "148 Charles Street, Nw York, NY 10014",
        "148 Charles Street, NE YORK, NY 10014",
        "148 Charles Street Nw York NY 10014",
        "148 Charles Street, New York, NH 10014",  # town and postcode agree: a slip for NY
        "148 charles strete, new york, ny 10014",
        "No. 148 Charles Street, New York",
        "148 Chrales Str, New York",
    ],
)
def test_towns_and_states_of_few_letters_are_forgiven_a_mistake(
    village: RegionGeocoder, text: str
) -> None:
    place = accepted(village, text)
    assert place is not None
    assert place.coordinate == Coordinate(40.732, -74.0)


def test_a_misspelled_direction_is_no_abbreviated_street(village: RegionGeocoder) -> None:
    # "Wst" has the key of W(est) St(reet)
    place = accepted(village, "148 Wst 11th Street, New York, NY 10014")
    assert place is not None
    assert place.matched.startswith("West 11th Street")


@pytest.mark.parametrize("text", ["148 Gorve St, New York", "148 Grove Stret, New York"])
def test_a_name_that_is_a_type_too_may_be_misspelled(village: RegionGeocoder, text: str) -> None:
    place = accepted(village, text)
    assert place is not None
    assert place.matched.startswith("Grove Street")


@pytest.mark.parametrize(
    "text",
    [
        "148 11th Street",  # east or west
        "148 11th Street, New York",
        "148 Charles Street West New York",  # West New York lies across the river
        "148 Charles Street W New York",
        "148 Charles Street, New York, NH",  # without a postcode nothing confirms the town
    ],
)
def test_a_direction_or_a_state_that_does_not_agree_is_reviewed(
    village: RegionGeocoder, text: str
) -> None:
    assert accepted(village, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Uusi Annankatu 6, Helsinki",
        "Uusi Iso Annankatu 6, Helsinki",
        "Annankatu Uusi 6, Helsinki",
        "Annankatu 6000, Helsinki",
        "Stockmann 6000, Helsinki",  # a building is not a street that has numbers
        "Annankatu Norra 6, Helsinki",
    ],
)
def test_a_word_more_or_a_number_that_is_not_there_is_reviewed(
    town: RegionGeocoder, text: str
) -> None:
    assert accepted(town, text) is None


def test_a_word_of_other_streets_is_no_misspelled_type(tmp_path: Path) -> None:
    town = geocoder(tmp_path, extract([door("5", "Sunny Lane", 60.16, 24.94)]))
    assert accepted(town, "5 Sunny Lake") is None
    assert accepted(town, "5 Sunny Lnae") is not None


def test_a_typing_mistake_in_an_article_does_not_hide_an_abbreviated_type(tmp_path: Path) -> None:
    town = geocoder(tmp_path, extract([door("5", "Rua Machado dos Santos", 60.16, 24.94)]))
    assert accepted(town, "R. Machado sdos Santos 5") is not None
    assert half_key(tokenise("R. Machado dos Santos")) == "rmachadodossantos"
    assert half_key(tokenise("Rua Machado dos Santos")) == "rmachadodossantos"


@pytest.mark.parametrize(
    ("street", "text"),
    [
        ("Wilhelm-Leuschner-Straße", "W.-Leuschner-Str. 5"),
        ("Rua Machado dos Santos", "Rua M. dos Santos 5"),
        ("Rua António José Almeida", "Rua A. José Almeida 5"),
        ("Rua António José Almeida", "Rua Ant. José Almeida 5"),
        ("Pieni Roobertinkatu", "P. Roobertinkatu 5"),
    ],
)
def test_words_may_be_initials(tmp_path: Path, street: str, text: str) -> None:
    place = accepted(geocoder(tmp_path, extract([door("5", street, 60.16, 24.94)])), text)
    assert place is not None
    assert place.coordinate == HERE


def test_initials_that_two_streets_have_are_reviewed(tmp_path: Path) -> None:
    doors = [
        door("5", "Rua Manuel dos Santos", 60.16, 24.94),
        door("5", "Rua Machado dos Santos", 60.19, 24.94),
    ]
    assert accepted(geocoder(tmp_path, extract(doors)), "Rua M. dos Santos 5") is None


def test_letters_read_in_the_wrong_encoding_are_mended(tmp_path: Path) -> None:
    town = geocoder(tmp_path, extract([door("5", "Mühlstraße", 60.16, 24.94)]))
    assert accepted(town, "Mühlstraße 5".encode().decode("latin-1")) is not None
    assert accepted(town, "Mühlstraße 5".encode().decode("cp1252")) is not None
    assert unmixed("Ånge Ätran São Ähtäri") == "Ånge Ätran São Ähtäri"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Bu1evardi 14", "Bulevardi 14"),
        ("He1sinki", "Helsinki"),
        ("K1rscheckweg 3", "Klrscheckweg 3"),  # one mistake from Kirscheckweg
        ("Bulevard1 14", "Bulevardl 14"),
        ("Annankatu1", "Annankatu1"),  # a number without its blank
        ("Annankatu w28, 00120 Helsinki", "Annankatu 28, 00120 Helsinki"),
        ("SW1A 2AA", "SW1A 2AA"),
        ("K1P 5N2", "K1P 5N2"),
        ("Q7, 12", "Q7, 12"),
        ("Mannerheimintie 20 A12, Helsinki", "Mannerheimintie 20 A12, Helsinki"),
        ("Straße des 17. Juni 5", "Straße des 17. Juni 5"),
    ],
)
def test_digits_for_letters_are_mended_and_codes_are_not(text: str, mended: str) -> None:
    assert without_slips(text) == mended


def test_a_long_street_without_a_stated_number_is_reviewed(tmp_path: Path) -> None:
    # 0.002° are 222 m: from the middle the ends are 111 m away
    doors = [door("2", "Rantakatu", 60.160, 24.94), door("20", "Rantakatu", 60.162, 24.94)]
    roads = [road("Rantakatu", (60.160, 24.94), (60.161, 24.94), (60.162, 24.94))]
    town = geocoder(tmp_path, extract(doors, roads))
    assert accepted(town, "Rantakatu") is None
    assert town.search("Rantakatu")[0].grade is Grade.STREET


def test_of_two_names_that_hold_a_street_the_plain_one_is_meant(tmp_path: Path) -> None:
    doors = [
        door("3", "Kaivopiha, Pitkäkatu", 60.180, 24.94, city="Helsinki"),
        door("3", "Pitkäkatu", 60.181, 24.94, city="Helsinki"),  # 111 m apart
    ]
    place = accepted(geocoder(tmp_path, extract(doors)), "Pitkäkatu 3, Helsinki")
    assert place is not None
    assert place.coordinate == Coordinate(60.181, 24.94)


def test_a_beginning_cut_within_a_word_is_found(tmp_path: Path) -> None:
    doors = [
        door("37", "Pohjoisesplanadi", 60.1678, 24.9443),
        door("8", "Eteläinen Makasiinikatu", 60.1646, 24.9488),
    ]
    with geocoder(tmp_path, extract(doors)) as city:
        for text, found in (
            ("P-Esplanadi 37", "Pohjoisesplanadi 37"),
            ("Et. Makasiinik. 8", "Eteläinen Makasiinikatu 8"),
        ):
            location = city.geocode(text)
            assert location is not None, text
            assert location.address.startswith(found)
