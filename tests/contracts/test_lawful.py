"""Every visit is judged again before a plan is handed out; an unlawful one is held, not the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import router
from router.checking import check, check_law
from router.domain.plan import PlanData
from router.domain.profiles import Citation, ClockSpan, HoursRule, Profile
from router.domain.verdicts import Law
from router.errors import CheckFailedError
from router.pipeline.lawful import TAKEN_OUT, lawful_part, require_lawful


def open_until(hour: int) -> Law:
    """A law that the planner did not know: the bundled day was planned with hours until 20:00."""
    rule = HoursRule(
        rule_id="early",
        citation=Citation(title="made up"),
        days=frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"}),
        open=(ClockSpan(time(7), time(hour)),),
    )
    return Law(layers=(Profile(profile_id="xx", version="1", title="made up", rules=(rule,)),))


def ends(data: PlanData) -> dict[str, tuple[str, int, int]]:
    return {
        visit.visit_id: (route.shift_id, visit.start_s, visit.end_s)
        for route in data.routes
        for stop in route.stops
        for visit in stop.visits
    }


def test_a_lawful_plan_is_left_as_it_is(planned: router.Plan) -> None:
    assert lawful_part(planned.data, Law(layers=())) is planned.data
    assert lawful_part(planned.data, open_until(22)) is planned.data


def test_what_the_planner_overlooked_is_held_and_warned_of(planned: router.Plan) -> None:
    before = ends(planned.data)
    two = 14 * 3600  # the day starts at midnight: no change of the clocks in November
    late = {visit_id for visit_id, (_, _, end) in before.items() if end > two}
    assert late
    assert len(late) < len(before)
    data = lawful_part(planned.data, open_until(14))
    assert ends(data) == {visit: at for visit, at in before.items() if visit not in late}
    cases = {v.visit_id: v.case_ids for v in planned.data.problem.visits}
    gone = {case_id for visit_id in late for case_id in cases[visit_id]}
    held = {one.case_id: one for one in data.held if one.source == "check"}
    assert held.keys() == gone
    assert {one.rule for one in held.values()} == {"HOURS:xx:early"}
    assert {one.channel for one in held.values()} == {"review"}
    warned = [warning for warning in data.warnings if warning.startswith(TAKEN_OUT)]
    assert len(warned) == len(gone)
    assert check(data).ok
    assert check_law(data, open_until(14)) == ()


def test_a_plan_whose_times_are_wrong_is_not_handed_out(planned: router.Plan) -> None:
    route, *others = planned.data.routes
    wrong = replace(planned.data, routes=(replace(route, end_s=route.end_s + 60), *others))
    with pytest.raises(CheckFailedError, match="not handed out"):
        lawful_part(wrong, Law(layers=()))


def test_a_plan_that_does_not_state_its_facts_is_not_handed_out(planned: router.Plan) -> None:
    with pytest.raises(CheckFailedError, match="LAW:facts"):
        lawful_part(replace(planned.data, compliance=None), Law(layers=()))


def test_requiring_a_lawful_plan_names_every_visit_that_is_not(planned: router.Plan) -> None:
    with pytest.raises(CheckFailedError) as error:
        require_lawful(planned.data, open_until(14))
    found = {finding.visit_id for finding in check_law(planned.data, open_until(14))}
    assert all(f"visit {visit_id}" in str(error.value) for visit_id in found)


def test_what_the_borrower_agreed_to_is_notice_for_the_planner_and_for_the_check(
    helsinki: Path,
) -> None:
    """The visit agreed for 19:45 takes 30 minutes, past 20:00; the other case's takes ten."""
    one = {"case_id": "C-1", "address": "Unioninkatu 13, Helsinki", "service": "30"}
    other = {"case_id": "C-2", "address": "Bulevardi 8, Helsinki", "service": "10"}
    cases = pd.DataFrame([one | {"appointment": "2026-11-24 19:45"}, other])
    cases = cases.assign(borrower_id="B-1", value="500").fillna("")
    agents = [{"agent_id": "A1", "start": "open", "end": "open", "shifts": "Mon-Sun 08:00-22:00"}]
    plan = router.plan_day(
        cases, pd.DataFrame(agents), date="2026-11-24", region=helsinki, iterations=5, seconds=None,
        now=datetime(2026, 11, 24, 7, tzinfo=ZoneInfo("Europe/Helsinki")),
    )  # fmt: skip
    assert [held.case_id for held in plan.held] == ["C-1"]
    assert list(ends(plan.data)) == ["C-2"]
    assert not any(warning.startswith(TAKEN_OUT) for warning in plan.warnings)
