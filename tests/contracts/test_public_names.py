"""The public names: what users may rely on, and nothing by accident."""

from __future__ import annotations

import subprocess
import sys

import router

PUBLIC = [
    "plan_day",
    "Plan",
    "MapPage",
    "Settings",
    "VisitingHours",
    "ServiceTimes",
    "ValueScale",
    "RushHours",
    "build_region",
    "open_region",
    "Region",
    "read_cases",
    "read_agents",
    "RegionGeocoder",
    "geocode_cases",
    "Problem",
    "solve",
    "check",
    "explain",
    "PlanData",
    "read_plan",
    "RouterError",
    "InputError",
    "RegionError",
    "ServiceError",
]

HEAVY = ("pandas", "ortools", "folium", "geopy", "osmium", "scipy", "osrm", "pydantic", "openpyxl")


def test_the_public_names_are_these_and_all_exist() -> None:
    assert router.__all__ == PUBLIC
    for name in PUBLIC:
        assert getattr(router, name) is not None
        assert name in dir(router)


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
