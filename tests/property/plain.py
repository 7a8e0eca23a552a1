"""Routes rated plainly: by trying every minute, and exactly; none of the package's scheduling.

Both follow the rules as ``router.domain.problem`` states them and nothing else, and share no code
with solving or checking. `cheapest_route` tries every minute, so all times must be whole minutes
(or multiples of ``step``), and is slow on purpose. `rate_route` is exact to the second and quick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations_with_replacement, pairwise

from router.domain.problem import Problem, Shift, ShiftBreak, Visit

__all__ = [
    "FOREVER",
    "MINUTE",
    "Pause",
    "cheapest_route",
    "closings",
    "going_price",
    "left_price",
    "leg",
    "may_make",
    "may_start",
    "money",
    "openings",
    "pauses",
    "pieces",
    "rate_route",
    "start_price",
]

MINUTE = 60
FOREVER = 1 << 40


def may_start(visit: Visit, at: int) -> bool:
    """Whether service may start at this second: windows, law, release, due time, lock."""
    return (
        (not visit.windows or any(lo <= at <= hi for lo, hi in visit.windows))
        and (
            not visit.legal
            or any(lo <= at and at + visit.service_s <= hi for lo, hi in visit.legal)
        )
        and (visit.release_s is None or visit.release_s <= at)
        and (visit.due_s is None or at + visit.service_s <= visit.due_s)
        and (visit.locked_start_s is None or visit.locked_start_s == at)
    )


def start_price(visit: Visit, at: int) -> float:
    """What starting at this second costs: worth that is lost, and the change of a promised time."""
    lost = visit.worth - visit.value_at(at)
    before = visit.reference
    if before is not None and abs(at - before.start_s) > before.tolerance_s:
        lost += before.time_price
    return lost


def going_price(visit: Visit, agent_id: str) -> float:
    """What this agent's going costs, whenever it is."""
    price = 0.0
    if visit.preferred_agents and agent_id not in visit.preferred_agents:
        price += visit.other_agent_price
    if visit.reference is not None and agent_id != visit.reference.agent_id:
        price += visit.reference.agent_price
    return price


def left_price(visit: Visit) -> float:
    """What leaving it out costs, the duty to make it aside."""
    return visit.worth + (0.0 if visit.reference is None else visit.reference.drop_price)


def leg(problem: Problem, shift: Shift, a: int | None, b: int | None) -> tuple[int, int]:
    """Seconds and metres between two places; nothing from or to an open end."""
    if a is None or b is None or a == b:
        return 0, 0
    matrix = problem.matrices[shift.matrix]
    return int(matrix.duration_s[a, b]), int(matrix.distance_m[a, b])


def money(problem: Problem, shift: Shift, paid_s: int, end_s: int, metres: int) -> float:
    """What a route costs, prices of its visits aside."""
    return (
        paid_s * shift.cost_per_hour / 3600
        + max(0, end_s - shift.latest_s) * shift.overtime_cost_per_hour / 3600
        + metres / 1000 * shift.cost_per_km
        + shift.fixed_cost
        + problem.balance_price * (paid_s / 3600) ** 2
    )


def may_make(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> bool:
    """Whether these visits may be one route in this order, ways and times aside."""
    ids = [visit.visit_id for visit in visits]
    groups = [visit.group for visit in visits if visit.group]
    return (
        _limits_hold(shift, visits)
        and len(set(ids)) == len(ids)
        and len(set(groups)) == len(groups)
        and _locks_hold(problem, shift, visits, ids)
        and all(
            (made := [one for one in ids if one in order]) == sorted(made, key=order.index)
            for order in problem.orders
        )
    )


def _limits_hold(shift: Shift, visits: Sequence[Visit]) -> bool:
    return (
        all(
            visit.skills <= shift.skills
            and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
            and shift.agent_id not in visit.excluded_agents
            for visit in visits
        )
        and (shift.max_visits is None or len(visits) <= shift.max_visits)
        and (shift.capacity is None or sum(visit.load for visit in visits) <= shift.capacity)
    )


def _locks_hold(
    problem: Problem, shift: Shift, visits: Sequence[Visit], ids: Sequence[str]
) -> bool:
    others = {v for s in problem.shifts if s is not shift for v in s.locked_visits}
    return (
        tuple(ids[: len(shift.locked_visits)]) == shift.locked_visits
        and not others.intersection(ids)
        and all(visit.locked_shift in ("", shift.shift_id) for visit in visits)
    )


def cheapest_route(
    problem: Problem, shift: Shift, visits: Sequence[Visit], *, step: int = MINUTE
) -> float | None:
    """The least money the visits cost in this order on this shift; None if they break a rule."""
    if not may_make(problem, shift, visits):
        return None
    legs = _legs(problem, shift, visits)
    if legs is None:
        return None
    metres = sum(far for _, far in legs)
    if shift.max_distance_m is not None and metres > shift.max_distance_m:
        return None
    work = [seconds for seconds, _ in legs]
    building = None
    for i, visit in enumerate(visits):
        if visit.building != building:
            work[i] += visit.setup_s
        building = visit.building
    end = shift.latest_s + shift.overtime_max_s
    going = sum(going_price(visit, shift.agent_id) for visit in visits)
    costs = []
    # Gap 0 is before the departure, 1 … n + 1 lie on the route, n + 2 is after the return.
    places = list(combinations_with_replacement(range(len(visits) + 3), len(shift.breaks)))
    for start in range(shift.earliest_s, end + 1, step):
        for assigned in places:
            for finish, price in _finishes(shift, visits, work, start, assigned, step):
                if finish > end:
                    continue
                if shift.max_duration_s is not None and finish - start > shift.max_duration_s:
                    continue
                costs.append(money(problem, shift, finish - start, finish, metres) + price + going)
    return min(costs, default=None)


def _legs(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> list[tuple[int, int]] | None:
    stops = [shift.start_location, *(visit.location for visit in visits), shift.end_location]
    legs = [leg(problem, shift, a, b) for a, b in pairwise(stops)]
    return None if any(seconds < 0 for seconds, _ in legs) else legs


def _finishes(
    shift: Shift,
    visits: Sequence[Visit],
    work: Sequence[int],
    start: int,
    assigned: Sequence[int],
    step: int,
) -> Iterator[tuple[int, float]]:
    """When the route may end if it leaves at ``start`` with each break in its gap, and the price.

    One pair suffices where no price hangs on a start; else a start may be worth waiting for.
    """
    end = shift.latest_s + shift.overtime_max_s
    clocks: dict[int, float] = {shift.earliest_s: 0.0}  # all the times it may be, and the price
    for gap in range(len(visits) + 2):
        if gap == 1:
            clocks = {start: 0.0} if min(clocks, default=start + 1) <= start else {}
        rests = [rest for rest, place in zip(shift.breaks, assigned, strict=True) if place == gap]
        onward: dict[int, float] = {}
        for before, paid in clocks.items():
            clock = ready = before
            if gap:
                ready += work[gap - 1] + sum(rest.duration_s for rest in rests)
            for rest in rests:
                clock = max(clock, rest.earliest_s)
                if clock > rest.latest_s or clock + rest.duration_s > end:
                    break
                clock += rest.duration_s
            else:
                clock = max(clock, ready)
                if not 1 <= gap <= len(visits):
                    onward[clock] = min(paid, onward.get(clock, paid))
                    continue
                visit = visits[gap - 1]
                seen: set[float] = set()
                for at in range(clock, end + 1, step):
                    price = start_price(visit, at)
                    if price in seen or not may_start(visit, at):
                        continue
                    seen.add(price)  # the earliest start at this price is the best one
                    over = at + visit.service_s
                    onward[over] = min(paid + price, onward.get(over, paid + price))
        clocks = onward
    late = [rest for rest, place in zip(shift.breaks, assigned, strict=True) if place > len(work)]
    for finish, price in clocks.items():
        clock = finish
        for rest in late:
            clock = max(clock, rest.earliest_s)
            if clock > rest.latest_s or clock + rest.duration_s > end:
                break
            clock += rest.duration_s
        else:
            yield finish, price


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
    legs = _legs(problem, shift, visits)
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
