"""The best times for a given order of visits, exactly: departure, starts, breaks, return.

A later departure may cost less: it swallows a wait. A later start may cost less, too: the visit is
then worth more. So the beginnings of a route are kept as *prospects*. If the departure is at any
time d up to the prospect's ``last_s``, what it covers is over at ``max(soon_s, d + work_s)``:
later than ``soon_s`` only if it is work all the way from the departure. Travel, setups, services,
breaks and the spans of starts turn one prospect into others of this form::

    over at |              /
            |             /    d + work_s
     soon_s |____________/
            +------------|---- d
                      last_s

Of those that have done the same visits and as many breaks, one that is over no later with no more
work, may depart as late and has cost as little makes the other needless. What is left at the return
is priced with the latest departure that does not delay it.

With many bands of value there are many prospects. So a narrow search, which goes on with the most
promising of them only, comes first: what it finds is a time that works, and no prospect that must
become dearer is followed in the exact search.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from router.checking.costs import time_cost
from router.checking.earliest import departures
from router.checking.itinerary import FOREVER, Itinerary, Task
from router.checking.latest import latest_returns
from router.domain.problem import Shift, ShiftBreak

__all__ = ["Times", "best_times"]


@dataclass(frozen=True, slots=True)
class Times:
    """When a route departs and returns.

    Parameters
    ----------
    start_s, end_s
        Seconds after the problem's origin.
    cost
        Paid time, overtime premium, balance, and the prices of the starts, in money.
    """

    start_s: int
    end_s: int
    cost: float


class _Prospect(NamedTuple):
    """A beginning of a route, see the drawing above; ``price`` is that of its starts."""

    soon_s: int
    work_s: int
    last_s: int
    price: float


_Prospects = list[list[_Prospect]]  # per number of breaks taken

NARROW = 12  # prospects per number of breaks that the narrow search goes on with
ROUNDING = 1e-6  # money: sums of prices in another order differ by less


def best_times(shift: Shift, itinerary: Itinerary) -> Times | None:
    """Find the cheapest times of an itinerary.

    Parameters
    ----------
    shift
        Its bounds, breaks, duration limit and costs count; its other limits do not.
    itinerary
        At least one visit.

    Returns
    -------
    Times or None
        The cheapest, of equals the one that returns first; None if no departure works.

    Notes
    -----
    Exact in whole seconds for any number of windows, legal spans, breaks, bands of value and
    promised times.
    """
    ahead = _Ahead(shift, itinerary)
    narrow, whole = _searched(shift, itinerary, ahead, narrow=True, most=math.inf)
    if whole:
        return narrow
    most = math.inf if narrow is None else narrow.cost + ROUNDING
    return _searched(shift, itinerary, ahead, narrow=False, most=most)[0]


class _Ahead:
    """What every prospect still has to pay, at least, and until when each service must be over."""

    def __init__(self, shift: Shift, itinerary: Itinerary) -> None:
        self.shift, self.balance = shift, itinerary.balance_price
        latest = max((last for last in latest_returns(shift) if last is not None), default=0)
        work_s, price = itinerary.return_s, 0.0
        self.work_s: list[int] = []
        self.price: list[float] = []
        self.over_s: list[int] = []
        for task in reversed(itinerary.tasks):
            self.work_s.append(work_s)
            self.price.append(price)
            self.over_s.append(latest - work_s)
            in_time = [
                one
                for (opens, _), one in zip(task.starts, task.prices, strict=True)
                if opens + task.service_s <= latest - work_s
            ]
            work_s += task.work_s + task.service_s
            price += min(in_time, default=0.0)
        for each in (self.work_s, self.price, self.over_s):
            each.reverse()

    def least(self, one: _Prospect, number: int) -> float:
        """Return the least that a prospect can cost in the end, after a task was done."""
        rest_s = self.work_s[number]
        end = one.soon_s + rest_s
        start = min(end - one.work_s - rest_s, one.last_s)
        return time_cost(self.shift, self.balance, start, end) + one.price + self.price[number]


def _searched(
    shift: Shift, itinerary: Itinerary, ahead: _Ahead, *, narrow: bool, most: float
) -> tuple[Times | None, bool]:
    """Return the best times that cost no more than ``most``, and whether nothing was cut off."""
    whole = True
    prospects: _Prospects = [[] for _ in range(len(shift.breaks) + 1)]
    for taken, free in departures(shift):
        prospects[taken].append(_Prospect(free, 0, FOREVER, 0.0))
    for number, task in enumerate(itinerary.tasks):
        prospects = _serve(
            _pass_leg(prospects, task.work_s, shift.breaks), task, ahead.over_s[number]
        )
        for taken, several in enumerate(prospects):
            if narrow and len(several) > NARROW:
                whole = False
                several.sort(key=lambda one: ahead.least(one, number))
                del several[NARROW:]
            elif most < math.inf:
                prospects[taken] = [one for one in several if ahead.least(one, number) <= most]
    returned = _pass_leg(prospects, itinerary.return_s, shift.breaks)
    longest = FOREVER if shift.max_duration_s is None else shift.max_duration_s
    best: Times | None = None
    for last, several in zip(latest_returns(shift), returned, strict=True):
        for one in several:
            start, end = min(one.last_s, one.soon_s - one.work_s), one.soon_s
            if last is None or end > last or end - start > longest:
                continue
            cost = time_cost(shift, itinerary.balance_price, start, end) + one.price
            if best is None or (cost, end) < (best.cost, best.end_s):
                best = Times(start, end, cost)
    return best, whole


def _pass_leg(prospects: _Prospects, work_s: int, breaks: Sequence[ShiftBreak]) -> _Prospects:
    """Do some work, pausing it for any number of the breaks that are still due."""
    found: _Prospects = [[] for _ in prospects]
    for taken, several in enumerate(prospects):
        for one in several:
            work, last, free = one.work_s + work_s, one.last_s, one.soon_s
            found[taken].append(_Prospect(one.soon_s + work_s, work, last, one.price))
            rested = 0
            for index in range(taken, len(breaks)):
                rest = breaks[index]
                if free > rest.latest_s:
                    break
                last = min(last, rest.latest_s - one.work_s - rested)
                free = max(free, rest.earliest_s) + rest.duration_s
                rested += rest.duration_s
                soon = max(one.soon_s + work_s + rested, free)
                found[index + 1].append(_Prospect(soon, work + rested, last, one.price))
    return found


def _serve(prospects: _Prospects, task: Task, over_s: int) -> _Prospects:
    """Start service in each span that can be met, and end it while there is time for the rest."""
    late = over_s - task.service_s
    spans = tuple(
        (span, price)
        for span, price in zip(task.starts, task.prices, strict=True)
        if span[0] <= late
    )
    found: _Prospects = []
    for several in prospects:
        served = [
            _Prospect(
                max(one.soon_s, opens) + task.service_s,
                one.work_s + task.service_s,
                min(one.last_s, closes - one.work_s),
                one.price + price,
            )
            for one in several
            for (opens, closes), price in spans
            if one.soon_s <= min(closes, late)
        ]
        found.append(_needed(served))
    return found


def _needed(prospects: list[_Prospect]) -> list[_Prospect]:
    """Leave out every prospect that another one makes needless."""
    # In this order whatever makes a prospect needless comes before it, and is over no later.
    prospects.sort(key=lambda one: (one.soon_s, one.work_s, -one.last_s, one.price))
    kept: list[_Prospect] = []
    for new in prospects:
        soon_s, work_s, last_s, price = new
        for _, old_work_s, old_last_s, old_price in kept:
            # With more work it is over no later all the same, if that is swallowed by a wait.
            works = old_work_s <= work_s or last_s + old_work_s <= soon_s
            if works and old_last_s >= last_s and old_price <= price:
                break
        else:
            kept.append(new)
    return kept
