"""What each outcome says of tomorrow; all visits were on 2026-11-03, a Tuesday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from router.domain.memory import Memory
from router.domain.outcomes import outcome_codes
from router.domain.stages import stages
from router.rules import standings
from tests.unit.rules.remembered import case, days_after, held, outcome, rule, stand

VISITED = "2026-11-03"

TOMORROW = {  # code: rule on the next day, channel due, last day after the visit (None: released)
    "PAID": ("HOLD:paid", "closed", None),
    "PART": ("HOLD:cool-off", "visit", 14),
    "PTP": ("HOLD:promise", "visit", 5),
    "PLAN": ("HOLD:plan", "message", None),
    "CBK": ("STAGE:call", "call", None),
    "HARD": ("STAGE:restructuring", "restructuring", None),
    "VULN": ("HOLD:vulnerable", "review", None),
    "DISP": ("HOLD:dispute", "review", None),
    "REPR": ("HOLD:represented", "review", None),
    "REF": ("HOLD:cool-off", "visit", 14),
    "LEAVE": ("HOLD:do-not-visit", "message", None),
    "COMP": ("HOLD:complaint", "review", None),
    "THIRD": ("HOLD:cool-off", "visit", 7),
    "NOTE": ("HOLD:cool-off", "visit", 7),
    "AWAY": ("HOLD:away", "review", None),
    "DECD": ("HOLD:deceased", "review", None),
    "CUST": ("HOLD:custody", "review", None),
}
FREE = {"APPT", "NAH", "ACC", "MOVED", "WRONG", "WORKX", "UNSAFE", "NOTDONE"}


def test_every_code_is_in_one_of_the_two_lists() -> None:
    assert set(TOMORROW) | FREE == set(outcome_codes())
    assert not set(TOMORROW) & FREE


@pytest.mark.parametrize("code", TOMORROW)
def test_tomorrow_the_case_is_held_with_reason_source_and_channel(code: str) -> None:
    name, channel, _ = TOMORROW[code]
    found = held(Memory(outcomes=(outcome(code),)), days_after(VISITED, 1))
    assert found is not None
    assert (found.rule, found.channel) == (name, channel)
    assert found.source == f"outcome {code} of 2026-11-03"


@pytest.mark.parametrize("code", TOMORROW)
def test_a_term_ends_after_its_last_day_and_no_term_never(code: str) -> None:
    name, _, days = TOMORROW[code]
    memory = Memory(outcomes=(outcome(code),))
    if days is None:
        assert rule(memory, days_after(VISITED, 4000)) == name
    else:
        assert rule(memory, days_after(VISITED, days)) == name
        assert rule(memory, days_after(VISITED, days + 1)) == ""


@pytest.mark.parametrize("code", sorted(FREE))
def test_the_other_codes_leave_the_case_at_the_visit_stage(code: str) -> None:
    memory = Memory(outcomes=(outcome(code),))
    assert rule(memory, days_after(VISITED, 1)) == ""
    assert stand(memory)["C1"].holds == ()


@pytest.mark.parametrize("code", [*TOMORROW, *sorted(FREE)])
def test_nothing_holds_before_the_visit(code: str) -> None:
    assert rule(Memory(outcomes=(outcome(code),)), days_after(VISITED, -1)) == ""


@pytest.mark.parametrize("code", ["LEAVE", "COMP", "VULN", "DISP", "REPR", "DECD", "CUST"])
def test_a_date_that_the_agent_notes_does_not_end_what_only_a_person_ends(code: str) -> None:
    memory = Memory(outcomes=(outcome(code, until=date(2026, 11, 10)),))
    assert rule(memory, date(2027, 11, 10)) == TOMORROW[code][0]


@pytest.mark.parametrize(
    ("code", "last"),
    [("PTP", date(2026, 11, 25)), ("PLAN", date(2026, 11, 25)), ("AWAY", date(2026, 11, 20))],
)
def test_a_promised_date_has_five_days_of_grace_and_a_return_none(code: str, last: date) -> None:
    memory = Memory(outcomes=(outcome(code, until=date(2026, 11, 20)),))
    assert rule(memory, last) == TOMORROW[code][0]
    assert rule(memory, days_after(last.isoformat(), 1)) == ""


def test_after_an_unsafe_visit_the_borrower_has_a_risk_flag() -> None:
    assert "risk" not in stand()["C1"].flags
    assert "risk" in stand(Memory(outcomes=(outcome("UNSAFE"),)))["C1"].flags


def test_the_date_of_a_visit_is_that_of_the_door() -> None:
    # 23:30 in Shanghai is 15:30 UTC: the 14 days begin on the 3rd at the door.
    memory = Memory(outcomes=(outcome("REF", "2026-11-03T23:30"),))
    assert rule(memory, date(2026, 11, 17)) == "HOLD:cool-off"
    assert rule(memory, date(2026, 11, 18)) == ""


def test_the_later_of_two_promises_holds_and_a_newer_refusal_adds_to_it() -> None:
    first = outcome("PTP", until=date(2026, 11, 20))
    memory = Memory(outcomes=(first, outcome("PTP", "2026-11-04T10:00", until=date(2026, 11, 6))))
    assert rule(memory, date(2026, 11, 12)) == "HOLD:promise"  # the newer lapsed on the 11th
    assert rule(memory, date(2026, 11, 25)) == "HOLD:promise"
    assert rule(memory, date(2026, 11, 26)) == ""
    memory = Memory(outcomes=(first, outcome("REF", "2026-11-12T10:00")))
    assert rule(memory, date(2026, 11, 25)) == "HOLD:cool-off"  # until the 26th
    found = held(memory, date(2026, 11, 25))
    assert found is not None
    assert "Also: promise until 2026-11-25." in found.detail


def test_the_newest_move_names_the_stage_and_the_tables_word_outranks_it() -> None:
    moves = (outcome("CBK"), outcome("HARD", "2026-11-05T10:00"))
    assert stand(Memory(outcomes=moves))["C1"].stage == "restructuring"
    legal = case(stage="诉讼")
    standing = stand(Memory(outcomes=moves), cases=[legal])["C1"]
    assert (standing.stage, standing.stage_source) == ("legal", "table")


def test_a_stage_that_is_not_known_is_kept_and_looked_at() -> None:
    found = held(Memory(), date(2026, 11, 24), cases=[case(stage="limbo")])
    assert found is not None
    assert (found.rule, found.channel) == ("STAGE:limbo", "review")


@pytest.mark.parametrize("stage", [name for name in stages() if name != "visit"])
def test_every_stage_but_the_visit_is_the_channel_that_is_due(stage: str) -> None:
    found = held(Memory(), date(2026, 11, 24), cases=[case(stage=stage)])
    assert found is not None
    assert (found.rule, found.channel) == (f"STAGE:{stage}", stage)


def test_an_undated_hold_goes_before_a_dated_one_and_the_channel_is_that_of_the_named() -> None:
    memory = Memory(outcomes=(outcome("REF"), outcome("DISP", "2026-11-04T10:00")))
    found = held(memory, date(2026, 11, 5))
    assert found is not None
    assert (found.rule, found.channel, found.until) == ("HOLD:dispute", "review", None)
    assert found.detail.endswith("Also: cool-off until 2026-11-17.")


def test_a_hold_that_waits_for_a_day_at_another_stage_is_due_to_that_stage() -> None:
    found = held(Memory(outcomes=(outcome("REF"),)), date(2026, 11, 5), cases=[case(stage="legal")])
    assert found is not None
    assert (found.rule, found.channel) == ("HOLD:cool-off", "legal")


def test_terms_are_counted_in_dates_and_a_change_of_the_clocks_moves_none() -> None:
    # Helsinki goes back an hour on 2026-10-25; 14 days after the 24th is the 7th all the same.
    helsinki = ZoneInfo("Europe/Helsinki")
    late = datetime(2026, 10, 24, 23, 30, tzinfo=helsinki)
    memory = Memory(outcomes=(replace(outcome("REF"), when=late.astimezone(UTC)),))
    [hold] = standings([case()], memory, day=date(2026, 11, 1), zone=helsinki)["C1"].holds
    assert (hold.since, hold.until) == (date(2026, 10, 24), date(2026, 11, 7))
