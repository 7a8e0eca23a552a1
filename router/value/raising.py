"""What meeting a borrower would have to be worth for a visit to pay, in the unit users state."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from router.domain.visits import ValueBand, Visit
from router.domain.worth import VisitWorth

__all__ = ["advisor", "meeting_needed", "revalued"]

_STEPS = 12
"""How often the amount is raised, at most; two or three times are enough nearly always."""

_LEAST = 0.01
"""Money by which it is raised, at least."""


def advisor(
    worths: Sequence[VisitWorth], *, price: float = 0.0
) -> Callable[[Visit, Callable[[Visit], float]], str]:
    """Return how to say what would make a visit worth it.

    Parameters
    ----------
    worths
        What the visits are worth.
    price
        As for `meeting_needed`.

    Returns
    -------
    callable
        Takes a visit, and how much money a visit like it lacks; gives a sentence, empty if no value
        would do.
    """
    worth_of = {worth.visit_id: worth for worth in worths}

    def advise(visit: Visit, lacking: Callable[[Visit], float]) -> str:
        worth = worth_of.get(visit.visit_id)
        needed = None if worth is None else meeting_needed(visit, worth, lacking, price=price)
        if worth is None or needed is None:
            return ""
        names = " and ".join(visit.case_ids)
        together = " together" if len(visit.case_ids) > 1 else ""
        return (
            f"State more than {math.ceil(100 * needed) / 100:.2f} in the column value of {names}"
            f"{together} (what meeting the borrower is worth, {worth.meeting:.2f} now), or leave it"
            " for a day with visits nearby."
        )

    return advise


def meeting_needed(
    visit: Visit, worth: VisitWorth, lacking: Callable[[Visit], float], *, price: float = 0.0
) -> float | None:
    """Find what a meeting would have to be worth for a visit to pay.

    Parameters
    ----------
    visit
        That is not worth what it costs.
    worth
        Its terms.
    lacking
        How much money a visit like it lacks, by its value bands; 0 or less if it pays.
    price
        What a visit may lose for its day (``continuity.other_day``); counted where it was worth
        nothing, since nobody sees then whether it does.

    Returns
    -------
    float or None
        Money: with more than that it pays. None if the borrower is never met, or nobody can say.

    Notes
    -----
    Nothing gains more by a meeting than the hours in which most are met: the first raise, which
    would do there, is never too much. Then what the last raise brought says how much more is asked
    for, up to twice as much. What is lacking falls ever faster, as better hours come to be the
    best, so that what is said suffices, and may be a little more than needed.
    """
    steepest = max((_share(worth, band) for band in visit.value_bands), default=0.0)
    short = lacking(visit)
    if steepest <= 0 or not math.isfinite(short):
        return None
    before, needed = worth.meeting, worth.meeting + max(0.0, short) / steepest
    for _ in range(_STEPS):
        if short <= 0:
            return needed
        left = lacking(revalued(visit, worth, needed, price=price))
        if left <= 0:
            return needed
        raised, gained = needed - before, short - left
        step = min(raised * left / gained, 2 * raised) if gained > 0 else 2 * raised
        before, needed, short = needed, needed + max(step, _LEAST), left
    return None


def revalued(visit: Visit, worth: VisitWorth, meeting: float, *, price: float = 0.0) -> Visit:
    """Return a visit as it would be if meeting its borrower were worth another amount.

    Parameters
    ----------
    visit, worth
        The visit, and what it is worth.
    meeting
        Money.
    price
        As for `meeting_needed`.

    Returns
    -------
    Visit
        With the value bands that follow.
    """
    return replace(
        visit,
        value_bands=tuple(
            replace(band, value=_value(worth, band, meeting, price)) for band in visit.value_bands
        ),
    )


def _value(worth: VisitWorth, band: ValueBand, meeting: float, price: float) -> float:
    share = _share(worth, band)
    if band.value > 0:
        return max(0.0, band.value + share * (meeting - worth.meeting))
    chance = share / worth.ageing
    return max(0.0, share * meeting - (1 - chance) * worth.burden - price)


def _share(worth: VisitWorth, band: ValueBand) -> float:
    """Return by how much a band is worth more for each unit by which a meeting is."""
    known = worth.band_at(band.start_s)
    return 0.0 if known is None else worth.address * known.met * worth.ageing
