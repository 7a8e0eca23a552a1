"""A line that asks is read whole or refused, with every fault, its path and its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import router.exports.schema
from router.exports.schema import (
    situation_schema,
    situation_schema_text,
    verdict_schema,
    verdict_schema_text,
)
from router.pipeline.asking import ask_file, ask_one

GOOD: dict[str, Any] = {
    "schema": "router.situation/1",
    "id": "1",
    "profile": "cl",
    "humane": True,
    "visit": {
        "start": "2026-11-24T18:30",
        "time_zone": "America/Santiago",
        "duration_min": 20,
        "place_type": "home",
        "case_id": "C1",
        "area": "north",
        "coordinate": {"lat": -33.4, "lon": -70.6},
    },
    "borrower": {
        "borrower_id": "B1",
        "stage": "visit",
        "flags": ["risk"],
        "consents": "work",
        "holds": ["dispute", {"reason": "promise", "since": "2026-11-01", "until": "2026-12-01"}],
        "history": [
            {"when": "2026-11-20T10:00:00-03:00", "outcome": "无人在家", "place_type": "家庭"},
            {"when": "2026-11-21T10:00", "channel": "电话", "reached": True},
            {"when": "2026-11-26T10:00", "planned": True},
        ],
        "prior": {"call": 3, "短信": 1},
        "working_hours": "Mon-Fri 09:00-17:00",
        "not_at": ["before 10:00", "周六"],
        "languages": ["Spanish"],
    },
    "agents": [{"agent_id": 7, "people": 2, "certificates": {"card": None, "other": "2027-01-31"}}],
    "notice": {"sent": "2026-11-22T10:00", "says": ["purpose", "date and time"]},
    "holidays": ["2026-11-25", {"date": "2026-11-29", "kind": "workday"}],
    "now": "2026-11-23T10:00",
}


def without(path: str, value: object) -> dict[str, Any]:
    """Return the good situation with something else at a path."""
    data = json.loads(json.dumps(GOOD))
    *steps, last = path.split("/")
    block = data
    for step in steps:
        block = block[int(step)] if isinstance(block, list) else block[step]
    block[last] = value
    return dict(data)


def write(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "situations.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_key_may_be_said() -> None:
    answer = ask_one(json.dumps(GOOD), file="f", folder=Path())
    standing = answer.question.standing
    assert [hold.reason for hold in standing.holds] == ["dispute", "promise"]
    assert [one.code for one in standing.history] == ["NAH", "", ""]
    assert standing.history[1].reached
    assert standing.history[2].planned
    assert dict(standing.prior) == {"call": 3, "message": 1}
    assert standing.languages == {"es"}
    assert standing.notice is not None
    assert standing.notice.says == {"purpose", "date_time"}
    assert answer.question.agents[0].agent_id == "7"


def test_a_short_line_is_enough() -> None:
    text = '{"id": 1, "visit": {"start": "2026-11-24T18:30+08:00"}}'
    answer = ask_one(text, file="f", folder=Path())
    assert [layer.profile_id for layer in answer.law.layers] == ["humane"]


def test_no_profile_means_that_of_the_country_of_the_door() -> None:
    text = json.dumps({"id": "1", "visit": GOOD["visit"]})
    answer = ask_one(text, file="f", folder=Path())
    assert [layer.profile_id for layer in answer.law.layers] == ["humane", "cl"]


@pytest.mark.parametrize(
    ("path", "value", "column", "problem"),
    [
        ("visit/start", "2026-11-24T25:00", "visit.start", "not a clock time"),
        ("visit/start", "2026-02-30T10:00", "visit.start", "day does not exist"),
        ("visit/start", "2026-11-24", "visit.start", "time of day is missing"),
        ("visit/start", "2026-09-06T00:30", "visit.start", "clock jumps over this time"),
        ("visit/start", "2026-04-04T23:30", "visit.start", "shows it twice"),
        ("visit/time_zone", "Chile/Santiago", "visit.time_zone", "not known"),
        ("visit/time_zone", "../../etc/passwd", "visit.time_zone", "not known"),
        ("visit/time_zone", None, "visit.start", "without its zone"),
        ("visit/duration_min", 0, "visit.duration_min", "greater than 0"),
        ("visit/duration_min", "20", "visit.duration_min", "not a number"),
        ("visit/place_type", "moon", "visit.place_type", "not a type of address"),
        ("visit/colour", "red", "visit.colour", "not a key of this format"),
        ("borrower/holds/0/", "x", "", ""),
        ("borrower/history/0/outcome", "XYZ", "borrower.history[0].outcome", "not an outcome"),
        ("borrower/history/0/reached", True, "borrower.history[0].reached", "says otherwise"),
        ("borrower/history/0/planned", True, "borrower.history[0].planned", "not planned any"),
        ("borrower/history/1/channel", "fax", "borrower.history[1].channel", "not a channel"),
        ("borrower/history/1/when", "2026-11-20T10:61", "borrower.history[1].when", "clock"),
        ("borrower/consents", ["yes"], "borrower.consents[0]", "not a consent"),
        ("borrower/not_at", ["soonish"], "borrower.not_at[0]", ""),
        ("borrower/prior", {"fax": 1}, "borrower.prior.fax", "not a channel"),
        ("borrower/prior", {"call": -1}, "borrower.prior.call", "greater than or equal to 0"),
        ("agents/0/people", 0, "agents[0].people", "greater than or equal to 1"),
        ("agents/0/certificates", {"card": "soon"}, "agents[0].certificates.card", "date"),
        ("notice/says", ["love"], "notice.says[0]", "not what a notice states"),
        ("notice/sent", None, "notice.sent", "is missing"),
        ("holidays", ["Easter"], "holidays[0].date", "date"),
        ("schema", "router.situation/9", "schema", "pattern"),
        ("profile", "atlantis", "profile", ""),
        ("country", "XX", "", ""),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, path: str, value: object, column: str, problem: str
) -> None:
    if path.endswith("/"):
        data = without("borrower/holds", [{"reason": "a", "since": "2026-12-01",
                                           "until": "2026-11-01"}])  # fmt: skip
        column, problem = "borrower.holds[0].until", "ends before it begins"
    elif path == "country":
        data = {"id": "2", "country": "XX", "visit": GOOD["visit"], "profile": []}
    else:
        data = without(path, value)
    asked = ask_file(write(tmp_path, {**GOOD, "id": "good"}, data))
    assert [answer.question.question_id for answer in asked.answers] == ["good"]
    fault = asked.faults[0]
    assert fault.row == 2
    assert column in fault.column
    assert problem in fault.problem


def test_all_faults_of_a_line_are_named_at_once(tmp_path: Path) -> None:
    data = without("visit/start", "2026-11-24T25:00")
    data["visit"]["place_type"] = "moon"
    data["borrower"]["history"][0]["outcome"] = "XYZ"
    asked = ask_file(write(tmp_path, {**GOOD, "id": "good"}, "", data))
    assert {fault.row for fault in asked.faults} == {3}
    assert len(asked.faults) == 3


def test_a_line_that_is_no_json_does_not_stop_the_others(tmp_path: Path) -> None:
    asked = ask_file(write(tmp_path, '{"id": 1,', {**GOOD, "id": "good"}, "[]", "7"))
    assert [fault.row for fault in asked.faults] == [1, 3, 4]
    assert len(asked.answers) == 1


def test_an_id_stands_once(tmp_path: Path) -> None:
    asked = ask_file(write(tmp_path, GOOD, GOOD))
    assert [(fault.row, fault.column) for fault in asked.faults] == [(2, "id")]


def test_an_own_profile_is_named_by_path_or_by_id(tmp_path: Path) -> None:
    own = tmp_path / "bank.toml"
    own.write_text(
        'id = "bank"\nversion = "1"\ntitle = "Bank"\n'
        '[sources.us]\ntitle = "Ours"\ngrade = "unverified"\n'
        '[[places]]\nid = "home"\nplace = "home"\ntreatment = "deny"\nsource = "us"\n',
        encoding="utf-8",
    )
    rows = [{**GOOD, "id": "1", "profile": "bank.toml"}, {**GOOD, "id": "2", "profile": "bank"}]
    path = write(tmp_path, *rows)
    asked = ask_file(path, [own])
    assert asked.faults == ()
    for answer in asked.answers:
        assert any(one.profile == "bank" for one in answer.verdict.refusals)


def test_the_published_schemas_are_up_to_date() -> None:
    folder = Path(router.exports.schema.__file__).parent / "schemas"
    texts = {"situation-1": situation_schema_text(), "verdict-1": verdict_schema_text()}
    for name, text in texts.items():
        assert (folder / f"{name}.schema.json").read_text(encoding="utf-8") == text


def test_questions_and_answers_are_as_the_schemas_say(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(situation_schema())
    jsonschema.validate(GOOD, situation_schema())
    asked = ask_file(write(tmp_path, GOOD))
    for line in asked.text.splitlines():
        row = json.loads(line)
        jsonschema.validate(row, verdict_schema())
        assert row["id"] == "1"
        assert not row["allowed"]
        assert row["law"][0].startswith("humane")
        assert "no legal advice" in row["advice"]


def test_the_midnight_at_the_end_of_a_day_is_the_beginning_of_the_next(tmp_path: Path) -> None:
    for text in ("2026-11-24T24:00", "2026-11-24T24:00:00-03:00"):
        question = ask_one(
            json.dumps(without("visit", {"start": text, "time_zone": "America/Santiago"})),
            file="x",
            folder=tmp_path,
        ).question
        assert question.start.isoformat() == "2026-11-25T00:00:00-03:00"


def test_half_a_character_is_a_fault_of_its_line(tmp_path: Path) -> None:
    path = tmp_path / "situations.jsonl"
    lines = [json.dumps({**GOOD, "id": text}) for text in ("\ud800", "\U0001f600")]
    path.write_text("\n".join(lines), encoding="utf-8")
    asked = ask_file(path)
    assert [fault.row for fault in asked.faults] == [1]
    assert "half a character" in asked.faults[0].problem
    assert [answer.question.question_id for answer in asked.answers] == ["\U0001f600"]
