"""A lock tells that somebody compiles; what a killed process left behind tells nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from router.solving.compilation import LOCK, MARK, STALE_S, is_compiled, is_locked
from router.solving.kernel.compiling import cache_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="asks whether a process lives")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROUTER_KERNEL_CACHE", str(tmp_path))
    found = cache_folder()
    found.mkdir()
    return found


def test_nothing_is_compiled_or_locked_at_first(folder: Path) -> None:
    assert folder.exists()
    assert not is_compiled()
    assert not is_locked()


def test_the_mark_tells_that_all_is_compiled(folder: Path) -> None:
    (folder / MARK).touch()
    assert is_compiled()


def test_a_living_process_holds_the_lock(folder: Path) -> None:
    (folder / LOCK).write_text(str(os.getpid()))
    assert is_locked()


def test_who_has_not_yet_written_its_number_holds_the_lock(folder: Path) -> None:
    (folder / LOCK).touch()
    assert is_locked()


def test_a_dead_process_holds_nothing(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    (folder / LOCK).write_text(str(process.pid))
    assert not is_locked()


def test_an_old_lock_holds_nothing(folder: Path) -> None:
    lock = folder / LOCK
    lock.write_text(str(os.getpid()))
    then = lock.stat().st_mtime - STALE_S - 1
    os.utime(lock, (then, then))
    assert not is_locked()
