"""When borrowers are met, before anything was learned."""

from __future__ import annotations

from datetime import time
from functools import lru_cache

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import CellRate, HourBand, Presence, PresenceCell
from router.value.beta import beta_interval
from router.value.parameters import PresencePrior, ValueParameters

__all__ = ["prior_presence"]


@lru_cache(maxsize=16)
def prior_presence(parameters: ValueParameters) -> Presence:
    """Return the chances to meet a borrower that are assumed before anything was learned.

    Parameters
    ----------
    parameters
        Their tables ``presence`` and ``learning``.

    Returns
    -------
    Presence
        A cell for every kind of place, kind of day and hours; its bounds are those of a chance that
        was counted on as many visits as the table is worth (``learning.strength``).
    """
    table, strength = parameters.presence, parameters.learning.strength
    ends = (*table.hours[1:], time(0))
    bands = tuple(HourBand(start, end) for start, end in zip(table.hours, ends, strict=True))
    rates = {
        PresenceCell(place_type=kind, group=group, hours=hours): _rate(chance, strength)
        for kind, group in ((k, g) for k in (PlaceType.HOME, PlaceType.WORK) for g in DayGroup)
        for hours, chance in zip(bands, _chances(table, kind, group), strict=True)
    }
    return Presence(bands=bands, rates=rates)


def _chances(table: PresencePrior, kind: PlaceType, group: DayGroup) -> tuple[float, ...]:
    return {
        (PlaceType.HOME, DayGroup.WEEKDAY): table.home_weekday,
        (PlaceType.HOME, DayGroup.SATURDAY): table.home_saturday,
        (PlaceType.HOME, DayGroup.SUNDAY): table.home_sunday,
        (PlaceType.WORK, DayGroup.WEEKDAY): table.work_weekday,
        (PlaceType.WORK, DayGroup.SATURDAY): table.work_saturday,
        (PlaceType.WORK, DayGroup.SUNDAY): table.work_sunday,
    }[kind, group]


def _rate(chance: float, strength: float) -> CellRate:
    # A chance of 0 or 1 in a table of one's own is meant so.
    bounds = (chance, chance)
    if 0 < chance < 1:
        bounds = beta_interval(chance * strength, (1 - chance) * strength)
    return CellRate(mean=chance, low=bounds[0], high=bounds[1], prior=chance)
