"""Whatever happens to the search process, a checked plan comes back, and no process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from router.domain.route import Progress
from tests.scenarios.streets import day, shift, visit
from tests.solved import solved

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)

ROOT = Path(__file__).parents[2]
DAY = day([visit(n) for n in range(1, 8)], [shift("ann"), shift("bo")])


def children(parent: int) -> list[int]:
    """Return the search processes that a process has started and that still live."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # "pid (name) state ppid …"
                state, ppid = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                command = (entry / "cmdline").read_bytes()
            except OSError:  # gone meanwhile
                continue
            if int(ppid) == parent and state != "Z" and b"router.solving.worker" in command:
                found.append(int(entry.name))
    return found


def first_time(action: Callable[[int], None]) -> Callable[[Progress], None]:
    """Do something to the search process when the first plan arrives."""
    struck: list[int] = []

    def on_progress(_: Progress) -> None:
        if not struck:
            struck.extend(children(os.getpid()))
            for pid in struck:
                action(pid)

    return on_progress


def test_a_killed_search_is_started_once_more() -> None:
    kill = first_time(lambda pid: os.kill(pid, signal.SIGKILL))
    solution = solved(DAY, iterations=200, on_progress=kill)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert not children(os.getpid())


def test_a_search_that_is_killed_again_and_again_leaves_the_best_plan_so_far() -> None:
    # Enough steps to last until the second blow falls; it is struck from another process.
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, str(os.getpid()), "2"], stdout=subprocess.DEVNULL
    )
    try:
        solution = solved(DAY, iterations=10**9)
    finally:
        killer.kill()
        killer.wait()
    assert solution.search.stopped_by == "failure"
    assert solution.routes


KILLER = textwrap.dedent(
    """
    import os, pathlib, signal, sys, time
    parent, blows = sys.argv[1:]
    killed = set()
    while len(killed) < int(blows):
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit() or entry.name in killed:
                continue
            try:
                ppid = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            # Written in two, so that this program does not find itself.
            if ppid == parent and b"router.solving" b".worker" in command:
                time.sleep(1.0)
                os.kill(int(entry.name), signal.SIGKILL)
                killed.add(entry.name)
        time.sleep(0.05)
    """
)


def test_a_search_that_hangs_is_ended_at_the_deadline() -> None:
    stop = first_time(lambda pid: os.kill(pid, signal.SIGSTOP))
    solution = solved(DAY, seconds=0.5, iterations=None, on_progress=stop)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert not children(os.getpid())


def test_an_interrupt_gives_the_best_plan_so_far() -> None:
    interrupt = first_time(lambda _: signal.raise_signal(signal.SIGINT))
    solution = solved(DAY, iterations=10**9, on_progress=interrupt)
    assert solution.search.stopped_by == "interrupt"
    assert solution.routes
    assert not children(os.getpid())


def test_an_error_of_the_caller_is_not_swallowed() -> None:
    def on_progress(_: Progress) -> None:
        raise RuntimeError("the window was closed")

    with pytest.raises(RuntimeError, match="window was closed"):
        solved(DAY, iterations=10**9, on_progress=on_progress)
    assert not children(os.getpid())


def test_without_a_search_process_there_is_still_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    solution = solved(DAY)
    assert solution.search.stopped_by == "failure"
    assert len(solution.routes) >= 1


def script(folder: Path, ending: str) -> Path:
    """Write a user's script without a main guard, in a folder with a file named like a module."""
    (folder / "random.py").write_text("raise SystemExit('not the module you wanted')")
    (folder / "pickle.py").write_text("raise SystemExit('not the module you wanted')")
    path = folder / "scripts" / "plan.py"
    path.parent.mkdir()
    path.write_text(
        "from router.solving import solve\n"
        "from tests.scenarios.streets import day, shift, visit\n"
        "problem = day([visit(n) for n in range(1, 8)], [shift('ann'), shift('bo')])\n" + ending
    )
    return path


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_script_needs_no_main_guard_and_may_lie_among_odd_files(tmp_path: Path) -> None:
    path = script(tmp_path, "print(len(solve(problem, seconds=None, iterations=5).routes))\n")
    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= 1
    assert done.stderr == ""


def test_control_c_at_the_terminal_prints_the_best_plan_so_far(tmp_path: Path) -> None:
    path = script(
        tmp_path,
        "solution = solve(problem, seconds=None, iterations=10**9,\n"
        "    on_progress=lambda progress: print(progress.visits, flush=True))\n"
        "print(solution.search.stopped_by, len(solution.routes))\n",
    )
    process = subprocess.Popen(
        [sys.executable, str(path)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()  # the first plan is there
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert out.splitlines()[-1].startswith("interrupt ")
    assert err == ""


def test_a_search_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    path = script(
        tmp_path,
        "solve(problem, seconds=None, iterations=10**9,\n"
        "    on_progress=lambda progress: print(progress.visits, flush=True))\n",
    )
    process = subprocess.Popen(
        [sys.executable, str(path)], env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    (orphan,) = children(process.pid)
    process.kill()
    process.communicate()
    while Path(f"/proc/{orphan}").exists():
        if b"Z" in Path(f"/proc/{orphan}/stat").read_bytes().rpartition(b")")[2][:3]:
            break  # dead; nobody has asked for its status yet
        time.sleep(0.05)


def test_the_same_seed_and_iterations_give_the_same_bytes_in_any_process() -> None:
    code = (
        "from router.solving import solve\n"
        "from benchmarks.days import realistic_day\n"
        "print(repr(solve(realistic_day(25, 3), seconds=None, iterations=120, seed=5)))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**environment(), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert b"visit0001" in answers.pop()
