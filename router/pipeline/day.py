"""`plan_day` and `plan_days`: from two tables to checked plans, of one day or of several."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is the keyword that users write
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.memory import Declaration
from router.errors import InputError
from router.forming import Day
from router.front import PeriodPlan, Plan
from router.geocoding import OnlineGeocoder, OnlineServices
from router.journal import Journal
from router.pipeline.corrections import CorrectionsInUse
from router.pipeline.finishing import finished
from router.pipeline.gathering import locate_known, read_tables
from router.pipeline.memory_of_day import require_zone
from router.pipeline.periods import form_period
from router.pipeline.progress import Say, searching, silent
from router.pipeline.region import Region, open_region
from router.pipeline.remote import pool_remote
from router.pipeline.ruling import law_of_region
from router.pipeline.settings import Settings
from router.solving import solve

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["plan_day", "plan_days"]

MOST_DAYS = 14


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
    (made,) = _planned(
        cases, agents, days=1, date=date, region=region, seconds=seconds, iterations=iterations,
        seed=seed, settings=settings, corrections=corrections, outcomes=outcomes,
        payments=payments, journal=journal, now=now, notified=notified, fallback=fallback,
        say=on_progress,
    )  # fmt: skip
    return made


def plan_days(
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    *,
    date: Date | str,
    days: int,
    region: Region | str | Path,
    seconds: float | None = 60.0,
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
) -> PeriodPlan:
    """Plan several days in one model: the first is firm, the others are a proposal.

    Parameters
    ----------
    cases, agents, region, seconds, iterations, seed, settings, corrections
        As for `plan_day`.
    date
        The first day.
    days
        How many days of the calendar; on those without a shift nobody goes.
    outcomes, payments, journal, now, notified, fallback, on_progress
        As for `plan_day`.

    Returns
    -------
    PeriodPlan
        One checked plan per day. That of the first day accounts for every case: those that are
        proposed for later days are unassigned in it, and say so. Those of later days hold only
        what is proposed for them. A borrower is visited at most once in the period.

    Raises
    ------
    InputError
        If a table cannot be used, has faults and ``settings.strict``, or there are no days.
    RegionError
        If the region folder cannot be used.
    CheckFailedError
        If a time of a plan is wrong; that is a defect of this program.
    """
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"{days} days cannot be planned together; name 1 to {MOST_DAYS}")
    return PeriodPlan(
        days=_planned(
            cases, agents, days=days, date=date, region=region, seconds=seconds,
            iterations=iterations, seed=seed, settings=settings, corrections=corrections,
            outcomes=outcomes, payments=payments, journal=journal, now=now, notified=notified,
            fallback=fallback, say=on_progress,
        )
    )  # fmt: skip


def _planned(
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    *,
    days: int,
    date: Date | str,
    region: Region | str | Path,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    settings: Settings | None,
    corrections: str | Path | CorrectionsInUse | None,
    outcomes: str | Path | pd.DataFrame | None,
    payments: str | Path | pd.DataFrame | None,
    journal: str | Path | Journal | None,
    now: datetime | None,
    notified: Declaration | None,
    fallback: OnlineGeocoder | OnlineServices | None,
    say: Say,
) -> tuple[Plan, ...]:
    """The whole walk, for one day or several."""
    settings = settings or Settings()
    _require_known_moments(now, notified)
    home = region if isinstance(region, Region) else open_region(region)
    first = Day(date=_as_date(date), zone=home.zone)
    each = [Day(date=first.date + timedelta(days=i), zone=home.zone) for i in range(days)]
    laws = [law_of_region(settings, home, day.date) for day in each]

    tables = read_tables(
        cases, agents, outcomes, payments, journal,
        day=first, settings=settings, notified=notified, say=say,
    )  # fmt: skip
    known, findings = locate_known(
        tables, home, law=laws[0], day=first, settings=settings, corrections=corrections,
        fallback=fallback, name=_name_of(cases), now=now, say=say,
    )  # fmt: skip
    period = form_period(known, list(zip(each, laws, strict=True)), say=say)
    remote = pool_remote(period, settings.values)
    period = remote.period
    solution = solve(
        period.problem, seconds=seconds, iterations=iterations, seed=seed, start=remote.start,
        on_progress=searching(say, len(period.problem.visits), seconds),
    )  # fmt: skip
    say("searching", 1.0, f"stopped by {solution.search.stopped_by}")
    plans = finished(
        known, period, solution, findings, home=home, notified=notified, remote=remote.decisions,
    )  # fmt: skip
    say("checking", 1.0, "every time and every rule holds")
    return plans


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
