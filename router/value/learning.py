"""When borrowers are met, learned from the outcomes of own visits and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from router.domain.places import PlaceType
from router.domain.presence import CellRate, Presence, PresenceCell, Trial
from router.value.beta import beta_interval
from router.value.doors import DoorFit, Visited, fitted
from router.value.households import settled
from router.value.parameters import ValueParameters
from router.value.presence import prior_presence

__all__ = ["learned_presence"]

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
    Beta updating: the assumed chance counts as ``learning.strength`` visits, and the mean of the
    coarser cell as ``learning.finer_strength`` for a finer one (that of the area for a weekday in
    an area). Visits at an address that was later found wrong teach nothing, unless the borrower was
    met there after them. Where the visits clearly show that some doors are wrong, or that
    households differ, each counts as surely as its door was right, see `router.value.doors`.
    """
    prior = prior_presence(parameters)
    rates = dict(prior.rates)
    for kind in (PlaceType.HOME, PlaceType.WORK):
        at_work = kind is PlaceType.WORK
        told = [one for one in trials if (one.place_type is PlaceType.WORK) == at_work]
        if told:
            rates.update(_learned(kind, told, prior, parameters))
    return Presence(bands=prior.bands, rates=rates)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The visits at one kind of place, and how much each of them counts."""

    used: tuple[Trial, ...]
    base: tuple[PresenceCell, ...]
    share: NDArray[np.float64]
    sure: Mapping[PresenceCell, float]


def _learned(
    kind: PlaceType, trials: Sequence[Trial], prior: Presence, parameters: ValueParameters
) -> dict[PresenceCell, CellRate]:
    """Learn all cells of one kind of place."""
    learning, address = parameters.learning, parameters.address
    base = [cell for cell in prior.rates if cell.place_type is kind]
    visits, used = _visits(trials, base, prior)
    fit = fitted(
        visits,
        [prior.rates[cell].mean for cell in base],
        strength=learning.strength,
        address=address.work if kind is PlaceType.WORK else address.home,
        told=learning.wrong_told,
    )
    counts = ~visits.wrong[visits.door]
    seen = _Seen(
        used=tuple(one for one, right in zip(used, counts, strict=True) if right),
        base=tuple(base[at] for at in visits.cell[counts]),
        share=fit.share[counts],
        sure=_sure(visits, base, fit),
    )
    rates = {cell: prior.rates[cell] for cell in base}
    rates |= _updated(seen, seen.base, rates, learning.strength, fit)
    for finer in _FINER:
        cells = [finer(cell, trial) for cell, trial in zip(seen.base, seen.used, strict=True)]
        coarser = {
            cell: rates[_coarser(cell, rates)] for cell in dict.fromkeys(cells) if cell not in rates
        }
        rates |= _updated(seen, cells, coarser, learning.finer_strength, fit)
    return rates


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


def _coarser(cell: PresenceCell, rates: Mapping[PresenceCell, CellRate]) -> PresenceCell:
    """Return the cell at which a finer one starts: for a weekday in an area, the area."""
    area = replace(cell, weekday=None)
    return area if area in rates else replace(area, area="")


def _updated(
    seen: _Seen,
    cells: Sequence[PresenceCell],
    start: Mapping[PresenceCell, CellRate],
    strength: float,
    fit: DoorFit,
) -> dict[PresenceCell, CellRate]:
    """Update cells by the visits in them; each visit is in one, and some are in none of them."""
    if not set(cells) & start.keys():
        return {}
    position = {cell: at for at, cell in enumerate(start)}
    where = np.array([position.get(cell, -1) for cell in cells], dtype=np.intp)
    counts = where >= 0
    met_of = np.array([one.met for one in seen.used], dtype=bool)[counts]
    where, share = where[counts], seen.share[counts]
    tried = np.bincount(where, minlength=len(start))
    met = np.bincount(where, met_of, minlength=len(start))
    weighed = np.zeros((len(start), share.shape[1]))
    np.add.at(weighed, where, share)
    before = np.array([rate.mean for rate in start.values()])
    means = settled(met, weighed, before, strength, fit.households)
    base = dict(zip(cells, seen.base, strict=True))
    return {
        cell: _rate(
            float(means[at]),
            strength + seen.sure[base[cell]] * float(weighed[at].sum()),
            prior=rate.prior,
            tried=int(tried[at]),
            met=int(met[at]),
        )
        for at, (cell, rate) in enumerate(start.items())
        if tried[at]
    }


def _rate(mean: float, worth: float, *, prior: float, tried: int, met: int) -> CellRate:
    """Return a chance that is known as well as if it was counted on so many visits."""
    low = high = mean
    if 0 < mean < 1:  # a chance of 0 or 1 in a table of one's own is meant so
        low, high = beta_interval(mean * worth, (1 - mean) * worth)
    return CellRate(mean=mean, low=low, high=high, prior=prior, tried=tried, met=met)
