"""Approaches to borrowers, made, planned elsewhere and planned here, and how to count them.

Visits to one borrower at one moment are one visit, though it was written down for three debts.
Calls and messages are counted as they are written: a table may give no more than their dates.
Windows are counted one by one, each that holds the judged visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from router.domain.channels import Attempt, Channel
from router.domain.outcomes import Met, outcome_codes
from router.domain.places import PlaceType
from router.domain.profiles import CapRule

__all__ = ["Approach", "approaches", "made_visits", "most_in_a_window", "on_the_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """One approach to one borrower.

    Parameters
    ----------
    when
        In UTC.
    channel
        How.
    case_ids
        About which debts; an empty id among them stands for every debt.
    places
        Where a visit was made, as far as that is known.
    attempt, contact
        Whether caps on attempts, and on contacts, count it.
    made
        Whether it was made; a planned visit was not yet.
    fruitless, met, other_band
        What came of a visit: nobody was met by no fault of the address; the borrower was met; the
        next attempt belongs to another part of the day.
    """

    when: datetime
    channel: Channel
    case_ids: frozenset[str]
    places: frozenset[PlaceType] = frozenset()
    attempt: bool = True
    contact: bool = True
    made: bool = False
    fruitless: bool = False
    met: bool = False
    other_band: bool = False

    def counts(self, cap: CapRule, case_id: str = "") -> bool:
        """Tell whether a cap counts it.

        Parameters
        ----------
        cap
            The cap.
        case_id
            The debt for which is counted; empty for all debts of the borrower.

        Returns
        -------
        bool
            True if it does.
        """
        kind = self.attempt if cap.counts == "attempts" else self.contact
        about = not case_id or "" in self.case_ids or case_id in self.case_ids
        return kind and about and self.channel in cap.channels


def approaches(attempts: Iterable[Attempt]) -> Mapping[str, tuple[Approach, ...]]:
    """Sort approaches by borrower and put visits of one moment together.

    Parameters
    ----------
    attempts
        In any order, one per debt or one per visit.

    Returns
    -------
    Mapping of str to tuple of Approach
        By borrower, in order of time.
    """
    visits: dict[tuple[str, datetime], list[Attempt]] = {}
    found: dict[str, list[Approach]] = {}
    for attempt in attempts:
        when = attempt.when.astimezone(UTC)
        if attempt.channel is Channel.VISIT:
            visits.setdefault((attempt.borrower_id, when), []).append(attempt)
        else:
            one = _together(attempt.channel, when, [attempt])
            found.setdefault(attempt.borrower_id, []).append(one)
    for (borrower_id, when), rows in visits.items():
        found.setdefault(borrower_id, []).append(_together(Channel.VISIT, when, rows))
    return {
        borrower_id: tuple(sorted(made, key=lambda one: one.when))
        for borrower_id, made in found.items()
    }


def _together(channel: Channel, when: datetime, rows: Sequence[Attempt]) -> Approach:
    visit = channel is Channel.VISIT
    codes = [outcome_codes()[row.code] for row in rows if row.code]
    without = [row for row in rows if not row.code]
    planned = visit and not codes and not any(row.reached for row in without)
    # Who agreed a new time, or told of being ill, was met, though those codes leave open by whom.
    met = any(row.reached for row in without) or any(
        code.met is Met.YES or (code.met is Met.EITHER and code.counts_contact) for code in codes
    )
    return Approach(
        when=when,
        channel=channel,
        case_ids=frozenset(row.case_id for row in rows),
        places=frozenset(row.place_type for row in rows if row.place_type is not None),
        attempt=bool(without) or any(code.counts_attempt for code in codes),
        contact=planned or met or any(code.counts_contact for code in codes),
        made=not planned,
        fruitless=visit and any(code.fruitless for code in codes) and not met,
        met=met,
        other_band=visit and any(code.other_band for code in codes) and not met,
    )


def made_visits(known: Iterable[Approach], before: datetime) -> tuple[Approach, ...]:
    """Return the visits that were attempted before a moment.

    Parameters
    ----------
    known
        Approaches to one borrower.
    before
        The moment.

    Returns
    -------
    tuple of Approach
        In order of time; visits that were not carried out are none.
    """
    return tuple(
        one
        for one in known
        if one.channel is Channel.VISIT and one.made and one.attempt and one.when < before
    )


def most_in_a_window(moments: Iterable[datetime], visit: datetime, length: timedelta) -> int:
    """Count the fullest of all windows of one length that hold a visit.

    Parameters
    ----------
    moments
        What is counted, zone-aware; the visit itself need not be among them.
    visit
        The judged visit.
    length
        Of the windows, elapsed time; the end of a window is not part of it.

    Returns
    -------
    int
        How many moments the fullest window holds.
    """
    times = sorted(moment.astimezone(UTC) for moment in moments)
    at = visit.astimezone(UTC)
    # A window can be moved to the right until it begins with something that is counted.
    begins = [moment for moment in {*times, at} if at - length < moment <= at]
    return max(sum(1 for moment in times if begin <= moment < begin + length) for begin in begins)


def on_the_day(moments: Iterable[datetime], visit: datetime, zone: tzinfo) -> int:
    """Count what lies on the calendar day of a visit.

    Parameters
    ----------
    moments
        What is counted, zone-aware.
    visit
        The judged visit.
    zone
        Of the door.

    Returns
    -------
    int
        How many.
    """
    day = visit.astimezone(zone).date()
    return sum(1 for moment in moments if moment.astimezone(zone).date() == day)
