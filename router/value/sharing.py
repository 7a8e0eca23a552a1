"""What other hours and kinds of days tell of a band: much, where all miss the table alike.

Where evenings are better than assumed on weekdays, they mostly are on Saturdays. How far that goes
is not assumed: several ways in which the bands of a part of the day may have their difference from
the table in common are held against what was seen, and each counts as much as it foretold it.

References
----------
Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, 5.4.2, for what the others
tell of one; McCullagh and Nelder (1989), Generalized Linear Models, 2.5, for counts as log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.bands import DayPart
from router.domain.presence import HourBand, PresenceCell
from router.value.households import logistic

__all__ = ["foretold"]

Floats = NDArray[np.float64]

# Variances of the differences from the table, which a part of the day has in common on all kinds of
# days and which a band has of its own, and how much each is trusted beforehand. Only their
# proportions count: on the mean their sum is the variance of a chance that is worth its strength.
_COMMON = {0.0: 0.4, 2.0: 0.3, 10.0: 0.2, 30.0: 0.1}
_OWN = {0.05: 0.3, 0.2: 0.3, 0.6: 0.2, 2.0: 0.1, 8.0: 0.1}


def foretold(
    cells: Sequence[PresenceCell], table: Floats, strength: float, *, met: Floats, tried: Floats
) -> tuple[Floats, Floats]:
    """Foretell every cell from the table and from the visits in the other cells.

    Parameters
    ----------
    cells
        Of one kind of place, without weekday and area.
    table
        (cells,): chances that are assumed.
    strength
        Visits that each is worth as long as nothing else is known.
    met, tried
        (cells,): meetings and visits, as many as the knowledge of each cell is worth.

    Returns
    -------
    chance
        (cells,): exactly that of the table where no visit was made, here or elsewhere.
    worth
        (cells,): visits that it is worth.
    """
    chance, worth = table.copy(), np.full(table.shape, strength)
    seen = np.flatnonzero((tried > 0) & (table > 0) & (table < 1))
    if not seen.size:
        return chance, worth
    found, sure = _differences(table[seen], strength, met[seen], tried[seen])
    ways, trust = _ways([cells[int(at)].hours for at in seen])
    scale = 1 / np.sqrt(strength * table[seen] * (1 - table[seen]))
    inverse = np.linalg.inv(ways * np.outer(scale, scale) + np.diag(1 / sure))
    pull, own = inverse @ found, np.diagonal(inverse, axis1=1, axis2=2)
    told, variance = found - pull / own, 1 / own - 1 / sure
    together = np.linalg.slogdet(inverse)[1] - pull @ found
    others = together[:, None] - np.log(own) + pull**2 / own
    logs = np.log(trust)[:, None] + others / 2
    share = np.exp(logs - logs.max(axis=0))
    share /= share.sum(axis=0)
    shift = (share * told).sum(axis=0)
    variance = (share * (variance + told**2)).sum(axis=0) - shift**2
    start = logistic(np.log(table[seen] / (1 - table[seen])) + shift)
    chance[seen], worth[seen] = start, 1 / (variance * start * (1 - start))
    return chance, worth


def _differences(
    table: Floats, strength: float, met: Floats, tried: Floats
) -> tuple[Floats, Floats]:
    """Return by how much the log-odds differ from the table, and how surely (1 / variance)."""
    chance = (met + strength * table) / (tried + strength)
    sure = tried * chance * (1 - chance)
    assumed = np.log(table / (1 - table))
    return np.log(chance / (1 - chance)) + (met - tried * chance) / sure - assumed, sure


def _ways(hours: Sequence[HourBand]) -> tuple[Floats, Floats]:
    """Return covariances of the differences, (ways, cells, cells), and how each is trusted."""
    parts = np.array([_part(one) for one in hours])
    same, own = parts[:, None] == parts, np.eye(len(hours))
    pairs = [(one, other) for one in _COMMON for other in _OWN]
    trust = np.array([_COMMON[one] * _OWN[other] for one, other in pairs])
    usual = sum(weight * sum(pair) for weight, pair in zip(trust, pairs, strict=True))
    return np.array([one * same + other * own for one, other in pairs]) / usual, trust


def _part(hours: HourBand) -> int:
    """Return the position of the part of the day in which hours start."""
    return max(at for at, part in enumerate(DayPart) if part.start <= hours.start)
