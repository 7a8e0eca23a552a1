"""Parts of the day: after nobody was home, the next attempt goes to another one."""

from __future__ import annotations

from datetime import date, time

from router.domain.profiles import ClockSpan
from router.domain.verdicts import PRODUCT
from router.rules.clock import at_clock, day_of, local_days
from router.rules.open_hours import asked_hours
from router.rules.product import asked_product, visits_made
from router.rules.reach import Asked, Facts, Reach, open_starts
from router.rules.spans import DAY, Span, Spans, both, instant, joined, moment

__all__ = ["asked_band"]

BANDS = (
    ("morning", ClockSpan(time(0), time(12))),
    ("afternoon", ClockSpan(time(12), time(17))),
    ("evening", ClockSpan(time(17), time(0))),
)
LOOK_AHEAD = 14  # days within which another part of the day must be open to be required

Band = tuple[str, str]


def asked_band(facts: Facts, windows: Spans | None = None) -> list[Asked]:
    """Prepare the rule on the part of the day.

    Parameters
    ----------
    facts
        Of the visit.
    windows
        Within which the borrower may be visited; None means at any time.

    Returns
    -------
    list of Asked
        Empty if no earlier visit asks for another part of the day.

    Notes
    -----
    What counts is the last attempt with an outcome before the visit. The parts are mornings before
    12, afternoons before 17, and evenings, each of weekdays, of Saturdays, and of Sundays and
    holidays together; an adjusted workday is a weekday. Another part is required if the hours and
    the borrower's own times leave one open on the day of the visit or the 14 days after it. A
    confirmed appointment is exempt.
    """
    made = visits_made(facts)
    if not any(one.kind and one.kind.other_band for one in made):
        return []

    def over(period: Span) -> Reach:
        open_: list[Span] = []
        since = period[0]
        failed: Band | None = None
        for one in made:
            at = instant(one.when)
            open_.extend(_other(failed, (since, min(at, period[1])), facts, windows))
            since = max(period[0], at + 1)
            failed = _band(at, facts) if one.kind and one.kind.other_band else None
        open_.extend(_other(failed, (since, period[1]), facts, windows))
        return Reach(starts=joined([*open_, *both(facts.confirmed, (period,))]))

    def say(visit: Span) -> str:
        kind, part = _band(visit[0], facts)
        last = [one for one in made if instant(one.when) < visit[0]][-1:]
        when = f"{moment(instant(last[0].when), facts.zone):%Y-%m-%d %H:%M}" if last else ""
        return f"The last attempt, {when}, failed on a {kind} {part}, as this one would be."

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
    clock = moment(at, facts.zone).time()
    part = next(name for name, span in reversed(BANDS) if clock >= span.start)
    return _kind(day_of(at, facts.zone), facts), part


def _kind(day: date, facts: Facts) -> str:
    kind = facts.law.calendar.day_kind(day, adjusted_workdays=True)
    if kind in ("sun", "holiday"):
        return "Sunday or holiday"
    return "Saturday" if kind == "sat" else "weekday"


def _other(failed: Band | None, span: Span, facts: Facts, windows: Spans | None) -> Spans:
    """Return the starts within a span that lie in another part of the day, where one is open."""
    if span[0] > span[1]:
        return ()
    if failed is None:
        return (span,)
    kept: list[Span] = []
    for day, first, after in local_days((span[0], span[1] + 1), facts.zone):
        whole = (max(first, span[0]), min(after - 1, span[1]))
        others = both(_parts_but(failed, day, facts), (whole,))
        if others != (whole,) and not _open_elsewhere(failed, first, facts, windows):
            others = (whole,)
        kept.extend(others)
    return joined(kept)


def _parts_but(failed: Band, day: date, facts: Facts) -> Spans:
    """Return the instants of a local day that are not in one part of the day."""
    kind = _kind(day, facts)
    return joined(
        (start, end - 1)
        for name, clock in BANDS
        if (kind, name) != failed
        for start, end in at_clock(clock, day, facts.zone)
    )


def _open_elsewhere(failed: Band, first: int, facts: Facts, windows: Spans | None) -> bool:
    period = (first, first + (LOOK_AHEAD + 1) * DAY)
    asked = [one for layer in facts.law.layers for one in asked_hours(layer, facts)]
    asked += [one for one in asked_product(facts) if one.field == "not_at"]
    starts: Spans = (period,) if windows is None else both((period,), windows)
    for one in asked:
        reach = one.over(period)
        if reach is not None:
            starts = both(starts, open_starts(reach, period, facts.length))
    days = local_days(period, facts.zone)
    return any(both(starts, _parts_but(failed, day, facts)) for day, _, _ in days)
