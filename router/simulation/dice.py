"""Chance that does not depend on the order in which it is asked: numbers made from names.

Two policies that knock at the same door in the same hours of the same day meet the same people,
whatever else they did; what differs between them is then theirs, and not luck.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import TypeVar

__all__ = ["chance", "normal", "pick", "spread"]

_STANDARD = NormalDist()

Thing = TypeVar("Thing", bound=str)


def chance(*names: object) -> float:
    """Return a number between 0 and 1 that belongs to some names.

    Parameters
    ----------
    *names
        Such as the seed, a household and a date; what they look like as text counts.

    Returns
    -------
    float
        More than 0 and less than 1; even.
    """
    text = "\x1f".join(str(name) for name in names)
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return (int.from_bytes(digest) + 0.5) / 2.0**64 * (1 - 1e-12)


def normal(*names: object) -> float:
    """Return a number of the standard normal distribution that belongs to some names.

    Parameters
    ----------
    *names
        As of `chance`.

    Returns
    -------
    float
        Mean 0, deviation 1.
    """
    return _STANDARD.inv_cdf(chance(*names))


def spread(deviation: float, *names: object) -> float:
    """Return a factor around 1 that belongs to some names.

    Parameters
    ----------
    deviation
        Of its logarithm.
    *names
        As of `chance`.

    Returns
    -------
    float
        Lognormal, with mean 1.
    """
    return math.exp(deviation * normal(*names) - deviation**2 / 2)


def pick(weights: Mapping[Thing, float], *names: object) -> Thing:
    """Return one of several things, by their weights.

    Parameters
    ----------
    weights
        By thing; not negative, not all 0.
    *names
        As of `chance`.

    Returns
    -------
    str
        The thing.
    """
    left = chance(*names) * sum(weights.values())
    for thing, weight in weights.items():
        left -= weight
        if left < 0:
            return thing
    return max(weights, key=lambda thing: weights[thing])
