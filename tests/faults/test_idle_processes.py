"""A search process that has done its work does more: never with what is left of the work before."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.problem import Problem
from router.domain.route import Progress, Solution
from router.solving.child import Child
from router.solving.commands import Ready, Rest, Task
from router.solving.idle import IDLE, Idle
from tests.property.kernel_days import separable_problem
from tests.scenarios.streets import day, shift, visit
from tests.solved import solved

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)

ROOT = Path(__file__).parents[2]
# So many visits that not everything is tried at once.
DAY = day([visit(n) for n in range(1, 12)], [shift("ann"), shift("bo")])
OTHER = separable_problem(13, visits=60, shifts=4)
ENDLESS = 10**9  # steps


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    """Begin and end without a process that waits."""
    IDLE.close()
    yield
    IDLE.close()


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(pid: int) -> bool:
    """Wait for the end of a process; the test's own time limit is the limit."""
    while running(pid):
        time.sleep(0.02)
    return True


def one_waits() -> int:
    """Search, and return the process that waits afterwards."""
    solved(DAY, iterations=5, workers=1)
    (pid,) = IDLE.pids
    return pid


# --- it is used again ----------------------------------------------------------------------------


def test_the_next_search_is_done_by_the_same_process() -> None:
    first = one_waits()
    assert one_waits() == first
    solved(OTHER, iterations=100, workers=1)
    assert IDLE.pids == [first]


def test_what_is_found_does_not_hang_on_what_was_searched_before() -> None:
    def found(problem: Problem, seed: int) -> Solution:
        return solved(problem, iterations=3000, seed=seed, workers=1)

    fresh = []
    for problem, seed in ((OTHER, 3), (DAY, 4), (OTHER, 5)):
        IDLE.close()
        fresh.append(found(problem, seed))
    IDLE.close()
    pid = one_waits()
    used = [found(problem, seed) for problem, seed in ((OTHER, 3), (DAY, 4), (OTHER, 5))]
    assert IDLE.pids == [pid]
    assert repr(used) == repr(fresh)


def test_two_threads_may_search_at_once_and_end_before_the_processes_do() -> None:
    expected = repr(solved(DAY, iterations=300, workers=1))
    answers: list[str] = []

    def search() -> None:
        answers.extend(repr(solved(DAY, iterations=300, workers=1)) for _ in range(3))

    for _ in range(2):
        IDLE.close()  # else the one that was started here would do
        threads = [threading.Thread(target=search) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        waiting = IDLE.pids
        assert waiting
        assert all(running(pid) for pid in waiting)
    assert set(answers) == {expected}
    solved(DAY, iterations=5, workers=1)
    assert set(IDLE.pids) == set(waiting)  # one of them did it


# --- it is not used again ------------------------------------------------------------------------


def test_no_more_wait_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("router.solving.idle.cores", lambda: 2)
    solved(DAY, iterations=5, workers=3)
    assert len(IDLE.pids) == 2
    monkeypatch.setattr("router.solving.idle.cores", lambda: 1)
    solved(DAY, iterations=5, workers=2)
    assert len(IDLE.pids) == 1


def test_who_dies_while_it_waits_is_replaced() -> None:
    dead = one_waits()
    os.kill(dead, signal.SIGKILL)
    assert gone(dead)
    assert one_waits() != dead


def test_who_was_interrupted_does_not_wait() -> None:
    def interrupt(_: Progress) -> None:
        signal.raise_signal(signal.SIGINT)

    solution = solved(DAY, iterations=ENDLESS, workers=1, on_progress=interrupt)
    assert solution.search.stopped_by == "interrupt"
    assert IDLE.pids == []


def test_who_was_left_by_an_error_does_not_wait() -> None:
    def fail(_: Progress) -> None:
        raise RuntimeError("the window was closed")

    with pytest.raises(RuntimeError, match="window was closed"):
        solved(DAY, iterations=ENDLESS, workers=1, on_progress=fail)
    assert IDLE.pids == []


def test_who_hung_does_not_wait() -> None:
    pid = one_waits()

    def stop(_: Progress) -> None:
        os.kill(pid, signal.SIGSTOP)

    solved(DAY, seconds=0.5, iterations=None, workers=1, on_progress=stop)
    assert pid not in IDLE.pids
    assert not running(pid)


def test_in_another_environment_another_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    before = one_waits()
    monkeypatch.setenv("ROUTER_ANYTHING", "else")
    after = one_waits()
    assert after != before
    assert not running(before)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert solved(DAY, iterations=5).search.stopped_by == "failure"


# --- one process ---------------------------------------------------------------------------------


def engaged() -> Child:
    child = Idle().child()
    child.engage(0, Task(DAY, 1), queue.SimpleQueue())
    return child


def test_who_has_grown_large_ends_instead_of_waiting() -> None:
    child = engaged()
    child.send(Ready())
    child.rest(Rest(most_bytes=1 << 20, seconds=100.0))  # Python alone has more
    assert not child.rested(60.0)
    child.end()


def test_who_waits_too_long_ends_by_itself() -> None:
    child = engaged()
    child.send(Ready())
    child.rest(Rest(most_bytes=1 << 40, seconds=0.05))
    assert child.rested(60.0)
    assert gone(child.pid)
    assert not child.alive
    child.end()


def test_who_has_not_answered_has_not_rested() -> None:
    child = engaged()
    os.kill(child.pid, signal.SIGSTOP)
    child.send(Ready())
    child.rest(Rest(most_bytes=1 << 40, seconds=100.0))
    assert not child.rested(0.05)
    child.end()


# --- the process that started it -----------------------------------------------------------------

BEGIN = """
import os, sys, threading
from router.solving import solve
from router.solving.idle import IDLE
from tests.scenarios.streets import day, shift, visit
problem = day([visit(n) for n in range(1, 12)], [shift('ann'), shift('bo')])
solution = solve(problem, seconds=None, iterations=100)
print(*IDLE.pids, flush=True)
"""


def script(ending: str) -> subprocess.Popen[str]:
    """Start a script in which nobody may warn; it prints who waits after a search."""
    return subprocess.Popen(
        [sys.executable, "-X", "dev", "-W", "error", "-c", BEGIN + textwrap.dedent(ending)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_at_the_end_of_a_script_nobody_waits_and_nothing_is_said() -> None:
    process = script("")
    out, err = process.communicate()
    assert err == ""
    assert process.returncode == 0
    assert not running(int(out))


def test_who_waits_ends_when_its_parent_is_killed() -> None:
    process = script("input()")
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    assert running(pid)
    process.kill()
    process.communicate()
    assert gone(pid)


def test_a_fork_has_processes_of_its_own_and_leaves_the_others_alone() -> None:
    # Nobody warns that threads are running: while processes wait there are none.
    process = script(
        """
        before = IDLE.pids
        assert threading.active_count() == 1
        fork = os.fork()
        again = solve(problem, seconds=None, iterations=100)
        assert again == solution
        if fork == 0:
            assert IDLE.pids and IDLE.pids != before
            sys.exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 7
        solve(problem, seconds=None, iterations=100)
        assert IDLE.pids == before
        """
    )
    out, err = process.communicate()
    assert err == ""
    assert process.returncode == 0
    assert not running(int(out))


def test_a_search_in_a_thread_outlasts_the_end_of_the_main_one() -> None:
    process = script(
        """
        def search():
            print(len(solve(problem, seconds=None, iterations=100_000).routes))
        threading.Thread(target=search).start()
        IDLE.close()
        """
    )
    out, err = process.communicate()
    assert err == ""
    assert int(out.split()[-1]) >= 1
