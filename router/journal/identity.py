"""What makes two entries the same, and which later entry corrects an earlier one.

Everything that an entry tells is its key: a row that is read again adds nothing. A row that shares
the *slot* of an earlier one, the same visit told differently, is a new entry and corrects it:

=============  ==================================================================================
kind           slot
=============  ==================================================================================
outcome        case and minute; without a time of day also the code: then two rows of a
               day may as well be two visits, and both count
approach       borrower, case, channel and moment; without a time of day everything
plan           the day (see `router.journal.remembering` for what a later plan replaces)
others         everything: they are never corrected, only added to
=============  ==================================================================================

Of outcomes and payments seconds tell nothing apart: spreadsheets cut them off. What was corrected
once stays corrected when the old table is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from router.domain.times import END_OF_DAY
from router.journal.chain import EntryKind, short_digest

__all__ = ["Identity", "identity"]

Payload = Mapping[str, Any]

_TO_THE_MINUTE = frozenset({EntryKind.OUTCOME, EntryKind.PAYMENT})
"""Kinds whose tables are the same after a spreadsheet has cut off the seconds of their times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How an entry is told apart.

    Parameters
    ----------
    key, slot, at
        As in `Entry`.
    """

    key: bytes
    slot: bytes
    at: str


def identity(kind: str, payload: Payload) -> Identity:
    """Return how an entry is told apart.

    Parameters
    ----------
    kind
        Of the entry.
    payload
        What it tells, as JSON types.

    Returns
    -------
    Identity
        A pure function of both, so that anybody can check it.

    Raises
    ------
    ValueError
        If the payload is none of that kind.
    """
    try:
        told = {**payload, **_instants(kind, payload)}
        slot = _SLOTS[kind](told) if kind in _SLOTS else told
        return Identity(
            key=short_digest([kind, told]), slot=short_digest([kind, slot]), at=_at(kind, payload)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a payload of kind {kind}") from error


def _instants(kind: str, payload: Payload) -> dict[str, object]:
    """The same moment is the same in every zone; a time without clock keeps its day."""
    when = payload.get("when")
    if not isinstance(when, str):
        return {}
    instant = _utc(when)
    if kind in _TO_THE_MINUTE:
        instant = instant[: len("2026-11-02T18:30")]
    return {"when": instant, "clockless": _clockless(when)}


def _clockless(when: str) -> bool:
    return datetime.fromisoformat(when).time() in (time(), END_OF_DAY)


def _outcome_slot(told: Payload) -> object:
    return [told["case_id"], told["when"], told["code"] if told["clockless"] else ""]


def _approach_slot(told: Payload) -> object:
    if told["clockless"]:
        return told
    return [told["borrower_id"], told.get("case_id", ""), told.get("channel", ""), told["when"]]


def _plan_slot(told: Payload) -> object:
    return told["day"]


_SLOTS: Mapping[str, Callable[[Payload], object]] = {
    EntryKind.OUTCOME: _outcome_slot,
    EntryKind.APPROACH: _approach_slot,
    EntryKind.PLAN: _plan_slot,
}


def _at(kind: str, payload: Payload) -> str:
    """When what is told is over: nothing is purged before."""
    if kind == EntryKind.PLAN:
        day = datetime.fromisoformat(payload["day"]).replace(tzinfo=UTC)
        return _text(day + timedelta(days=2))  # wherever on earth the day was
    if kind == EntryKind.APPOINTMENT:
        return max(_utc(payload["end"]), _utc(payload["since"]))
    if kind == EntryKind.NOTICE:
        notice = payload["notice"]
        return max(_utc(notice["sent"]), _utc(notice.get("start", notice["sent"])))
    return _utc(payload["when"])


def _utc(text: str) -> str:
    return _text(datetime.fromisoformat(text).astimezone(UTC))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
