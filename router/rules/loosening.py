"""Loosenings: what a named person opened in the humane rules, and until when; never in a law."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from router.domain.profiles import Loosening, Profile, Rule
from router.errors import Fault, InputError
from router.rules.linting import HUMANE
from router.rules.profile_files import load_profile, packaged, profile_names
from router.rules.profile_reading import ReadProfile
from router.rules.profile_tables import read_rules
from router.rules.toml_files import Lines, parse_toml, read_toml
from router.rules.toml_tables import TomlTable, nearest
from router.rules.toml_times import read_day

__all__ = ["Opened", "loosened_humane", "read_loosenings"]

MOST_LOOSENINGS = 100
_FIXED = ("id", "source", "grade", "effective", "until", "applies_to", "note", "place")

Opened = tuple[Loosening, Rule]
"""A loosening, and the rule as it reads until its last day."""


def read_loosenings(path: Path, laws: Collection[Profile] = ()) -> tuple[Opened, ...]:
    """Read a file of loosenings.

    Parameters
    ----------
    path
        TOML with a table ``[[loosen]]`` for each: ``rule``, ``by``, ``reason``, optional
        ``until``, and ``[loosen.to]`` with the keys of that rule that change.
    laws
        The other layers, whose rules nobody opens.

    Returns
    -------
    tuple of Opened
        In the order of the file, expired ones included.

    Raises
    ------
    InputError
        With every fault, such as a rule of a law, a missing name or a missing reason.
    """
    content, faults = read_toml(path)
    data: dict[str, object] = {}
    lines = Lines("")
    if not faults:
        data, lines, faults = parse_toml(content, path.name)
    found: list[Fault] = list(faults)
    opened = _opened(data, path.name, lines, found, laws) if not found else []
    fatal = [fault for fault in found if fault.fatal]
    if fatal:
        raise InputError(f"{path.name}: these loosenings cannot be used", fatal)
    return tuple(opened)


def loosened_humane(opened: Sequence[Opened], day: date) -> tuple[Profile, tuple[str, ...]]:
    """Return the humane profile with what was opened in it.

    Parameters
    ----------
    opened
        Of a file.
    day
        The first day that is planned: what ended before it is not applied.

    Returns
    -------
    Profile
        A loosened rule holds until the last day of its loosening, the strict one from the next.
    tuple of str
        A warning for each loosening that has expired.
    """
    humane = load_profile(HUMANE)
    warnings = tuple(
        f"the loosening of {one.rule_id} by {one.by} ended on {one.until} and is not applied"
        for one, _ in opened
        if one.until is not None and one.until < day
    )
    valid = {
        one.rule_id: (one, rule) for one, rule in opened if one.until is None or one.until >= day
    }
    rules: list[Rule] = []
    for strict in humane.rules:
        loosening, rule = valid.get(strict.rule_id, (None, strict))
        rules.append(rule)
        if loosening is not None and loosening.until is not None:
            rules.append(replace(strict, effective=loosening.until + timedelta(days=1)))
    loosenings = tuple(one for one, _ in valid.values())
    return replace(humane, rules=tuple(rules), loosened=loosenings), warnings


def _opened(
    data: Mapping[str, object],
    file: str,
    lines: Lines,
    faults: list[Fault],
    laws: Collection[Profile],
) -> list[Opened]:
    top = TomlTable(data, file=file, lines=lines, faults=faults)
    entries = top.ask("loosen")
    top.finish()
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        fix = "Write [[loosen]] above each loosening, with two brackets."
        top.fault("loosen", "the file states no loosening", fix)
        return []
    if len(entries) > MOST_LOOSENINGS:
        top.fault("", "there are too many loosenings", f"Use at most {MOST_LOOSENINGS}.")
        return []
    humane = packaged(HUMANE)
    opened: list[Opened] = []
    named: set[str] = set()
    for index, values in enumerate(entries):
        table = TomlTable(
            values, file=file, table="loosen", index=index, lines=lines, faults=faults
        )
        rule = values.get("rule")
        if isinstance(rule, str) and rule in named:
            table.fault("rule", "this rule is loosened twice", "Keep one of the two.")
        named.add(str(rule))
        one = _one(table, humane, laws)
        if one is not None:
            opened.append(one)
    return opened


def _one(table: TomlTable, humane: ReadProfile, laws: Collection[Profile]) -> Opened | None:
    before = len(table.faults)
    rule_id = table.text("rule", required=True).removeprefix(f"{HUMANE}:")
    by, reason = table.text("by", required=True), table.text("reason", required=True)
    until, changes = read_day(table, "until"), table.ask("to")
    table.finish()
    if rule_id and rule_id not in humane.tables:
        table.fault("rule", *_not_humane(rule_id, humane, laws))
    elif not isinstance(changes, dict) or not changes:
        table.fault("to", "it is not said what changes", "Add [loosen.to] with what is new.")
    elif rule_id:
        rule = _changed(table, humane, rule_id, changes)
        if rule is not None and len(table.faults) == before:
            words = ", ".join(f"{key} = {_words(value)}" for key, value in changes.items())
            loosening = Loosening(rule_id=rule_id, changes=words, by=by, reason=reason, until=until)
            return loosening, replace(rule, until=until)
    return None


def _changed(
    table: TomlTable, humane: ReadProfile, rule_id: str, changes: Mapping[str, object]
) -> Rule | None:
    """Read the rule again with its changed keys."""
    written = humane.tables[rule_id]
    known = [key for key in written.known_keys if key not in _FIXED]
    for key in changes:
        if key not in known:
            table.fault("to", f"{key!r} cannot be changed in {rule_id}", nearest(key, known))
            return None
    faults: list[Fault] = []
    values = {**written.values, **changes, "id": rule_id}
    if isinstance(values.get("place"), list):
        values["place"] = rule_id.rpartition("-")[2]  # as a rule for several places is split
    again = TomlTable(values, file=table.file, table=written.table, lines=Lines(""), faults=faults)
    rules = read_rules(again, humane.sources)
    for fault in faults:
        table.faults.append(
            replace(
                fault,
                row=table.lines.of("loosen.to", table.index, fault.column.rpartition(": ")[2]),
                column=f"{table.where}: to.{fault.column.rpartition(': ')[2]}",
            )
        )
    return rules[0] if rules else None


def _not_humane(rule_id: str, humane: ReadProfile, laws: Collection[Profile]) -> tuple[str, str]:
    """Say that a rule is a law's, or that there is no such rule."""
    owner, _, name = rule_id.rpartition(":")
    named = {law.profile_id: law for law in laws}
    for other in profile_names():
        if other != HUMANE:
            named.setdefault(other, load_profile(other))
    for law in named.values():
        if owner in ("", law.profile_id):
            for rule in law.rules:
                if rule.rule_id == name:
                    problem = f"{name} is a rule of {law.title}: a law is never loosened"
                    return problem, "Only rules of the humane profile may be loosened."
    return "the humane profile has no such rule", nearest(rule_id, list(humane.tables))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "none"
    return str(value)
