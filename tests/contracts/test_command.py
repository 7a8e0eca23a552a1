"""The command as a dispatcher types it: files, exit codes, messages without tracebacks."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from router.demo import example


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "router", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def plan_command(helsinki: Path, out: Path, *more: str | Path) -> tuple[str | Path, ...]:
    demo = example("helsinki")
    return (
        "plan", "--cases", demo.cases, "--agents", demo.agents, "--date", demo.day.isoformat(),
        "--region", helsinki, "--out", out, *more,
    )  # fmt: skip


def test_plan_then_check_then_show(helsinki: Path, tmp_path: Path) -> None:
    done = run(*plan_command(helsinki, tmp_path / "plan", "--iterations", "10", "--json"))
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)["cases"]
    assert counts.pop("in") == sum(counts.values())
    file = tmp_path / "plan" / "plan.json"
    assert run("check", file).returncode == 0
    shown = run("show", file)
    assert shown.returncode == 0
    assert "Unassigned" in shown.stdout
    plan = json.loads(file.read_text(encoding="utf-8"))
    held = plan["held"][0]["case_id"]
    assert f"{held} is held" in run("show", file, "--case", held).stdout


def test_a_plan_that_does_not_hold_is_no_success(saved: Path, tmp_path: Path) -> None:
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    plan["routes"][0]["stops"].pop()
    (tmp_path / "edited.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run("check", tmp_path / "edited.json")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.json"), "nowhere.json"),
        (("plan", "--cases", "no.csv", "--agents", "no.csv", "--region", "no"), "no"),
        (("region", "build", "no.osm.pbf", "--out", "r"), "no such file"),
        (("solve", "no.json"), "no.json"),
        (("show", "no.json"), "no.json"),
    ],
)
def test_a_users_mistake_is_a_message_and_exit_code_2(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_bad_rows_are_all_named_and_the_good_ones_go_on(helsinki: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "case_id,address,windows\n"
        "A,Mannerheimintie 5 Helsinki,\n"
        "B,,\n"
        "C,Mannerheimintie 5 Helsinki,25:00-26:00\n",
        encoding="utf-8",
    )
    agents = tmp_path / "agents.csv"
    agents.write_text("agent_id,start\na,Bulevardi 1 Helsinki\n", encoding="utf-8")
    common = ("plan", "--cases", cases, "--agents", agents, "--date", "2026-11-24", "--region",
              helsinki, "--iterations", "5")  # fmt: skip
    done = run(*common, "--out", tmp_path / "plan")
    assert done.returncode == 5
    assert "row 3" in done.stderr
    assert "row 4" in done.stderr
    plan = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    assert [(row["row"], row["row_id"]) for row in plan["refused"]] == [(3, "B"), (4, "C")]
    refused = run(*common, "--out", tmp_path / "strict", "--strict")
    assert refused.returncode == 2
    assert not (tmp_path / "strict").exists()


@pytest.mark.parametrize("empty", ["cases", "agents", "both"])
def test_no_cases_or_no_agents_is_a_readable_plan(
    empty: str, helsinki: Path, tmp_path: Path
) -> None:
    cases, agents = tmp_path / "cases.csv", tmp_path / "agents.csv"
    case_row = "" if empty in ("cases", "both") else "A,Mannerheimintie 5 Helsinki\n"
    agent_row = "" if empty in ("agents", "both") else "a,Bulevardi 1 Helsinki\n"
    cases.write_text(f"case_id,address\n{case_row}", encoding="utf-8")
    agents.write_text(f"agent_id,start\n{agent_row}", encoding="utf-8")
    done = run("plan", "--cases", cases, "--agents", agents, "--date", "2026-11-24",
               "--region", helsinki, "--out", tmp_path / "plan", "--iterations", "5")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert run("check", tmp_path / "plan" / "plan.json").returncode == 0
    assert (tmp_path / "plan" / "index.html").is_file()


def test_ctrl_c_keeps_the_best_plan_so_far(helsinki: Path, tmp_path: Path) -> None:
    arguments = plan_command(helsinki, tmp_path / "plan", "--seconds", "120")
    command = [sys.executable, "-m", "router", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:  # the search begins after the travel times are there
        if line.startswith("travel times"):
            break
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    _, trouble = process.communicate(timeout=60)
    assert process.returncode == 0, trouble
    plan = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    assert plan["search"]["stopped_by"] == "interrupt"
    assert plan["routes"]


def test_an_interrupted_plan_without_an_appointment_is_done_in_part(
    helsinki: Path, tmp_path: Path
) -> None:
    """One agent has two appointments at the same minute: one is kept, whenever Ctrl-C comes."""
    demo = example("helsinki")
    rows = demo.cases.read_text(encoding="utf-8").splitlines()[:40]
    names = rows[0].split(",")
    for case_id, street in (("X-1", "Unioninkatu 13"), ("X-2", "Bulevardi 8")):
        values = {"case_id": case_id, "borrower_id": case_id, "address": street, "city": "Helsinki",
                  "appointment": f"{demo.day} 14:00"}  # fmt: skip
        rows.append(",".join(values.get(name, "") for name in names))
    cases, agents = tmp_path / "cases.csv", tmp_path / "agents.csv"
    cases.write_text("\n".join(rows), encoding="utf-8")
    agents.write_text('agent_id,start\na,"Bulevardi 1, Helsinki"\n', encoding="utf-8")
    command = [
        sys.executable, "-m", "router", "plan", "--cases", str(cases), "--agents", str(agents),
        "--region", str(helsinki), "--date", str(demo.day), "--out", str(tmp_path / "plan"),
        "--seconds", "120", "--now", f"{demo.day - timedelta(days=2)}T08:00",
    ]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("travel times"):
            break
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    said, trouble = process.communicate(timeout=60)
    assert process.returncode == 5, (said, trouble)
    assert "Attention: the appointment of X-" in said
    assert run("check", tmp_path / "plan" / "plan.json").returncode == 0


def test_geocode_writes_its_contract(helsinki: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"
    done = run("geocode", example("helsinki").cases, "--region", helsinki, "--out", out)
    assert done.returncode == 0, done.stderr
    with out.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == ["case_id", "address", "lat", "lon", "grade", "score", "error_m", "status",
                      "matched", "source"]  # fmt: skip


def test_geocode_loses_no_row_and_keeps_the_order(helsinki: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "case_id,address\nA,Mannerheimintie 5 Helsinki\nB,\nA,Bulevardi 1 Helsinki\n"
        "C,Bulevardi 1 Helsinki\n",
        encoding="utf-8",
    )
    out = tmp_path / "places.csv"
    assert run("geocode", cases, "--region", helsinki, "--out", out).returncode == 5
    with out.open(encoding="utf-8", newline="") as file:
        rows = [(row["case_id"], row["status"]) for row in csv.DictReader(file)]
    assert rows == [("A", "accepted"), ("B", "review"), ("A", "review"), ("C", "accepted")]


def test_a_polite_end_keeps_the_best_plan_so_far(helsinki: Path, tmp_path: Path) -> None:
    arguments = plan_command(helsinki, tmp_path / "plan", "--seconds", "120")
    command = [sys.executable, "-m", "router", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("travel times"):
            break
    time.sleep(5)
    process.terminate()
    _, trouble = process.communicate(timeout=60)
    assert process.returncode == 0, trouble
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_template_writes_files_that_read_back_empty(tmp_path: Path) -> None:
    assert run("template", "--out", tmp_path / "input").returncode == 0
    again = run("template", "--out", tmp_path / "input")
    assert again.returncode == 2  # nothing is overwritten
    assert "Traceback" not in again.stderr
    assert "逾期天数" in run("template", "--columns").stdout


def test_solve_answers_in_vrooms_shape(tmp_path: Path) -> None:
    # One vehicle, two jobs on a line: 0 -100-> 1 -100-> 2 -200-> 0 is the best tour, 400 s.
    problem = {
        "vehicles": [{"id": 1, "start_index": 0, "end_index": 0}],
        "jobs": [{"id": 11, "location_index": 1, "service": 60}, {"id": 12, "location_index": 2}],
        "matrices": {"car": {"durations": [[0, 100, 200], [100, 0, 100], [200, 100, 0]]}},
    }
    (tmp_path / "problem.json").write_text(json.dumps(problem), encoding="utf-8")
    done = run("solve", tmp_path / "problem.json", "--iterations", "5", "--out",
               tmp_path / "answer.json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))
    assert answer["code"] == 0
    assert answer["unassigned"] == []
    assert answer["summary"]["duration"] == 400
    assert answer["summary"]["service"] == 60


def test_doctor_says_that_all_is_here() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "works" in done.stdout


def test_region_build_builds_only_once(tmp_path: Path) -> None:
    extract = example("zh").extract
    first = run("region", "build", extract, "--out", tmp_path / "region")
    assert first.returncode == 0, first.stderr
    again = run("region", "build", extract, "--out", tmp_path / "region")
    assert again.returncode == 0
    assert "unchanged" in again.stderr
