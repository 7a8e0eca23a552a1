"""How the flow tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Say", "silent"]

Say = Callable[[str, float, str], None]
"""Receives the step's name, how much of it is done (0 to 1), and a note."""


def silent(step: str, done: float, note: str) -> None:
    """Say nothing.

    Parameters
    ----------
    step, done, note
        Ignored.
    """
