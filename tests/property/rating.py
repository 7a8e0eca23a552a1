"""The least cost of one route, exact to the second and quick; shares no code with the package.

A beginning of a route is a label: it is over at a time that depends on the departure in one bend.
Travel, setups, services, breaks and spans of starts turn labels into labels, and of those that have
taken as many breaks only what nothing else beats is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from tests.property.rules import (
    going_price,
    legs_of,
    may_make,
    may_start,
    money,
    start_price,
)

__all__ = ["FOREVER", "Pause", "closings", "openings", "pauses", "pieces", "rate_route"]

FOREVER = 1 << 40

Pause = tuple[int, int, int]
"""Breaks taken together in one gap: they begin to be possible, the gap must begin by, length."""

Label = tuple[int, int, int, float]
"""What a beginning of a route may be: leaving at any d <= ``last`` it is over at
max(``soon``, d + ``work``), and ``price`` is spent: (soon, work, last, price)."""


def rate_route(problem: Problem, shift_index: int, visit_ids: Sequence[str]) -> float | None:
    """The least money one route costs, exactly; None if it breaks a rule whatever the times.

    Paid time, kilometres, overtime, fixed cost, balance, agents who are not preferred, changes,
    and worth that is lost by starting outside the best band. What is lost by visits that are not
    on the route, spacings and meetings, and other routes, are not looked at.
    """
    shift = problem.shifts[shift_index]
    by_id = {visit.visit_id: visit for visit in problem.visits}
    visits = [by_id[visit_id] for visit_id in visit_ids]
    if not visits or not may_make(problem, shift, visits):
        return None
    legs = legs_of(problem, shift, visits)
    if legs is None:
        return None
    metres = sum(far for _, far in legs)
    if shift.max_distance_m is not None and metres > shift.max_distance_m:
        return None
    groups = pauses(shift.breaks)
    labels = [
        [] if opens is None else [(opens, 0, FOREVER, 0.0)]
        for opens in openings(shift.earliest_s, shift.breaks)
    ]
    building = None
    for visit, (seconds, _) in zip(visits, legs, strict=False):
        setup = 0 if visit.building == building else visit.setup_s
        building = visit.building
        labels = _serve(
            _pass(labels, seconds + setup, groups),
            pieces(visit, shift.earliest_s, shift.latest_s + shift.overtime_max_s),
            visit.service_s,
        )
    if shift.end_location is not None:
        labels = _pass(labels, legs[-1][0], groups)
    longest = FOREVER if shift.max_duration_s is None else shift.max_duration_s
    costs = [
        money(problem, shift, paid, soon, metres) + price
        for closes, several in zip(closings(shift), labels, strict=True)
        for soon, work, last, price in several
        if soon <= closes and (paid := max(work, soon - last)) <= longest
    ]
    if not costs:
        return None
    return min(costs) + sum(going_price(visit, shift.agent_id) for visit in visits)


@lru_cache(maxsize=4096)
def pieces(visit: Visit, first: int, last: int) -> tuple[tuple[int, int, float], ...]:
    """The spans of starts at which nothing changes, with their price, in order."""
    spans = [*visit.windows, *((band.start_s, band.end_s) for band in visit.value_bands)]
    spans += [(lo, hi - visit.service_s) for lo, hi in visit.legal]
    cuts = {first, *(lo for lo, _ in spans), *(hi + 1 for _, hi in spans)}
    if visit.release_s is not None:
        cuts.add(visit.release_s)
    if visit.due_s is not None:
        cuts.add(visit.due_s - visit.service_s + 1)
    if visit.locked_start_s is not None:
        cuts |= {visit.locked_start_s, visit.locked_start_s + 1}
    if visit.reference is not None:
        before = visit.reference
        cuts |= {before.start_s - before.tolerance_s, before.start_s + before.tolerance_s + 1}
    inside = sorted(cut for cut in cuts if first <= cut <= last)
    found: list[tuple[int, int, float]] = []
    for lo, after in pairwise([*inside, last + 1]):
        if may_start(visit, lo):
            price = start_price(visit, lo)
            if found and found[-1][1] == lo - 1 and found[-1][2] == price:
                lo = found.pop()[0]
            found.append((lo, after - 1, price))
    return tuple(found)


def openings(earliest: int, breaks: Sequence[ShiftBreak]) -> list[int | None]:
    """How early one can leave with 0, 1, 2 … breaks behind; None if they have no place."""
    found: list[int | None] = [earliest]
    for rest in breaks:
        begin = None if found[-1] is None else max(found[-1], rest.earliest_s)
        late = begin is None or begin > rest.latest_s
        found.append(None if late or begin is None else begin + rest.duration_s)
    return found


def closings(shift: Shift) -> list[int]:
    """How late one may return with 0, 1, 2 … breaks behind; never if they have no place."""
    closes = shift.latest_s + shift.overtime_max_s
    found = [closes]
    for rest in reversed(shift.breaks):
        closes = min(closes - rest.duration_s, rest.latest_s)
        if closes < rest.earliest_s:
            closes = -FOREVER
        found.append(closes)
    return found[::-1]


@lru_cache(maxsize=1024)
def pauses(breaks: tuple[ShiftBreak, ...]) -> dict[tuple[int, int], Pause]:
    """Breaks number i to j - 1 taken in one gap, where that is possible.

    With ``before`` seconds of earlier breaks in the gap, each begins no earlier than the gap begins
    plus these. So together they delay what follows to ``soon + length``, and the gap begins by
    ``late``.
    """
    found = {}
    for i in range(len(breaks)):
        soon, late, length, clock = -FOREVER, FOREVER, 0, -FOREVER
        for j in range(i, len(breaks)):
            rest = breaks[j]
            clock = max(clock, rest.earliest_s)
            if clock > rest.latest_s:
                break
            clock += rest.duration_s
            soon = max(soon, rest.earliest_s - length)
            late = min(late, rest.latest_s - length)
            length += rest.duration_s
            found[i, j + 1] = soon, late, length
    return found


def _pass(
    labels: Sequence[Sequence[Label]], work: int, groups: dict[tuple[int, int], Pause]
) -> list[list[Label]]:
    """Travel and set up, with any number of the next breaks in between."""
    found = [[(soon + work, done + work, last, p) for soon, done, last, p in s] for s in labels]
    for (i, j), (opens, closes, length) in groups.items():
        for soon, done, last, price in labels[i]:
            if soon <= closes:
                after = max(soon + work, opens) + length
                latest = min(last, closes - done)
                found[j].append((after, done + work + length, latest, price))
    return found


def _serve(
    labels: Sequence[Sequence[Label]], spans: Sequence[tuple[int, int, float]], service: int
) -> list[list[Label]]:
    """Start in any of the spans; keep what nothing else beats."""
    found: list[list[Label]] = []
    for several in labels:
        kept: list[Label] = []
        for soon, done, last, price in several:
            for lo, hi, extra in spans:
                if soon <= hi:
                    begin = soon if soon > lo else lo
                    latest = min(last, hi - done)
                    new = begin + service, done + service, latest, price + extra
                    if not any(_beats(old, new) for old in kept):
                        kept = [old for old in kept if not _beats(new, old)]
                        kept.append(new)
        found.append(kept)
    return found


def _beats(one: Label, other: Label) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] <= other[3]
