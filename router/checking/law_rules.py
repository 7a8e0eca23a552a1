"""Rules of a profile, other than hours: what each says against a visit, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from router.checking.law_clock import in_span, walk
from router.checking.law_history import Approach, made_visits, most_in_a_window, on_the_day
from router.checking.law_visit import Made, read_as
from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.plurals import plural
from router.domain.profiles import (
    CapRule,
    CertificateRule,
    ConsentRule,
    CrewRule,
    GapRule,
    NoticeRule,
    PaperRule,
    PlaceRule,
    PriorRule,
    Profile,
    ProtectedRule,
    Rule,
)

__all__ = ["complaint", "speaks_of"]


def speaks_of(rule: Rule, made: Made) -> bool:
    """Tell whether a rule binds a visit to this borrower on this day at all.

    Parameters
    ----------
    rule
        Of any field.
    made
        The visit.

    Returns
    -------
    bool
        False for rules of calls, rules that are not in force, and rules for others. A consent that
        lifts a rule does not matter here.
    """
    return (
        Channel.VISIT in rule.applies_to
        and (rule.effective is None or rule.effective <= made.day)
        and (rule.until is None or made.day <= rule.until)
        and (not rule.if_flags or bool(rule.if_flags & made.facts.flags))
        and not rule.unless_flags & made.facts.flags
    )


def complaint(rule: Rule, made: Made, layer: Profile) -> str:
    """Judge a visit by one rule.

    Parameters
    ----------
    rule
        Of any field but the hours; it speaks of the visit.
    made
        The visit.
    layer
        To which the rule belongs.

    Returns
    -------
    str
        What is wrong; empty if nothing is.
    """
    judge = _JUDGES.get(type(rule))
    return "" if judge is None else next(judge(rule, made, layer), "")


def _cap(rule: CapRule, made: Made, _layer: Profile) -> Iterator[str]:
    if not _speaks_of_place(rule, {made.facts.place_type}):
        return
    for borrower_id, known in made.approaches:
        for case_id in made.facts.case_ids if rule.scope == "debt" else ("",):
            moments = [
                one.when
                for one in known
                if one.counts(rule, case_id) and not _itself(one, made) and _there(rule, one)
            ]
            if Channel.VISIT in rule.channels:
                moments.append(made.start)  # the judged visit always counts
            if rule.days is None:
                count, span = on_the_day(moments, made.start, made.zone), "that day"
            else:
                length = timedelta(days=rule.days)
                count = most_in_a_window(moments, made.start, length)
                span = plural(rule.days, "day")
            if count > rule.most:
                whom = f"case {case_id}" if case_id else f"borrower {borrower_id}"
                what = plural(count, rule.counts.removesuffix("s"))
                yield f"{whom} has {what} within {span}"


def _there(rule: CapRule, one: Approach) -> bool:
    return one.channel is not Channel.VISIT or _speaks_of_place(rule, one.places)


def _speaks_of_place(rule: CapRule, places: Iterable[PlaceType]) -> bool:
    """Tell whether a cap speaks of visits to places; one that is not known may be such a place."""
    known = [read_as(place) for place in places]
    return not rule.place_types or not known or any(rule.place_types & one for one in known)


def _itself(one: Approach, made: Made) -> bool:
    return one.channel is Channel.VISIT and one.when == made.start


def _gap(rule: GapRule, made: Made, _layer: Profile) -> Iterator[str]:
    least = timedelta(days=rule.days)
    for borrower_id, known in made.approaches:
        for one in known:
            apart = abs(one.when - made.start)
            visit = one.channel is Channel.VISIT and one.attempt
            if visit and timedelta(0) < apart < least:
                days = apart / timedelta(days=1)
                yield f"another visit to borrower {borrower_id} is {days:.2f} days away"


def _prior(rule: PriorRule, made: Made, _layer: Profile) -> Iterator[str]:
    stated = sum(number for channel, number in made.facts.prior if channel is rule.channel)
    for borrower_id, known in made.approaches:
        before = sum(
            1
            for one in known
            if one.channel is rule.channel and one.made and one.attempt and one.when < made.start
        )
        if stated + before < rule.attempts:
            tried = stated + before
            times = plural(tried, "time")
            yield f"borrower {borrower_id} was tried {times} by {rule.channel} before"


def _notice(rule: NoticeRule, made: Made, _layer: Profile) -> Iterator[str]:
    if made.facts.confirmed:
        return
    told = made.facts.notified or made.planned_at
    if told is not None and made.start - told < timedelta(hours=rule.lead_hours):
        hours = (made.start - told) / timedelta(hours=1)
        since = "after the notice" if made.facts.notified else "after the planning"
        yield f"the visit starts {hours:.2f} h {since}"


def _consent(rule: ConsentRule, made: Made, _layer: Profile) -> Iterator[str]:
    if rule.consent not in made.facts.consents:
        yield f"the borrower has not agreed to {rule.consent!r}"


def _place(rule: PlaceRule, made: Made, layer: Profile) -> Iterator[str]:
    here = made.facts.place_type
    named = {other.place_type for other in layer.rules if isinstance(other, PlaceRule)}
    if rule.place_type is not here and (here in named or rule.place_type not in read_as(here)):
        return  # a type of place that the layer names is judged by that name only
    if rule.treatment == "deny":
        yield f"no visits are made at {here}"
    agreed = made.facts.consents & {place.value for place in read_as(here)}
    if rule.treatment == "consent" and not agreed:
        yield f"the borrower has not agreed to visits at {here}"
    if rule.after_fruitless_at is not None:
        for borrower_id, known in made.approaches:
            tried = sum(
                1
                for one in made_visits(known, made.start)
                if one.fruitless
                and any(rule.after_fruitless_at in read_as(place) for place in one.places)
            )
            if tried < rule.after_fruitless:
                yield (
                    f"borrower {borrower_id} was missed {plural(tried, 'time')} at "
                    f"{rule.after_fruitless_at} before"
                )


def _crew(rule: CrewRule, made: Made, _layer: Profile) -> Iterator[str]:
    if rule.areas and made.facts.area not in rule.areas:
        return
    if rule.between is not None and not any(
        in_span(at, rule.between) for at in walk(made.start, made.end, made.zone)
    ):
        return
    too_few = rule.least is not None and made.people < rule.least
    too_many = rule.most is not None and made.people > rule.most
    if too_few or too_many:
        yield f"{plural(made.people, 'person stands', 'people stand')} at the door"


def _certificate(rule: CertificateRule, made: Made, _layer: Profile) -> Iterator[str]:
    asked = rule.certificate.casefold()
    for agent in made.agents:
        last_days = [until for name, until in agent.certificates if name.casefold() == asked]
        if not any(until is None or made.days[-1] <= until for until in last_days):
            state = "has expired" if last_days else "is missing"
            yield f"the certificate {rule.certificate!r} of agent {agent.agent_id} {state}"


def _papers(rule: PaperRule, made: Made, _layer: Profile) -> Iterator[str]:
    missing = [
        *(item for item in rule.carry if item not in made.facts.carry),
        *(line for line in rule.conduct if line not in made.facts.conduct),
    ]
    if missing:
        yield f"the plan does not tell the agent: {'; '.join(missing)}"
    if rule.recording and made.facts.recording not in (rule.recording, "required"):
        yield f"the plan does not state the recording that is {rule.recording!r}"


def _protected(rule: ProtectedRule, made: Made, _layer: Profile) -> Iterator[str]:
    held = {
        hold.reason for hold in made.facts.holds if any(hold.holds_on(day) for day in made.days)
    }
    found = sorted(rule.flags & (made.facts.flags | held))
    if found:
        yield f"the borrower is protected: {', '.join(found)}"


_JUDGES: Mapping[type[Rule], Callable[[Any, Made, Profile], Iterator[str]]] = {
    CapRule: _cap,
    GapRule: _gap,
    PriorRule: _prior,
    NoticeRule: _notice,
    ConsentRule: _consent,
    PlaceRule: _place,
    CrewRule: _crew,
    CertificateRule: _certificate,
    PaperRule: _papers,
    ProtectedRule: _protected,
}
