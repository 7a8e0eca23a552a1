"""Corrections as a dispatcher gives them: once, to a command; the region remembers them."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from pathlib import Path

import pytest

import router
from router.demo import example
from tests.contracts.test_command import run

CASES = "case_id,address\nA,Mannerheimintie 5 Helsinki\nB,Bulevardi 199 Helsinki\nC,Nowhere 1\n"
# Near the middle of Bulevardi; the region reaches from 60.164 to 60.179.
CORRECTIONS = (
    "address,case_id,lat,lon,who,when,note,verdict\n"
    "Bulevardi 199 Helsinki,B,60.1655,24.9405,Li Wei,2025-11-24T10:00:00+02:00,red door,\n"
    "Nowhere 1,C,,,Anna,2025-11-25,,not-found\n"
)


@pytest.fixture
def region(helsinki: Path, tmp_path: Path) -> Path:
    """A copy of the region, since it will remember things."""
    return Path(shutil.copytree(helsinki, tmp_path / "region"))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text(CASES, encoding="utf-8")
    return path


def corrections(tmp_path: Path, text: str = CORRECTIONS) -> Path:
    path = tmp_path / "given.csv"
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["case_id"]: row for row in csv.DictReader(file)}


def test_geocode_writes_the_review_beside_its_output(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = run("geocode", cases, "--region", region, "--out", out / "places.csv")
    assert done.returncode == 0, done.stderr
    assert "1 accepted, 2 to review" in done.stdout
    assert set(rows(out / "review.csv")) == {"B", "C"}
    assert "Bulevardi 199 Helsinki" in (out / "review.html").read_text(encoding="utf-8")
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}


def test_what_was_said_once_is_remembered_and_not_asked_again(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    out = tmp_path / "places.csv"
    command = ("geocode", cases, "--region", region, "--out", out)
    first = run(*command, "--corrections", corrections(tmp_path))
    assert "2 corrections remembered, 2 new" in first.stdout
    again = run(*command)
    assert "2 corrections remembered, 0 new" in again.stdout
    found = rows(out)["B"]
    assert (found["status"], found["lat"], found["lon"]) == ("accepted", "60.1655", "24.9405")
    assert found["source"] == "correction"
    told = rows(tmp_path / "addresses.csv")["B"]
    assert (told["by"], told["when"]) == ("Li Wei", "2025-11-24T10:00:00+02:00")
    [left] = rows(tmp_path / "review.csv").values()
    assert left["why"] == "checked by Anna on 2025-11-25: cannot be found"


def test_building_the_region_again_forgets_nothing(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    out = tmp_path / "places.csv"
    command = ("geocode", cases, "--region", region, "--out", out)
    run(*command, "--corrections", corrections(tmp_path))
    (region / "addresses.sqlite").unlink()  # so that something has to be built
    assert run("region", "build", example("helsinki").extract, "--out", region).returncode == 0
    assert "2 corrections remembered, 0 new" in run(*command).stdout


def test_corrections_are_listed_withdrawn_and_carried_to_another_region(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    command = ("geocode", cases, "--region", region, "--out", tmp_path / "places.csv")
    run(*command, "--corrections", corrections(tmp_path))
    listed = run("corrections", "list", "--region", region)
    assert "Li Wei" in listed.stdout
    exported = tmp_path / "exported.csv"
    assert run("corrections", "list", "--region", region, "--out", exported).returncode == 0
    again = run(*command, "--corrections", exported)
    assert "2 corrections remembered, 0 new" in again.stdout  # word for word the same
    assert run("corrections", "remove", "1", "--region", region, "--who", "Bo").returncode == 0
    assert "1 correction remembered" in run(*command).stdout
    assert rows(tmp_path / "places.csv")["B"]["status"] == "review"
    assert "by Bo" in run("corrections", "list", "--region", region, "--history").stdout
    assert run("corrections", "remove", "9", "--region", region).returncode == 2


def test_a_faulty_file_is_refused_whole_and_nothing_is_remembered(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    bad = corrections(tmp_path, CORRECTIONS + "x,,91,24,,,,\ny,,a,b,,,,\n")
    command = ("geocode", cases, "--region", region, "--out", tmp_path / "places.csv")
    refused = run(*command, "--corrections", bad)
    assert refused.returncode == 2
    assert "row 4" in refused.stderr
    assert "row 5" in refused.stderr
    assert not (tmp_path / "places.csv").exists()
    assert "remembered" not in run(*command).stdout


def test_a_plan_takes_and_remembers_corrections_and_says_who_vouches(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    agents = tmp_path / "agents.csv"
    agents.write_text("agent_id,start\na,Mannerheimintie 5 Helsinki\n", encoding="utf-8")
    common = ("plan", "--cases", cases, "--agents", agents, "--date", "2026-11-24", "--region",
              region, "--iterations", "5")  # fmt: skip
    done = run(*common, "--out", tmp_path / "one", "--corrections", corrections(tmp_path))
    assert done.returncode == 0, done.stderr
    assert run(*common, "--out", tmp_path / "two").returncode == 0
    for name in ("one", "two"):
        plan = json.loads((tmp_path / name / "plan.json").read_text(encoding="utf-8"))
        [place] = [card["place"] for card in plan["cards"] if card["case_id"] == "B"]
        assert (place["source"], place["by"]) == ("correction", "Li Wei")
        assert set(rows(tmp_path / name / "review.csv")) == {"C"}
        page = (tmp_path / name / "review.html").read_text(encoding="utf-8")
        assert "checked by Anna on 2025-11-25: cannot be found" in page
        assert "review.html" in (tmp_path / name / "index.html").read_text(encoding="utf-8")
    read = router.read_plan(tmp_path / "two" / "plan.json")
    [card] = [card for card in read.cards if card.case_id == "B"]
    assert card.place is not None
    assert card.place.when == "2025-11-24T10:00:00+02:00"
