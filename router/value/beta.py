"""Bounds of a chance that is known from counting: quantiles of the Beta distribution."""

from __future__ import annotations

import math

__all__ = ["beta_cdf", "beta_interval"]

_STEPS = 10_000  # the fraction needs about the square root of the counts
_EXACT = 1e-14
_LEAST = 1e-9  # of less than this nothing can be told from nothing
_TINY = 1e-290  # in place of a denominator of nothing


def beta_interval(a: float, b: float, level: float = 0.9) -> tuple[float, float]:
    """Return the bounds between which a chance lies, as much below them as above.

    Parameters
    ----------
    a, b
        How much is known: visits that met the borrower, and visits that did not, those included
        that the prior is worth. More than 0.
    level
        How surely it lies between them, 0 to 1.

    Returns
    -------
    tuple of float
        The low and the high bound.

    Raises
    ------
    ValueError
        If a count is not more than 0, or the level does not lie between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    if not (a > 0 and b > 0):
        raise ValueError("what a chance is known from is more than nothing")
    a, b = max(a, _LEAST), max(b, _LEAST)
    tail = (1 - level) / 2
    return _quantile(tail, a, b), _quantile(1 - tail, a, b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return how surely a chance is at most x.

    Parameters
    ----------
    x
        0 to 1.
    a, b
        As of `beta_interval`.

    Returns
    -------
    float
        0 to 1.

    Raises
    ------
    ValueError
        If a count is not more than 0.

    Notes
    -----
    The regularised incomplete beta function, by its continued fraction.

    References
    ----------
    NIST Digital Library of Mathematical Functions, 8.17.22, https://dlmf.nist.gov/8.17
    """
    if not (a > 0 and b > 0):
        raise ValueError("what a chance is known from is more than nothing")
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast on the other side
        return 1 - beta_cdf(1 - x, b, a)
    return math.exp(_log_density(x, a, b) + math.log(x) + math.log1p(-x)) * _fraction(x, a, b) / a


def _log_density(x: float, a: float, b: float) -> float:
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x)


def _fraction(x: float, a: float, b: float) -> float:
    """1 / (1 + t1 / (1 + t2 / (1 + ...))), worked out from the front by Lentz's method."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, _STEPS):
        half = step // 2
        term = -(a + half) * (a + b + half) if step % 2 else half * (b - half)
        term *= x / ((a + step - 1) * (a + step))
        below = 1 / (1 + term * below or _TINY)
        above = 1 + term / above or _TINY
        value *= above * below
        if abs(above * below - 1) < _EXACT:
            break
    return 1 / value


def _quantile(chance: float, a: float, b: float) -> float:
    """Return the x that a Beta variable does not exceed with this chance."""
    # Near 0 a float has all its digits, near 1 it has not.
    if beta_cdf(0.5, a, b) < chance:
        return 1 - _small_quantile(1 - chance, b, a)
    return _small_quantile(chance, a, b)


def _small_quantile(chance: float, a: float, b: float) -> float:
    """Return a quantile of at most 0.5."""
    low, high = 0.0, 1.0
    x = a / (a + b)
    while high - low > _EXACT * high:
        missing = chance - beta_cdf(x, a, b)
        low, high = (x, high) if missing > 0 else (low, x)
        # Newton's step in the logarithm of x, where the slope has a bound; halves outside of it.
        slope = math.exp(_log_density(x, a, b) + math.log(x))
        guess = x * math.exp(missing / slope) if abs(missing) < 700 * slope else low
        step = guess if low < guess < high else (low + high) / 2
        if step in (low, high) or abs(step - x) <= _EXACT * x:
            return step
        x = step
    return x
