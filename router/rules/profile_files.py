"""Profiles in files: the packaged ones by name, a user's own by path; read whole or refused."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from router.domain.profiles import Citation, Evidence, Profile, Rule
from router.errors import Fault, InputError
from router.rules.linting import HUMANE, lint
from router.rules.profile_tables import RULE_TABLES, read_rules
from router.rules.toml_tables import Lines, TomlTable, nearest

__all__ = [
    "HUMANE",
    "ReadProfile",
    "lint_profile",
    "load_profile",
    "packaged",
    "parse_toml",
    "profile_names",
    "read_profile",
    "read_toml",
]

LARGEST_FILE = 256 * 1024
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


def profile_names() -> tuple[str, ...]:
    """Return the names of the packaged profiles.

    Returns
    -------
    tuple of str
        ``humane`` first, then by name.
    """
    folder = files("router.rules") / "profiles"
    names = sorted(
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(sorted(names, key=lambda name: name != HUMANE))


def load_profile(name_or_path: str | Path) -> Profile:
    """Return a packaged profile by its name, or a user's own from its file.

    Parameters
    ----------
    name_or_path
        Such as ``cl``, or the path of a ``.toml`` file.

    Returns
    -------
    Profile
        With all its rules, in force or not.

    Raises
    ------
    InputError
        If there is no such profile, or the file holds faults: all of them are named.
    """
    name = str(name_or_path)
    if name.lower() in profile_names():
        read = packaged(name.lower())
    elif name.endswith(".toml") or Path(name).exists():
        read = _read_file(Path(name))
    else:
        known = profile_names()
        fault = Fault(
            file="--profile",
            value=name[:60],
            problem="there is no such profile",
            fix=f"{nearest(name, known)} Packaged are {', '.join(known)};"
            " your own is named by the path of its .toml file.",
        )
        raise InputError(f"there is no profile {name[:60]!r}", [fault])
    if read.profile is None:
        wrong = [fault for fault in read.faults if fault.fatal]
        raise InputError(f"{Path(name).name}: this profile cannot be used", wrong)
    return read.profile


def lint_profile(path: str | Path) -> tuple[Fault, ...]:
    """Return all that is wrong or doubtful in the file of a profile.

    Parameters
    ----------
    path
        Of a ``.toml`` file, or the name of a packaged profile.

    Returns
    -------
    tuple of Fault
        Fatal ones keep the profile from being used; the others are remarks. Empty means a sound
        profile.
    """
    if str(path) in profile_names():
        return packaged(str(path)).faults
    return _read_file(Path(path)).faults


@cache
def packaged(name: str) -> ReadProfile:
    """Read a packaged profile, once per process.

    Parameters
    ----------
    name
        Such as ``cl``.

    Returns
    -------
    ReadProfile
        With its tables as written.
    """
    content = (files("router.rules") / "profiles" / f"{name}.toml").read_bytes()
    return read_profile(content, f"{name}.toml", ours=True)


def _read_file(path: Path) -> ReadProfile:
    content, faults = read_toml(path)
    if faults:
        return ReadProfile(None, faults, {}, {})
    return read_profile(content, path.name)


def read_toml(path: Path) -> tuple[bytes, tuple[Fault, ...]]:
    """Return the bytes of a TOML file, if it is one that may be read.

    Parameters
    ----------
    path
        Of the file.

    Returns
    -------
    bytes
        Empty if there is a fault.
    tuple of Fault
        Why it cannot be read.
    """
    problem, fix = "", ""
    content = b""
    try:
        if path.is_dir():
            problem, fix = "this is a folder", "Name a .toml file."
        else:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        problem, fix = "there is no such file", "Check the path."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "it cannot be opened"
        problem, fix = f"the file cannot be read: {reason}", "Check the path and its rights."
    if len(content) > LARGEST_FILE:
        problem = "the file is too large"
        fix = f"A profile has at most {LARGEST_FILE // 1024} KiB."
    if problem:
        return b"", (Fault(file=path.name or str(path), problem=problem, fix=fix),)
    return content, ()


def parse_toml(content: bytes, file: str) -> tuple[dict[str, object], Lines, tuple[Fault, ...]]:
    """Parse TOML, and know on which line everything stands.

    Parameters
    ----------
    content
        Of the file.
    file
        Its name, for messages.

    Returns
    -------
    dict
        Empty if it is no TOML.
    Lines
        Where what stands.
    tuple of Fault
        Why it is no TOML.
    """
    row = 0
    try:
        text = content.decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n")), Lines(text), ()
    except UnicodeDecodeError:
        problem, fix = "the file is not written in UTF-8", "Save it again as UTF-8."
    except tomllib.TOMLDecodeError as error:
        problem = f"this is no TOML: {error}"
        row = _line_of(str(error))
        fix = "Compare with a packaged profile: router rules show humane --toml"
    except (RecursionError, ValueError):
        problem, fix = "this cannot be read as TOML", "Write it as the packaged profiles are."
    return {}, Lines(""), (Fault(file=file, row=row, problem=problem, fix=fix),)


def _line_of(message: str) -> int:
    _, _, rest = message.partition("(at line ")
    number = rest.split(",", maxsplit=1)[0]
    return int(number) if number.isdigit() else 0


def read_profile(content: bytes, file: str, *, ours: bool = False) -> ReadProfile:
    """Read a profile with all that is wrong in it.

    Parameters
    ----------
    content
        Of its file.
    file
        Name of the file, for messages.
    ours
        Whether it is a packaged one, which alone may be called humane.

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
    if profile_id in (HUMANE, "router") and not ours:
        top.fault("id", "this id belongs to router", "Choose another, such as the bank's name.")
    version = top.text("version", required=True)
    title = top.text("title", required=True)
    country, subdivision = top.text("country").upper(), top.text("subdivision").upper()
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
            checked=table.day("checked"),
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
            for rule in read_rules(table, sources):
                if rule.rule_id in written:
                    fix = "Give every rule of the file another id."
                    table.fault("id", f"the id {rule.rule_id} is used twice", fix)
                written.setdefault(rule.rule_id, table)
                rules.append(rule)
    if len(rules) > MOST_RULES:
        top.fault("", "there are too many rules", f"A profile has at most {MOST_RULES}.")
    return tuple(rules), written
