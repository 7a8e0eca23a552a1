"""Texts that mean the same become the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from router.geocoding.keys import class_key, name_keys, spelled, variants, window_keys
from router.geocoding.normalise import fold, spelled_key, squeeze, tokenise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Äußere Straße", "aussere strasse"),
        ("Søndergade", "sondergade"),
        ("Łódź", "lodz"),
        ("ＡＢＣ１２", "abc12"),
        ("12–14", "12-14"),
    ],
)
def test_case_width_and_diacritics_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_doubled_letters_are_one_but_doubled_digits_are_two() -> None:
    assert squeeze("strasse11") == "strase11"


@pytest.mark.parametrize("written", ["Main Street", "MainStreet", "main-street", "Mai nStreet"])
def test_blanks_and_hyphens_are_not_part_of_the_spelled_key(written: str) -> None:
    assert spelled_key(written) == "mainstret"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Main St", "Main Street"),
        ("W 12th St", "West 12th Street"),
        ("First Ave", "1st Avenue"),
        ("Hauptstr.", "Hauptstraße"),
        ("Haupt Straße", "Hauptstr"),
        ("Mannerheimint.", "Mannerheimintie"),
        ("Aleksanterink.", "Aleksanterinkatu"),
        ("R. Dr. António Granjo", "Rua Doutor António Granjo"),
        ("Av. da Boavista", "Avenida Boavista"),
        ("ul. Długa", "Długa"),
        ("Blvd Saint-Michel", "Boulevard St. Michel"),
    ],
)
def test_abbreviations_share_the_class_key(one: str, other: str) -> None:
    assert name_keys(one).classed == name_keys(other).classed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Main Street", "South Main Street"),
        ("12th Street", "13th Street"),
        ("Birkenweg", "Birkenallee"),
        ("Am Berg", "Im Berg"),
    ],
)
def test_different_streets_have_different_class_keys(one: str, other: str) -> None:
    assert name_keys(one).classed != name_keys(other).classed


def test_the_core_of_a_name_has_neither_type_nor_direction() -> None:
    assert name_keys("West Washington Avenue").core == "washington"
    assert name_keys("Rosenweg").core == "rosen"


def test_umlauts_may_be_written_as_two_letters() -> None:
    assert "Muellerstraße" in variants("Müllerstraße")


def test_a_double_name_is_found_by_each_half() -> None:
    assert set(variants("Rue Neuve - Nieuwstraat")) >= {"Rue Neuve", "Nieuwstraat"}


def test_tokens_keep_numbers_with_letters_and_ranges_whole() -> None:
    texts = [token.text for token in tokenise("Calle Mayor, 12-14, 3º B / 5a 42nd 7/A")]
    assert texts == ["calle", "mayor", "12-14", "3o", "b", "5a", "42nd", "7a"]


def test_a_lost_blank_between_number_and_street_is_put_back() -> None:
    assert [token.text for token in tokenise("14Main St")] == ["14", "main", "st"]
    assert [token.text for token in tokenise("Hauptstraße14")] == ["hauptstrasse", "14"]


def test_commas_brackets_and_line_ends_separate_parts() -> None:
    assert [token.part for token in tokenise("a, b (c)\nd")] == [0, 1, 2, 4]


@given(st.text(alphabet="aabbs 12,.-", max_size=30))
def test_the_keys_of_all_runs_of_words_are_those_of_each_run(text: str) -> None:
    words = tokenise(text)
    for start, stop, whole, classes in window_keys(words, 4):
        assert whole == spelled(words[start:stop])
        assert classes == class_key(words[start:stop])
    assert len(list(window_keys(words, 4))) == sum(
        min(4, len(words) - i) for i in range(len(words))
    )
