"""A plan becomes files: JSON, CSV, Excel; other systems' problems and answers."""

from router.exports.address_table import ADDRESS_COLUMNS, address_csv, write_addresses
from router.exports.any_problem import AnyProblem, ProblemKind, kind_of, read_any
from router.exports.atomic import check_target, safe_name, write_file, write_folder
from router.exports.benchmark import BenchmarkProblem
from router.exports.cost_plot import cost_plot
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
from router.exports.sol_routes import sol_routes
from router.exports.sol_text import read_sol, sol_cost, write_sol
from router.exports.solomon import read_solomon
from router.exports.solution_file import read_solution, write_solution
from router.exports.tables import (
    frame_to_csv,
    geocoding_csv,
    review_csv,
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
    "AnyProblem",
    "BenchmarkProblem",
    "GoogleProblem",
    "ProblemKind",
    "VroomProblem",
    "address_csv",
    "check_target",
    "cost_plot",
    "costs_frame",
    "frame_to_csv",
    "geocoding_csv",
    "held_frame",
    "judge_vroom",
    "kind_of",
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
    "safe_name",
    "sol_cost",
    "sol_routes",
    "solution_schema",
    "solution_schema_text",
    "table_files",
    "unassigned_frame",
    "vroom_with_answer",
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
