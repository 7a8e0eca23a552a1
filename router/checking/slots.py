"""When a visit would best be made: its cheapest insertions into a plan, part of the day by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from router.checking.barred import barred
from router.checking.explain import agenda_of
from router.checking.insertion import Standing, possible_starts
from router.checking.itinerary import Maps, allowed_starts
from router.checking.placing import fitting, left_over
from router.checking.ties import Ties, standing_still
from router.checking.trial import Trial
from router.domain.problem import Problem, Span, Visit
from router.domain.route import Route

__all__ = ["Slot", "slots"]

_MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to make a visit.

    Parameters
    ----------
    shift_id
        Who makes it.
    band
        The part of the day that was asked for.
    window
        When service may start there, in seconds after the problem's origin; whole minutes.
    order
        The visits of the route, this one included.
    extra_cost
        What the route costs more, both at their best times, in money.
    """

    shift_id: str
    band: Span
    window: Span
    order: tuple[str, ...]
    extra_cost: float


def slots(
    problem: Problem,
    routes: Sequence[Route],
    visit: Visit,
    bands: Sequence[Span],
    *,
    every_agent: bool = False,
) -> tuple[Slot, ...]:
    """Find the cheapest ways to make a visit, for every part of the day.

    Parameters
    ----------
    problem
        The problem; its rules hold for the visit.
    routes
        Without the visit, and without visits of its group. Their visits stay with their agents,
        in their order, inside their windows.
    visit
        Of the problem.
    bands
        Parts of the day for the start of service.
    every_agent
        False to pass over agents who cannot be cheaper in a band than one who was tried there.

    Returns
    -------
    tuple of Slot
        The cheapest first; per shift and band one at most.
    """
    still = standing_still(problem, routes)
    known = {one.visit_id: one for one in still.visits}
    maps = Maps(still)
    agenda = agenda_of(still, routes, known)
    standings = [Standing(maps, shift, agenda[shift.shift_id]) for shift in still.shifts]
    ties = Ties(still, agenda, routes)
    trials: list[tuple[float, Trial, list[Span]]] = []
    for standing in standings:
        trial = Trial(still, maps, ties, standings, standing, visit, False)
        if barred(trial) is not None:
            continue
        tried = left_over(trial)
        cheapest = fitting(trial, tried)
        if cheapest is not None:
            trials.append((cheapest.extra_cost, trial, possible_starts(standing, tried)))
    found: list[Slot] = []
    best: dict[Span, float] = {}
    for least, trial, starts in sorted(trials, key=lambda one: (one[0], one[1].shift.shift_id)):
        for band in bands:
            if not every_agent and least >= best.get(band, float("inf")):
                continue
            if not any(max(a, band[0]) <= min(b, band[1]) for a, b in starts):
                continue
            slot = _slot(trial, band)
            if slot is not None:
                found.append(slot)
                best[band] = min(best.get(band, float("inf")), slot.extra_cost)
    return tuple(sorted(found, key=lambda slot: (slot.extra_cost, slot.window, slot.shift_id)))


def _slot(trial: Trial, band: Span) -> Slot | None:
    """The cheapest insertion of a visit that starts within a band."""
    visit = trial.visit
    spans = tuple(
        (max(a, band[0]), min(b, band[1]))
        for a, b in allowed_starts(visit)
        if max(a, band[0]) <= min(b, band[1])
    )
    if not spans:
        return None
    inside = replace(
        visit, windows=spans, legal=(), release_s=None, due_s=None, locked_start_s=None
    )
    within = replace(trial, visit=inside)
    tried = left_over(within)
    insertion = fitting(within, tried)
    if insertion is None:
        return None
    here = [detour for detour in tried if detour.position == insertion.position]
    window = _widest(possible_starts(trial.standing, here))
    if window is None:
        return None
    ids = [one.visit_id for one in trial.standing.visits]
    order = (*ids[: insertion.position], visit.visit_id, *ids[insertion.position :])
    return Slot(
        shift_id=trial.shift.shift_id,
        band=band,
        window=window,
        order=order,
        extra_cost=insertion.extra_cost,
    )


def _widest(spans: Sequence[Span]) -> Span | None:
    """The widest of some spans in whole five minutes, else one minute; None if there is none."""
    joined: list[Span] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    whole = [_rounded(span, 5 * _MINUTE_S) for span in joined]
    wide = [(first, last) for first, last in whole if first <= last]
    if wide:
        return max(wide, key=lambda span: (span[1] - span[0], -span[0]))
    # Too narrow to be told as a span: the first whole minute.
    moments = [
        first for first, last in (_rounded(span, _MINUTE_S) for span in joined) if first <= last
    ]
    return (moments[0], moments[0]) if moments else None


def _rounded(span: Span, unit_s: int) -> Span:
    """A span cut to whole units of time; it ends before it starts if it holds none."""
    return -(-span[0] // unit_s) * unit_s, span[1] // unit_s * unit_s
