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
from router.exports import write_problem
from router.pipeline import solve_file
from router.solving.compilation import LOCK, is_compiled
from router.solving.idle import IDLE
from router.solving.kernel.compiling import cache_folder
from tests.scenarios.streets import day, shift, visit
from tests.solved import solved

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)

ROOT = Path(__file__).parents[2]
# So many visits that not everything is tried at once.
DAY = day([visit(n) for n in range(1, 12)], [shift("ann"), shift("bo")])
ENDLESS = 10**9  # steps


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


@pytest.fixture(autouse=True)
def nobody_waits() -> None:
    """Begin without processes of the test before."""
    IDLE.close()


def at_work() -> list[int]:
    """Return the search processes of this one that do not wait for work."""
    return sorted(set(children(os.getpid())) - set(IDLE.pids))


def first_time(
    action: Callable[[int], None], *, most: int | None = None
) -> Callable[[Progress], None]:
    """Do something to the search processes, or some of them, when the first plan arrives."""
    struck: list[int] = []

    def on_progress(_: Progress) -> None:
        if not struck:
            struck.extend(sorted(children(os.getpid()))[:most])
            for pid in struck:
                action(pid)

    return on_progress


def test_a_killed_search_is_started_once_more() -> None:
    kill = first_time(lambda pid: os.kill(pid, signal.SIGKILL))
    solution = solved(DAY, iterations=200, on_progress=kill)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert not at_work()


def test_what_one_process_had_to_do_is_done_by_the_other_if_it_dies() -> None:
    kill = first_time(lambda pid: os.kill(pid, signal.SIGKILL), most=1)
    solution = solved(DAY, iterations=200, workers=2, on_progress=kill)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert not at_work()


def test_a_search_that_is_killed_again_and_again_leaves_the_best_plan_so_far() -> None:
    # Enough steps to last until the second blow falls; it is struck from another process.
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, str(os.getpid()), "2"], stdout=subprocess.DEVNULL
    )
    try:
        solution = solved(DAY, iterations=ENDLESS)
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
    solution = solved(DAY, seconds=2.0, iterations=None, workers=2, on_progress=stop)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert not at_work()


def test_an_interrupt_gives_the_best_plan_so_far() -> None:
    interrupt = first_time(lambda _: signal.raise_signal(signal.SIGINT))
    solution = solved(DAY, iterations=ENDLESS, workers=2, on_progress=interrupt)
    assert solution.search.stopped_by == "interrupt"
    assert solution.routes
    assert not at_work()


def test_an_interrupt_is_heard_while_coupled_visits_are_settled(tmp_path: Path) -> None:
    # OR-Tools settles them in this very process; without a thread it would deafen it for a minute.
    path = script(
        tmp_path,
        "from dataclasses import replace\n"
        "from router.domain.problem import Spacing\n"
        "from router.solving.jointly import solve_jointly\n"
        "visits = [visit(1 + n % 11, visit_id=f'v{n}', case_ids=(f'c{n}',)) for n in range(40)]\n"
        "apart = Spacing(visit_ids=tuple(v.visit_id for v in visits), gap_s=600)\n"
        "shifts = [shift(name) for name in 'abcd']\n"
        "problem = replace(day(visits, shifts), spacings=(apart,))\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    solve_jointly(problem, seconds=250)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupt', flush=True)\n",
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
    process.stdout.readline()
    time.sleep(2.0)  # it is in the midst of it
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert out.split() == ["interrupt"]
    assert err == ""


def test_an_error_of_the_caller_is_not_swallowed() -> None:
    def on_progress(_: Progress) -> None:
        raise RuntimeError("the window was closed")

    with pytest.raises(RuntimeError, match="window was closed"):
        solved(DAY, iterations=ENDLESS, on_progress=on_progress)
    assert not at_work()


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
        "problem = day([visit(n) for n in range(1, 12)], [shift('ann'), shift('bo')])\n" + ending
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


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_and_iterations_give_the_same_bytes_in_any_process(workers: int) -> None:
    code = (
        "from router.solving import solve\n"
        "from tests.property.kernel_days import separable_problem\n"
        "problem = separable_problem(13, visits=150, shifts=6)\n"
        "print(repr(solve(problem, seconds=None, iterations=20_000, seed=5, "
        f"workers={workers})))\n"
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
    assert answers.pop().count(b"PlannedVisit") > 10


def test_nothing_piles_up_over_many_searches() -> None:
    # A dozen, in a process of their own; the first ones load what stays loaded.
    code = (
        "import os, resource\n"
        "from pathlib import Path\n"
        "from router.solving import solve\n"
        "from tests.scenarios.streets import day, shift, visit\n"
        "problem = day([visit(n) for n in range(1, 5)], [shift('ann')])\n"
        "def size():\n"
        "    pages = int(Path('/proc/self/statm').read_text().split()[1])\n"
        "    return pages * resource.getpagesize() / 2**20\n"
        "for number in range(17):\n"
        "    solve(problem, seconds=None, iterations=5, seed=number)\n"
        "    if number == 4:\n"
        "        before = size()\n"
        "from router.solving.idle import IDLE\n"
        "IDLE.close()\n"
        "tasks = Path('/proc/self/task')\n"
        "children = [t.joinpath('children').read_text().split() for t in tasks.iterdir()]\n"
        "open_files = len(os.listdir('/proc/self/fd'))\n"
        "print(round(size() - before), sum(map(len, children)), open_files)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    grown, zombies, files = map(int, done.stdout.split())
    assert grown < 5  # megabytes
    assert zombies == 0
    assert files < 10


def compiler_of(folder: Path) -> int:
    """Return the process that compiles into a folder, once there is one."""
    while True:
        for lock in folder.glob("*/compiling"):
            text = lock.read_text()
            if text:
                return int(text)
        time.sleep(0.05)


def test_control_c_while_the_kernel_is_compiled_gives_a_plan(tmp_path: Path) -> None:
    # Waiting is asked for: with steps as the only limit the result must not hang on the clock.
    path = script(
        tmp_path,
        "solution = solve(problem, seconds=None, iterations=10)\n"
        "print(solution.search.stopped_by, len(solution.routes))\n",
    )
    process = subprocess.Popen(
        [sys.executable, str(path)],
        env={**environment(), "ROUTER_KERNEL_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    compiler = compiler_of(tmp_path / "cache")
    try:
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
        os.kill(compiler, 0)  # it goes on, for the next time
    finally:
        os.kill(compiler, signal.SIGKILL)
    assert out.split()[0] == "interrupt"
    assert int(out.split()[1]) >= 1
    assert err == ""


def test_while_the_kernel_is_compiled_or_tools_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_KERNEL_CACHE", str(tmp_path))
    heard: list[Progress] = []
    solution = solved(DAY, seconds=2.0, iterations=None, on_progress=heard.append)
    os.kill(compiler_of(tmp_path), signal.SIGKILL)
    assert solution.search.stopped_by == "limit"
    assert solution.routes
    assert [share.engine for share in solution.search.shares] == ["ortools"]
    assert all(state.preparing for state in heard)
    assert [state.visits == 0 for state in heard[:2]] == [True, False]  # it is told at once


def test_a_dispatcher_is_told_that_the_next_plan_will_be_better(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "router",
        "demo",
        "--seconds",
        "1",
        "--out",
        str(tmp_path / "o"),
    ]
    said = [
        subprocess.run(
            command, env={**environment(), **cache}, capture_output=True, text=True, check=True
        ).stdout
        for cache in ({}, {"ROUTER_KERNEL_CACHE": str(tmp_path)})
    ]
    os.kill(compiler_of(tmp_path), signal.SIGKILL)
    assert ["The next plan will be better" in text for text in said] == [False, True]


def test_what_was_not_compiled_at_first_is_used_by_the_same_process_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In place of a minute's compilation a link to the folder of what is compiled appears.
    compiled = cache_folder()
    assert is_compiled()
    monkeypatch.setenv("ROUTER_KERNEL_CACHE", str(tmp_path))
    lock = tmp_path / compiled.name / LOCK
    lock.parent.mkdir()
    lock.write_text(str(os.getpid()))  # somebody is at it
    before = solved(DAY, seconds=1.5, iterations=None, workers=1)
    (pid,) = IDLE.pids
    lock.unlink()
    lock.parent.rmdir()
    lock.parent.symlink_to(compiled)
    after = solved(DAY, seconds=1.5, iterations=None, workers=1)
    assert IDLE.pids == [pid]
    assert [share.engine for share in before.search.shares] == ["ortools"]
    assert "kernel" in {share.engine for share in after.search.shares}


def test_a_command_says_that_the_search_is_prepared_for_the_first_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = tmp_path / "problem.json"
    problem.write_text(write_problem(DAY), encoding="utf-8")
    monkeypatch.setenv("ROUTER_KERNEL_CACHE", str(tmp_path))
    said: list[tuple[str, float, str]] = []
    solve_file(
        problem,
        tmp_path / "solution.json",
        seconds=2.0,
        on_progress=lambda step, done, note: said.append((step, done, note)),
    )
    os.kill(compiler_of(tmp_path), signal.SIGKILL)
    note = "for the first time on this computer, about two minutes; OR-Tools searches meanwhile"
    assert said[1] == ("preparing the search", 0.0, note)
    assert [step for step, _, _ in said[2:]] == ["searching"] * len(said[2:])
    assert all(" visits" in words for _, _, words in said[2:])


@pytest.mark.parametrize(("engine", "end"), [("auto", "limit"), ("kernel", "failure")])
def test_where_nothing_can_be_compiled_there_is_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, end: str
) -> None:
    (tmp_path / "file").write_text("no folder can be made in a file")
    monkeypatch.setenv("ROUTER_KERNEL_CACHE", str(tmp_path / "file"))
    heard: list[Progress] = []
    solution = solved(DAY, engine=engine, on_progress=heard.append)
    assert [state.preparing for state in heard[:2]] == [True, False]  # it is over soon
    assert solution.search.stopped_by == end
    assert solution.routes
