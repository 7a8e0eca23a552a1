"""A plan in the making: sequences by shift, what they cost exactly, and where a visit fits best."""

from __future__ import annotations

from collections.abc import Sequence

from router.solving.prepared import Prepared
from router.solving.schedule import NEVER, Timeline, choose, openings, sweep, timeline

__all__ = ["Draft", "Insertion", "Rater", "Trip"]

Insertion = tuple[float, int]
"""Extra money, and the position in the sequence."""

Place = tuple[float, int, int, int]
"""Extra money of work and way, position, seconds of the gap before and after."""

Slot = tuple[int, int, int, int, int, int, int, int]
"""Position, rows before and after, gap, metres, buildings before and after, setup after."""

TRIES = 2  # places per trip that are rated when a search asks for a promising one
NOTHING: tuple[float, int] = (float("inf"), -1)


class Trip:
    """One sequence on one shift, with what is known about it. Never changed once made."""

    __slots__ = (
        "ahead",
        "back",
        "cost",
        "fits",
        "line",
        "sequence",
        "shift",
        "slack",
        "slots",
        "sure_fits",
    )

    def __init__(
        self,
        shift: int,
        sequence: tuple[int, ...],
        line: Timeline | None,
        cost: float,
        slack: float,
    ) -> None:
        self.shift = shift
        self.sequence = sequence
        self.line = line
        self.cost = cost
        self.slack = slack  # money of waiting and breaks, which an insertion may save at most
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
        if not sequence:
            return Trip(shift, sequence, None, 0.0, 0.0)
        line = timeline(self.day, shift, sequence)
        chosen = None if line is None else choose(self.day, shift, line)
        if line is None or chosen is None:
            return None
        work = sum(line.gaps) + sum(line.services)
        idle = chosen.finish_s - chosen.start_s - work
        slack = idle / 3600 * self.day.problem.shifts[shift].cost_per_hour
        return Trip(shift, sequence, line, chosen.cost, slack)

    def best_insertion(self, trip: Trip, visit: int, price: float, *, exact: bool) -> Insertion:
        """Return the cheapest way to insert a visit into a trip.

        Parameters
        ----------
        trip, visit
            The trip, and a visit that is not on it.
        price
            What leaving the visit out costs; only what costs less matters. Always the same for
            one visit, because answers are remembered.
        exact
            Whether every place that may be the best is rated, or the most promising two.

        Returns
        -------
        Insertion
            ``NOTHING`` (infinite cost) if it does not fit, or not at that price.
        """
        fits = trip.sure_fits if exact else trip.fits
        known = fits.get(visit)
        if known is None:
            known = fits[visit] = self._search_places(trip, visit, price, exact=exact)
        return known

    def _search_places(self, trip: Trip, visit: int, price: float, *, exact: bool) -> Insertion:
        day, shift, sequence = self.day, trip.shift, trip.sequence
        rules = day.problem.shifts[shift]
        if not day.allowed[shift][visit]:
            return NOTHING
        if rules.max_visits is not None and len(sequence) >= rules.max_visits:
            return NOTHING
        if rules.capacity is not None and (
            sum(day.load[v] for v in sequence) + day.load[visit] > rules.capacity
        ):
            return NOTHING
        # Waiting and breaks may shrink by an insertion: ``extra`` is off by the slack at most.
        slack = trip.slack if exact else 0.0
        places = self._places(trip, visit, price + slack)
        if not places:
            return NOTHING
        ahead, back = self._labels(trip)
        windows, service, rests = day.windows[visit], day.service[visit], day.rests[shift]
        bound, best, tries = price, NOTHING, TRIES
        for extra, position, arrive, leave in places:
            if extra - slack >= bound:
                break
            if not _fits(ahead[position], back[position], arrive, leave, windows, service, rests):
                continue
            new = self.trip(shift, (*sequence[:position], visit, *sequence[position:]))
            if new is None:
                continue
            if new.cost - trip.cost < bound:
                bound = new.cost - trip.cost
                best = (bound, position)
            tries -= 1
            if tries == 0 and not exact:
                break
        return best

    def _places(self, trip: Trip, visit: int, most: float) -> list[Place]:
        """List where a visit costs less than ``most`` in work and way, cheapest first."""
        day, shift = self.day, trip.shift
        rules, legs = day.problem.shifts[shift], day.legs[shift]
        hourly, per_metre = rules.cost_per_hour / 3600, rules.cost_per_km / 1000
        here, house, setup = day.location[visit], day.building[visit], day.setup[visit]
        seconds, far = legs.seconds, legs.metres
        base = day.service[visit] * hourly + (0.0 if trip.sequence else rules.fixed_cost)
        found: list[Place] = []
        for position, before, after, gap, metres, house_before, house_after, setup_after in (
            trip.slots or self._slots(trip)
        ):
            arrive = seconds[before, here] + (0 if house == house_before else setup)
            leave = seconds[here, after] + (0 if house == house_after else setup_after)
            extra = (
                base
                + (arrive + leave - gap) * hourly
                + (far[before, here] + far[here, after] - metres) * per_metre
            )
            if extra < most:
                found.append((extra, position, arrive, leave))
        found.sort()
        return found

    def _slots(self, trip: Trip) -> list[Slot]:
        """Describe the places between the visits of a trip."""
        day, sequence, legs = self.day, trip.sequence, self.day.legs[trip.shift]
        start, end = day.ends[trip.shift]
        places = [start, *(day.location[visit] for visit in sequence), end]
        houses = [-1, *(day.building[visit] for visit in sequence), -1]
        setups = [*(day.setup[visit] for visit in sequence), 0]
        if trip.line is None:  # an empty trip costs nothing yet
            trip.slots = [(0, start, end, 0, 0, -1, -1, 0)]
        else:
            trip.slots = [
                (
                    position,
                    places[position],
                    places[position + 1],
                    gap,
                    legs.metres[places[position], places[position + 1]],
                    houses[position],
                    houses[position + 1],
                    setups[position],
                )
                for position, gap in enumerate(trip.line.gaps)
            ]
        return trip.slots

    def _labels(self, trip: Trip) -> tuple[list[list[int]], list[list[int]]]:
        """Earliest ends before, and latest starts after, each place of a trip, by breaks taken."""
        if trip.ahead is None or trip.back is None:
            rules, rests = self.day.problem.shifts[trip.shift], self.day.rests[trip.shift]
            closing = rules.latest_s + rules.overtime_max_s
            line = trip.line or Timeline([0], [], [], [], rests, 0)
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


class Draft:
    """Trips by shift; visits that are on none are absent.

    Parameters
    ----------
    rater
        Rates what is tried.
    prices
        What leaving out each visit costs, mandatory ones dearer than everything else together.
    """

    def __init__(self, rater: Rater, prices: Sequence[float]) -> None:
        self.rater = rater
        self.prices = prices
        day = rater.day
        self.trips: list[Trip] = []
        for shift in range(len(day.problem.shifts)):
            empty = rater.trip(shift, ())
            assert empty is not None
            self.trips.append(empty)
        self.shift_of = [-1] * len(day.visit_of)
        self.cost = sum(prices)
        self.groups: set[int] = set()

    def copy(self) -> Draft:
        """Return an independent draft with the same trips."""
        twin = Draft.__new__(Draft)
        twin.rater, twin.prices = self.rater, self.prices
        twin.trips, twin.shift_of = self.trips.copy(), self.shift_of.copy()
        twin.groups = self.groups.copy()
        # Summed anew, so that rounding does not pile up over thousands of changes.
        absent = sum(p for p, at in zip(self.prices, self.shift_of, strict=True) if at < 0)
        twin.cost = sum(trip.cost for trip in self.trips) + absent
        return twin

    @property
    def sequences(self) -> dict[int, tuple[int, ...]]:
        """The sequences by shift, empty ones left out."""
        return {trip.shift: trip.sequence for trip in self.trips if trip.sequence}

    @property
    def planned(self) -> list[int]:
        """The visits on trips, in order of shifts."""
        return [visit for trip in self.trips for visit in trip.sequence]

    def free(self, visit: int) -> bool:
        """Tell whether a visit is absent, and nobody of its group is planned."""
        key = self.rater.day.exclusive[visit]
        return self.shift_of[visit] < 0 and key not in self.groups

    def put(self, trip: Trip) -> None:
        """Replace the trip of a shift; what was on it and is not any more becomes absent."""
        key = self.rater.day.exclusive
        old = self.trips[trip.shift]
        for visit in old.sequence:
            self.shift_of[visit] = -1
            self.cost += self.prices[visit]
            self.groups.discard(key[visit])
        for visit in trip.sequence:
            self.shift_of[visit] = trip.shift
            self.cost -= self.prices[visit]
            if key[visit] >= 0:
                self.groups.add(key[visit])
        self.cost += trip.cost - old.cost
        self.trips[trip.shift] = trip

    def insert(self, visit: int, shift: int, position: int) -> None:
        """Insert a visit where ``best_insertion`` said."""
        sequence = self.trips[shift].sequence
        trip = self.rater.trip(shift, (*sequence[:position], visit, *sequence[position:]))
        assert trip is not None
        self.put(trip)

    def remove(self, shift: int, gone: set[int]) -> None:
        """Take visits off a trip; if what remains breaks a rule, take off everything."""
        rest = tuple(visit for visit in self.trips[shift].sequence if visit not in gone)
        trip = self.rater.trip(shift, rest) or self.rater.trip(shift, ())
        assert trip is not None
        self.put(trip)
