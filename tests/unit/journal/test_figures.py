"""Balanced figures: every visit once, chance beside every rate, and no amount anywhere."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from router.domain.channels import Attempt
from router.domain.figures import AgentFigures, Share, TeamFigures
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.outcomes import Outcome
from router.journal.figures import agent_figures

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 11, 24, tzinfo=ZONE)


def at(clock: str, *, days: int = 0) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return DAY + timedelta(days=days, hours=hours, minutes=minutes)


def planned(case: str, clock: str, agent: str = "a1", borrower: str = "", days: int = 0) -> Attempt:
    return Attempt(
        borrower_id=borrower or f"b-{case}", case_id=case, when=at(clock, days=days), agent_id=agent
    )


def told(
    case: str, clock: str, code: str, agent: str = "a1", *, borrower: str = "", days: int = 0,
    whole: bool = True, recording: str = "", until: date | None = None,
) -> Outcome:  # fmt: skip
    when = at(clock, days=days)
    return Outcome(
        case_id=case, borrower_id=borrower or f"b-{case}", when=when, code=code, agent_id=agent,
        address="Renmin Road 1" if whole else "", left=when + timedelta(minutes=9),
        recording=recording, until=until,
    )  # fmt: skip


def figures(memory: Memory, **options: object) -> TeamFigures:
    return agent_figures(memory, zone=ZONE, **options)  # type: ignore[arg-type]


def one(memory: Memory, **options: object) -> AgentFigures:
    [agent] = figures(memory, **options).agents
    return agent


def test_planned_made_and_met_are_counted_for_who_went() -> None:
    memory = Memory(
        scheduled=(planned("c1", "10:00"), planned("c2", "11:00"), planned("c3", "12:00", "a2")),
        outcomes=(told("c1", "10:05", "PTP"), told("c2", "11:05", "NAH"),
                  told("c3", "12:05", "DISP", "a2")),
    )  # fmt: skip
    first, second = figures(memory).agents
    assert (first.agent_id, first.planned, first.made, first.contacts) == ("a1", 2, 2, Share(1, 2))
    assert (second.agent_id, second.planned, second.contacts) == ("a2", 1, Share(1, 1))
    assert (figures(memory).team.planned, figures(memory).team.contacts) == (3, Share(2, 3))


def test_three_loans_of_one_borrower_are_one_visit() -> None:
    memory = Memory(
        scheduled=tuple(planned(c, "10:00", borrower="b") for c in ("c1", "c2", "c3")),
        outcomes=tuple(
            told(c, clock, "COMP", borrower="b")
            for c, clock in (("c1", "10:00"), ("c2", "10:10"), ("c3", "10:12"))
        ),
    )
    agent = one(memory)
    assert (agent.planned, agent.made, agent.complaints) == (1, 1, 1)
    assert agent.contacts == Share(1, 1)


def test_two_visits_on_one_day_are_two() -> None:
    memory = Memory(outcomes=(told("c1", "10:00", "NAH"), told("c1", "17:30", "PTP")))
    assert (one(memory).made, one(memory).contacts) == (2, Share(1, 2))


def test_what_was_not_carried_out_is_planned_but_not_made() -> None:
    memory = Memory(scheduled=(planned("c1", "10:00"),), outcomes=(told("c1", "10:00", "NOTDONE"),))
    assert (one(memory).planned, one(memory).made) == (1, 0)
    assert one(memory).contacts.rate is None


@pytest.mark.parametrize(
    ("began", "on_time"), [("09:45", 1), ("09:44", 0), ("10:15", 1), ("10:16", 0)]
)
def test_a_quarter_of_an_hour_around_the_plan_is_on_time(began: str, on_time: int) -> None:
    memory = Memory(scheduled=(planned("c1", "10:00"),), outcomes=(told("c1", began, "NAH"),))
    assert one(memory).on_time == Share(on_time, 1)


@pytest.mark.parametrize(("began", "on_time"), [("13:59", 0), ("14:00", 1), ("16:00", 1)])
def test_the_span_that_was_named_counts_before_the_plan(began: str, on_time: int) -> None:
    named = Appointment(
        case_id="c1", borrower_id="b-c1", start=at("14:00"), end=at("16:00"),
        state=AppointmentState.NOTIFIED, since=at("09:00", days=-1),
    )  # fmt: skip
    memory = Memory(
        scheduled=(planned("c1", "15:00"),), outcomes=(told("c1", began, "NAH"),),
        appointments=(named,),
    )  # fmt: skip
    assert one(memory).on_time == Share(on_time, 1)


def test_a_declined_time_is_no_time() -> None:
    declined = Appointment(
        case_id="c1", borrower_id="b-c1", start=at("14:00"), end=at("16:00"),
        state=AppointmentState.DECLINED, since=at("09:00"),
    )  # fmt: skip
    memory = Memory(outcomes=(told("c1", "10:00", "NAH"),), appointments=(declined,))
    assert one(memory).on_time == Share(0, 0)


def test_a_whole_record_has_begin_end_who_and_which_address() -> None:
    whole = told("c1", "10:00", "NAH")
    memory = Memory(outcomes=(whole, told("c2", "11:00", "NAH", whole=False)))
    assert one(memory).complete == Share(1, 2)


def test_a_recording_belongs_to_it_where_the_rules_ask_and_the_borrower_was_met() -> None:
    memory = Memory(
        outcomes=(
            told("c1", "10:00", "PTP"), told("c2", "11:00", "PTP", recording="r-2"),
            told("c3", "12:00", "NAH"),
        )
    )  # fmt: skip
    assert one(memory).complete == Share(3, 3)
    assert one(memory, recording=True).complete == Share(2, 3)


def test_complaints_requests_to_leave_and_unsafe_visits_are_told_apart() -> None:
    memory = Memory(
        outcomes=(told("c1", "10:00", "COMP"), told("c2", "11:00", "LEAVE"),
                  told("c3", "12:00", "LEAVE"), told("c4", "13:00", "UNSAFE")),
    )  # fmt: skip
    agent = one(memory)
    assert (agent.complaints, agent.leave, agent.unsafe) == (1, 2, 1)


def test_promises_whose_day_is_not_past_are_not_counted() -> None:
    due = {"c1": True, "c2": False, "c3": None}
    memory = Memory(
        outcomes=tuple(
            told(case, f"1{n}:00", "PTP", until=date(2026, 12, 1)) for n, case in enumerate(due)
        )
    )
    assert one(memory, kept=lambda promise: due[promise.case_id]).promises == Share(1, 2)


def test_days_are_those_at_the_door_and_both_ends_count() -> None:
    # 23:30 and 00:30 in Shanghai are both on the 24th in London.
    memory = Memory(
        scheduled=(planned("c1", "23:30"), planned("c2", "00:30", days=1)),
        outcomes=(told("c1", "23:30", "NAH"), told("c2", "00:30", "NAH", days=1)),
    )
    day = date(2026, 11, 24)
    agent = one(memory, first=day, last=day)
    assert (agent.planned, agent.made, agent.on_time) == (1, 1, Share(1, 1))
    assert one(memory, first=day).made == 2
    assert one(memory, last=day).made == 1


def test_an_outcome_that_does_not_say_who_went_is_that_of_who_was_sent() -> None:
    memory = Memory(
        scheduled=(planned("c1", "10:00", "a7"),), outcomes=(told("c1", "10:00", "NAH", ""),)
    )
    assert (one(memory).agent_id, one(memory).made) == ("a7", 1)
    assert one(memory).complete == Share(0, 1)  # the record does not say who
    nobody = Memory(outcomes=(told("c1", "10:00", "NAH", ""),))
    assert one(nobody).agent_id == ""


def test_agents_stand_in_the_order_of_their_ids_whatever_their_figures() -> None:
    memory = Memory(
        outcomes=(told("c1", "10:00", "NAH", "a9"), told("c2", "11:00", "PTP", "a1"),
                  told("c3", "12:00", "PTP", "a5")),
    )  # fmt: skip
    assert [agent.agent_id for agent in figures(memory).agents] == ["a1", "a5", "a9"]


def test_nothing_known_gives_no_agents() -> None:
    assert figures(Memory()).agents == ()
    assert figures(Memory()).team == AgentFigures()


def test_the_interval_is_wilsons() -> None:
    # Ten of ten: p = 1, z² = 3.8415; bounds (1 + z²/20 ± z·sqrt(z²/400))/(1 + z²/10)
    # = (1.19207 ± 0.19207)/1.38415 = 0.7225 and 1.
    low, high = Share(10, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.7225, 1.0)
    low, high = Share(5, 10).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert Share(0, 0).interval is None
    with pytest.raises(ValueError, match="part of a whole"):
        Share(2, 1)


def test_the_figures_have_no_place_for_money() -> None:
    assert not {field.type for field in fields(AgentFigures)} - {"int", "str", "Share"}
    assert not [f for f in fields(AgentFigures) if isinstance(f.default, Decimal | float)]
