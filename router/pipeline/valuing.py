"""What visits to the borrower of one case are worth, term by term, in every hour of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - `date` is the keyword that users write
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.cases import Case
from router.domain.channels import Attempt
from router.domain.places import LocatedAddress, LocationStatus
from router.domain.presence import CellRate, HourBand
from router.domain.problem import Span, Visit
from router.domain.times import local_instant
from router.domain.worth import VisitWorth
from router.errors import InputError
from router.forming import Day, LocatedCase
from router.journal import Journal
from router.pipeline.corrections import CorrectionsInUse
from router.pipeline.gathering import locate_known, read_tables
from router.pipeline.known import DayPart, Known, Period
from router.pipeline.periods import form_period, group_of_day, weigher
from router.pipeline.progress import Say, silent
from router.pipeline.region import Region, open_region
from router.pipeline.ruling import law_of_region
from router.pipeline.settings import Settings
from router.value import median_amount, own_visits, recovery_of, unreached_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["HourTerms", "ValuedCase", "value_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HourTerms:
    """What a visit is worth that starts in some hours of one day.

    Parameters
    ----------
    day
        The local date.
    hours
        Of it; of a confirmed appointment, those in which it lies.
    start, end
        Of the service, zone-aware, both inclusive.
    open
        When the rules and the table let a visit start in them: first and last instant of each span.
    known
        The chance to meet borrowers at such doors, and what it was before anything was learned.
    met
        The chance to meet this one, after the own visits, or by the appointment.
    value
        Money.
    """

    day: Date
    hours: HourBand
    start: datetime
    end: datetime
    open: tuple[tuple[datetime, datetime], ...]
    known: CellRate
    met: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedCase:
    """What a visit to the borrower of a case is worth, and how that comes.

    Parameters
    ----------
    case_id, case_ids
        Which was asked about, and all that the visit is about.
    worth
        The terms.
    place_type
        What the place is to the borrower.
    by_type, score
        Chance of an address of its type, and how sure the match of this one is.
    confirmed, fruitless
        Whether the borrower was met there, and the visits since then that met nobody.
    meetings
        What a meeting is worth: case, money, and where that comes from.
    beside
        What it is worth beside that: money.
    hours
        In order of time.
    held
        Why it is not visited whatever it is worth, by day; none if it may be visited.
    """

    case_id: str
    case_ids: tuple[str, ...]
    worth: VisitWorth
    place_type: str
    by_type: float
    score: float
    confirmed: bool
    fruitless: int
    meetings: tuple[tuple[str, float, str], ...]
    beside: float
    hours: tuple[HourTerms, ...]
    held: tuple[str, ...] = ()


def value_case(
    case_id: str,
    cases: str | Path | pd.DataFrame,
    agents: str | Path | pd.DataFrame,
    *,
    date: Date,
    days: int = 1,
    region: Region | str | Path,
    settings: Settings | None = None,
    corrections: str | Path | CorrectionsInUse | None = None,
    outcomes: str | Path | pd.DataFrame | None = None,
    payments: str | Path | pd.DataFrame | None = None,
    journal: str | Path | Journal | None = None,
    now: datetime | None = None,
    on_progress: Say = silent,
) -> ValuedCase:
    """Say what a visit is worth, term by term.

    Parameters
    ----------
    case_id
        The case.
    cases, agents, region, settings, corrections, outcomes, payments, journal, now, on_progress
        As for `plan_day`.
    date, days
        The first day, and how many.

    Returns
    -------
    ValuedCase
        As `plan_day` would weigh it, with the same rules. A case that is held is weighed, too, and
        says why it is not visited; so is one whose place must not be visited.

    Raises
    ------
    InputError
        If there is no such case or no day, its address is not found or not trusted, or a table
        cannot be used.
    """
    if days < 1:
        raise InputError(f"{days} days cannot be weighed; name at least 1")
    settings = settings or Settings()
    home = region if isinstance(region, Region) else open_region(region)
    each = [Day(date=date + timedelta(days=n), zone=home.zone) for n in range(days)]
    laws = [law_of_region(settings, home, day.date) for day in each]
    tables = read_tables(
        cases, agents, outcomes, payments, journal, day=each[0], settings=settings, notified=None,
        say=on_progress,
    )  # fmt: skip
    asked = _asked(case_id, tables.cases)
    known, _ = locate_known(
        tables, home, law=laws[0], day=each[0], settings=settings, corrections=corrections,
        fallback=None, name="", now=now, say=on_progress,
    )  # fmt: skip
    known = _of_borrower(known, asked)
    period = form_period(known, list(zip(each, laws, strict=True)), say=on_progress)
    return _valued(asked, known, period)


def _asked(case_id: str, cases: Sequence[Case]) -> Case:
    for case in cases:
        if case.case_id == case_id:
            return case
    near = get_close_matches(case_id, [case.case_id for case in cases], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise InputError(f"there is no case {case_id!r} in the table{hint}")


def _of_borrower(known: Known, asked: Case) -> Known:
    """Leave out other borrowers, but not what they say about the amount that is not dampened."""
    values = known.settings.values
    reference = values.recovery.reference or median_amount(known.cases)
    pinned = replace(values, recovery=replace(values.recovery, reference=reference))
    return replace(
        known,
        cases=tuple(case for case in known.cases if case.borrower_id == asked.borrower_id),
        settings=replace(known.settings, values=pinned),
    )


def _valued(asked: Case, known: Known, period: Period) -> ValuedCase:
    found = known.located[asked.case_id]
    if found.place is None or (found.status is not LocationStatus.ACCEPTED and not found.rule):
        raise InputError(_not_located(asked, found, period))
    visit, worth = _weighed(asked, known, period)
    mates = [case for case in known.cases if case.case_id in (visit.case_ids if visit else ())]
    values, first = known.settings.values, period.parts[0]
    own = own_visits(
        _history(asked, first),
        place_type=found.address.place_type,
        zone=known.zone_at(found.place.coordinate),
        presence=known.presence,
        group_of=lambda day: group_of_day(replace(first.day, date=day), first.law),
    )
    tried = unreached_in(_history(asked, first))
    money = [
        (
            case.case_id,
            *recovery_of(case, values.recovery.reference, values.recovery, unreached=tried),
        )
        for case in mates or [asked]
    ]
    return ValuedCase(
        case_id=asked.case_id,
        case_ids=tuple(case_id for case_id, _, _ in money),
        worth=worth,
        place_type=found.address.place_type.value,
        by_type=values.address.of(found.address.place_type),
        score=found.place.score,
        confirmed=own.confirmed,
        fruitless=own.fruitless,
        meetings=tuple(money),
        beside=worth.meeting - sum(one for _, one, _ in money),
        hours=tuple(_hours(asked, known, period, visit, worth)),
        held=tuple(_held(asked, period)),
    )


def _not_located(asked: Case, found: LocatedAddress, period: Period) -> str:
    held = " ".join(_held(asked, period))
    if found.rule:
        return f"case {asked.case_id}: nobody found its address, and it is not visited: {held}"
    return (
        f"case {asked.case_id}: its address is not trusted, so nothing is known of a visit:"
        f" {found.why or 'nobody found it'}. See router geocode."
    )


def _weighed(asked: Case, known: Known, period: Period) -> tuple[Visit | None, VisitWorth]:
    """Return the visit as it would be planned; of a held case only what it would be worth."""
    for visit, worth in zip(period.problem.visits, period.worths, strict=True):
        if asked.case_id in visit.case_ids:
            return visit, worth
    found = known.located[asked.case_id]
    assert found.place is not None
    mate = LocatedCase(
        case=asked,
        place=found.place,
        zone=known.zone_at(found.place.coordinate),
        legal=(period.parts[0].window,),
        length=timedelta(0),
        days=tuple(part.day.date for part in period.parts),
        place_type=found.address.place_type,
    )
    return None, weigher(known, period.parts)(asked.case_id, [mate], ())


def _history(asked: Case, part: DayPart) -> tuple[Attempt, ...]:
    return part.standings[asked.case_id].history


def _hours(
    asked: Case, known: Known, period: Period, visit: Visit | None, worth: VisitWorth
) -> Iterator[HourTerms]:
    found = known.located[asked.case_id]
    assert found.place is not None
    zone = known.zone_at(found.place.coordinate)
    origin = period.parts[0].day.origin

    def at(second: int) -> datetime:
        return period.problem.instant(second).astimezone(zone)

    for part in period.parts:
        day = part.day.date
        for hours in known.presence.bands:
            after = day if hours.end > hours.start else day + timedelta(days=1)
            start, end = (
                round(local_instant(on, clock, zone).timestamp() - origin.timestamp())
                for on, clock in ((day, hours.start), (after, hours.end))
            )
            for band in worth.bands:
                first, last = max(start, band.start_s), min(end - 1, band.end_s)
                if first > last:
                    continue
                yield HourTerms(
                    day=day,
                    hours=hours,
                    start=at(first),
                    end=at(last),
                    open=tuple((at(a), at(b)) for a, b in _open(visit, (first, last))),
                    known=known.presence.rate(
                        found.address.place_type, part.group, hours,
                        weekday=day.weekday(), area=asked.area,
                    ),
                    met=band.met,
                    value=band.value,
                )  # fmt: skip


def _open(visit: Visit | None, hours: Span) -> Iterator[Span]:
    for start, end in (visit.starts or (hours,)) if visit is not None else ():
        first, last = max(start, hours[0]), min(end, hours[1])
        if first <= last:
            yield first, last


def _held(asked: Case, period: Period) -> Iterator[str]:
    several = len(period.parts) > 1
    for part in period.parts:
        for one in (*part.held, *part.ruling.held):
            if one.case_id == asked.case_id:
                on = f"{part.day.date:%a %d %b}: " if several else ""
                yield f"{on}{one.rule}: {one.detail}"
