"""Holidays, substitute and bridge days, and adjusted workdays of a country and its parts."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from router.domain.calendars import Calendar
from router.errors import Fault, InputError

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["calendar_warnings", "join_calendars", "load_calendar", "place_problem"]

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class _Custom:
    """What a country's list of holidays needs beside its public ones.

    Parameters
    ----------
    categories
        Further lists that count: bridge days that government adds.
    usual_part
        Where the country has no common list: the part that stands for it if none is named.
    whole_breaks
        True if what is announced are breaks of whole days in a row, weekends included, of which
        the list names only the days that would else be worked.
    common_to_parts
        True if days that every part keeps are national, such as substitutes by state law.
    adjusts
        True if government moves days off each year and announces them the year before.
    """

    categories: tuple[str, ...] = ()
    usual_part: str = ""
    whole_breaks: bool = False
    common_to_parts: bool = False
    adjusts: bool = False


_CUSTOMS: Mapping[str, _Custom] = {
    "AU": _Custom(common_to_parts=True),
    "CN": _Custom(whole_breaks=True, adjusts=True),
    "GB": _Custom(usual_part="ENG"),
    "HU": _Custom(adjusts=True),
    "ID": _Custom(categories=("government",)),  # cuti bersama, the bridge days of each year
    "RU": _Custom(adjusts=True),
    "VN": _Custom(adjusts=True),
}


def load_calendar(country: str, subdivision: str = "", *, years: Collection[int]) -> Calendar:
    """Return the holidays of a country, and of one of its parts, in some years.

    Parameters
    ----------
    country
        ISO 3166 code; empty for none.
    subdivision
        Of a state or province; its holidays are added to the national ones.
    years
        Only these are loaded.

    Returns
    -------
    Calendar
        With substitute and bridge days, and the weekend days that are worked.

    Raises
    ------
    InputError
        If there is no such country, part or year.

    Notes
    -----
    The lists are those of the package ``holidays``. Australia: what every state keeps; United
    Kingdom: England's bank holidays if no part is named; Indonesia: with joint leave (cuti
    bersama); China: whole breaks with the weekends in them; elsewhere the public holidays.
    """
    _check_years(years)
    if not country:
        return Calendar(years=frozenset(years))
    country = country.upper()
    subdivision = _checked_part(country, subdivision)
    custom = _CUSTOMS.get(country, _Custom())
    national = _list(country, custom.usual_part if not subdivision else "", custom, years)
    found = _dated(national, years)
    if subdivision:
        found |= _dated(_list(country, subdivision, custom, years), years)
    if custom.common_to_parts:
        found |= _common(country, national.subdivisions, custom, years)
    worked = {day for day in national.weekend_workdays if day.year in years}
    found = {day: name for day, name in found.items() if day not in worked}
    if custom.whole_breaks:
        beside = _weekends_beside(found, worked)
        found |= {day: name for day, name in beside.items() if day.year in years}
    return Calendar(
        name=f"{country}-{subdivision}" if subdivision else country,
        holidays=dict(sorted(found.items())),
        workdays=frozenset(worked),
        years=frozenset(years),
        unadjusted=_unannounced(national, years) if custom.adjusts else frozenset(),
    )


def join_calendars(calendars: Collection[Calendar]) -> Calendar:
    """Return one calendar for layers of several jurisdictions: a holiday of any is a holiday.

    Parameters
    ----------
    calendars
        Of the same years.

    Returns
    -------
    Calendar
        A weekend day counts as worked only where none of them has a holiday.
    """
    names = list(dict.fromkeys(one.name for one in calendars if one.name))
    holidays: dict[date, str] = {}
    for one in calendars:
        holidays = {**one.holidays, **holidays}
    worked = frozenset(day for one in calendars for day in one.workdays)
    return Calendar(
        name="+".join(names),
        holidays=dict(sorted(holidays.items())),
        workdays=worked - holidays.keys(),
        years=frozenset(year for one in calendars for year in one.years),
        unadjusted=frozenset(year for one in calendars for year in one.unadjusted),
    )


def calendar_warnings(calendar: Calendar) -> tuple[str, ...]:
    """Return what is less certain than usual about a calendar.

    Parameters
    ----------
    calendar
        As loaded, and changed by own files.

    Returns
    -------
    tuple of str
        Sentences.
    """
    said = [
        f"{calendar.name}: the adjusted workdays and bridge days of {year} are not announced yet,"
        " or not known here; weekends count as weekends. Add them with a file of holidays."
        for year in sorted(calendar.unadjusted)
    ]
    for year in sorted(calendar.years):
        guesses = sum(
            day.year == year and "(estimated)" in name for day, name in calendar.holidays.items()
        )
        if guesses:
            said.append(
                f"{calendar.name}: {guesses} of the holidays of {year} depend on the moon and are"
                " estimates; they may move by a day"
            )
    if not calendar.name and not calendar.holidays:
        said.append("no country is named: holidays are not known, only Sundays are")
    return tuple(said)


def _list(country: str, part: str, custom: _Custom, years: Collection[int]) -> HolidayBase:
    import holidays

    known = holidays.country_holidays(country, subdiv=part or None)
    categories = tuple(name for name in custom.categories if name in known.supported_categories)
    return holidays.country_holidays(
        country,
        subdiv=part or None,
        years=sorted(years),
        expand=False,
        categories=("public", *categories),
        language="en_US" if "en_US" in known.supported_languages else None,
    )


def _dated(found: HolidayBase, years: Collection[int]) -> dict[date, str]:
    return {day: str(name) for day, name in found.items() if day.year in years}


def _common(
    country: str, parts: Collection[str], custom: _Custom, years: Collection[int]
) -> dict[date, str]:
    """Return the days that every part of a country keeps."""
    lists = [_dated(_list(country, part, custom, years), years) for part in parts]
    first = lists[0] if lists else {}
    return {day: name for day, name in first.items() if all(day in other for other in lists)}


def _weekends_beside(found: Mapping[date, str], worked: Collection[date]) -> dict[date, str]:
    """Return the weekend days that touch a holiday, through other weekend days or not."""
    added: dict[date, str] = {}
    for day, name in found.items():
        for step in (timedelta(days=-1), timedelta(days=1)):
            beside = day + step
            while beside.weekday() >= 5 and beside not in worked and beside not in found:
                added[beside] = f"{name} (weekend of the break)"
                beside += step
    return added


def _unannounced(found: HolidayBase, years: Collection[int]) -> frozenset[int]:
    """Return the years after the last one whose moved days the package holds."""
    moved = getattr(found, "special_public_holidays", None) or {}
    last = max((year for year in moved if isinstance(year, int)), default=0)
    return frozenset(year for year in years if year > last)


def _check_years(years: Collection[int]) -> None:
    wrong = [year for year in years if not FIRST_YEAR <= year <= LAST_YEAR]
    if wrong:
        raise InputError(f"no calendar is known for the year {wrong[0]}")


def place_problem(country: str, subdivision: str = "") -> tuple[str, str, str]:
    """Say whether holidays are known of a country and its part.

    Parameters
    ----------
    country
        ISO 3166 code.
    subdivision
        Of a state or province; empty for none.

    Returns
    -------
    tuple of str
        Which of the two is wrong (``country`` or ``subdivision``), what is wrong, and what to do;
        three empty texts if both are known.
    """
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    codes = [code for code in known if len(code) == 2]
    if country.upper() not in codes:
        close = difflib.get_close_matches(country.upper(), codes, n=1)
        hint = f"; {close[0]}?" if close else "."
        fix = f"Use an ISO 3166 code such as CL{hint}"
        return "country", f"no holidays are known for the country {country[:20]!r}", fix
    parts = {part.upper() for part in known[country.upper()]}
    if subdivision and subdivision.upper() not in parts:
        problem = f"{country} has no part {subdivision[:20]!r} with holidays of its own"
        fix = f"Use one of: {', '.join(sorted(parts)) or 'none'}."
        return "subdivision", problem, fix
    return "", "", ""


def _checked_part(country: str, subdivision: str) -> str:
    """Return the part as the lists of holidays call it."""
    import holidays

    key, problem, fix = place_problem(country, subdivision)
    if problem:
        value = country if key == "country" else subdivision
        fault = Fault(file="calendar", column=key, value=value[:60], problem=problem, fix=fix)
        raise InputError(problem, [fault])
    parts = holidays.list_supported_countries(include_aliases=False)[country]
    return next((part for part in parts if part.upper() == subdivision.upper()), "")
