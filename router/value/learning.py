"""When borrowers are met, learned from the outcomes of own visits and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from router.domain.places import PlaceType
from router.domain.presence import CellRate, Presence, PresenceCell, Trial
from router.value.doors import DoorFit, Visited, fitted
from router.value.households import settled
from router.value.mixture import Assumed
from router.value.parameters import ValueParameters
from router.value.presence import prior_presence
from router.value.sharing import foretold
from router.value.tallies import Seen, Start, finer_starts, tallied, updated

__all__ = ["learned_presence"]

LITTLE = 1.0
"""Visits that the assumed chances are worth where doors are judged.

Wrong doors and other hours than assumed look alike where doors are visited once: the more the
assumed chances count there, the more doors are taken for right only because hours are better.
"""

_Finer = Callable[[PresenceCell, Trial], PresenceCell]

_FINER: tuple[_Finer, ...] = (
    lambda cell, trial: replace(cell, area=trial.area),
    lambda cell, trial: replace(cell, weekday=trial.day.weekday()),
    lambda cell, trial: replace(cell, weekday=trial.day.weekday(), area=trial.area),
)
"""Finer cells of a visit, the coarser first."""


def learned_presence(trials: Sequence[Trial], parameters: ValueParameters) -> Presence:
    """Learn the chances to meet borrowers from visits.

    Parameters
    ----------
    trials
        Visits that were made, in any order.
    parameters
        The chances that are assumed, and how many visits they are worth.

    Returns
    -------
    Presence
        Every cell of kind of place, kind of day and hours: exactly the assumed one where nothing
        was tried. Finer cells, of a weekday, an area, or both, only where something was tried.

    Notes
    -----
    Beta updating: the assumed chance counts as ``learning.strength`` visits as long as nothing
    else is known. Where the other hours and kinds of days were visited, that chance is moved by
    what they have in common, and counts as many visits as they foretell it well, see
    `router.value.sharing`. A finer cell starts at what the coarser one (the area for a weekday in
    an area) comes to without the visits of the finer one, lest they count twice; that counts as
    ``learning.finer_strength`` visits at most, and never as more than it rests on: no finer cell is
    known better than the coarser one. Visits at an
    address that was later found wrong teach nothing, unless the borrower was met there after them.
    Where some doors were found wrong, or the visits clearly show that some are or that households
    differ, each counts as surely as its door was right, see `router.value.doors`.

    References
    ----------
    Gelman and others (2013), Bayesian Data Analysis, 3rd edition, chapter 5, for chances that are
    estimated together; those of the two modules stand there.
    """
    prior = prior_presence(parameters)
    rates = dict(prior.rates)
    for kind in (PlaceType.HOME, PlaceType.WORK):
        at_work = kind is PlaceType.WORK
        told = [one for one in trials if (one.place_type is PlaceType.WORK) == at_work]
        if told:
            rates.update(_learned(kind, told, prior, parameters))
    return Presence(bands=prior.bands, rates=rates)


def _learned(
    kind: PlaceType, trials: Sequence[Trial], prior: Presence, parameters: ValueParameters
) -> dict[PresenceCell, CellRate]:
    """Learn all cells of one kind of place."""
    learning, address = parameters.learning, parameters.address
    base = [cell for cell in prior.rates if cell.place_type is kind]
    visits, used = _visits(trials, base, prior)
    table = np.array([prior.rates[cell].mean for cell in base])
    assumed = Assumed.of(
        table,
        LITTLE,
        address=address.work if kind is PlaceType.WORK else address.home,
        told=learning.wrong_told,
        doors=learning.address_strength,
        wrong=learning.told_strength,
    )
    fit = fitted(visits, assumed)
    counts = ~visits.wrong[visits.door]
    seen = Seen(
        used=tuple(one for one, right in zip(used, counts, strict=True) if right),
        base=tuple(base[at] for at in visits.cell[counts]),
        share=fit.share[counts],
        households=fit.households,
        sure=_sure(visits, base, fit),
        common=dict(
            zip(base, np.zeros(len(base)) if fit.common is None else fit.common, strict=True)
        ),
    )
    rates = {cell: prior.rates[cell] for cell in base}
    tallies = tallied(seen, seen.base)
    starts = _starts(visits, base, table, fit, learning.strength)
    rates |= updated(seen, tallies, starts)
    for finer in _FINER:
        cells = [finer(cell, trial) for cell, trial in zip(seen.base, seen.used, strict=True)]
        own = {cell: one for cell, one in tallied(seen, cells).items() if cell not in tallies}
        starts |= finer_starts(seen, own, tallies, starts, learning.finer_strength)
        tallies |= own
        rates |= updated(seen, own, starts)
    return rates


def _starts(
    visits: Visited,
    base: Sequence[PresenceCell],
    table: NDArray[np.float64],
    fit: DoorFit,
    strength: float,
) -> dict[PresenceCell, Start]:
    """Return what the table, and the visits in the other cells, let expect of every cell."""
    weighed = np.zeros((len(base), fit.share.shape[1]))
    np.add.at(weighed, visits.cell, fit.share)
    met = np.bincount(visits.cell, visits.met, minlength=len(base))
    sole = settled(met, weighed, table, np.full(len(base), strength), fit.households)
    tried = weighed.sum(axis=1)
    if fit.known is not None:
        tried = np.minimum(tried, fit.known)
    as_met = np.clip((strength + tried) * sole - strength * table, 0, tried)
    means, worth = foretold(base, table, strength, met=as_met, tried=tried)
    return {
        cell: Start(float(mean), float(one), float(prior))
        for cell, mean, one, prior in zip(base, means, worth, table, strict=True)
    }


def _visits(
    trials: Sequence[Trial], base: Sequence[PresenceCell], prior: Presence
) -> tuple[Visited, list[Trial]]:
    """Return what the visits tell, and the visits themselves, those left out that tell nothing."""
    position = {cell: at for at, cell in enumerate(base)}
    kind = base[0].place_type
    doors: dict[tuple[str, str], list[Trial]] = defaultdict(list)
    for one in sorted(trials, key=_moment):
        doors[one.case_id, one.door].append(one)
    used: list[Trial] = []
    door: list[int] = []
    wrong: list[bool] = []
    for number, visits in enumerate(doors.values()):
        before = _before_wrong(visits)
        found = len(before) < len(visits)
        met = [at for at, one in enumerate(before) if one.met]
        if found and met:  # it was right then; from when on it was not, nobody knows
            before, found = before[: met[-1] + 1], False
        used += before
        door += [number] * len(before)
        wrong.append(found)
    cells = [
        position[PresenceCell(place_type=kind, group=one.group, hours=prior.hours_of(one.clock))]
        for one in used
    ]
    visited = Visited(
        door=np.array(door, dtype=np.intp),
        cell=np.array(cells, dtype=np.intp),
        met=np.array([one.met for one in used], dtype=bool),
        wrong=np.array(wrong, dtype=bool),
    )
    return visited, used


def _moment(trial: Trial) -> tuple[date, time]:
    return trial.day, trial.clock


def _before_wrong(visits: Sequence[Trial]) -> list[Trial]:
    """Return the visits before the one that found the address wrong."""
    first = next((at for at, one in enumerate(visits) if one.wrong), len(visits))
    return list(visits[:first])


def _sure(visits: Visited, base: Sequence[PresenceCell], fit: DoorFit) -> dict[PresenceCell, float]:
    """Return which part of the visits of every cell its knowledge is worth."""
    if fit.known is None:
        return dict.fromkeys(base, 1.0)
    weighed = np.bincount(visits.cell, fit.share.sum(axis=1), minlength=len(base))
    part = np.minimum(1.0, fit.known / np.maximum(weighed, 1e-9))
    return dict(zip(base, map(float, part), strict=True))
