"""The tables of a profile: one reader for each kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.profiles import (
    DAYS,
    CapRule,
    CertificateRule,
    Citation,
    ConsentRule,
    CrewRule,
    Evidence,
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
from router.domain.standing import CONSENTS
from router.rules.toml_tables import TomlTable
from router.rules.toml_times import read_day, read_spans

__all__ = ["RULE_TABLES", "SAYS", "read_rules"]

SAYS = ("purpose", "date_time", "rights", "agent")
"""What a notice may state."""

_CHANNELS = tuple(channel.value for channel in Channel)
_PLACES = tuple(kind.value for kind in PlaceType)
_GRADES = tuple(grade.value for grade in Evidence)
_RANGES = {
    f"{first}-{last}": DAYS[i : j + 1]
    for i, first in enumerate(DAYS[:7])
    for j, last in enumerate(DAYS[:7])
    if i < j
}
_DAY_WORDS = (*DAYS, *_RANGES)
_DAY_HINTS = {
    "weekday": "mon-fri", "weekdays": "mon-fri", "workday": "mon-fri", "workdays": "mon-fri",
    "weekend": '"sat", "sun"', "weekends": '"sat", "sun"', "daily": '"mon-sun", "holiday"',
    "all": '"mon-sun", "holiday"',
}  # fmt: skip
_LONGEST_DAYS = 3_660  # ten years; more is a slip of the pen
_MOST = 10_000

Common = dict[str, Any]
"""What all rules have, as keywords."""


def read_rules(table: TomlTable, sources: Mapping[str, Citation]) -> tuple[Rule, ...]:
    """Read one table of rules.

    Parameters
    ----------
    table
        Such as one ``[[hours]]``.
    sources
        Citations by the names that rules use.

    Returns
    -------
    tuple of Rule
        One rule; one for each place if several are named; none if something is wrong.
    """
    before = sum(fault.fatal for fault in table.faults)
    rules = RULE_TABLES[table.table](table, _common(table, sources))
    table.finish()
    return rules if sum(fault.fatal for fault in table.faults) == before else ()


def _common(table: TomlTable, sources: Mapping[str, Citation]) -> Common:
    rule_id = table.name()
    citation = _citation(table, sources)
    effective, until = read_day(table, "effective"), read_day(table, "until")
    if effective is not None and until is not None and until < effective:
        table.fault("until", "the rule ends before it begins", "Swap effective and until.")
    applies = table.words("applies_to", _CHANNELS, required=table.has("applies_to"))
    return {
        "rule_id": rule_id,
        "citation": citation,
        "effective": effective,
        "until": until,
        "applies_to": frozenset(Channel(word) for word in applies or [Channel.VISIT]),
        "lifted_by": frozenset(table.words("lifted_by", CONSENTS)),
        "if_flags": frozenset(table.words("if_flags")),
        "unless_flags": frozenset(table.words("unless_flags")),
    }


def _citation(table: TomlTable, sources: Mapping[str, Citation]) -> Citation:
    name = table.text("source", required=True)
    note = table.text("note")
    grade = table.choice("grade", _GRADES, default="")
    citation = sources.get(name)
    if citation is None:
        if name:
            known = ", ".join(sources) or "none yet"
            fix = f"Add a table [sources.{name[:40]}], or use one that is there: {known}."
            table.fault("source", "this source is not described in the file", fix)
        return Citation(title=name)
    if note:
        citation = replace(citation, note=f"{citation.note} {note}".strip())
    return replace(citation, grade=Evidence(grade)) if grade else citation


def _days(table: TomlTable) -> frozenset[str]:
    words = table.words("days", _DAY_WORDS, required=True, hints=_DAY_HINTS)
    return frozenset(day for word in words for day in _RANGES.get(word, (word,)))


def _hours(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    days, spans = _days(table), read_spans(table, "open")
    places = frozenset(PlaceType(word) for word in table.words("places", _PLACES))
    unless_known = table.flag("unless_known")
    return (
        HoursRule(
            **common, days=days, open=spans or (), place_types=places, unless_known=unless_known
        ),
    )


def _cap(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    most = table.whole("most", 0, _MOST, required=True)
    per = table.choice("per", ("day", "days"), default="days")
    days = table.whole("days", 1, _LONGEST_DAYS)
    if per == "day" and table.has("days"):
        table.fault("per", "a cap is per day or per so many days, not both", "Leave one out.")
    elif per == "days" and not table.has("days"):
        fix = 'Add days = 7 for a rolling window, or per = "day" for the calendar day.'
        table.fault("days", "the span of time is missing", fix)
    channels = frozenset(Channel(word) for word in table.words("channels", _CHANNELS))
    counts = table.choice("counts", ("attempts", "contacts"), default="attempts")
    scope = table.choice("scope", ("borrower", "debt"), default="borrower")
    return (
        CapRule(
            **common,
            most=most or 0,
            days=None if per == "day" else days,
            counts=cast(Literal["attempts", "contacts"], counts),
            channels=channels or frozenset({Channel.VISIT}),
            scope=cast(Literal["borrower", "debt"], scope),
            place_types=frozenset(PlaceType(word) for word in table.words("places", _PLACES)),
        ),
    )


def _gap(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    return (GapRule(**common, days=table.number("days", 0.01, _LONGEST_DAYS) or 1),)


def _prior(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    others = tuple(word for word in _CHANNELS if word != Channel.VISIT)
    channel = Channel(table.choice("channel", others))
    attempts = table.whole("attempts", 1, 100, required=True)
    return (PriorRule(**common, channel=channel, attempts=attempts or 1),)


def _notice(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    lead = table.number("lead_hours", 0, 24 * 366)
    says = table.words("says", SAYS) if table.has("says") else ["purpose", "date_time"]
    return (NoticeRule(**common, lead_hours=lead or 0, says=frozenset(says)),)


def _consent(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    return (ConsentRule(**common, consent=table.choice("consent", CONSENTS, default="visit")),)


def _place(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    kinds = table.words("place", _PLACES, required=True)
    treatment = table.choice("treatment", ("allow", "consent", "deny"))
    after = table.choice("after_fruitless_at", _PLACES, default="")
    times = table.whole("after_fruitless", 1, 100, required=bool(after))
    if times and not after:
        fix = 'Add after_fruitless_at = "home".'
        table.fault("after_fruitless", "it is not said where the fruitless visits were", fix)
    several = len(kinds) > 1
    return tuple(
        PlaceRule(
            **{
                **common,
                "rule_id": f"{common['rule_id']}-{kind}" if several else common["rule_id"],
            },
            place_type=PlaceType(kind),
            treatment=cast(Literal["allow", "consent", "deny"], treatment),
            after_fruitless_at=PlaceType(after) if after else None,
            after_fruitless=times or 0,
        )
        for kind in kinds
    )


def _crew(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    least, most = table.whole("least", 1, 10), table.whole("most", 1, 10)
    if not table.has("least") and not table.has("most"):
        table.fault("", "the rule says neither least nor most", "Add least = 2 or most = 2.")
    if least is not None and most is not None and least > most:
        table.fault("least", "more people are asked for than allowed", "Swap least and most.")
    areas = frozenset(table.texts("areas"))
    between = read_spans(table, "between") if table.has("between") else ()
    if between is not None and len(between) > 1:
        table.fault("between", "this holds one span", "Write a rule for each span.")
    return (
        CrewRule(
            **common, least=least, most=most, areas=areas, between=between[0] if between else None
        ),
    )


def _certificate(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    return (CertificateRule(**common, certificate=table.text("certificate", required=True)),)


def _papers(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    carry, conduct = tuple(table.texts("carry")), tuple(table.texts("conduct"))
    recording = table.choice("recording", ("required", "inform"), default="")
    if not (carry or conduct or recording):
        table.fault("", "the rule says nothing", "Add carry, conduct or recording.")
    return (PaperRule(**common, carry=carry, conduct=conduct, recording=recording),)


def _protected(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    flags = frozenset(table.words("flags", required=True))
    return (ProtectedRule(**common, flags=flags),)


def _records(table: TomlTable, common: Common) -> tuple[Rule, ...]:
    keep = table.whole("keep_days", 0, 36_600, required=True)
    purge = table.whole("purge_days", 1, 36_600)
    if keep is not None and purge is not None and purge < keep:
        table.fault("purge_days", "records would be purged before they may be", "Raise it.")
    return (RecordRule(**common, keep_days=keep or 0, purge_days=purge),)


RULE_TABLES: Mapping[str, Callable[[TomlTable, Common], tuple[Rule, ...]]] = {
    "hours": _hours,
    "caps": _cap,
    "min_gap": _gap,
    "prior_contacts": _prior,
    "notice": _notice,
    "consent": _consent,
    "places": _place,
    "crew": _crew,
    "certificates": _certificate,
    "papers": _papers,
    "protected": _protected,
    "records": _records,
}
"""Tables of a profile and who reads them; the names are those of `Rule.field`."""
