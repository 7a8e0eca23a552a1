"""The last touch, rated exactly: what fits and pays goes in, what costs too much comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from router.solving.draft import Draft, Trip
from router.solving.near import Neighbourhood

__all__ = ["complete", "follow", "polish"]

EPSILON = 1e-7  # money; less is rounding


def polish(draft: Draft, expired: Callable[[], bool]) -> None:
    """Insert what pays, drop what costs more than it is worth, until nothing improves.

    Parameters
    ----------
    draft
        Changed in place; it never gets dearer.
    expired
        Tells that there is no time left.
    """
    improved = True
    while improved and not expired():
        improved = _drop(draft)
        improved |= complete(draft, expired)
        improved |= _exchange_in_group(draft, expired)


def complete(
    draft: Draft, expired: Callable[[], bool], *, near: Neighbourhood | None = None
) -> bool:
    """Insert absent visits, dearest first, until no more fits and pays.

    Parameters
    ----------
    draft
        Changed in place.
    expired
        Tells that there is no time left.
    near
        If given, only shifts near a visit are tried, and only at the most promising places.

    Returns
    -------
    bool
        Whether a visit was inserted.
    """
    day, prices, rater = draft.rater.day, draft.prices, draft.rater
    order = sorted(
        (visit for visit, possible in enumerate(day.plannable) if possible),
        key=lambda visit: (-prices[visit], visit),
    )
    inserted, again = False, True
    while again and not expired():
        again = False
        for visit in order:
            if not draft.free(visit):
                continue
            if expired():
                return inserted
            best, best_shift, best_position = prices[visit] - EPSILON, -1, -1
            trips = (
                _distinct(draft)
                if near is None
                else [draft.trips[shift] for shift in near.shifts(draft, visit)]
            )
            for trip in trips:
                extra, position = rater.best_insertion(
                    trip, visit, prices[visit], exact=near is None
                )
                if extra < best:
                    best, best_shift, best_position = extra, trip.shift, position
            if best_shift >= 0:
                draft.insert(visit, best_shift, best_position)
                inserted = again = True
    return inserted


def follow(draft: Draft, sequences: Mapping[int, Sequence[int]]) -> None:
    """Put sequences on an empty draft; visits that break a rule, or come twice, are left out.

    Parameters
    ----------
    draft
        Changed in place.
    sequences
        Visits by shift.
    """
    for shift, sequence in sorted(sequences.items()):
        whole = tuple(sequence)
        if all(draft.free(visit) for visit in whole) and _fit_together(draft, whole):
            trip = draft.rater.trip(shift, whole)
            if trip is not None:
                draft.put(trip)
                continue
        for visit in whole:
            if draft.free(visit):
                trip = draft.rater.trip(shift, (*draft.trips[shift].sequence, visit))
                if trip is not None:
                    draft.put(trip)


def _fit_together(draft: Draft, visits: Sequence[int]) -> bool:
    key = draft.rater.day.exclusive
    groups = [key[visit] for visit in visits if key[visit] >= 0]
    return len(set(visits)) == len(visits) and len(set(groups)) == len(groups)


def _distinct(draft: Draft) -> list[Trip]:
    """Every trip that is used, and one empty trip of each kind of shift."""
    found: list[Trip] = []
    kinds = set()
    for trip in draft.trips:
        if not draft.rater.day.usable[trip.shift]:
            continue
        if not trip.sequence:
            kind = draft.rater.day.kind[trip.shift]
            if kind in kinds:
                continue
            kinds.add(kind)
        found.append(trip)
    return found


def _drop(draft: Draft) -> bool:
    """Take off every visit, and every route, that costs more than it is worth."""
    dropped = False
    for shift in range(len(draft.trips)):
        again = True
        while again and draft.trips[shift].sequence:
            again = False
            trip = draft.trips[shift]
            for gone in (*({visit} for visit in trip.sequence), set(trip.sequence)):
                rest = draft.rater.trip(shift, tuple(v for v in trip.sequence if v not in gone))
                lost = sum(draft.prices[visit] for visit in gone)
                if rest is not None and rest.cost + lost < trip.cost - EPSILON:
                    draft.put(rest)
                    dropped = again = True
                    break
    return dropped


def _exchange_in_group(draft: Draft, expired: Callable[[], bool]) -> bool:
    """Serve another visit of a group where that is better."""
    day, prices, rater = draft.rater.day, draft.prices, draft.rater
    exchanged = False
    for visit, group in enumerate(day.exclusive):
        if group < 0 or not day.plannable[visit] or draft.shift_of[visit] >= 0 or expired():
            continue
        mate = next((v for v in draft.planned if day.exclusive[v] == group), None)
        if mate is None:
            continue
        home = draft.shift_of[mate]
        rest = rater.trip(home, tuple(v for v in draft.trips[home].sequence if v != mate))
        if rest is None:
            continue
        saved = draft.trips[home].cost - rest.cost - prices[mate]  # of taking the mate off
        best, best_shift, best_position = prices[visit] + saved - EPSILON, -1, -1
        for trip in _distinct(draft):
            base = rest if trip.shift == home else trip
            extra, position = rater.best_insertion(base, visit, prices[visit], exact=True)
            if extra < best:
                best, best_shift, best_position = extra, trip.shift, position
        if best_shift >= 0:
            draft.put(rest)
            draft.insert(visit, best_shift, best_position)
            exchanged = True
    return exchanged
