"""Solutions as VRPLIB writes them: one line per route, and the cost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from router.domain.route import Route
from router.exports.benchmark import BenchmarkProblem
from router.exports.json_read import FaultList

__all__ = ["read_sol", "sol_cost", "write_sol"]

_ROUTE = re.compile(r"\s*route\s*#?\s*\d+\s*:(.*)", re.IGNORECASE)
_COST = re.compile(r"\s*(?:cost|distance)\s*:?\s*([0-9.]+)\s*", re.IGNORECASE)


def write_sol(benchmark: BenchmarkProblem, routes: Sequence[Route], cost: float) -> str:
    """Return a solution as text.

    Parameters
    ----------
    benchmark
        What was solved.
    routes
        In the order in which they shall be numbered.
    cost
        In the unit of the file.

    Returns
    -------
    str
        ``Route #1: …`` with customers' numbers, and ``Cost …``.
    """
    lines = [
        f"Route #{number}: {' '.join(route.visit_ids)}"
        for number, route in enumerate(routes, start=1)
    ]
    return "\n".join([*lines, f"Cost {cost:.{benchmark.decimals}f}"]) + "\n"


def read_sol(text: str, *, name: str = "solution.sol") -> tuple[tuple[tuple[str, ...], ...], float]:
    """Read a solution.

    Parameters
    ----------
    text
        As `write_sol` writes it, or as the public collections do (``Cost: …``).
    name
        Of the file, for messages.

    Returns
    -------
    tuple
        Visit ids per route, and the stated cost.

    Raises
    ------
    PlanFileError
        If there is a line that is neither route nor cost, or no cost.
    """
    faults = FaultList(name, "a solution")
    routes: list[tuple[str, ...]] = []
    cost = sol_cost(text)
    for row, line in enumerate(text.splitlines(), start=1):
        if match := _ROUTE.fullmatch(line):
            routes.append(tuple(match.group(1).split()))
        elif line.strip() and not _COST.fullmatch(line):
            fix = "Write 'Route #1: 5 3 …' or 'Cost 827.3'."
            faults.add("", "the line is neither a route nor a cost", fix, line, row)
    if cost is None:
        faults.add("Cost", "is not there", "End the file with 'Cost 827.3'.")
        raise faults.error()
    faults.raise_if_any()
    return tuple(route for route in routes if route), cost


def sol_cost(text: str) -> float | None:
    """Return the stated cost of a solution.

    Parameters
    ----------
    text
        Of the solution.

    Returns
    -------
    float or None
        None if there is none.
    """
    for line in text.splitlines():
        if match := _COST.fullmatch(line):
            try:
                return float(match.group(1))
            except ValueError:
                return None
    return None
