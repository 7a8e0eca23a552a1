"""Rules in words, for findings: which profile, which rule, what it states, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

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
    Profile,
    ProtectedRule,
    Rule,
)

__all__ = ["cited"]


def cited(layer: Profile, rule: Rule, complaint: str) -> str:
    """Return a complaint with the rule that it cites.

    Parameters
    ----------
    layer
        To which the rule belongs.
    rule
        The rule.
    complaint
        What is wrong.

    Returns
    -------
    str
        Such as ``cl 2021-04-20, caps weekly: at most 1 attempt in 7 days; borrower b1 has 2
        attempts within 7 days (Law 21.320, secondary)``.
    """
    in_words = _WORDS.get(type(rule))
    value = "" if in_words is None else in_words(rule)
    source = f"{rule.citation.title}, {rule.citation.grade}"
    return f"{layer.name}, {rule.field} {rule.rule_id}: {value}; {complaint} ({source})"


def _hours(rule: HoursRule) -> str:
    days = " ".join(day for day in DAYS if day in rule.days)
    spans = ", ".join(_span(span) for span in rule.open) or "none"
    at = " ".join(sorted(rule.place_types))
    known = ", or the hours that the borrower named" if rule.unless_known else ""
    return f"{days}{' at ' + at if at else ''} {spans}{known}"


def _span(span: ClockSpan) -> str:
    end = f"{span.end:%H:%M}"
    return f"{span.start:%H:%M}-{'24:00' if end == '00:00' else end}"


def _cap(rule: CapRule) -> str:
    window = "a day" if rule.days is None else f"in {plural(rule.days, 'day')}"
    by = "/".join(sorted(rule.channels))
    at = " at " + "/".join(sorted(rule.place_types)) if rule.place_types else ""
    most = plural(rule.most, rule.counts.removesuffix("s"))
    return f"at most {most} ({by}){at} {window} per {rule.scope}"


def _notice(rule: NoticeRule) -> str:
    return f"notice {rule.lead_hours:g} h before"


def _place(rule: PlaceRule) -> str:
    after = rule.after_fruitless_at
    later = f" after {plural(rule.after_fruitless, 'fruitless visit')} at {after}" if after else ""
    return f"{rule.place_type} {rule.treatment}{later}"


def _crew(rule: CrewRule) -> str:
    people = "person" if (rule.most or rule.least) == 1 else "people"
    bounds = [
        *([] if rule.least is None else [f"at least {rule.least}"]),
        *([] if rule.most is None else [f"at most {rule.most}"]),
    ]
    when = f" touching {_span(rule.between)}" if rule.between else ""
    where = f" in {' '.join(sorted(rule.areas))}" if rule.areas else ""
    return f"{' and '.join(bounds)} {people}{when}{where}"


_WORDS: Mapping[type[Rule], Callable[[Any], str]] = {
    HoursRule: _hours,
    CapRule: _cap,
    GapRule: lambda rule: f"{plural(rule.days, 'day')} between visits",
    PriorRule: lambda rule: f"{plural(rule.attempts, 'time')} by {rule.channel} first",
    NoticeRule: _notice,
    ConsentRule: lambda rule: f"only with consent to {rule.consent!r}",
    PlaceRule: _place,
    CrewRule: _crew,
    CertificateRule: lambda rule: f"certificate {rule.certificate!r}",
    PaperRule: lambda _rule: "the agent is told",
    ProtectedRule: lambda rule: f"no visits to {', '.join(sorted(rule.flags))}",
}
