"""A profile out of its file: the head, the sources, the rules, and all that is wrong in them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from router.domain.profiles import Citation, Evidence, Profile, Rule
from router.errors import Fault
from router.rules.calendars import place_problem
from router.rules.linting import HUMANE, lint
from router.rules.profile_tables import RULE_TABLES, read_rules
from router.rules.toml_files import parse_toml
from router.rules.toml_tables import TomlTable
from router.rules.toml_times import read_day

__all__ = ["ReadProfile", "read_profile"]

MOST_RULES = 400
_GRADES = tuple(grade.value for grade in Evidence)


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile with what its file said, as far as it could be read.

    Parameters
    ----------
    profile
        None if the file cannot be used.
    faults
        What is wrong, and remarks.
    tables
        The tables as written, by the ids of the rules they became.
    sources
        Citations by the names that rules use.
    """

    profile: Profile | None
    faults: tuple[Fault, ...]
    tables: Mapping[str, TomlTable]
    sources: Mapping[str, Citation]


def read_profile(
    content: bytes, file: str, *, ours: bool = False, taken: Collection[str] = ()
) -> ReadProfile:
    """Read a profile with all that is wrong in it.

    Parameters
    ----------
    content
        Of its file.
    file
        Name of the file, for messages.
    ours
        Whether it is a packaged one, which alone may be called humane.
    taken
        Ids of the packaged ones, which an own profile should not have.

    Returns
    -------
    ReadProfile
        Without profile if there are fatal faults.
    """
    data, lines, broken = parse_toml(content, file)
    if broken:
        return ReadProfile(None, broken, {}, {})
    faults: list[Fault] = []
    top = TomlTable(data, file=file, lines=lines, faults=faults)
    profile_id = top.name()
    version = top.text("version", required=True)
    title = top.text("title", required=True)
    country, subdivision = top.text("country").upper(), top.text("subdivision").upper()
    if not ours:
        _check_place(top, country, subdivision)
        _check_id(top, profile_id, taken)
    adjusted, note = top.flag("adjusted_workdays"), top.text("note")
    sources = _sources(top)
    rules, tables = _rules(top, sources)
    top.finish()
    profile = Profile(
        profile_id=profile_id,
        version=version,
        title=title,
        rules=rules,
        country=country,
        subdivision=subdivision,
        adjusted_workdays=adjusted,
        note=note,
        digest=hashlib.sha256(content).hexdigest(),
    )
    lint(profile, top, tables)
    fatal = any(fault.fatal for fault in faults)
    in_order = sorted(faults, key=lambda fault: (not fault.fatal, fault.row))
    return ReadProfile(None if fatal else profile, tuple(in_order), tables, sources)


def _check_id(top: TomlTable, profile_id: str, taken: Collection[str]) -> None:
    if profile_id in (HUMANE, "router"):
        top.fault("id", "this id belongs to router", "Choose another, such as the bank's name.")
    elif profile_id in taken:
        fix = "Choose another, so that outputs tell the two apart."
        top.fault("id", "a packaged profile has this id", fix, fatal=False)


def _check_place(top: TomlTable, country: str, subdivision: str) -> None:
    if country:
        key, problem, fix = place_problem(country, subdivision)
        if problem:
            top.fault(key, problem, fix)
    elif subdivision:
        top.fault("subdivision", "it is not said of which country", 'Add country = "US".')


def _sources(top: TomlTable) -> dict[str, Citation]:
    tables = top.ask("sources") or {}
    if not isinstance(tables, dict):
        top.fault("sources", "sources are tables with a name", "Write [sources.law] above each.")
        return {}
    found: dict[str, Citation] = {}
    for name, values in tables.items():
        if not isinstance(values, dict):
            top.fault("sources", "sources are tables with a name", f"Write [sources.{name}].")
            continue
        table = TomlTable(
            values, file=top.file, table=f"sources.{name}", lines=top.lines, faults=top.faults
        )
        found[name] = Citation(
            title=table.text("title", required=True),
            where=table.text("where"),
            checked=read_day(table, "checked"),
            grade=Evidence(table.choice("grade", _GRADES)),
            note=table.text("note"),
        )
        table.finish()
    return found


def _rules(
    top: TomlTable, sources: Mapping[str, Citation]
) -> tuple[tuple[Rule, ...], dict[str, TomlTable]]:
    rules: list[Rule] = []
    written: dict[str, TomlTable] = {}
    for kind in RULE_TABLES:
        tables = top.ask(kind) or []
        if not isinstance(tables, list):
            top.fault(kind, "rules are a list of tables", f"Write [[{kind}]] with two brackets.")
            continue
        for index, values in enumerate(tables):
            if not isinstance(values, dict):
                top.fault(kind, "this is no table", f"Write [[{kind}]] above each rule.")
                break
            table = TomlTable(
                values,
                file=top.file,
                table=kind,
                index=index,
                lines=top.lines,
                faults=top.faults,
            )
            found = read_rules(table, sources)
            rules += found
            # An id counts as used even where its rule could not be read.
            for rule_id in [rule.rule_id for rule in found] or [str(values.get("id", ""))]:
                if rule_id in written:
                    fix = "Give every rule of the file another id."
                    table.fault("id", f"the id {rule_id} is used twice", fix)
                elif rule_id:
                    written[rule_id] = table
    if len(rules) > MOST_RULES:
        top.fault("", "there are too many rules", f"A profile has at most {MOST_RULES}.")
    return tuple(rules), written
