"""Invented doors and what happens at them: the truth is known here, and not to what learns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from random import Random

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import HourBand, Presence, Trial
from router.value import load_parameters, prior_presence

__all__ = ["TOWNS", "Cell", "Town", "Ways", "truth_of", "visits_of"]

Cell = tuple[PlaceType, DayGroup, HourBand]

FIRST_DAY = date(2026, 11, 2)
AREAS = {"north": 0.8, "east": 1.0, "south": 1.0, "west": 1.2}  # factors of the chances
EVENING = time(17)
ODD = 1.0  # deviation of the log-odds of every band where people have ways of their own
MOST = 0.95


class Ways(StrEnum):
    """How the true chances differ from the assumed ones."""

    EVENINGS = "evenings"
    """By a factor from 17:00 on; the others are lower by a tenth."""
    REVERSED = "reversed"
    """The first hours of a day have the chance of the last, and so on."""
    OWN = "own"
    """Every band of every kind of day by chance of its own."""


@dataclass(frozen=True, slots=True)
class Town:
    """Doors, and who visits them when.

    Parameters
    ----------
    ways
        How the truth differs from what is assumed.
    evenings
        Factor of the assumed chances from 17:00 on, if that is how.
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
    work
        Share of the doors that are at work.
    """

    ways: Ways = Ways.EVENINGS
    evenings: float = 1.6
    wrong: float = 0.0
    told: float = 0.5
    spread: float = 0.0
    evening_share: float = 1 / 3
    doors: int = 2_000
    stop: bool = True
    work: float = 0.0


TOWNS = {
    "all addresses right": Town(),
    "a quarter wrong, half of visits there find out": Town(wrong=0.25),
    "a quarter wrong, nobody ever finds out": Town(wrong=0.25, told=0.0),
    "a quarter wrong, mostly evenings": Town(wrong=0.25, evening_share=0.8),
    "households differ": Town(spread=0.8),
    "households differ, a quarter wrong": Town(spread=0.8, wrong=0.25),
    "doors visited again after a meeting": Town(wrong=0.25, stop=False, doors=1_200),
    "35 % wrong, evenings doubled": Town(wrong=0.35, evenings=2.0),
    "one visit a door, 30 % wrong": Town(wrong=0.30, doors=50_000),
    "one visit a door, 20 % wrong, most found": Town(wrong=0.20, told=0.75, doors=50_000),
    "many visits a door, households differ": Town(wrong=0.25, spread=1.0, stop=False, doors=400),
    "day and evening reversed, a quarter wrong": Town(Ways.REVERSED, wrong=0.25),
    "every band has its own ways": Town(Ways.OWN, wrong=0.25),
    "homes and work mixed": Town(wrong=0.25, work=0.4),
    "homes and work mixed, own ways, one visit": Town(
        Ways.OWN, wrong=0.25, work=0.4, doors=50_000
    ),
}  # fmt: skip


def truth_of(town: Town, seed: int) -> dict[Cell, float]:
    """Return the chances over all areas and households; nobody visits on Sundays."""
    return {
        cell: sum(_chance(chance, one) for one in AREAS.values()) / len(AREAS)
        for cell, chance in _base(town, seed).items()
        if town.work or cell[0] is PlaceType.HOME
    }


def visits_of(town: Town, seed: int, *, days: int = 20, per_day: int = 200) -> list[Trial]:
    """Return the visits of some working days, Monday to Saturday."""
    draw = Random(seed)
    prior, base = prior_presence(load_parameters()), _base(town, seed)
    areas = [draw.choice(list(AREAS)) for _ in range(town.doors)]
    right = [draw.random() >= town.wrong for _ in range(town.doors)]
    factor = [draw.gauss(0, town.spread) for _ in range(town.doors)]
    kinds = [
        PlaceType.WORK if town.work and draw.random() < town.work else PlaceType.HOME
        for _ in range(town.doors)
    ]
    free = [FIRST_DAY] * town.doors
    found: list[Trial] = []
    day = FIRST_DAY
    for _ in range(days):
        open_doors = [at for at in range(town.doors) if free[at] <= day]
        for at in draw.sample(open_doors, min(per_day, len(open_doors))):
            hours = _hours(town, prior, draw)
            group = DayGroup.SATURDAY if day.weekday() == 5 else DayGroup.WEEKDAY
            chance = _chance(base[kinds[at], group, hours], AREAS[areas[at]])
            met = right[at] and draw.random() < _shifted(chance, factor[at], town.spread)
            wrong = not right[at] and draw.random() < town.told
            free[at] = date.max if wrong or (met and town.stop) else day + timedelta(days=2)
            found.append(
                Trial(
                    case_id=f"C{at}", day=day, clock=hours.start, group=group,
                    place_type=kinds[at], area=areas[at], met=met, wrong=wrong,
                )
            )  # fmt: skip
        day += timedelta(days=2 if day.weekday() == 5 else 1)
    return found


def _hours(town: Town, prior: Presence, draw: Random) -> HourBand:
    late = [one for one in prior.bands if one.start >= EVENING]
    early = [one for one in prior.bands if one.start < EVENING]
    return draw.choice(late if draw.random() < town.evening_share else early)


@lru_cache(maxsize=64)
def _base(town: Town, seed: int) -> dict[Cell, float]:
    """Return the chances before areas and households move them."""
    prior = prior_presence(load_parameters())
    draw = Random(f"ways {seed}")
    found = {}
    for kind in (PlaceType.HOME, PlaceType.WORK):
        for group in (DayGroup.WEEKDAY, DayGroup.SATURDAY):
            assumed = [prior.rate(kind, group, hours).mean for hours in prior.bands]
            for hours, chance, other in zip(prior.bands, assumed, assumed[::-1], strict=True):
                odd = math.log(chance / (1 - chance)) + draw.gauss(0, ODD)
                found[kind, group, hours] = {
                    Ways.EVENINGS: chance * (town.evenings if hours.start >= EVENING else 0.9),
                    Ways.REVERSED: other,
                    Ways.OWN: 1 / (1 + math.exp(-odd)),
                }[town.ways]
    return found


def _chance(chance: float, factor: float) -> float:
    return min(MOST, chance * factor)


def _shifted(chance: float, shift: float, spread: float) -> float:
    """Return the chance of one household; over all of them it is about the one given."""
    if not spread:
        return chance
    # Logistic curves over a normal distribution are flatter by about this.
    steeper = math.sqrt(1 + 0.346 * spread**2)
    return 1 / (1 + math.exp(-(steeper * math.log(chance / (1 - chance)) + shift)))
