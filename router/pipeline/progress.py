"""How the flow tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

from router.domain.route import Progress

__all__ = ["Preparation", "Say", "searching", "silent"]

Say = Callable[[str, float, str], None]
"""Receives the step's name, how much of it is done (0 to 1), and a note."""


def silent(step: str, done: float, note: str) -> None:
    """Say nothing.

    Parameters
    ----------
    step, done, note
        Ignored.
    """


class Preparation:
    """Tells that the fast search is being prepared, as long as that goes on.

    Parameters
    ----------
    say
        Told.
    seconds
        The time limit, if there is one.
    """

    def __init__(self, say: Say, seconds: float | None) -> None:
        self._say = say
        self._meanwhile = (
            "the search waits for it" if seconds is None else "OR-Tools searches meanwhile"
        )
        self._told = False

    def __call__(self, state: Progress) -> None:
        """Tell what is new.

        Parameters
        ----------
        state
            Of the search.
        """
        if state.preparing and not self._told:
            note = f"for the first time on this computer, about two minutes; {self._meanwhile}"
            self._say("preparing the search", 0.0, note)
        elif self._told and not state.preparing:
            self._say("preparing the search", 1.0, "finished")
        self._told = state.preparing


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
    preparation = Preparation(say, seconds)

    def on_progress(state: Progress) -> None:
        preparation(state)
        done = min(0.99, state.elapsed_s / seconds) if seconds else 0.5
        say("searching", done, f"{state.visits} of {visits} visits, cost {state.cost:,.2f}")

    return on_progress
