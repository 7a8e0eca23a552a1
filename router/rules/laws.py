"""The law of a plan: the humane layer, the named profiles, and the holidays of their country."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from router.domain.calendars import Calendar
from router.domain.profiles import Profile
from router.domain.verdicts import Law
from router.errors import Fault, InputError
from router.rules.calendars import calendar_warnings, join_calendars, load_calendar
from router.rules.countries import profile_of_country
from router.rules.holiday_files import read_holiday_file, with_own_days
from router.rules.linting import HUMANE
from router.rules.loosening import loosened_humane, read_loosenings
from router.rules.profile_files import load_profile

__all__ = ["make_law", "named_layers"]

MOST_LAYERS = 20


def make_law(
    profiles: Sequence[str | Path | Profile],
    *,
    humane: bool = True,
    loosenings: str | Path | None = None,
    country: str = "",
    subdivision: str = "",
    years: Collection[int],
    holiday_files: Sequence[str | Path] = (),
    day: date | None = None,
) -> Law:
    """Return all rules that bind visits under some profiles.

    Parameters
    ----------
    profiles
        Names of packaged ones, paths of own files, or profiles; a state's brings its country's.
    humane
        Whether the humane layer is used; it stands first.
    loosenings
        File of what was opened in the humane layer, if any.
    country, subdivision
        Whose holidays count where no profile says so; a state or province adds its own holidays
        to those of its country.
    years
        Whose holidays are loaded.
    holiday_files
        Own days, see `read_holiday_file`; a later file goes before an earlier one.
    day
        The first day that is planned, to tell which loosenings have ended; the first of January
        of the first year if None.

    Returns
    -------
    Law
        With warnings on what is less certain than usual.

    Raises
    ------
    InputError
        If a profile, a loosening, a country or a file of holidays cannot be used.

    Examples
    --------
    >>> law = make_law(["us-ma"], years=[2026])
    >>> [layer.profile_id for layer in law.layers]
    ['humane', 'us', 'us-ma']
    >>> law.calendar.name
    'US-MA'
    """
    if not years:
        raise InputError("a law needs the years whose holidays count")
    layers = named_layers(profiles)
    warnings: list[str] = []
    first = day or date(min(years), 1, 1)
    if humane:
        opened = read_loosenings(Path(loosenings), layers) if loosenings is not None else ()
        strict, ended = loosened_humane(opened, first)
        layers = (strict, *layers)
        warnings += ended
    elif loosenings is not None:
        warnings.append("the humane rules are off: their loosenings have no effect")
    calendar, notes = _calendar(layers, country, subdivision, years)
    warnings += notes
    for path in holiday_files:
        own = read_holiday_file(Path(path))
        calendar, changed = with_own_days(calendar, own, Path(path).name)
        warnings += changed
    warnings += calendar_warnings(calendar)
    return Law(layers=layers, calendar=calendar, warnings=tuple(warnings))


def named_layers(profiles: Sequence[str | Path | Profile]) -> tuple[Profile, ...]:
    """Return the layers that are named, each once, a state's behind its country's.

    Parameters
    ----------
    profiles
        Names, paths or profiles; ``humane`` is left out: it is a layer of its own.

    Returns
    -------
    tuple of Profile
        In their order.

    Raises
    ------
    InputError
        If one cannot be used, or two different ones have the same id: all faults are named.
    """
    found: dict[str, Profile] = {}
    faults: list[Fault] = []
    for one in profiles:
        try:
            profile = one if isinstance(one, Profile) else load_profile(one)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if profile.profile_id == HUMANE:
            continue
        national = profile_of_country(profile.country) if profile.subdivision else ""
        for layer in ([load_profile(national)] if national else []) + [profile]:
            if found.setdefault(layer.profile_id, layer).digest != layer.digest:
                fault = Fault(
                    file="--profile",
                    value=layer.profile_id,
                    problem="two different profiles have this id",
                    fix="Give your own profile an id of its own.",
                )
                faults.append(fault)
    if len(found) > MOST_LAYERS:
        fix = f"Use at most {MOST_LAYERS}."
        faults.append(Fault(file="--profile", problem="there are too many profiles", fix=fix))
    if faults:
        raise InputError("not every profile can be used", faults)
    return tuple(found.values())


def _calendar(
    layers: Sequence[Profile], country: str, subdivision: str, years: Collection[int]
) -> tuple[Calendar, list[str]]:
    """Return the holidays of the layers' jurisdictions, else of the country of the doors."""
    places: dict[str, str] = {}  # country to part: the most exact one that is named
    several: list[tuple[str, str]] = []
    for layer in layers:
        if layer.country and layer.subdivision and places.get(layer.country):
            several.append((layer.country, layer.subdivision))
        elif layer.country:
            places[layer.country] = layer.subdivision or places.get(layer.country, "")
    notes = []
    country = country.upper()
    if country and not places:
        places[country] = subdivision
    elif country in places:
        places[country] = places[country] or subdivision
    elif country:
        notes.append(
            f"the profiles are of {', '.join(places)}, the doors are in {country}:"
            f" the holidays of {', '.join(places)} count"
        )
    elif subdivision and len(places) == 1:
        only = next(iter(places))
        places[only] = places[only] or subdivision
    wanted = dict.fromkeys([*places.items(), *several])
    calendars = [load_calendar(name, part, years=years) for name, part in wanted]
    return join_calendars(calendars or [load_calendar("", years=years)]), notes
