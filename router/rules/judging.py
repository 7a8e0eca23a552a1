"""May this visit be made? Every rule that says no is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from router.domain.verdicts import Refusal, Situation, Verdict
from router.rules.asking import all_asked, first_again, papers
from router.rules.clock import day_of
from router.rules.daylight import daylight
from router.rules.notices import ALWAYS, confirmed_by
from router.rules.reach import Asked, Facts
from router.rules.spans import SECOND, Span, Spans, instant, joined, moment, surround

__all__ = ["judge", "telling"]


def judge(situation: Situation) -> Verdict:
    """Judge one visit by every rule of every layer and by those of the product.

    Parameters
    ----------
    situation
        The visit, where its case stands, who would go, and the law.

    Returns
    -------
    Verdict
        With every rule that says no; without any the visit may be made.

    Notes
    -----
    The history of the standing never contains the visit that is judged: an approach at the very
    same instant is another one, and counts.
    """
    facts = _facts(situation)
    start, end = instant(situation.start), instant(situation.start) + facts.length
    asked = all_asked(facts)
    refused: list[tuple[int, Asked]] = []
    judged = 0
    for number, one in enumerate(asked):
        reach = one.over((start, start))
        if reach is None:
            continue
        judged += 1
        inside = reach.legal is None or surround(reach.legal, start, end)
        if not (inside and (reach.starts is None or surround(reach.starts, start, start))):
            refused.append((number, one))
    curable = asked
    if refused and situation.now is not None:
        curable = all_asked(replace(facts, told_from=telling(instant(situation.now))))
    refusals = tuple(_refusal(one, curable[number], (start, end), facts) for number, one in refused)
    carry, conduct, recording = papers(facts, start)
    return Verdict(
        refusals=refusals,
        judged=judged,
        carry=carry,
        conduct=conduct,
        recording=recording,
        warnings=(*situation.law.warnings, *_unknown_year(facts, start)),
    )


def telling(now: int | None) -> Callable[[float], int]:
    """Say from when on a visit may start of which the borrower is told now.

    Parameters
    ----------
    now
        Microseconds; None if the moment does not matter: a notice is then always in time.

    Returns
    -------
    callable
        Hours of lead to microseconds.
    """
    if now is None:
        return lambda _: ALWAYS[0]
    return lambda hours: now + round(hours * 3600 * SECOND)


def _facts(situation: Situation) -> Facts:
    standing = situation.standing
    return Facts(
        standing=standing,
        place_type=situation.place_type,
        zone=situation.zone,
        law=situation.law,
        length=situation.duration // timedelta(microseconds=1),
        agents=situation.agents,
        light=_light(situation),
        confirmed=confirmed_by(standing),
    )


def _light(situation: Situation) -> Callable[[Span], Spans] | None:
    known, coordinate = situation.daylight, situation.coordinate
    if known is not None:
        light = joined([(instant(known[0]), instant(known[1]))])
        return lambda _: light
    if coordinate is not None:
        return lambda period: daylight(coordinate, period)
    return None


def _refusal(one: Asked, curable: Asked, visit: Span, facts: Facts) -> Refusal:
    again = first_again(curable, visit[0], facts.length)
    return Refusal(
        profile=one.profile,
        field=one.field,
        rule_id=one.rule_id,
        value=one.value(),
        detail=one.say(visit),
        citation=one.citation,
        again=None if again is None else moment(again, facts.zone),
    )


def _unknown_year(facts: Facts, start: int) -> tuple[str, ...]:
    calendar, year = facts.law.calendar, day_of(start, facts.zone).year
    if not calendar.name or year in calendar.years:
        return ()
    return (f"The holidays of {year} are not known ({calendar.name}).",)
