"""A prepared problem packed into tables, for the compiled search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE
from router.solving.kernel.pairing import pairs_of
from router.solving.kernel.tables import (
    BACK,
    CLASS,
    FAR,
    FORTH,
    INF,
    NODE_COLUMNS,
    SHIFT_COLUMNS,
    WAY_FORTH,
    Tables,
)
from router.solving.prepared import Prepared

__all__ = ["Packed", "pack"]

FINEST = 3_600_000_000  # units of money at most; exact for a millionth an hour, or a kilometre
LARGEST = 1 << 56  # of any sum of money
NEIGHBOURS = 300  # kept for each node, at most
MOST_CLASSES = 4  # of rates, for each of which a table of legs is kept
NEVER = 1 << 50  # a limit that is none


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Tables, and the way back.

    Parameters
    ----------
    tables
        For compiled code.
    option_of
        The option of each node that is one.
    node_of
        The node by option; -1 if no shift may take it.
    scale
        Units of one unit of money.
    longest
        Visits that a route can have, at most.
    leg_cost
        Units that a leg between near neighbours typically costs.
    """

    tables: Tables
    option_of: list[int]
    node_of: list[int]
    scale: float
    longest: int
    leg_cost: float


def pack(day: Prepared) -> Packed:
    """Pack a problem.

    Parameters
    ----------
    day
        Without what `router.solving.obstacles` names.

    Returns
    -------
    Packed
        Times count from the first shift's start.
    """
    problem = day.problem
    options = _side_by_side(day, [o for o, possible in enumerate(day.plannable) if possible])
    node_of = [-1] * len(day.plannable)
    for number, option in enumerate(options):
        node_of[option] = number
    scale = _scale(day)
    places = _places(day)
    node, key_count, first_of = _nodes(day, options, len(places), scale)
    legs, profiles = _legs(day, options, places)
    gap, way = legs[..., :WAY_FORTH], legs[..., WAY_FORTH:]
    shift = _shifts(day, options, places, profiles, scale)
    kinds, kind = _kinds(day)
    shift[:, 13] = kind
    begin = day.span[0]
    breaks = max((len(rests) for rests in day.rests), default=0)
    rest = np.zeros((len(day.rests), breaks, 3), np.int32)
    opening = np.full((len(day.rests), breaks + 1), INF, np.int32)
    closing = np.full((len(day.rests), breaks + 1), -1, np.int32)
    for r, rests in enumerate(day.rests):
        for b, (lo, hi, length) in enumerate(rests):
            rest[r, b] = (lo - begin, hi - begin, length)
        rules = problem.shifts[r]
        clock = rules.earliest_s - begin
        opening[r, 0] = clock
        for b in range(len(rests)):
            clock = max(clock, rest[r, b, 0])
            if clock > rest[r, b, 1]:
                break
            clock += rest[r, b, 2]
            opening[r, b + 1] = clock
        clock = rules.latest_s + rules.overtime_max_s - begin
        closing[r, len(rests)] = clock
        for b in range(len(rests) - 1, -1, -1):
            clock = min(clock - rest[r, b, 2], rest[r, b, 1])
            if clock < rest[r, b, 0]:
                break
            closing[r, b] = clock
    price = np.full((len(options) + len(places), len(problem.shifts)), -1, np.int64)
    if options:
        table = np.rint(day.surcharge_table[:, options].T * scale).astype(np.int64)
        price[: len(options)] = np.where(day.allowed_table[:, options].T, table, -1)
    for r, locked in enumerate(day.locked):  # nobody else may have what is locked to a shift
        shift[r, 15] = len(locked)
    rough, grain = _rough(gap, way, shift)
    near, leg_cost = _near(gap, way, shift, node, len(options), key_count)
    member = _members(day, options, node)
    window = _windows(day, options, len(places))
    pair, met, may_meet = pairs_of(day, node_of, node)
    tables = Tables(
        legs=legs,
        rough=rough,
        grain=grain,
        node=node,
        window=window,
        shift=shift,
        rest=rest,
        opening=opening,
        closing=closing,
        price=price,
        near=near,
        first=first_of,
        member=member,
        sorting=_sorting(gap, way, shift, node, window, len(options)),
        pair=pair,
        met=met,
        span=window.copy(),
        may_meet=may_meet,
        balance=float(day.balance_price * scale),
        options=len(options),
        keys=key_count,
        kinds=kinds,
    )
    return Packed(tables, options, node_of, scale, _longest(tables), leg_cost)


def _side_by_side(day: Prepared, options: Sequence[int]) -> list[int]:
    """Order options so that near ones follow each other: half of the search waits for memory."""
    if not options:
        return []
    matrix = day.problem.matrices[day.problem.shifts[0].matrix].duration_s
    rows = np.array([day.location[option] for option in options])
    left = np.ones(len(rows), np.bool_)
    at, order = 0, []
    for _ in rows:
        order.append(options[at])
        left[at] = False
        away = np.where(left, matrix[rows[at], rows], FAR).astype(np.int64)
        away[away == UNREACHABLE] = FAR - 1
        at = int(np.argmin(away))
    return order


def _scale(day: Prepared) -> float:
    musts = sum(visit.mandatory for visit in day.problem.visits)
    everything = day.dearest * (2 + musts)
    scale = float(FINEST)
    while everything * scale > LARGEST and scale > 1e-9:
        scale /= 10
    return scale


def _places(day: Prepared) -> list[int]:
    """Return the places where routes start and end; -1 for an open end."""
    found: dict[int, int] = {}
    for shift in day.problem.shifts:
        for location in (shift.start_location, shift.end_location):
            found.setdefault(-1 if location is None else location, len(found))
    return list(found)


def _nodes(
    day: Prepared, options: Sequence[int], places: int, scale: float
) -> tuple[NDArray[np.int64], int, NDArray[np.int32]]:
    node = np.zeros((len(options) + places, NODE_COLUMNS), np.int64)
    node[:, 8] = -1
    begin = day.span[0]
    keys: dict[tuple[bool, int], int] = {}
    members: list[list[int]] = []
    for v, option in enumerate(options):
        exclusive = day.exclusive[option]
        key = keys.setdefault((exclusive < 0, option if exclusive < 0 else exclusive), len(keys))
        if key == len(members):
            members.append([])
        members[key].append(v)
        windows, service = day.windows[option], day.service[option]
        node[v, :7] = (
            service,
            round(day.gain[option] * scale),
            day.load[option],
            len(windows),
            windows[0][0] - begin + service,
            windows[-1][1] - begin,
            key,
        )
    for ring in members:
        for v, following in zip(ring, [*ring[1:], ring[0]], strict=True):
            node[v, 7] = following
    rank = {
        visit: (number, position)
        for number, order in enumerate(day.orders)
        for position, visit in enumerate(order)
    }
    for v, option in enumerate(options):
        node[v, 8:10] = rank.get(day.visit_of[option], (-1, 0))
    first = np.array([ring[0] for ring in members], np.int32)
    return node, len(members), first


def _windows(day: Prepared, options: Sequence[int], places: int) -> NDArray[np.int32]:
    most = max((len(day.windows[option]) for option in options), default=1)
    window = np.zeros((len(options) + places, 2 * most), np.int32)
    begin = day.span[0]
    for v, option in enumerate(options):
        for w, (lo, hi) in enumerate(day.windows[option]):
            window[v, 2 * w : 2 * w + 2] = (lo - begin, hi - begin)
    return window


def _legs(
    day: Prepared, options: Sequence[int], places: Sequence[int]
) -> tuple[NDArray[np.int32], dict[str, int]]:
    """Return travel with setups, and metres, between nodes, by matrix."""
    problem = day.problem
    used = list(dict.fromkeys(shift.matrix for shift in problem.shifts))
    rows = np.array([day.location[o] for o in options] + [max(p, 0) for p in places], np.int64)
    nowhere = np.array([False] * len(options) + [p < 0 for p in places])
    building = np.array([day.building[o] for o in options] + [-1] * len(places))
    setup = np.array([day.setup[o] for o in options] + [0] * len(places), np.int32)
    size = len(rows)
    legs = np.zeros((len(used), size, size, 4), np.int32)
    moved = building[:, None] != building[None, :]
    for q, key in enumerate(used):
        matrix = problem.matrices[key]
        for source, forth in ((matrix.duration_s, FORTH), (matrix.distance_m, WAY_FORTH)):
            table = source[np.ix_(rows, rows)]
            table = np.where(table == UNREACHABLE, FAR, table)
            table[rows[:, None] == rows[None, :]] = 0
            table[nowhere, :] = 0
            table[:, nowhere] = 0
            if forth == FORTH:
                table = table + np.where(moved, setup[None, :], 0)
            legs[q, :, :, forth] = np.minimum(table, FAR)
            legs[q, :, :, forth + 1] = legs[q, :, :, forth].T
    return legs, {key: q for q, key in enumerate(used)}


def _shifts(
    day: Prepared,
    options: Sequence[int],
    places: Sequence[int],
    profiles: dict[str, int],
    scale: float,
) -> NDArray[np.int64]:
    begin = day.span[0]
    at = {place: len(options) + number for number, place in enumerate(places)}
    shift = np.zeros((len(day.problem.shifts), SHIFT_COLUMNS), np.int64)
    for r, rules in enumerate(day.problem.shifts):
        limits = (rules.max_visits, rules.max_duration_s, rules.max_distance_m, rules.capacity)
        per_second = round(rules.cost_per_hour / 3600 * scale)
        premium = round(rules.overtime_cost_per_hour / 3600 * scale)
        timed = (
            per_second > 0
            or (premium > 0 and rules.overtime_max_s > 0)
            or rules.max_duration_s is not None
            or day.balance_price > 0
        )
        shift[r] = (
            at[-1 if rules.start_location is None else rules.start_location],
            at[-1 if rules.end_location is None else rules.end_location],
            profiles[rules.matrix],
            rules.latest_s - begin,
            len(day.rests[r]),
            *(NEVER if limit is None else limit for limit in limits),
            per_second,
            round(rules.cost_per_km / 1000 * scale),
            round(rules.fixed_cost * scale),
            premium,
            0,
            timed,
            0,
            0,
        )
        if not day.usable[r]:
            shift[r, 5] = 0
    return shift


def _kinds(day: Prepared) -> tuple[int, list[int]]:
    return max(day.kind, default=-1) + 1, day.kind


def _rough(
    gap: NDArray[np.int32], way: NDArray[np.int32], shift: NDArray[np.int64]
) -> tuple[NDArray[np.uint16], int]:
    """Return what legs cost at least, and number the classes of shifts for which that differs."""
    rates = [tuple(row) for row in shift[:, [2, 9, 10]].tolist()]
    classes = list(dict.fromkeys(rates))
    if len(classes) > MOST_CLASSES:  # a lower bound will do: the lowest rates of each matrix
        profiles = dict.fromkeys(profile for profile, _, _ in rates)
        classes = [
            (
                profile,
                min(second for other, second, _ in rates if other == profile),
                min(metre for other, _, metre in rates if other == profile),
            )
            for profile in profiles
        ]
        shift[:, CLASS] = [list(profiles).index(profile) for profile, _, _ in rates]
    else:
        shift[:, CLASS] = [classes.index(rate) for rate in rates]
    rough = np.zeros((max(len(classes), 1), *gap.shape[1:]), np.uint16)
    most = 1.0
    costs = []
    for profile, second, metre in classes:
        known = (gap[profile] < FAR) & (way[profile] < FAR)
        cost = gap[profile] * float(second) + way[profile] * float(metre)
        most = max(most, float(np.max(cost, where=known, initial=0.0)))
        costs.append(cost)
    grain = int(most / 65_000) + 1
    for number, cost in enumerate(costs):
        rough[number] = np.minimum(cost / grain, 65_535).astype(np.uint16)
    return rough, grain


def _weights(shift: NDArray[np.int64]) -> tuple[float, float]:
    """Return what a second and a metre of travel typically cost."""
    per_second, per_metre = float(shift[:, 9].mean()), float(shift[:, 10].mean())
    return (per_second, per_metre) if per_second + per_metre > 0 else (1.0, 0.0)


def _near(
    gap: NDArray[np.int32],
    way: NDArray[np.int32],
    shift: NDArray[np.int64],
    node: NDArray[np.int64],
    options: int,
    keys: int,
) -> tuple[NDArray[np.int32], float]:
    """Return the keys near each node, nearest first, and the cost of a typical short leg."""
    count = max(0, min(NEIGHBOURS, keys - 1))
    near = np.full((len(node), max(count, 1)), -1, np.int32)
    if options == 0:
        return near, 1.0
    per_second, per_metre = _weights(shift)
    key = node[:options, 6]
    starts = np.unique(key, return_index=True)[1]
    order = np.argsort(key, kind="stable")
    edges = np.searchsorted(key[order], np.arange(keys))
    several = len(starts) < options
    short = []
    for v in range(options):
        cost = np.min(
            gap[:, v, :options].min(axis=2) * per_second
            + way[:, v, :options].min(axis=2) * per_metre,
            axis=0,
        )
        by_key = np.minimum.reduceat(cost[order], edges) if several else cost[order]
        by_key[key[v]] = np.inf
        if count:
            # Which of equally near ones a partition keeps, hangs on the processor.
            chosen = np.flatnonzero(by_key <= np.partition(by_key, count - 1)[count - 1])
            chosen = chosen[np.argsort(by_key[chosen], kind="stable")][:count]
            near[v, :count] = chosen
            short.append(float(by_key[chosen[min(4, count - 1)]]))
    typical = float(np.median(short)) if short else 1.0
    return near, max(typical, 1.0)


def _members(day: Prepared, options: Sequence[int], node: NDArray[np.int64]) -> NDArray[np.int32]:
    key_of = {day.visit_of[option]: int(node[v, 6]) for v, option in enumerate(options)}
    longest = max((len(order) for order in day.orders), default=0)
    member = np.full((max(len(day.orders), 1), longest + 1), -1, np.int32)
    for number, order in enumerate(day.orders):
        # A member that nobody can visit keeps its rank, and a key that is never served.
        for position, visit in enumerate(order):
            member[number, position] = key_of.get(visit, -2)
    return member


def _sorting(
    gap: NDArray[np.int32],
    way: NDArray[np.int32],
    shift: NDArray[np.int64],
    node: NDArray[np.int64],
    window: NDArray[np.int32],
    options: int,
) -> NDArray[np.float64]:
    sorting = np.zeros((len(node), 6))
    per_second, per_metre = _weights(shift)
    starts = np.unique(shift[:, 0]) if len(shift) else np.zeros(0, np.int64)
    if options == 0 or len(starts) == 0:
        return sorting
    away = (
        gap[0, :options][:, starts, FORTH] * per_second
        + way[0, :options][:, starts, FORTH] * per_metre
    ).min(axis=1)
    gain = node[:options, 1].astype(np.float64)
    sorting[:options, 1] = -away
    sorting[:options, 2] = away
    sorting[:options, 3] = (window[:options, 1::2] - window[:options, ::2]).sum(axis=1)
    sorting[:options, 4] = -gain
    sorting[:options, 5] = -gain / (node[:options, 0] + 300.0)
    return sorting


def _longest(tables: Tables) -> int:
    """Return how many visits fit on the roomiest shift."""
    options = tables.options
    if options == 0:
        return 1
    best = 1
    least = np.full(options, FAR, np.int64)
    for q in range(len(tables.legs)):
        for v in range(options):
            row = tables.legs[q, v, :, BACK].copy()
            row[v] = FAR
            least[v] = min(least[v], int(np.min(row)))
    busy = np.sort(least + tables.node[:options, 0])
    loads = np.sort(tables.node[:options, 2])
    for r in range(len(tables.shift)):
        span = int(tables.closing[r].max()) - int(tables.opening[r, 0])
        by_time = int(np.searchsorted(np.cumsum(busy), span, side="right")) + 1
        by_load = int(np.searchsorted(np.cumsum(loads), tables.shift[r, 8], side="right"))
        best = max(best, min(by_time, by_load, int(tables.shift[r, 5]), tables.keys))
    return best
