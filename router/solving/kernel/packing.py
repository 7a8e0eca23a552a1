"""A prepared problem packed into tables, for the compiled search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE
from router.solving.kernel.doors import doors_of, legs_of, rough_of
from router.solving.kernel.nearness import near_of, sorting_of
from router.solving.kernel.pairing import pairs_of
from router.solving.kernel.tables import (
    BACK,
    FAR,
    INF,
    NODE_COLUMNS,
    SHIFT_COLUMNS,
    Tables,
)
from router.solving.prepared import Prepared

__all__ = ["Packed", "pack"]

FINEST = 3_600_000_000  # units of money at most; exact for a millionth an hour, or a kilometre
LARGEST = 1 << 56  # of any sum of money
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
    row, doors = doors_of(day, options, places)
    legs, profiles = legs_of(day, doors)
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
    rough, grain = rough_of(legs, shift)
    near, leg_cost = near_of(legs, row, shift, node, len(options), key_count)
    member = _members(day, options, node)
    window = _windows(day, options, len(places))
    pair, met, may_meet = pairs_of(day, node_of, node)
    tables = Tables(
        legs=legs,
        rough=rough,
        grain=grain,
        row=row,
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
        sorting=sorting_of(legs, row, shift, node, window, len(options)),
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


def _members(day: Prepared, options: Sequence[int], node: NDArray[np.int64]) -> NDArray[np.int32]:
    key_of = {day.visit_of[option]: int(node[v, 6]) for v, option in enumerate(options)}
    longest = max((len(order) for order in day.orders), default=0)
    member = np.full((max(len(day.orders), 1), longest + 1), -1, np.int32)
    for number, order in enumerate(day.orders):
        # A member that nobody can visit keeps its rank, and a key that is never served.
        for position, visit in enumerate(order):
            member[number, position] = key_of.get(visit, -2)
    return member


def _longest(tables: Tables) -> int:
    """Return how many visits fit on the roomiest shift."""
    options = tables.options
    if options == 0:
        return 1
    best = 1
    away = tables.legs[..., BACK].min(axis=0)
    # Nobody goes from a node to itself, but to another at its door.
    np.fill_diagonal(away, np.where(np.bincount(tables.row) > 1, np.diagonal(away), FAR))
    busy = np.sort(
        away.min(axis=1)[tables.row[:options]].astype(np.int64) + tables.node[:options, 0]
    )
    loads = np.sort(tables.node[:options, 2])
    for r in range(len(tables.shift)):
        span = int(tables.closing[r].max()) - int(tables.opening[r, 0])
        by_time = int(np.searchsorted(np.cumsum(busy), span, side="right")) + 1
        by_load = int(np.searchsorted(np.cumsum(loads), tables.shift[r, 8], side="right"))
        best = max(best, min(by_time, by_load, int(tables.shift[r, 5]), tables.keys))
    return best
