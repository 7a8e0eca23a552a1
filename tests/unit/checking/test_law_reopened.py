"""A row of fruitless visits, what ends it, and the named person who opens visits again."""

from __future__ import annotations

from router.checking import FindingCode
from tests.unit.checking.lawful import at, found, lawful, visited, with_facts, with_rules

ROW = tuple(visited(at("10:00", day, month=9), "NAH") for day in (1, 9, 17))
NO_RULES = with_rules()


def test_three_fruitless_visits_in_a_row_are_found() -> None:
    assert FindingCode.LAW_FRUITLESS in found(lawful(history=ROW), NO_RULES)


def test_a_release_forgives_the_visits_before_it() -> None:
    data = with_facts(lawful(history=ROW), reopened=at("09:00", 16, month=9))
    assert FindingCode.LAW_FRUITLESS not in found(data, NO_RULES)


def test_a_release_does_not_forgive_what_comes_after_it() -> None:
    data = with_facts(lawful(history=ROW), reopened=at("09:00", 1, month=9))
    assert FindingCode.LAW_FRUITLESS in found(data, NO_RULES)


def test_who_agreed_a_new_time_was_met() -> None:
    met = (*ROW[:2], visited(at("10:00", 10, month=9), "APPT"), ROW[2])
    assert FindingCode.LAW_FRUITLESS not in found(lawful(history=met), NO_RULES)
