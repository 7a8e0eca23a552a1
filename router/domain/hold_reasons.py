"""Reasons for which a case is held, as data: for whom they hold, when they end, and what is due."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["HoldReason", "Kept", "hold_reason", "hold_reasons"]


class Kept(StrEnum):
    """What becomes of a hold that waits for money when the money comes in time."""

    ENDS = "ends"
    """What was promised is done; the next payment is not promised yet."""
    GOES_ON = "goes-on"
    """An instalment was paid: the agreement is kept, and the hold with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReason:
    """One row of the table of reasons.

    Parameters
    ----------
    reason
        Our word for it, such as ``promise``.
    english, chinese
        For people; tables may hold these words instead of ours.
    aliases
        Further words for it.
    whole_borrower
        True if it holds for every case of the borrower: illness is a person's, a dispute a debt's.
    channel
        What is due instead of a visit.
    grace_days
        A date that an outcome states for this reason counts, and so many days after it the hold
        still stands. None: stated dates do not end it.
    newest_counts
        Whether the last outcome with this reason replaces the earlier ones: who is away says anew
        until when. Promises all stand until their own days.
    kept
        What becomes of it when at least 95 % of the stated sum are paid in time; None if it does
        not wait for money.
    """

    reason: str
    english: str
    chinese: str
    aliases: tuple[str, ...] = ()
    whole_borrower: bool = True
    channel: str = "review"
    grace_days: int | None = None
    newest_counts: bool = False
    kept: Kept | None = None


@cache
def hold_reasons() -> Mapping[str, HoldReason]:
    """Return the table of reasons.

    Returns
    -------
    Mapping of str to HoldReason
        By our word, in the published order.
    """
    text = files("router.domain").joinpath("hold_reasons.csv").read_text("utf-8")
    rows = [_reason(row) for row in csv.DictReader(text.splitlines())]
    return MappingProxyType({row.reason: row for row in rows})


def hold_reason(word: str) -> HoldReason:
    """Return the reason that a word means.

    Parameters
    ----------
    word
        Ours, another one in English or Chinese, or a user's own.

    Returns
    -------
    HoldReason
        A word of the user's own is kept as written. Nobody knows what it means: it holds for the
        whole borrower, until it is released, and a person looks at it.
    """
    plain = " ".join(word.split()).casefold()
    return _by_word().get(plain) or HoldReason(reason=plain, english=plain, chinese=plain)


@cache
def _by_word() -> Mapping[str, HoldReason]:
    return {
        word: row
        for row in hold_reasons().values()
        for word in (row.reason, row.english, row.chinese, *row.aliases)
    }


def _reason(row: Mapping[str, str]) -> HoldReason:
    return HoldReason(
        reason=row["reason"],
        english=row["english"],
        chinese=row["chinese"],
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        whole_borrower=row["whole_borrower"] == "yes",
        channel=row["channel"],
        grace_days=int(row["grace_days"]) if row["grace_days"] else None,
        newest_counts=row["newest_counts"] == "yes",
        kept=Kept(row["kept"]) if row["kept"] else None,
    )
