"""What own visits teach about when borrowers are met: journal and tables to learned chances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.calendars import Calendar
from router.domain.cases import Case
from router.domain.learned import LearnedPresence
from router.domain.memory import Memory
from router.domain.places import PlaceType
from router.domain.plurals import plural
from router.domain.presence import CellRate
from router.errors import Fault
from router.intake import read_cases
from router.journal import Journal
from router.pipeline.memory_of_day import memory_of_day
from router.pipeline.past_visits import past_visits
from router.pipeline.progress import Say, silent
from router.pipeline.settings import Settings
from router.pipeline.trials import at_appointments, trials_of
from router.rules import country_of_zone, make_law, profile_of_country
from router.value import ValueParameters, beta_interval, learned_presence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Learned", "learn", "learned_of_memory"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Learned:
    """What was learned, and what of the tables could not be used.

    Parameters
    ----------
    found
        The chances.
    faults
        Of the tables; a fatal one left its row out.
    """

    found: LearnedPresence
    faults: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        return f"<Learned from {plural(self.found.visits, 'visit')}>"


def learn(
    journal: str | Path | Journal | None,
    *,
    outcomes: str | Path | pd.DataFrame | None = None,
    cases: str | Path | pd.DataFrame | None = None,
    zone: tzinfo,
    settings: Settings | None = None,
    on_progress: Say = silent,
) -> Learned:
    """Learn from own visits when borrowers are met.

    Parameters
    ----------
    journal
        The memory of this installation, or None. It is only read.
    outcomes
        A further table of outcomes; what the journal knows too counts once.
    cases
        Table of cases, for the areas and types of doors; other cases have none.
    zone
        Of the doors, by its IANA name; its country's holidays count as Sundays.
    settings
        Column names, words, own holidays, profiles, and the chances that are assumed.
    on_progress
        Told about the progress.

    Returns
    -------
    Learned
        The assumed chances where nothing was tried.

    Raises
    ------
    InputError
        If there is no such journal, or a table cannot be used.
    JournalError
        If the journal is damaged.

    Notes
    -----
    Only own outcomes are used and nothing else: no use of electricity, of phones, no movements.
    """
    settings = settings or Settings()
    told = past_visits(outcomes, zone, settings, on_progress)
    rows: tuple[Case, ...] = ()
    faults = told.faults
    if cases is not None:
        table = read_cases(cases, columns=settings.case_columns, datum=settings.datum, zone=zone)
        rows, faults = table.rows, (*faults, *table.faults)
    memory = memory_of_day(journal, told.outcomes, (), zone)
    calendar = _calendar(settings, zone, (one.when.astimezone(zone) for one in memory.outcomes))
    found = learned_of_memory(
        memory, rows, zone=zone, calendar=calendar, parameters=settings.values
    )
    on_progress("learning", 1.0, f"{plural(found.visits, 'visit')} that tell of presence")
    return Learned(found=found, faults=faults)


def learned_of_memory(
    memory: Memory,
    cases: Sequence[Case] = (),
    *,
    zone: tzinfo,
    calendar: Calendar,
    parameters: ValueParameters,
) -> LearnedPresence:
    """Learn from what is remembered.

    Parameters
    ----------
    memory
        Its outcomes, and the appointments at which some of them were made.
    cases
        For the areas and types of doors.
    zone
        Of the doors.
    calendar
        Whose holidays count as Sundays.
    parameters
        What is assumed.

    Returns
    -------
    LearnedPresence
        Its ``presence`` is what `router.value.worth_of` takes.
    """
    trials = trials_of(
        memory.outcomes,
        zone=zone,
        calendar=calendar,
        areas={case.case_id: case.area for case in cases if case.area},
        place_types=_place_types(cases),
        appointments=memory.appointments,
    )
    tried, met = at_appointments(memory.outcomes, memory.appointments)
    return LearnedPresence(
        presence=learned_presence(trials, parameters),
        first=min((one.day for one in trials), default=None),
        last=max((one.day for one in trials), default=None),
        wrong=sum(one.wrong for one in trials),
        appointment=_appointment(tried, met, parameters),
    )


def _place_types(cases: Iterable[Case]) -> Mapping[str, PlaceType]:
    """Return what the only place of a case is to its borrower."""
    return {
        case.case_id: case.addresses[0].place_type for case in cases if len(case.addresses) == 1
    }


def _appointment(tried: int, met: int, parameters: ValueParameters) -> CellRate:
    prior, strength = parameters.presence.appointment, parameters.learning.strength
    a, b = met + strength * prior, tried - met + strength * (1 - prior)
    mean = a / (a + b)
    low, high = beta_interval(a, b) if a > 0 and b > 0 else (mean, mean)
    return CellRate(mean=mean, low=low, high=high, prior=prior, tried=tried, met=met)


def _calendar(settings: Settings, zone: tzinfo, moments: Iterable[date]) -> Calendar:
    """Return the holidays of the years in which visits were made."""
    years = frozenset(one.year for one in moments)
    if not years:
        return Calendar()
    country = country_of_zone(str(zone))
    national = profile_of_country(country)
    names = settings.profiles if settings.profiles is not None else [national] if national else []
    return make_law(
        names, country=country, years=years, holiday_files=settings.holiday_files
    ).calendar
