"""What is the person's counts for all of his cases, and one visit counts once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.hold_reasons import hold_reasons
from router.domain.memory import Memory
from router.domain.places import Address, PlaceType
from router.domain.times import DailyWindow
from router.rules import standings
from tests.unit.rules.remembered import TUESDAY, ZONE, at, case, held, outcome, rule, stand

PAIR = [case(), case("C2"), case("C9", "B9")]


@pytest.mark.parametrize("reason", sorted(hold_reasons()))
def test_a_hold_of_the_table_spreads_if_it_is_the_persons(reason: str) -> None:
    cases = [case(holds=(Hold(reason),)), *PAIR[1:]]
    spread = hold_reasons()[reason].whole_borrower
    assert rule(Memory(), TUESDAY, cases=cases, case_id="C2") == (
        f"HOLD:{reason}" if spread else ""
    )
    assert rule(Memory(), TUESDAY, cases=cases, case_id="C9") == ""
    if spread:
        found = held(Memory(), TUESDAY, cases=cases, case_id="C2")
        assert found is not None
        assert found.source == "table (case C1)"


def test_a_persons_outcome_holds_the_other_case_and_a_debts_does_not() -> None:
    for code, name in (("LEAVE", "HOLD:do-not-visit"), ("HARD", "STAGE:restructuring")):
        found = held(Memory(outcomes=(outcome(code),)), TUESDAY, cases=PAIR, case_id="C2")
        assert found is not None
        assert found.rule == name
        assert found.source == f"outcome {code} of 2026-11-03 (case C1)"
    for code in ("DISP", "PLAN", "PAID"):
        memory = Memory(outcomes=(outcome(code),))
        assert rule(memory, TUESDAY, cases=PAIR, case_id="C2") == ""


def test_flags_and_bad_times_spread_and_consents_do_not() -> None:
    siesta = DailyWindow(start=at("2026-11-24T12:00").time(), end=at("2026-11-24T14:00").time())
    rich = case(flags=frozenset({"elderly"}), consents=frozenset({"work"}), not_at=(siesta,))
    other = stand(cases=[rich, *PAIR[1:]])["C2"]
    assert other.flags == {"elderly"}
    assert other.not_at == (siesta,)
    assert other.consents == set()


def test_the_history_is_the_borrowers_over_cases_in_the_table_and_out_of_it() -> None:
    memory = Memory(
        outcomes=(
            outcome("NAH", "2026-11-02T10:00"),
            outcome("NAH", "2026-11-05T10:00", case_id="OLD", borrower_id="B1"),
            outcome("NAH", "2026-11-06T10:00", case_id="C9"),
        ),
        approaches=(Attempt(borrower_id="B1", when=at("2026-11-04T10:00"), channel=Channel.CALL),),
    )
    history = stand(memory, cases=PAIR)["C2"].history
    assert [(one.case_id, one.channel.value) for one in history] == [
        ("C1", "visit"), ("", "call"), ("OLD", "visit")
    ]  # fmt: skip
    assert {one.borrower_id for one in history} == {"B1"}


def test_a_case_that_changed_hands_counts_for_both() -> None:
    memory = Memory(outcomes=(outcome("LEAVE", borrower_id="B9"),))
    assert rule(memory, TUESDAY, cases=PAIR, case_id="C1") == "HOLD:do-not-visit"
    assert rule(memory, TUESDAY, cases=PAIR, case_id="C9") == "HOLD:do-not-visit"


def planned(case_id: str, when: str = "2026-11-20T10:00", agent: str = "A1") -> Attempt:
    return Attempt(borrower_id="B1", case_id=case_id, when=at(when), agent_id=agent)


def test_one_visit_for_three_loans_counts_once_for_the_borrower_and_once_for_each_debt() -> None:
    stop = tuple(planned(one) for one in ("C1", "C2", "C3"))
    cases = [case(), case("C2"), case("C3")]
    memory = Memory(
        outcomes=(
            outcome("NAH", "2026-11-20T10:04"),
            outcome("NAH", "2026-11-20T10:07", case_id="C2"),
        ),
        scheduled=stop,
        planned=stop[2:],
    )
    for case_id, standing in stand(memory, cases=cases).items():
        assert [(one.case_id, one.when, one.code) for one in standing.history] == [
            (case_id, at("2026-11-20T10:04"), "NAH")
        ]


def test_two_visits_of_one_day_are_two() -> None:
    memory = Memory(
        outcomes=(outcome("NAH", "2026-11-20T10:00"), outcome("NAH", "2026-11-20T18:00"))
    )
    assert len(stand(memory)["C1"].history) == 2


def test_the_same_outcome_twice_is_one_visit() -> None:
    memory = Memory(outcomes=(outcome("NAH"), outcome("NAH")))
    assert len(stand(memory)["C1"].history) == 1


def test_two_calls_of_one_date_are_two() -> None:
    call = Attempt(borrower_id="B1", when=at("2026-11-20T00:00"), channel=Channel.CALL)
    assert len(stand(Memory(approaches=(call, call)))["C1"].history) == 2


def test_of_records_that_disagree_nothing_that_counts_is_lost() -> None:
    memory = Memory(outcomes=(outcome("NAH"), outcome("REF", case_id="C2")))
    counted = stand(memory, cases=PAIR)
    assert {one.code for one in counted["C1"].history} == {"NAH", "REF"}
    assert [one.code for one in counted["C2"].history] == ["REF"]
    undone = Memory(outcomes=(outcome("NOTDONE"), outcome("NAH", case_id="C2")))
    assert [one.code for one in stand(undone, cases=PAIR)["C1"].history] == ["NAH"]


def test_a_planned_visit_without_an_outcome_counts_and_one_of_the_day_is_replaced() -> None:
    memory = Memory(planned=(planned("C1"), planned("C1", "2026-11-24T10:00")))
    assert [one.when.day for one in stand(memory)["C1"].history] == [20]
    assert [one.when.day for one in stand(memory, day=date(2026, 11, 25))["C1"].history] == [20, 24]


def test_visits_that_may_have_been_made_by_now_are_not_replaced() -> None:
    memory = Memory(planned=(planned("C1", "2026-11-24T10:00"), planned("C2", "2026-11-24T15:00")))
    now = at("2026-11-24T12:00")
    stood = standings(PAIR, memory, day=TUESDAY, zone=ZONE, moment=now)
    assert [one.when.hour for one in stood["C1"].history] == [10]


def test_a_planned_visit_of_the_day_to_a_case_outside_the_table_is_not_replaced() -> None:
    memory = Memory(planned=(planned("OLD", "2026-11-24T10:00"),))
    assert len(stand(memory)["C1"].history) == 1


def test_nah_for_three_loans_at_one_door_is_one_fruitless_visit() -> None:
    cases = [case(), case("C2"), case("C3")]
    memory = Memory(outcomes=tuple(outcome("NAH", case_id=one) for one in ("C1", "C2", "C3")))
    assert rule(memory, TUESDAY, cases=cases) == ""


@pytest.mark.parametrize(
    ("codes", "due"),
    [
        (("NAH", "ACC", "THIRD"), "call"),
        (("NAH", "NOTE", "ACC"), "call"),
        (("NAH", "NAH", "REF", "NAH"), "visit"),
        (("NAH", "NAH", "APPT", "NAH"), "visit"),
        (("NAH", "NAH", "NOTDONE"), "visit"),
        (("NAH", "NAH", "WRONG"), "visit"),
        (("NAH", "WRONG", "NAH", "NOTDONE", "NAH"), "call"),
        (("NAH", "UNSAFE", "NAH", "NAH"), "call"),
    ],
)
def test_a_meeting_ends_the_row_and_what_is_neither_does_not(
    codes: tuple[str, ...], due: str
) -> None:
    start = at("2026-09-01T10:00")
    memory = Memory(
        outcomes=tuple(
            outcome(code, (start + timedelta(days=8 * i)).replace(tzinfo=None).isoformat())
            for i, code in enumerate(codes)
        )
    )
    found = held(memory, TUESDAY)
    assert (found.channel if found else "visit") == due


def test_a_call_that_reached_the_borrower_does_not_end_the_row() -> None:
    three = tuple(outcome("NAH", f"2026-10-{day:02}T10:00") for day in (1, 9, 17))
    call = Attempt(
        borrower_id="B1", when=at("2026-10-20T10:00"), channel=Channel.CALL, reached=True
    )
    memory = Memory(outcomes=three, approaches=(call,))
    assert rule(memory, TUESDAY) == "FRUITLESS:three-in-a-row"


def test_the_table_states_calls_of_before_and_those_that_are_remembered_are_among_them() -> None:
    call = Attempt(borrower_id="B1", when=at("2026-11-04T10:00"), channel=Channel.CALL)
    told = case(phone_attempts=3, message_attempts=1)
    memory = Memory(approaches=(call,))
    assert stand(cases=[told])["C1"].prior == ((Channel.CALL, 3), (Channel.MESSAGE, 1))
    assert stand(memory, cases=[told])["C1"].prior == ((Channel.CALL, 2), (Channel.MESSAGE, 1))
    assert stand(memory, cases=[case(phone_attempts=1)])["C1"].prior == ()


def test_the_type_of_the_visited_place_is_found_where_the_outcome_names_the_address() -> None:
    home, work = Address(text="Home St 1"), Address(text="Work St 2", place_type=PlaceType.WORK)
    two = case(addresses=(home, work))
    visits = (
        outcome("NAH", "2026-11-01T10:00", address="work st  2"),
        outcome("NAH", "2026-11-02T10:00"),
        outcome("NAH", "2026-11-03T10:00", place_type=PlaceType.HOME),
    )
    history = stand(Memory(outcomes=visits), cases=[two])["C1"].history
    assert [one.place_type for one in history] == [PlaceType.WORK, None, PlaceType.HOME]
    single = stand(Memory(outcomes=visits[1:2]))["C1"].history
    assert [one.place_type for one in single] == [PlaceType.HOME]
