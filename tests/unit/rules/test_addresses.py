"""Which address is offered first, and which never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from router.domain.places import (
    Address,
    Coordinate,
    Grade,
    LocatedAddress,
    LocationStatus,
    Place,
    PlaceType,
)
from router.rules import HUMANE_PLACES, KnownAddress, PlaceRule, offered

WORK = frozenset({PlaceType.WORK})


def located(text: str, grade: Grade = Grade.DOOR) -> LocatedAddress:
    place = Place(
        coordinate=Coordinate(60.16, 24.94),
        grade=grade,
        score=0.9,
        error_m=20,
        matched=text,
        source="index",
    )
    return LocatedAddress(
        owner_id="C1", address=Address(text=text), status=LocationStatus.ACCEPTED, place=place
    )


def review(text: str, rule: str = "") -> LocatedAddress:
    address = Address(text=text)
    return LocatedAddress(
        owner_id="C1", address=address, status=LocationStatus.REVIEW, why="why", rule=rule
    )


def texts(*known: LocatedAddress | KnownAddress) -> list[str]:
    """Return the text that is offered, then those of the others."""
    best = offered(
        [one if isinstance(one, KnownAddress) else KnownAddress(located=one) for one in known]
    )
    return [best.address.text, *(one.address.text for one in best.others)]


@pytest.mark.parametrize("allowed", [PlaceType.HOME, PlaceType.REGISTERED, PlaceType.MAILING])
def test_where_the_borrower_lives_needs_no_consent(allowed: PlaceType) -> None:
    assert HUMANE_PLACES.why_barred(allowed, ()) == ""


def test_the_workplace_needs_consent_and_a_contacts_home_is_never_visited() -> None:
    assert "only if the borrower agreed" in HUMANE_PLACES.why_barred(PlaceType.WORK, ())
    assert HUMANE_PLACES.why_barred(PlaceType.WORK, WORK) == ""
    every = frozenset(PlaceType)
    assert "is never visited" in HUMANE_PLACES.why_barred(PlaceType.OTHER, every)


def test_a_rule_of_ones_own_decides() -> None:
    strict = PlaceRule(name="home only", allowed=frozenset({PlaceType.HOME}))
    assert "home only" in strict.why_barred(PlaceType.WORK, WORK)


def test_the_first_of_the_table_is_offered_and_the_others_stay() -> None:
    assert texts(located("A"), located("B"), located("C")) == ["A", "B", "C"]


def test_an_accepted_address_goes_before_one_in_review_and_that_before_a_barred_one() -> None:
    barred = review("A", rule="ADDRESS:MOVED")
    assert texts(barred, review("B"), located("C")) == ["C", "A", "B"]
    assert texts(barred, review("B")) == ["B", "A"]
    assert texts(barred, review("B", rule="ADDRESS:work")) == ["A", "B"]


def test_an_address_that_was_checked_in_vain_goes_behind_one_that_nobody_has_looked_at() -> None:
    checked = replace(review("A"), checked=True)
    assert texts(checked, review("B"), review("C", rule="ADDRESS:work")) == ["B", "A", "C"]
    assert texts(review("C", rule="ADDRESS:work"), checked) == ["A", "C"]


def test_where_the_borrower_was_met_last_goes_first() -> None:
    early, late = (datetime(2026, month, 1, tzinfo=UTC) for month in (9, 10))
    a, b, c = (KnownAddress(located=located(text)) for text in "ABC")
    assert texts(a, replace(b, confirmed=early), replace(c, confirmed=late))[0] == "C"


def test_three_fruitless_attempts_in_a_row_put_another_address_first() -> None:
    a = KnownAddress(located=located("A"), fruitless=2)
    assert texts(a, located("B"))[0] == "A"
    assert texts(replace(a, fruitless=3), located("B"))[0] == "B"


def test_a_door_goes_before_a_street_but_not_before_its_neighbour() -> None:
    assert texts(located("A", Grade.STREET), located("B"))[0] == "B"
    assert texts(located("A", Grade.INTERPOLATED), located("B"))[0] == "A"


def test_an_address_that_a_rule_forbids_is_not_accepted() -> None:
    with pytest.raises(ValueError, match="not accepted"):
        replace(located("A"), rule="ADDRESS:work")
