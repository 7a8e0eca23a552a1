"""How much a fruitless visit tells of the hours: less, if the address may be wrong.

Whoever is not met three times may be out, may not live there, or may be somebody who is seldom in.
Those who are met are not visited again, the others are: chances that are counted as if every door
were right and all households alike come out too low. Where some doors were found wrong, or the
visits themselves show it clearly, each is weighed by how surely its door was right, and of what
kind of household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from router.value.households import ALIKE, Households, settled
from router.value.mixture import Assumed, Mixture, Patterns

__all__ = ["DoorFit", "Visited", "counted", "fitted"]

CLEARLY = 3.0
"""Natural logarithm of the ratio of likelihoods from which on counting will not do."""

SOME = 10
"""Doors found wrong from which on others are wrong, too, that were not found."""

SPREADS = {0.0: 0.30, 0.4: 0.27, 0.8: 0.22, 1.2: 0.14, 1.6: 0.07}
"""How much households may differ, see `Households`, and how much each is trusted beforehand."""

_SELDOM = 0.01  # what counts less is left out
_NEVER, _SURELY = 1e-4, 1e6


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
    common
        Of every cell, the variance of its chance because nobody knows what share of the doors is
        right, and how much households differ; all cells miss by it together. None if there is none.
    """

    share: NDArray[np.float64]
    households: Households
    known: NDArray[np.float64] | None = None
    common: NDArray[np.float64] | None = None


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


def fitted(visits: Visited, assumed: Assumed) -> DoorFit:
    """Weigh every visit by how surely its door was right, where that is called for.

    Parameters
    ----------
    visits
        All at one kind of place.
    assumed
        What is assumed of cells and doors. Where no visit found a wrong address, it is taken that
        none is ever told.

    Returns
    -------
    DoorFit
        That of `counted`, unless `SOME` doors were found wrong, as others then are that were not,
        or the visits clearly speak against it. Doors that were visited once and never found wrong
        do not: fewer meetings may mean wrong doors or other hours alike.
    """
    simple = counted(visits)
    told = bool(visits.wrong.any())
    if not visits.door.size or not (told or int(np.max(np.bincount(visits.door))) > 1):
        return simple
    if not told:
        assumed = replace(assumed, told=_NEVER, wrong=_SURELY)
    patterns, which = _patterns(visits, assumed.chance.size)
    fits = [Mixture(patterns, assumed, Households.spread_by(spread)) for spread in SPREADS]
    clear = max(fit.evidence for fit in fits) - _evidence_of_counting(patterns, assumed)
    if int(visits.wrong.sum()) < SOME and clear < CLEARLY:
        return simple
    logs = np.array([fit.fitness for fit in fits]) + np.log(list(SPREADS.values()))
    trust = np.exp(logs - logs.max())
    trust[trust < _SELDOM] = 0
    return _averaged(fits, trust / trust.sum(), which[visits.door])


def _averaged(
    fits: Sequence[Mixture], trust: NDArray[np.float64], pattern: NDArray[np.intp]
) -> DoorFit:
    """Return what fits tell together, each as much as it is trusted."""
    pairs = [(one, fit, *fit.known()) for one, fit in zip(trust, fits, strict=True) if one]
    mean = np.sum([one * fit.chance for one, fit, _, _ in pairs], axis=0)
    return DoorFit(
        share=np.hstack([one * fit.shares for one, fit, _, _ in pairs])[pattern],
        households=Households(
            np.concatenate([one * fit.households.often for one, fit, _, _ in pairs]),
            np.concatenate([fit.households.offset for _, fit, _, _ in pairs]),
        ),
        known=np.sum([one * visits for one, _, visits, _ in pairs], axis=0),
        common=np.sum(
            [one * (common + (fit.chance - mean) ** 2) for one, fit, _, common in pairs], axis=0
        ),
    )


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
