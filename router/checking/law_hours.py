"""Hours: whether every instant of a visit is open under every layer of rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from router.checking.law_clock import Shown, day_kind, in_span, in_windows, inside_windows, walk
from router.checking.law_visit import Made, read_as
from router.domain.profiles import HoursRule, Profile
from router.domain.times import local_instant

__all__ = ["band_of", "closed_by", "hours_of", "is_named_bad", "other_band_is_open"]

_NOON, _EVENING = 12 * 3600, 17 * 3600
_AHEAD_DAYS = 14
_TRIED_MINUTES = 5


def closed_by(made: Made, layer: Profile, rules: Sequence[HoursRule]) -> tuple[HoursRule, ...]:
    """Return the hours of a layer that do not allow a visit.

    Parameters
    ----------
    made
        The visit.
    layer
        The layer.
    rules
        Its hours that are in force and speak of this borrower.

    Returns
    -------
    tuple of HoursRule
        In the order of the layer; empty if every instant of the visit is open.
    """
    found = {
        rule.rule_id
        for at in walk(made.start, made.end, made.zone)
        for rule in hours_of(at, made, layer, rules)
        if not _open(at, made, rule)
    }
    return tuple(rule for rule in rules if rule.rule_id in found)


def hours_of(
    at: Shown, made: Made, layer: Profile, rules: Sequence[HoursRule]
) -> tuple[HoursRule, ...]:
    """Return the hours of a layer that speak of a date.

    Parameters
    ----------
    at
        The date.
    made
        The visit, for its place and consents.
    layer
        The layer.
    rules
        Its hours that are in force and speak of this borrower.

    Returns
    -------
    tuple of HoursRule
        Those for holidays on a holiday, if the layer has any for the place; without those that the
        borrower's consent lifts.
    """
    places = read_as(made.facts.place_type)
    here = [rule for rule in rules if not rule.place_types or rule.place_types & places]
    adjusted = layer.adjusted_workdays
    kind = day_kind(at.day, made.law.calendar, adjusted=adjusted)
    if kind == "holiday" and not any(kind in rule.days for rule in here):
        kind = day_kind(at.day, replace(made.law.calendar, holidays={}), adjusted=adjusted)
    return tuple(
        rule for rule in here if kind in rule.days and not rule.lifted_by & made.facts.consents
    )


def _is_open(made: Made, layers: Sequence[tuple[Profile, Sequence[HoursRule]]]) -> bool:
    return all(
        _open(at, made, rule)
        for at in walk(made.start, made.end, made.zone)
        for layer, rules in layers
        for rule in hours_of(at, made, layer, rules)
    )


def _open(at: Shown, made: Made, rule: HoursRule) -> bool:
    if rule.unless_known and made.facts.working_hours:
        return in_windows(at, made.facts.working_hours)
    return any(in_span(at, span) for span in rule.open)


def is_named_bad(made: Made) -> bool:
    """Tell whether a visit touches a time that the borrower named as bad.

    Parameters
    ----------
    made
        The visit.

    Returns
    -------
    bool
        False if it only ends where such a time begins, or begins where it ends.
    """
    return any(
        inside_windows(at, made.facts.not_at) for at in walk(made.start, made.end, made.zone)
    )


def band_of(moment: datetime, made: Made) -> str:
    """Return the part of the week to which a moment belongs.

    Parameters
    ----------
    moment
        Zone-aware.
    made
        A visit, for its zone and calendar.

    Returns
    -------
    str
        Such as ``weekday before 12:00``.
    """
    local = moment.astimezone(made.zone)
    second = (local.hour * 60 + local.minute) * 60 + local.second
    kind = day_kind(local.date(), made.law.calendar, adjusted=True)
    name = {"sat": "Saturday", "sun": "Sunday or holiday", "holiday": "Sunday or holiday"}
    part = (
        "before 12:00" if second < _NOON else "12:00-17:00" if second < _EVENING else "from 17:00"
    )
    return f"{name.get(kind, 'weekday')} {part}"


def other_band_is_open(
    made: Made, layers: Sequence[tuple[Profile, Sequence[HoursRule]]], band: str
) -> bool:
    """Tell whether the borrower might be visited in another part of the week soon.

    Parameters
    ----------
    made
        The visit, in that part of the week.
    layers
        All layers with their hours.
    band
        The part of the week.

    Returns
    -------
    bool
        True if a visit of the same length fits into another one within fourteen days.
    """
    return any(
        band_of(tried.start, tried) != band and _is_open(tried, layers) and not is_named_bad(tried)
        for tried in _tries(made)
    )


def _tries(made: Made) -> Iterator[Made]:
    length = made.end - made.start
    for ahead in range(_AHEAD_DAYS + 1):
        day = made.day + timedelta(days=ahead)
        for minute in range(0, 24 * 60, _TRIED_MINUTES):
            start = local_instant(day, time(minute // 60, minute % 60), made.zone)
            yield replace(made, start=start, end=start + length)
