"""A visit that needs two people while agents travel alone: two meet, or nobody goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from typer.testing import CliRunner

import router
from router.checking import Finding, FindingCode, check, check_law
from router.cli import app
from router.cli.plan import print_plan
from router.demo import example
from router.domain.plan import PlanData
from router.domain.problem import Meeting, Problem
from router.domain.route import PlannedVisit, Route
from router.exports import plan_from_json, plan_to_json, routes_frame, unassigned_frame
from router.journal import Journal
from router.pipeline.law_of_plan import law_of_plan

ZONE = ZoneInfo("Europe/Helsinki")
TUESDAY = date(2026, 11, 24)
RISK, OTHERS = "Liisankatu 21", ("Kalevankatu 18", "Siltasaarenkatu 12", "Bulevardi 8")
Table = list[dict[str, str]]
Planner = Callable[..., router.Plan]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meetings") / "region"
    router.build_region(example("helsinki").extract, folder)
    return folder


def risky(**columns: str) -> Table:
    return [{"case_id": "C-1", "address": f"{RISK}, Helsinki", "flags": "risk"} | columns]


def cases(**columns: str) -> Table:
    """One with a risk flag, and three others."""
    plain = [
        {"case_id": f"C-{n}", "address": f"{door}, Helsinki"} for n, door in enumerate(OTHERS, 2)
    ]
    return [*risky(**columns), *plain]


def team(*more: dict[str, str]) -> Table:
    """Three agents who travel alone; what is given more of each, in their order."""
    homes = ("Mannerheimintie 10", "Aleksanterinkatu 20", "Annankatu 12")
    names = ("Aino", "Elif", "Oskari")
    return [
        {"agent_id": f"A{n}", "name": name, "start": f"{home}, Helsinki",
         "shifts": "Mon-Fri 12:00-20:00"} | (more[n - 1] if len(more) >= n else {})
        for n, (name, home) in enumerate(zip(names, homes, strict=True), 1)
    ]  # fmt: skip


def pairs_with(*names: str) -> Table:
    return team(*({"pairs_with": of_one} for of_one in names))


@pytest.fixture(scope="module")
def plan(region: Path) -> Planner:
    def planned(
        rows: Table, agents: Table, *, profiles: tuple[str | Path, ...] = (), **more: object
    ) -> router.Plan:
        return router.plan_day(
            pd.DataFrame([{"value": "900"} | row for row in rows], dtype=str).fillna(""),
            pd.DataFrame(agents, dtype=str).fillna(""),
            date=TUESDAY,
            region=region,
            settings=router.Settings(profiles=profiles),
            seconds=None,
            iterations=20,
            **more,  # type: ignore[arg-type]
        )

    return planned


@pytest.fixture(scope="module")
def met(plan: Planner) -> router.Plan:
    return plan(cases(), team())


def at_the_door(data: PlanData, case_id: str = "C-1") -> dict[str, tuple[datetime, datetime]]:
    """Who is at the door of a case, and from when to when."""
    mine = {visit.visit_id for visit in data.problem.visits if case_id in visit.case_ids}
    agents = {shift.shift_id: shift.agent_id for shift in data.problem.shifts}
    return {
        agents[route.shift_id]: (
            data.problem.instant(visit.start_s), data.problem.instant(visit.end_s)
        )
        for route in data.routes
        for stop in route.stops
        for visit in stop.visits
        if visit.visit_id in mine
    }  # fmt: skip


def found(data: PlanData) -> set[FindingCode]:
    """What the checker says of a plan, of the law and of all else."""
    law, _ = law_of_plan(data)
    findings: tuple[Finding, ...] = (*check(data, reasons=False).errors, *check_law(data, law))
    return {finding.code for finding in findings}


def test_two_of_three_lone_agents_meet_at_a_door_with_a_risk_flag(met: router.Plan) -> None:
    there = at_the_door(met.data)
    assert len(there) == 2
    assert len(set(there.values())) == 1  # both start, and both stay
    assert found(met.data) == set()
    assert (met.held, met.unassigned) == ((), ())
    assert len(met.data.visited) == 4  # four cases, four visits, though five times at a door


def test_what_the_meeting_is_worth_counts_once(met: router.Plan) -> None:
    (meeting,) = met.data.problem.meetings
    known = {visit.visit_id: visit for visit in met.data.problem.visits}
    first, second = known[meeting.first], known[meeting.second]
    assert (first.visit_id, second.visit_id) == ("C-1", "C-1+2")
    assert (first.worth > 0, second.worth) == (True, 0.0)
    assert (first.service_s, first.location) == (second.service_s, second.location)


def test_both_sheets_say_with_whom_and_agree_to_the_minute(met: router.Plan) -> None:
    there = at_the_door(met.data)
    names = {shift.agent_id: shift.agent_name for shift in met.data.problem.shifts}
    one, other = there
    ((start, _),) = set(there.values())
    for mine, partner in ((one, other), (other, one)):
        text = unescape(re.sub(r"<[^>]+>", " ", met.map(mine).html))
        assert f"meets {names[partner]} at {start:%H:%M}; whoever comes first waits" in text
        assert "both of you go to the door" in text


def test_tables_and_tracks_name_who_is_met(met: router.Plan) -> None:
    rows = routes_frame(met.data).query("case_ids == 'C-1'")
    names = {shift.agent_id: shift.agent_name for shift in met.data.problem.shifts}
    one, other = at_the_door(met.data)
    assert dict(zip(rows["agent_id"], rows["meets"], strict=True)) == {
        one: names[other],
        other: names[one],
    }
    assert rows["start"].nunique() == 1
    assert rows["worth"].notna().sum() == 1


def test_the_command_says_who_meets_whom(met: router.Plan, tmp_path: Path) -> None:
    met.save(tmp_path)
    said = CliRunner().invoke(app, ["show", str(tmp_path / "plan.json"), "--case", "C-1"])
    names = {shift.agent_id: shift.agent_name for shift in met.data.problem.shifts}
    one, other = (names[agent] for agent in at_the_door(met.data))
    both = {f"C-1 is planned: {a} and {b} meet" for a, b in ((one, other), (other, one))}
    assert any(words in said.output for words in both)
    judged = CliRunner().invoke(app, ["check", str(tmp_path / "plan.json")])
    assert judged.exit_code == 0
    assert "4 visits, 4 planned, 0 left out, 4 cases" in " ".join(judged.output.split())


def test_the_screen_counts_a_meeting_for_both_agents_and_once_in_all(
    met: router.Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_plan(met, tmp_path)
    said = capsys.readouterr().out
    assert "A visit at which two agents meet counts for both of them, and once below." in said
    assert "4 cases: 4 planned, 0 unassigned" in said


def test_a_plan_with_a_meeting_survives_its_file(plan: Planner) -> None:
    data = plan(risky(), pairs_with("A3", "", "")).data
    again = plan_from_json(plan_to_json(data))
    assert again.problem.meetings == data.problem.meetings
    assert again.compliance == data.compliance
    assert found(again) == set()


def test_a_meeting_is_one_notice_and_one_planned_attempt(met: router.Plan, tmp_path: Path) -> None:
    assert met.data.compliance is not None
    notices = [one for one in met.data.compliance.notices if one.case_id == "C-1"]
    assert len(notices) == 1
    (count,) = (one for one in met.data.compliance.borrowers if one.borrower_id == "C-1")
    assert (count.made, count.planned) == (0, 1)
    with Journal(tmp_path / "j.sqlite") as journal:
        journal.record_plan(met.data)
        planned = [a for a in journal.memory(zone=ZONE).planned if a.case_id == "C-1"]
    assert len(planned) == 1


def test_who_pays_before_the_day_is_taken_from_both_routes(met: router.Plan, region: Path) -> None:
    paid = pd.DataFrame(
        [{"case_id": "C-1", "when": "2026-11-23 10:00", "amount": "900", "settled": "yes"}]
    )
    left, gone = router.publish_plan(met.data, region=region, payments=paid)
    assert [held.case_id for held in gone] == ["C-1"]
    assert at_the_door(left.data) == {}
    assert left.data.problem.meetings == ()
    assert found(left.data) == set()


def test_only_those_go_together_who_accept_each_other(plan: Planner) -> None:
    # A2 goes with A3 only, A1 and A3 with anybody: not A1 and A2.
    data = plan(risky(), pairs_with("", "A3", "")).data
    (meeting,) = data.problem.meetings
    assert meeting.pairs == {frozenset({"A1", "A3"}), frozenset({"A2", "A3"})}
    # A1 goes with A3 only, who goes with A2 only, who goes with A3 only: A2 and A3 are left.
    data = plan(risky(), pairs_with("A3", "A3", "A2")).data
    assert set(at_the_door(data)) == {"A2", "A3"}
    assert found(data) == set()


def test_if_nobody_accepts_anybody_the_case_is_held_and_that_is_said(plan: Planner) -> None:
    told = plan(cases(), pairs_with("A2", "A3", "A1"))
    (held,) = told.held
    assert (held.case_id, held.rule) == ("C-1", "RISK:two-people")
    assert "One person would go to a door with the flag risk." in held.detail
    assert (
        "No two agents on duty may meet there: A1 goes with A2 only; A2 goes with A3 only; "
        "A3 goes with A1 only. (CREW:pairs)"
    ) in held.detail
    assert told.data.problem.meetings == ()
    assert found(told.data) == set()


def test_one_agent_on_duty_meets_nobody(plan: Planner) -> None:
    told = plan(risky(), team()[:1])
    assert [held.rule for held in told.held] == ["RISK:two-people"]


def test_a_crew_of_two_needs_no_meeting(plan: Planner) -> None:
    data = plan(risky(), team({}, {"people": "2"})).data
    assert data.problem.meetings == ()
    assert set(at_the_door(data)) == {"A2"}
    assert found(data) == set()


def test_both_need_the_area_and_one_the_language(plan: Planner) -> None:
    rows = risky(area="north", language="sv")
    agents = team(
        {"areas": "north", "languages": "fi"},
        {"areas": "north", "languages": "sv"},
        {"areas": "south", "languages": "sv"},
    )
    data = plan(rows, agents).data
    assert set(at_the_door(data)) == {"A1", "A2"}
    assert found(data) == set()
    apart = plan(rows, team({"areas": "north", "languages": "fi"}, {"areas": "south"}))
    assert [held.rule.partition(":")[0] for held in apart.held] == ["RISK"]


def test_skills_and_the_required_agent_are_a_matter_of_one_of_the_two(plan: Planner) -> None:
    rows = risky(skills="mediation", required_agents="A2")
    data = plan(rows, team({}, {"skills": "mediation"})).data
    there = at_the_door(data)
    assert "A2" in there
    assert len(there) == 2
    assert found(data) == set()


def test_if_both_cannot_be_there_neither_goes(plan: Planner) -> None:
    agents = team({"shifts": "Mon-Fri 09:00-12:00"}, {"shifts": "Mon-Fri 15:00-20:00"})[:2]
    told = plan(cases(), agents)
    (left,) = told.unassigned
    assert (left.case_ids, left.code) == (("C-1",), "MEETING")
    assert "nobody else at the same time" in left.detail
    assert list(unassigned_frame(told.data)["case_ids"]) == ["C-1"]
    assert found(told.data) == set()


def house(folder: Path, limit: str) -> Path:
    """A house rule: two people where, or when, the limit says."""
    path = folder / "house.toml"
    path.write_text(
        'id = "house"\nversion = "1"\ntitle = "House rules"\n'
        '[sources.own]\ntitle = "House rules"\ngrade = "unverified"\nnote = "Own."\n'
        f'[[crew]]\nid = "two"\nleast = 2\n{limit}\nsource = "own"\n',
        encoding="utf-8",
    )
    return path


def plain(**columns: str) -> Table:
    return [{"case_id": "C-1", "address": f"{RISK}, Helsinki"} | columns]


def test_a_rule_for_an_area_sends_two_there_and_one_elsewhere(
    plan: Planner, tmp_path: Path
) -> None:
    rule = house(tmp_path, 'areas = ["north"]')
    data = plan(plain(area="north"), team(), profiles=(rule,)).data
    assert len(at_the_door(data)) == 2
    assert found_under(data, rule) == set()
    assert len(at_the_door(plan(plain(area="south"), team(), profiles=(rule,)).data)) == 1


def test_a_rule_for_the_evening_sends_two_where_only_the_evening_is_left(
    plan: Planner, tmp_path: Path
) -> None:
    rule = house(tmp_path, 'between = "18:00-21:00"')
    data = plan(plain(windows="18:15-19:30"), team(), profiles=(rule,)).data
    there = at_the_door(data)
    assert len(there) == 2
    assert found_under(data, rule) == set()
    # In the daytime one may go: then one goes, and then only.
    alone = at_the_door(plan(plain(), team(), profiles=(rule,)).data)
    ((_, end),) = alone.values()
    assert end.hour < 18


def test_a_rule_for_everybody_sends_two_to_every_door(plan: Planner, tmp_path: Path) -> None:
    rule = house(tmp_path, "")
    data = plan(cases(), team(), profiles=(rule,)).data
    assert {len(at_the_door(data, f"C-{n}")) for n in (1, 2, 3, 4)} == {2}
    assert found_under(data, rule) == set()


def found_under(data: PlanData, rule: Path) -> set[FindingCode]:
    """As `found`, under a rule that the plan names and does not bring along."""
    law, _ = law_of_plan(data, profiles=[rule])
    return {one.code for one in (*check(data, reasons=False).errors, *check_law(data, law))}


# What somebody might do to a plan: each is found.


@pytest.fixture(scope="module")
def pair(plan: Planner) -> PlanData:
    """A2 and A3 meet; A1 goes to another door, and may meet neither."""
    rows = [*risky(), *plain(case_id="C-9", required_agents="A1")]
    data = plan(rows, pairs_with("A9", "A3", "A2")).data
    assert set(at_the_door(data)) == {"A2", "A3"}
    assert found(data) == set()
    return data


def with_visit(
    data: PlanData, visit_id: str, change: Callable[[PlannedVisit], PlannedVisit]
) -> PlanData:
    """The plan with one planned visit changed, as somebody would edit it."""
    routes = tuple(
        replace(route, stops=tuple(
            replace(stop, visits=tuple(
                change(visit) if visit.visit_id == visit_id else visit for visit in stop.visits
            ))
            for stop in route.stops
        ))
        for route in data.routes
    )  # fmt: skip
    return replace(data, routes=routes)


def of_agent(data: PlanData, route: Route, agent_id: str) -> Route:
    (shift,) = (shift for shift in data.problem.shifts if shift.agent_id == agent_id)
    return replace(route, shift_id=shift.shift_id)


def test_a_second_that_starts_a_minute_later_is_found(pair: PlanData) -> None:
    later = with_visit(
        pair, "C-1+2", lambda one: replace(one, start_s=one.start_s + 60, end_s=one.end_s + 60)
    )
    # Both stand there alone for a minute, and the law sees two visits by one person each.
    assert {FindingCode.MEETING, FindingCode.LAW_RISK} <= found(later)


def test_one_who_leaves_a_minute_early_is_found(pair: PlanData) -> None:
    early = with_visit(pair, "C-1+2", lambda one: replace(one, end_s=one.end_s - 60))
    assert FindingCode.LAW_RISK in found(early)


def test_a_second_that_nobody_makes_is_found(pair: PlanData) -> None:
    left = tuple(route for route in pair.routes if "C-1+2" not in route.visit_ids)
    assert {FindingCode.MEETING, FindingCode.LAW_RISK} <= found(replace(pair, routes=left))


def test_one_agent_twice_is_no_meeting(pair: PlanData) -> None:
    # Two shifts of one agent at the same time.
    (first, second) = (
        next(r for r in pair.routes if visit_id in r.visit_ids) for visit_id in ("C-1", "C-1+2")
    )
    agents = {shift.shift_id: shift.agent_id for shift in pair.problem.shifts}
    shifts = tuple(
        replace(shift, agent_id=agents[first.shift_id]) if shift.shift_id == second.shift_id
        else shift
        for shift in pair.problem.shifts
    )  # fmt: skip
    doubled = replace(pair, problem=replace(pair.problem, shifts=shifts))
    assert {FindingCode.MEETING, FindingCode.LAW_RISK} <= found(doubled)


def test_a_pair_that_may_not_go_together_is_found_twice(plan: Planner) -> None:
    # A3 goes with anybody, A1 and A2 with A3 only; then A3's route is given to who stays at home.
    data = plan(risky(), pairs_with("A3", "A3", "")).data
    (idle,) = {"A1", "A2"} - at_the_door(data).keys()
    routes = tuple(
        of_agent(data, route, idle) if route.shift_id == "A3" else route for route in data.routes
    )
    swapped = replace(data, routes=routes)
    assert set(at_the_door(swapped)) == {"A1", "A2"}
    assert {FindingCode.MEETING, FindingCode.LAW_CREW} <= found(swapped)
    # Nor does it help to strike the pairs out of the problem: the agents do not accept each other.
    free = replace(data.problem, meetings=(Meeting(first="C-1", second="C-1+2"),))
    codes = found(replace(swapped, problem=free))
    assert FindingCode.LAW_CREW in codes
    assert FindingCode.MEETING not in codes


def test_a_problem_without_its_meeting_is_two_unlawful_visits(pair: PlanData) -> None:
    bare: Problem = replace(pair.problem, meetings=())
    assert FindingCode.LAW_RISK in found(replace(pair, problem=bare))


def test_times_are_offered_for_one_agent_only_and_that_is_said(met: router.Plan) -> None:
    advice = router.appoint("C-1", met)
    assert advice.offers == ()
    assert any("two agents meet at its door" in note for note in advice.notes)


def test_an_agreed_time_of_a_meeting_is_kept_by_both(plan: Planner) -> None:
    rows = [*risky(appointment="2026-11-24 16:30"), *cases()[1:]]
    data = plan(rows, team()).data
    there = at_the_door(data)
    assert len(there) == 2
    assert {start.strftime("%H:%M:%S") for start, _ in there.values()} == {"16:30:00"}
    assert found(data) == set()


def test_over_several_days_a_meeting_is_proposed_whole(region: Path) -> None:
    # It may not be visited before Wednesday; nobody has anything else to do.
    rows = [{"value": "900"} | row for row in risky(not_before="2026-11-25")]
    period = router.plan_days(
        pd.DataFrame(rows, dtype=str), pd.DataFrame(team(), dtype=str), date=TUESDAY, days=2,
        region=region, settings=router.Settings(profiles=()), seconds=None, iterations=20,
    )  # fmt: skip
    today, tomorrow = (plan.data for plan in period.days)
    assert (at_the_door(today), len(today.held)) == ({}, 1)
    there = at_the_door(tomorrow)
    assert len(there) == 2
    assert len(set(there.values())) == 1
    assert found(today) == found(tomorrow) == set()
