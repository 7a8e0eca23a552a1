"""Doors that are right or wrong, fitted to all that was seen at them.

A door is right with some chance. At a right one the borrower is met by the chance of the hours,
more or less often by the kind of household. At a wrong one nobody is met, and every visit is told
so with some chance. What fits best is found by expectation and maximisation.

References
----------
Dempster, Laird and Rubin (1977), Journal of the Royal Statistical Society B 39, 1-38; for how well
it is known: Louis (1982), the same, 44, 226-233.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.value.households import Households, logistic

__all__ = ["Assumed", "Mixture", "Patterns"]

Floats = NDArray[np.float64]

_ROUNDS, _CLOSE = 500, 1e-5
_STEP = 1e-4
_LEAST = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """What was seen at doors; each row stands for all doors at which the same was seen.

    Parameters
    ----------
    tried, met
        (patterns, cells): visits that tell of presence, and meetings.
    wrong
        (patterns,): whether a visit found that the address is wrong.
    count
        (patterns,): of doors.
    """

    tried: Floats
    met: Floats
    wrong: NDArray[np.bool_]
    count: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Assumed:
    """What is assumed before anything was seen.

    Parameters
    ----------
    chance
        (cells,): to meet the borrower at a right door.
    strength
        (cells,): visits that each of them is worth.
    address, told
        Chance that a door is right; that a visit at a wrong one is told so.
    doors, wrong
        Doors that the one is worth; visits at wrong ones that the other is worth.
    """

    chance: Floats
    strength: Floats
    address: float
    told: float
    doors: float
    wrong: float

    @classmethod
    def of(
        cls,
        chance: Sequence[float] | Floats,
        strength: float | Floats,
        *,
        address: float,
        told: float,
        doors: float,
        wrong: float,
    ) -> Assumed:
        """Return chances that leave everything possible.

        Parameters
        ----------
        chance, strength, address, told, doors, wrong
            As they are stated; one strength is that of all cells.

        Returns
        -------
        Assumed
            None of them 0 or 1.
        """
        bounds = (_LEAST, 1 - _LEAST)
        chances = np.clip(np.asarray(chance, dtype=float), *bounds)
        return cls(
            chances,
            np.broadcast_to(strength, chances.shape),
            float(np.clip(address, *bounds)),
            float(np.clip(told, *bounds)),
            doors,
            wrong,
        )


class Mixture:
    """The best fit for one spread of households.

    Parameters
    ----------
    patterns
        What was seen.
    assumed
        Before.
    households
        Kinds of them.

    Attributes
    ----------
    evidence
        Log-likelihood of what was seen.
    fitness
        The same with what was assumed.
    shares
        (patterns, kinds): how surely a door is right, and of that kind.
    chance
        (cells,): over all households.
    """

    def __init__(self, patterns: Patterns, assumed: Assumed, households: Households) -> None:
        self.households = households
        self._seen, self._assumed = patterns, assumed
        self._visits = patterns.tried.sum(axis=1)
        self._ever = patterns.met.sum(axis=1) > 0
        self._meetings = patterns.count @ patterns.met
        self._doors = float(patterns.count.sum())
        self._wrong = float(patterns.count @ patterns.wrong)
        ones = np.broadcast_to(households.often, (assumed.chance.size, households.often.size))
        logs = np.log(assumed.chance / (1 - assumed.chance))
        self._level = households.level(assumed.chance, ones, logs)
        self._address, self._told = assumed.address, assumed.told
        self._fit()
        self.shares, self.evidence = self._expected()
        self.chance = households.mean(self._level)
        self.fitness = self.evidence + sum(
            float(np.sum(worth * _likely(np.asarray(one), np.asarray(found))))
            for worth, one, found in (
                (assumed.strength, assumed.chance, self.chance),
                (assumed.doors, assumed.address, self._address),
                (assumed.wrong, assumed.told, self._told),
            )
        )

    def known(self) -> tuple[Floats, Floats]:
        """Return how well the chance of every cell is known.

        Returns
        -------
        visits
            (cells,): at right doors that the knowledge would be worth beside the prior, were the
            share of right doors known; at most as many as there were.
        common
            (cells,): variance of the chance because it is not; all cells miss by it together.

        Notes
        -----
        From the curvature of the fitness, by differences of its slope.
        """
        size = self._assumed.chance.size
        here = self._point()
        bend = np.empty((size + 2, size + 2))
        for at in range(size + 2):
            step = np.zeros(size + 2)
            step[at] = _STEP
            bend[at] = (self._slope(here + step) - self._slope(here - step)) / (2 * _STEP)
        self._move(here)
        bend = -(bend + bend.T) / 2
        own, every = (
            np.linalg.pinv(one, hermitian=True).diagonal()[:size]
            for one in (bend[:size, :size], bend)
        )
        chance = self.households.chances(self._level)
        mean = chance @ self.households.often
        steep = ((chance * (1 - chance)) @ self.households.often) ** 2
        worth = mean * (1 - mean) / np.maximum(steep * own, 1e-12)
        tried = self._seen.count @ self._seen.tried
        visits = np.clip(worth - self._assumed.strength, 0, tried)
        return np.asarray(visits), np.asarray(steep * np.maximum(every - own, 0))

    def _fit(self) -> None:
        for _ in range(_ROUNDS):
            before = logistic(self._point())
            tried, right, silent = self._gathered()
            assumed = self._assumed
            self._address = (right + assumed.doors * assumed.address) / (
                self._doors + assumed.doors
            )
            self._told = (self._wrong + assumed.wrong * assumed.told) / (
                self._wrong + silent + assumed.wrong
            )
            weights = tried + assumed.strength[:, None] * self.households.often
            goal = self._meetings + assumed.strength * assumed.chance
            self._level = self.households.level(goal, weights, self._level)
            if np.abs(logistic(self._point()) - before).max() < _CLOSE:
                break

    def _expected(self) -> tuple[Floats, float]:
        """Return how surely doors are right, by kind of household, and the log-likelihood."""
        each = self._level[:, None] + self.households.offset
        yes, no = -np.logaddexp(0, -each), -np.logaddexp(0, each)
        seen = self._seen
        by_kind = seen.met @ yes + (seen.tried - seen.met) @ no + np.log(self.households.often)
        top = by_kind.max(axis=1, keepdims=True)
        joint = np.exp(by_kind - top)
        total = joint.sum(axis=1, keepdims=True)
        right = np.log(self._address) + (top + np.log(total))[:, 0]
        wrong = np.log1p(-self._address) + self._visits * np.log1p(-self._told)
        right = np.where(seen.wrong, -np.inf, right)
        wrong = np.where(self._ever, -np.inf, wrong + seen.wrong * np.log(self._told))
        both = np.logaddexp(right, wrong)
        return joint / total * np.exp(right - both)[:, None], float(seen.count @ both)

    def _gathered(self) -> tuple[Floats, float, float]:
        """Return visits at right doors by cell and kind, right doors, visits at wrong ones."""
        doors = self._expected()[0] * self._seen.count[:, None]
        right = doors.sum(axis=1)
        silent = float((self._seen.count - right) @ self._visits)
        return self._seen.tried.T @ doors, float(right.sum()), silent

    def _slope(self, point: Floats) -> Floats:
        """Return how the fitness changes with every level and the log-odds of the two shares."""
        self._move(point)
        tried, right, silent = self._gathered()
        assumed = self._assumed
        weights = tried + assumed.strength[:, None] * self.households.often
        levels = self._meetings + assumed.strength * assumed.chance
        levels = levels - (weights * self.households.chances(self._level)).sum(axis=1)
        address = right + assumed.doors * assumed.address
        address -= (self._doors + assumed.doors) * self._address
        told = self._wrong + assumed.wrong * assumed.told
        told -= (self._wrong + silent + assumed.wrong) * self._told
        return np.concatenate((levels, [address, told]))

    def _point(self) -> Floats:
        shares = np.array([self._address, self._told])
        return np.concatenate((self._level, np.log(shares / (1 - shares))))

    def _move(self, point: Floats) -> None:
        self._level = point[:-2]
        self._address, self._told = (float(one) for one in logistic(point[-2:]))


def _likely(assumed: Floats, chance: Floats) -> Floats:
    return np.asarray(assumed * np.log(chance) + (1 - assumed) * np.log1p(-chance))
