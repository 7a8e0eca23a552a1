"""What the index answers: doors, points between doors, streets, and what it does not accept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import NamedPlace
from router.domain.places import Coordinate, Grade, Place, great_circle_m
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from tests.unit.geocoding.places import door, extract, geocoder, helsinki, road


@pytest.fixture
def town(tmp_path: Path) -> Iterator[RegionGeocoder]:
    with geocoder(tmp_path, helsinki()) as opened:
        yield opened


def best(town: RegionGeocoder, text: str, *, city: str = "", postcode: str = "") -> Place:
    return town.search(text, city=city, postcode=postcode)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Annankatu 6, Helsinki",
        "Annankatu 6, 00120 Helsinki",
        "annankatu 6 helsinki",
        "ANNANKATU 6 A 12, HELSINKI",
        "Annankatu 6 as. 4, Helsinki",
        "6 Annankatu, Helsinki",
        "00120 Helsinki, Annankatu 6",
        "Helsinki Annankatu 6",
        "Annank. 6, 00120 Helsinki, Finland",
        "Annankatu No. 6, Helsingfors",
        "Annegatan 6, Helsingfors",
        "Annankatu, 6, Helsinki",
        "FI-00120 Helsinki, Annankatu 6/3",
    ],
)
def test_a_door_is_found_however_its_address_is_written(town: RegionGeocoder, text: str) -> None:
    place = best(town, text)
    assert place.grade is Grade.DOOR
    assert place.score >= 0.9
    assert place.coordinate == Coordinate(60.1612, 24.94)  # 60.16 + 0.0002 × 6
    assert place.building == "anankatu 6|helsinki"


@pytest.mark.parametrize(
    "text",
    ["Anankatu 6", "Annakatu 6", "Annankaut 6", "Annanlatu 6", "Annan katu 6", "Ann ankatu6"],
)
def test_a_typing_mistake_in_the_street_is_forgiven(town: RegionGeocoder, text: str) -> None:
    place = best(town, text + ", Helsinki")
    assert place.coordinate == Coordinate(60.1612, 24.94)
    assert place.score >= DEFAULT_THRESHOLD


def test_columns_are_read_like_the_text(town: RegionGeocoder) -> None:
    place = best(town, "Annankatu 6", city="Helsinki", postcode="00120")
    assert place.score >= 0.99
    assert best(town, "Annankatu 6", city="Espoo").score < DEFAULT_THRESHOLD
    assert best(town, "Annankatu 6", postcode="02770").score < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "text",
    [
        "Annankatu 6, Tampere",
        "Annankatu 6, 33200 Tampere",
        "Annankatu 6 Tampere",
        "Tampere, Annankatu 6",
        "Annankatu 6, 33200",
        "Annankatu 6, Vantaa",  # a town of the region, but not where the door is
        "Annankatu 6, 01300",
        "Annankatu 6, Germany",
        "Annankatu 6, Helsinki, Sweden",
    ],
)
def test_a_town_that_does_not_agree_is_not_accepted(town: RegionGeocoder, text: str) -> None:
    assert best(town, text).score < DEFAULT_THRESHOLD
    assert town.geocode(text) is None


def test_the_town_decides_between_two_streets_of_one_name(town: RegionGeocoder) -> None:
    assert best(town, "Rantatie 5, Vantaa").coordinate == Coordinate(60.20, 25.10)
    assert best(town, "Rantatie 5, 00150").coordinate == Coordinate(60.16, 24.90)


def test_without_a_town_two_streets_of_one_name_are_doubtful(town: RegionGeocoder) -> None:
    finding = town.find("Rantatie 5")
    # 0.04° of latitude is 4.45 km and 0.2° of longitude at 60.18° N 11.06 km: 11.9 km apart
    assert finding.why == "2 places of this name up to 11.9 km apart: say which town or district"
    assert {place.coordinate for place in finding.places} == {
        Coordinate(60.20, 25.10),
        Coordinate(60.16, 24.90),
    }
    assert finding.places[0].score < DEFAULT_THRESHOLD


def test_a_number_between_two_doors_of_its_side_lies_between_them(town: RegionGeocoder) -> None:
    place = best(town, "Annankatu 7, Helsinki")
    # between 5 at 60.1610 and 9 at 60.1618
    assert place.grade is Grade.INTERPOLATED
    assert place.coordinate == Coordinate(60.1614, 24.94)
    assert place.error_m == pytest.approx(0.0004 * 111_195, abs=0.1)
    assert place.score >= DEFAULT_THRESHOLD


def test_a_number_beyond_the_last_door_is_never_guessed(town: RegionGeocoder) -> None:
    finding = town.find("Annankatu 999, Helsinki")
    assert finding.places[0].grade is Grade.STREET
    assert finding.places[0].score < DEFAULT_THRESHOLD
    assert finding.why == "street found, number 999 not known there: numbers run 1 to 9"


def test_neighbours_that_are_far_apart_say_nothing_about_what_lies_between(tmp_path: Path) -> None:
    # 0.004° are 445 m, more than the 300 m between neighbours that may be bridged
    doors = [door("2", "Tie", 60.160, 24.94), door("40", "Tie", 60.164, 24.94)]
    found = geocoder(tmp_path, extract(doors)).search("Tie 20")
    assert {place.grade for place in found} == {Grade.STREET}


def test_a_number_in_a_bend_follows_the_street(tmp_path: Path) -> None:
    # The street goes 222 m north, then 222 m east; its ends lie on the legs at 111 m each.
    corner = (60.162, 24.940)
    doors = [door("2", "Kaarikatu", 60.161, 24.940), door("6", "Kaarikatu", 60.162, 24.942)]
    roads = [
        road("Kaarikatu", (60.160, 24.94), corner),
        road("Kaarikatu", corner, (60.162, 24.944)),
    ]
    [place] = geocoder(tmp_path, extract(doors, roads)).search("Kaarikatu 4")
    assert place.grade is Grade.INTERPOLATED
    assert great_circle_m(place.coordinate, Coordinate(*corner)) < 1


@pytest.mark.parametrize("number", ["12", "12 A", "12 B", "12A 5"])
def test_a_letter_that_is_not_known_leads_to_the_door_of_that_number(
    town: RegionGeocoder, number: str
) -> None:
    place = best(town, f"Bulevardi {number}, Helsinki")
    assert place.coordinate == Coordinate(60.165, 24.93)
    assert place.building == "bulevardi 12|helsinki"


def test_a_number_within_the_range_of_a_door_is_that_door(town: RegionGeocoder) -> None:
    assert best(town, "Mannerheimintie 18, Helsinki").coordinate == Coordinate(60.170, 24.935)


@pytest.mark.parametrize("number", ["1234/5", "1234", "5"])
def test_either_number_of_a_double_one_is_enough(town: RegionGeocoder, number: str) -> None:
    assert best(town, f"Vinohradská {number}, Helsinki").grade is Grade.DOOR


def test_a_short_street_without_numbers_is_good_enough_and_a_long_one_is_not(
    town: RegionGeocoder,
) -> None:
    short, long = best(town, "Lyhytkuja 3, Helsinki"), best(town, "Pitkäkatu 3, Helsinki")
    assert (short.grade, long.grade) == (Grade.STREET, Grade.STREET)
    assert short.error_m == pytest.approx(0.0005 * 111_195, abs=0.1)
    assert long.error_m == pytest.approx(0.005 * 111_195, abs=0.5)
    assert town.geocode("Lyhytkuja 3, Helsinki") is not None
    assert town.geocode("Pitkäkatu 3, Helsinki") is None


def test_a_named_building_is_a_place(town: RegionGeocoder) -> None:
    place = best(town, "Stockmann, Helsinki")
    assert (place.grade, place.error_m) == (Grade.PLACE, 60)


def test_a_town_alone_is_a_locality_and_not_accepted(town: RegionGeocoder) -> None:
    assert best(town, "Helsinki").grade is Grade.LOCALITY
    assert town.geocode("Helsinki") is None


def test_nothing_at_all_is_found_for_a_made_up_street(town: RegionGeocoder) -> None:
    assert town.search("Kuunsirppikatu 3") == ()


def test_an_exact_street_without_the_number_does_not_become_its_neighbour(tmp_path: Path) -> None:
    doors = [
        door("1", "Park Street", 60.16, 24.94),
        door("3", "Park Street", 60.1602, 24.94),
        door("12", "Bark Street", 60.17, 24.94),
    ]
    found = geocoder(tmp_path, extract(doors)).search("12 Park Street")
    assert all("Bark" not in place.matched for place in found)


def test_a_word_that_streets_bear_is_no_mistake_for_its_neighbour(tmp_path: Path) -> None:
    town = geocoder(tmp_path, extract([door("5", "Eichenweg", 60.16, 24.94)]))
    assert best(town, "Eichnweg 5").score >= DEFAULT_THRESHOLD
    assert best(town, "Eschenweg 5").score < DEFAULT_THRESHOLD  # ash, not oak


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("297 W 12th St", "297"),
        ("297 West Twelfth Street Apt 4B", "297"),
        ("297 W 12 St #4", "297"),
        ("297 Wesst 12th Street", "297"),
        ("105 1/2 W 12th St", "105 1/2"),
        ("230 Rear-B West 12th Street", "230 REAR-B"),
        ("12-34 W 12th St, Springfield, NY, USA", "12-34"),
    ],
)
def test_american_addresses_are_read(tmp_path: Path, text: str, number: str) -> None:
    numbers = ("297", "105", "105 1/2", "230 REAR-B", "12-34", "1", "2", "4")
    doors = [
        door(n, "West 12th Street", 40.70 + 0.001 * i, -74.0, city="Springfield")
        for i, n in enumerate(numbers)
    ]
    here = Coordinate(40.70 + 0.001 * numbers.index(number), -74.0)
    box = extract().extent.__class__(40.6, -74.1, 40.8, -73.9)
    [place, *_] = geocoder(tmp_path, extract(doors, box=box)).search(text)
    assert place.score >= DEFAULT_THRESHOLD
    assert great_circle_m(place.coordinate, here) < 1


@pytest.mark.parametrize(
    "text", ["297 East 12th Street", "297 W 13th St", "297 West 12th Avenue", "297 W 112th St"]
)
def test_another_direction_ordinal_or_type_is_another_street(tmp_path: Path, text: str) -> None:
    doors = [door("297", "West 12th Street", 40.70, -74.0)]
    found = geocoder(tmp_path, extract(doors)).search(text)
    assert all(place.score < DEFAULT_THRESHOLD for place in found)


@pytest.mark.parametrize(
    ("street", "number", "text"),
    [
        ("Calle Mayor", "12", "C/ Mayor, 12, 3º B"),
        ("Via Roma", "12/B", "Via Roma 12/b int. 4"),
        ("Rue de la Paix", "12 bis", "12 bis, rue de la Paix"),
        ("Rue de l'Église", "7", "7 rue de l’eglise"),
        ("Długa", "12", "ul. Długa 12/3"),
        ("Lhota", "27", "Lhota č.p. 27"),
        ("Rua Doutor António Granjo", "5", "R. Dr. Antonio Granjo 5, 2º Esq"),
        ("Straße des 17. Juni", "135", "Str. des 17. Juni 135"),
        ("Avenida 25 de Abril", "10", "Av. 25 de Abril, nº 10"),
        ("Q7", "12", "Q7, 12"),
    ],
)
def test_european_addresses_are_read(tmp_path: Path, street: str, number: str, text: str) -> None:
    town = geocoder(tmp_path, extract([door(number, street, 60.16, 24.94)]))
    [place] = town.search(text)
    assert place.grade is Grade.DOOR
    assert place.score >= DEFAULT_THRESHOLD


def test_a_door_without_a_town_takes_that_of_the_place_around_it(tmp_path: Path) -> None:
    doors = [door("5", "Main Street", 60.0, 24.9), door("5", "Main Street", 60.2, 25.1)]
    places = [
        NamedPlace(coordinate=Coordinate(60.001, 24.901), name="Riverton", kind="town"),
        NamedPlace(coordinate=Coordinate(60.201, 25.101), name="Oakdale", kind="town"),
    ]
    town = geocoder(tmp_path, extract(doors, places=places))
    place = best(town, "5 Main St, Oakdale")
    assert place.coordinate == Coordinate(60.2, 25.1)
    assert place.score >= 0.95
    assert place.building == "mainstret 5|oakdale"


def test_the_same_index_is_asked_twice_and_answers_the_same(tmp_path: Path) -> None:
    first = geocoder(tmp_path / "a", helsinki())
    second = geocoder(tmp_path / "b", helsinki())
    for text in ("Rantatie 5", "Anankatu 7", "Helsinki"):
        assert first.find(text) == second.find(text)
