"""A plan in compiled form: sequences, what is known at each position, room to take steps back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.tables import END, START, Tables

__all__ = ["State", "empty_state"]

# Columns of ``State.route``.
LENGTH, COST, LOADED, WORK, METRES_SUM, TIME_COST, FEES, VERSION = range(8)
ROUTE_COLUMNS = 8

# Columns of ``State.sieve``.
EARLIEST, LATEST_READY, LEG_MOST = range(3)
SIEVE_COLUMNS = 3

# Columns of ``State.memory``.
VALUE, WHERE = range(2)

# In ``State.leg``: not known, to be looked up.
UNKNOWN = -1

# Columns of ``State.place``.
ROUTE_OF, POSITION, ABSENT_AT, EVERYWHERE = range(4)

# Fields of ``State.counter``.
TOUCHED, STEP, ABSENT, USED, RECORDED, LAST_RECORD, IMPROVED, VERSIONS = range(8)

# Columns of ``State.met``.
FIRST, SECOND, AT = range(3)

# Fields of ``State.money``.
CURRENT, BEST = range(2)


class State(NamedTuple):
    """A plan, its labels, the best plan so far, and scratch arrays.

    Parameters
    ----------
    seq
        (shifts, longest + 2) int32: start node, the visits' nodes, end node.
    label
        (shifts, longest + 2, 2 * (breaks + 1)) int32: by number of breaks taken, when service ends
        at the earliest; then when the agent must be ready at the latest.
    leg
        (shifts, longest + 2, 2) int32: seconds and metres from a position to the next, kept from
        step to step: most of the time goes into fetching them from the tables.
    leg_cost
        (shifts, longest + 2) int64: what these cost, in units.
    sieve
        (shifts, longest + 2, 3) int32: what most insertions fail by: the earliest of the labels,
        the latest of them, and what the leg to the next position costs, rounded up to multiples
        of ``Tables.grain``.
    route
        (shifts, 8) int64: visits, cost, load, seconds of work, metres, cost of time, sum of the
        nodes' prices, and a number that no other content of any route has had.
    memory
        (nodes, shifts, 2) int64: what inserting a node into a route costs at best, and the number
        of that content times 65536, plus the position after the best gap. 0 instead of the
        position: no gap costs less than that.
    place
        (nodes, 4) int32: shift (-1: absent), position, position in ``absent``, try everywhere.
    owner
        (keys,) int32: the node that is served of each key, or -1.
    absent
        (options,) int32: the options that are not served, the first ``counter[ABSENT]`` of them.
    old_seq, old_label, old_leg, old_leg_cost, old_sieve, old_route
        Touched routes before the step.
    stamp
        (shifts,) int64: the step in which a route was touched last.
    seen
        (shifts + kinds + keys,) int64: marks.
    todo, urgency
        The nodes to be inserted, and the order of that.
    touched, tried, spare
        Shifts: touched in this step, candidates of one insertion, an empty one of each kind.
    line, line_gap, sweep
        One sequence laid out, and labels of its simulation.
    pick
        (longest + 2,) int64: gaps that may do, what they cost at least times 65536 plus position.
    best_seq, best_length
        The best plan so far.
    record, record_info, hashes, hash_of, changed
        Routes that were part of accepted plans: nodes; shift, length and cost; a table of hashes.
    met, old_met, best_met
        (meetings, 3) int32: the two nodes at which agents meet (-1: they do not), and when; in the
        current plan, before this step, in the best plan.
    gap
        (2, places, 7) int64: where the one and the other may go; see the names in `meeting`.
    found
        (7,) int64: node, shift, position before it; the same for the other one; when.
    moved, waiting
        (meetings,) int32: marks, and a list.
    random, counter, money
        The state of the random numbers; counters; current and best cost.
    """

    seq: NDArray[np.int32]
    label: NDArray[np.int32]
    leg: NDArray[np.int32]
    leg_cost: NDArray[np.int64]
    sieve: NDArray[np.int32]
    route: NDArray[np.int64]
    memory: NDArray[np.int64]
    place: NDArray[np.int32]
    owner: NDArray[np.int32]
    absent: NDArray[np.int32]
    old_seq: NDArray[np.int32]
    old_label: NDArray[np.int32]
    old_leg: NDArray[np.int32]
    old_leg_cost: NDArray[np.int64]
    old_sieve: NDArray[np.int32]
    old_route: NDArray[np.int64]
    stamp: NDArray[np.int64]
    seen: NDArray[np.int64]
    todo: NDArray[np.int32]
    urgency: NDArray[np.float64]
    touched: NDArray[np.int32]
    tried: NDArray[np.int32]
    spare: NDArray[np.int32]
    line: NDArray[np.int32]
    line_gap: NDArray[np.int32]
    sweep: NDArray[np.int32]
    pick: NDArray[np.int64]
    best_seq: NDArray[np.int32]
    best_length: NDArray[np.int32]
    record: NDArray[np.int32]
    record_info: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    hash_of: NDArray[np.uint64]
    changed: NDArray[np.uint8]
    met: NDArray[np.int32]
    old_met: NDArray[np.int32]
    best_met: NDArray[np.int32]
    gap: NDArray[np.int64]
    found: NDArray[np.int64]
    moved: NDArray[np.int32]
    waiting: NDArray[np.int32]
    random: NDArray[np.uint64]
    counter: NDArray[np.int64]
    money: NDArray[np.int64]


def empty_state(tables: Tables, longest: int, seed: int, records: int) -> State:
    """Return a state in which nobody is visited.

    Parameters
    ----------
    tables
        The problem.
    longest
        Visits that a route can have.
    seed
        Of the random numbers.
    records
        Routes that are remembered for recombination.

    Returns
    -------
    State
        Its labels are those of empty routes.
    """
    nodes, shifts = tables.node.shape[0], tables.shift.shape[0]
    breaks, wide = tables.rest.shape[1], longest + 3
    chance = np.random.default_rng(seed)

    def whole(*shape: int) -> NDArray[np.int32]:
        return np.zeros(shape, np.int32)

    seq = whole(shifts, wide)
    seq[:, 0] = tables.shift[:, START]
    seq[:, 1] = tables.shift[:, END]
    place = whole(nodes, 4)
    place[:, ROUTE_OF] = -1
    place[: tables.options, ABSENT_AT] = np.arange(tables.options)
    label = whole(shifts, wide, 2 * (breaks + 1))
    label[:, 0, : breaks + 1] = tables.opening
    label[:, 1, breaks + 1 :] = tables.closing
    counter = np.zeros(8, np.int64)
    counter[ABSENT] = tables.options
    room = 3 * tables.options + 64
    meetings = len(tables.pair)
    unmade = np.full((meetings, 3), -1, np.int32)
    # Every place of every node of a meeting.
    places = shifts * (longest + 1) * tables.pair.shape[2] if meetings else 0
    return State(
        seq=seq,
        label=label,
        leg=whole(shifts, wide, 2),
        leg_cost=np.zeros((shifts, wide), np.int64),
        sieve=whole(shifts, wide, SIEVE_COLUMNS),
        route=np.zeros((shifts, ROUTE_COLUMNS), np.int64),
        memory=np.full((nodes, shifts, 2), -1, np.int64),
        place=place,
        owner=np.full(max(tables.keys, 1), -1, np.int32),
        absent=np.arange(max(tables.options, 1), dtype=np.int32),
        old_seq=whole(shifts, wide),
        old_label=np.zeros_like(label),
        old_leg=whole(shifts, wide, 2),
        old_leg_cost=np.zeros((shifts, wide), np.int64),
        old_sieve=whole(shifts, wide, SIEVE_COLUMNS),
        old_route=np.zeros((shifts, ROUTE_COLUMNS), np.int64),
        stamp=np.zeros(shifts, np.int64),
        seen=np.zeros(shifts + tables.kinds + max(tables.keys, 1), np.int64),
        todo=whole(room),
        urgency=np.zeros(room),
        touched=whole(shifts),
        tried=whole(shifts + 1),
        spare=np.full(tables.kinds, -1, np.int32),
        line=whole(wide),
        line_gap=whole(wide),
        sweep=whole(4, breaks + 2),
        pick=np.zeros(wide, np.int64),
        best_seq=whole(shifts, wide),
        best_length=whole(shifts),
        record=whole(records, wide),
        record_info=np.zeros((records, 3), np.int64),
        hashes=np.zeros((4 * records + 1, 2), np.uint64),
        hash_of=chance.integers(1, 2**63, max(nodes, 1)).astype(np.uint64),
        changed=np.zeros(shifts, np.uint8),
        met=unmade,
        old_met=unmade.copy(),
        best_met=unmade.copy(),
        gap=np.zeros((2, places, 7), np.int64),
        found=np.zeros(7, np.int64),
        moved=whole(meetings),
        waiting=whole(meetings),
        random=chance.integers(1, 2**63, 1).astype(np.uint64),
        counter=counter,
        money=np.zeros(4, np.int64),
    )
