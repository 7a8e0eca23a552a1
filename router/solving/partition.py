"""A day cut into areas that processes search at the same time, each time along another line."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE
from router.solving.commands import Part
from router.solving.prepared import FAR, Prepared

__all__ = ["areas"]


def areas(
    day: Prepared,
    plan: Mapping[int, Sequence[int]],
    count: int,
    chance: random.Random,
) -> list[Part]:
    """Cut a plan into parts of about equal size.

    Routes are put in the order in which they lie between two places far from each other, and cut
    into groups; absent visits go to the group where they lie. No coordinates are needed, and other
    places each time make other cuts, so that over time no border lasts.

    Parameters
    ----------
    day
        The problem.
    plan
        Options by shift.
    count
        How many parts.
    chance
        Chooses the places.

    Returns
    -------
    list of Part
        Disjoint; together all shifts that can be used, and all options that can be served.
    """
    matrix = day.problem.matrices[day.problem.shifts[0].matrix].duration_s
    possible = [option for option, some in enumerate(day.plannable) if some]
    where = np.array([day.location[option] for option in possible])
    pivot = where[chance.randrange(len(where))]
    first = where[int(np.argmax(_away(matrix[pivot, where])))]
    second = where[int(np.argmax(_away(matrix[first, where])))]
    turn = chance.random()  # a second axis, so that cuts are not always along the longest side
    third = where[chance.randrange(len(where))]
    fourth = where[int(np.argmax(_away(matrix[third, where])))]

    def along(rows: Sequence[int]) -> float:
        here = np.asarray(rows)
        axis = _away(matrix[first, here]) - _away(matrix[second, here])
        other = _away(matrix[third, here]) - _away(matrix[fourth, here])
        return float(np.mean(axis * (1 - turn) + other * turn))

    size = {shift: len(plan.get(shift, ())) for shift in range(len(day.problem.shifts))}
    lies = {}
    for shift, rules in enumerate(day.problem.shifts):
        if not day.usable[shift]:
            continue
        options = plan.get(shift, ())
        home = rules.start_location if rules.start_location is not None else rules.end_location
        if options:
            lies[shift] = along([day.location[option] for option in options])
        else:
            lies[shift] = along([home]) if home is not None else along([int(pivot)])
    ordered = sorted(lies, key=lambda shift: (lies[shift], shift))
    weight = sum(size[shift] for shift in ordered)
    groups: list[list[int]] = [[] for _ in range(count)]
    done = 0.0
    for position, shift in enumerate(ordered):
        # Before anybody is planned every shift counts the same.
        share = done / weight if weight else position / len(ordered)
        groups[min(count - 1, int(share * count))].append(shift)
        done += size[shift]
    borders = [max(lies[shift] for shift in group) if group else -np.inf for group in groups]
    group_of = {shift: g for g, group in enumerate(groups) for shift in group}
    served = {
        day.visit_of[option]: group_of.get(shift, 0)
        for shift, options in plan.items()
        for option in options
    }
    absent: list[list[int]] = [[] for _ in range(count)]
    at_row: dict[int, float] = {}
    for option in possible:
        row = day.location[option]
        if row not in at_row:
            at_row[row] = along([row])
        home_group = next(
            (g for g, border in enumerate(borders) if groups[g] and at_row[row] <= border), None
        )
        if home_group is None:
            home_group = max(g for g, group in enumerate(groups) if group)
        # Other options of a visit that is planned belong where it is planned.
        absent[served.get(day.visit_of[option], home_group)].append(option)
    _keep_together(day, plan, groups, absent)
    return [
        Part(tuple(group), tuple(options))
        for group, options in zip(groups, absent, strict=True)
        if group
    ]


def _away(seconds: NDArray[np.int32]) -> NDArray[np.float64]:
    return np.where(seconds == UNREACHABLE, FAR // 1000, seconds).astype(np.float64)


def _keep_together(
    day: Prepared,
    plan: Mapping[int, Sequence[int]],
    groups: Sequence[Sequence[int]],
    absent: list[list[int]],
) -> None:
    """Give rivals, and visits in one order, to one part only: the one that has one planned."""
    part_of_shift = {shift: g for g, group in enumerate(groups) for shift in group}
    holder: dict[tuple[str, int], int] = {}
    order_of = {visit: n for n, order in enumerate(day.orders) for visit in order}

    def bonds(option: int) -> list[tuple[str, int]]:
        found = []
        if day.exclusive[option] >= 0:
            found.append(("rivals", day.exclusive[option]))
        if day.visit_of[option] in order_of:
            found.append(("order", order_of[day.visit_of[option]]))
        return found

    for shift, options in plan.items():
        for option in options:
            for bond in bonds(option):
                holder[bond] = part_of_shift.get(shift, -1)
    for g, options in enumerate(absent):
        for option in options:
            for bond in bonds(option):
                holder.setdefault(bond, g)
    moved: list[list[int]] = [[] for _ in groups]
    for g, options in enumerate(absent):
        for option in options:
            goals = {holder[bond] for bond in bonds(option)} or {g}
            if len(goals) == 1:
                moved[goals.pop()].append(option)  # in two minds: it waits for another cut
    for g, options in enumerate(moved):
        absent[g] = options
