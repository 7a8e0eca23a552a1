from __future__ import annotations

from collections import Counter

from router.demo import example
from router.domain.places import great_circle_m
from router.regions import read_extract
from tests.scenarios.demo_data import rows, truth

DAY = example("helsinki")
CASES = rows(DAY.cases, "utf-8")
AGENTS = rows(DAY.agents, "utf-8")
TRUTH = truth(DAY)


def test_there_are_120_cases_with_unique_ids_and_five_agents() -> None:
    assert len({row["case_id"] for row in CASES}) == len(CASES) == 120
    assert [row["agent_id"] for row in AGENTS] == ["A1", "A2", "A3", "A4", "A5"]
    assert [row["case_id"] for row in CASES] == list(TRUTH)


def test_four_addresses_do_not_exist_and_three_are_in_another_city() -> None:
    nowhere = [row for row in CASES if TRUTH[row["case_id"]] is None]
    others = [
        row
        for row in nowhere
        if row["city"] == "Espoo" or any(c in row["address"] for c in ("Turku", "Tampere"))
    ]
    assert (len(nowhere), len(others)) == (7, 3)
    extract = read_extract(DAY.extract)
    doors = {(a.street, a.number) for a in extract.addresses}
    streets = {road.name for road in extract.network.roads}
    assert ("Mannerheimintie", "999") not in doors
    assert ("Liisankatu", "888") not in doors
    assert streets.isdisjoint({"Kuunsirppikatu", "Hopeakettukuja", "Hämeenkatu"})
    assert {"Yliopistonkatu", "Annankatu"} <= streets  # of Turku and of Espoo in the table


def test_every_other_truth_is_a_door_of_the_extract() -> None:
    doors = [a.coordinate for a in read_extract(DAY.extract).addresses]
    for case_id, door in TRUTH.items():
        if door is not None:
            assert min(great_circle_m(door, other) for other in doors) < 35, case_id


def test_two_borrowers_have_two_cases_each() -> None:
    counts = Counter(row["borrower_id"] for row in CASES)
    twice = sorted(borrower for borrower, count in counts.items() if count > 1)
    assert [counts[borrower] for borrower in twice] == [2, 2]
    doors = [
        len({TRUTH[row["case_id"]] for row in CASES if row["borrower_id"] == borrower})
        for borrower in twice
    ]
    assert sorted(doors) == [1, 2]  # one of them at one address, the other at two


def test_eight_borrowers_live_in_one_building() -> None:
    ((door, count),) = Counter(door for door in TRUTH.values() if door).most_common(1)
    there = [row for row in CASES if TRUTH[row["case_id"]] == door]
    assert count == len({row["borrower_id"] for row in there}) == 8
    assert len({row["address"] for row in there}) == 8


def test_the_day_has_everything_a_day_has() -> None:
    appointments = [row["appointment"] for row in CASES if row["appointment"]]
    assert len(appointments) == 4
    assert all(text.startswith("2026-11-24 ") for text in appointments)
    windows = Counter(row["windows"] for row in CASES if row["windows"])
    assert windows.total() == 26
    assert sum(count for text, count in windows.items() if ";" in text) == 6
    assert windows["Sat 10:00-14:00"] == 1
    holds = sorted(row["holds"] for row in CASES if row["holds"])
    assert holds == [
        "dispute",
        "dispute until 2026-11-30",
        "dispute; promise until 2026-12-01",
        "promise until 2026-11-20",  # over: this one may be visited
        "promise until 2026-12-01",
        "vulnerable",
    ]
    assert sorted(row["stage"] for row in CASES if row["stage"] != "visit") == ["court", "phone"]
    assert sum(bool(row["lat"]) for row in CASES) == 6
    assert sum(not row["address"] for row in CASES) == 2
    assert sum(bool(row["required_agents"]) for row in CASES) == 3
    assert sum(bool(row["excluded_agents"]) for row in CASES) == 3
    assert sum(bool(row["value"]) and float(row["value"]) <= 15 for row in CASES) == 8


def test_one_skill_is_asked_for_that_no_agent_has() -> None:
    asked = {skill.strip() for row in CASES for skill in row["skills"].split(";")} - {""}
    known = {skill.strip() for row in AGENTS for skill in row["skills"].split(";")}
    assert asked - known == {"somali"}


def test_agents_differ_in_how_they_work() -> None:
    assert {row["mode"] for row in AGENTS} == {"car", "ebike", "bike", "foot"}
    assert len({row["shifts"] for row in AGENTS}) == 5
    assert sum(bool(row["breaks"]) for row in AGENTS) == 4
    assert [row["agent_id"] for row in AGENTS if row["end"] == "open"] == ["A3"]
    assert [row["agent_id"] for row in AGENTS if row["overtime"]] == ["A4"]


def test_the_agents_cannot_do_everything() -> None:
    # Working time on the day: 8, 8, 8, 5 (and 1 of overtime), 6.5 hours, less breaks of 30, 45, 45
    # and 30 minutes: 34 hours. Service alone, with the 20 minutes of a case that names none,
    # takes longer; travel and setup come on top.
    hours = 8 + 8 + 8 + 6 + 6.5 - (30 + 45 + 45 + 30) / 60
    routable = [
        row
        for row in CASES
        if TRUTH[row["case_id"]] is not None and row["stage"] == "visit" and not row["holds"]
    ]
    service = sum(float(row["service"] or 20) for row in routable) / 60
    assert hours == 34
    assert service > hours
