"""router.solution/1: what solving found for a problem that lies in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from router.domain.costs import CostBreakdown
from router.domain.problem import Problem
from router.domain.route import Route, Solution
from router.errors import InputError
from router.exports.conventions import CONVENTIONS, SOLUTION_SCHEMA
from router.exports.json_read import FaultList, check_schema, parse_json, validate
from router.exports.json_text import to_json
from router.exports.json_types import Name, Part
from router.exports.problem_read import Seconds
from router.exports.route_models import CostsModel, RouteModel, SearchModel
from router.exports.route_read import costs_from_model, routes_from_models, search_from_model
from router.exports.route_write import costs_json, routes_json, search_json

__all__ = ["SolutionFileModel", "read_solution", "write_solution"]


class SolutionFileModel(Part):
    """Routes with their times for a problem, what is on none of them, and what that costs."""

    model_config = ConfigDict(title=f"{SOLUTION_SCHEMA}: the routes of a problem")

    schema_: Literal["router.solution/1"] = Field(alias="schema")
    conventions: dict[str, str] = Field(default={}, description="Units and meanings, in words.")
    search: SearchModel
    costs: CostsModel
    routes: list[RouteModel]
    unassigned: list[Name] = Field(description="Ids of the visits on no route.")


_CONVENTIONS = {
    key: CONVENTIONS[key]
    for key in ("times", "stops", "timeline", "route_totals", "cost", "worth", "prices", "search")
}


def write_solution(problem: Problem, solution: Solution, costs: CostBreakdown) -> str:
    """Return a solution as text.

    Parameters
    ----------
    problem
        What was solved.
    solution
        What was found.
    costs
        As the checker recomputed them.

    Returns
    -------
    str
        Schema ``router.solution/1``; the same text for the same solution.

    Raises
    ------
    InputError
        If a number is not finite, or a time lies outside the years 1 to 9999.
    """
    made = {visit_id for route in solution.routes for visit_id in route.visit_ids}
    try:
        return to_json(
            {
                "schema": SOLUTION_SCHEMA,
                "conventions": _CONVENTIONS,
                "search": search_json(solution.search),
                "costs": costs_json(costs),
                "routes": routes_json(problem, solution.routes),
                "unassigned": [
                    visit.visit_id for visit in problem.visits if visit.visit_id not in made
                ],
            }
        )
    except (ValueError, OverflowError) as error:
        raise InputError(
            "the solution cannot be written: a number is not finite, or a time lies outside the "
            "years 1 to 9999; check the problem's values, costs and times"
        ) from error


def read_solution(
    text: str, problem: Problem, *, name: str = "solution.json"
) -> tuple[Solution, CostBreakdown, Sequence[str]]:
    """Read a solution that `write_solution` wrote, even if a person has edited it since.

    Parameters
    ----------
    text
        The content of the file.
    problem
        What it is a solution of.
    name
        Of the file, for messages.

    Returns
    -------
    tuple
        The solution, the stated costs, and the visits that it calls unassigned; right or wrong,
        for the checker to judge.

    Raises
    ------
    PlanFileError
        If it is not such a file; carries every fault with its path.
    """
    faults = FaultList(name, "a solution")
    document = parse_json(text, faults)
    check_schema(document, SOLUTION_SCHEMA, "Give what 'router solve' wrote.", faults)
    model = validate(SolutionFileModel, document, faults)
    routes: tuple[Route, ...] = routes_from_models(model.routes, Seconds(problem.origin))
    solution = Solution(routes=routes, search=search_from_model(model.search))
    return solution, costs_from_model(model.costs), tuple(model.unassigned)
