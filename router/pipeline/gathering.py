"""From tables to all that is known for planning, and what was wrong with the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.agents import Agent
from router.domain.cases import Case
from router.domain.memory import Declaration, Memory
from router.domain.places import LocatedAddress
from router.domain.plurals import plural
from router.domain.refused import RefusedRow
from router.domain.verdicts import Law
from router.errors import Fault
from router.forming import Day
from router.geocoding import OnlineGeocoder, OnlineServices
from router.intake import read_agents, read_cases
from router.journal import Journal
from router.pipeline.corrections import CorrectionsInUse, corrections_in_use
from router.pipeline.known import Known
from router.pipeline.learning import learned_of_memory
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
    received_then,
    todays_payments,
    with_memory,
)
from router.pipeline.past_visits import PastVisits, past_visits
from router.pipeline.progress import Say
from router.pipeline.region import Region
from router.pipeline.settings import Settings
from router.rules import standings, with_appointments

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Findings", "ReadTables", "locate_known", "read_tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTables:
    """The tables of a plan, as read.

    Parameters
    ----------
    cases
        With appointments, notices, and holds of what could not be read.
    agents
        All of the table.
    visits
        What came of earlier visits.
    memory
        Of earlier days.
    refused, faults
        Rows that could not be used, and what is wrong.
    fatal
        The faults of outcomes and payments for which a row was refused.
    """

    cases: tuple[Case, ...]
    agents: tuple[Agent, ...]
    visits: PastVisits
    memory: Memory
    refused: tuple[RefusedRow, ...]
    faults: tuple[Fault, ...]
    fatal: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reading and locating found out.

    Parameters
    ----------
    refused
        Rows that could not be used.
    faults
        What was wrong.
    geocoding
        What geocoding said about every row of the cases, in input order.
    """

    refused: tuple[RefusedRow, ...]
    faults: tuple[Fault, ...]
    geocoding: tuple[LocatedAddress | RefusedRow, ...]


def read_tables(
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    outcomes: str | Path | pd.DataFrame | None,
    payments: str | Path | pd.DataFrame | None,
    journal: str | Path | Journal | None,
    *,
    day: Day,
    settings: Settings,
    notified: Declaration | None,
    say: Say,
) -> ReadTables:
    """Read the tables of a plan, and the journal.

    Parameters
    ----------
    cases, agents, outcomes, payments, journal, notified
        As for `plan_day`.
    day
        The first that is planned.
    settings
        What is the same every day.
    say
        Told about the progress.

    Returns
    -------
    ReadTables
        Every row is among those read or those refused.

    Raises
    ------
    InputError
        If a table cannot be used, or has faults and ``settings.strict``.
    """
    case_table = read_cases(
        cases, columns=settings.case_columns, datum=settings.datum, zone=day.zone
    )
    agent_table = read_agents(agents, columns=settings.agent_columns)
    if settings.strict:
        refuse_faults((*case_table.fatal, *agent_table.fatal))
    say(
        "reading",
        1.0,
        f"{plural(len(case_table.rows), 'case')}, {plural(len(agent_table.rows), 'agent')}",
    )
    visits = past_visits(outcomes, day.zone, settings, say, day=day.date)
    paid = todays_payments(payments, day.zone, say, day=day.date)
    memory = memory_of_day(journal, visits.outcomes, paid.payments, day.zone)
    rows = notified_then(
        received_then(
            with_appointments(case_table.rows, memory, day.date, day.zone), memory, day.date
        ),
        notified.when if notified else None,
    )
    return ReadTables(
        cases=held_where_unread(rows, (*visits.refused, *paid.refused), day.date),
        agents=agent_table.rows,
        visits=with_memory(visits, memory),
        memory=memory,
        refused=(*case_table.refused, *agent_table.refused, *visits.refused, *paid.refused),
        faults=(*case_table.faults, *agent_table.faults, *visits.faults, *paid.faults),
        fatal=(*visits.fatal, *paid.fatal),
    )


def locate_known(
    tables: ReadTables,
    home: Region,
    *,
    law: Law,
    day: Day,
    settings: Settings,
    corrections: str | Path | CorrectionsInUse | None,
    fallback: OnlineGeocoder | OnlineServices | None,
    name: str,
    now: datetime | None,
    say: Say,
) -> tuple[Known, Findings]:
    """Locate cases and agents.

    Parameters
    ----------
    tables
        As read.
    home
        The region.
    law, day
        Of the first day that is planned.
    settings, corrections, fallback, now
        As for `plan_day`.
    name
        Of the table of cases, for remarks.
    say
        Told about the progress.

    Returns
    -------
    tuple
        All that is known, and what was found out on the way.

    Raises
    ------
    InputError
        If a file has faults and ``settings.strict``.
    """
    own = corrections_in_use(corrections, home, say).corrections
    certified, expired = with_valid_certificates(tables.agents, day.date)
    bases, base_faults = locate_agents(certified, home, settings, own)
    if settings.strict:
        refuse_faults((*tables.fatal, *expired, *base_faults))
    standing = standings(tables.cases, tables.memory, day=day.date, zone=day.zone, moment=now)
    located, remarks = locate_cases(
        tables.cases, home, settings, own, fallback, say, visits=tables.visits.knowing(bases),
        file=name, law=law, standings=standing, day=day.date,
    )  # fmt: skip
    refused = (*tables.refused, *agents_left_out(tables.agents, certified, bases))
    return Known(
        cases=tables.cases,
        located=located,
        memory=tables.memory,
        agents=tuple(agent for agent in certified if agent.agent_id in bases),
        bases=bases,
        zone=home.zone,
        zone_at=home.zone_at,
        travel=home.travel,
        presence=learned_of_memory(
            tables.memory,
            tables.cases,
            zone=home.zone,
            calendar=law.calendar,
            parameters=settings.values,
        ).presence,
        settings=settings,
        now=now,
    ), Findings(
        refused=refused,
        faults=(*tables.faults, *expired, *base_faults, *remarks),
        geocoding=in_table_order(tables.cases, located, refused),
    )
