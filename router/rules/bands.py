"""Parts of the day: after nobody was home, the next attempt goes to another one."""

from __future__ import annotations

from datetime import date, datetime, time

from router.domain.bands import Band, DayPart, band_of
from router.domain.profiles import ClockSpan
from router.domain.verdicts import PRODUCT
from router.rules.clock import at_clock, local_days
from router.rules.open_hours import asked_hours
from router.rules.past_visits import visits_made
from router.rules.product import asked_product
from router.rules.reach import Asked, Facts, Reach, open_starts
from router.rules.spans import DAY, Span, Spans, both, joined, moment

__all__ = ["asked_band"]

HOLIDAY = "holiday"
LOOK_AHEAD = 14  # days within which another part of the day must be open to be required


def asked_band(facts: Facts) -> list[Asked]:
    """Prepare the rule on the part of the day.

    Parameters
    ----------
    facts
        Of the visit.

    Returns
    -------
    list of Asked
        Empty if no earlier visit asks for another part of the day.

    Notes
    -----
    What counts is the last attempt with an outcome before the visit; the parts are those of
    `router.domain.bands`. Another part is required if the hours, and the times that the borrower
    named as bad, leave one open on the day of the visit or the 14 days after it. A confirmed
    appointment is exempt.
    """
    made = visits_made(facts)
    if not any(one.other_band for one in made):
        return []

    def over(period: Span) -> Reach:
        open_: list[Span] = []
        since = period[0]
        failed: Band | None = None
        for one in made:
            open_.extend(_other(failed, (since, min(one.at, period[1])), facts))
            since = max(period[0], one.at + 1)
            failed = _band(one.at, facts) if one.other_band else None
        open_.extend(_other(failed, (since, period[1]), facts))
        return Reach(starts=joined([*open_, *both(facts.confirmed, (period,))]))

    def say(visit: Span) -> str:
        last = max((one.at for one in made if one.at < visit[0]), default=made[0].at)
        failed, start = moment(last, facts.zone), moment(visit[0], facts.zone)
        return (
            f"The last attempt, {failed:%Y-%m-%d %H:%M}, failed on a {_band(last, facts)}, and "
            f"{start:%Y-%m-%d %H:%M} is one, too."
        )

    return [
        Asked(
            profile=PRODUCT,
            field="band",
            rule_id="another-part-of-the-day",
            over=over,
            value=lambda: "another part of the day after a visit that met nobody",
            say=say,
        )
    ]


def _band(at: int, facts: Facts) -> Band:
    return _band_at(moment(at, facts.zone), facts)


def _band_at(local: datetime, facts: Facts) -> Band:
    calendar, day = facts.law.calendar, local.date()
    return band_of(
        local,
        holiday=calendar.day_kind(day) == HOLIDAY,
        worked=day in calendar.workdays,
    )


def _other(failed: Band | None, span: Span, facts: Facts) -> Spans:
    """Return the starts within a span that lie in another part of the day, where one is open."""
    if span[0] > span[1]:
        return ()
    if failed is None:
        return (span,)
    kept: list[Span] = []
    for day, first, after in local_days((span[0], span[1] + 1), facts.zone):
        whole = (max(first, span[0]), min(after - 1, span[1]))
        others = both(_parts_but(failed, day, facts), (whole,))
        if others != (whole,) and not _open_elsewhere(failed, first, facts):
            others = (whole,)
        kept.extend(others)
    return joined(kept)


def _parts_but(failed: Band, day: date, facts: Facts) -> Spans:
    """Return the instants of a local day that are not in one part of the day."""
    group = _band_at(datetime.combine(day, time(0)), facts).group
    return joined(
        (start, end - 1)
        for part in DayPart
        if Band(group, part) != failed
        for start, end in at_clock(ClockSpan(part.start, part.end), day, facts.zone)
    )


def _open_elsewhere(failed: Band, first: int, facts: Facts) -> bool:
    period = (first, first + (LOOK_AHEAD + 1) * DAY)
    asked = [one for layer in facts.law.layers for one in asked_hours(layer, facts)]
    asked += [one for one in asked_product(facts) if one.field == "not_at"]
    starts: Spans = (period,)
    for one in asked:
        reach = one.over(period)
        if reach is not None:
            starts = both(starts, open_starts(reach, period, facts.length))
    days = local_days(period, facts.zone)
    return any(both(starts, _parts_but(failed, day, facts)) for day, _, _ in days)
