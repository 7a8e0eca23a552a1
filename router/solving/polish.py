"""The last touch, rated exactly: what fits and pays goes in, what costs too much comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from router.solving.draft import Draft
from router.solving.near import Neighbourhood
from router.solving.rating import EPSILON, Trip

__all__ = ["EPSILON", "complete", "follow", "polish"]


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
        improved |= _choose_options(draft, expired)
        improved |= complete(draft, expired)
        improved |= _exchange(draft, expired)


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
    day = draft.rater.day
    by_visit = [[o for o in options if day.plannable[o]] for options in day.options_of]
    # Options come cheapest first: the first tells what the visit is worth at best.
    order = sorted(
        (visit for visit, options in enumerate(by_visit) if options),
        key=lambda visit: (-day.gain[by_visit[visit][0]], visit),
    )
    inserted, again = False, True
    while again and not expired():
        again = False
        for visit in order:
            free = [option for option in by_visit[visit] if draft.free(option)]
            if not free:
                continue
            if expired():
                return inserted
            best, best_place = -EPSILON, (-1, -1, -1)
            for option in free:
                shifts = _distinct(draft) if near is None else near.shifts(draft, option)
                for shift in shifts:
                    extra, position = draft.best_insertion(option, shift, exact=near is None)
                    if extra - day.gain[option] < best:
                        best, best_place = extra - day.gain[option], (option, shift, position)
            if best_place[0] >= 0:
                draft.insert(*best_place)
                inserted = again = True
    return inserted


def follow(draft: Draft, sequences: Mapping[int, Sequence[int]]) -> None:
    """Put sequences on an empty draft; what breaks a rule, or comes twice, is left out.

    Parameters
    ----------
    draft
        Changed in place.
    sequences
        Options by shift.
    """
    for shift, sequence in sorted(sequences.items()):
        whole = tuple(sequence)
        trip = draft.rater.trip(shift, whole)
        if trip is not None and _welcome(draft, trip):
            draft.put(trip)
            continue
        for option in whole:
            if draft.free(option):
                trip = draft.rater.trip(shift, (*draft.trips[shift].sequence, option))
                if trip is not None and _welcome(draft, trip):
                    draft.put(trip)


def _welcome(draft: Draft, trip: Trip) -> bool:
    """Tell whether a trip goes with the trips of all other shifts."""
    holder, key = draft.holder, draft.rater.day.exclusive
    mine = (-1, trip.shift)
    return all(
        draft.shift_of[option] in mine
        and (key[option] not in holder or draft.shift_of[holder[key[option]]] in mine)
        and draft.may_join(option, trip.shift)
        for option in trip.sequence
    )


def _distinct(draft: Draft) -> list[int]:
    """Every shift that is used, and one empty shift of each kind."""
    found: list[int] = []
    kinds = set()
    for trip in draft.trips:
        if not draft.rater.day.usable[trip.shift]:
            continue
        if not trip.sequence:
            kind = draft.rater.day.kind[trip.shift]
            if kind in kinds:
                continue
            kinds.add(kind)
        found.append(trip.shift)
    return found


def _drop(draft: Draft) -> bool:
    """Take off every visit, and every route, that costs more than it is worth."""
    dropped = False
    for shift in range(len(draft.trips)):
        again = True
        while again and draft.trips[shift].sequence:
            again = False
            trip = draft.trips[shift]
            for gone in (*({option} for option in trip.sequence), set(trip.sequence)):
                rest = draft.without(shift, gone)
                if rest.net < trip.net - EPSILON:
                    draft.put(rest)
                    dropped = again = True
                    break
    return dropped


def _choose_options(draft: Draft, expired: Callable[[], bool]) -> bool:
    """Make visits at other times of theirs, at the same places."""
    improved = False
    for trip in draft.trips.copy():
        if expired():
            break
        better = draft.rater.with_best_options(trip)
        if better is not trip:
            draft.put(better)
            improved = True
    return improved


def _exchange(draft: Draft, expired: Callable[[], bool]) -> bool:
    """Serve another of the options that exclude each other where that is better."""
    day = draft.rater.day
    locked = {visit for visits in day.locked for visit in visits}
    exchanged = False
    for option, key in enumerate(day.exclusive):
        mate = draft.holder.get(key, option)
        if mate == option or not day.plannable[option] or day.visit_of[mate] in locked:
            continue
        if expired():
            break
        exchanged |= _exchanged(draft, option, mate, _distinct(draft))
    return exchanged


def _exchanged(draft: Draft, option: int, mate: int, shifts: Iterable[int]) -> bool:
    """Take one option off and insert the other, if that is better."""
    day, rater = draft.rater.day, draft.rater
    home = draft.shift_of[mate]
    rest = draft.without(home, {mate})
    best = -EPSILON
    best_trip: Trip | None = None
    for shift in shifts:
        if not draft.may_join(option, shift):
            continue
        base = rest if shift == home else draft.trips[shift]
        extra, position = rater.best_insertion(base, option, exact=True)
        change = extra - day.gain[option] + rest.net - draft.trips[home].net
        if change < best:
            sequence = base.sequence
            best = change
            best_trip = rater.trip(shift, (*sequence[:position], option, *sequence[position:]))
    if best_trip is None:
        return False
    draft.put(rest)
    draft.put(best_trip)
    return True
