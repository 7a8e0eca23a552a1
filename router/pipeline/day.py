"""`plan_day`: from two tables to a checked plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812 - `date` is the keyword that users write
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from router.checking import check, costs, explain
from router.domain.agents import Agent
from router.domain.cases import Case
from router.domain.places import LocatedAddress, LocationStatus, Place
from router.domain.plan import HeldCase, PlanData, ReviewCase
from router.domain.problem import Problem, Shift
from router.domain.refused import RefusedRow
from router.domain.times import TimeWindow
from router.errors import CheckFailedError, Fault, InputError
from router.forming import Day, LocatedCase, Locations, form_shifts, form_visits
from router.front import Plan
from router.geocoding import OnlineGeocoder, OnlineServices
from router.intake import read_agents, read_cases
from router.pipeline.cards import case_cards, held_by_address, marks_of
from router.pipeline.corrections import CorrectionsInUse, corrections_in_use
from router.pipeline.locating import (
    in_table_order,
    locate_cases,
    refuse_faults,
)
from router.pipeline.locating_agents import agents_left_out, locate_agents
from router.pipeline.past_visits import past_visits
from router.pipeline.progress import Say, searching, silent
from router.pipeline.region import Region, open_region
from router.pipeline.settings import Settings
from router.pipeline.travelling import matrix_key, route_lines, travel_matrices
from router.rules import VisitingHours, gate
from router.solving import solve
from router.value import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["plan_day"]


def plan_day(
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    *,
    date: Date | str,
    region: Region | str | Path,
    seconds: float | None = 20.0,
    iterations: int | None = None,
    seed: int = 0,
    settings: Settings | None = None,
    corrections: str | Path | CorrectionsInUse | None = None,
    outcomes: str | Path | pd.DataFrame | None = None,
    fallback: OnlineGeocoder | OnlineServices | None = None,
    on_progress: Say = silent,
) -> Plan:
    """Plan one day of visits.

    Parameters
    ----------
    cases, agents
        Tables: CSV, TSV, Excel, JSON lines, or a frame. Cases need ``case_id`` and ``address`` (or
        coordinates), agents ``agent_id`` and ``start``; see ``router template --columns``.
    date
        The local date, or its ISO text.
    region
        A region folder (see `build_region`), or one that was opened.
    seconds
        Time limit of the search; None for none, if there is a limit of iterations.
    iterations
        Limit of the search by work: the same input and seed give the same plan, byte for byte.
    seed
        Of all randomness.
    settings
        What is the same every day.
    corrections
        CSV of what people found out about addresses; it outranks every geocoder. The region
        remembers it, and what it remembers is used without a file, too. The file is only read.
    outcomes
        Table of earlier visits: their check-ins tell where doors are, and some make an address
        invalid.
    fallback
        An online service, or several, for addresses that the region does not know. None: nothing
        is sent.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    Plan
        Checked. Every case is planned, unassigned, held or in review, with its reason.

    Raises
    ------
    InputError
        If a table cannot be used, or has faults and ``settings.strict``.
    RegionError
        If the region folder cannot be used.
    CheckFailedError
        If the plan breaks a rule; that is a defect of this program.

    Notes
    -----
    Ctrl-C during the search ends it and keeps the best plan so far.
    """
    settings = settings or Settings()
    home = region if isinstance(region, Region) else open_region(region)
    day = Day(date=_as_date(date), zone=home.zone)

    case_rows, agent_rows, refused, faults = _read(cases, agents, settings, on_progress)
    visits = past_visits(outcomes, day.zone, settings, on_progress, day=day.date)
    gated = gate(case_rows, day.date, day.zone, settings.hours)
    own = corrections_in_use(corrections, home, on_progress).corrections
    bases, base_faults = locate_agents(agent_rows, home, settings, own)
    if settings.strict:
        refuse_faults((*visits.fatal, *base_faults))
    located, remarks = locate_cases(
        case_rows, home, settings, own, fallback, on_progress,
        visits=visits.knowing(bases), file=_name_of(cases),
    )  # fmt: skip
    faults = (*faults, *visits.faults, *base_faults, *remarks)
    refused += (*visits.refused, *agents_left_out(agent_rows, bases))

    problem, review, barred = _form(
        gated.open, located, agent_rows, bases, day=day, home=home, settings=settings,
        say=on_progress,
    )  # fmt: skip
    solution = solve(
        problem, seconds=seconds, iterations=iterations, seed=seed,
        on_progress=searching(on_progress, len(problem.visits), seconds),
    )  # fmt: skip
    on_progress("searching", 1.0, f"stopped by {solution.search.stopped_by}")

    data = PlanData(
        day=day.date,
        problem=problem,
        routes=solution.routes,
        unassigned=explain(problem, solution.routes),
        held=(*gated.held, *barred),
        review=review,
        refused=refused,
        cards=case_cards(case_rows, located, day),
        costs=costs(problem, solution.routes),
        search=solution.search,
        warnings=marks_of(problem, solution),
        visiting_hours=settings.hours.describe(),
        attribution=home.manifest.attribution,
    )
    report = check(data, reasons=False)
    if not report.ok:
        raise CheckFailedError(f"the plan breaks a rule and is not handed out:\n{report}")
    on_progress("checking", 1.0, "every time and rule holds")
    lines = route_lines(problem, solution.routes, home.travel)
    return Plan(
        data=data,
        basemap=home.basemap,
        lines=lines,
        geocoding=in_table_order(case_rows, located, refused),
        faults=faults,
    )


def _name_of(source: str | Path | pd.DataFrame) -> str:
    return Path(source).name if isinstance(source, str | Path) else "<DataFrame>"


def _as_date(value: Date | str) -> Date:
    if isinstance(value, Date):
        return value
    try:
        return Date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no date; write it as 2026-11-24") from error


def _read(
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    settings: Settings,
    say: Say,
) -> tuple[tuple[Case, ...], tuple[Agent, ...], tuple[RefusedRow, ...], tuple[Fault, ...]]:
    case_table = read_cases(cases, columns=settings.case_columns, datum=settings.datum)
    agent_table = read_agents(agents, columns=settings.agent_columns)
    if settings.strict:
        refuse_faults((*case_table.fatal, *agent_table.fatal))
    say("reading", 1.0, f"{len(case_table.rows)} cases, {len(agent_table.rows)} agents")
    refused = (*case_table.refused, *agent_table.refused)
    return case_table.rows, agent_table.rows, refused, (*case_table.faults, *agent_table.faults)


def _form(
    cases: Sequence[Case],
    located: Mapping[str, LocatedAddress],
    agents: Sequence[Agent],
    bases: Mapping[str, tuple[Place | None, Place | None]],
    *,
    day: Day,
    home: Region,
    settings: Settings,
    say: Say,
) -> tuple[Problem, tuple[ReviewCase, ...], tuple[HeldCase, ...]]:
    """State the problem; cases whose address is not trusted go to review instead.

    Cases none of whose addresses may be visited, wherever they are, are held.
    """
    on_duty = [agent for agent in agents if agent.agent_id in bases]
    locations = Locations()
    shifts = form_shifts(
        on_duty, day=day, places=bases, locations=locations,
        matrix_key=lambda agent, shift: matrix_key(agent.mode, shift, settings.rush_hours),
    )  # fmt: skip
    legal = _legal(settings.hours, day, overnight=_overnight(shifts))
    ready: list[LocatedCase] = []
    review: list[ReviewCase] = []
    barred: list[HeldCase] = []
    for case in cases:
        found = located[case.case_id]
        if found.status is LocationStatus.ACCEPTED and found.place is not None:
            value = value_of(case, settings.values)
            zone = home.zone_at(found.place.coordinate)
            ready.append(
                LocatedCase(case=case, place=found.place, value=value, zone=zone, legal=legal)
            )
        elif found.rule:
            barred.append(held_by_address(found))
        else:
            review.append(
                ReviewCase(case_id=case.case_id, why=found.why, candidates=found.candidates)
            )
    visits = form_visits(ready, day=day, times=settings.service_times, locations=locations)
    matrices = travel_matrices(shifts, locations.coordinates, home.travel, say)
    problem = Problem(
        origin=day.origin,
        visits=visits,
        shifts=shifts,
        matrices=matrices,
        coordinates=locations.coordinates,
    )
    return problem, tuple(review), tuple(barred)


def _legal(hours: VisitingHours, day: Day, *, overnight: bool) -> tuple[TimeWindow, ...]:
    """Return the spans in which visits are allowed, the next day's too if a shift runs into it."""
    spans = hours.on(day.date, day.zone)
    if overnight:
        spans += hours.on(day.date + timedelta(days=1), day.zone)
    return spans


def _overnight(shifts: Sequence[Shift]) -> bool:
    return any(shift.latest_s + shift.overtime_max_s > 24 * 3600 for shift in shifts)
