"""A plan becomes files: JSON, CSV, Excel; other systems' problems and answers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from router.exports.address_table import ADDRESS_COLUMNS, address_csv, write_addresses
    from router.exports.any_problem import AnyProblem, ProblemKind, kind_of, read_any
    from router.exports.atomic import check_writable, safe_name, write_file, write_folder
    from router.exports.benchmark import BenchmarkProblem
    from router.exports.cost_plotting import cost_plot
    from router.exports.figures_table import figures_csv, figures_rows
    from router.exports.frames import (
        costs_frame,
        held_frame,
        refused_frame,
        routes_frame,
        unassigned_frame,
    )
    from router.exports.google import GoogleProblem
    from router.exports.google_read import read_google
    from router.exports.google_write import write_google
    from router.exports.learned_table import learned_csv, learned_rows
    from router.exports.period_table import PERIOD_COLUMNS, period_frame
    from router.exports.plan_read import plan_from_json, read_plan
    from router.exports.plan_write import plan_files, plan_to_json, write_plan
    from router.exports.problem_read import read_problem
    from router.exports.problem_write import write_problem
    from router.exports.review_rows import plan_review, review_frame
    from router.exports.schema import (
        plan_schema,
        plan_schema_text,
        problem_schema,
        problem_schema_text,
        solution_schema,
        solution_schema_text,
    )
    from router.exports.several_windows import read_several_windows
    from router.exports.simulation_table import simulation_csv, simulation_json, what_if_json
    from router.exports.sol_listing import sol_routes
    from router.exports.sol_text import read_sol, sol_cost, write_sol
    from router.exports.solomon import read_solomon
    from router.exports.solution_file import read_solution, write_solution
    from router.exports.tables import (
        frame_to_csv,
        geocoding_csv,
        review_csv,
        rows_csv,
        table_files,
        write_corrections,
        write_geocoding,
        write_located_addresses,
    )
    from router.exports.tracks import route_gpx, routes_geojson
    from router.exports.vroom import VroomProblem
    from router.exports.vroom_answer import vroom_with_answer
    from router.exports.vroom_judge import judge_vroom
    from router.exports.vroom_read import read_vroom
    from router.exports.vroom_write import write_vroom
    from router.exports.vrplib import read_vrplib
    from router.exports.workbook import workbook_bytes

__all__ = [
    "ADDRESS_COLUMNS",
    "PERIOD_COLUMNS",
    "AnyProblem",
    "BenchmarkProblem",
    "GoogleProblem",
    "ProblemKind",
    "VroomProblem",
    "address_csv",
    "check_writable",
    "cost_plot",
    "costs_frame",
    "figures_csv",
    "figures_rows",
    "frame_to_csv",
    "geocoding_csv",
    "held_frame",
    "judge_vroom",
    "kind_of",
    "learned_csv",
    "learned_rows",
    "period_frame",
    "plan_files",
    "plan_from_json",
    "plan_review",
    "plan_schema",
    "plan_schema_text",
    "plan_to_json",
    "problem_schema",
    "problem_schema_text",
    "read_any",
    "read_google",
    "read_plan",
    "read_problem",
    "read_several_windows",
    "read_sol",
    "read_solomon",
    "read_solution",
    "read_vroom",
    "read_vrplib",
    "refused_frame",
    "review_csv",
    "review_frame",
    "route_gpx",
    "routes_frame",
    "routes_geojson",
    "rows_csv",
    "safe_name",
    "simulation_csv",
    "simulation_json",
    "sol_cost",
    "sol_routes",
    "solution_schema",
    "solution_schema_text",
    "table_files",
    "unassigned_frame",
    "vroom_with_answer",
    "what_if_json",
    "workbook_bytes",
    "write_addresses",
    "write_corrections",
    "write_file",
    "write_folder",
    "write_geocoding",
    "write_google",
    "write_located_addresses",
    "write_plan",
    "write_problem",
    "write_sol",
    "write_solution",
    "write_vroom",
]

# Loaded when first used: a table of addresses needs no plan.
_HOMES = {
    "ADDRESS_COLUMNS": "router.exports.address_table",
    "AnyProblem": "router.exports.any_problem",
    "BenchmarkProblem": "router.exports.benchmark",
    "GoogleProblem": "router.exports.google",
    "PERIOD_COLUMNS": "router.exports.period_table",
    "ProblemKind": "router.exports.any_problem",
    "VroomProblem": "router.exports.vroom",
    "address_csv": "router.exports.address_table",
    "cost_plot": "router.exports.cost_plotting",
    "check_writable": "router.exports.atomic",
    "costs_frame": "router.exports.frames",
    "figures_csv": "router.exports.figures_table",
    "figures_rows": "router.exports.figures_table",
    "learned_csv": "router.exports.learned_table",
    "learned_rows": "router.exports.learned_table",
    "simulation_csv": "router.exports.simulation_table",
    "simulation_json": "router.exports.simulation_table",
    "what_if_json": "router.exports.simulation_table",
    "frame_to_csv": "router.exports.tables",
    "geocoding_csv": "router.exports.tables",
    "held_frame": "router.exports.frames",
    "judge_vroom": "router.exports.vroom_judge",
    "kind_of": "router.exports.any_problem",
    "period_frame": "router.exports.period_table",
    "plan_files": "router.exports.plan_write",
    "plan_from_json": "router.exports.plan_read",
    "plan_review": "router.exports.review_rows",
    "plan_schema": "router.exports.schema",
    "plan_schema_text": "router.exports.schema",
    "plan_to_json": "router.exports.plan_write",
    "problem_schema": "router.exports.schema",
    "problem_schema_text": "router.exports.schema",
    "read_any": "router.exports.any_problem",
    "read_google": "router.exports.google_read",
    "read_plan": "router.exports.plan_read",
    "read_problem": "router.exports.problem_read",
    "read_several_windows": "router.exports.several_windows",
    "read_sol": "router.exports.sol_text",
    "read_solomon": "router.exports.solomon",
    "read_solution": "router.exports.solution_file",
    "read_vroom": "router.exports.vroom_read",
    "read_vrplib": "router.exports.vrplib",
    "refused_frame": "router.exports.frames",
    "review_csv": "router.exports.tables",
    "review_frame": "router.exports.review_rows",
    "route_gpx": "router.exports.tracks",
    "routes_frame": "router.exports.frames",
    "routes_geojson": "router.exports.tracks",
    "rows_csv": "router.exports.tables",
    "safe_name": "router.exports.atomic",
    "sol_cost": "router.exports.sol_text",
    "sol_routes": "router.exports.sol_listing",
    "solution_schema": "router.exports.schema",
    "solution_schema_text": "router.exports.schema",
    "table_files": "router.exports.tables",
    "unassigned_frame": "router.exports.frames",
    "vroom_with_answer": "router.exports.vroom_answer",
    "workbook_bytes": "router.exports.workbook",
    "write_addresses": "router.exports.address_table",
    "write_corrections": "router.exports.tables",
    "write_file": "router.exports.atomic",
    "write_folder": "router.exports.atomic",
    "write_geocoding": "router.exports.tables",
    "write_google": "router.exports.google_write",
    "write_located_addresses": "router.exports.tables",
    "write_plan": "router.exports.plan_write",
    "write_problem": "router.exports.problem_write",
    "write_sol": "router.exports.sol_text",
    "write_solution": "router.exports.solution_file",
    "write_vroom": "router.exports.vroom_write",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'router.exports' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
