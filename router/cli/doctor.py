"""`router doctor`: what is installed, what is not, and what that costs."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import typer

from router.cli.options import JsonOption

__all__ = ["doctor"]

_PACKAGES = (
    ("ortools", "no planning at all"),
    ("pandas", "no tables can be read"),
    ("openpyxl", "no Excel files can be read or written"),
    ("folium", "no maps"),
    ("geopy", "no geocoding"),
    ("osmium", "no extracts can be read"),
    ("scipy", "no street travel times without OSRM"),
    ("pydantic", "no plan files can be read"),
    ("tzfpy", "time zones of regions must be given with --timezone"),
)


def doctor(as_json: JsonOption = False) -> None:
    """Say what is installed, what is not, and what that costs.

    \b
    Examples:
      router doctor
      router doctor --json
    """
    from router.cli.screen import print_json, print_lines, print_table

    rows = [("python", platform.python_version(), "")]
    missing = False
    for name, cost in _PACKAGES:
        found = _version(name)
        missing |= found is None
        rows.append((name, found or "missing", "" if found else f"costs: {cost}"))
    osrm = _version("osrm-bindings")
    rows.append(
        (
            "osrm-bindings",
            osrm or "not here",
            "" if osrm else "costs little: the own street graph is used; no turn restrictions",
        )
    )
    compiled = _kernel_compiled()
    if not compiled and not as_json:
        print_lines("Compiling the search kernel, once for each version: about two minutes.")
    works, trouble = _search_works()
    note = "" if _kernel_compiled() else "costs much: OR-Tools searches alone, well to 100 visits"
    rows.append(("search kernel", "missing" if note else "compiled", note))
    rows.append(("search process", "works" if works else "fails", trouble))
    rows += _services()
    if as_json:
        print_json({name: {"state": state, "note": note} for name, state, note in rows})
    else:
        print_table("router " + (_version("router") or "?"), ["part", "state", "note"], rows)
        print_lines("", "All that is needed is here." if works and not missing else "Not ready.")
    if missing or not works:
        raise typer.Exit(4)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _services() -> list[tuple[str, str, str]]:
    """Return the online services known by name; none of them is asked."""
    if _version("geopy") is None:
        return []
    from router.geocoding.services.known import KNOWN

    return [
        (
            f"--online {name}",
            "if named",
            ", ".join(
                filter(None, (one.host, one.quota, *(f"needs {need}" for need in one.needs)))
            ),
        )
        for name, one in KNOWN.items()
    ]


def _kernel_compiled() -> bool:
    from router.solving.compilation import is_compiled

    return is_compiled()


def _search_works() -> tuple[bool, str]:
    """Solve a problem of one visit, to see that the search process starts here."""
    from datetime import UTC, datetime

    import numpy as np

    from router.domain.matrix import TravelMatrix
    from router.domain.problem import Problem, Shift, Visit
    from router.errors import RouterError
    from router.solving import solve

    way = np.array([[0, 60], [60, 0]], dtype=np.int32)
    problem = Problem(
        origin=datetime(2026, 1, 1, tzinfo=UTC),
        visits=(
            Visit(visit_id="v", case_ids=("v",), location=1, building="v", service_s=60, value=9.0),
        ),
        shifts=(
            Shift(
                shift_id="s", agent_id="s", start_location=0, end_location=0, earliest_s=0,
                latest_s=3600, matrix="m",
            ),
        ),
        matrices={"m": TravelMatrix(way, way)},
    )  # fmt: skip
    try:
        solution = solve(problem, seconds=None, iterations=5)
    except RouterError as error:
        return False, str(error)
    return len(solution.routes) == 1, "one visit planned, as a test"
