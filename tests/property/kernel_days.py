"""Random days that the kernel can search, and random routes on them, some of which hold."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np

from router.domain.problem import Problem
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.state import COST
from router.solving.prepared import Prepared
from tests.property.mixing import mixed_problem

__all__ = ["kernel_cost", "random_route", "rounding", "separable_problem"]

MOST_CHOICES = 64  # of options of the visits of one route


def separable_problem(seed: int, visits: int, shifts: int) -> Problem:
    """A small day with all constraints mixed, but those that tie routes by their times."""
    problem = mixed_problem(seed, visits, shifts)
    return replace(problem, spacings=(), meetings=(), orders=problem.orders[:1])


def random_route(rng: random.Random, day: Prepared) -> tuple[int, tuple[int, ...]]:
    """A shift and visits: in any order, or in that of their windows; mostly some that may go."""
    shift = rng.randrange(len(day.problem.shifts))
    locked = day.locked[shift]
    visits, begun = day.problem.visits, [visit for several in day.locked for visit in several]
    # What a shift must make rules its rivals out, which the rules of one route do not know.
    made = {visits[visit].group for visit in begun} - {""}
    others = [v for v in range(len(visits)) if v not in locked and visits[v].group not in made]
    if rng.random() < 0.9:
        others = [v for v in others if any(day.allowed[shift][o] for o in day.options_of[v])]
    length = min(len(others), rng.choice([0, 1, 1, 2, 2, 3, 3, 4, 5, 6]))
    chosen = rng.sample(others, length)
    if rng.random() < 0.6:
        chosen.sort(key=lambda visit: day.windows[day.options_of[visit][0]][:1])
    while prod(len(day.options_of[visit]) for visit in (*locked, *chosen)) > MOST_CHOICES:
        if not chosen:
            break
        chosen.pop()
    return shift, (*locked, *chosen)


def kernel_cost(kernel: Kernel, shift: int, visits: tuple[int, ...]) -> float | None:
    """What the kernel says that a route costs, at its best options; None if it says it breaks."""
    day, found = kernel.day, []
    for options in product(*(day.options_of[visit] for visit in visits)):
        if kernel.load({shift: list(options)}):
            units = int(kernel.state.route[shift, COST])
            lost = sum(day.forgone[option] + day.moved[option] for option in options)
            found.append(units / kernel.packed.scale + lost)
    return min(found, default=None)


def rounding(kernel: Kernel) -> float:
    """How far off the money of one route may be: half a unit for each second and metre."""
    day = kernel.day
    metres = max(int(np.max(matrix.distance_m)) for matrix in day.problem.matrices.values())
    seconds = day.span[1] - day.span[0]
    numbers = 2 * seconds + metres * (len(day.problem.visits) + 1) + len(day.problem.visits) + 3
    return 0.5 * numbers / kernel.packed.scale + 1e-9
