"""How much a fruitless visit tells of the hours: less, if the address may be wrong.

Whoever is not met three times may be out, may not live there, or may be somebody who is seldom in.
Those who are met are not visited again, the others are: chances that are counted as if every door
were right and all households alike come out too low. Where the visits themselves show that clearly,
each is weighed by how surely its door was right, and of what kind of household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.value.households import ALIKE, Households, settled
from router.value.mixture import Assumed, Mixture, Patterns

__all__ = ["DoorFit", "Visited", "counted", "fitted"]

CLEARLY = 3.0
"""Natural logarithm of the ratio of likelihoods from which on counting will not do."""

SPREADS = (0.0, 0.4, 0.8, 1.2, 1.6)
"""How much households may differ, see `Households`."""


@dataclass(frozen=True, slots=True, eq=False)
class Visited:
    """Visits at one kind of place.

    Parameters
    ----------
    door, cell, met
        Of every visit that tells of presence: which door and which cell, from 0; whether the
        borrower was met.
    wrong
        Of every door: whether a visit found that the address is wrong; nobody was met there.
    """

    door: NDArray[np.intp]
    cell: NDArray[np.intp]
    met: NDArray[np.bool_]
    wrong: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class DoorFit:
    """How much each visit counts.

    Parameters
    ----------
    share
        (visits, households): how surely a visit was at a right door of such a household.
    households
        The kinds of them.
    known
        Of every cell, how many visits at right doors the knowledge is worth beside the prior; None
        if as many as there were.
    """

    share: NDArray[np.float64]
    households: Households
    known: NDArray[np.float64] | None = None


def counted(visits: Visited) -> DoorFit:
    """Take every door as right that was not found to be wrong, and all households as alike.

    Parameters
    ----------
    visits
        All at one kind of place.

    Returns
    -------
    DoorFit
        Every visit counts once, or not at all.
    """
    return DoorFit((~visits.wrong)[visits.door].astype(float)[:, None], ALIKE)


def fitted(
    visits: Visited, prior: Sequence[float], *, strength: float, address: float, told: float
) -> DoorFit:
    """Weigh every visit by how surely its door was right, where that is called for.

    Parameters
    ----------
    visits
        All at one kind of place.
    prior
        Chance of every cell before anything was learned.
    strength
        How many visits that is worth.
    address, told
        Chance that an address is right; that a visit at a wrong one is told so.

    Returns
    -------
    DoorFit
        That of `counted`, unless the visits clearly speak against it. Doors that were visited once
        never do: fewer meetings may mean wrong doors or other hours alike.
    """
    simple = counted(visits)
    if not visits.door.size or int(np.max(np.bincount(visits.door))) < 2:
        return simple
    patterns, which = _patterns(visits, len(prior))
    assumed = Assumed.of(prior, strength=strength, address=address, told=told)
    fits = [Mixture(patterns, assumed, Households.spread_by(spread)) for spread in SPREADS]
    best = max(fits, key=lambda fit: fit.fitness)
    if best.evidence - _evidence_of_counting(patterns, assumed) < CLEARLY:
        return simple
    return DoorFit(best.shares[which[visits.door]], best.households, best.known())


def _patterns(visits: Visited, cells: int) -> tuple[Patterns, NDArray[np.intp]]:
    """Put doors together at which the same was seen, and tell which of them each door is."""
    doors = visits.wrong.size
    at = visits.door * cells + visits.cell
    tried = np.bincount(at, minlength=doors * cells).reshape(doors, cells)
    met = np.bincount(at, visits.met, minlength=doors * cells).reshape(doors, cells)
    rows = np.hstack([tried, met.astype(int), visits.wrong[:, None]])
    unique, which, count = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    patterns = Patterns(
        tried=unique[:, :cells].astype(float),
        met=unique[:, cells:-1].astype(float),
        wrong=unique[:, -1] > 0,
        count=count.astype(float),
    )
    return patterns, which.reshape(-1)


def _evidence_of_counting(patterns: Patterns, assumed: Assumed) -> float:
    """Return the log-likelihood if all doors are right that were not found to be wrong."""
    right = patterns.count * ~patterns.wrong
    tried, met = right @ patterns.tried, right @ patterns.met
    chance = settled(met, tried[:, None], assumed.chance, assumed.strength, ALIKE)
    found = float(met @ np.log(chance) + (tried - met) @ np.log1p(-chance))
    wrong, doors = float(patterns.count @ patterns.wrong), float(patterns.count.sum())
    silent = float((patterns.count * patterns.wrong) @ patterns.tried.sum(axis=1))
    for part, whole in ((wrong, doors), (silent, silent + wrong)):
        found += sum(some * float(np.log(some / whole)) for some in (part, whole - part) if some)
    return found
