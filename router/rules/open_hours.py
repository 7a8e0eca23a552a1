"""The hours of a layer: on which days, and between which clock times, a visit may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from router.domain.profiles import DAYS, HoursRule, Profile
from router.rules.clock import at_clock, local_days, of_windows
from router.rules.reach import Asked, Facts, Reach, applies, lifted, read_as
from router.rules.spans import Span, Spans, both, joined, moment
from router.rules.wording import describe_rule

__all__ = ["asked_hours"]


def asked_hours(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the hours of one layer.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit.

    Returns
    -------
    list of Asked
        One per rule that speaks of visits at this type of place.

    Notes
    -----
    All rules of a day hold together. A holiday has the rules that name holidays; if none does, for
    this type of place, those of its weekday. A visit across midnight keeps to the hours of both of
    its days.
    """
    rules = [
        rule
        for rule in layer.of(HoursRule)
        if applies(rule, facts.standing)
        and (
            not rule.place_types
            or facts.place_type in rule.place_types
            or read_as(facts.place_type) in rule.place_types
        )
    ]
    asked = [_asked(rule, rules, layer, facts) for rule in rules]

    def together(period: Span) -> Reach | None:
        legal = None
        for one in asked:
            reach = one.over(period)
            if reach is not None and reach.legal is not None:
                legal = reach.legal if legal is None else both(legal, reach.legal)
        return None if legal is None else Reach(legal=legal)

    return [replace(one, together=together) for one in asked]


def _asked(rule: HoursRule, rules: Sequence[HoursRule], layer: Profile, facts: Facts) -> Asked:
    def over(period: Span) -> Reach | None:
        span = (period[0], period[1] + facts.length)
        known: Spans | None = None
        if rule.unless_known and facts.standing.working_hours:
            known = of_windows(facts.standing.working_hours, span, facts.zone)
        pieces: list[Span] = []
        said = False
        for day, first, after in local_days(span, facts.zone):
            if not _holds(rule, rules, layer, facts, day):
                pieces.append((first, after))
                continue
            said = True
            if known is not None:
                pieces.extend(both(known, ((first, after),)))
            else:
                for clock in rule.open:
                    pieces.extend(at_clock(clock, day, facts.zone))
        if not said:
            return None
        return Reach() if lifted(rule, facts.standing) else Reach(legal=joined(pieces))

    def say(visit: Span) -> str:
        start = moment(visit[0], facts.zone)
        end = moment(visit[1], facts.zone)
        kind = _kind(layer, facts, start.date())
        day = "on a holiday" if kind == "holiday" else f"on {start:%A}"
        name = facts.law.calendar.holidays.get(start.date(), "")
        if name and kind == "holiday":
            day += f" ({name})"
        span = f"{start:%H:%M}" if visit[0] == visit[1] else f"{start:%H:%M} to {end:%H:%M}"
        if not rule.open:
            return f"A visit {day}, {start:%Y-%m-%d}: no visit is made then."
        return f"A visit {day}, {start:%Y-%m-%d}, {span}, does not lie inside the hours."

    return Asked(
        profile=layer.profile_id,
        field=rule.field,
        rule_id=rule.rule_id,
        over=over,
        value=lambda: describe_rule(rule),
        say=say,
        citation=rule.citation,
    )


def _kind(layer: Profile, facts: Facts, day: date) -> str:
    return facts.law.calendar.day_kind(day, adjusted_workdays=layer.adjusted_workdays)


def _holds(
    rule: HoursRule, rules: Sequence[HoursRule], layer: Profile, facts: Facts, day: date
) -> bool:
    if not rule.in_force(day):
        return False
    kind = _kind(layer, facts, day)
    if kind == "holiday" and not any(kind in one.days and one.in_force(day) for one in rules):
        kind = DAYS[day.weekday()]
    return kind in rule.days
