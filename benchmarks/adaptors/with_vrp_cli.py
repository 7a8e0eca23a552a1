"""Ask vrp-cli (reinterpretcat/vrp) in its pragmatic JSON; units of time are written as seconds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from common import Ask, Skip, answer

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
NEVER = 1_000_000_000  # generations


def solve(ask: Ask) -> list[list[int]]:
    """Write the problem, search until the time is over, read the tours."""
    if any(visit["price"] is not None for visit in ask.visits):
        raise Skip("vrp-cli puts visits before the way, it cannot weigh a price against it")
    if any(vehicle["lunch"] or vehicle["skills"] for vehicle in ask.vehicles):
        raise Skip("breaks and skills are not written by this adaptor")
    flat = ask.travel.ravel().tolist()
    matrix = {"profile": "car", "travelTimes": flat, "distances": flat}
    config = {
        "termination": {"maxTime": max(1, round(ask.left)), "maxGenerations": NEVER},
        "environment": {
            "parallelism": {"numThreadPools": 1, "threadsPerPool": ask.cores},
            "logging": {"enabled": False},
        },
    }
    found = json.loads(
        import_module("vrp_cli").solve_pragmatic(
            problem=json.dumps(_problem(ask)),
            matrices=[json.dumps(matrix)],
            config=json.dumps(config),
        )
    )
    routes: list[list[int]] = [[] for _ in ask.vehicles]
    for tour in found["tours"]:
        routes[int(tour["vehicleId"])] = [
            int(activity["jobId"])
            for stop in tour["stops"]
            for activity in stop["activities"]
            if activity["type"] == "delivery"
        ]
    return routes


def _problem(ask: Ask) -> dict[str, Any]:
    jobs = [
        {
            "id": str(number),
            "deliveries": [
                {
                    "places": [
                        {
                            "location": {"index": visit["place"]},
                            "duration": visit["service"],
                            "times": [[_text(a), _text(b)] for a, b in visit["windows"]],
                        }
                    ],
                    "demand": [visit["load"]],
                }
            ],
        }
        for number, visit in enumerate(ask.visits)
    ]
    vehicles = [
        {
            "typeId": str(numbers[0]),
            "vehicleIds": [str(number) for number in numbers],
            "profile": {"matrix": "car"},
            "costs": {"fixed": 0, "distance": 1, "time": 0},
            "shifts": [
                {
                    "start": {
                        "earliest": _text(vehicle["start"]),
                        "location": {"index": vehicle["place"]},
                    },
                    "end": {
                        "latest": _text(vehicle["end"]),
                        "location": {"index": vehicle["place"]},
                    },
                }
            ],
            "capacity": [vehicle["capacity"] if ask.loads else 0],
        }
        for vehicle, numbers in ask.fleet()
    ]
    return {
        "plan": {"jobs": jobs},
        "fleet": {"vehicles": vehicles, "profiles": [{"name": "car"}]},
        "objectives": [[{"type": "minimize-unassigned"}], [{"type": "minimize-cost"}]],
    }


def _text(seconds: int) -> str:
    return (MIDNIGHT + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


if __name__ == "__main__":
    answer("vrp-cli", solve)
