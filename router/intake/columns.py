"""Which column of a file holds what: recognised by its name, or told by the user."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from router.errors import Fault, InputError
from router.intake.forbidden import why_forbidden
from router.intake.results import shown
from router.intake.specs import ColumnSpec
from router.intake.tables import RawTable

__all__ = ["Columns", "column_key", "known_names", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each of our columns lies in a table.

    Parameters
    ----------
    places
        Our name to the column's index.
    titles
        Our name to its name as written.
    rivals
        For columns that limit visits: our name to the indices of further columns that claim it.
    faults
        Unknown, forbidden and repeated columns.
    forbidden
        Those of them that name forbidden columns.
    """

    places: Mapping[str, int]
    titles: Mapping[str, str]
    rivals: Mapping[str, tuple[int, ...]]
    faults: tuple[Fault, ...]
    forbidden: tuple[Fault, ...]


_HARMLESS_UNITS = (
    "元|人民币|rmb|cny|¥|￥|eur|€|usd|\\$|天|日|days?|分钟|minutes?|mins?|公里|千米|km"
    "|\\*|必填|选填|可选|required|optional|mandatory"
)
_UNIT = re.compile(rf"[(\[]\s*(?:{_HARMLESS_UNITS})\s*[)\]]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def column_key(name: str) -> str:
    """Return what counts of a column's name.

    Parameters
    ----------
    name
        As written.

    Returns
    -------
    str
        Lower case, without spaces, punctuation, full-width forms and bracketed units such as
        ``(元)`` that change nothing. A unit that does change something, as ``(万元)``, stays.
    """
    plain = _UNIT.sub("", name.translate(_WIDE).casefold())
    return "".join(char for char in plain if char.isalnum())


def known_names(specs: Sequence[ColumnSpec], explicit: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of all names that a table's header may hold.

    Parameters
    ----------
    specs
        The columns.
    explicit
        Our name to the name in the file.

    Returns
    -------
    frozenset of str
        See `column_key`.
    """
    names = [name for spec in specs for name in spec.names]
    return frozenset(column_key(name) for name in [*names, *explicit.values()])


@dataclass(slots=True)
class _Matching:
    """The work of `resolve`."""

    table: RawTable
    specs: Mapping[str, ColumnSpec]
    places: dict[str, int] = field(default_factory=dict)
    rivals: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    forbidden: list[Fault] = field(default_factory=list)

    def fault(self, column: str, problem: str, fix: str, *, fatal: bool = False) -> None:
        found = Fault(
            file=self.table.file,
            row=self.table.header_row,
            column=column,
            problem=problem,
            fix=fix,
            fatal=fatal,
        )
        (self.errors if fatal else self.faults).append(found)


def resolve(
    table: RawTable,
    specs: Sequence[ColumnSpec],
    explicit: Mapping[str, str],
    unread: Collection[str] = (),
) -> Columns:
    """Find our columns in a table's header.

    Parameters
    ----------
    table
        The table.
    specs
        The columns.
    explicit
        Our name to the name in the file; goes before any recognition.
    unread
        Names of columns that we write ourselves for people, and that nobody need be told of.

    Returns
    -------
    Columns
        Where they are.

    Raises
    ------
    InputError
        If the mapping names a column that does not exist or must not be read.
    """
    work = _Matching(table=table, specs={spec.name: spec for spec in specs})
    _take_explicit(work, explicit)
    _take_by_name(work)
    if work.errors:
        raise InputError(f"{table.file}: the column mapping does not fit.", work.errors)
    _report_rest(work, frozenset(map(column_key, unread)))
    return Columns(
        places=work.places,
        titles={name: table.header[place] for name, place in work.places.items()},
        rivals={name: tuple(places) for name, places in work.rivals.items()},
        faults=tuple(work.faults),
        forbidden=tuple(work.forbidden),
    )


def _take_explicit(work: _Matching, explicit: Mapping[str, str]) -> None:
    keys = [column_key(title) for title in work.table.header]
    for name, title in explicit.items():
        if name not in work.specs:
            fix = f"Our columns are: {', '.join(work.specs)}.{_did_you_mean(name, work.specs)}"
            work.fault(
                title, f"the mapping names {name!r}, which is no column of ours", fix, fatal=True
            )
            continue
        if title.strip() in work.table.header:
            place = work.table.header.index(title.strip())
        elif column_key(title) in keys:
            place = keys.index(column_key(title))
        else:
            fix = f"The file has: {_listed(work.table.header)}."
            work.fault(
                title, f"the mapping of {name!r} names a column that is not there", fix, fatal=True
            )
            continue
        if reason := why_forbidden(keys[place]):
            work.fault(title, f"this column is not read: {reason}", "Do not map it.", fatal=True)
            continue
        work.places[name] = place


def _take_by_name(work: _Matching) -> None:
    by_key: dict[str, str] = {}
    for spec in work.specs.values():
        for name in spec.names:
            by_key.setdefault(column_key(name), spec.name)
    mapped = set(work.places.values())
    claims: dict[str, list[int]] = {}
    for place, title in enumerate(work.table.header):
        meant = by_key.get(column_key(title))
        if meant is not None and place not in mapped:
            claims.setdefault(meant, []).append(place)
    for name, places in claims.items():
        # Told by the user, or written as we write it, or the first from the left.
        exact = [p for p in places if work.table.header[p].casefold() == name]
        winner = work.places.setdefault(name, (exact or places)[0])
        losers = [place for place in places if place != winner]
        if work.specs[name].limits and losers:
            work.rivals[name] = losers
        read = work.table.header[winner]
        for place in losers:
            work.fault(
                work.table.header[place],
                f"two columns mean {name!r}; {read!r} is read, this one is not",
                "Delete one of them, or map the right one.",
            )


def _report_rest(work: _Matching, unread: Collection[str]) -> None:
    """Report what is not read: the forbidden columns one by one, the others in one line."""
    taken = set(work.places.values()) | {p for places in work.rivals.values() for p in places}
    reported = {fault.column for fault in work.faults}
    names = {name for spec in work.specs.values() for name in spec.names}
    unknown = []
    for place, title in enumerate(work.table.header):
        if place in taken or title in reported or not title or column_key(title) in unread:
            continue
        if reason := why_forbidden(column_key(title)):
            work.fault(title, f"column {shown(title)!r} is not read: {reason}", "Leave it out.")
            work.forbidden.append(work.faults[-1])
        else:
            unknown.append(title)
    if unknown:
        hints = [f"{shown(title)!r}{_did_you_mean(title, names)}" for title in unknown]
        work.fault(
            ", ".join(unknown) if len(unknown) == 1 else "",
            f"not known, and not read: {', '.join(hints)}",
            "Nothing to do if they do not matter; otherwise rename or map them.",
        )


def _did_you_mean(title: str, names: Collection[str]) -> str:
    by_key = {column_key(name): name for name in names}
    close = difflib.get_close_matches(column_key(title)[:60], sorted(by_key), n=1, cutoff=0.75)
    return f" (did you mean {by_key[close[0]]!r}?)" if close else ""


def _listed(header: Sequence[str]) -> str:
    return ", ".join(repr(shown(title)) for title in header)
