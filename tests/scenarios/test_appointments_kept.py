"""A confirmed time is kept when travel takes a fifth longer, or is flagged before release."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import router
from router.checking import check_routes, late_appointments
from router.checking.costs import route_costs
from router.cli import app
from router.demo import example
from router.domain.memory import AppointmentState
from router.domain.plan import AT_RISK
from router.journal import Journal
from router.pipeline.appointing import booked, proposed
from tests.solved import solved

ZONE = ZoneInfo("Europe/Helsinki")
TUESDAY = date(2026, 11, 24)
DOORS = (
    "Unioninkatu 13", "Bulevardi 8", "Liisankatu 21", "Kalevankatu 18", "Siltasaarenkatu 12",
    "Fredrikinkatu 22", "Aleksanterinkatu 20", "Annankatu 12",
)  # fmt: skip
HALF_PAST_SIX = datetime(2026, 11, 24, 18, 30, tzinfo=ZONE)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "region"
    router.build_region(example("helsinki").extract, folder)
    return folder


def cases(**appointments: str) -> pd.DataFrame:
    rows = [
        {"case_id": f"C-{n}", "address": f"{door}, Helsinki", "value": "500",
         "appointment": appointments.get(f"c{n}", "")}
        for n, door in enumerate(DOORS, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, dtype=str)


def agents(shift: str = "Mon-Fri 12:00-20:00") -> pd.DataFrame:
    row = {"agent_id": "A1", "start": "Mannerheimintie 10, Helsinki", "shifts": shift}
    return pd.DataFrame([row], dtype=str)


def planned(region: Path, table: pd.DataFrame, team: pd.DataFrame, **more: object) -> router.Plan:
    return router.plan_day(
        table, team, date=TUESDAY, region=region, seconds=None, iterations=50,
        settings=router.Settings(
            profiles=(), service_times=router.ServiceTimes(service=timedelta(minutes=10))
        ),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def starts_if(plan: router.Plan, factor: float) -> dict[str, datetime]:
    """When each visit starts if every leg takes longer: an own replay, leg by leg."""
    problem = plan.data.problem
    visits = {visit.visit_id: visit for visit in problem.visits}
    found: dict[str, datetime] = {}
    for route in plan.routes:
        shift = next(s for s in problem.shifts if s.shift_id == route.shift_id)
        seconds = problem.matrices[shift.matrix].duration_s
        clock, place, building = float(route.start_s), shift.start_location, ""
        for stop in route.stops:
            for made in stop.visits:
                visit = visits[made.visit_id]
                clock += factor * (0 if place is None else float(seconds[place, visit.location]))
                clock += visit.setup_s if visit.building != building else 0
                opens = min((a for a, b in visit.windows or ((0, 0),)), default=0)
                clock = max(clock, opens)
                found[made.visit_id] = problem.origin + timedelta(seconds=clock)
                clock += visit.service_s
                place, building = visit.location, visit.building
    return found


def warned(plan: router.Plan) -> set[str]:
    texts = [text for text in plan.warnings if text.startswith(AT_RISK)]
    return {f"C-{n}" for n in range(1, 9) for text in texts if f"case C-{n}," in text}


def test_a_confirmed_half_past_six_is_kept_on_slower_ways(region: Path, tmp_path: Path) -> None:
    plan = planned(region, cases(c3="2026-11-24 18:30"), agents())
    assert starts_if(plan, 1.0)["C-3"] == HALF_PAST_SIX
    assert starts_if(plan, 1.2)["C-3"] == HALF_PAST_SIX
    assert warned(plan) == set()
    assert router.check(plan.data).ok


def test_a_confirmed_time_that_slower_ways_break_is_flagged_before_release(
    region: Path, base: router.Plan, tmp_path: Path
) -> None:
    # Two exact times, as near to each other as the way between the doors allows: no departure
    # helps. Of all pairs of doors the one with the least room for a slower way.
    problem = base.data.problem
    seconds = problem.matrices[problem.shifts[0].matrix].duration_s
    room: dict[tuple[str, str], tuple[float, int]] = {}
    for one in problem.visits:
        for other in problem.visits:
            if one is not other:
                way = int(seconds[one.location, other.location])
                apart = one.service_s + way + other.setup_s
                minutes = -(-apart // 60)
                room[one.visit_id, other.visit_id] = (60 * minutes - apart - 0.2 * way, minutes)
    (first, second), (least, minutes) = min(room.items(), key=lambda item: item[1])
    assert least < -30  # half a minute late, then
    one_pm = datetime(2026, 11, 24, 13, tzinfo=ZONE)
    due = one_pm + timedelta(minutes=minutes)
    times = {first: one_pm, second: due}
    table = cases(**{f"c{case[2:]}": f"{at:%Y-%m-%d %H:%M}" for case, at in times.items()})
    plan = planned(region, table, agents())
    assert {case: starts_if(plan, 1.0)[case] for case in times} == times
    assert starts_if(plan, 1.2)[second] > due
    assert warned(plan) == {second}
    folder = plan.save(tmp_path / "plan")
    assert AT_RISK in (folder / "index.html").read_text("utf-8")
    assert warned(replace(plan, data=router.read_plan(folder / "plan.json"))) == {second}


@pytest.fixture(scope="module")
def base(region: Path) -> router.Plan:
    """A day of seven visits; the eighth case is worth nothing and left out."""
    table = cases()
    table.loc[7, "value"] = "0"
    return planned(region, table, agents())


def total(plan: router.Plan) -> float:
    shifts = {shift.shift_id: shift for shift in plan.data.problem.shifts}
    return sum(
        route_costs(plan.data.problem, shifts[route.shift_id], route).total for route in plan.routes
    )


def offers(base: router.Plan) -> Iterator[router.Offer]:
    yield from router.appoint("C-8", base, top=4).offers


def test_offers_are_different_hours_the_cheapest_first(base: router.Plan) -> None:
    found = list(offers(base))
    assert len(found) == 4
    costs = [offer.extra_cost for offer in found]
    assert costs == sorted(costs)
    assert len({offer.start.hour for offer in found}) == 4
    assert all(offer.start <= offer.planned <= offer.end for offer in found)


def test_an_offer_that_is_taken_costs_what_was_said_and_is_kept(base: router.Plan) -> None:
    problem = base.data.problem
    zero = problem.origin.timestamp()
    for offer in offers(base):
        window = (round(offer.start.timestamp() - zero), round(offer.end.timestamp() - zero))
        agreed = tuple(
            replace(visit, windows=(window,), mandatory=True) if visit.visit_id == "C-8" else visit
            for visit in problem.visits
        )
        taken = replace(problem, visits=agreed)
        assert check_routes(taken, [offer.route]).ok
        (shift,) = problem.shifts
        cost = route_costs(taken, shift, offer.route).total
        assert cost - total(base) == pytest.approx(offer.extra_cost)
        assert offer.kept_if_slower == (not late_appointments(taken, [offer.route]))
        # Solved anew from there, the day keeps the appointment and is no dearer.
        again = solved(taken, start=[offer.route], iterations=50)
        made = {v.visit_id: v.start_s for r in again.routes for s in r.stops for v in s.visits}
        assert window[0] <= made["C-8"] <= window[1]


def test_an_offer_that_is_booked_is_kept_by_the_next_plan(
    region: Path, base: router.Plan, tmp_path: Path
) -> None:
    (best, *_) = offers(base)
    with Journal(tmp_path / "j.db") as journal:
        journal.record_appointments([booked(best, best.start - timedelta(days=2))])
        table = cases()
        table.loc[7, "value"] = "0"
        plan = planned(region, table, agents(), journal=journal)
    assert best.start <= starts_if(plan, 1.0)["C-8"] <= best.end
    assert warned(plan) == set()


def test_a_given_time_is_offered_exactly(base: router.Plan) -> None:
    at = datetime(2026, 11, 24, 18, 30, tzinfo=ZONE)
    (offer,) = router.appoint("C-8", base, at=at).offers
    assert offer.start == offer.end == offer.planned == at


def test_a_time_outside_the_rules_is_not_offered(base: router.Plan) -> None:
    at = datetime(2026, 11, 24, 19, 59, tzinfo=ZONE)  # the visit would not be over by 20:00
    advice = router.appoint("C-8", base, at=at)
    assert advice.offers == ()
    assert "nobody can be there at 19:59 under all rules" in advice.notes[0]


def test_a_case_that_is_planned_is_offered_other_hours_and_its_own(base: router.Plan) -> None:
    found = router.appoint("C-3", base, top=12).offers
    hours = {offer.start.hour for offer in found}
    assert starts_if(base, 1.0)["C-3"].hour in hours
    assert len(hours) > 3


def test_a_held_case_says_which_rule_and_from_when(region: Path) -> None:
    table = cases()
    table["holds"] = ["promise until 2026-11-30", *[""] * 7]
    plan = planned(region, table, agents())
    advice = router.appoint("C-1", plan)
    assert advice.offers == ()
    assert "HOLD:promise" in advice.notes[0]
    assert "from Tue 01 Dec 2026 on" in advice.notes[0]


def test_a_case_that_no_plan_knows_is_refused_with_what_to_do(base: router.Plan) -> None:
    with pytest.raises(router.InputError, match=r"no plan that was given knows case 'X'"):
        router.appoint("X", base)


def test_a_proposal_is_no_confirmation(base: router.Plan) -> None:
    (best, *_) = offers(base)
    now = best.start - timedelta(days=2)
    assert proposed(best, now).state is AppointmentState.PROPOSED
    assert booked(best, now).state is AppointmentState.CONFIRMED


def asked(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["appoint", *map(str, words)])


def test_the_command_lists_times_and_records_the_one_that_is_chosen(
    base: router.Plan, tmp_path: Path
) -> None:
    plan = base.save(tmp_path / "plan") / "plan.json"
    told = asked("C-8", "--plan", plan, "--top", "3", "--json")
    figures = json.loads(told.stdout)["offers"]
    assert [one["number"] for one in figures] == [1, 2, 3]
    memory = tmp_path / "j.db"
    said = asked(
        "C-8", "--plan", plan, "--propose", "2", "--journal", memory, "--creditor", "North Bank",
        "--now", "2026-11-22T10:00",
    )  # fmt: skip
    assert said.exit_code == 0
    assert "Recorded as proposed" in said.stdout
    assert "your account with North Bank" in said.stdout
    [made] = Journal(memory).memory(zone=ZONE).appointments
    assert made.state is AppointmentState.PROPOSED
    assert made.start == datetime.fromisoformat(figures[1]["start"])


def test_the_command_ends_with_4_where_no_time_is_free_and_says_why(
    base: router.Plan, tmp_path: Path
) -> None:
    plan = base.save(tmp_path / "plan") / "plan.json"
    told = asked("C-8", "--plan", plan, "--at", "2026-11-24T19:59")
    assert told.exit_code == 4
    assert "nobody can be there at 19:59 under all rules" in told.stdout


def test_a_time_that_is_too_near_for_a_notice_needs_the_borrower_s_word(
    base: router.Plan, tmp_path: Path
) -> None:
    plan = base.save(tmp_path / "plan") / "plan.json"
    near = ("C-8", "--plan", plan, "--journal", tmp_path / "j", "--now", "2026-11-24T08:00")
    offered = asked(*near, "--propose", "1")
    assert "only if agreed" in offered.stdout
    assert "too late for a notice" in offered.stdout
    assert "The borrower may be sent:" in asked(*near, "--book", "1").stdout


def test_where_no_time_is_free_none_is_recorded(base: router.Plan, tmp_path: Path) -> None:
    plan = base.save(tmp_path / "plan") / "plan.json"
    told = asked("C-8", "--plan", plan, "--at", "2026-11-24T19:59", "--propose", "1",
                 "--journal", tmp_path / "j")  # fmt: skip
    assert told.exit_code == 4
    assert "nobody can be there at 19:59" in told.stdout


def test_a_time_is_recorded_only_with_a_journal(base: router.Plan, tmp_path: Path) -> None:
    plan = base.save(tmp_path / "plan") / "plan.json"
    told = asked("C-8", "--plan", plan, "--book", "1")
    assert isinstance(told.exception, router.InputError)
    assert "give --journal" in str(told.exception)


def test_a_plan_writes_who_must_be_told_and_the_file_is_the_sender_s_alone(
    base: router.Plan, tmp_path: Path
) -> None:
    folder = base.save(tmp_path / "plan")
    file = folder / "notices.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["case_id"] for row in rows} == set(starts_if(base, 1.0))
    for row in rows:
        start, end = (datetime.fromisoformat(row[name]) for name in ("start", "end"))
        assert start <= starts_if(base, 1.0)[row["case_id"]] <= end
        assert datetime.fromisoformat(row["by"]) == start - timedelta(hours=24)
        assert f"between {start:%H:%M} and {end:%H:%M}" in row["words"]
