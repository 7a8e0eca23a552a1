"""The public names: what users may rely on, and nothing by accident."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import router
import router.exports

PUBLIC = [
    "plan_day",
    "plan_days",
    "publish_plan",
    "Plan",
    "PeriodPlan",
    "MapPage",
    "Settings",
    "Sender",
    "Declaration",
    "ServiceTimes",
    "ValueParameters",
    "load_parameters",
    "RushHours",
    "build_region",
    "open_region",
    "Region",
    "read_cases",
    "read_agents",
    "read_outcomes",
    "read_payments",
    "read_approaches",
    "read_notices",
    "read_replies",
    "parse_address",
    "AddressParts",
    "RegionGeocoder",
    "geocode_cases",
    "make_law",
    "Law",
    "Standing",
    "AgentFacts",
    "Situation",
    "judge",
    "Verdict",
    "Journal",
    "appoint",
    "Advice",
    "Offer",
    "Problem",
    "solve",
    "check",
    "check_law",
    "explain",
    "PlanData",
    "read_plan",
    "RouterError",
    "InputError",
    "RegionError",
    "ServiceError",
    "JournalError",
]

EXPORTED = {
    "read_any",
    "kind_of",
    "read_problem",
    "write_problem",
    "problem_schema",
    "read_solution",
    "write_solution",
    "solution_schema",
    "read_plan",
    "write_plan",
    "plan_schema",
    "read_vroom",
    "write_vroom",
    "judge_vroom",
    "read_google",
    "write_google",
    "read_solomon",
    "read_several_windows",
    "read_vrplib",
    "read_sol",
    "write_sol",
}

HEAVY = ("pandas", "ortools", "folium", "geopy", "osmium", "scipy", "osrm", "pydantic", "openpyxl")


def test_the_public_names_are_these_and_all_exist() -> None:
    assert router.__all__ == PUBLIC
    for name in PUBLIC:
        assert getattr(router, name) is not None
        assert name in dir(router)


def test_every_form_of_problem_and_solution_has_its_reader_and_writer() -> None:
    assert set(router.exports.__all__) >= EXPORTED
    for name in EXPORTED:
        assert callable(getattr(router.exports, name))


def test_the_published_schemas_are_in_the_package() -> None:
    schemas = Path(router.exports.__file__).parent / "schemas"
    assert sorted(path.name for path in schemas.iterdir()) == [
        "plan-1.schema.json",
        "problem-1.schema.json",
        "situation-1.schema.json",
        "solution-1.schema.json",
        "verdict-1.schema.json",
    ]


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(router, "plan_year")


def loaded_by(code: str) -> list[str]:
    """Return the heavy packages that a fresh interpreter has loaded after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stderr.split())
    return [name for name in HEAVY if name in modules]


def test_importing_router_loads_nothing_heavy() -> None:
    assert loaded_by("import router") == []


def test_the_help_loads_nothing_heavy() -> None:
    code = (
        "import router.cli\n"
        "sys.argv = ['router', '--help']\n"
        "try:\n    router.cli.main()\nexcept SystemExit:\n    pass\n"
    )
    assert loaded_by(code) == []
