"""Simulations as a table of runs, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from router.domain.measures import MEASURES
from router.domain.simulated import Estimate, Run, SimulationResult, WhatIfResult
from router.exports.frames import text_frame
from router.exports.plan_tables import Cell
from router.exports.tables import frame_to_csv

__all__ = ["SIMULATION_COLUMNS", "simulation_csv", "simulation_json", "what_if_json"]

SIMULATION_COLUMNS = ("policy", "without", "seed", "days", *(one.name for one in MEASURES))


def simulation_csv(result: SimulationResult) -> bytes:
    """Return the runs of a simulation as CSV.

    Parameters
    ----------
    result
        Of it.

    Returns
    -------
    bytes
        One row per policy, switch and seed, with the columns of `SIMULATION_COLUMNS`; UTF-8 with a
        byte order mark. A figure that a run does not have is missing.
    """
    return frame_to_csv(text_frame(_rows(result.runs), SIMULATION_COLUMNS))


def _rows(runs: Sequence[Run]) -> list[dict[str, Cell]]:
    return [
        {
            "policy": run.policy.value,
            "without": "" if run.off is None else run.off.value,
            "seed": run.seed,
            "days": len(run.days),
            **{one.name: _rounded(one.count(run)) for one in MEASURES},
        }
        for run in runs
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def simulation_json(result: SimulationResult) -> dict[str, Any]:
    """Return a simulation as plain values.

    Parameters
    ----------
    result
        Of it.

    Returns
    -------
    dict
        Figures with their intervals by policy and measure, what ours has more, what each part is
        worth, and every run.
    """
    return {
        "title": result.title,
        "notes": list(result.notes),
        "days": result.days,
        "seeds": list(result.seeds),
        "limit_days": result.limit_days,
        "complete": result.complete,
        "policies": [
            {
                "policy": one.policy.value,
                "figures": _estimates(one.figures),
                "ours_more": _estimates(one.ours_more),
            }
            for one in result.policies
        ],
        "ablation": [
            {
                "without": part.switch.value,
                "worth": _estimates(part.worth),
                "share": _estimates(part.share),
            }
            for part in result.ablation
        ],
        "runs": _rows(result.runs),
        "findings": [finding for run in result.runs for finding in run.findings],
    }


def what_if_json(result: WhatIfResult) -> dict[str, Any]:
    """Return what would come of other teams as plain values.

    Parameters
    ----------
    result
        Of it.

    Returns
    -------
    dict
        Figures with their intervals, and how much more than today they are.
    """
    return {
        "title": result.title,
        "notes": list(result.notes),
        "days": result.days,
        "seeds": list(result.seeds),
        "complete": result.complete,
        "rows": [
            {
                "name": row.name,
                "figures": _estimates(row.figures),
                "more_than_today": _estimates(row.more),
            }
            for row in result.rows
        ],
    }


def _estimates(known: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "mean": round(value.mean, 6),
            "low": _rounded(value.low),
            "high": _rounded(value.high),
            "seeds": value.seeds,
        }
        for name, value in known.items()
    }
