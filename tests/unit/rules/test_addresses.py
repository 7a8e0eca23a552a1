"""Which address is offered first, and which never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from router.domain.channels import Attempt
from router.domain.places import (
    Address,
    Coordinate,
    Grade,
    LocatedAddress,
    LocationStatus,
    Place,
    PlaceType,
)
from router.domain.profiles import Citation, PlaceRule, Profile
from router.domain.standing import Standing
from router.domain.verdicts import Law
from router.rules import KnownAddress, make_law, offered, place_refusals

ZONE = ZoneInfo("Europe/Helsinki")
TUESDAY = date(2026, 11, 24)
HUMANE = make_law([], years=[2026])
NO_WORK = "PLACES:humane:denied-work"
LIVES = {PlaceType.HOME, PlaceType.REGISTERED, PlaceType.MAILING}


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


def barred(place: PlaceType, law: Law, *consents: str, day: date = TUESDAY) -> list[str]:
    """Return the codes of the rules that keep everybody from a place on a day."""
    standing = Standing(case_id="C1", borrower_id="B1", consents=frozenset(consents))
    return [one.code for one in place_refusals(place, standing, law, day=day, zone=ZONE)]


@pytest.mark.parametrize("place", [PlaceType.HOME, PlaceType.REGISTERED, PlaceType.MAILING])
def test_where_the_borrower_lives_needs_no_consent(place: PlaceType) -> None:
    assert barred(place, HUMANE) == []


@pytest.mark.parametrize("place", sorted(set(PlaceType) - LIVES))
def test_every_other_place_is_barred_by_the_humane_rules_even_with_consent(
    place: PlaceType,
) -> None:
    rules = [f"PLACES:humane:denied-{place}"]
    assert barred(place, HUMANE) == rules
    assert barred(place, HUMANE, *(kind.value for kind in PlaceType)) == rules


def of_work(treatment: Literal["allow", "consent", "deny"], **changes: Any) -> Law:
    rule = PlaceRule(
        rule_id="office",
        citation=Citation(title="own"),
        place_type=PlaceType.WORK,
        treatment=treatment,
        **changes,
    )
    return Law(layers=(Profile(profile_id="own", version="1", title="Own", rules=(rule,)),))


def test_a_place_that_needs_consent_is_barred_without_it() -> None:
    law = of_work("consent")
    assert barred(PlaceType.WORK, law) == ["PLACES:own:office"]
    assert barred(PlaceType.WORK, law, "work") == []
    assert barred(PlaceType.HOME, law) == []


def test_a_rule_bars_on_the_days_on_which_it_is_in_force() -> None:
    law = of_work("deny", effective=date(2026, 11, 25))
    assert barred(PlaceType.WORK, law) == []
    assert barred(PlaceType.WORK, law, day=date(2026, 11, 25)) == ["PLACES:own:office"]


def test_a_workplace_that_comes_after_visits_to_the_home_is_barred_until_they_were_made() -> None:
    law = of_work("allow", after_fruitless_at=PlaceType.HOME, after_fruitless=1)
    assert barred(PlaceType.WORK, law) == ["PLACES:own:office"]
    missed = Attempt(
        borrower_id="B1",
        when=datetime(2026, 11, 10, 10, tzinfo=ZONE),
        place_type=PlaceType.REGISTERED,
        code="NAH",
    )
    standing = Standing(case_id="C1", borrower_id="B1", history=(missed,))
    assert place_refusals(PlaceType.WORK, standing, law, day=TUESDAY, zone=ZONE) == ()


def test_the_first_of_the_table_is_offered_and_the_others_stay() -> None:
    assert texts(located("A"), located("B"), located("C")) == ["A", "B", "C"]


def test_an_accepted_address_goes_before_one_in_review_and_that_before_a_barred_one() -> None:
    moved = review("A", rule="ADDRESS:MOVED")
    assert texts(moved, review("B"), located("C")) == ["C", "A", "B"]
    assert texts(moved, review("B")) == ["B", "A"]
    assert texts(moved, review("B", rule=NO_WORK)) == ["A", "B"]


def test_an_address_that_was_checked_in_vain_goes_behind_one_that_nobody_has_looked_at() -> None:
    checked = replace(review("A"), checked=True)
    assert texts(checked, review("B"), review("C", rule=NO_WORK)) == [
        "B",
        "A",
        "C",
    ]
    assert texts(review("C", rule=NO_WORK), checked) == ["A", "C"]


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
        replace(located("A"), rule=NO_WORK)
