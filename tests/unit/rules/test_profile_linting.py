"""A profile that cannot be used is refused whole: every fault, with its line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from router.errors import Fault, InputError
from router.rules import lint_profile, load_profile

HEAD = """\
id = "bank"
version = "1"
title = "Our rules"
country = "CL"

[sources.us]
title = "House rules"
grade = "primary"
"""


def written(tmp_path: Path, text: str, name: str = "bank.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(tmp_path: Path, rules: str, head: str = HEAD) -> list[Fault]:
    return [f for f in lint_profile(written(tmp_path, head + rules)) if f.fatal]


def hours(days: str = '["mon"]', open_: str = '["09:00-17:00"]', more: str = "") -> str:
    return f'[[hours]]\nid = "h"\nsource = "us"\ndays = {days}\nopen = {open_}\n{more}'


def cap(name: str, most: str, days: str, more: str = "") -> str:
    return f'[[caps]]\nid = "{name}"\nsource = "us"\nmost = {most}\n{days}\n{more}\n'


def test_a_sound_profile_is_loaded_with_the_digest_of_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + hours('["mon-fri", "holiday"]'))
    assert lint_profile(path) == ()
    profile = load_profile(path)
    assert profile.name == "bank 1"
    assert [rule.rule_id for rule in profile.rules] == ["h"]
    before = profile.digest
    path.write_text(path.read_text() + "# one more word\n", encoding="utf-8")
    assert load_profile(path).digest != before


def test_a_file_from_a_spreadsheet_world_with_marks_and_windows_line_ends_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bank.toml"
    text = "\ufeff" + (HEAD + hours('["mon-sun", "holiday"]')).replace("\n", "\r\n")
    path.write_bytes(text.encode("utf-8"))
    assert load_profile(path).profile_id == "bank"


@pytest.mark.parametrize(
    ("rules", "key", "problem", "fix"),
    [
        (hours(open_='["25:00-26:00"]'), "open", "no such time", "24:00"),
        (hours(open_='["09:60-10:00"]'), "open", "no such time", "24:00"),
        (hours(open_='["9-17"]'), "open", "no span", "09:00-20:00"),
        (hours(open_='["17:00-09:00"]'), "open", "ends after it starts", "two spans"),
        (hours(open_='["09:00-09:00"]'), "open", "ends after it starts", "two spans"),
        (hours(open_='["20:00-00:00"]'), "open", "two ways", "24:00"),
        (hours(open_='["09:00-12:00", "11:00-13:00"]'), "open", "overlap", "Join"),
        (hours(open_='["09:00-12:00", "12:00-13:00"]'), "open", "touch", "Join"),
        (hours(open_="9"), "open", "no list of texts", '["one", "two"]'),
        (hours('["sunday"]'), "days", "not known", "Did you mean sun?"),
        (hours('["Mon"]'), "days", "not known", "mon"),
        (hours('["holidays"]'), "days", "not known", "holiday"),
        (hours('["weekend"]'), "days", "not known", '"sat", "sun"'),
        (hours("[]"), "days", "empty", "at least one"),
        (hours(more='note = "x"\nsorce = "us"'), "sorce", "no key", "source"),
        (hours(more='places = ["hospitl"]'), "places", "not known", "hospital"),
        (hours(more='applies_to = ["visits"]'), "applies_to", "not known", "visit"),
        (hours(more="applies_to = []"), "applies_to", "empty", "at least one"),
        (hours(more='lifted_by = ["hour"]'), "lifted_by", "not known", "hours"),
        (hours(more='grade = "good"'), "grade", "not known", "primary"),
        (
            hours(more="effective = 2026-07-01\nuntil = 2026-06-30"),
            "until",
            "ends before it begins",
            "Swap",
        ),
        (hours(more='effective = "soon"'), "effective", "no date", "2026-07-01"),
        (hours(more="effective = 2026-07-01T00:00:00"), "effective", "no date", "2026-07-01"),
        (hours('["mon-sun"]', "[]"), "", "close every day", "Open"),
        (cap("c", "0", "days = 7"), "most", "bars every visit", "at least 1"),
        (cap("c", "true", "days = 7"), "most", "no fitting number", "whole number"),
        (cap("c", "1.5", "days = 7"), "most", "no fitting number", "whole number"),
        (cap("c", "1", ""), "days", "missing", "days = 7"),
        (cap("c", "1", 'days = 7\nper = "day"'), "per", "not both", "Leave one out"),
        (cap("c", "1", "days = 0"), "days", "no fitting number", "1 to"),
        (cap("c", "500", "days = 7"), "most", "never bind", "Lower"),
        (cap("a", "2", "days = 30") + cap("b", "5", "days = 7"), "most", "never bind", "a"),
        (
            '[[min_gap]]\nid = "g"\nsource = "us"\ndays = nan\n',
            "days",
            "no fitting number",
            "0.01",
        ),
        (
            '[[prior_contacts]]\nid = "p"\nsource = "us"\nchannel = "visit"\nattempts = 1\n',
            "channel",
            "not known",
            "call, message, letter",
        ),
        (
            '[[notice]]\nid = "n"\nsource = "us"\nlead_hours = 24\nsays = ["purpos"]\n',
            "says",
            "not known",
            "purpose",
        ),
        (
            '[[places]]\nid = "p"\nsource = "us"\nplace = "home"\ntreatment = "maybe"\n',
            "treatment",
            "not known",
            "allow, consent, deny",
        ),
        (
            '[[places]]\nid = "p"\nsource = "us"\nplace = "work"\ntreatment = "allow"\n'
            "after_fruitless = 2\n",
            "after_fruitless",
            "where",
            "after_fruitless_at",
        ),
        (
            '[[places]]\nid = "p"\nsource = "us"\nplace = ["home", "work", "registered", "mailing",'
            ' "relative", "hospital", "school", "public", "agreed", "other"]\ntreatment = "deny"\n',
            "places",
            "every type of place",
            "Allow",
        ),
        ('[[crew]]\nid = "c"\nsource = "us"\n', "", "neither least nor most", "least = 2"),
        (
            '[[crew]]\nid = "c"\nsource = "us"\nleast = 3\nmost = 2\n',
            "least",
            "more people",
            "Swap",
        ),
        ('[[papers]]\nid = "p"\nsource = "us"\n', "", "says nothing", "carry"),
        ('[[protected]]\nid = "p"\nsource = "us"\n', "flags", "missing", "flags"),
        (
            '[[records]]\nid = "r"\nsource = "us"\nkeep_days = 100\npurge_days = 10\n',
            "purge_days",
            "purged before",
            "Raise",
        ),
        ('[hours]\nid = "h"\n', "hours", "list of tables", "[[hours]]"),
        ('[[hour]]\nid = "h"\n', "hour", "no key", "hours"),
        (hours().replace('source = "us"\n', ""), "source", "missing", "source"),
        (hours().replace('"us"', '"eu"'), "source", "not described", "[sources.eu]"),
        (hours().replace('id = "h"', 'id = "Our hours"'), "id", "no id", "hours-sat"),
        (hours() + hours('["tue"]'), "id", "used twice", "another"),
        (hours() + hours(open_='["25:00-26:00"]'), "id", "used twice", "another"),
        (
            hours() + hours(open_='["18:00-20:00"]').replace('"h"', '"i"'),
            "open",
            "never meet",
            "one rule",
        ),
    ],
)
def test_a_fault_is_named_with_its_key_its_line_and_what_to_write(
    tmp_path: Path, rules: str, key: str, problem: str, fix: str
) -> None:
    found = [
        fault
        for fault in faults(tmp_path, rules)
        if problem in fault.problem and fix in fault.fix and fault.column.endswith(key)
    ]
    assert found, faults(tmp_path, rules)
    assert found[0].file == "bank.toml"
    assert found[0].row > 0 or not key or key == "places"


def test_all_faults_are_named_at_once_each_on_its_line(tmp_path: Path) -> None:
    rules = '[[hours]]\nid = "h"\nsource = "eu"\ndays = ["sunday"]\nopen = ["25:00-26:00"]\n'
    # HEAD has eight lines and ends with a line break: the rule's keys stand on lines 9 to 13.
    found = {(fault.row, fault.value) for fault in faults(tmp_path, rules)}
    assert found == {(11, "eu"), (12, "sunday"), (13, "25:00-26:00")}
    with pytest.raises(InputError) as caught:
        load_profile(tmp_path / "bank.toml")
    assert len(caught.value.faults) == 3


def test_two_rules_that_say_the_same_are_one_too_many(tmp_path: Path) -> None:
    found = faults(tmp_path, cap("a", "1", "days = 7") + cap("b", "1", "days = 7"))
    assert [fault.problem for fault in found] == ["this says the same as a"]


def test_caps_that_real_rules_state_beside_each_other_are_let_be(tmp_path: Path) -> None:
    # Once a day and once in seven days: the first is idle, and stated for clarity.
    rules = cap("a", "1", 'per = "day"') + cap("b", "1", "days = 7") + cap("c", "2", "days = 30")
    assert not faults(tmp_path, rules)


def test_a_cap_of_no_other_channel_before_a_visit_is_a_rule_and_no_bar(tmp_path: Path) -> None:
    assert not faults(tmp_path, cap("a", "0", "days = 7", 'channels = ["call"]'))


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (HEAD.replace('"bank"', '"humane"'), "id"),
        (HEAD.replace('"bank"', '"router"'), "id"),
        (HEAD.replace('"CL"', '"XX"'), "country"),
        (HEAD.replace('"CL"', '"US"\nsubdivision = "ZZ"'), "subdivision"),
        (HEAD.replace('country = "CL"', 'subdivision = "MA"'), "subdivision"),
        (HEAD.replace('version = "1"\n', ""), "version"),
        (HEAD.replace('title = "Our rules"', 'title = " "'), "title"),
        (HEAD.replace('grade = "primary"', ""), "grade"),
        (HEAD.replace("Our rules", "Our\\u001b[31m rules"), "title"),
    ],
)
def test_a_fault_of_the_head_is_named(tmp_path: Path, head: str, key: str) -> None:
    assert [fault.column.rpartition(": ")[2] for fault in faults(tmp_path, hours(), head)] == [key]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (hours(), "no hours are stated for holidays"),
        (cap("a", "1", "days = 7", 'channels = ["call"]'), "count of other channels"),
        ('[[protected]]\nid = "p"\nsource = "us"\nflags = ["vulnerabel"]\n', "'vulnerabel'"),
        (hours('["mon-sun", "holiday"]', more='grade = "unverified"'), "no value"),
    ],
)
def test_a_doubt_is_a_remark_and_the_profile_can_be_used(
    tmp_path: Path, rules: str, words: str
) -> None:
    path = written(tmp_path, HEAD + rules)
    remarks = lint_profile(path)
    assert any(words in fault.problem and not fault.fatal for fault in remarks)
    assert load_profile(path).profile_id == "bank"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a = [", "no TOML"),
        (b"id = 1\nid = 2\n", "no TOML"),
        (b"x = " + b"[" * 50_000, "TOML"),
        (b"\xff\xfei\0d\0", "UTF-8"),
        (b"#" * 300_000, "too large"),
    ],
)
def test_what_is_no_profile_at_all_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "bank.toml"
    path.write_bytes(content)
    assert [problem in fault.problem for fault in lint_profile(path)] == [True]
    with pytest.raises(InputError):
        load_profile(path)


def test_a_missing_file_and_an_unknown_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        load_profile(tmp_path / "none.toml")
    assert "no such file" in missing.value.faults[0].problem
    with pytest.raises(InputError) as unknown:
        load_profile("chle")
    assert "Packaged are humane, " in unknown.value.faults[0].fix
    assert "folder" in lint_profile(tmp_path)[0].problem


def test_a_rule_for_several_places_becomes_one_rule_each(tmp_path: Path) -> None:
    rules = '[[places]]\nid = "p"\nsource = "us"\nplace = ["home", "work"]\ntreatment = "consent"\n'
    profile = load_profile(written(tmp_path, HEAD + rules))
    assert [rule.rule_id for rule in profile.rules] == ["p-home", "p-work"]
