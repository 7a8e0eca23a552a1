"""A file of parameters states only what differs; whatever it has wrong is said, all at once."""

from __future__ import annotations

from datetime import time
from importlib.resources import files
from pathlib import Path

import pytest

from router.errors import Fault, InputError
from router.value import list_parameters, load_parameters


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError, match="cannot be used") as caught:
        load_parameters(written(folder, text))
    return caught.value.faults


def test_the_packaged_ones_say_what_the_table_of_field_reality_says() -> None:
    table = load_parameters().presence
    assert table.hours == (time(0), time(10), time(12), time(14), time(17), time(19))
    assert table.home_weekday == (0.35, 0.25, 0.30, 0.25, 0.45, 0.55)
    assert table.home_saturday == (0.45, 0.45, 0.42, 0.40, 0.48, 0.50)
    assert table.home_sunday == (0.50, 0.50, 0.47, 0.45, 0.50, 0.55)
    assert table.work_weekday == (0.40, 0.55, 0.35, 0.55, 0.25, 0.05)
    assert 0.75 <= table.appointment <= 0.85
    assert load_parameters() is load_parameters()


def test_a_file_states_only_what_differs(tmp_path: Path) -> None:
    text = "[burden]\nfruitless = 9\n[presence]\nhome.sunday = [0.6, 0.6, 0.6, 0.6, 0.6, 0.7]\n"
    own, packaged = load_parameters(written(tmp_path, text)), load_parameters()
    assert own.burden.fruitless == 9.0
    assert own.presence.home_sunday[-1] == 0.7
    assert own.presence.home_weekday == packaged.presence.home_weekday
    assert own.recovery == packaged.recovery


def test_an_empty_file_changes_nothing_and_tables_may_be_nested(tmp_path: Path) -> None:
    assert load_parameters(written(tmp_path, "")) == load_parameters()
    text = "[presence.work]\nsaturday = [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]\n"
    assert load_parameters(written(tmp_path, text)).presence.work_saturday == (0.2,) * 6


def test_other_hours_need_as_many_chances(tmp_path: Path) -> None:
    hours = '[presence]\nhours = ["00:00", "17:00"]\n'
    rows = "".join(
        f"{place}.{day} = [0.3, 0.5]\n"
        for place in ("home", "work")
        for day in ("weekday", "saturday", "sunday")
    )
    assert load_parameters(written(tmp_path, hours + rows)).presence.hours == (time(0), time(17))
    (fault,) = faults_of(tmp_path, hours + rows.replace("work.sunday = [0.3, 0.5]\n", ""))
    assert fault.column == "presence.work.sunday"
    assert "6 chances for 2 bands" in fault.problem


@pytest.mark.parametrize(
    ("text", "column", "value", "says"),
    [
        ("[burdn]\nfruitless = 1", "burdn", "", "Did you mean burden?"),
        ("[burden]\nfruitles = 1", "burden.fruitles", "", "Did you mean fruitless?"),
        ("[presence]\nhome.holiday = [1]", "presence.home.holiday", "", "Did you mean home."),
        ("[presence]\nhome_weekday = [1]", "presence.home_weekday", "", "home.weekday?"),
        ("fruitless = 4", "fruitless", "", "Write it below [burden]."),
        ("burden = 4", "burden", "", "Write [burden] and its keys below."),
        ("[burden]\nfruitless = 'x'", "burden.fruitless", "x", "Write it as fruitless = 4.0."),
        ("[burden]\nfruitless = true", "burden.fruitless", "True", "Write it as fruitless = 4.0."),
        ("[burden]\nfruitless = -1", "burden.fruitless", "-1", "Write 0 or more"),
        ("[burden]\nfruitless = nan", "burden.fruitless", "nan", "Write 0 or more"),
        ("[burden]\nfruitless = inf", "burden.fruitless", "inf", "at most"),
        (f"[burden]\nfruitless = 1{'0' * 400}", "burden.fruitless", "1" + "0" * 59, "at most"),
        ("[address]\nhome = 80", "address.home", "80", "as 0.35"),
        ("[presence]\nhome.weekday = 0.3", "presence.home.weekday", "0.3", "[0.35, 0.25"),
        ("[learning]\nfailed_odds = 1.2", "learning.failed_odds", "1.2", "1 at most"),
        ("[learning]\nstrength = 0", "learning.strength", "0", "more than 0"),
        ("[ageing]\nlimit_days = 0", "ageing.limit_days", "0", "1 or more"),
        ("[ageing]\nlimit_days = 4.5", "ageing.limit_days", "4.5", "limit_days = 45"),
        ("[recovery]\ndampening = 'cube'", "recovery.dampening", "cube", "sqrt, log, none"),
        ("[recovery]\npriority = [1, 2]", "recovery.priority", "", "five values"),
        ("[channel]\nlast = 'visit'", "channel.last", "visit", "call, message, letter"),
        ("[remote]\nconfirm = 1", "remote.confirm", "1", "confirm = false"),
        ("[remote]\ngrade = 3", "remote.grade", "3", "grade"),
        ("[service]\nmissed_min = 30", "service.missed_min", "", "no longer than met_min"),
        ("[presence]\nhours = ['00:00', '25:00']", "presence.hours", "25:00", '"17:00"'),
        ("[presence]\nhours = ['09:00', '17:00']", "presence.hours", "09:00, 17:00", '"00:00"'),
        ("[presence]\nhours = []", "presence.hours", "[]", '["00:00", "10:00"'),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(
    tmp_path: Path, text: str, column: str, value: str, says: str
) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert (fault.file, fault.column, fault.value) == ("own.toml", column, value)
    assert says in fault.fix
    assert fault.row in (0, 1, 2)


def test_all_faults_are_said_at_once_on_their_lines(tmp_path: Path) -> None:
    text = "[burden]\nfruitless = -1\n\n[address]\nhome = 2\nwork = 'far'\n[nothing]\n"
    found = faults_of(tmp_path, text)
    assert [(fault.row, fault.column) for fault in found] == [
        (2, "burden.fruitless"), (5, "address.home"), (6, "address.work"), (7, "nothing"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_parameters(tmp_path / "none.toml")
    assert "no such file" in str(caught.value.faults[0])
    with pytest.raises(InputError):
        load_parameters(tmp_path)
    (fault,) = faults_of(tmp_path, "[burden]\nfruitless == 4\n")
    assert (fault.row, "no TOML" in fault.problem) == (2, True)
    (tmp_path / "own.toml").write_bytes(b"[burden]\n# \xff\n")
    with pytest.raises(InputError) as caught:
        load_parameters(tmp_path / "own.toml")
    assert "UTF-8" in str(caught.value.faults[0])
    faults = faults_of(tmp_path, "#" * 70_000)
    assert "too large" in faults[0].problem


def test_every_parameter_is_listed_with_its_meaning_and_grade(tmp_path: Path) -> None:
    listed = {one.name: one for one in list_parameters(load_parameters())}
    assert all(one.comment and one.grade and not one.changed for one in listed.values())
    assert listed["recovery.kept"].grade == "secondary: introxl"
    assert listed["presence.hours"].value[-1] == "19:00"

    text = "[burden]\nfruitless = 9\n[ageing]\ngrade = 'measured by us'\nboost = 2\n"
    own = {one.name: one for one in list_parameters(load_parameters(written(tmp_path, text)))}
    assert (own["burden.fruitless"].value, own["burden.fruitless"].default) == (9.0, 4.0)
    assert own["burden.fruitless"].grade == "own"
    assert own["ageing.boost"].grade == "measured by us"
    assert own["ageing.limit_days"].grade == "assumed"


def test_the_packaged_file_is_one_that_could_be_a_users(tmp_path: Path) -> None:
    text = files("router.value").joinpath("parameters.toml").read_text("utf-8")
    assert load_parameters(written(tmp_path, text)) == load_parameters()
