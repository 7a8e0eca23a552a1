"""The tables of a plan as data frames: what the CSV files and the workbook are written from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from router.domain.plan import PlanData
from router.exports.plan_tables import Cell, PlanTables
from router.exports.route_rows import route_rows

__all__ = [
    "costs_frame",
    "held_frame",
    "overrides_frame",
    "refused_frame",
    "routes_frame",
    "text_frame",
    "unassigned_frame",
]

_ROUTES = (
    "date",
    "shift_id",
    "agent_id",
    "agent_name",
    "type",
    "stop_no",
    "visit_no",
    "visit_id",
    "case_ids",
    "name",
    "address",
    "matched",
    "lat",
    "lon",
    "arrival",
    "setup_s",
    "wait_s",
    "start",
    "end",
    "window",
    "appointment",
    "travel_s",
    "distance_m",
    "notes",
    "borrower_ids",
    "place_type",
    "chance",
    "worth",
    "adds",
    "best_hours",
    "end_80",
    "meets",
)
_COUNTS = ("stop_no", "visit_no", "setup_s", "wait_s", "travel_s", "distance_m")
_TIMES = ("arrival", "start", "end", "end_80")
_UNASSIGNED = (
    "visit_id",
    "case_ids",
    "address",
    "matched",
    "lat",
    "lon",
    "window",
    "appointment",
    "code",
    "detail",
    "remedy",
    "refusals",
    "channel",
    "decision",
    "later_start",
    "later_agent",
)
_HELD = (
    *("case_id", "address", "rule", "detail", "until", "source", "channel"),
    *("later_start", "later_agent"),
)


def routes_frame(plan: PlanData) -> pd.DataFrame:
    """Return the routes as a table, one row per visit in the order of the day.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        Column ``type`` tells the rows apart: ``start``, ``visit``, ``break``, ``end``. ``arrival``,
        ``start`` and ``end`` are zone-aware times, ``*_s`` whole seconds, ``distance_m`` metres;
        travel and distance are those of the leg that leads to the row. ``chance`` is that of
        meeting the borrower at the planned start, ``worth`` what the visit is worth then, ``adds``
        what it adds to the cost of the route (both money), ``best_hours`` when it would be worth
        most, and ``end_80``, in the row of the end, by when the agent is back on four of five
        days. ``meets`` names the agent who comes to the same door for the same visit: both start
        at the same second. What does not apply is missing (``<NA>``, ``NaT`` or an empty text).
    """
    tables = PlanTables(plan)
    rows = [row for route in plan.routes for row in route_rows(route, tables)]
    frame = text_frame(rows, _ROUTES)
    for name in _COUNTS:
        frame[name] = frame[name].astype("Int64")
    zone = plan.problem.origin.tzinfo
    for name in _TIMES:
        times = pd.to_datetime(frame[name], utc=True)
        frame[name] = times.dt.tz_convert(zone) if zone is not None else times
    return frame


def unassigned_frame(plan: PlanData) -> pd.DataFrame:
    """Return the visits that are on no route.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per visit, with its reason, what would help, the answer of every shift, what is due
        instead, and when and by whom it is proposed for a later day.
    """
    tables = PlanTables(plan)
    rows: list[dict[str, Cell]] = []
    for left in plan.left_out:
        visit = tables.visits.get(left.visit_id)
        refusals = [f"{item.shift_id}: {item.code}: {item.detail}" for item in left.refusals]
        rows.append(
            {
                **tables.place_cells(left.case_ids),
                "visit_id": left.visit_id,
                "case_ids": ";".join(left.case_ids),
                "window": tables.window_text(visit.starts) if visit else "",
                "code": left.code.value,
                "detail": left.detail,
                "remedy": left.remedy,
                "refusals": " | ".join(refusals),
                "channel": left.channel,
                "decision": left.decision,
                **tables.later_cells(*left.case_ids),
            }
        )
    return text_frame(rows, _UNASSIGNED)


def held_frame(plan: PlanData) -> pd.DataFrame:
    """Return the cases that must not be visited on this day.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per case: ``case_id, address, rule, detail, until, source, channel, later_start,
        later_agent``; ``source`` tells where the hold or the rule comes from, ``channel`` what is
        due instead, the last two when and by whom a visit is proposed for a later day.
    """
    tables = PlanTables(plan)
    rows: list[dict[str, Cell]] = [
        {
            "case_id": case.case_id,
            "address": tables.address(case.case_id),
            "rule": case.rule,
            "detail": case.detail,
            "until": case.until,
            "source": case.source,
            "channel": case.channel,
            **tables.later_cells(case.case_id),
        }
        for case in plan.held
    ]
    return text_frame(rows, _HELD)


def overrides_frame(plan: PlanData) -> pd.DataFrame:
    """Return what named people decided against the default.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per decision: ``kind, what, by, reason, until``; none if the plan has no rules.
    """
    columns = ("kind", "what", "by", "reason", "until")
    decided = plan.compliance.overrides if plan.compliance else ()
    rows: list[dict[str, Cell]] = [
        {name: getattr(one, name) for name in columns} for one in decided
    ]
    return text_frame(rows, columns)


def refused_frame(plan: PlanData) -> pd.DataFrame:
    """Return the rows of the tables that could not be used.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per refused row: ``table, row, row_id, address, why``; the header of a table is
        row 1.
    """
    columns = ("table", "row", "row_id", "address", "why")
    rows: list[dict[str, Cell]] = [
        {name: getattr(refused, name) for name in columns} for refused in plan.refused
    ]
    return text_frame(rows, columns)


def costs_frame(plan: PlanData) -> pd.DataFrame:
    """Return what the plan costs, term by term.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        Columns ``term`` and ``cost`` (money); the last row is the total.
    """
    costs = plan.costs
    rows: list[dict[str, Cell]] = [
        {"term": "travel time", "cost": costs.travel_time},
        {"term": "on site (setup and service)", "cost": costs.on_site},
        {"term": "waiting", "cost": costs.waiting},
        {"term": "breaks", "cost": costs.breaks},
        {"term": "distance", "cost": costs.distance},
        {"term": "overtime", "cost": costs.overtime},
        {"term": "fixed costs of shifts", "cost": costs.fixed},
        {"term": "value not collected", "cost": costs.value_not_collected},
        {"term": "total", "cost": costs.total},
    ]
    return text_frame(rows, ("term", "cost"))


def text_frame(rows: Sequence[dict[str, Cell]], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows as a table whose texts stay texts.

    Parameters
    ----------
    rows
        Values by column; those that a row does not have are missing.
    columns
        In order.

    Returns
    -------
    pandas.DataFrame
        One row each.
    """
    # Columns stay objects, so that a text is never taken for a number or a missing value.
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in columns}
    )
