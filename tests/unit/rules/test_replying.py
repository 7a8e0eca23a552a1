"""What comes of notices and replies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from router.domain.cases import Case
from router.domain.channels import Attempt
from router.domain.memory import Appointment, AppointmentState, Memory, NoticeGiven, Release
from router.domain.places import Address
from router.domain.replies import Answer, Reply
from router.domain.standing import Notice
from router.rules.appointments import with_appointments
from router.rules.replying import apply_notices, apply_replies, asks_for_no_visits
from router.rules.standing import standings

SHANGHAI = ZoneInfo("Asia/Shanghai")
S = AppointmentState


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


NOW = at(21)
PROPOSED = Appointment(
    case_id="C1", borrower_id="B1", start=at(24, 18), end=at(24, 19), state=S.PROPOSED,
    since=at(19),
)  # fmt: skip
NOTICE = NoticeGiven(case_id="C1", notice=Notice(sent=at(20), start=at(24, 18), end=at(24, 19)))
TOLD = Memory(appointments=(PROPOSED, replace(PROPOSED, state=S.NOTIFIED, since=at(20))))


def reply(answer: Answer, **fields: object) -> Reply:
    return replace(Reply(case_id="C1", answer=Answer.CONFIRMED, when=at(20, 15)), answer=answer,
                   **fields)  # type: ignore[arg-type]  # fmt: skip


def states(appointments: tuple[Appointment, ...]) -> list[tuple[str, str]]:
    return [(one.state.value, f"{one.start:%d %H:%M}") for one in appointments]


def test_a_proposed_time_that_the_borrower_is_told_is_notified() -> None:
    added = apply_notices(Memory(appointments=(PROPOSED,)), [NOTICE])
    assert states(added) == [("notified", "24 18:00")]
    assert added[0].since == at(20)


def test_a_notice_of_a_planned_visit_begins_an_appointment_and_the_same_notice_no_second() -> None:
    added = apply_notices(Memory(), [NOTICE])
    assert states(added) == [("notified", "24 18:00")]
    assert apply_notices(Memory(appointments=added), [NOTICE]) == ()


def test_a_notice_of_another_time_replaces_one_that_nobody_confirmed() -> None:
    other = NoticeGiven(case_id="C1", notice=Notice(sent=at(21), start=at(25, 9)))
    assert states(apply_notices(TOLD, [other])) == [("moved", "24 18:00"), ("notified", "25 09:00")]


def test_yes_confirms_the_time_that_was_named() -> None:
    added, faults = apply_replies(TOLD, [reply(Answer.CONFIRMED)], NOW)
    assert states(added) == [("confirmed", "24 18:00")]
    assert faults == ()
    again = Memory(appointments=(*TOLD.appointments, *added))
    assert apply_replies(again, [reply(Answer.CONFIRMED)], NOW) == ((), ())


def test_another_time_moves_the_appointment_and_is_confirmed_by_who_named_it() -> None:
    wish = reply(Answer.MOVED, start=at(25, 18, 30))
    added, _ = apply_replies(TOLD, [wish], NOW)
    assert states(added) == [("moved", "24 18:00"), ("confirmed", "25 18:30")]
    assert added[1].start == added[1].end


def test_another_time_that_a_rule_forbids_changes_nothing_and_says_which() -> None:
    wish = reply(Answer.MOVED, start=at(25, 22), row=3)
    added, [fault] = apply_replies(TOLD, [wish], NOW, why_not=lambda _: "visits end at 20:00")
    assert added == ()
    assert (fault.row, fault.value) == (3, "C1")
    assert "visits end at 20:00" in fault.problem


def test_a_declined_visit_is_not_made_that_day_and_may_be_on_others() -> None:
    added, _ = apply_replies(TOLD, [reply(Answer.DECLINED, words="not then, sorry")], NOW)
    assert states(added) == [("declined", "24 18:00")]
    assert not added[0].never


@pytest.mark.parametrize("words", ["Please don't come again!", "请不要再上门", "Do not visit me."])
def test_a_borrower_who_declines_all_visits_is_held_until_a_named_release(words: str) -> None:
    added, _ = apply_replies(TOLD, [reply(Answer.DECLINED, words=words)], NOW)
    memory = Memory(appointments=(*TOLD.appointments, *added))
    case = Case(case_id="C2", borrower_id="B1", addresses=(Address(text="x"),))
    far = date(2027, 6, 1)

    def holds(memory: Memory) -> list[str]:
        standing = standings([case], memory, day=far, zone=SHANGHAI)["C2"]
        return [hold.reason for hold in standing.holds if hold.holds_on(far)]

    assert holds(memory) == ["do-not-visit"]  # of another case of the borrower, too
    release = Release(
        borrower_id="B1", reason="do-not-visit", by="M. Chen", why="asked to", when=at(28)
    )
    assert holds(replace(memory, releases=(release,))) == []


def test_words_that_decline_one_visit_decline_no_others() -> None:
    assert not asks_for_no_visits("I am away on Tuesday, please choose another day")
    assert not asks_for_no_visits("那天不在家,改天吧")


def test_a_reply_without_a_proposal_is_about_the_visit_that_is_planned() -> None:
    visit = Attempt(borrower_id="B1", case_id="C1", when=at(24, 11))
    added, _ = apply_replies(Memory(planned=(visit,)), [reply(Answer.DECLINED)], NOW)
    assert states(added) == [("declined", "24 11:00")]
    assert added[0].borrower_id == "B1"


def test_a_reply_about_nothing_says_so() -> None:
    added, [fault] = apply_replies(Memory(), [reply(Answer.CONFIRMED, row=2)], NOW)
    assert added == ()
    assert "nothing was proposed to case C1" in fault.problem


def test_yes_after_no_is_refused_with_what_is_possible() -> None:
    no = replace(PROPOSED, state=S.DECLINED, since=at(20, 12))
    _, [fault] = apply_replies(Memory(appointments=(no,)), [reply(Answer.CONFIRMED)], NOW)
    assert "an appointment that is declined cannot become confirmed" in fault.problem


def test_a_time_that_has_passed_cannot_be_agreed() -> None:
    late = reply(Answer.MOVED, start=at(20, 18))
    _, [fault] = apply_replies(TOLD, [late], NOW)
    assert "has passed" in fault.problem


def test_what_was_agreed_reaches_the_plan() -> None:
    added, _ = apply_replies(TOLD, [reply(Answer.MOVED, start=at(25, 18, 30))], NOW)
    case = Case(case_id="C1", addresses=(Address(text="x"),))
    [found] = with_appointments([case], Memory(appointments=added), date(2026, 11, 25), SHANGHAI)
    assert found.appointment is not None
    assert found.appointment.on(date(2026, 11, 25), SHANGHAI).start == datetime(
        2026, 11, 25, 10, 30, tzinfo=UTC
    )
