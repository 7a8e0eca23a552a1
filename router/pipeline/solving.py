"""`solve_file`: problems in a file of any kind, solved, checked and answered in their own form."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from router.checking import check_routes
from router.domain.costs import CostBreakdown
from router.domain.plurals import plural
from router.domain.route import Progress, SearchInfo, Solution
from router.errors import CheckFailedError, InputError
from router.exports import (
    BenchmarkProblem,
    GoogleProblem,
    VroomProblem,
    cost_plot,
    write_file,
    write_google,
    write_sol,
    write_solution,
    write_vroom,
)
from router.pipeline.problem_files import ProblemFile, best_known_cost, read_problem_file
from router.pipeline.progress import Preparation, Say, silent
from router.solving import solve
from router.travel import TravelProvider

__all__ = ["SolvedFile", "solve_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedFile:
    """What became of a problem file.

    Parameters
    ----------
    kind
        Whose form it has, such as ``vroom``.
    out
        Where the answer was written.
    cost
        In the unit of the file; of a VROOM problem, VROOM's cost.
    costs
        Term by term, in the money of the problem that was solved.
    routes, visits, left_out
        How many.
    must_left_out
        How many that must be made are on no route.
    best_known
        As given or found; None if neither.
    search
        How it was found.
    remarks
        What was ignored, or read otherwise than the other system does.
    answer
        As written: JSON as plain values; other forms as one text under ``text``.
    """

    kind: str
    out: Path
    cost: float
    costs: CostBreakdown
    routes: int
    visits: int
    left_out: int
    must_left_out: int
    best_known: float | None
    search: SearchInfo
    remarks: tuple[str, ...]
    answer: Mapping[str, Any]

    @property
    def gap(self) -> float | None:
        """By which share the cost exceeds the best known; None if that says nothing."""
        if not self.best_known or self.must_left_out:
            return None
        return round(self.cost / self.best_known - 1, 6) + 0.0


def solve_file(
    problem: str | Path,
    out: str | Path | None = None,
    *,
    seconds: float | None = 10.0,
    iterations: int | None = None,
    seed: int = 0,
    engine: str = "auto",
    workers: int | None = None,
    best_known: float | None = None,
    plot: str | Path | None = None,
    travel: TravelProvider | None = None,
    on_progress: Say = silent,
) -> SolvedFile:
    """Solve a problem of any known kind, and write the answer in the form that belongs to it.

    Parameters
    ----------
    problem
        ``router.problem/1`` (or a plan.json), VROOM's or OptimizeTours JSON, or the text of
        Solomon, of VRPLIB, or of problems with several windows. The content decides.
    out
        Where to write; None: ``solution.json``, or ``solution.sol`` for the texts. Our own problems
        are answered as ``router.solution/1``, those of VROOM and Google in their shapes, the texts
        as a VRPLIB solution.
    seconds, iterations, seed, engine, workers
        As for `router.solving.solve`.
    best_known
        A cost to compare with; None: looked for beside the file.
    plot
        Where to draw the cost over time, as SVG.
    travel
        Measures the way if the file brings coordinates only; None: great circles times 1.3.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    SolvedFile
        What was found and written. An interrupt from the keyboard ends the search, and the best
        plan so far is written.

    Raises
    ------
    InputError
        If the file cannot be read, or holds what cannot be expressed (such as shipments).
    SearchError
        If locks cannot be kept, or the search could not run.
    CheckFailedError
        If the solution breaks a rule; that is a defect of this program.
    """
    if plot is not None and Path(plot).suffix.lower() != ".svg":
        raise InputError(f"{plot}: the plot is drawn as SVG; give a name that ends in .svg")
    for target in (out, plot):  # said before the search, not after it
        if target is not None and not Path(target).parent.is_dir():
            raise InputError(f"{target} cannot be written: its folder is not there; make it first")
    file = read_problem_file(Path(problem), travel)
    stated = file.read.problem
    on_progress("reading", 1.0, f"{file.read.kind}, {plural(len(stated.visits), 'visit')}")
    goal = best_known_cost(file) if best_known is None else best_known
    watch = _Watch(file, seconds, goal, on_progress)
    solution = solve(
        stated,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        start=file.given,
        engine=engine,
        workers=workers,
        on_progress=watch,
    )
    on_progress("searching", 1.0, f"{watch.note} (stopped by {solution.search.stopped_by})")
    report = check_routes(stated, solution.routes)
    if not report.ok:
        raise CheckFailedError(f"the solution breaks a rule and is not written:\n{report}")
    made = {visit_id for route in solution.routes for visit_id in route.visit_ids}
    left = [visit for visit in stated.visits if visit.visit_id not in made]
    text, answer, cost = _answer(file, solution, report.costs)
    target = Path(out) if out is not None else Path(_default_name(file))
    write_file(target, text)
    solved = SolvedFile(
        kind=file.read.kind.value,
        out=target,
        cost=cost,
        costs=report.costs,
        routes=len(solution.routes),
        visits=len(stated.visits),
        left_out=len(left),
        must_left_out=len(left)
        if isinstance(file.read.extras, VroomProblem)
        else sum(visit.mandatory for visit in left),
        best_known=goal,
        search=solution.search,
        remarks=file.remarks,
        answer=answer,
    )
    if plot is not None:
        picture = cost_plot(
            solution.search.trace or watch.trace,
            title=f"{file.path.name}: cost over time",
            best_known=goal,
            bound=solution.search.bound,
            end_s=watch.elapsed_s,
        )
        write_file(Path(plot), picture)
    return solved


class _Watch:
    """Tells about a running search, and keeps the cost over time."""

    def __init__(
        self, file: ProblemFile, seconds: float | None, goal: float | None, say: Say
    ) -> None:
        self.trace: list[tuple[float, float]] = []
        self.note = "nothing was found"
        self._visits = len(file.read.problem.visits)
        # As long as visits are missing that must be made, a cost says little.
        vroom = isinstance(file.read.extras, VroomProblem)
        must = sum(visit.mandatory for visit in file.read.problem.visits)
        self._needed = self._visits if vroom else must
        self._seconds = seconds
        self._goal = goal
        self._preparation = Preparation(say, seconds)
        self._say: Callable[[str, float, str], None] = say
        self._begun = time.monotonic()

    @property
    def elapsed_s(self) -> float:
        """Since the search was called."""
        return time.monotonic() - self._begun

    def __call__(self, state: Progress) -> None:
        self._preparation(state)
        if not state.visits:  # there is no plan yet
            return
        self.trace.append((state.elapsed_s, state.cost))
        self.note = (
            f"{state.elapsed_s:,.1f} s: cost {state.cost:,.2f}, "
            f"{state.visits} of {self._visits} visits"
        )
        for goal, name in ((self._goal, "best known"), (state.bound, "bound")):
            if goal and state.visits >= self._needed:
                # Adding 0 turns a rounded -0 into 0.
                gap = round((state.cost / goal - 1) * 100, 2) + 0.0
                self.note += f", {gap:+.2f} % to {name}"
        done = min(0.99, state.elapsed_s / self._seconds) if self._seconds else 0.5
        self._say("searching", done, self.note)


def _default_name(file: ProblemFile) -> str:
    text = isinstance(file.read.extras, BenchmarkProblem)
    return "solution.sol" if text else "solution.json"


def _answer(
    file: ProblemFile, solution: Solution, costs: CostBreakdown
) -> tuple[str, Mapping[str, Any], float]:
    """Return the answer as text and as values, and its cost in the unit of the file."""
    answer: Mapping[str, Any]
    match file.read.extras:
        case VroomProblem() as vroom:
            answer = write_vroom(vroom, solution.routes)
            cost = _number(answer, "summary", "cost")
        case GoogleProblem() as google:
            answer = write_google(google, solution.routes, costs)
            cost = _number(answer, "metrics", "totalCost")
        case BenchmarkProblem() as benchmark:
            text = write_sol(benchmark, solution.routes, costs.total)
            return text, {"text": text}, round(costs.total, benchmark.decimals)
        case None:
            text = write_solution(file.read.problem, solution, costs)
            return text, json.loads(text), costs.total
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n", answer, cost


def _number(answer: Mapping[str, Any], block: str, key: str) -> float:
    return float(answer[block][key])
