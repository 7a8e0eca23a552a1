"""What a dispatcher must look at before a plan goes out, worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from router.domain.plan import AT_RISK
from router.domain.plurals import plural
from router.drawing.facts import Facts
from router.drawing.markup import join
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import span, written_date

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
        text = (
            f"{plural(missing, 'case')} that came in: not planned, held, in review or unassigned."
        )
        yield Alarm(True, "Lost cases", Html(text))


def _left_out(facts: Facts) -> Iterator[Alarm]:
    for one in facts.plan.left_out:
        appointment = facts.appointment(one.visit_id)
        if not appointment and not facts.visit(one.visit_id).mandatory:
            continue
        head = "Appointment not kept" if appointment else "Mandatory visit left out"
        parts = [safe_text(shortened(", ".join(one.case_ids)))]
        if appointment:
            parts.append(Html(facts.windows(one.visit_id)))
        parts += [safe_text(shortened(text, _LENGTH)) for text in (one.detail, one.remedy)]
        yield Alarm(True, head, join((part for part in parts if part), " · "))


def _to_tell(facts: Facts) -> Iterator[Alarm]:
    told = facts.plan.compliance
    waiting = [one.by for one in told.notices if one.told is None] if told else []
    if waiting:
        first = min(waiting, key=datetime.timestamp).astimezone(facts.plan.problem.origin.tzinfo)
        text = (
            f"{plural(len(waiting), 'visit')}; the first by {written_date(first.date())} "
            f"{first:%H:%M}. Whom, by when and in which words: notices.csv."
        )
        yield Alarm(False, "Notices to give", Html(text))


def _warnings(facts: Facts) -> Iterator[Alarm]:
    for text in facts.plan.warnings:
        head, colon, rest = text.partition(": ")
        if colon and head == AT_RISK:
            yield Alarm(False, head, safe_text(shortened(rest, _LENGTH)))
        else:
            yield Alarm(False, "Warning", safe_text(shortened(text, _LENGTH)))


def _overtime(facts: Facts) -> Iterator[Alarm]:
    for route in facts.plan.routes:
        shift = facts.shift(route.shift_id)
        over_s = route.end_s - shift.latest_s
        if over_s > 0:
            agent = safe_text(shortened(facts.agent(route.shift_id), 60))
            until = (
                f"ends {facts.clock.time(route.end_s)}, shift {facts.clock.time(shift.latest_s)}"
            )
            text = join([agent, Html(until)], " · ")
            yield Alarm(False, f"Overtime {span(over_s)}", text)


def _search(facts: Facts) -> Iterator[Alarm]:
    stopped = facts.plan.search.stopped_by
    if stopped == "failure":
        yield Alarm(True, "Search failed", Html("This is the best plan found before it did."))
    elif stopped == "interrupt":
        yield Alarm(False, "Search interrupted", Html("This is the best plan found until then."))
