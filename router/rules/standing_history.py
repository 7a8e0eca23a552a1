"""All approaches to a borrower, over all cases and addresses, as the rules count them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.domain.memory import Memory
from router.domain.outcomes import Outcome
from router.domain.places import PlaceType
from router.rules.standing_people import People

__all__ = ["approaches", "history_of"]

_Stop = tuple[float, str]  # instant and agent: who visits several cases of a borrower at once


def approaches(
    memory: Memory, people: People, *, day: date, zone: tzinfo, moment: datetime | None
) -> dict[str, list[Attempt]]:
    """Collect every approach to every borrower.

    Parameters
    ----------
    memory
        What is known of earlier days.
    people
        The borrowers of today's cases.
    day
        The day that is planned: visits of today's cases in an earlier plan of that day are not
        counted, as the new plan replaces them.
    zone
        Of the doors.
    moment
        The moment of planning: planned visits of the day up to then may have been made, and count.

    Returns
    -------
    dict
        Borrower to attempts, one per case that was visited, in order of time. The outcomes of one
        planned stop have the time of the first of them: it was one visit.
    """
    found: dict[str, list[Attempt]] = {}
    stops = _stops(memory.scheduled, zone)
    began: dict[tuple[str, _Stop], datetime] = {}
    visits: list[tuple[frozenset[str], Attempt, _Stop | None]] = []
    for outcome in memory.outcomes:
        owners = people.owners(outcome.case_id, outcome.borrower_id)
        made = _made(outcome, people.case.get(outcome.case_id))
        stop = stops.get((outcome.case_id, _day(made, zone)))
        visits.append((owners, made, stop))
        if stop is not None and made.counts_attempt:
            for owner in owners:
                first = began.get((owner, stop))
                if first is None or made.when.timestamp() < first.timestamp():
                    began[owner, stop] = made.when
    for planned in memory.planned:
        if not _replaced(planned, people, day, zone, moment):
            owners = people.owners(planned.case_id, planned.borrower_id)
            visits.append((owners, planned, stops.get((planned.case_id, _day(planned, zone)))))
    for approach in memory.approaches:
        owners = people.owners(approach.case_id, approach.borrower_id)
        visits.append((owners, approach, None))
    for owners, attempt, stop in visits:
        for owner in owners:
            when = attempt.when
            if stop is not None and attempt.counts_attempt:
                when = began.get((owner, stop), when)
            found.setdefault(owner, []).append(replace(attempt, borrower_id=owner, when=when))
    for attempts in found.values():
        attempts.sort(key=lambda attempt: attempt.when.timestamp())
    return found


def history_of(case_id: str, attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """Return the history of a borrower as the rules count it for one case.

    Parameters
    ----------
    case_id
        The case.
    attempts
        All approaches to its borrower, in order of time.

    Returns
    -------
    tuple of Attempt
        One per visit, however many cases it concerned: of several at the same instant the entry of
        this case, so that it counts once for the borrower and once for this debt. Approaches by
        other channels are counted as they are written: of two calls a table may tell the date only.
    """
    visits: dict[float, list[Attempt]] = {}
    others: list[Attempt] = []
    for attempt in attempts:
        if attempt.channel is Channel.VISIT:
            visits.setdefault(attempt.when.timestamp(), []).append(attempt)
        else:
            others.append(attempt)
    counted = [one for group in visits.values() for one in _counted(case_id, group)]
    return tuple(sorted((*counted, *others), key=lambda attempt: attempt.when.timestamp()))


def _counted(case_id: str, group: Sequence[Attempt]) -> Iterator[Attempt]:
    """Yield one attempt for one visit, or two if records of the same instant disagree."""
    own = [one for one in group if one.case_id in {case_id, ""}]
    rest = [one for one in group if one.case_id not in {case_id, ""}]
    mine = max(own, key=_weight, default=None)
    other = max(rest, key=_weight, default=None)
    if mine is None or other is None:
        yield from (one for one in (mine, other) if one is not None)
    elif mine.planned and not other.planned and other.counts_attempt:
        yield replace(other, case_id=mine.case_id)  # one stop: what came of it is known
    elif not mine.counts_attempt:
        yield other
    else:
        yield mine
        if other.counts_contact and not mine.counts_contact:
            yield other


def _weight(attempt: Attempt) -> tuple[bool, bool, bool, bool]:
    return attempt.counts_attempt, not attempt.planned, attempt.counts_contact, attempt.met


def _stops(scheduled: Sequence[Attempt], zone: tzinfo) -> Mapping[tuple[str, date], _Stop]:
    """Return when each case was to be visited on each day, and by whom."""
    return {
        (one.case_id, _day(one, zone)): (one.when.timestamp(), one.agent_id)
        for one in scheduled
        if one.case_id
    }


def _day(attempt: Attempt, zone: tzinfo) -> date:
    return attempt.when.astimezone(zone).date()


def _made(outcome: Outcome, case: Case | None) -> Attempt:
    return Attempt(
        borrower_id=outcome.borrower_id,
        when=outcome.when,
        case_id=outcome.case_id,
        place_type=outcome.place_type or _place_type(outcome, case),
        code=outcome.code,
        agent_id=outcome.agent_id,
    )


def _place_type(outcome: Outcome, case: Case | None) -> PlaceType | None:
    """Return the type of the address that was visited, where it is known which one that was."""
    if case is None:
        return None
    if len(case.addresses) == 1:
        return case.addresses[0].place_type
    wanted = _plain(outcome.address)
    types = {one.place_type for one in case.addresses if _plain(one.text) == wanted}
    return types.pop() if wanted and len(types) == 1 else None


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _replaced(
    planned: Attempt, people: People, day: date, zone: tzinfo, moment: datetime | None
) -> bool:
    if _day(planned, zone) != day:
        return False
    if moment is not None and planned.when.timestamp() <= moment.timestamp():
        return False
    if planned.case_id:
        return planned.case_id in people.case
    return planned.borrower_id in people.cases
