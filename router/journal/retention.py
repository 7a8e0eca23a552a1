"""How long entries are kept, and what of them a rule in force still needs afterwards."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from router.domain.cases import VISIT_STAGE
from router.domain.hold_reasons import Kept, hold_reason
from router.domain.memory import Appointment, Payment, Release
from router.domain.outcomes import AddressEffect, Met, Outcome
from router.domain.profiles import CapRule, GapRule, Profile, RecordRule
from router.domain.times import days_later
from router.journal.chain import PERSONAL, Entry, EntryKind
from router.journal.codec import decode, encode
from router.journal.remembering import corrected_holds, held_without_end, in_force

__all__ = ["NO_LONGER_KEPT", "Term", "lasting", "needed_whole", "remainders", "term_of"]

LOOK_BACK_DAYS = 60
"""Visits so young are history that the rules of the product and of any profile may look at."""

NO_LONGER_KEPT = "no longer kept"
"""Stands for the words of a release whose term is over."""

_OF_OUTCOMES = ("case_id", "borrower_id", "when", "code", "place_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long profiles let entries be kept.

    Parameters
    ----------
    days
        Older entries are purged; None if no profile states a term.
    why
        The rules that decide it, in words.
    least
        No younger entry may be purged, whoever asks for it.
    """

    days: int | None
    why: tuple[str, ...]
    least: int

    def before(self, today: date) -> datetime:
        """Return the moment before which entries are purged.

        Parameters
        ----------
        today
            The day on which that is done.

        Returns
        -------
        datetime
            Midnight, UTC.
        """
        start = days_later(today, -(self.least if self.days is None else self.days))
        return datetime.combine(start, time(), UTC)


def term_of(profiles: Sequence[Profile], today: date) -> Term:
    """Return how long profiles let entries be kept.

    Parameters
    ----------
    profiles
        All that bind.
    today
        The day on which is purged.

    Returns
    -------
    Term
        The longest time for which one of them demands that records are kept, unless all that state
        how long they may be kept allow more; never shorter than what their caps look back.
    """
    in_force = [profile.on(today) for profile in profiles]
    rules = [(profile, rule) for profile in in_force for rule in profile.of(RecordRule)]
    windows = [rule.days or 1 for profile in in_force for rule in profile.of(CapRule)]
    gaps = [int(rule.days) + 1 for profile in in_force for rule in profile.of(GapRule)]
    least = max([LOOK_BACK_DAYS, *windows, *gaps, *(rule.keep_days for _, rule in rules)])
    most = [rule.purge_days for _, rule in rules if rule.purge_days is not None]
    return Term(
        days=max(least, min(most)) if most else (least if rules else None),
        why=tuple(
            f"{profile.profile_id} {rule.rule_id}: at least {rule.keep_days} days"
            + (f", at most {rule.purge_days}" if rule.purge_days is not None else "")
            for profile, rule in rules
        ),
        least=least,
    )


def needed_whole(entry: Entry, today: date) -> bool:
    """Tell whether an entry stays as it is, however old it is.

    Parameters
    ----------
    entry
        Not purged yet.
    today
        The day on which is purged.

    Returns
    -------
    bool
        True if it tells nothing of a person, or names a date that is not long over.
    """
    if entry.kind not in PERSONAL:
        return True
    if entry.kind != EntryKind.OUTCOME:
        return False
    told = decode(Outcome, _values(entry))
    last = told.until or (told.appointment.date() if told.appointment else None)
    return last is not None and days_later(last, LOOK_BACK_DAYS) >= today


def remainders(entries: Iterable[Entry], *, every: Sequence[Entry]) -> list[tuple[str, Any]]:
    """Return what must still be known of entries whose term is over.

    Parameters
    ----------
    entries
        Those.
    every
        All entries of the journal that are not purged.

    Returns
    -------
    list of tuple
        Kind and payload: releases without their words, wishes never to be visited, and of
        outcomes and payments what still
        holds a case, moves it, flags its borrower or rules out an address, without notes, names of
        agents, places and, unless a promise hangs on them, amounts.
    """
    told = [entry for entry in every if entry.kind == EntryKind.OUTCOME]
    counting = {entry.seq for entry in (*in_force(told), *corrected_holds(told))}
    outcomes = [decode(Outcome, _values(entry)) for entry in told if entry.seq in counting]
    met = _last_met(outcomes)
    agreed = {one.case_id for one in outcomes if _agreement(one)}
    agreed |= {one.borrower_id for one in outcomes if _agreement(one) and one.borrower_id}
    found: list[tuple[str, Any]] = []
    for entry in entries:
        payload: Mapping[str, Any] | None = None
        if entry.seq in counting:
            payload = _of_outcome(decode(Outcome, _values(entry)), met)
        elif entry.kind == EntryKind.PAYMENT:
            payload = _of_payment(entry, agreed)
        elif entry.kind == EntryKind.APPOINTMENT:
            payload = _of_appointment(decode(Appointment, _values(entry)))
        elif entry.kind == EntryKind.RELEASE:
            payload = {**encode(decode(Release, _values(entry))), "why": NO_LONGER_KEPT}
        if payload is not None:
            found.append((entry.kind, dict(payload)))
    return found


def lasting(kind: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what must be known of something however old it is, whenever it is told.

    Parameters
    ----------
    kind, payload
        Of an entry that is not there yet.

    Returns
    -------
    dict or None
        Of an outcome whose hold only a named person ends the bare fact, as a purge leaves it; None
        of everything else.
    """
    if kind != EntryKind.OUTCOME:
        return None
    told = decode(Outcome, payload)
    fact = _of_outcome(told, {}) if held_without_end(told) else None
    return None if fact is None else dict(fact)


def _of_outcome(told: Outcome, met: Mapping[str, datetime]) -> Mapping[str, Any] | None:
    kind = told.kind
    invalid = kind.address_effect is AddressEffect.INVALID
    endless = bool(kind.hold) and kind.hold_days is None
    dated = endless and told.until is not None and hold_reason(kind.hold).grace_days is not None
    lasting = endless and (not dated or _agreement(told))
    moved = kind.next_stage not in {VISIT_STAGE, "held"}
    fruitless = kind.fruitless and told.when > met.get(
        _owner(told), datetime.min.replace(tzinfo=UTC)
    )
    if not (lasting or moved or fruitless or invalid or kind.flag):
        return None
    names = {*_OF_OUTCOMES}
    names |= {"address"} if invalid else set()
    names |= {"until", "amount"} if _agreement(told) else set()
    return {name: value for name, value in encode(told).items() if name in names}


def _of_payment(entry: Entry, agreed: set[str]) -> Mapping[str, Any] | None:
    told = decode(Payment, _values(entry))
    if told.case_id in agreed or told.borrower_id in agreed:
        whole: Mapping[str, Any] = json.loads(entry.payload or "{}")
        return whole  # whether the agreement is kept depends on its payments
    if told.settled is False:
        return None
    return {name: value for name, value in encode(told).items() if name != "amount"}


def _of_appointment(told: Appointment) -> Mapping[str, Any] | None:
    """Who asked never to be visited is not visited, however long ago that was."""
    return encode(replace(told, note="")) if told.never else None


def _agreement(told: Outcome) -> bool:
    """Tell whether the outcome holds its case for as long as money comes in."""
    return bool(told.kind.hold) and hold_reason(told.kind.hold).kept is Kept.GOES_ON


def _last_met(outcomes: Iterable[Outcome]) -> Mapping[str, datetime]:
    met: dict[str, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    for told in outcomes:
        if told.kind.met is Met.YES:
            met[_owner(told)] = max(met[_owner(told)], told.when)
    return met


def _owner(told: Outcome) -> str:
    return told.borrower_id or told.case_id


def _values(entry: Entry) -> Mapping[str, Any]:
    values: dict[str, Any] = json.loads(entry.payload or "{}")
    values.pop("nth", None)
    return values
