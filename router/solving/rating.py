"""What a sequence costs, exactly, and where an option fits best into it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from router.solving.layout import Timeline, timeline
from router.solving.prepared import Prepared
from router.solving.schedule import (
    NEVER,
    Chosen,
    choose,
    openings,
    sweep,
    time_cost,
)

__all__ = ["EPSILON", "NOTHING", "Insertion", "Rater", "Trip"]

Insertion = tuple[float, int]
"""Extra money, and the position in the sequence."""

Place = tuple[float, int, int, int]
"""Extra money of work and way, position, seconds of the gap before and after."""

Slot = tuple[int, int, int, int, int, int, int, int]
"""Position, rows before and after, gap, metres, buildings before and after, setup after."""

TRIES = 2  # places per trip that are rated when a search asks for a promising one
NOTHING: Insertion = (float("inf"), -1)
EPSILON = 1e-7  # money; less is rounding


class Trip:
    """One sequence on one shift, with what is known about it. Never changed once made."""

    __slots__ = (
        "ahead",
        "back",
        "cost",
        "fits",
        "line",
        "net",
        "sequence",
        "shift",
        "slack",
        "slots",
        "sure_fits",
        "times",
    )

    def __init__(
        self,
        shift: int,
        sequence: tuple[int, ...],
        line: Timeline | None = None,
        times: Chosen | None = None,
        *,
        gain: float = 0.0,
        slack: float = 0.0,
    ) -> None:
        self.shift = shift
        self.sequence = sequence
        self.line = line  # None for an empty sequence, as are its times
        self.times = times
        self.cost = 0.0 if times is None else times.cost
        self.net = self.cost - gain  # what a plan costs more because of it: good ones are negative
        self.slack = slack  # money of waiting, breaks and overtime: an insertion may save that much
        self.fits: dict[int, Insertion] = {}
        self.sure_fits: dict[int, Insertion] = {}
        self.slots: list[Slot] | None = None
        self.ahead: list[list[int]] | None = None
        self.back: list[list[int]] | None = None


class Rater:
    """Rates sequences and insertions exactly, and remembers.

    Parameters
    ----------
    day
        The problem.
    """

    REMEMBERED = 30_000  # trips; about 200 MB at most

    def __init__(self, day: Prepared) -> None:
        self.day = day
        self._trips: dict[tuple[int, tuple[int, ...]], Trip | None] = {}

    def trip(self, shift: int, sequence: tuple[int, ...]) -> Trip | None:
        """Return the sequence with its least cost; None if it breaks a rule whatever the times."""
        key = (shift, sequence)
        if key in self._trips:
            return self._trips[key]
        if len(self._trips) >= self.REMEMBERED:
            self._trips.clear()
        trip = self._trips[key] = self._rate(shift, sequence)
        return trip

    def _rate(self, shift: int, sequence: tuple[int, ...]) -> Trip | None:
        day = self.day
        if not sequence:
            return None if day.locked[shift] else Trip(shift, sequence)
        line = timeline(day, shift, sequence)
        chosen = None if line is None else choose(day, shift, line)
        if line is None or chosen is None:
            return None
        rules = day.problem.shifts[shift]
        sure = rules.fixed_cost + line.distance_m / 1000 * rules.cost_per_km + line.surcharge
        slack = chosen.cost - sure - time_cost(day, shift, line.work)
        gain = sum(day.gain[option] for option in sequence)
        return Trip(shift, sequence, line, chosen, gain=gain, slack=slack)

    def with_best_options(self, trip: Trip) -> Trip:
        """Make the visits of a trip in others of their options, if that is better.

        Parameters
        ----------
        trip
            Its visits and their order are kept.

        Returns
        -------
        Trip
            No change of one visit, or of two of those with options that follow each other, makes
            it cheaper.
        """
        day = self.day
        several = [
            place
            for place, option in enumerate(trip.sequence)
            if len(day.options_of[day.visit_of[option]]) > 1
        ]
        improved = True
        while improved:
            improved = False
            for places in (*((place,) for place in several), *pairwise(several)):
                choices = [day.options_of[day.visit_of[trip.sequence[place]]] for place in places]
                for options in product(*choices):
                    sequence = list(trip.sequence)
                    for place, option in zip(places, options, strict=True):
                        sequence[place] = option
                    other = self.trip(trip.shift, tuple(sequence))
                    if other is not None and other.net < trip.net - EPSILON:
                        trip, improved = other, True
        return trip

    def best_insertion(self, trip: Trip, option: int, *, exact: bool) -> Insertion:
        """Return the cheapest way to insert an option into a trip.

        Parameters
        ----------
        trip, option
            The trip, and an option whose visit is not on it.
        exact
            Whether every place that may be the best is rated, or the most promising two.

        Returns
        -------
        Insertion
            ``NOTHING`` (infinite cost) if it does not fit, or costs more than it gains.
        """
        fits = trip.sure_fits if exact else trip.fits
        known = fits.get(option)
        if known is None:
            known = fits[option] = self._search_places(trip, option, exact=exact)
        return known

    def _search_places(self, trip: Trip, option: int, *, exact: bool) -> Insertion:
        day, shift, sequence = self.day, trip.shift, trip.sequence
        rules = day.problem.shifts[shift]
        if not day.allowed[shift][option]:
            return NOTHING
        if rules.max_visits is not None and len(sequence) >= rules.max_visits:
            return NOTHING
        if rules.capacity is not None and (
            sum(day.load[o] for o in sequence) + day.load[option] > rules.capacity
        ):
            return NOTHING
        # Waiting and breaks may shrink by an insertion: ``extra`` is off by the slack at most.
        slack = trip.slack if exact else 0.0
        bound = day.gain[option]
        places = self._places(trip, option, bound + slack)
        if not places:
            return NOTHING
        ahead, back = self._labels(trip)
        windows, service, rests = day.windows[option], day.service[option], day.rests[shift]
        best, tries = NOTHING, TRIES
        for extra, position, arrive, leave in places:
            if extra - slack >= bound:
                break
            if not _fits(ahead[position], back[position], arrive, leave, windows, service, rests):
                continue
            new = self.trip(shift, (*sequence[:position], option, *sequence[position:]))
            if new is None:
                continue
            if new.cost - trip.cost < bound:
                bound = new.cost - trip.cost
                best = (bound, position)
            tries -= 1
            if tries == 0 and not exact:
                break
        return best

    def _places(self, trip: Trip, option: int, most: float) -> list[Place]:
        """List where an option costs less than ``most`` in work and way, cheapest first."""
        day, shift = self.day, trip.shift
        rules, legs = day.problem.shifts[shift], day.legs[shift]
        per_metre = rules.cost_per_km / 1000
        here, house, setup = day.location[option], day.building[option], day.setup[option]
        seconds, metres = legs.seconds, legs.metres
        base = day.surcharge[shift][option] + (0.0 if trip.sequence else rules.fixed_cost)
        work = 0 if trip.line is None else trip.line.work
        # The square of paid time grows by (2 work + more) more.
        hourly = rules.cost_per_hour / 3600 + 2 * work * day.balance_price
        found: list[Place] = []
        for position, before, after, gap, way, house_before, house_after, setup_after in (
            trip.slots or self._slots(trip)
        ):
            arrive = seconds[before, here] + (0 if house == house_before else setup)
            leave = seconds[here, after] + (0 if house == house_after else setup_after)
            more = arrive + day.service[option] + leave - gap
            extra = (
                base
                + more * (hourly + more * day.balance_price)
                + (metres[before, here] + metres[here, after] - way) * per_metre
            )
            if extra < most:
                found.append((extra, position, arrive, leave))
        found.sort()
        return found

    def _slots(self, trip: Trip) -> list[Slot]:
        """Describe the places between the visits of a trip, those behind its locked beginning."""
        day, sequence, legs = self.day, trip.sequence, self.day.legs[trip.shift]
        start, end = day.ends[trip.shift]
        places = [start, *(day.location[option] for option in sequence), end]
        houses = [-1, *(day.building[option] for option in sequence), -1]
        setups = [*(day.setup[option] for option in sequence), 0]
        if trip.line is None:  # an empty trip costs nothing yet
            trip.slots = [(0, start, end, 0, 0, -1, -1, 0)]
        else:
            trip.slots = [
                (
                    position,
                    places[position],
                    places[position + 1],
                    trip.line.gaps[position],
                    legs.metres[places[position], places[position + 1]],
                    houses[position],
                    houses[position + 1],
                    setups[position],
                )
                for position in range(len(day.locked[trip.shift]), len(sequence) + 1)
            ]
        return trip.slots

    def _labels(self, trip: Trip) -> tuple[list[list[int]], list[list[int]]]:
        """Earliest ends before, and latest starts after, each place of a trip, by breaks taken."""
        if trip.ahead is None or trip.back is None:
            rules, rests = self.day.problem.shifts[trip.shift], self.day.rests[trip.shift]
            closing = rules.latest_s + rules.overtime_max_s
            line = trip.line or Timeline([0], [], [], [], rests, 0, 0.0)
            mirrored = line.mirrored()
            opens = openings(rules.earliest_s, rests)
            closes = openings(-closing, mirrored.rests)
            trip.ahead = [opens, *sweep(line, rests, opens)[:-1]]
            trip.back = [
                [-label for label in reversed(labels)]
                for labels in reversed([closes, *sweep(mirrored, mirrored.rests, closes)[:-1]])
            ]
        return trip.ahead, trip.back


def _fits(
    ahead: Sequence[int],
    back: Sequence[int],
    arrive: int,
    leave: int,
    windows: Sequence[tuple[int, int]],
    service: int,
    rests: Sequence[tuple[int, int, int]],
) -> bool:
    """Tell whether a visit fits between two services, with the breaks anywhere around it."""
    count = len(rests)
    for taken, end in enumerate(ahead):
        if end == NEVER:
            continue
        ready, clock, used = end + arrive, end, taken
        while True:
            at = ready if ready > clock else clock
            for lo, hi in windows:
                if at <= hi:
                    done = (at if at > lo else lo) + service
                    ready_2, clock_2, used_2 = done + leave, done, used
                    while True:
                        if (ready_2 if ready_2 > clock_2 else clock_2) <= back[used_2]:
                            return True
                        if used_2 == count:
                            break
                        earliest, latest, length = rests[used_2]
                        begin = earliest if earliest > clock_2 else clock_2
                        if begin > latest:
                            break
                        clock_2 = begin + length
                        ready_2 += length
                        used_2 += 1
                    break
            if used == count:
                break
            earliest, latest, length = rests[used]
            begin = earliest if earliest > clock else clock
            if begin > latest:
                break
            clock = begin + length
            ready += length
            used += 1
    return False
