"""Outcomes of earlier visits, and files that are wrong as a whole, through the command."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import router
from router.demo import example
from router.domain.datums import from_wgs84
from router.domain.places import Coordinate, Datum, great_circle_m
from tests.contracts.test_command import run
from tests.scenarios.demo_data import rows, truth

HELSINKI, ZH = example("helsinki"), example("zh")
Row = dict[str, str]


@pytest.fixture(scope="module")
def linjiang(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linjiang") / "region"
    router.build_region(ZH.extract, folder)
    return folder


def written(folder: Path, name: str, table: Sequence[Mapping[str, object]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return path


def geocoded(table: Path, region: Path, *options: str) -> tuple[dict[str, Row], str]:
    """Run the command; return rows by case, with their reasons, and remarks. Counts add up."""
    out = table.with_suffix(".out.csv")
    done = run("geocode", table, "--region", region, "--out", out, "--json", *options)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    found = rows(out, "utf-8")
    statuses = Counter(row["status"] for row in found)
    assert told["cases"] == len(found) == told["accepted"] + told["review"]
    assert (told["accepted"], told["review"]) == (statuses["accepted"], statuses["review"])
    reasons = {row["case_id"]: row for row in reversed(rows(Path(told["addresses"]), "utf-8-sig"))}
    both = {row["case_id"]: {**reasons[row["case_id"]], **row} for row in found}
    return both, " ".join(told["faults"])


def point(row: Row) -> Coordinate:
    return Coordinate(float(row["lat"]), float(row["lon"]))


def north(here: Coordinate, metres: float) -> Coordinate:
    return Coordinate(here.lat + metres / 111_195, here.lon)


# ---- outcomes -----------------------------------------------------------------------------------


def outcomes(folder: Path) -> Path:
    """H-001 moved; H-002 seen 1.2 km off once; H-007 250 m off on two days; H-008 found nowhere."""
    doors = truth(HELSINKI)

    def told(case: str, day: int, code: str, metres: float | None = None, at: str = "") -> Row:
        door = doors[at or case]
        assert door is not None
        here = None if metres is None else north(door, metres)
        return {
            "case_id": case,
            "when": f"2026-11-{day:02} 18:30",
            "agent_id": f"A{day}",
            "code": code,
            "lat": f"{here.lat:.6f}" if here else "",
            "lon": f"{here.lon:.6f}" if here else "",
        }

    return written(
        folder,
        "outcomes.csv",
        [
            told("H-001", 2, "moved away"),
            told("H-002", 2, "PTP", 1200),
            told("H-007", 2, "PTP", 250),
            told("H-007", 9, "部分还款", 260),
            told("H-008", 3, "REF", 0, at="H-002"),
            told("H-009", 3, "NAH", 900),
        ],
    )


def test_outcomes_of_earlier_visits_move_doors_and_close_addresses(
    helsinki: Path, tmp_path: Path
) -> None:
    doors = truth(HELSINKI)
    before, _ = geocoded(written(tmp_path, "c.csv", cases()), helsinki)
    visits = outcomes(tmp_path)
    table = written(tmp_path, "d.csv", cases())
    after, _ = geocoded(table, helsinki, "--outcomes", str(visits))
    changed = {case for case in after if after[case] != before[case]}
    assert changed == {"H-001", "H-002", "H-007", "H-008"}
    moved, far, twice, nowhere = (after[f"H-00{n}"] for n in (1, 2, 7, 8))
    assert (moved["status"], moved["rule"]) == ("review", "ADDRESS:MOVED")
    assert moved["why"] == "moved away (MOVED, 2026-11-02)"
    assert far["status"] == "review"
    assert "the check-in of 2026-11-02 lies 1.2 km from the door found" in far["why"]
    assert (twice["status"], twice["source"]) == ("accepted", "check-in")
    assert "2 check-ins, the last of 2026-11-09" in twice["matched"]
    door = doors["H-007"]
    assert door is not None
    assert 249 < great_circle_m(point(twice), door) < 261
    assert (before["H-008"]["status"], nowhere["status"]) == ("review", "accepted")


def cases() -> list[Row]:
    return rows(HELSINKI.cases, "utf-8")


def test_a_plan_holds_who_moved_and_every_case_is_somewhere(helsinki: Path, tmp_path: Path) -> None:
    plan = router.plan_day(
        HELSINKI.cases,
        HELSINKI.agents,
        date=HELSINKI.day,
        region=helsinki,
        outcomes=outcomes(tmp_path),
        seconds=None,
        iterations=20,
    )
    held = {one.case_id: one for one in plan.held}
    assert held["H-001"].rule == "ADDRESS:MOVED"
    assert "moved away (MOVED, 2026-11-02)" in held["H-001"].detail
    assert "H-002" in {one.case_id for one in plan.review}
    of_visit = {visit.visit_id: visit.case_ids for visit in plan.data.problem.visits}
    places = [case for route in plan.routes for v in route.visit_ids for case in of_visit[v]]
    places += [case for one in plan.unassigned for case in one.case_ids]
    places += [*held, *(one.case_id for one in plan.review)]
    assert sorted(places) == sorted(row["case_id"] for row in cases())


# ---- several addresses --------------------------------------------------------------------------


def test_the_best_address_that_may_be_visited_is_offered_and_the_others_stay(
    helsinki: Path, tmp_path: Path
) -> None:
    known, unknown, work = "Annankatu 11, Helsinki", "Nowhere 5, Helsinki", "Bulevardi 8, Helsinki"
    table = [
        {"case_id": "C1", "address": unknown, "registered_address": known, "work_address": work},
        {"case_id": "C2", "address": "", "registered_address": "", "work_address": work},
        {"case_id": "C3", "address": known, "registered_address": "", "work_address": work},
    ]
    for row, consents in zip(table, ("", "", "work"), strict=True):
        row["consents"] = consents
    path = written(tmp_path, "several.csv", table)
    found, _ = geocoded(path, helsinki)
    assert (found["C1"]["address"], found["C1"]["place_type"]) == (known, "registered")
    assert found["C1"]["status"] == "accepted"
    assert (found["C2"]["status"], found["C2"]["rule"]) == ("review", "PLACES:humane:denied-work")
    addresses = [
        (row["case_id"], row["place_type"], row["address"], row["offered"], row["status"])
        for row in rows(tmp_path / "addresses.csv", "utf-8-sig")
    ]
    assert addresses == [
        ("C1", "registered", known, "yes", "accepted"),
        ("C1", "home", unknown, "no", "review"),
        ("C1", "work", work, "no", "review"),
        ("C2", "work", work, "no", "review"),
        ("C3", "home", known, "yes", "accepted"),
        ("C3", "work", work, "no", "review"),  # the humane rules heed no consent
    ]

    plan = router.plan_day(
        path, HELSINKI.agents, date=HELSINKI.day, region=helsinki, seconds=None, iterations=5
    )
    assert [one.case_id for one in plan.held] == ["C2"]
    assert plan.held[0].rule == "PLACES:humane:denied-work"
    saved = plan.save(tmp_path / "plan")
    cards = {
        card["case_id"]: card for card in json.loads((saved / "plan.json").read_text())["cards"]
    }
    assert [one["address"] for one in cards["C1"]["other_addresses"]] == [unknown, work]
    assert router.read_plan(saved / "plan.json").cards == plan.data.cards
    sheets = [page.read_text("utf-8") for page in saved.glob("map-*.html")]
    sheet = next(page for page in sheets if known in page)
    assert "other addresses known: 2" in sheet
    assert unknown not in sheet


# ---- files that are wrong as a whole ------------------------------------------------------------


def chinese(datum: Datum, *, texts: bool) -> list[dict[str, object]]:
    """Return the cases of Linjiang with their true doors, written in a datum."""
    addresses = {row["案件编号"]: row["地址"] for row in rows(ZH.cases, "gb18030")}
    table: list[dict[str, object]] = []
    for case, door in truth(ZH).items():
        if door is not None:
            here = from_wgs84(door, datum)
            text = addresses[case] if texts else ""
            table.append({"案件编号": case, "地址": text, "纬度": here.lat, "经度": here.lon})
    return table


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_a_shifted_file_is_recognised_and_the_named_datum_settles_it(
    linjiang: Path,
    tmp_path: Path,
    datum: Datum,
    texts: bool,
) -> None:
    table = written(tmp_path, "shifted.csv", chinese(datum, texts=texts))
    asked, remarks = geocoded(table, linjiang)
    assert {row["status"] for row in asked.values()} == {"review"}
    assert f"only when read as {datum.value[:-2].upper()}-{datum.value[-2:]}" in remarks
    assert f"--datum {datum.value}" in remarks
    settled, _ = geocoded(table, linjiang, "--datum", datum.value)
    assert {row["status"] for row in settled.values()} == {"accepted"}
    for case, door in truth(ZH).items():
        if door is not None:
            assert great_circle_m(point(settled[case]), door) < 1


@pytest.mark.parametrize("texts", [True, False])
def test_a_file_in_the_datum_that_is_taken_for_granted_is_accepted(
    linjiang: Path, tmp_path: Path, texts: bool
) -> None:
    table = written(tmp_path, "right.csv", chinese(Datum.WGS84, texts=texts))
    found, remarks = geocoded(table, linjiang)
    assert {row["status"] for row in found.values()} == {"accepted"}
    assert "only when read as" not in remarks


def test_check_ins_in_the_wrong_datum_move_no_door(linjiang: Path, tmp_path: Path) -> None:
    table = [
        {"案件编号": row["案件编号"], "地址": row["地址"]}
        for row in rows(ZH.cases, "gb18030")
        if row["地址"]
    ]
    path = written(tmp_path, "cases.csv", table)
    doors = truth(ZH)
    told = []
    for row in table:
        door = doors[row["案件编号"]]
        if door is not None:
            here = from_wgs84(door, Datum.GCJ02)
            told += [
                {
                    "案件编号": row["案件编号"],
                    "上门时间": f"2026-11-{day:02} 18:30",
                    "外访结果": "承诺还款",
                    "纬度": here.lat,
                    "经度": here.lon,
                }
                for day in (2, 9)
            ]
    visits = written(tmp_path, "outcomes.csv", told)
    before, _ = geocoded(path, linjiang)
    after, remarks = geocoded(path, linjiang, "--outcomes", str(visits))
    assert "check-ins fit the doors of their addresses (median" in remarks
    assert after == before
    right, _ = geocoded(path, linjiang, "--outcomes", str(visits), "--datum", Datum.GCJ02.value)
    seen = [case for case, row in right.items() if row["source"] == "check-in"]
    assert len(seen) == len(told) // 2
    for case in seen:
        door = doors[case]
        assert door is not None
        assert great_circle_m(point(right[case]), door) < 1


def test_a_swapped_file_is_recognised(helsinki: Path, tmp_path: Path) -> None:
    doors = {case: door for case, door in truth(HELSINKI).items() if door is not None}
    table = [
        {"case_id": case, "address": "", "lat": door.lon, "lon": door.lat}
        for case, door in doors.items()
    ]
    found, remarks = geocoded(written(tmp_path, "swapped.csv", table), helsinki)
    assert {row["status"] for row in found.values()} == {"review"}
    assert all("look swapped" in row["why"] for row in found.values())
    assert f"look swapped: {len(doors)}" in remarks
    for case, door in doors.items():
        assert great_circle_m(point(found[case]), door) < 1  # the exchange is the first candidate


def test_a_pile_up_is_recognised_and_a_block_of_flats_is_not(
    helsinki: Path, tmp_path: Path
) -> None:
    town = {"lat": 60.1699, "lon": 24.9384}
    heap: list[Mapping[str, object]] = [
        {"case_id": f"P{n}", "address": f"Kuunsirppikatu {n}, Helsinki", **town}
        for n in range(1, 26)
    ]
    flats = [
        {"case_id": f"F{n}", "address": f"Annankatu 11 A {n}, Helsinki", "lat": "", "lon": ""}
        for n in range(1, 26)
    ]
    table = written(tmp_path, "heap.csv", [*heap, *flats])
    found, remarks = geocoded(table, helsinki)
    assert "25 cases lie on one identical point" in remarks
    assert Counter((case[0], row["status"]) for case, row in found.items()) == {
        ("P", "review"): 25,
        ("F", "accepted"): 25,
    }
    assert len({(row["lat"], row["lon"]) for case, row in found.items() if case[0] == "F"}) == 1


def test_a_given_point_far_from_its_address_is_reviewed_with_both(
    helsinki: Path, tmp_path: Path
) -> None:
    door = truth(HELSINKI)["H-011"]  # Annankatu 11
    assert door is not None
    away = north(door, 700)
    row = {"case_id": "C1", "address": "Annankatu 11, Helsinki", "lat": away.lat, "lon": away.lon}
    found, _ = geocoded(written(tmp_path, "one.csv", [row]), helsinki)
    assert found["C1"]["status"] == "review"
    why = re.fullmatch(
        r"the table's point lies (\d+) m from the door that the region knows", found["C1"]["why"]
    )
    assert why is not None
    assert abs(int(why[1]) - 700) <= 5


def test_bad_rows_of_outcomes_are_named_and_the_good_ones_go_on(
    helsinki: Path, tmp_path: Path
) -> None:
    visits = written(
        tmp_path,
        "outcomes.csv",
        [
            {"case_id": "C1", "when": "2026-11-02 18:30", "code": "MOVED", "address": ""},
            {"case_id": "C1", "when": "2026-11-03 18:30", "code": "vanished", "address": ""},
            {"case_id": "C1", "when": "2026-11-04 18:30", "code": "NAH", "address": "Old road 3"},
        ],
    )
    table = written(tmp_path, "one.csv", [{"case_id": "C1", "address": "Annankatu 11, Helsinki"}])
    out = tmp_path / "out.csv"
    done = run("geocode", table, "--region", helsinki, "--out", out, "--outcomes", visits, "--json")
    assert done.returncode == 5, done.stderr
    assert rows(tmp_path / "addresses.csv", "utf-8-sig")[0]["rule"] == "ADDRESS:MOVED"
    faults = " ".join(json.loads(done.stdout)["faults"])
    assert "outcomes.csv, row 3, column code: not an outcome code that is known" in faults
    assert "does not have in the table of cases: 1 (rows 4)" in faults
