"""What a dispatcher must look at before a plan goes out, worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from router.domain.plan import AT_RISK
from router.drawing.facts import Facts
from router.drawing.index_words import INDEX_WORDS
from router.drawing.markup import join
from router.drawing.plan_sentences import said_of_plan
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.warning_sentences import warned
from router.drawing.words import counted, moment_in, span

__all__ = ["Alarm", "alarms"]

_LENGTH = 400  # of a text; the lists below have the whole


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to look at.

    Parameters
    ----------
    grave
        True if something is wrong, False if something may go wrong.
    head
        What, in our own words.
    text
        Which, and by how much.
    """

    grave: bool
    head: str
    text: Html


def alarms(facts: Facts) -> list[Alarm]:
    """Return what a plan needs attention for.

    Parameters
    ----------
    facts
        Of the plan.

    Returns
    -------
    list of Alarm
        Grave ones first; addresses in review and faults of the input are listed elsewhere.
    """
    found = [
        *_missing(facts),
        *_left_out(facts),
        *_to_tell(facts),
        *_warnings(facts),
        *_overtime(facts),
        *_search(facts),
    ]
    return sorted(found, key=lambda alarm: not alarm.grave)


def _missing(facts: Facts) -> Iterator[Alarm]:
    if missing := facts.counts().missing:
        words = INDEX_WORDS[facts.lang]
        yield Alarm(True, words["lost"], Html(counted(words, "lost", missing)))


def _left_out(facts: Facts) -> Iterator[Alarm]:
    words = INDEX_WORDS[facts.lang]
    for one in facts.plan.left_out:
        appointment = facts.appointment(one.visit_id)
        if not appointment and not facts.visit(one.visit_id).mandatory:
            continue
        head = words["appointment_lost" if appointment else "mandatory_lost"]
        parts = [safe_text(shortened(", ".join(one.case_ids)))]
        if appointment:
            parts.append(Html(facts.windows(one.visit_id)))
        said = (said_of_plan(facts.lang, text) for text in (one.detail, one.remedy))
        parts += [safe_text(shortened(text, _LENGTH)) for text in said]
        yield Alarm(True, head, join((part for part in parts if part), " · "))


def _to_tell(facts: Facts) -> Iterator[Alarm]:
    told = facts.plan.compliance
    waiting = [one.by for one in told.notices if one.told is None] if told else []
    if waiting:
        first = min(waiting, key=datetime.timestamp).astimezone(facts.plan.problem.origin.tzinfo)
        words, by = INDEX_WORDS[facts.lang], moment_in(facts.lang, first)
        yield Alarm(False, words["notices"], Html(counted(words, "notices", len(waiting), t=by)))


def _warnings(facts: Facts) -> Iterator[Alarm]:
    words = INDEX_WORDS[facts.lang]
    for text in facts.plan.warnings:
        head, colon, rest = text.partition(": ")
        risk = colon and head == AT_RISK
        said = warned(facts.lang, rest if risk else text)
        name = "at_risk" if risk else "warning"
        yield Alarm(False, words[name], safe_text(shortened(said, _LENGTH)))


def _overtime(facts: Facts) -> Iterator[Alarm]:
    words = INDEX_WORDS[facts.lang]
    for route in facts.plan.routes:
        shift = facts.shift(route.shift_id)
        over_s = route.end_s - shift.latest_s
        if over_s > 0:
            agent = safe_text(shortened(facts.agent(route.shift_id), 60))
            end, latest = facts.clock.time(route.end_s), facts.clock.time(shift.latest_s)
            until = words["overtime_ends"].format(end=end, shift=latest)
            text = join([agent, Html(until)], " · ")
            head = words["overtime"].format(t=span(over_s, facts.lang))
            yield Alarm(False, head, text)


def _search(facts: Facts) -> Iterator[Alarm]:
    words, stopped = INDEX_WORDS[facts.lang], facts.plan.search.stopped_by
    grave = stopped == "failure"
    if grave or stopped == "interrupt":
        name = "search_failed" if grave else "search_interrupted"
        yield Alarm(grave, words[name], Html(words[f"{name}_more"]))
