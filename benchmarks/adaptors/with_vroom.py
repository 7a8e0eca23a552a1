"""Ask VROOM through pyvroom: level 5; prices become priorities, for it has no prices.

It serves as much priority as it can, then shortens the way: another objective, the nearest it has.
Variants: ``own`` ends when VROOM is done, ``timed`` is stopped at the limit.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from common import Ask, answer

LEVEL = 5
MOST_PRIORITY = 100


def solve(ask: Ask) -> list[list[int]]:
    """Build VROOM's input, search, return the routes."""
    vroom = import_module("vroom")
    asked = vroom.Input()
    asked.set_durations_matrix("car", ask.travel.astype("uint32"))
    for number, vehicle in enumerate(ask.vehicles):
        asked.add_vehicle(
            vroom.Vehicle(
                number,
                start=vehicle["place"],
                end=vehicle["place"],
                capacity=[vehicle["capacity"]] if ask.loads else (),
                skills=set(vehicle["skills"]),
                time_window=vroom.TimeWindow(vehicle["start"], vehicle["end"]),
                breaks=_breaks(vroom, number, vehicle),
            )
        )
    highest = max((visit["price"] or 0 for visit in ask.visits), default=0)
    jobs = []
    for number, visit in enumerate(ask.visits):
        share = (visit["price"] or 0) / highest if highest else 0
        jobs.append(
            vroom.Job(
                number,
                location=visit["place"],
                default_service=visit["service"],
                delivery=vroom.Amount([visit["load"]] if ask.loads else []),
                skills={visit["skill"]} if visit["skill"] else set(),
                priority=round(MOST_PRIORITY * share),
                time_windows=[vroom.TimeWindow(*window) for window in visit["windows"]],
            )
        )
    asked.add_job(jobs)
    limit = {"timeout": timedelta(seconds=ask.left)} if ask.variant == "timed" else {}
    found = asked.solve(exploration_level=LEVEL, nb_threads=ask.cores, **limit).routes
    routes: list[list[int]] = [[] for _ in ask.vehicles]
    for vehicle, kind, job in zip(found["vehicle_id"], found["type"], found["id"], strict=True):
        if kind == "job":
            routes[int(vehicle)].append(int(job))
    return routes


def _breaks(vroom: Any, number: int, vehicle: dict[str, Any]) -> list[Any]:
    if not vehicle["lunch"]:
        return []
    earliest, latest, length = vehicle["lunch"]
    return [vroom.Break(number, [vroom.TimeWindow(earliest, latest)], length)]


if __name__ == "__main__":
    answer("pyvroom", solve)
