"""A writer that is killed at any moment loses nothing and hurts nobody; its rerun ends the same."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from router.journal import Journal, files, verify
from tests.unit.journal.told import outcomes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")

WRITER = """
import os, signal, sys
from router.journal import Journal
from tests.unit.journal.told import outcomes

path, count, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
steps = 0

def step(event, arguments):
    # Every file that is opened, renamed or removed is a moment at which a machine may stop.
    global steps
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and any(
        os.path.basename(path) in str(argument) for argument in arguments
    ):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

table = outcomes(count)
print("ready", flush=True)
if last:
    sys.addaudithook(step)
Journal(path).record_outcomes(table)
print("done", flush=True)
"""


def write(path: Path, count: int, *, last: int = 0) -> int:
    """Let another process record outcomes and kill it at a step; return how it ended."""
    ended = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), str(count), str(last)],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return ended.returncode


def told(path: Path) -> list[tuple[str, str | None]]:
    return [(entry.kind, entry.payload) for entry in Journal(path).entries()]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str | None]]:
    """Return what a run that is not killed leaves: one outcome, then 30."""
    path = tmp_path_factory.mktemp("whole") / "j"
    Journal(path).record_outcomes(outcomes(31))
    return told(path)


def killed_at(path: Path, step: int) -> bool:
    """Return whether a run of 30 more outcomes has so many steps; then it was killed there."""
    ended = write(path, 31, last=step)
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def test_a_writer_killed_at_any_step_leaves_a_journal_that_holds_and_can_go_on(
    tmp_path: Path, expected: list[tuple[str, str | None]]
) -> None:
    step = interrupted = 0
    while True:
        step += 1
        path = tmp_path / f"j{step}"
        Journal(path).record_outcomes(outcomes(1))
        if not killed_at(path, step):
            break
        found = verify(path)
        assert found.ok, (step, found.damages)
        assert found.entries in (1, 31)  # all of a batch, or nothing
        interrupted += found.interrupted
        Journal(path).record_outcomes(outcomes(31))  # the rerun
        after = verify(path)
        assert after.ok
        assert not after.interrupted
        assert told(path) == expected
    assert step > 10
    assert interrupted > 1


def test_a_journal_whose_making_was_killed_at_any_step_is_made_by_the_next_run(
    tmp_path: Path, expected: list[tuple[str, str | None]]
) -> None:
    for step in range(1, 100):
        path = tmp_path / f"j{step}"
        if not killed_at(path, step):
            break
        Journal(path).record_outcomes(outcomes(31))
        assert verify(path).ok
        assert told(path) == expected
    else:
        pytest.fail("the run never ended")


@pytest.mark.parametrize("wait_s", [0.05, 0.3, 0.8])
def test_a_long_import_killed_in_the_middle_ends_as_one_run(tmp_path: Path, wait_s: float) -> None:
    path, count = tmp_path / "j", 12_000
    command = [sys.executable, "-c", WRITER, str(path), str(count), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        time.sleep(wait_s)  # wherever that is: the result is the same
        run.kill()
    table = outcomes(count)
    Journal(path).record_outcomes(table)
    assert verify(path).ok
    assert [payload for _, payload in told(path)] == [
        payload for _, payload in _whole(tmp_path / "whole", count)
    ]


def _whole(path: Path, count: int) -> list[tuple[str, str | None]]:
    Journal(path).record_outcomes(outcomes(count))
    return told(path)


def test_a_flipped_byte_is_noticed_though_a_write_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "j"
    Journal(path).record_outcomes(outcomes(1))
    for step in range(1, 100):
        assert killed_at(path, step), "no step leaves a committed write without its seal"
        if verify(path).interrupted and verify(path).entries == 31:
            break
    content = path.read_bytes()
    at = content.index("灰色".encode())
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert not verify(path).ok


def test_a_write_killed_before_sqlite_began_on_the_file_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    """Until pages are on the disk, the head of SQLite's own journal is zeros: it lets it lie."""
    path = tmp_path / "j"
    Journal(path).record_outcomes(outcomes(5))
    seal = files.read_seal(path)
    assert seal is not None
    promise = files.Pending(journal=seal.journal, before=seal.head, entries=9, head="0" * 64)
    files.write_note(path, promise)
    left = tmp_path / "j-journal"
    left.write_bytes(bytes(512 + 4096))
    Journal(path).record_outcomes(outcomes(5))  # nothing new, so that no write takes it over
    assert not left.exists()
    assert Journal(path).record_outcomes(outcomes(5)).new == 0
    assert verify(path).ok
