"""How the flow tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

from router.domain.route import Progress

__all__ = ["Say", "searching", "silent"]

Say = Callable[[str, float, str], None]
"""Receives the step's name, how much of it is done (0 to 1), and a note."""


def silent(step: str, done: float, note: str) -> None:
    """Say nothing.

    Parameters
    ----------
    step, done, note
        Ignored.
    """


def searching(say: Say, visits: int, seconds: float | None) -> Callable[[Progress], None]:
    """Tell about a running search in the flow's own way.

    Parameters
    ----------
    say
        Told.
    visits
        How many may be planned.
    seconds
        The time limit, if there is one.

    Returns
    -------
    callable
        For the search's ``on_progress``.
    """

    def on_progress(state: Progress) -> None:
        done = min(0.99, state.elapsed_s / seconds) if seconds else 0.5
        say("searching", done, f"{state.visits} of {visits} visits, cost {state.cost:,.2f}")

    return on_progress
