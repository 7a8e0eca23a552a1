"""The addresses in review as a table: one row each, its candidates side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from router.domain.address_parts import PART_NAMES
from router.domain.places import great_circle_m
from router.domain.plan import PlanData
from router.domain.review import ReviewItem
from router.exports.frames import text_frame
from router.exports.plan_tables import Cell, PlanTables

__all__ = ["plan_review", "review_frame"]

_CANDIDATES = 5
_OF_CANDIDATE = ("grade", "score", "lat", "lon", "error_m", "source", "distance_m")


def plan_review(plan: PlanData) -> tuple[ReviewItem, ...]:
    """Return what the plan itself says about its addresses in review.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    tuple of ReviewItem
        In the plan's order; the parts of the addresses are not in a plan.
    """
    tables = PlanTables(plan)
    return tuple(
        ReviewItem(
            case_id=case.case_id,
            address=tables.address(case.case_id),
            why=case.why,
            candidates=case.candidates,
        )
        for case in plan.review
    )


def review_frame(items: Sequence[ReviewItem]) -> pd.DataFrame:
    """Return the addresses that a person must look at.

    Parameters
    ----------
    items
        The addresses.

    Returns
    -------
    pandas.DataFrame
        One row per address, so that a spreadsheet sorts, filters and counts addresses:
        ``case_id, address, understood, why, candidates`` (how many), and for each of up to five
        candidates ``candidate_1`` (its text) with ``candidate_1_grade``, ``_score``, ``_lat``,
        ``_lon``, ``_error_m``, ``_source`` and ``_distance_m`` (metres from the first candidate).
        ``understood`` holds the parts of the address, ``road: 文三路; number: 12``.
    """
    columns = ["case_id", "address", "understood", "why", "candidates"]
    for number in range(1, _CANDIDATES + 1):
        columns += [f"candidate_{number}", *(f"candidate_{number}_{of}" for of in _OF_CANDIDATE)]
    return text_frame([_row(item) for item in items], columns)


def _row(item: ReviewItem) -> dict[str, Cell]:
    shown = item.candidates[:_CANDIDATES]
    row: dict[str, Cell] = {
        "case_id": item.case_id,
        "address": item.address,
        "understood": _understood(item),
        "why": item.why,
        "candidates": len(shown),
    }
    for number, place in enumerate(shown, start=1):
        name = f"candidate_{number}"
        apart = great_circle_m(shown[0].coordinate, place.coordinate)
        row[name] = place.matched
        row[f"{name}_grade"] = place.grade.value
        row[f"{name}_score"] = place.score
        row[f"{name}_lat"] = place.coordinate.lat
        row[f"{name}_lon"] = place.coordinate.lon
        row[f"{name}_error_m"] = place.error_m
        row[f"{name}_source"] = place.source
        row[f"{name}_distance_m"] = round(apart)
    return row


def _understood(item: ReviewItem) -> str:
    if item.parts is None:
        return ""
    said = ((name, getattr(item.parts, name)) for name in PART_NAMES)
    return "; ".join(f"{name}: {text}" for name, text in said if text)
