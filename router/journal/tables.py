"""Entries as tables, under the column names by which they can be read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from router.domain.channels import Attempt
from router.domain.memory import Appointment, NoticeGiven, Payment, Release
from router.domain.outcomes import Outcome
from router.journal.chain import Entry, EntryKind
from router.journal.codec import canonical, decode
from router.journal.plans import KeptPlan

__all__ = ["CaseLine", "json_lines", "of_case", "tables"]

Row = Mapping[str, object]

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "outcomes": (
        *("case_id", "borrower_id", "address", "when", "agent_id", "code", "until", "amount"),
        *("arrears", "left", "place_type", "appointment", "recording", "lat", "lon", "accuracy"),
        *("datum", "note"),
    ),
    "approaches": ("case_id", "borrower_id", "when", "channel", "reached", "agent_id"),
    "payments": ("case_id", "borrower_id", "when", "amount", "settled"),
    "notices": ("case_id", "when", "start", "end", "says", "confirmed"),
    "appointments": (
        *("case_id", "borrower_id", "start", "end", "state", "since", "never", "note"),
    ),
    "releases": ("case_id", "borrower_id", "hold", "by", "why", "when"),
    "planned": (
        *("plan", "day", "visit_id", "case_id", "borrower_id", "start", "agent_id"),
        *("place_type", "zone"),
    ),
    "overrides": ("kind", "what", "by", "reason", "until", "when"),
}


def tables(entries: Iterable[Entry]) -> dict[str, tuple[tuple[str, ...], list[list[object]]]]:
    """Return entries as tables.

    Parameters
    ----------
    entries
        In their order.

    Returns
    -------
    dict
        Name to columns and rows, oldest entry first: a row that corrects another comes after it, as
        it does in the journal. Times are ISO 8601 with their offset.
    """
    found: dict[str, list[Row]] = {name: [] for name in _COLUMNS}
    for entry in entries:
        if entry.payload is not None and entry.kind in _ROWS:
            name, rows = _ROWS[EntryKind(entry.kind)]
            values: dict[str, Any] = json.loads(entry.payload)
            values.pop("nth", None)
            found[name].extend({"plan": entry.seq, **row} for row in rows(values))
    return {
        name: (columns, [[_cell(row.get(column)) for column in columns] for row in found[name]])
        for name, columns in _COLUMNS.items()
    }


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value  # to the microsecond


def json_lines(entries: Iterable[Entry]) -> str:
    """Return entries as JSON lines.

    Parameters
    ----------
    entries
        In their order.

    Returns
    -------
    str
        One object per entry, digests and hashes in hexadecimal; of purged ones nothing else.
    """
    return "".join(
        canonical(
            {
                "seq": entry.seq,
                "recorded": entry.recorded,
                "kind": entry.kind,
                "payload": json.loads(entry.payload) if entry.payload is not None else None,
                "salt": entry.salt.hex() if entry.salt is not None else None,
                "digest": entry.digest.hex(),
                "previous": entry.previous.hex(),
                "hash": entry.hash.hex(),
            }
        )
        + "\n"
        for entry in entries
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """What one entry tells of a case, without amounts and without words of people.

    Parameters
    ----------
    seq
        Of the entry.
    when
        ISO 8601.
    kind
        Of the entry.
    what
        In short.
    """

    seq: int
    when: str
    kind: str
    what: str


def of_case(entries: Sequence[Entry], case_id: str) -> tuple[CaseLine, ...]:
    """Return what a journal tells of a case.

    Parameters
    ----------
    entries
        Of the journal, in their order.
    case_id
        The case.

    Returns
    -------
    tuple of CaseLine
        Entries that name it, and those that name only its borrower, in order of the journal.
    """
    told = [(e, json.loads(e.payload)) for e in entries if e.payload is not None]
    own = {
        values["borrower_id"]
        for _, values in told
        if values.get("case_id") == case_id and values.get("borrower_id")
    }
    lines: list[CaseLine] = []
    for entry, values in told:
        if entry.kind == EntryKind.PLAN:
            lines += [
                CaseLine(
                    seq=entry.seq,
                    when=visit["start"],
                    kind=entry.kind,
                    what=f"planned, {visit.get('agent_id', '')}",
                )
                for visit in values.get("visits", ())
                if visit["case_id"] == case_id
            ]
        elif values.get("case_id") == case_id or (
            not values.get("case_id") and values.get("borrower_id") in own
        ):
            when = values.get("when") or values.get("since") or values["notice"]["sent"]
            lines.append(
                CaseLine(seq=entry.seq, when=when, kind=entry.kind, what=_short(entry.kind, values))
            )
    return tuple(lines)


def _short(kind: str, values: Mapping[str, Any]) -> str:
    if kind == EntryKind.OUTCOME:
        told = decode(Outcome, values)
        until = f" until {told.until}" if told.until else ""
        return f"{told.code} ({told.kind.english}){until}"
    if kind == EntryKind.PAYMENT:
        return "part of the debt" if values.get("settled") is False else "settled"
    if kind == EntryKind.RELEASE:
        return f"hold {values['reason']} ended by {values['by']}"
    if kind == EntryKind.APPOINTMENT:
        return f"{values['state']}, {values['start']}" + (", never" * bool(values.get("never")))
    if kind == EntryKind.APPROACH:
        reached = "reached" if values.get("reached") else "not reached"
        return f"{values.get('channel', 'visit')}, {reached}"
    if kind == EntryKind.NOTICE:
        return f"told of {values['notice'].get('start', 'a visit')}"
    return ""


def _outcome(values: Mapping[str, Any]) -> list[Row]:
    told = decode(Outcome, values)
    point = told.coordinate
    return [
        {
            **_plain(told, _COLUMNS["outcomes"]),
            "place_type": told.place_type.value if told.place_type else None,
            "lat": point.lat if point else None,
            "lon": point.lon if point else None,
            "accuracy": told.accuracy_m,
            "datum": "wgs84" if point else None,  # every point is kept in it, however it came
        }
    ]


def _notice(values: Mapping[str, Any]) -> list[Row]:
    told = decode(NoticeGiven, values)
    return [
        {
            **_plain(told.notice, ("start", "end", "confirmed")),
            "case_id": told.case_id,
            "when": told.notice.sent,
            "says": "; ".join(sorted(told.notice.says)),
        }
    ]


def _release(values: Mapping[str, Any]) -> list[Row]:
    told = decode(Release, values)
    return [{**_plain(told, _COLUMNS["releases"]), "hold": told.reason}]


def _planned(values: Mapping[str, Any]) -> list[Row]:
    plan = decode(KeptPlan, values)
    return [
        {
            **_plain(visit, _COLUMNS["planned"]),
            "day": plan.day,
            "place_type": visit.place_type.value if visit.place_type else None,
        }
        for visit in plan.visits
    ]


def _approach(values: Mapping[str, Any]) -> list[Row]:
    told = decode(Attempt, values)
    return [{**_plain(told, _COLUMNS["approaches"]), "channel": told.channel.value}]


def _appointment(values: Mapping[str, Any]) -> list[Row]:
    told = decode(Appointment, values)
    return [{**_plain(told, _COLUMNS["appointments"]), "state": told.state.value}]


def _payment(values: Mapping[str, Any]) -> list[Row]:
    return [_plain(decode(Payment, values), _COLUMNS["payments"])]


def _plain(told: object, columns: Iterable[str]) -> Row:
    return {name: getattr(told, name) for name in columns if hasattr(told, name)}


_ROWS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], list[Row]]]] = {
    EntryKind.OUTCOME: ("outcomes", _outcome),
    EntryKind.APPROACH: ("approaches", _approach),
    EntryKind.PAYMENT: ("payments", _payment),
    EntryKind.NOTICE: ("notices", _notice),
    EntryKind.APPOINTMENT: ("appointments", _appointment),
    EntryKind.RELEASE: ("releases", _release),
    EntryKind.PLAN: ("planned", _planned),
    EntryKind.OVERRIDE: ("overrides", lambda values: [values]),
}
