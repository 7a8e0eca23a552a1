"""The table of outcome codes says what DOMAIN rows say, and outcomes refuse what is half."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from router.domain.outcomes import AddressEffect, Met, Outcome, outcome_codes
from router.domain.places import PlaceType


def test_there_are_25_codes_and_each_word_means_one_of_them() -> None:
    codes = outcome_codes()
    assert len(codes) == 25
    words = [w for c in codes.values() for w in {c.code.lower(), c.english, c.chinese, *c.aliases}]
    assert len(words) == len(set(words))


def test_only_not_done_is_no_attempt() -> None:
    assert [c.code for c in outcome_codes().values() if not c.counts_attempt] == ["NOTDONE"]


def test_whoever_was_met_confirms_the_address_and_three_codes_make_it_invalid() -> None:
    codes = outcome_codes().values()
    confirmed = {c.code for c in codes if c.address_effect is AddressEffect.CONFIRMED}
    assert confirmed == {c.code for c in codes if c.met is Met.YES}
    invalid = {c.code for c in codes if c.address_effect is AddressEffect.INVALID}
    assert invalid == {"MOVED", "WRONG", "WORKX"}


def test_a_door_that_was_not_reached_tells_nothing_of_when_somebody_is_there() -> None:
    silent = {c.code for c in outcome_codes().values() if not c.tells_presence}
    assert silent == {"ACC", "MOVED", "WRONG", "WORKX", "DECD", "CUST", "UNSAFE", "NOTDONE"}


def test_who_left_the_employer_may_still_live_at_home() -> None:
    left = outcome_codes()["WORKX"]
    assert left.concerns(PlaceType.WORK)
    assert not left.concerns(PlaceType.HOME)
    assert outcome_codes()["MOVED"].concerns(PlaceType.HOME)


def test_terms_are_those_that_were_decided() -> None:
    terms = {c.code: c.hold_days for c in outcome_codes().values() if c.hold_days is not None}
    assert terms == {"PART": 14, "PTP": 5, "REF": 14, "THIRD": 7, "NOTE": 7}


def test_a_time_without_a_zone_an_unknown_code_and_no_case_are_refused() -> None:
    when = datetime(2026, 11, 2, 18, tzinfo=UTC)
    with pytest.raises(ValueError, match="zone"):
        Outcome(case_id="C1", when=when.replace(tzinfo=None), code="NAH")
    with pytest.raises(ValueError, match="no outcome code"):
        Outcome(case_id="C1", when=when, code="GONE")
    with pytest.raises(ValueError, match="id of its case"):
        Outcome(case_id="", when=when, code="NAH")
    with pytest.raises(ValueError, match="negative"):
        Outcome(case_id="C1", when=when, code="NAH", accuracy_m=-1)
