"""Instances made up from a seed: the plain realistic day, and customers in Solomon's manner."""

from __future__ import annotations

import math
import random

import numpy as np
from instances import TENTHS, Instance, Stop, Vehicle
from numpy.typing import NDArray
from published import cut_to_tenths

__all__ = ["plain_day", "vrptw_like"]

HOUR = 3600
LUNCH = (23 * HOUR // 2, 27 * HOUR // 2, HOUR // 2)  # starts from 11:30 to 13:30
SIDE_KM = 30
SOUTH_WEST = (40.30, -3.85)  # only the shape of the map depends on it
EARTH_M = 6_371_000
KM_PER_DEGREE = 111.195
DETOUR = 1.35
METRES_PER_SECOND = 30 / 3.6


def plain_day(visits: int, agents: int, *, seed: int, lunch: bool) -> Instance:
    """Make up a day of optional visits in 30 x 30 km: windows, two windows, skills, homes.

    The order of the draws is part of the definition: figures were published for seeds of it.

    Parameters
    ----------
    visits, agents
        How many.
    seed
        Of everything.
    lunch
        Whether agents who work all day rest for half an hour.

    Returns
    -------
    Instance
        In seconds from midnight; the agents' homes are the first rows of the matrix.
    """
    dice = random.Random(seed)
    clusters = [
        (dice.uniform(3, 27), dice.uniform(3, 27), dice.uniform(0.8, 2.5)) for _ in range(12)
    ]
    points: list[tuple[float, float]] = []
    vehicles = []
    for place in range(agents):
        begin = dice.choice([8, 8, 8, 9, 9, 10])
        hours = 8 if dice.random() < 0.85 else 5.5
        skills = sorted(dice.sample([1, 2, 3], dice.choice([1, 2, 2, 3])))
        points.append(_point(dice, clusters))
        vehicles.append(
            Vehicle(
                place=place,
                start=begin * HOUR,
                end=int((begin + hours) * HOUR),
                skills=tuple(skills),
                lunch=LUNCH if lunch and hours == 8 else None,
            )
        )
    stops = []
    for number in range(visits):
        windows = _windows(dice)
        [skill] = dice.choices([0, 1, 2, 3], [0.7, 0.1, 0.1, 0.1])
        [price] = dice.choices([1800, 3600, 10800], [0.3, 0.5, 0.2])
        points.append(_point(dice, clusters))
        stops.append(
            Stop(
                place=agents + number,
                service=60 * dice.randint(10, 25),
                windows=windows,
                skill=skill,
                price=price,
            )
        )
    return Instance(
        name=f"day/{visits}x{agents}{'L' if lunch else ''}-{seed}",
        travel=_driving_s(points),
        visits=tuple(stops),
        vehicles=tuple(vehicles),
    )


def _point(dice: random.Random, clusters: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Draw a place, three in five of them in a cluster; return latitude and longitude."""
    if dice.random() < 0.6:
        cluster = dice.choice(clusters)
        x, y = dice.gauss(cluster[0], cluster[2]), dice.gauss(cluster[1], cluster[2])
    else:
        x, y = dice.uniform(0, SIDE_KM), dice.uniform(0, SIDE_KM)
    lat, lon = SOUTH_WEST
    # Multiplied by reciprocals, not divided: the last bit decides how a second is rounded.
    north = 1 / KM_PER_DEGREE
    east = 1 / (KM_PER_DEGREE * math.cos(lat * math.pi / 180))
    return lat + min(SIDE_KM, max(0, y)) * north, lon + min(SIDE_KM, max(0, x)) * east


def _windows(dice: random.Random) -> tuple[tuple[int, int], ...]:
    """Draw any time, two hours, two windows, or half a day."""
    kind = dice.random()
    if kind < 0.35:
        hours = [(8, 18)]
    elif kind < 0.65:
        begin = dice.choice([8, 9, 10, 11, 12, 13, 14, 15, 16])
        hours = [(begin, begin + 2)]
    elif kind < 0.80:
        morning, afternoon = dice.choice([8, 9, 10]), dice.choice([14, 15, 16])
        hours = [(morning, morning + 2), (afternoon, afternoon + 2)]
    else:
        hours = [(8, 13)] if dice.random() < 0.5 else [(13, 18)]
    return tuple((start * HOUR, end * HOUR) for start, end in hours)


def _driving_s(points: list[tuple[float, float]]) -> NDArray[np.int64]:
    """Return seconds at 30 km/h on a road that is 1.35 times the great circle (haversine)."""
    radians = np.radians(np.array(points))
    north = radians[:, None, 0] - radians[None, :, 0]
    east = radians[:, None, 1] - radians[None, :, 1]
    both = np.cos(radians[:, None, 0]) * np.cos(radians[None, :, 0])
    half_chord = np.sin(north / 2) ** 2 + both * np.sin(east / 2) ** 2
    metres = 2 * EARTH_M * np.arcsin(np.sqrt(half_chord)) * DETOUR
    seconds: NDArray[np.int64] = np.rint(metres / METRES_PER_SECOND).astype(np.int64)
    return seconds


def vrptw_like(layout: str, customers: int, *, long_routes: bool, seed: int) -> Instance:
    """Make up customers who must all be served, as Solomon did; each can be served alone.

    Parameters
    ----------
    layout
        ``R`` spread at random, ``C`` in clusters, ``RC`` half and half.
    customers
        How many.
    long_routes
        A long day and a large vehicle, so that routes are few.
    seed
        Of everything.

    Returns
    -------
    Instance
        In tenths, with more vehicles than are needed.
    """
    dice = random.Random(f"{layout} {customers} {long_routes} {seed}")
    day, capacity, fleet = (1000, 1000, 8) if long_routes else (240, 200, 3)
    centres = [(dice.uniform(10, 90), dice.uniform(10, 90)) for _ in range(max(3, customers // 12))]
    points = [(50.0, 50.0)]
    for number in range(customers):
        if layout == "R" or (layout == "RC" and number % 2):
            points.append((dice.uniform(0, 100), dice.uniform(0, 100)))
        else:
            x, y = dice.choice(centres)
            points.append((x + dice.uniform(-6, 6), y + dice.uniform(-6, 6)))
    travel = cut_to_tenths(np.array(points))
    stops = []
    for place in range(1, customers + 1):
        way = int(travel[0, place])
        first, last = way, TENTHS * day - way - 100
        width = min(last - first, TENTHS * dice.choice([10, 30, 60, 120]))
        start = dice.randint(first, last - width)
        window = (start, start + width) if dice.random() < 0.75 else (0, last)
        stops.append(
            Stop(place=place, service=100, windows=(window,), load=10 * dice.randint(1, 4))
        )
    vehicle = Vehicle(place=0, start=0, end=TENTHS * day, capacity=capacity)
    return Instance(
        name=f"like/{layout}{2 if long_routes else 1}-{customers}-{seed}",
        travel=travel,
        visits=tuple(stops),
        vehicles=(vehicle,) * (customers // fleet),
        scale=TENTHS,
    )
