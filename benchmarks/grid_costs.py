"""What it costs at least to be ready at a visit at a minute, with what is remembered: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

__all__ = ["NEVER", "extend"]

NEVER = 1e18


@njit(cache=True)
def extend(  # type: ignore[no-untyped-def]
    way, money, service, allowed, price, after, bits, way_out, money_out, way_home, money_home,
    rate, rest_first, rest_last, rest_min, cost, origin, ends, last,
):  # fmt: skip
    """Fill what it costs at least to be ready at a visit, and to have come home from it.

    Before the departure and after the return a break costs nothing.

    Parameters
    ----------
    way, money
        (visits, visits) minutes with the setup, and money for the way.
    service, allowed, price
        Minutes by visit; whether it may start at a minute, and money for that: (visits, minutes).
    after, bits
        The memory at a visit after another and its memory, -1 if that remembers it: (visits,
        visits, memories). How many visits each remembers.
    way_out, money_out, way_home, money_home
        From the start, and to the end, by visit.
    rate
        Money for a minute.
    rest_first, rest_last, rest_min
        When the break may begin, and its length, in minutes.
    cost, origin
        Filled, (minutes, 2, visits, memories): money, by the break taken or not; and what came
        before, ((minute * 2 + rested) * visits + visit) * memories + memory, or -1.
    ends, last
        Filled, by the last visit: money for the whole route, and the same code of it.
    """
    minutes, _, count, memories = cost.shape
    cost[:] = NEVER
    origin[:] = -1
    ends[:] = NEVER
    for row in range(count):
        sure = rate * way_out[row] + money_out[row]
        for minute in range(way_out[row], minutes):
            cost[minute, 0, row, 0] = sure
        for minute in range(rest_first + rest_min + way_out[row], minutes):
            cost[minute, 1, row, 0] = sure
        for leave in range(rest_last + 1):
            ready = max(leave + way_out[row], rest_first) + rest_min
            paid = rate * (ready - leave) + money_out[row]
            if ready < minutes and paid < cost[ready, 1, row, 0]:
                cost[ready, 1, row, 0] = paid
    least = np.empty((2, memories))
    for minute in range(minutes):
        for row in range(count):
            for rested in (1, 0):
                for memory in range(1 << bits[row]):
                    known = cost[minute, rested, row, memory]
                    if minute > 0 and cost[minute - 1, rested, row, memory] + rate < known:
                        known = cost[minute - 1, rested, row, memory] + rate
                        cost[minute, rested, row, memory] = known
                        origin[minute, rested, row, memory] = origin[
                            minute - 1, rested, row, memory
                        ]
                    # Who remembers less, or has rested, can do all that this one can.
                    least[rested, memory] = known
                    beaten = False
                    bit = 1
                    while bit < memories:
                        if memory & bit and least[rested, memory ^ bit] <= least[rested, memory]:
                            least[rested, memory] = least[rested, memory ^ bit]
                            beaten = True
                        bit *= 2
                    if rested == 0 and least[1, memory] <= least[0, memory]:
                        least[0, memory] = least[1, memory]
                        beaten = True
                    if beaten:
                        cost[minute, rested, row, memory] = NEVER
                    if beaten or known >= NEVER or not allowed[row, minute]:
                        continue
                    leave = minute + service[row]
                    if leave >= minutes:
                        continue
                    paid = known + price[row, minute]
                    code = ((minute * 2 + rested) * count + row) * memories + memory
                    home = leave + way_home[row]
                    if rested == 0 and home > rest_last and leave <= rest_last:
                        home = max(home, rest_first) + rest_min
                    elif rested == 0 and home > rest_last:
                        home = minutes
                    total = paid + rate * (home - leave) + money_home[row]
                    if home < minutes and total < ends[row]:
                        ends[row] = total
                        last[row] = code
                    for there in range(count):
                        then = after[row, there, memory]
                        if then < 0:
                            continue
                        ready = leave + way[row, there]
                        total = paid + rate * way[row, there] + money[row, there]
                        if ready < minutes and total < cost[ready, rested, there, then]:
                            cost[ready, rested, there, then] = total
                            origin[ready, rested, there, then] = code
                        if rested == 0 and leave <= rest_last:
                            ready = max(ready, rest_first) + rest_min
                            total = paid + rate * (ready - leave) + money[row, there]
                            if ready < minutes and total < cost[ready, 1, there, then]:
                                cost[ready, 1, there, then] = total
                                origin[ready, 1, there, then] = code
