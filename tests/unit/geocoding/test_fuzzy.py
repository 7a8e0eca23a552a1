"""Typing mistakes: counted right, and found among many names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from router.geocoding.fuzzy import NearNames, edits
from router.geocoding.grade import name_factor


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("annankatu", "annankatu", 0),
        ("annankatu", "anankatu", 1),  # left out
        ("annankatu", "annanxkatu", 1),  # put in
        ("annankatu", "annenkatu", 1),  # replaced
        ("annankatu", "ananikatu", 2),
        ("annankatu", "nanankatu", 1),  # swapped
        ("abc", "xyz", 3),  # more than the limit of two
        ("", "ab", 2),
    ],
)
def test_edits_are_counted(one: str, other: str, count: int) -> None:
    assert edits(one, other, 2) == count


def plain_distance(a: str, b: str) -> int:
    """Return the optimal string alignment distance by its textbook recursion."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (a[i - 1] != b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


words = st.text("abc1", max_size=7)


@settings(deadline=None)  # others may use the machine
@given(words, words)
def test_edits_agree_with_the_textbook(one: str, other: str) -> None:
    assert edits(one, other, 2) == min(3, plain_distance(one, other))


@settings(deadline=None)  # others may use the machine
@given(st.lists(words, min_size=1, max_size=20), words)
def test_every_near_name_is_found_and_no_other(names: list[str], asked: str) -> None:
    expected = {n for n in names if plain_distance(n, asked) <= 2}
    assert {name for _, name in NearNames(names).near(asked, 2)} == expected


def test_a_mistake_weighs_more_in_a_short_name() -> None:
    assert name_factor(0, "") == 1
    assert name_factor(1, "washington") > name_factor(1, "bank") > name_factor(1, "elm")
    assert name_factor(1, "a") == 0  # Avenue A is not Avenue B


def test_two_mistakes_need_a_long_name() -> None:
    assert name_factor(2, "washington") > 0
    assert name_factor(2, "bank") == 0
