"""From a journal to balanced figures of agents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, tzinfo
from pathlib import Path

from router.domain.figures import TeamFigures
from router.domain.hold_reasons import hold_reason
from router.domain.memory import Payment
from router.domain.outcomes import Outcome
from router.domain.profiles import PaperRule
from router.domain.times import days_later
from router.journal import EntryKind, Journal
from router.journal.figures import agent_figures
from router.rules import load_profile
from router.rules.standing_people import people_of
from router.rules.standing_promises import kept_on, payments_by_payer, payments_towards

__all__ = ["figures_of", "zone_of_doors"]


def zone_of_doors(journal: str | Path) -> str:
    """Return the time zone in which most visits of a journal were planned.

    Parameters
    ----------
    journal
        The memory of this installation. It is only read.

    Returns
    -------
    str
        IANA name; ``UTC`` if no plan says one.

    Raises
    ------
    InputError
        If there is no such journal.
    JournalError
        If it is damaged.
    """
    plans = Journal(journal, create=False).entries(EntryKind.PLAN)
    visits = (
        visit for plan in plans for visit in json.loads(plan.payload or "{}").get("visits", ())
    )
    zones = Counter(visit["zone"] for visit in visits if visit.get("zone"))
    return min(zones, key=lambda name: (-zones[name], name), default="UTC")


def figures_of(
    journal: str | Path,
    *,
    zone: tzinfo,
    first: date | None = None,
    last: date | None = None,
    today: date,
    profiles: tuple[str, ...] = (),
) -> TeamFigures:
    """Count how agents work.

    Parameters
    ----------
    journal
        The memory of this installation. It is only read.
    zone
        Of the doors.
    first, last
        Days that are counted, both included; None means no bound.
    today
        A promise whose day and grace lie before it was kept or broken.
    profiles
        If one of them asks for recordings, a record without one is not whole.

    Returns
    -------
    TeamFigures
        Agents in the order of their ids.

    Raises
    ------
    InputError
        If there is no such journal or profile, or the days are in the wrong order.
    JournalError
        If the journal is damaged.
    """
    rules = [rule for name in profiles for rule in load_profile(name).of(PaperRule)]
    memory = Journal(journal, create=False).memory(zone=zone)
    people = people_of((), memory)
    paid = payments_by_payer(memory.payments)

    def kept(promise: Outcome) -> bool | None:
        owners = people.owners(promise.case_id, promise.borrower_id)
        return _kept(promise, payments_towards(promise, owners, paid), today, zone)

    return agent_figures(
        memory,
        zone=zone,
        first=first,
        last=last,
        kept=kept,
        recording=any(rule.recording == "required" for rule in rules),
    )


def _kept(promise: Outcome, towards: Sequence[Payment], today: date, zone: tzinfo) -> bool | None:
    """Tell whether a promise was kept; None while it still can be."""
    if promise.until is None:
        return None
    grace = hold_reason(promise.kind.hold).grace_days or 0
    end = days_later(promise.until, grace)
    if promise.amount:
        kept = kept_on(promise, end, towards, zone) is not None
    else:  # without a sum, any payment in time keeps it
        kept = any(one.when.astimezone(zone).date() <= end for one in towards)
    settled = any(one.settled and one.when.astimezone(zone).date() <= end for one in towards)
    if kept or settled:
        return True
    return False if end < today else None
