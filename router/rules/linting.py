"""What a profile that can be read still says wrongly (faults), or leaves open (remarks)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import time

from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.profiles import (
    DAYS,
    CapRule,
    ClockSpan,
    ConsentRule,
    Evidence,
    HoursRule,
    PlaceRule,
    Profile,
    Rule,
)
from router.domain.standing import FLAGS
from router.rules.toml_tables import TomlTable

__all__ = ["HUMANE", "lint"]

HUMANE = "humane"
"""The id of the strict default."""

HOLD_WORDS = (
    "paid", "promise", "plan", "dispute", "complaint", "represented", "vulnerable", "hospital",
    "bereavement", "insolvency", "deceased", "do-not-visit", "custody", "disaster", "illness",
    "accident", "wedding", "festival",
)  # fmt: skip
"""Reasons of holds and occasions that rules may name beside the flags of borrowers."""


_VISITS_A_DAY = 24  # at one door; a cap beyond it is a slip of the pen


def lint(profile: Profile, top: TomlTable, tables: Mapping[str, TomlTable]) -> None:
    """Add to the faults of a file what its rules say together.

    Parameters
    ----------
    profile
        As far as it could be read.
    top
        The file; faults are added there.
    tables
        The tables as written, by the ids of the rules they became.
    """
    _caps(profile, tables)
    _always_closed(profile, top, tables)
    _nowhere(profile, top)
    _effects(profile, tables)
    _flags(profile, tables)
    _doubts(profile, top, tables)


def _caps(profile: Profile, tables: Mapping[str, TomlTable]) -> None:
    """Refuse caps that bar every visit, and those that others make idle."""
    caps = profile.of(CapRule)
    for cap in caps:
        table = tables[cap.rule_id]
        if cap.most == 0 and Channel.VISIT in cap.channels & cap.applies_to and not cap.lifted_by:
            fix = "Use at least 1; what must not be visited belongs in places or protected."
            table.fault("most", "this cap bars every visit", fix)
        elif Channel.VISIT in cap.applies_to and Channel.VISIT not in cap.channels and cap.most:
            fix = 'Write applies_to = ["call"] if it does not bind visits.'
            problem = "visits are judged by a count of other channels only"
            table.fault("channels", problem, fix, fatal=False)
        if cap.channels == {Channel.VISIT} and cap.most > _VISITS_A_DAY * (cap.days or 1):
            fix = "Lower it, or leave the rule out."
            table.fault("most", "this cap can never bind: nobody is visited so often", fix)
            continue
        for other in caps:
            if other is not cap and other.most and _makes_idle(other, cap):
                fix = "Leave it out, or correct the number or the days of one of the two."
                table.fault("most", f"this cap can never bind beside {other.rule_id}", fix)
                break


def _makes_idle(strict: CapRule, cap: CapRule) -> bool:
    """Tell whether a cap allows fewer over a span that is no shorter, and binds whatever it binds.

    A cap with the same number over a shorter span, such as once a day beside once a week, is
    stated for clarity in real rules and is let be.
    """
    return (
        strict.most < cap.most
        and (strict.days or 0) >= (cap.days or 0)
        and strict.counts == cap.counts
        and strict.scope == cap.scope
        and (not strict.place_types or strict.place_types == cap.place_types)
        and strict.channels >= cap.channels
        and strict.applies_to >= cap.applies_to
        and strict.lifted_by <= cap.lifted_by
        and (not strict.if_flags or strict.if_flags == cap.if_flags)
        and strict.unless_flags <= cap.unless_flags
        and _holds_while(strict, cap)
    )


def _holds_while(one: Rule, other: Rule) -> bool:
    begins = one.effective is None or (
        other.effective is not None and one.effective <= other.effective
    )
    ends = one.until is None or (other.until is not None and one.until >= other.until)
    return begins and ends


def _always_closed(profile: Profile, top: TomlTable, tables: Mapping[str, TomlTable]) -> None:
    """Refuse hours that leave nothing open on any day, and pairs that never meet."""
    binding = [rule for rule in profile.of(HoursRule) if _plain(rule)]
    unbounded = [rule for rule in binding if rule.effective is None and rule.until is None]
    if {day for rule in unbounded if not rule.open for day in rule.days} >= set(DAYS[:7]):
        top.fault("", "these hours close every day of the week", "Open at least one of them.")
        return
    for number, rule in enumerate(binding):
        for other in binding[:number]:
            shared = rule.days & other.days
            together = rule.open and other.open and _at_once(rule, other)
            if shared and together and not _meet(rule.open, other.open):
                day = next(day for day in DAYS if day in shared)
                problem = f"these hours and those of {other.rule_id} never meet on {day}"
                fix = "All rules of a day apply together: put the spans into one rule."
                tables[rule.rule_id].fault("open", problem, fix)


def _plain(rule: HoursRule) -> bool:
    return (
        Channel.VISIT in rule.applies_to
        and not (rule.place_types or rule.if_flags or rule.unless_flags or rule.lifted_by)
        and not rule.unless_known
    )


def _at_once(one: Rule, other: Rule) -> bool:
    """Tell whether both are in force on some day."""
    starts = [rule.effective for rule in (one, other) if rule.effective is not None]
    ends = [rule.until for rule in (one, other) if rule.until is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _meet(one: Iterable[ClockSpan], other: tuple[ClockSpan, ...]) -> bool:
    return any(max(a.start, b.start) < min(_end(a), _end(b)) for a in one for b in other)


def _end(span: ClockSpan) -> time:
    return time.max if span.end == time(0) else span.end


def _nowhere(profile: Profile, top: TomlTable) -> None:
    denied = {
        rule.place_type
        for rule in profile.of(PlaceRule)
        if rule.treatment == "deny" and not rule.if_flags | rule.unless_flags | rule.lifted_by
    }
    if denied >= set(PlaceType):
        top.fault("places", "every type of place is denied", 'Allow at least "home".')


def _effects(profile: Profile, tables: Mapping[str, TomlTable]) -> None:
    """Refuse two rules that say the same."""
    seen: dict[tuple[object, ...], str] = {}
    for rule in profile.rules:
        table = tables[rule.rule_id]
        said = {key: value for key, value in table.values.items() if key not in ("id", "note")}
        key = (table.table, repr(sorted(said.items(), key=str)), getattr(rule, "place_type", ""))
        if key in seen:
            table.fault("", f"this says the same as {seen[key]}", "Leave one of the two out.")
        seen.setdefault(key, rule.rule_id)
        if isinstance(rule, ConsentRule) and rule.lifted_by:
            fix = "Leave lifted_by out: the consent that is asked for is in `consent`."
            table.fault("lifted_by", "a rule that asks for consent is lifted by consent", fix)


def _flags(profile: Profile, tables: Mapping[str, TomlTable]) -> None:
    """Remark on flags that look like a slip of the pen: tables may have flags of their own."""
    known = (*FLAGS, *HOLD_WORDS)
    for rule in profile.rules:
        for key, flags in (("if_flags", rule.if_flags), ("flags", getattr(rule, "flags", ()))):
            for flag in sorted(flags):
                close = difflib.get_close_matches(flag.lower(), known, n=1, cutoff=0.8)
                if flag not in known and close:
                    problem = f"the flag {flag[:40]!r} is not among those of the packaged rules"
                    fix = f"Did you mean {close[0]}? It is used as written."
                    tables[rule.rule_id].fault(key, problem, fix, fatal=False)


def _doubts(profile: Profile, top: TomlTable, tables: Mapping[str, TomlTable]) -> None:
    """Remark on what a profile leaves open."""
    if not profile.rules and not tables:
        top.fault("", "the profile states no rule", "Add at least one.")
    if not profile.rules:
        return
    if profile.profile_id == HUMANE:
        return  # an assumption by design, with the holidays of whichever law stands beside it
    hours = [rule for rule in profile.of(HoursRule) if Channel.VISIT in rule.applies_to]
    if hours and not any("holiday" in rule.days for rule in hours):
        problem = "no hours are stated for holidays: those of the weekday count"
        top.fault(
            "", problem, 'Add a rule with days = ["holiday"] if holidays differ.', fatal=False
        )
    if any("holiday" in rule.days for rule in hours) and not profile.country:
        problem = "hours are stated for holidays, but no country whose holidays they are"
        fix = 'Add country = "CL", or name the holidays when planning.'
        top.fault("", problem, fix, fatal=False)
    if all(rule.citation.grade is Evidence.UNVERIFIED for rule in profile.rules):
        fix = 'Check the law, then write grade = "primary" or "secondary" at its source.'
        top.fault("", "no value of this profile is verified", fix, fatal=False)
