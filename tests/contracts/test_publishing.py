"""A plan before it is handed out: whoever must not be visited by now is gone, nobody else moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from typer.testing import CliRunner

import router
from router.cli import app
from router.cli.failing import exit_code_of
from router.domain.plan import HeldCase
from router.errors import InputError
from router.journal import Journal
from router.pipeline import publish_plan

ZONE = ZoneInfo("Europe/Helsinki")
DAY = date(2026, 11, 24)  # a Tuesday
DOORS = ("Unioninkatu 13", "Bulevardi 8", "Liisankatu 21", "Kalevankatu 18")
CASES = pd.DataFrame(
    [
        {"case_id": "C-1", "borrower_id": "B-1", "address": f"{DOORS[0]}, Helsinki"},
        {"case_id": "C-2", "borrower_id": "B-2", "address": f"{DOORS[1]}, Helsinki"},
        {"case_id": "C-3", "borrower_id": "B-2", "address": f"{DOORS[1]}, Helsinki"},
        {"case_id": "C-4", "borrower_id": "B-4", "address": f"{DOORS[2]}, Helsinki"},
    ]
).assign(value="500")
AGENTS = pd.DataFrame(
    [{"agent_id": "A1", "start": "open", "end": "open", "shifts": "Mon-Sun 08:00-22:00"}]
)
BEFORE = datetime(2026, 11, 23, 8, tzinfo=ZONE)  # 24 h and more before every visit of the day
BUILT = "2026-01-01T00:00:00Z"
Published = tuple[router.Plan, tuple[HeldCase, ...]]
Publisher = Callable[..., Published]


@pytest.fixture(scope="session")
def monday(helsinki: Path) -> router.Plan:
    return router.plan_day(
        CASES, AGENTS, date=DAY, region=helsinki, now=BEFORE, seconds=None, iterations=20
    )


@pytest.fixture
def written(monday: router.Plan, tmp_path: Path) -> Path:
    return monday.save(tmp_path / "plan") / "plan.json"


@pytest.fixture
def journal(monday: router.Plan, tmp_path: Path) -> Path:
    """A journal in which the plan is recorded, as `router plan` does it."""
    Journal(tmp_path / "j").record_plan(monday.data)
    return tmp_path / "j"


@pytest.fixture
def publish(written: Path, helsinki: Path) -> Publisher:
    return lambda **more: publish_plan(written, region=helsinki, **more)


def starts(plan: router.Plan) -> dict[str, tuple[str, int]]:
    """By case: which agent, and when."""
    cases = {visit.visit_id: visit.case_ids for visit in plan.data.problem.visits}
    return {
        case_id: (route.shift_id, visit.start_s)
        for route in plan.routes
        for stop in route.stops
        for visit in stop.visits
        for case_id in cases[visit.visit_id]
    }


def paid(case_id: str, **columns: str) -> pd.DataFrame:
    return pd.DataFrame([{"case_id": case_id, "when": "2026-11-24 07:05"} | columns])


def record(journal: Path, folder: Path, kind: str, text: str) -> None:
    table = folder / f"{kind}.csv"
    table.write_text(text, encoding="utf-8")
    named = [str(table)] if kind == "outcomes" else [f"--{kind}", str(table)]
    done = CliRunner().invoke(
        app,
        ["record", *named, f"--journal={journal}", f"--zone={ZONE}", "--now=2026-11-24T07:00"],
    )
    assert done.exit_code == 0, done.output


def test_all_are_planned_so_that_there_is_somebody_to_take_out(monday: router.Plan) -> None:
    assert starts(monday).keys() == {"C-1", "C-2", "C-3", "C-4"}
    assert "3 visits on 1 route, 0 visits unassigned, 0 cases held" in str(monday)


def test_who_paid_is_gone_and_nobody_else_is_moved(publish: Publisher, monday: router.Plan) -> None:
    plan, gone = publish(payments=paid("C-1"))
    assert [held.case_id for held in gone] == ["C-1"]
    assert starts(plan) == {case: at for case, at in starts(monday).items() if case != "C-1"}
    assert next(held for held in plan.held if held.case_id == "C-1").channel == "closed"


def test_of_whom_a_payment_cannot_be_read_is_not_visited_either(publish: Publisher) -> None:
    _, gone = publish(payments=paid("C-1", when="last night"))
    assert [(held.case_id, held.rule) for held in gone] == [("C-1", "HOLD:unread")]


def test_a_visit_stays_for_the_case_that_is_not_paid(
    publish: Publisher, monday: router.Plan
) -> None:
    plan, _ = publish(payments=paid("C-2"))
    assert starts(plan) == {case: at for case, at in starts(monday).items() if case != "C-2"}


def test_a_part_payment_cools_off_and_does_not_close(publish: Publisher) -> None:
    _, gone = publish(payments=paid("C-1", settled="no"))
    (held,) = gone
    assert (held.case_id, held.rule) == ("C-1", "HOLD:cool-off")


def test_nobody_who_is_gone_is_to_be_told_or_counted(publish: Publisher) -> None:
    plan, _ = publish(payments=paid("C-1"))
    stated = plan.data.compliance
    assert stated is not None
    assert {notice.borrower_id for notice in stated.notices} == {"B-2", "B-4"}
    assert {one.borrower_id: one.planned for one in stated.borrowers} == {"B-2": 1, "B-4": 1}


def test_a_complaint_since_the_plan_was_made_takes_all_cases_of_the_borrower_out(
    publish: Publisher, journal: Path, tmp_path: Path
) -> None:
    record(journal, tmp_path, "outcomes", "case_id,when,code\nC-3,2026-11-23 18:00,COMP\n")
    _, gone = publish(journal=journal)
    assert {held.case_id: held.rule for held in gone} == {
        "C-2": "HOLD:complaint",
        "C-3": "HOLD:complaint",
    }


def test_who_was_visited_in_between_is_not_visited_again(
    publish: Publisher, journal: Path, tmp_path: Path
) -> None:
    """No access is no hold; but one attempt in seven days is all that the humane rules allow."""
    record(journal, tmp_path, "outcomes", "case_id,when,code\nC-1,2026-11-23 18:00,ACC\n")
    plan, gone = publish(journal=journal)
    assert [held.case_id for held in gone] == ["C-1"]
    assert gone[0].rule == "CAPS:humane:weekly"
    assert "C-1" not in starts(plan)


def test_of_whom_nobody_recorded_the_notice_is_gone_once_it_is_due(
    publish: Publisher, journal: Path, tmp_path: Path
) -> None:
    record(journal, tmp_path, "notices", "case_id,when\nC-2,2026-11-23 08:30\n")
    morning = datetime(2026, 11, 24, 7, tzinfo=ZONE)
    plan, gone = publish(journal=journal, now=morning)
    assert {held.rule for held in gone} == {"NOTICE:not-told"}
    assert starts(plan).keys() == {"C-2", "C-3"}  # one notice for both cases of the borrower
    assert len(starts(publish(journal=journal, now=BEFORE)[0])) == 4  # it is not due yet


def test_what_was_told_since_the_plan_was_made_is_stated_as_in_a_plan_made_anew(
    publish: Publisher, journal: Path, helsinki: Path, tmp_path: Path
) -> None:
    record(journal, tmp_path, "notices", "case_id,when\nC-1,2026-11-23 08:30\n")
    plan, _ = publish(journal=journal, now=BEFORE)
    assert plan.data.compliance is not None
    told = {one.borrower_id: one.told for one in plan.data.compliance.notices}
    half_past = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
    assert told == {"B-1": half_past, "B-2": None, "B-4": None}
    facts = {one.case_ids[0]: one.notified for one in plan.data.compliance.facts}
    assert (facts["C-1"], facts["C-4"]) == (half_past, None)
    anew = router.plan_day(
        CASES, AGENTS, date=DAY, region=helsinki, journal=journal, now=BEFORE, seconds=None,
        iterations=20,
    )  # fmt: skip
    assert anew.data.compliance is not None
    assert {one.borrower_id: one.told for one in anew.data.compliance.notices} == told
    assert router.check(plan.data).ok


def test_the_command_counts_only_who_is_still_to_be_told(
    written: Path, helsinki: Path, journal: Path, tmp_path: Path
) -> None:
    rows = "C-1,2026-11-23 08:30\nC-2,2026-11-23 08:30\nC-4,2026-11-23 08:30\n"
    options = [f"--region={helsinki}", f"--journal={journal}", "--now=2026-11-23T08:45"]
    command = ["publish", str(written), *options]
    before = CliRunner().invoke(app, [*command, f"--out={tmp_path / 'before'}"])
    assert "Borrowers to be told: 3" in before.stdout
    record(journal, tmp_path, "notices", f"case_id,when\n{rows}")
    after = CliRunner().invoke(app, [*command, f"--out={tmp_path / 'after'}"])
    assert after.exit_code == 0, after.output
    assert "Borrowers to be told" not in after.stdout
    assert "Notices to give" not in (tmp_path / "after" / "index.html").read_text(encoding="utf-8")
    notices = pd.read_csv(tmp_path / "after" / "notices.csv", dtype=str)
    assert set(notices["when"]) == {"2026-11-23T08:30:00+02:00"}


def test_who_confirmed_after_the_last_moment_to_be_told_is_still_visited(
    publish: Publisher, journal: Path, monday: router.Plan, tmp_path: Path
) -> None:
    """The confirmation is the last word of the borrower, and later than a notice may be."""
    assert monday.data.compliance is not None
    (span,) = (
        f"{one.start:%Y-%m-%d %H:%M},{one.end:%Y-%m-%d %H:%M}"
        for one in monday.data.compliance.notices
        if one.case_id == "C-1"
    )
    record(journal, tmp_path, "notices", f"case_id,when,start,end\nC-1,2026-11-23 08:30,{span}\n")
    answer = f"case_id,when,reply,start,end\nC-1,2026-11-24 06:30,confirmed,{span}\n"
    record(journal, tmp_path, "replies", answer)
    plan, _ = publish(journal=journal, now=datetime(2026, 11, 24, 7, tzinfo=ZONE))
    assert starts(plan).keys() == {"C-1"}


@pytest.mark.parametrize(
    ("reply", "rule"),
    [("declined,", "HOLD:declined"), ("moved,2026-11-26 11:00", "APPOINTMENT:other-day")],
)
def test_an_appointment_that_was_declined_or_moved_is_not_kept(
    publish: Publisher, journal: Path, tmp_path: Path, reply: str, rule: str
) -> None:
    notices = "case_id,when,start\nC-1,2026-11-23 08:30,2026-11-24 09:00\n"
    record(journal, tmp_path, "notices", notices)
    answer = f"case_id,when,reply,start\nC-1,2026-11-23 12:00,{reply}\n"
    record(journal, tmp_path, "replies", answer)
    _, gone = publish(journal=journal)
    assert {held.case_id for held in gone} == {"C-1"}
    assert gone[0].rule == rule


def test_publishing_what_was_published_changes_nothing(
    publish: Publisher, helsinki: Path, tmp_path: Path
) -> None:
    plan, _ = publish(payments=paid("C-1"))
    again = plan.save(tmp_path / "again") / "plan.json"
    second, gone = publish_plan(again, region=helsinki, payments=paid("C-1"))
    assert gone == ()
    assert starts(second) == starts(plan)
    assert [held.case_id for held in second.held].count("C-1") == 1


def test_a_day_of_which_all_have_paid_is_an_empty_plan(publish: Publisher, tmp_path: Path) -> None:
    everybody = pd.concat([paid(case_id) for case_id in CASES["case_id"]])
    plan, gone = publish(payments=everybody)
    assert len(gone) == 4
    assert plan.routes == ()
    assert (plan.save(tmp_path / "empty") / "compliance.html").exists()


def test_what_somebody_edited_into_an_unlawful_visit_is_taken_out(
    written: Path, helsinki: Path
) -> None:
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace('"flags": []', '"flags": ["risk"]', 1), encoding="utf-8")
    plan, gone = publish_plan(written, region=helsinki)
    assert {held.rule for held in gone} == {"RISK"}
    assert len(starts(plan)) == 4 - len(gone)


def test_a_plan_of_another_region_is_refused(written: Path, helsinki: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.osm"
    nodes = "".join(
        f'<node id="{n}" version="1" timestamp="{BUILT}" lat="60.45{n}" lon="22.26{n}">'
        f'<tag k="addr:street" v="Katu"/><tag k="addr:housenumber" v="{n}"/></node>'
        for n in (1, 2)
    )
    way = (
        f'<way id="9" version="1" timestamp="{BUILT}"><nd ref="1"/><nd ref="2"/>'
        '<tag k="highway" v="residential"/></way>'
    )
    away.write_text(f'<?xml version="1.0"?><osm version="0.6">{nodes}{way}</osm>', encoding="utf-8")
    router.build_region(away, tmp_path / "away")
    with pytest.raises(InputError, match="not made in the region"):
        publish_plan(written, region=tmp_path / "away")


def test_a_moment_without_its_zone_is_refused(publish: Publisher) -> None:
    with pytest.raises(InputError, match="now has no time zone"):
        publish(now=datetime(2026, 11, 24, 7))  # noqa: DTZ001 - that is the point


def test_the_command_says_who_was_taken_out_and_records_what_is_left(
    written: Path, helsinki: Path, journal: Path, tmp_path: Path
) -> None:
    record(journal, tmp_path, "payments", "case_id,when\nC-1,2026-11-24 06:00\n")
    options = [f"--region={helsinki}", f"--journal={journal}", f"--out={tmp_path / 'today'}"]
    done = CliRunner().invoke(
        app,
        ["publish", str(written), *options, "--now=2026-11-23T08:00"],
    )
    assert done.exit_code == 0, done.output
    assert "Taken out since the plan was made: 1." in done.stdout
    assert "C-1  HOLD:paid" in done.stdout
    planned = Journal(journal, create=False).memory(zone=ZONE).planned
    assert {one.case_id for one in planned} == {"C-2", "C-3", "C-4"}


@pytest.mark.parametrize("missing", ["plan", "payments", "journal", "region"])
def test_a_file_that_is_missing_is_named(
    written: Path, helsinki: Path, tmp_path: Path, missing: str
) -> None:
    nothing = tmp_path / "nothing"
    named = {"plan": written, "region": helsinki, missing: nothing}
    options = [f"--{kind}={path}" for kind, path in named.items() if kind != "plan"]
    done = CliRunner().invoke(
        app, ["publish", str(named["plan"]), *options, "--out", str(tmp_path / "today")]
    )
    assert isinstance(done.exception, Exception)
    assert exit_code_of(done.exception) == 2
    assert "nothing" in str(done.exception)
    assert not (tmp_path / "today").exists()
