"""How the compiled search goes about it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Settings"]


class Settings(NamedTuple):
    """How a search goes about it; the defaults were measured.

    Parameters
    ----------
    removed
        Visits removed by a step, on average.
    longest
        Of one string.
    neighbours
        Only routes that hold one of so many nearest neighbours are tried.
    absent
        Absent visits that are tried in a step, at most.
    from_absent
        Share of steps that begin at an absent visit.
    begin
        Share of steps in which a route may begin for less than it costs.
    weights
        Of the orders of insertion: random, far, near, short window, gain, gain for its time.
    pairs_first
        Share of steps that make meetings before all else.
    waiting
        Share of steps in which who has lost his partner stays where he is, and waits for another.
    shifted
        Share of steps in which meetings are moved in time.
    record_every
        Steps between two records of routes; 0 for none.

    Notes
    -----
    Code is compiled for the types of the defaults: what is a float here must be one.
    """

    removed: float = 10.0
    longest: float = 10.0
    neighbours: int = 20
    absent: int = 20
    from_absent: float = 0.3
    begin: float = 0.01
    weights: tuple[float, float, float, float, float, float] = (6.0, 1.0, 1.0, 1.0, 1.0, 2.0)
    pairs_first: float = 0.3
    waiting: float = 0.6
    shifted: float = 0.1
    record_every: int = 0
