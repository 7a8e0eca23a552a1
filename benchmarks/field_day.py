"""A made-up day of field visits: the town, its doors, the agents, their ways.

All draws and all arithmetic are exact on every machine: places are whole metres, and only square
roots and products are taken of them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.problem import Problem, Shift, ShiftBreak, ValueBand, Visit

__all__ = ["field_day"]

HOUR, MINUTE = 3600, 60
SKILLS = ("language", "legal", "senior")
LEGAL = ((7 * HOUR, 21 * HOUR),)
OFFICE = 0  # the first location
ORIGIN = Coordinate(47.0, 19.0)  # of the map, which is otherwise made up
METRES_PER_DEGREE = (111_195.0, 75_835.0)

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compound:
    """Buildings behind one gate: where each stands."""

    buildings: tuple[Point, ...]


def field_day(visits: int, agents: int, *, seed: int, ebikes: float = 0.35) -> Problem:
    """Make up a day of field visits.

    Parameters
    ----------
    visits, agents
        How many. The town grows with the number of visits.
    seed
        Of everything.
    ebikes
        Share of the agents who ride an e-bike; with 0 there is one matrix.

    Returns
    -------
    Problem
        Money in euros; places are rows of the matrices, the office first, then homes, then doors.
    """
    dice = random.Random(f"field day {visits} {agents} {seed}")
    town = _Town(dice, visits)
    places: list[Point] = [town.centre]
    shifts = [_shift(dice, town, places, number, ebikes) for number in range(agents)]
    made: list[Visit] = []
    homes = {town.centre: OFFICE}
    while len(made) < visits:
        made += _borrower(dice, town, places, homes, number=len(made), room=visits - len(made))
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(made),
        shifts=tuple(shifts),
        matrices={key: _matrix(places, key) for key in sorted({s.matrix for s in shifts})},
        coordinates=tuple(
            Coordinate(
                round(ORIGIN.lat + y / METRES_PER_DEGREE[0], 6),
                round(ORIGIN.lon + x / METRES_PER_DEGREE[1], 6),
            )
            for x, y in places
        ),
    )


class _Town:
    """Districts, compounds and villages, and where a door may be."""

    def __init__(self, dice: random.Random, visits: int) -> None:
        # Doors per square kilometre stay alike: twice the visits, twice the area.
        self.side = 1000 * round(min(90.0, max(12.0, 30 * (visits / 1000) ** 0.5)))
        self.centre = (self.side // 2, self.side // 2)
        count = max(4, visits // 60)
        inner = self.side // 10
        self.districts = [
            (
                _between(dice, inner, self.side - inner),
                _between(dice, inner, self.side - inner),
                _between(dice, 600, 2200),
            )
            for _ in range(count)
        ]
        self.compounds = [self._compound(dice) for _ in range(max(2, visits // 50))]
        out = self.side // 2
        self.villages = [
            (dice.choice((-out, self.side + out)), _between(dice, -out // 2, self.side + out // 2))
            for _ in range(max(2, visits // 250))
        ]

    def _compound(self, dice: random.Random) -> Compound:
        gate_x, gate_y = self.in_district(dice)
        return Compound(
            tuple(
                (gate_x + _between(dice, -120, 120), gate_y + _between(dice, -120, 120))
                for _ in range(dice.randint(2, 6))
            )
        )

    def in_district(self, dice: random.Random) -> Point:
        """Draw a place in a district, denser towards its middle."""
        x, y, reach = dice.choice(self.districts)
        east = _between(dice, -reach, reach) + _between(dice, -reach, reach)
        north = _between(dice, -reach, reach) + _between(dice, -reach, reach)
        return x + east, y + north

    def door(self, dice: random.Random) -> Point:
        """Draw a door: in a compound, a district, a village, or anywhere."""
        kind = dice.random()
        if kind < 0.30:
            return dice.choice(dice.choice(self.compounds).buildings)
        if kind < 0.80:
            return self.in_district(dice)
        if kind < 0.86:
            x, y = dice.choice(self.villages)
            return x + _between(dice, -400, 400), y + _between(dice, -400, 400)
        return _between(dice, 0, self.side), _between(dice, 0, self.side)


def _between(dice: random.Random, low: int, high: int) -> int:
    return dice.randint(low, high)


def _shift(
    dice: random.Random, town: _Town, places: list[Point], number: int, ebikes: float
) -> Shift:
    """Draw an agent: hours, lunch, skills, mode, and a home, or the office for one in five."""
    begin, hours = dice.choice(((7.5, 8), (8, 8), (8, 8.5), (9, 8.5), (11, 8.5), (12, 9), (8, 5)))
    places.append(town.in_district(dice))
    home = OFFICE if dice.random() < 0.2 else len(places) - 1
    # One in ten goes home from the last door at his own expense.
    end = None if dice.random() < 0.1 else home
    mode = "ebike" if dice.random() < ebikes else "car"
    noon = int((begin + hours / 2) * HOUR)
    lunch = ShiftBreak(
        earliest_s=noon - HOUR, latest_s=noon + HOUR, duration_s=dice.choice((30, 45)) * MINUTE
    )
    return Shift(
        shift_id=f"agent{number:03d}",
        agent_id=f"agent{number:03d}",
        start_location=home,
        end_location=end,
        earliest_s=int(begin * HOUR),
        latest_s=int((begin + hours) * HOUR),
        overtime_max_s=HOUR // 2,
        breaks=(lunch,) if hours > 6 else (),
        skills=frozenset(dice.sample(SKILLS, dice.choice((1, 2, 2, 3)))),
        matrix=mode,
        max_distance_m=60_000 if mode == "ebike" else None,
        cost_per_hour=float(dice.choice((24, 26, 28, 30))),
        cost_per_km=0.05 if mode == "ebike" else 0.32,
        overtime_cost_per_hour=14.0,
    )


def _borrower(
    dice: random.Random,
    town: _Town,
    places: list[Point],
    rows: dict[Point, int],
    *,
    number: int,
    room: int,
) -> list[Visit]:
    """Draw one borrower: a visit, or for one in twelve two addresses, of which one is visited."""
    two = room >= 2 and dice.random() < 1 / 12
    skills = frozenset(dice.sample(SKILLS, 1) if dice.random() < 0.25 else ())
    [value] = dice.choices((12.0, 25.0, 50.0, 120.0), (0.3, 0.4, 0.2, 0.1))
    visits = []
    for place in range(2 if two else 1):
        point = town.door(dice)
        if point not in rows:
            rows[point] = len(places)
            places.append(point)
        appointment = not two and dice.random() < 0.04
        windows = _appointment(dice) if appointment else _windows(dice)
        evening = place == 0 and not appointment and dice.random() < 0.3
        visits.append(
            Visit(
                visit_id=f"visit{number + place:04d}",
                case_ids=(f"case{number + place:04d}",),
                location=rows[point],
                building=f"building{rows[point]:04d}",
                service_s=MINUTE * dice.randint(4, 18),
                setup_s=MINUTE * dice.choice((2, 3, 4)),
                windows=windows,
                legal=LEGAL,
                skills=skills,
                value=value,
                value_bands=_evening(value) if evening else (),
                mandatory=appointment,
                group=f"borrower{number:04d}" if two else "",
            )
        )
    return visits


def _evening(value: float) -> tuple[ValueBand, ...]:
    """People are at home: worth more from half past five, less in the forenoon."""
    return (
        ValueBand(start_s=8 * HOUR, end_s=12 * HOUR, value=0.7 * value),
        ValueBand(start_s=17 * HOUR + HOUR // 2, end_s=20 * HOUR, value=1.6 * value),
    )


def _appointment(dice: random.Random) -> tuple[tuple[int, int], ...]:
    start = dice.randint(18, 36) * (HOUR // 2)
    return ((start, start + 20 * MINUTE),)


def _windows(dice: random.Random) -> tuple[tuple[int, int], ...]:
    """Draw any time, two hours, half a day, morning or evening, evening only."""
    kind = dice.random()
    if kind < 0.35:
        return ()
    if kind < 0.60:
        begin = dice.randint(8, 17) * HOUR
        return ((begin, begin + 2 * HOUR),)
    if kind < 0.80:
        return ((8 * HOUR, 13 * HOUR),) if dice.random() < 0.5 else ((13 * HOUR, 18 * HOUR),)
    if kind < 0.95:
        morning, evening = dice.choice((8, 9, 10)) * HOUR, dice.choice((15, 16, 17)) * HOUR
        return ((morning, morning + 2 * HOUR), (evening, evening + 2 * HOUR))
    return ((17 * HOUR, 20 * HOUR),)


def _matrix(places: list[Point], mode: str) -> TravelMatrix:
    """Return travel: cars are faster the farther they go, and park; e-bikes ride short cuts.

    Row by row, for a large town's temporaries would not fit into memory.
    """
    points = np.array(places, dtype=np.float64)
    seconds = np.empty((len(places), len(places)), dtype=np.int32)
    metres = np.empty_like(seconds)
    for row, point in enumerate(points):
        apart = np.sqrt(((points - point) ** 2).sum(axis=1))
        way = apart * (1.2 if mode == "ebike" else 1.35)
        metres[row] = np.rint(way)
        seconds[row] = np.rint(_seconds(way, mode))
        seconds[row, apart == 0] = 0
    return TravelMatrix(seconds, metres, source="given")


def _seconds(way: NDArray[np.float64], mode: str) -> NDArray[np.float64]:
    if mode == "ebike":
        return way / (17 / 3.6) + 20
    # 22 km/h in the first three kilometres, 60 km/h on what is beyond; a minute and a half to park.
    return np.minimum(way, 3000) / (22 / 3.6) + np.maximum(way - 3000, 0) / (60 / 3.6) + 90
