"""A plan in the making: trips by shift, what they cost exactly, and who may still join them."""

from __future__ import annotations

from router.solving.locks import first_trips
from router.solving.rating import NOTHING, Insertion, Rater, Trip

__all__ = ["Draft", "Rater", "Trip"]


class Draft:
    """Trips by shift; options that are on none are absent.

    It begins with nothing but the locked beginnings of routes, which stay for good.

    Parameters
    ----------
    rater
        Rates what is tried.

    Attributes
    ----------
    trips : list of Trip
        By shift.
    first : list of Trip
        What every shift does if nothing is planned but what is locked.
    shift_of : list of int
        By option; -1 if it is absent.
    cost : float
        Money, mandatory visits left out dearer than everything else together.
    holder : dict of int to int
        The option that is served, by exclusive key.

    Raises
    ------
    SearchError
        If the locked beginning of a route cannot be kept.
    """

    def __init__(self, rater: Rater) -> None:
        day = rater.day
        self.rater = rater
        self.first = first_trips(rater)
        self.trips = [Trip(shift, ()) for shift in range(len(day.problem.shifts))]
        self.shift_of = [-1] * len(day.visit_of)
        self.cost = day.nothing
        self.holder: dict[int, int] = {}
        for trip in self.first:
            self.put(trip)

    def copy(self) -> Draft:
        """Return an independent draft with the same trips."""
        twin = Draft.__new__(Draft)
        twin.rater, twin.first = self.rater, self.first
        twin.trips, twin.shift_of = self.trips.copy(), self.shift_of.copy()
        twin.holder = self.holder.copy()
        # Summed anew, so that rounding does not pile up over thousands of changes.
        twin.cost = self.rater.day.nothing + sum(trip.net for trip in self.trips)
        return twin

    @property
    def sequences(self) -> dict[int, tuple[int, ...]]:
        """The sequences by shift, empty ones left out."""
        return {trip.shift: trip.sequence for trip in self.trips if trip.sequence}

    @property
    def planned(self) -> list[int]:
        """The options on trips, in order of shifts."""
        return [option for trip in self.trips for option in trip.sequence]

    def free(self, option: int) -> bool:
        """Tell whether an option is absent, and so is all that excludes it."""
        return self.shift_of[option] < 0 and self.rater.day.exclusive[option] not in self.holder

    def may_join(self, option: int, shift: int) -> bool:
        """Tell whether whoever must go with an option is on this shift, or nowhere."""
        day = self.rater.day
        visit = day.visit_of[option]
        return all(
            self.shift_of[other] in (-1, shift)
            for order, _ in day.ranks[visit]
            for mate in day.orders[order]
            if mate != visit
            for other in day.options_of[mate]
        )

    def best_insertion(self, option: int, shift: int, *, exact: bool) -> Insertion:
        """Return the cheapest way to insert an option into the trip of a shift.

        Parameters
        ----------
        option
            It is free.
        shift
            Position of the shift.
        exact
            Whether every place that may be the best is rated, or the most promising two.

        Returns
        -------
        Insertion
            Infinite cost if it does not fit, or costs more than it gains.
        """
        if self.rater.day.orders and not self.may_join(option, shift):
            return NOTHING
        return self.rater.best_insertion(self.trips[shift], option, exact=exact)

    def put(self, trip: Trip) -> None:
        """Replace the trip of a shift; what was on it and is not any more becomes absent."""
        key = self.rater.day.exclusive
        old = self.trips[trip.shift]
        for option in old.sequence:
            self.shift_of[option] = -1
            self.holder.pop(key[option], None)
        for option in trip.sequence:
            self.shift_of[option] = trip.shift
            if key[option] >= 0:
                self.holder[key[option]] = option
        self.cost += trip.net - old.net
        self.trips[trip.shift] = trip

    def insert(self, option: int, shift: int, position: int) -> None:
        """Insert an option where ``best_insertion`` said."""
        sequence = self.trips[shift].sequence
        trip = self.rater.trip(shift, (*sequence[:position], option, *sequence[position:]))
        assert trip is not None
        self.put(trip)

    def without(self, shift: int, gone: set[int]) -> Trip:
        """Return the trip of a shift without some options, its locked beginning kept.

        Parameters
        ----------
        shift
            Position of the shift.
        gone
            Options.

        Returns
        -------
        Trip
            If what remains breaks a rule, only the locked beginning.
        """
        sequence, locked = self.trips[shift].sequence, len(self.rater.day.locked[shift])
        rest = tuple(o for o in sequence[locked:] if o not in gone)
        return self.rater.trip(shift, sequence[:locked] + rest) or self.first[shift]

    def remove(self, shift: int, gone: set[int]) -> None:
        """Take options off a trip, see ``without``."""
        self.put(self.without(shift, gone))
