"""What a rule states, in short words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from router.domain.channels import Channel
from router.domain.plurals import plural
from router.domain.profiles import (
    DAYS,
    CapRule,
    CertificateRule,
    ClockSpan,
    ConsentRule,
    CrewRule,
    GapRule,
    HoursRule,
    NoticeRule,
    PaperRule,
    PlaceRule,
    PriorRule,
    ProtectedRule,
    RecordRule,
    Rule,
)

__all__ = ["day_words", "describe_conditions", "describe_rule", "span_words"]


def describe_rule(rule: Rule) -> str:
    """Return what a rule states in short words.

    Parameters
    ----------
    rule
        Of any kind.

    Returns
    -------
    str
        Such as ``sat 10:00-18:00`` or ``1 attempt in 7 days``; without its conditions, see
        `describe_conditions`.
    """
    match rule:
        case HoursRule():
            return _hours(rule)
        case CapRule():
            return _cap(rule)
        case GapRule():
            return f"{plural(rule.days, 'day')} apart"
        case PriorRule():
            return f"{plural(rule.attempts, rule.channel.value)} before a visit"
        case NoticeRule():
            says = ", ".join(word.replace("_", " and ") for word in sorted(rule.says, reverse=True))
            return f"notice {rule.lead_hours:g} h before" + (f", with {says}" if says else "")
        case ConsentRule():
            return f"consent to {_consent(rule.consent)}"
        case PlaceRule():
            return _place(rule)
        case CrewRule():
            return _crew(rule)
        case CertificateRule():
            return f"certificate {rule.certificate}"
        case PaperRule():
            return _papers(rule)
        case ProtectedRule():
            return f"no visit to: {', '.join(sorted(rule.flags))}"
        case RecordRule():
            purge = (
                ""
                if rule.purge_days is None
                else f", purged after {plural(rule.purge_days, 'day')}"
            )
            return f"records kept {plural(rule.keep_days, 'day')}{purge}"
    raise TypeError(f"no words for {type(rule).__name__}")


def describe_conditions(rule: Rule) -> str:
    """Return when a rule holds, in short words.

    Parameters
    ----------
    rule
        Of any kind.

    Returns
    -------
    str
        Such as ``from 2026-07-01; for microfinance; unless agreed to: hours``; empty if it always
        holds for visits.
    """
    said = []
    if rule.effective is not None:
        said.append(f"from {rule.effective}")
    if rule.until is not None:
        said.append(f"until {rule.until}")
    if rule.applies_to == frozenset(Channel):
        said.append("every channel")
    elif rule.applies_to != {Channel.VISIT}:
        names = [f"{channel.value}s" for channel in Channel if channel in rule.applies_to]
        only = "" if Channel.VISIT in rule.applies_to else " only"
        said.append(f"{_and(names)}{only}")
    if rule.if_flags:
        said.append(f"for {', '.join(sorted(rule.if_flags))}")
    if rule.unless_flags:
        said.append(f"except for {', '.join(sorted(rule.unless_flags))}")
    if rule.lifted_by:
        said.append(f"unless agreed to: {', '.join(sorted(rule.lifted_by))}")
    return "; ".join(said)


def span_words(span: ClockSpan) -> str:
    """Return a span of the clock, such as ``09:00-20:00``.

    Parameters
    ----------
    span
        The span.

    Returns
    -------
    str
        Midnight at the end is ``24:00``.
    """
    end = "24:00" if span.end == time(0) else f"{span.end:%H:%M}"
    return f"{span.start:%H:%M}-{end}"


def _hours(rule: HoursRule) -> str:
    spans = ", ".join(span_words(span) for span in rule.open) or "closed"
    at = f" at {', '.join(sorted(rule.place_types))}" if rule.place_types else ""
    known = ", unless the hours there are known" if rule.unless_known else ""
    return f"{day_words(rule.days)} {spans}{at}{known}"


def day_words(days: frozenset[str]) -> str:
    """Return kinds of days, runs of weekdays joined.

    Parameters
    ----------
    days
        Of `DAYS`.

    Returns
    -------
    str
        Such as ``mon-fri, holiday``.
    """
    runs: list[list[int]] = []
    for number in (i for i, day in enumerate(DAYS[:7]) if day in days):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 2 else ", ".join(DAYS[i] for i in run)
        for run in runs
    ]
    return ", ".join(parts + (["holiday"] if "holiday" in days else []))


def _cap(rule: CapRule) -> str:
    one = rule.counts.removesuffix("s")
    if rule.channels == {Channel.VISIT}:
        kind = ""
    elif rule.channels == frozenset(Channel):
        kind = " of any kind"
    else:
        kind = " by " + " or ".join(ch.value for ch in Channel if ch in rule.channels)
    number = f"no {one}" if rule.most == 0 else plural(rule.most, one)
    window = " a day" if rule.days is None else f" in {plural(rule.days, 'day')}"
    at = f" at {', '.join(sorted(rule.place_types))}" if rule.place_types else ""
    return f"{number}{kind}{at}{window}{' per debt' if rule.scope == 'debt' else ''}"


def _place(rule: PlaceRule) -> str:
    words = {"allow": "allowed", "consent": "only with consent", "deny": "denied"}
    after = ""
    if rule.after_fruitless_at is not None:
        visits = plural(rule.after_fruitless, "fruitless visit")
        after = f" after {visits} at {rule.after_fruitless_at.value}"
    return f"{rule.place_type.value}: {words[rule.treatment]}{after}"


def _crew(rule: CrewRule) -> str:
    parts = []
    if rule.least is not None:
        parts.append(f"at least {rule.least}")
    if rule.most is not None:
        parts.append(f"at most {rule.most}")
    people = "person" if (rule.most or rule.least) == 1 else "people"
    where = f" in {', '.join(sorted(rule.areas))}" if rule.areas else ""
    when = f" within {span_words(rule.between)}" if rule.between is not None else ""
    return f"{' and '.join(parts)} {people}{where}{when}"


def _papers(rule: PaperRule) -> str:
    parts = []
    if rule.carry:
        parts.append(f"carry {', '.join(rule.carry)}")
    if rule.recording:
        parts.append(
            "the visit is recorded" if rule.recording == "required" else "tell before recording"
        )
    return "; ".join([*parts, *rule.conduct])


def _consent(word: str) -> str:
    return {"visit": "being visited", "hours": "other hours", "frequency": "more visits"}.get(
        word, f"visits at {word}"
    )


def _and(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
