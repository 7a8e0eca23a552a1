"""Households differ: some are met more often than others at the same hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIKE", "Households", "logistic", "settled"]

Floats = NDArray[np.float64]

_NODES = 9  # at which a normal distribution is weighed
_ROUNDS = 25


@dataclass(frozen=True, slots=True, eq=False)
class Households:
    """Kinds of households, which differ by a factor of the odds.

    Parameters
    ----------
    often
        How frequent each kind is; they add up to 1.
    offset
        Logarithm of its factor.
    """

    often: Floats
    offset: Floats

    @classmethod
    def spread_by(cls, spread: float) -> Households:
        """Return households whose log-odds are distributed normally.

        Parameters
        ----------
        spread
            The standard deviation; 0 if they are all alike.

        Returns
        -------
        Households
            Points and weights of Gauss and Hermite.
        """
        if spread == 0:
            return ALIKE
        nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
        return cls(weights / weights.sum(), spread * nodes)

    @property
    def alike(self) -> bool:
        """Whether there is only one kind."""
        return self.often.size == 1

    def chances(self, level: Floats) -> Floats:
        """Return the chances of every kind.

        Parameters
        ----------
        level
            (cells,): logarithm of the odds where the factor is 1.

        Returns
        -------
        ndarray
            (cells, kinds).
        """
        return logistic(level[:, None] + self.offset)

    def mean(self, level: Floats) -> Floats:
        """Return the chances over all kinds.

        Parameters
        ----------
        level
            As of `chances`.

        Returns
        -------
        ndarray
            (cells,).
        """
        return np.asarray(self.chances(level) @ self.often)

    def level(self, goal: Floats, weights: Floats, start: Floats) -> Floats:
        """Return the level at which as many are met as were met.

        Parameters
        ----------
        goal
            (cells,): meetings; more than none, and fewer than visits.
        weights
            (cells, kinds): visits.
        start
            (cells,): a level to start at.

        Returns
        -------
        ndarray
            (cells,).
        """
        if self.alike:
            return np.asarray(np.log(goal) - np.log(weights[:, 0] - goal))
        level = start
        for _ in range(_ROUNDS):
            chance = self.chances(level)
            lacking = goal - (weights * chance).sum(axis=1)
            step = np.clip(lacking / (weights * chance * (1 - chance)).sum(axis=1), -1, 1)
            level = level + step
            if np.abs(step).max(initial=0) < 1e-9:
                break
        return level


ALIKE = Households(np.ones(1), np.zeros(1))
"""One kind."""


def settled(
    met: Floats, tried: Floats, mean: Floats, strength: Floats, households: Households
) -> Floats:
    """Update chances by what was seen.

    Parameters
    ----------
    met
        (cells,): meetings.
    tried
        (cells, kinds): visits at right doors of each kind of household.
    mean
        (cells,): what was assumed.
    strength
        (cells,): how many visits that is worth.
    households
        The kinds.

    Returns
    -------
    ndarray
        (cells,): the chances over all households. If those are alike, the means of Beta
        distributions: ``(met + strength * mean) / (tried + strength)``.
    """
    weights = tried + strength[:, None] * households.often
    goal = met + strength * mean
    if households.alike:
        return np.asarray(goal / weights[:, 0])
    # A chance of 0 or 1 has no odds to update: it is meant so, and stays.
    sure = (mean == 0) | (mean == 1)
    found = np.asarray(mean, float).copy()
    level = households.level(goal[~sure], weights[~sure], np.log(mean[~sure] / (1 - mean[~sure])))
    found[~sure] = households.mean(level)
    return found


def logistic(x: Floats) -> Floats:
    """Return chances of logarithms of odds.

    Parameters
    ----------
    x
        Of any shape.

    Returns
    -------
    ndarray
        Of the same shape.
    """
    return np.asarray(1 / (1 + np.exp(-x)))
