"""Invented doors and what happens at them: the truth is known here, and not to what learns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import HourBand, Presence, Trial
from router.value import load_parameters, prior_presence

__all__ = ["TOWNS", "Cell", "Town", "truth_of", "visits_of"]

Cell = tuple[DayGroup, HourBand]

FIRST_DAY = date(2026, 11, 2)
AREAS = {"north": 0.8, "east": 1.0, "south": 1.0, "west": 1.2}  # factors of the chances
EVENING = time(17)


@dataclass(frozen=True, slots=True)
class Town:
    """Doors, and who visits them when.

    Parameters
    ----------
    evenings
        Factor of the assumed chances from 17:00 on; the others are lower by a tenth.
    wrong, told
        Share of wrong addresses; of visits there that find it out.
    spread
        How much households differ: standard deviation of their log-odds.
    evening_share
        Of visits, that are made from 17:00 on.
    doors
        Of which each is visited until somebody is met, or it is found wrong.
    stop
        Whether those who were met are not visited again.
    """

    evenings: float = 1.6
    wrong: float = 0.0
    told: float = 0.5
    spread: float = 0.0
    evening_share: float = 1 / 3
    doors: int = 2_000
    stop: bool = True


TOWNS = {
    "all addresses right": Town(),
    "a quarter wrong, half of visits there find out": Town(wrong=0.25),
    "a quarter wrong, nobody ever finds out": Town(wrong=0.25, told=0.0),
    "a quarter wrong, mostly evenings": Town(wrong=0.25, evening_share=0.8),
    "households differ": Town(spread=0.8),
    "households differ, a quarter wrong": Town(spread=0.8, wrong=0.25),
    "doors visited again after a meeting": Town(wrong=0.25, stop=False, doors=1_200),
}


def truth_of(town: Town) -> dict[Cell, float]:
    """Return the chances over all areas and households; nobody visits on Sundays."""
    prior = prior_presence(load_parameters())
    found = {}
    for group in (DayGroup.WEEKDAY, DayGroup.SATURDAY):
        for hours in prior.bands:
            factor = town.evenings if hours.start >= EVENING else 0.9
            chance = factor * prior.rate(PlaceType.HOME, group, hours).mean
            found[group, hours] = sum(_chance(chance, one) for one in AREAS.values()) / len(AREAS)
    return found


def visits_of(town: Town, seed: int, *, days: int = 20, per_day: int = 200) -> list[Trial]:
    """Return the visits of some working days, Monday to Saturday."""
    draw = Random(seed)
    prior = prior_presence(load_parameters())
    areas = [draw.choice(list(AREAS)) for _ in range(town.doors)]
    right = [draw.random() >= town.wrong for _ in range(town.doors)]
    factor = [draw.gauss(0, town.spread) for _ in range(town.doors)]
    free = [FIRST_DAY] * town.doors
    found: list[Trial] = []
    day = FIRST_DAY
    for _ in range(days):
        open_doors = [at for at in range(town.doors) if free[at] <= day]
        for at in draw.sample(open_doors, min(per_day, len(open_doors))):
            hours = _hours(town, prior, draw)
            group = DayGroup.SATURDAY if day.weekday() == 5 else DayGroup.WEEKDAY
            chance = _base(town, prior, group, hours, areas[at])
            met = right[at] and draw.random() < _shifted(chance, factor[at], town.spread)
            wrong = not right[at] and draw.random() < town.told
            free[at] = date.max if wrong or (met and town.stop) else day + timedelta(days=2)
            found.append(
                Trial(
                    case_id=f"C{at}", day=day, clock=hours.start, group=group,
                    place_type=PlaceType.HOME, area=areas[at], met=met, wrong=wrong,
                )
            )  # fmt: skip
        day += timedelta(days=2 if day.weekday() == 5 else 1)
    return found


def _hours(town: Town, prior: Presence, draw: Random) -> HourBand:
    late = [one for one in prior.bands if one.start >= EVENING]
    early = [one for one in prior.bands if one.start < EVENING]
    return draw.choice(late if draw.random() < town.evening_share else early)


def _base(town: Town, prior: Presence, group: DayGroup, hours: HourBand, area: str) -> float:
    factor = town.evenings if hours.start >= EVENING else 0.9
    return _chance(factor * prior.rate(PlaceType.HOME, group, hours).mean, AREAS[area])


def _chance(chance: float, factor: float) -> float:
    return min(0.95, chance * factor)


def _shifted(chance: float, shift: float, spread: float) -> float:
    """Return the chance of one household; over all of them it is about the one given."""
    if not spread:
        return chance
    # Logistic curves over a normal distribution are flatter by about this.
    steeper = math.sqrt(1 + 0.346 * spread**2)
    return 1 / (1 + math.exp(-(steeper * math.log(chance / (1 - chance)) + shift)))
