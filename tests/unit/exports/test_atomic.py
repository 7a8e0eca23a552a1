"""Folders are written whole; names from ids stay inside them."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from router.errors import InputError
from router.exports import safe_name, write_file, write_folder
from router.exports.atomic import MANIFEST, check_writable

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")


def names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files)


@posix
def test_a_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "计划 一"
    write_folder(folder, {"plan.json": "{}", "maps/a.html": b"<p>"})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "maps").stat().st_mode) == 0o700
    for name in names(folder):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert names(folder) == [MANIFEST, "maps/a.html", "plan.json"]
    assert names(folder.parent) == [f"计划 一/{name}" for name in names(folder)]


def test_a_second_plan_replaces_the_first_and_removes_what_is_stale(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"plan.json": "1", "maps/a.html": "a", "b.html": "b"})
    write_folder(tmp_path / "out", {"plan.json": "2", "c.html": "c"})
    assert names(tmp_path / "out") == [MANIFEST, "c.html", "plan.json"]
    assert not (tmp_path / "out" / "maps").exists()
    assert (tmp_path / "out" / "plan.json").read_text() == "2"


def test_foreign_files_are_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, {"plan.json": "1", "maps/a.html": "a"})
    (folder / "notes.txt").write_text("mine")
    (folder / "maps" / "mine.html").write_text("mine")
    write_folder(folder, {"plan.json": "2"})
    assert names(folder) == [MANIFEST, "maps/mine.html", "notes.txt", "plan.json"]


def test_a_foreign_file_of_the_same_name_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "routes.csv").write_text("mine")
    with pytest.raises(InputError, match=r"routes\.csv.*did not write"):
        write_folder(tmp_path, {"plan.json": "1", "routes.csv": "2"})
    assert names(tmp_path) == ["routes.csv"]
    assert (tmp_path / "routes.csv").read_text() == "mine"


def test_an_empty_folder_that_is_there_is_used(tmp_path: Path) -> None:
    write_folder(tmp_path, {"plan.json": "1"})
    assert names(tmp_path) == [MANIFEST, "plan.json"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="is a file"):
        write_folder(tmp_path / "out", {"plan.json": "1"})


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../b", "", ".", "a//b", "a\\b", "C:x", MANIFEST, "a\nb"]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        write_folder(tmp_path / "out", {name: ""})
    assert list(tmp_path.iterdir()) == []


def test_an_edited_list_of_files_never_deletes_outside(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    folder = tmp_path / "out"
    write_folder(folder, {"plan.json": "1"})
    (folder / MANIFEST).write_text("../precious\nplan.json\n")
    write_folder(folder, {"plan.json": "2"})
    assert (tmp_path / "precious").read_text() == "mine"


def test_what_a_killed_run_left_is_removed_later(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, {"plan.json": "1"})
    for name, age in (("old", 4000), ("young", 10)):
        left = folder / f".router-tmp-{name}"
        left.mkdir()
        os.utime(left, (time.time() - age, time.time() - age))
    write_folder(folder, {"plan.json": "2"})
    left_over = [path.name for path in folder.iterdir() if path.is_dir()]
    assert left_over == [".router-tmp-young"]  # may belong to a run that is still alive


def test_one_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "файл 一.csv"
    write_file(path, "old")
    write_file(path, "new \ud800")
    assert path.read_bytes() == b"new ?"
    assert names(tmp_path) == [path.name]


HOSTILE_IDS = [
    "",
    "../../x",
    "CON",
    "con",
    "a/b",
    "x" * 5000,
    "张三",
    "...",
    "A",
    "a",
    "\0",
    "\ud800",
]


@pytest.mark.parametrize("identifier", HOSTILE_IDS)
def test_a_name_made_of_any_id_is_one_short_file_name(tmp_path: Path, identifier: str) -> None:
    name = safe_name(identifier)
    (tmp_path / f"{name}.html").write_text("")
    assert names(tmp_path) == [f"{name}.html"]
    assert len(name.encode()) <= 200
    assert name.split(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN"}


def test_a_name_made_of_an_id_is_readable() -> None:
    assert safe_name("Anna Aalto").startswith("anna-aalto-")
    assert safe_name("张三").startswith("张三-")


@given(st.text(), st.text())
def test_different_ids_get_different_names_even_without_case(one: str, other: str) -> None:
    same = safe_name(one).casefold() == safe_name(other).casefold()
    assert same == (one == other)


@posix
def test_a_target_is_checked_before_the_work_and_its_folder_is_made(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "places.csv")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert list((tmp_path / "new").iterdir()) == []


def test_a_target_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write into"):
        check_writable(tmp_path / "file" / "places.csv")
    with pytest.raises(InputError, match="is a folder; give the name of a file"):
        check_writable(tmp_path)
