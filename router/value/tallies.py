"""Cells of visits, coarse and fine: what is expected of each, and what its own visits make of it.

Every visit lies in one coarsest cell and in several finer ones, and counts once in each: what the
coarser cell lets expect of a finer one is what it comes to without the visits of the finer one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from router.domain.presence import CellRate, PresenceCell, Trial
from router.value.beta import beta_interval
from router.value.households import Households, settled

__all__ = ["Seen", "Start", "Tally", "finer_starts", "tallied", "updated"]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The visits at one kind of place, and how much each of them counts.

    Parameters
    ----------
    used
        The visits.
    base
        The coarsest cell of each.
    share
        (visits, kinds of households): how surely each was at a right door of each kind.
    households
        The kinds.
    sure
        Which part of the visits of a coarsest cell its knowledge is worth.
    common
        Variance that all visits of a coarsest cell have in common.
    """

    used: tuple[Trial, ...]
    base: tuple[PresenceCell, ...]
    share: NDArray[np.float64]
    households: Households
    sure: Mapping[PresenceCell, float]
    common: Mapping[PresenceCell, float]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The visits in one cell.

    Parameters
    ----------
    base
        The coarsest cell in which it lies.
    tried, met
        How many there were, and on how many of them the borrower was met.
    weighed
        (kinds of households,): visits, each as surely as its door was right.
    """

    base: PresenceCell
    tried: int
    met: int
    weighed: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Start:
    """What is expected of a cell before its own visits.

    Parameters
    ----------
    mean
        The chance.
    strength
        How many visits that is worth.
    prior
        The chance that was assumed before anything was seen.
    """

    mean: float
    strength: float
    prior: float


def tallied(seen: Seen, cells: Sequence[PresenceCell]) -> dict[PresenceCell, Tally]:
    """Count the visits of cells.

    Parameters
    ----------
    seen
        The visits.
    cells
        The cell of each of them.

    Returns
    -------
    dict
        By cell.
    """
    base = dict(zip(cells, seen.base, strict=True))
    position = {cell: at for at, cell in enumerate(base)}
    where = np.array([position[cell] for cell in cells], dtype=np.intp)
    tried = np.bincount(where, minlength=len(base))
    met = np.bincount(where, [one.met for one in seen.used], minlength=len(base))
    weighed = np.zeros((len(base), seen.share.shape[1]))
    np.add.at(weighed, where, seen.share)
    return {
        cell: Tally(coarsest, int(tried[at]), int(met[at]), weighed[at])
        for at, (cell, coarsest) in enumerate(base.items())
    }


def finer_starts(
    seen: Seen,
    own: Mapping[PresenceCell, Tally],
    tallies: Mapping[PresenceCell, Tally],
    starts: Mapping[PresenceCell, Start],
    strength: float,
) -> dict[PresenceCell, Start]:
    """Return what the coarser cells let expect of finer ones, without the visits of these.

    Parameters
    ----------
    seen
        The visits.
    own
        Of the finer cells.
    tallies, starts
        Of the coarser ones.
    strength
        How many visits it is worth at most.

    Returns
    -------
    dict
        By finer cell.
    """
    coarser = {cell: _coarser(cell, tallies) for cell in own}
    rests = {
        cell: replace(
            tallies[over],
            met=tallies[over].met - own[cell].met,
            weighed=np.maximum(tallies[over].weighed - own[cell].weighed, 0.0),
        )
        for cell, over in coarser.items()
    }
    before = {cell: starts[over] for cell, over in coarser.items()}
    return {
        cell: Start(mean, min(strength, _worth(seen, rests[cell], before[cell])), one.prior)
        for (cell, one), mean in zip(before.items(), _means(seen, rests, before), strict=True)
    }


def _coarser(cell: PresenceCell, tallies: Mapping[PresenceCell, Tally]) -> PresenceCell:
    """Return the cell at which a finer one starts: for a weekday in an area, the area."""
    area = replace(cell, weekday=None)
    return area if area in tallies else replace(area, area="")


def _means(
    seen: Seen, tallies: Mapping[PresenceCell, Tally], starts: Mapping[PresenceCell, Start]
) -> list[float]:
    """Update what is expected of cells by visits."""
    if not tallies:
        return []
    met = np.array([float(one.met) for one in tallies.values()])
    weighed = np.array([one.weighed for one in tallies.values()])
    before = np.array([starts[cell].mean for cell in tallies])
    strength = np.array([starts[cell].strength for cell in tallies])
    return [float(one) for one in settled(met, weighed, before, strength, seen.households)]


def _worth(seen: Seen, tally: Tally, start: Start) -> float:
    """Return how many visits a cell is known by, those that are assumed included."""
    return start.strength + seen.sure[tally.base] * float(tally.weighed.sum())


def updated(
    seen: Seen, tallies: Mapping[PresenceCell, Tally], starts: Mapping[PresenceCell, Start]
) -> dict[PresenceCell, CellRate]:
    """Update cells by the visits in them.

    Parameters
    ----------
    seen, tallies
        The visits, and those of the cells.
    starts
        What was expected of the cells.

    Returns
    -------
    dict
        What is known of them.
    """
    return {
        cell: _rate(
            mean,
            _worth(seen, one, starts[cell]),
            seen.common[one.base],
            prior=starts[cell].prior,
            tried=one.tried,
            met=one.met,
        )
        for (cell, one), mean in zip(tallies.items(), _means(seen, tallies, starts), strict=True)
    }


def _rate(
    mean: float, worth: float, common: float, *, prior: float, tried: int, met: int
) -> CellRate:
    """Return a chance known as well as if counted on so many visits, but for what is common."""
    low = high = mean
    if 0 < mean < 1:  # a chance of 0 or 1 in a table of one's own is meant so
        worth = 1 / (1 / worth + common / (mean * (1 - mean)))
        low, high = beta_interval(mean * worth, (1 - mean) * worth)
    return CellRate(mean=mean, low=low, high=high, prior=prior, tried=tried, met=met)
