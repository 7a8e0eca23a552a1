"""Ask PyVRP: skills as one matrix for each set of them, several windows as alternative clients."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from common import Ask, Skip, answer

FORBIDDEN = 1_000_000  # more than any price: the way to a door whose skill is missing


def solve(ask: Ask) -> list[list[int]]:
    """Build PyVRP's data, search until the time is over, return the routes."""
    if any(vehicle["lunch"] for vehicle in ask.vehicles):
        raise Skip("PyVRP has no breaks")
    pyvrp = import_module("pyvrp")
    clients: list[Any] = []
    groups: list[Any] = []
    owner: list[int] = []
    for number, visit in enumerate(ask.visits):
        several = len(visit["windows"]) > 1
        required = visit["price"] is None
        if several:
            members = range(len(clients), len(clients) + len(visit["windows"]))
            groups.append(pyvrp.ClientGroup(list(members), required=required))
        for early, late in visit["windows"]:
            owner.append(number)
            clients.append(
                pyvrp.Client(
                    visit["place"],
                    delivery=[visit["load"]] if ask.loads else [],
                    service_duration=visit["service"],
                    tw_early=early,
                    tw_late=late,
                    prize=visit["price"] or 0,
                    required=required and not several,
                    group=len(groups) - 1 if several else None,
                )
            )
    fleet = ask.fleet()
    skills = sorted({tuple(vehicle["skills"]) for vehicle, _ in fleet})
    depots = sorted({vehicle["place"] for vehicle, _ in fleet})
    matrices = [_matrix(ask, has) for has in skills]
    data = pyvrp.ProblemData(
        [pyvrp.Location(0.0, 0.0) for _ in ask.travel],
        clients,
        [pyvrp.Depot(place) for place in depots],
        [
            pyvrp.VehicleType(
                len(numbers),
                [vehicle["capacity"]] if ask.loads else [],
                depots.index(vehicle["place"]),
                depots.index(vehicle["place"]),
                tw_early=vehicle["start"],
                tw_late=vehicle["end"],
                profile=skills.index(tuple(vehicle["skills"])),
            )
            for vehicle, numbers in fleet
        ],
        matrices,
        matrices,
        groups,
    )
    stop = import_module("pyvrp.stop").MaxRuntime(ask.left)
    found = pyvrp.solve(data, stop, seed=ask.seed, collect_stats=False, display=False)
    routes: list[list[int]] = [[] for _ in ask.vehicles]
    free = [list(numbers) for _, numbers in fleet]
    for route in found.best.routes():
        number = free[route.vehicle_type()].pop()
        routes[number] = [owner[stop.idx] for stop in route if stop.is_client()]
    return routes


def _matrix(ask: Ask, has: tuple[int, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return the matrix of those who have these skills."""
    matrix = ask.travel.copy()
    for visit in ask.visits:
        if visit["skill"] and visit["skill"] not in has:
            matrix[:, visit["place"]] = FORBIDDEN
            matrix[visit["place"], :] = FORBIDDEN
    np.fill_diagonal(matrix, 0)
    return matrix


if __name__ == "__main__":
    answer("pyvrp", solve)
