"""Remote doors wait in a pool until a trip pays or the oldest waits too long.

Two agents on foot start in the north of the region; the doors lie in its south-west, 27 to 29
minutes away: both ways cost about 28, at 30 an hour. Meeting a borrower is worth what the column
``value`` says. After 17:00, the best hours of these shifts, a borrower is met with 0.8 (address) x
0.45 = 0.36, else the burden is 4: a visit is worth 0.36 x value - 0.64 x 4.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import router
from router.value import load_parameters

TUESDAY = "2026-11-24"
DOORS = (
    "60.1647166,24.9366784", "60.1649838,24.9358588", "60.1642535,24.9407845",
    "60.1656454,24.9367805", "60.164715,24.940193",
)  # fmt: skip
AGENTS = pd.DataFrame(
    {
        "agent_id": ["A1", "A2"],
        "start": ["60.178589,24.9474299"] * 2,
        "shifts": ["Mon-Fri 10:00-18:00"] * 2,
        "mode": ["foot"] * 2,
        "cost_per_hour": ["30"] * 2,
    }
)
PARAMETERS = load_parameters()


def settings(**remote: object) -> router.Settings:
    near = replace(PARAMETERS.remote, minutes=15.0, within_km=0.5, **remote)  # type: ignore[arg-type]
    return router.Settings(values=replace(PARAMETERS, remote=near), profiles=())


def cases(count: int, value: str, **more: str) -> pd.DataFrame:
    rows = [
        {"case_id": f"R{number}", "coordinates": door, "value": value, **more}
        for number, door in enumerate(DOORS[:count])
    ]
    return pd.DataFrame(rows)


def planned(
    table: pd.DataFrame, region: Path, outcomes: pd.DataFrame | None = None, **remote: object
) -> router.Plan:
    return router.plan_day(
        table, AGENTS, date=TUESDAY, region=region, seconds=None, iterations=20,
        outcomes=outcomes, settings=settings(**remote),
    )  # fmt: skip


def visited(plan: router.Plan) -> set[str]:
    return {name for route in plan.data.routes for name in route.visit_ids}


def test_a_lone_remote_door_stays_in_the_pool_with_the_channel_that_is_due(helsinki: Path) -> None:
    # 0.36 x 60 - 2.6 = 19, a quarter more for its 12 days, and the way costs 28.
    plan = planned(cases(1, "60", received="2026-11-12"), helsinki)
    (left,) = plan.data.unassigned
    assert (left.code, left.channel) == ("NOT_WORTH_IT", "call")
    assert left.decision.startswith("Remote: 29 min from the nearest start. A trip there has 1 ")
    assert "the oldest waits 12 days, and after 30 it goes in any case" in left.decision


def test_a_door_that_does_not_pay_pays_with_the_value_that_is_asked_for(helsinki: Path) -> None:
    # Not remote: 71 minutes on the way and at the door at 30 an hour, and 4.3 km at 0.30, are 36.6.
    # After 17:00 it pays with more than (36.6 + 0.64 x 4) / 0.36 = 109; earlier hours are poorer,
    # and better ones are not worked.
    def plan(value: str) -> router.Plan:
        return router.plan_day(
            cases(1, value), AGENTS, date=TUESDAY, region=helsinki, seconds=None, iterations=20,
            settings=router.Settings(profiles=()),
        )  # fmt: skip

    (left,) = plan("60").data.unassigned
    assert left.code == "NOT_WORTH_IT"
    said = re.match(r"State more than (\d+\.\d\d) in the column value of R0 \(", left.remedy)
    assert said is not None
    assert float(said[1]) == pytest.approx(109, abs=1)
    assert visited(plan(f"{float(said[1]) - 0.5:.2f}")) == set()
    assert visited(plan(f"{float(said[1]) + 0.5:.2f}")) == {"R0"}


def test_five_remote_doors_open_a_trip_and_all_go_on_one_day(helsinki: Path) -> None:
    # 5 x (0.36 x 90 - 2.6) = 149, and the ways of two agents cost 56.
    period = router.plan_days(
        cases(5, "90"), AGENTS, date=TUESDAY, days=3, region=helsinki, seconds=None,
        iterations=20, settings=settings(),
    )  # fmt: skip
    made = [visited(plan) for plan in period.days]
    assert made == [{"R0", "R1", "R2", "R3", "R4"}, set(), set()]


def test_an_old_remote_door_is_visited_although_it_does_not_pay(helsinki: Path) -> None:
    # After 30 days it is worth 0.36 x 20 x 1.4 - 2.6 = 7.5, and the way costs 28.
    young = planned(cases(1, "20", received="2026-10-26"), helsinki)  # 29 days ago
    assert visited(young) == set()
    old = planned(cases(1, "20", received="2026-10-25"), helsinki)
    assert visited(old) == {"R0"}
    assert old.data.problem.visits[0].mandatory
    # Nobody has raised its worth: the day older, it is worth a 45th of the ageing more.
    (before,), (after,) = young.data.worths, old.data.worths
    assert after.meeting == before.meeting
    assert after.ageing - before.ageing == pytest.approx(0.6 / 45)


def test_an_old_remote_door_that_was_visited_waits_from_that_day_on(helsinki: Path) -> None:
    # It came 54 days ago. Nobody was home 30 days ago, or 29: it goes again 30 days after that.
    table = cases(1, "20", received="2026-10-01")

    def after(day: str) -> router.Plan:
        tried = {"case_id": ["R0"], "when": [f"{day}T18:00:00+02:00"], "code": ["NAH"]}
        return planned(table, helsinki, pd.DataFrame(tried))

    assert visited(after("2026-10-25")) == {"R0"}
    assert visited(after("2026-10-26")) == set()


def test_an_old_remote_door_goes_on_the_first_day_and_not_on_the_last(helsinki: Path) -> None:
    period = router.plan_days(
        cases(1, "20", received="2026-10-01"), AGENTS, date=TUESDAY, days=3, region=helsinki,
        seconds=None, iterations=20, settings=settings(),
    )  # fmt: skip
    assert [visited(plan) for plan in period.days] == [{"R0"}, set(), set()]


def test_a_trip_on_a_later_day_is_proposed_and_is_no_alarm_today(helsinki: Path) -> None:
    wednesday = AGENTS.assign(shifts="Wed 10:00-18:00")
    wednesday.loc[0, "shifts"] = "Tue 10:00-10:30; Wed 10:00-18:00"
    period = router.plan_days(
        cases(1, "20", received="2026-10-20"), wednesday, date=TUESDAY, days=3, region=helsinki,
        seconds=None, iterations=20, settings=settings(),
    )  # fmt: skip
    assert [visited(plan) for plan in period.days] == [set(), {"R0"}, set()]
    today = period.days[0].data
    assert [one.code for one in today.unassigned] == ["LATER"]
    assert not any(visit.mandatory for visit in today.problem.visits)


def test_an_old_door_that_nobody_can_visit_is_given_back(helsinki: Path) -> None:
    table = cases(1, "20", received="2026-10-01", skills="swedish")
    (left,) = planned(table, helsinki).data.unassigned
    assert left.channel == "call"
    assert "given back" in left.decision


def test_where_borrowers_must_confirm_they_are_held_for_a_call(helsinki: Path) -> None:
    plan = planned(cases(5, "90"), helsinki, confirm=True)
    assert visited(plan) == set()
    assert {(one.rule, one.channel) for one in plan.data.held} == {("REMOTE:confirm", "call")}
    assert {one.case_id for one in plan.data.held} == {"R0", "R1", "R2", "R3", "R4"}
    (alone,) = planned(cases(1, "60"), helsinki, confirm=True).data.held
    assert alone.rule == "REMOTE:pool"


def test_who_has_confirmed_is_visited_and_the_others_are_called(helsinki: Path) -> None:
    table = cases(3, "60")
    table["appointment"] = [f"{TUESDAY} 14:00-14:30", "", ""]
    plan = planned(table, helsinki, confirm=True)
    assert visited(plan) == {"R0"}
    assert {one.rule for one in plan.data.held} == {"REMOTE:confirm"}


def test_an_appointment_is_kept_beside_a_door_that_waits_too_long(helsinki: Path) -> None:
    table = cases(2, "20", received="2026-10-10")
    table["appointment"] = [f"{TUESDAY} 12:00-12:10", ""]
    assert visited(planned(table, helsinki)) == {"R0", "R1"}


def test_without_remote_doors_nothing_is_pooled(helsinki: Path) -> None:
    plan = router.plan_day(
        cases(5, "60"), AGENTS, date=TUESDAY, region=helsinki, seconds=None, iterations=20,
        settings=router.Settings(profiles=()),
    )  # fmt: skip
    assert not any("Remote" in one.decision for one in plan.data.unassigned)
