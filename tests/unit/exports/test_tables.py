"""CSV for people and for scripts: complete, in order, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from router.domain.places import Address, Coordinate, LocatedAddress, LocationStatus
from router.domain.plan import CaseCard, PlanData
from router.domain.route import PlannedBreak
from router.exports import geocoding_csv, routes_frame, table_files, write_geocoding
from router.exports.tables import frame_to_csv, guarded
from tests.unit.exports.example import (
    example_later,
    example_plan,
    example_problem,
    example_route,
    place,
)

HOSTILE = (
    "=1+1",
    "+358 40",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=cmd|"/C calc"!A0',
    'a"b,c\r\nd',
    "'=quoted",
    "＝1+1",
    "007",
    "NA",
)


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def routes(plan: PlanData | None = None) -> list[dict[str, str]]:
    return rows_of(table_files(plan or example_plan())["routes.csv"])


def test_tables_for_people_open_in_excel_as_chinese() -> None:
    for content in table_files(example_plan()).values():
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
    assert "张伟" in [row["name"] for row in routes()]


def test_a_route_is_told_in_the_order_of_the_clock() -> None:
    assert [(row["type"], row["visit_id"], row["start"][11:16]) for row in routes()] == [
        ("start", "", "08:48"),
        ("visit", "v1", "09:00"),
        ("visit", "v2", "09:05"),
        ("break", "", "11:30"),
        ("visit", "v3", "12:00"),
        ("end", "", "12:25"),
    ]


def test_a_visit_row_says_who_where_when_how_far_and_why() -> None:
    # Met: 0.97 x 0.8. Without v1: 600 + 30 - 620 s of way and 300 of service are saved (v2 pays
    # the set-up then), and 100 m: 310 / 3600 x 30 + 0.1 x 0.5 = 2.63.
    row = routes()[1]
    assert row == {
        "date": "2026-11-23",
        "shift_id": "anna/2026-11-23",
        "agent_id": "anna",
        "agent_name": "Anna Aalto",
        "type": "visit",
        "stop_no": "1",
        "visit_no": "1",
        "visit_id": "v1",
        "case_ids": "c1;c2",
        "name": "Väinö Öhman",
        "address": "Mannerheimintie 1",
        "matched": "Mannerheimintie 1, Helsinki",
        "lat": "60.1701",
        "lon": "24.9402",
        "arrival": "2026-11-23T08:58:00+02:00",
        "setup_s": "120",
        "wait_s": "0",
        "start": "2026-11-23T09:00:00+02:00",
        "end": "2026-11-23T09:05:00+02:00",
        "window": "09:00-10:00",
        "appointment": "yes",
        "travel_s": "600",
        "distance_m": "6000",
        "notes": "gate 12#",
        "borrower_ids": "b1",
        "place_type": "home",
        "chance": "0.78",
        "worth": "77.6",
        "adds": "2.63",
        "best_hours": "09:00-10:00",
        "end_80": "",
        "meets": "",
    }


def test_the_best_hours_are_those_of_the_windows_in_which_it_may_start() -> None:
    # v3 may start from 12:00 to 13:00 and from 14:00 to 15:00; it is worth most in the afternoon.
    row = routes()[4]
    assert (row["chance"], row["worth"], row["best_hours"]) == ("0.24", "39.4", "14:00-15:00")
    noon = replace(example_problem().visits[2], windows=((43_200, 46_800),))
    visits = (*example_problem().visits[:2], noon, example_problem().visits[3])
    plan = replace(example_plan(), problem=replace(example_problem(), visits=visits))
    assert routes(plan)[4]["best_hours"] == "12:00-13:00"


def test_the_end_says_by_when_the_agent_is_back_on_four_of_five_days() -> None:
    # v3 starts at 12:00 whatever was before: 5 min if nobody is met (76 in 100), 20 if somebody
    # is; and 15 min home.
    assert [row["end_80"][11:16] for row in routes()] == [""] * 5 + ["12:35"]


def test_a_plan_of_a_problem_has_no_worths_to_show() -> None:
    rows = routes(replace(example_plan(), worths=()))
    columns = ("chance", "worth", "adds", "best_hours", "end_80")
    assert {row[name] for row in rows for name in columns} == {""}


def test_a_visit_of_a_later_day_says_when_by_whom_and_what_is_due() -> None:
    [left] = rows_of(table_files(example_plan())["unassigned.csv"])
    assert (left["channel"], left["later_start"], left["later_agent"]) == ("call", "", "")
    assert left["decision"] == "Nobody who speaks sv is on duty; a call is due."
    [left] = rows_of(table_files(example_later())["unassigned.csv"])
    assert (left["code"], left["later_agent"]) == ("LATER", "anna")
    assert left["later_start"] == "2026-11-24T17:30:00+02:00"


def test_the_second_visit_of_a_stop_shows_its_own_leg() -> None:
    # 30 s and 300 m from door to door; arrival 09:05:00 + 30 s; the setup is paid already.
    row = routes()[2]
    assert (row["stop_no"], row["visit_no"]) == ("1", "2")
    assert (row["travel_s"], row["distance_m"], row["setup_s"]) == ("30", "300", "0")
    assert row["arrival"] == "2026-11-23T09:05:30+02:00"


def test_the_way_home_is_in_the_row_of_the_end() -> None:
    row = routes()[-1]
    assert (row["travel_s"], row["distance_m"]) == ("900", "9000")
    assert (row["lat"], row["lon"]) == ("60.17", "24.94")


def test_legs_and_waits_of_the_rows_add_up_to_the_route() -> None:
    rows = routes()
    assert sum(int(row["travel_s"] or 0) for row in rows) == example_route().travel_s
    assert sum(int(row["distance_m"] or 0) for row in rows) == example_route().distance_m
    assert sum(int(row["wait_s"] or 0) for row in rows) == example_route().wait_s


def test_a_break_before_the_departure_and_one_after_the_return_stand_outside_the_route() -> None:
    rests = (PlannedBreak(start_s=29_000, end_s=30_000), PlannedBreak(start_s=45_000, end_s=46_000))
    plan = replace(example_plan(), routes=(replace(example_route(), breaks=rests),))
    kinds = [row["type"] for row in routes(plan)]
    assert kinds == ["break", "start", "visit", "visit", "visit", "end", "break"]


def test_a_route_of_an_edited_plan_with_an_unknown_visit_is_still_shown() -> None:
    text = [stop.visits[0] for stop in example_route().stops]
    strange = replace(text[0], visit_id="gone")
    stop = replace(example_route().stops[0], visits=(strange,))
    plan = replace(example_plan(), routes=(replace(example_route(), stops=(stop,)),))
    assert [row["visit_id"] for row in routes(plan)] == ["", "gone", "", ""]


def test_the_frame_has_zone_aware_times_and_whole_seconds() -> None:
    frame = routes_frame(example_plan())
    assert str(frame["start"].dtype).endswith("Europe/Helsinki]")
    assert frame["travel_s"].dtype == pd.Int64Dtype()
    assert frame.loc[1, "start"] == pd.Timestamp("2026-11-23T09:00:00+02:00")


def test_an_empty_plan_gives_tables_with_headers_only() -> None:
    plan = replace(example_plan(), routes=(), unassigned=(), held=(), review=(), compliance=None)
    for content in table_files(plan).values():
        assert len(content.decode("utf-8-sig").splitlines()) == 1


def test_overrides_carry_who_decided_and_why() -> None:
    [decided] = rows_of(table_files(example_plan())["overrides.csv"])
    assert decided == {
        "kind": "loosening",
        "what": "humane hours-sat: open to 19:00",
        "by": "R. Virta",
        "reason": "court order 12/2026",
        "until": "2026-12-31",
    }


def test_unassigned_held_and_review_carry_their_reasons() -> None:
    files = table_files(example_plan())
    left = rows_of(files["unassigned.csv"])[0]
    assert (left["case_ids"], left["code"]) == ("c5", "SKILL")
    assert left["refusals"] == "anna/2026-11-23: SKILL: no sv"
    held = rows_of(files["held.csv"])[0]
    assert (held["case_id"], held["rule"], held["until"]) == ("c6", "HOLD:dispute", "2026-12-01")
    assert (held["source"], held["channel"]) == ("outcome DISP", "review")
    review = rows_of(files["review.csv"])[0]
    assert review["candidate_2"] == "Mannerheimintie 1, Espoo"
    assert (review["candidate_2_lat"], review["candidate_2_grade"]) == ("60.2", "door")
    assert review["candidate_5"] == ""


def test_the_name_of_a_borrower_stands_only_where_agents_and_senders_of_notices_look() -> None:
    cards = tuple(replace(card, name="Secret Name") for card in example_plan().cards)
    files = table_files(replace(example_plan(), cards=cards))
    assert [name for name in files if b"Secret Name" in files[name]] == [
        "routes.csv",
        "notices.csv",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_no_formula_and_comes_back_whole(text: str) -> None:
    frame = pd.DataFrame({"text": pd.Series([text], dtype=object), "n": [-1.5]})
    row = rows_of(frame_to_csv(frame))[0]
    assert not row["text"].startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert row["text"] in {text, f"'{text}"}
    assert row["n"] == "-1.5"  # numbers need no guard


@given(st.text())
def test_taking_off_one_apostrophe_undoes_the_guard(text: str) -> None:
    shown = guarded(text)
    back = shown[1:] if guarded(shown) != shown else shown
    assert back == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cards_cannot_break_the_rows_of_a_route(text: str) -> None:
    card = CaseCard(case_id="c4", borrower_id="b", name=text, address=text, notes=text)
    row = routes(replace(example_plan(), cards=(card,)))[4]
    assert row["visit_id"] == "v3"
    for column in ("name", "address", "notes"):
        assert row[column] in {text, f"'{text}"}


def located(owner: str, text: str, *, status: str, found: bool) -> LocatedAddress:
    match = place(60.1, 24.9, "Door 1") if found else None
    accepted = status == "accepted"
    return LocatedAddress(
        owner_id=owner,
        address=Address(text=text),
        status=LocationStatus(status),
        place=match if accepted else None,
        candidates=(match,) if match and not accepted else (),
    )


def test_geocoding_has_one_row_per_case_in_input_order(tmp_path: Path) -> None:
    rows = [
        located("b", "曼纳海姆大街 1 号", status="accepted", found=True),
        located("a", "nowhere", status="review", found=False),
        located("c", "somewhere", status="review", found=True),
    ]
    path = tmp_path / "geo coding.csv"
    write_geocoding(rows, path)
    content = path.read_bytes()
    assert content == geocoding_csv(rows)
    assert content.decode("utf-8").split("\r\n") == [
        "case_id,address,lat,lon,grade,score,error_m,status,matched,source",
        "b,曼纳海姆大街 1 号,60.1,24.9,door,0.97,10.0,accepted,Door 1,index",
        "a,nowhere,,,,,,review,,",
        "c,somewhere,60.1,24.9,door,0.97,10.0,review,Door 1,index",
        "",
    ]


def test_an_address_that_came_as_a_coordinate_still_has_its_row() -> None:
    row = LocatedAddress(
        owner_id="a",
        address=Address(coordinate=Coordinate(-33.9, -70.1)),
        status=LocationStatus.ACCEPTED,
        place=place(-33.9, -70.1, ""),
    )
    line = geocoding_csv([row]).decode().splitlines()[1]
    assert line == "a,,-33.9,-70.1,door,0.97,10.0,accepted,,index"
