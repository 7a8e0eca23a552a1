"""The best times for one sequence of visits: departure, service starts, breaks, exactly.

A gap is what lies between two services (or the start, or the end): travel, setup, breaks, wait.
A gap asks only that its length is at least travel + setup + its breaks, so time can be mirrored:
the latest departure for a finish is an earliest arrival in mirrored time, found by the same sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from router.domain.problem import Span
from router.solving.layout import Timeline, timeline
from router.solving.prepared import Prepared, Rest

__all__ = [
    "ANY_TIME",
    "NEVER",
    "Chosen",
    "best_times",
    "choose",
    "extend",
    "openings",
    "sweep",
    "time_cost",
]

NEVER = 1 << 60
ANY_TIME: tuple[Span, ...] = ((-NEVER, NEVER),)


class Chosen(NamedTuple):
    """The best departure and finish of a sequence.

    Parameters
    ----------
    cost
        Money of the route: paid time, balance, overtime, distance, fixed cost, surcharges.
    finish_s, start_s
        Return and departure.
    first, last
        Breaks before ``first`` lie before departure, those from ``last`` on after the return.
    """

    cost: float
    finish_s: int
    start_s: int
    first: int
    last: int


def time_cost(day: Prepared, shift: int, paid_s: int) -> float:
    """Return what paid time costs, overtime not counted.

    Parameters
    ----------
    day, shift
        The problem, and the position of the shift.
    paid_s
        Seconds from departure to return.

    Returns
    -------
    float
        Money, the balance price included; it never falls as the time grows.
    """
    hourly = day.problem.shifts[shift].cost_per_hour / 3600
    return paid_s * (hourly + paid_s * day.balance_price)


def extend(
    end: int, gap: int, windows: Sequence[Span], rests: Sequence[Rest]
) -> list[tuple[int, int]]:
    """Return the earliest starts after a service, with 0, 1, 2 … of the next breaks taken between.

    Parameters
    ----------
    end
        End of the service before.
    gap
        Seconds of travel and setup.
    windows
        When the next may start.
    rests
        The breaks that are still to come.

    Returns
    -------
    list of (breaks taken, start)
        Only what is possible.
    """
    found: list[tuple[int, int]] = []
    ready, clock, taken = end + gap, end, 0
    while True:
        at = ready if ready > clock else clock
        for lo, hi in windows:
            if at <= hi:
                found.append((taken, at if at > lo else lo))
                break
        if taken == len(rests):
            return found
        earliest, latest, length = rests[taken]
        begin = earliest if earliest > clock else clock
        if begin > latest:
            return found
        clock = begin + length
        ready += length
        taken += 1


def sweep(line: Timeline, rests: Sequence[Rest], labels: list[int]) -> list[list[int]]:
    """Return the earliest ends of service, for every number of breaks taken so far.

    Parameters
    ----------
    line
        The sequence.
    rests
        The breaks that count; each label set has one more entry than there are.
    labels
        ``labels[k]``: earliest departure when ``k`` of the breaks lie before it; or NEVER.

    Returns
    -------
    list of list of int
        ``ends[g][k]``: the service of position ``g`` ends, ``k`` of the breaks taken;
        ``ends[-1]`` is the finish. NEVER where it is not possible.
    """
    count = len(rests)
    ends: list[list[int]] = []
    services = line.services
    visits = len(services)
    for position, gap in enumerate(line.gaps):
        following = [NEVER] * (count + 1)
        if position < visits:
            windows, service = line.windows[position], services[position]
        else:
            windows, service = ANY_TIME, 0
        possible = False
        for taken, end in enumerate(labels):
            if end == NEVER:
                continue
            # The body of ``extend``, written out: this is where the search spends its time.
            ready, clock, after = end + gap, end, taken
            while True:
                at = ready if ready > clock else clock
                for lo, hi in windows:
                    if at <= hi:
                        done = (at if at > lo else lo) + service
                        possible = True
                        if done < following[after]:
                            following[after] = done
                        break
                if after == count:
                    break
                earliest, latest, length = rests[after]
                begin = earliest if earliest > clock else clock
                if begin > latest:
                    break
                clock = begin + length
                ready += length
                after += 1
        labels = following
        ends.append(labels)
        if not possible:
            ends += [labels] * (visits - position)
            break
    return ends


def openings(earliest: int, rests: Sequence[Rest]) -> list[int]:
    """Return the earliest departures with 0, 1, 2 … breaks taken before.

    Parameters
    ----------
    earliest
        Start of the shift.
    rests
        Its breaks.

    Returns
    -------
    list of int
        One more than there are breaks; NEVER where it is not possible.
    """
    found = [earliest]
    for first, latest, length in rests:
        begin = max(found[-1], first)
        if begin > latest:
            break
        found.append(begin + length)
    return found + [NEVER] * (len(rests) + 1 - len(found))


def best_times(day: Prepared, shift: int, sequence: Sequence[int]) -> Chosen | None:
    """Choose departure and finish of a sequence: cheapest, then earliest finish.

    For every split of the breaks into before, during and after the route, pairs of finish and
    latest departure for it are walked through in order. The walk ends at a pair without waiting:
    every later one is paid as long, and finishes later.

    Parameters
    ----------
    day
        The problem.
    shift
        Position of the shift.
    sequence
        Options, at least one.

    Returns
    -------
    Chosen or None
        None if the sequence breaks a rule whatever the times.
    """
    line = timeline(day, shift, sequence)
    return None if line is None else choose(day, shift, line)


def choose(day: Prepared, shift: int, line: Timeline) -> Chosen | None:
    """Do what ``best_times`` says, for a timeline.

    Parameters
    ----------
    day, shift
        As there.
    line
        The sequence laid out.

    Returns
    -------
    Chosen or None
        None if there are no such times.
    """
    rules = day.problem.shifts[shift]
    longest = rules.max_duration_s
    premium = rules.overtime_cost_per_hour / 3600
    mirrored = line.mirrored()
    rests = line.rests
    count = len(rests)
    work = line.work
    fixed = rules.fixed_cost + line.distance_m / 1000 * rules.cost_per_km + line.surcharge
    begins = openings(rules.earliest_s, rests)
    closes = openings(-(rules.latest_s + rules.overtime_max_s), mirrored.rests)
    best: Chosen | None = None
    for first, last in sorted(
        combinations_with_replacement(range(count + 1), 2),
        key=lambda inner: inner[1] - inner[0],
    ):
        start, closing = begins[first], -closes[count - last]
        busy = work + sum(length for _, _, length in rests[first:last])
        if best is not None and fixed + time_cost(day, shift, busy) > best.cost:
            continue
        inner, back = rests[first:last], mirrored.rests[count - last : count - first]
        unset = [NEVER] * (last - first)
        while start + busy <= closing:
            finish = sweep(line, inner, [start, *unset])[-1][-1]
            if finish > closing:
                break
            start = -sweep(mirrored, back, [-finish, *unset])[-1][-1]
            paid = finish - start
            if longest is None or paid <= longest:
                late = max(0, finish - rules.latest_s) * premium
                cost = fixed + time_cost(day, shift, paid) + late
                if best is None or (cost, finish, -start) < (
                    best.cost,
                    best.finish_s,
                    -best.start_s,
                ):
                    best = Chosen(cost, finish, start, first, last)
            if paid == busy:
                break
            start += 1
    return best
