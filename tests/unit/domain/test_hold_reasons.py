"""Reasons of holds and stages are data, and every word means one of them."""

from __future__ import annotations

import pytest

from router.domain.hold_reasons import Kept, hold_reason, hold_reasons
from router.domain.outcomes import outcome_codes
from router.domain.stages import stage_named, stages


def test_each_word_means_one_reason() -> None:
    words = [
        word
        for row in hold_reasons().values()
        for word in {row.reason, row.english, row.chinese, *row.aliases}
    ]
    assert len(words) == len(set(words))
    assert all(word == word.casefold() for word in words)


def test_each_word_means_one_stage() -> None:
    words = [
        word
        for row in stages().values()
        for word in {row.stage, row.english, row.chinese, *row.aliases}
    ]
    assert len(words) == len(set(words))


def test_every_hold_and_stage_of_the_outcome_codes_is_in_the_tables() -> None:
    kinds = outcome_codes().values()
    assert {kind.hold for kind in kinds} - {""} <= set(hold_reasons())
    assert {kind.next_stage for kind in kinds} - {"held"} <= set(stages())


def test_every_channel_that_is_due_is_a_stage() -> None:
    assert {row.channel for row in hold_reasons().values()} <= set(stages())


def test_a_debts_reasons_are_four_and_all_others_are_the_persons() -> None:
    debts = {row.reason for row in hold_reasons().values() if not row.whole_borrower}
    assert debts == {"dispute", "promise", "plan", "paid"}


def test_money_ends_a_promise_and_keeps_a_plan() -> None:
    kept = {row.reason: row.kept for row in hold_reasons().values() if row.kept}
    assert kept == {"promise": Kept.ENDS, "plan": Kept.GOES_ON}


def test_a_word_of_ones_own_holds_the_person_until_somebody_looks() -> None:
    own = hold_reason("  Flood  Relief ")
    assert (own.reason, own.whole_borrower, own.channel) == ("flood relief", True, "review")
    assert own.grace_days is None


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("短信", "message"), ("SMS", "message"), ("电话", "call"), ("phone", "call"),
        ("诉讼", "legal"), ("重组", "restructuring"), ("结清", "closed"), ("外访", "visit"),
        ("home-visit", "visit"), ("Review", "review"),
    ],
)  # fmt: skip
def test_stages_are_named_in_english_and_chinese(word: str, stage: str) -> None:
    named = stage_named(word)
    assert named is not None
    assert named.stage == stage


def test_an_unknown_word_is_no_stage() -> None:
    assert stage_named("limbo") is None
