"""The bundled day, end to end: every case accounted for, checked, written, and the same again."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest

import router
from router.demo import example

FILES = {
    "compliance.html", "geocoding.csv", "held.csv", "index.html", "notices.csv", "overrides.csv",
    "plan.json", "plan.xlsx", "refused.csv", "review.csv", "review.html", "routes.csv",
    "routes.geojson", "unassigned.csv",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_case_is_in_exactly_one_place(planned: router.Plan) -> None:
    demo = example("helsinki")
    came_in = [row["case_id"] for row in rows(demo.cases)]
    visits = {visit.visit_id: visit.case_ids for visit in planned.data.problem.visits}
    places = [case for route in planned.routes for v in route.visit_ids for case in visits[v]]
    places += [case for left in planned.unassigned for case in left.case_ids]
    places += [held.case_id for held in planned.held]
    places += [doubtful.case_id for doubtful in planned.review]
    assert sorted(places) == sorted(came_in)


def test_the_day_has_all_four_kinds(planned: router.Plan) -> None:
    assert planned.routes
    assert planned.unassigned
    assert planned.held
    assert planned.review


def test_the_plan_file_alone_is_enough_to_check_the_plan(saved: Path) -> None:
    report = router.check(router.read_plan(saved / "plan.json"))
    assert report.ok, str(report)


def test_a_moved_time_is_noticed(saved: Path, tmp_path: Path) -> None:
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    stops = plan["routes"][0]["stops"]
    stops[0]["arrival"], stops[-1]["arrival"] = stops[-1]["arrival"], stops[0]["arrival"]
    edited = tmp_path / "plan.json"
    edited.write_text(json.dumps(plan), encoding="utf-8")
    assert not router.check(router.read_plan(edited)).ok


def test_all_files_are_written_for_their_owner_only(saved: Path) -> None:
    names = {path.name for path in saved.iterdir()}
    assert names >= FILES
    maps = {name for name in names if name.startswith("map-")}
    assert len(maps) == len(rows_of_agents(saved))
    assert len([name for name in names if name.endswith(".gpx")]) == len(maps)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o700
    for path in saved.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def rows_of_agents(saved: Path) -> set[str]:
    return {row["agent_id"] for row in rows(saved / "routes.csv")}


def test_geocoding_csv_has_one_row_per_case_in_input_order(saved: Path) -> None:
    demo = example("helsinki")
    written = rows(saved / "geocoding.csv")
    assert [row["case_id"] for row in written] == [row["case_id"] for row in rows(demo.cases)]
    assert {row["status"] for row in written} == {"accepted", "review"}


def test_no_output_shows_an_amount_or_days_overdue(saved: Path) -> None:
    amounts = {row["amount"] for row in rows(example("helsinki").cases) if len(row["amount"]) > 4}
    assert amounts
    for path in saved.iterdir():
        if path.suffix in {".csv", ".json", ".html"}:
            text = path.read_text(encoding="utf-8")
            assert "overdue" not in text.lower(), path.name
            assert [a for a in amounts if f">{a}<" in text or f",{a}," in text] == [], path.name


def test_the_same_input_seed_and_iterations_give_the_same_bytes(
    helsinki: Path, planned: router.Plan, saved: Path, tmp_path: Path
) -> None:
    demo = example("helsinki")
    again = router.plan_day(
        demo.cases, demo.agents, date=demo.day, region=helsinki, seconds=None, iterations=20
    ).save(tmp_path / "again")
    for path in sorted(saved.iterdir()):
        if path.is_file():
            assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_saving_again_leaves_foreign_files_alone(planned: router.Plan, tmp_path: Path) -> None:
    folder = planned.save(tmp_path / "plan")
    (folder / "corrections.csv").write_text("mine", encoding="utf-8")
    planned.save(folder)
    assert (folder / "corrections.csv").read_text(encoding="utf-8") == "mine"


def test_a_frame_and_maps_come_out_of_the_plan(planned: router.Plan) -> None:
    frame = planned.to_frame()
    assert (frame["type"] == "visit").sum() == sum(len(r.visit_ids) for r in planned.routes)
    shift = next(s for s in planned.data.problem.shifts if s.shift_id == planned.routes[0].shift_id)
    assert "Content-Security-Policy" in planned.map().html
    assert shift.agent_name in planned.map(shift.agent_id).html
    assert planned._repr_html_().startswith("<iframe")
    with pytest.raises(router.InputError, match="nobody"):
        planned.map("nobody")
