"""`plan_day`: from two tables to a checked plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from datetime import date as Date  # noqa: N812 - `date` is the keyword that users write
from datetime import time as Clock  # noqa: N812 - the same
from pathlib import Path
from typing import TYPE_CHECKING

from router.checking import at_risk, costs, explain, late_appointments, leave_earlier
from router.domain.agents import Agent
from router.domain.cases import Case
from router.domain.memory import Declaration
from router.domain.plan import PlanData
from router.domain.problem import Problem, Shift
from router.domain.refused import RefusedRow
from router.domain.times import TimeWindow, local_instant
from router.errors import Fault, InputError
from router.forming import Day, LocatedCase, Locations, form_shifts, form_visits
from router.front import Plan
from router.geocoding import OnlineGeocoder, OnlineServices
from router.intake import read_agents, read_cases
from router.journal import Journal
from router.pipeline.called_off import call_off_words, called_off
from router.pipeline.cards import case_cards, marks_of
from router.pipeline.corrections import CorrectionsInUse, corrections_in_use
from router.pipeline.lawful import lawful_part
from router.pipeline.locating import in_table_order, locate_cases, refuse_faults
from router.pipeline.locating_agents import (
    agents_left_out,
    locate_agents,
    with_valid_certificates,
)
from router.pipeline.memory_of_day import (
    held_where_unread,
    memory_of_day,
    notified_then,
    require_zone,
    todays_payments,
    with_memory,
)
from router.pipeline.past_visits import past_visits
from router.pipeline.progress import Say, searching, silent
from router.pipeline.region import Region, open_region
from router.pipeline.ruling import agent_facts, law_of_region, rule_cases
from router.pipeline.settings import Settings
from router.pipeline.stating import stated
from router.pipeline.travelling import matrix_key, route_lines, travel_matrices
from router.rules import gate, standings, with_appointments
from router.solving import solve

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
    payments: str | Path | pd.DataFrame | None = None,
    journal: str | Path | Journal | None = None,
    now: datetime | None = None,
    notified: Declaration | None = None,
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
        Table of earlier visits: their check-ins tell where doors are, some make an address
        invalid, and all count as what was tried.
    payments
        Table of payments: who has paid is not visited.
    journal
        The memory of earlier days (see `router record`); it is only read. `record_plan` records
        the plan that is made.
    now
        The moment of planning: a visit that needs notice, and of which nobody was told, starts no
        earlier than the notice allows. None: notices are given in time.
    notified
        That all borrowers of the table were told of their visits, as a named person declares.
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
        If a time of the plan is wrong; that is a defect of this program.

    Notes
    -----
    Before it is handed out, code that did not make the plan judges every visit again. One that it
    calls unlawful is taken out, held with what was found, and warned of.

    Ctrl-C during the search ends it and keeps the best plan so far.
    """
    settings = settings or Settings()
    _require_known_moments(now, notified)
    home = region if isinstance(region, Region) else open_region(region)
    day = Day(date=_as_date(date), zone=home.zone)
    law = law_of_region(settings, home, day.date)

    case_rows, agent_rows, refused, faults = _read(cases, agents, settings, day, on_progress)
    visits = past_visits(outcomes, day.zone, settings, on_progress, day=day.date)
    paid = todays_payments(payments, day.zone, on_progress, day=day.date)
    memory = memory_of_day(journal, visits.outcomes, paid.payments, day.zone)
    visits = with_memory(visits, memory)
    case_rows = notified_then(
        with_appointments(case_rows, memory, day.date, day.zone),
        notified.when if notified else None,
    )
    case_rows = held_where_unread(case_rows, (*visits.refused, *paid.refused), day.date)
    standing = standings(case_rows, memory, day=day.date, zone=day.zone, moment=now)
    gated = gate(case_rows, standing, day.date)

    own = corrections_in_use(corrections, home, on_progress).corrections
    certified, expired = with_valid_certificates(agent_rows, day.date)
    bases, base_faults = locate_agents(certified, home, settings, own)
    if settings.strict:
        refuse_faults((*visits.fatal, *paid.fatal, *expired, *base_faults))
    located, remarks = locate_cases(
        case_rows, home, settings, own, fallback, on_progress,
        visits=visits.knowing(bases), file=_name_of(cases), law=law, standings=standing,
        day=day.date,
    )  # fmt: skip
    faults = (*faults, *visits.faults, *paid.faults, *expired, *base_faults, *remarks)
    refused += (*visits.refused, *paid.refused, *agents_left_out(agent_rows, certified, bases))

    on_duty = [agent for agent in certified if agent.agent_id in bases]
    locations = Locations()
    shifts = form_shifts(
        on_duty, day=day, places=bases, locations=locations,
        matrix_key=lambda agent, shift: matrix_key(agent.mode, shift, settings.rush_hours),
    )  # fmt: skip
    working = {shift.agent_id for shift in shifts}
    agent_list = agent_facts(agent for agent in on_duty if agent.agent_id in working)
    ruling = rule_cases(
        gated.open, located, standing, law=law, home=home, settings=settings,
        period=_period(day, shifts), day=day.date, agents=agent_list, now=now,
    )  # fmt: skip
    problem = _problem(ruling.ready, shifts, locations, day=day, home=home, settings=settings,
                       say=on_progress)  # fmt: skip
    solution = solve(
        problem, seconds=seconds, iterations=iterations, seed=seed,
        on_progress=searching(on_progress, len(problem.visits), seconds),
    )  # fmt: skip
    on_progress("searching", 1.0, f"stopped by {solution.search.stopped_by}")
    routes = leave_earlier(problem, solution.routes)

    data = PlanData(
        day=day.date,
        problem=problem,
        routes=routes,
        unassigned=explain(problem, routes),
        held=(*gated.held, *ruling.held),
        review=ruling.review,
        refused=refused,
        cards=case_cards(case_rows, located, day),
        costs=costs(problem, routes),
        search=solution.search,
        warnings=(
            *marks_of(problem, solution),
            *law.warnings,
            *call_off_words(
                called_off(case_rows, standing, problem, routes, day=day.date, zone=day.zone)
            ),
            *at_risk(problem, late_appointments(problem, routes)),
        ),
        visiting_rules=law.described,
        attribution=home.manifest.attribution,
        compliance=stated(
            problem, routes, law=law, cases=case_rows, standings=standing, located=located,
            ruling=ruling, agents=agent_list, memory=memory, day=day, home=home, now=now,
            notified=notified, sender=settings.sender,
        ),
    )  # fmt: skip
    data = lawful_part(data, law)
    on_progress("checking", 1.0, "every time and every rule holds")
    return Plan(
        data=data,
        basemap=home.basemap,
        lines=route_lines(data.problem, data.routes, home.travel),
        geocoding=in_table_order(case_rows, located, refused),
        faults=faults,
    )


def _require_known_moments(now: datetime | None, notified: Declaration | None) -> None:
    require_zone(now, "now")
    if now and notified and notified.when > now:
        raise InputError(
            f"the borrowers cannot have been told on {notified.when:%Y-%m-%d at %H:%M}: the plan "
            f"is made before that, on {now:%Y-%m-%d at %H:%M}"
        )


def _name_of(source: str | Path | pd.DataFrame) -> str:
    return Path(source).name if isinstance(source, str | Path) else "<DataFrame>"


def _as_date(value: Date | str) -> Date:
    if isinstance(value, datetime):
        return value.date()
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
    day: Day,
    say: Say,
) -> tuple[tuple[Case, ...], tuple[Agent, ...], tuple[RefusedRow, ...], tuple[Fault, ...]]:
    case_table = read_cases(
        cases, columns=settings.case_columns, datum=settings.datum, zone=day.zone
    )
    agent_table = read_agents(agents, columns=settings.agent_columns)
    if settings.strict:
        refuse_faults((*case_table.fatal, *agent_table.fatal))
    say("reading", 1.0, f"{len(case_table.rows)} cases, {len(agent_table.rows)} agents")
    refused = (*case_table.refused, *agent_table.refused)
    return case_table.rows, agent_table.rows, refused, (*case_table.faults, *agent_table.faults)


def _problem(
    ready: Sequence[LocatedCase],
    shifts: tuple[Shift, ...],
    locations: Locations,
    *,
    day: Day,
    home: Region,
    settings: Settings,
    say: Say,
) -> Problem:
    """State what is to be solved: visits, shifts, and the ways between all places."""
    visits = form_visits(
        ready, day=day, times=settings.service_times, locations=locations, shifts=shifts
    )
    matrices = travel_matrices(shifts, locations.coordinates, home.travel, say)
    return Problem(
        origin=day.origin,
        visits=visits,
        shifts=shifts,
        matrices=matrices,
        coordinates=locations.coordinates,
    )


def _period(day: Day, shifts: Sequence[Shift]) -> TimeWindow:
    """Return the day, and of the night after it what a shift reaches."""
    midnight = local_instant(day.date + timedelta(days=1), Clock(0), day.zone)
    last = max((shift.latest_s + shift.overtime_max_s for shift in shifts), default=0)
    reached = (day.origin.astimezone(UTC) + timedelta(seconds=last)).astimezone(day.zone)
    return TimeWindow(day.origin, max(midnight, reached, key=lambda moment: moment.timestamp()))
