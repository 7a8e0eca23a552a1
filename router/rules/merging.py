"""What several layers say together: the strictest value of each field, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from router.domain.channels import Channel
from router.domain.places import PlaceType
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
    RecordRule,
    Rule,
)
from router.rules.wording import day_words, describe_conditions, describe_rule, span_words

__all__ = ["EffectiveValue", "strictest"]

_TREATMENTS = ("allow", "consent", "deny")  # from loose to strict


@dataclass(frozen=True, slots=True)
class EffectiveValue:
    """What holds in one respect when a visit must pass every layer.

    Parameters
    ----------
    field
        Of the profile, such as ``hours``.
    value
        In words, with its conditions.
    layers
        Ids of the profiles it comes from, each with the rule: ``humane:hours-sat``.
    """

    field: str
    value: str
    layers: tuple[str, ...]


_Owned = tuple[Profile, Rule]


def strictest(layers: Sequence[Profile], day: date) -> tuple[EffectiveValue, ...]:
    """Return what binds a visit under several layers on a day.

    Parameters
    ----------
    layers
        Profiles.
    day
        Only rules in force on it count.

    Returns
    -------
    tuple of EffectiveValue
        Field by field. Every cap is kept with its own count; rules that hold only for some
        borrowers or some types of place stand on lines of their own.
    """
    owned = [
        (layer, rule)
        for layer in layers
        for rule in layer.on(day).rules
        if Channel.VISIT in rule.applies_to
    ]
    found: list[EffectiveValue] = []
    for field in _FIELDS:
        found.extend(field(owned))
    return tuple(found)


def _hours(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    """Join the hours that hold for every borrower at every place; list the others."""
    all_hours = [(layer, rule) for layer, rule in owned if isinstance(rule, HoursRule)]
    plain = [
        (layer, rule)
        for layer, rule in all_hours
        if not (
            rule.place_types
            or rule.if_flags
            or rule.unless_flags
            or rule.lifted_by
            or rule.unless_known
        )
    ]
    layers = {layer.profile_id: layer for layer, _ in plain}
    by_day: list[tuple[tuple[str, tuple[str, ...]], str]] = []
    for kind in DAYS:
        spans: tuple[ClockSpan, ...] = (ClockSpan(time(0), time(0)),)
        rules = [
            (layer, rule)
            for layer, rule in plain
            if kind in rule.days or (kind == "holiday" and not _has_holiday(plain, layer))
        ]
        if kind == "holiday" and not any(_has_holiday(plain, layer) for layer in layers.values()):
            continue  # the weekday's hours say it already
        if kind == "holiday":
            rules = [(layer, rule) for layer, rule in rules if kind in rule.days]
        for _, rule in rules:
            spans = _common(spans, rule.open)
        binding = [entry for entry in rules if _binds(entry[1].open, spans)] or rules
        names = [_name(layer, rule) for layer, rule in binding]
        if rules:
            words = ", ".join(span_words(span) for span in spans) or "closed"
            by_day.append(((words, tuple(names)), kind))
    for (words, names), group in groupby(by_day, key=lambda entry: entry[0]):
        days = day_words(frozenset(kind for _, kind in group))
        yield EffectiveValue("hours", f"{days} {words}", names)
    for layer, rule in all_hours:
        if (layer, rule) not in plain:
            yield _alone(layer, rule)


def _has_holiday(plain: Iterable[tuple[Profile, HoursRule]], layer: Profile) -> bool:
    return any("holiday" in rule.days for one, rule in plain if one.profile_id == layer.profile_id)


def _common(one: Iterable[ClockSpan], other: Iterable[ClockSpan]) -> tuple[ClockSpan, ...]:
    """Return the spans that lie in both."""
    found = []
    for a in one:
        for b in other:
            start, end = max(a.start, b.start), min(_end(a), _end(b))
            if start < end:
                found.append(ClockSpan(start, time(0) if end == time.max else end))
    return tuple(sorted(found, key=lambda span: span.start))


def _binds(open_: Sequence[ClockSpan], together: Sequence[ClockSpan]) -> bool:
    """Tell whether the first or last hour of what remains, or its closing, is this rule's."""
    if not together:
        return not open_
    starts, ends = {span.start for span in open_}, {_end(span) for span in open_}
    return any(span.start in starts or _end(span) in ends for span in together)


def _end(span: ClockSpan) -> time:
    return time.max if span.end == time(0) else span.end


def _places(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    rules = [(layer, rule) for layer, rule in owned if isinstance(rule, PlaceRule)]
    plain = [
        (layer, rule)
        for layer, rule in rules
        if not (rule.if_flags or rule.unless_flags or rule.lifted_by)
        and rule.after_fruitless_at is None
    ]
    for kind in PlaceType:
        here = [(layer, rule) for layer, rule in plain if rule.place_type is kind]
        if here:
            worst = max(_TREATMENTS.index(rule.treatment) for _, rule in here)
            strict = [entry for entry in here if _TREATMENTS.index(entry[1].treatment) == worst]
            names = tuple(_name(layer, rule) for layer, rule in strict)
            yield EffectiveValue("places", describe_rule(strict[0][1]), names)
    for layer, rule in rules:
        if (layer, rule) not in plain:
            yield _alone(layer, rule)


def _numbers(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    """Keep the longest gap, the most attempts before, the longest notice, the narrowest crew."""
    yield from _most(owned, GapRule, lambda rule: rule.days)
    for channel in Channel:
        of_channel = [
            entry
            for entry in owned
            if isinstance(entry[1], PriorRule) and entry[1].channel is channel
        ]
        yield from _most(of_channel, PriorRule, lambda rule: rule.attempts)
    notices = [(layer, rule) for layer, rule in owned if isinstance(rule, NoticeRule)]
    yield from _most(owned, NoticeRule, lambda rule: rule.lead_hours)
    says = {word for _, rule in notices for word in rule.says}
    if len(notices) > 1 and any(rule.says != says for _, rule in notices):
        words = ", ".join(word.replace("_", " and ") for word in sorted(says))
        names = tuple(_name(layer, rule) for layer, rule in notices)
        yield EffectiveValue("notice", f"it states {words}", names)
    yield from _crews(owned)


def _most(
    owned: Sequence[_Owned], kind: type[Rule], size: Callable[..., float]
) -> Iterator[EffectiveValue]:
    rules = [(layer, rule) for layer, rule in owned if isinstance(rule, kind)]
    plain = [
        entry
        for entry in rules
        if not entry[1].if_flags | entry[1].unless_flags | entry[1].lifted_by
    ]
    if plain:
        top = max(size(rule) for _, rule in plain)
        strict = [entry for entry in plain if size(entry[1]) == top]
        names = tuple(_name(layer, rule) for layer, rule in strict)
        yield EffectiveValue(strict[0][1].field, describe_rule(strict[0][1]), names)
    for layer, rule in rules:
        if (layer, rule) not in plain:
            yield _alone(layer, rule)


def _crews(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    rules = [(layer, rule) for layer, rule in owned if isinstance(rule, CrewRule)]
    everywhere = [
        (layer, rule)
        for layer, rule in rules
        if not (rule.areas or rule.between or rule.if_flags or rule.unless_flags or rule.lifted_by)
    ]
    least = max((rule.least for _, rule in everywhere if rule.least is not None), default=None)
    most = min((rule.most for _, rule in everywhere if rule.most is not None), default=None)
    strict = [
        (layer, rule)
        for layer, rule in everywhere
        if (least is not None and rule.least == least) or (most is not None and rule.most == most)
    ]
    for layer, rule in rules:
        if (layer, rule) in strict or (layer, rule) not in everywhere:
            yield _alone(layer, rule)


def _each(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    """List what adds up: caps, consents, certificates, protected persons, papers."""
    for kind in (CapRule, ConsentRule, CertificateRule, ProtectedRule, PaperRule):
        for layer, rule in owned:
            if isinstance(rule, kind):
                yield _alone(layer, rule)


def _records(owned: Sequence[_Owned]) -> Iterator[EffectiveValue]:
    rules = [(layer, rule) for layer, rule in owned if isinstance(rule, RecordRule)]
    if not rules:
        return
    keep = max(rule.keep_days for _, rule in rules)
    purges = [rule.purge_days for _, rule in rules if rule.purge_days is not None]
    words = f"records kept {plural(keep, 'day')}"
    if purges:
        words += f", purged after {plural(max(keep, min(purges)), 'day')}"
    names = tuple(
        _name(layer, rule)
        for layer, rule in rules
        if rule.keep_days == keep or (purges and rule.purge_days == min(purges))
    )
    yield EffectiveValue("records", words, names)


_FIELDS = (_hours, _each, _numbers, _places, _records)


def _alone(layer: Profile, rule: Rule) -> EffectiveValue:
    conditions = describe_conditions(rule)
    value = describe_rule(rule) + (f" ({conditions})" if conditions else "")
    return EffectiveValue(rule.field, value, (_name(layer, rule),))


def _name(layer: Profile, rule: Rule) -> str:
    return f"{layer.profile_id}:{rule.rule_id}"
