"""An invented portfolio as the tables that the planner reads: cases.csv and agents.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from router.domain.agents import Agent
from router.domain.cases import Case, Hold
from router.domain.places import Address, PlaceType
from router.domain.times import WEEKDAYS, DailyWindow
from router.simulation.world import World

__all__ = ["agents_table", "cases_table", "tables_of"]


def tables_of(world: World, day: date) -> dict[str, str]:
    """Write a portfolio as the tables of one morning.

    Parameters
    ----------
    world
        The city.
    day
        The date: of the days overdue, and until which cases have come in.

    Returns
    -------
    dict
        Text by file name: ``cases.csv`` and ``agents.csv``.

    Notes
    -----
    A table holds one point per case: second addresses go as text only.
    """
    return {
        "cases.csv": cases_table(world.cases_on(day)),
        "agents.csv": agents_table(world.agents),
    }


def cases_table(cases: Iterable[Case]) -> str:
    """Write cases as a table.

    Parameters
    ----------
    cases
        With at most a home, by any source, and a work address.

    Returns
    -------
    str
        CSV with a header; the point is that of the first address.
    """
    return _csv([_case_row(case) for case in cases])


def agents_table(agents: Iterable[Agent]) -> str:
    """Write agents as a table.

    Parameters
    ----------
    agents
        Who start and end somewhere.

    Returns
    -------
    str
        CSV with a header.
    """
    return _csv([_agent_row(agent) for agent in agents])


def _case_row(case: Case) -> dict[str, str]:
    first = case.addresses[0]
    work = next((one for one in case.addresses[1:] if one.place_type is PlaceType.WORK), None)
    at = first.coordinate
    return {
        "case_id": case.case_id,
        "borrower_id": case.borrower_id,
        "address": first.text,
        "address_type": first.place_type.value,
        "city": first.city,
        "district": first.district,
        "lat": "" if at is None else f"{at.lat:.6f}",
        "lon": "" if at is None else f"{at.lon:.6f}",
        "work_address": "" if work is None else work.text,
        "building": case.building,
        "area": case.area,
        "windows": "; ".join(_window(one) for one in case.windows),
        "appointment": "" if case.appointment is None else _window(case.appointment),
        "not_at": "; ".join(_window(one) for one in case.not_at),
        "days_overdue": _text(case.days_overdue),
        "amount": _text(case.amount),
        "stage": case.stage,
        "holds": "; ".join(_hold(one) for one in case.holds),
        "flags": "; ".join(sorted(case.flags)),
        "notified": "" if case.notified is None else f"{case.notified:%Y-%m-%d %H:%M}",
        "phone_attempts": _text(case.phone_attempts),
        "message_attempts": _text(case.message_attempts),
        "received": _text(case.received),
        "return_by": _text(case.return_by),
        "preferred_days": ",".join(WEEKDAYS[one] for one in sorted(case.preferred_days)),
    }


def _agent_row(agent: Agent) -> dict[str, str]:
    return {
        "agent_id": agent.agent_id,
        "start": _place(agent.start),
        "end": _place(agent.end),
        "shifts": "; ".join(_window(one) for one in agent.shifts),
        "days_off": "; ".join(day.isoformat() for day in sorted(agent.days_off)),
        "breaks": "; ".join(
            f"{one.earliest:%H:%M}-{one.latest:%H:%M}/{round(one.duration.total_seconds() / 60)}min"
            for one in agent.breaks
        ),
        "mode": agent.mode.value,
        "cost_per_hour": f"{agent.cost_per_hour:g}",
        "cost_per_km": f"{agent.cost_per_km:g}",
    }


def _csv(rows: list[dict[str, str]]) -> str:
    file = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file.getvalue()


def _window(window: DailyWindow) -> str:
    clocks = f"{window.start:%H:%M}-{window.end:%H:%M}"
    if window.day is not None:
        return f"{window.day.isoformat()} {clocks}"
    days = ",".join(WEEKDAYS[one] for one in sorted(window.weekdays))
    return f"{days} {clocks}" if days else clocks


def _hold(hold: Hold) -> str:
    since = "" if hold.since is None else f" since {hold.since.isoformat()}"
    until = "" if hold.until is None else f" until {hold.until.isoformat()}"
    return f"{hold.reason}{since}{until}"


def _place(address: Address | None) -> str:
    if address is None:
        return "open"
    at = address.coordinate
    return address.text if at is None else f"{at.lat:.6f},{at.lon:.6f}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
