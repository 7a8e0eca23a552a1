"""Invent a city with its borrowers, debts and agents, from a seed."""

from __future__ import annotations

from router.simulation.options import PortfolioOptions
from router.simulation.world import World

__all__ = ["generate"]


def generate(seed: int, options: PortfolioOptions | None = None) -> World:
    """Invent a city.

    Parameters
    ----------
    seed
        The same seed and options give the same city.
    options
        What it is like; None for the defaults.

    Returns
    -------
    World
        What the planner may see, and the truth.
    """
    raise NotImplementedError
