"""What every adaptor does: read the instance, hold to the processors given, write the answer.

Adaptors are scripts for the peers' own environment: they know nothing of `router`. The time that
counts begins when the instance is in memory, and includes building the peer's model.

    python with_PEER.py FOLDER SECONDS SEED CORES VARIANT
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ask", "Skip", "answer"]


class Skip(Exception):  # noqa: N818 -- not an error: the peer cannot state the problem
    """Raised with the words why a peer cannot be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An instance and the limits of the search.

    Parameters
    ----------
    travel
        (n, n) time and cost at once.
    visits
        With ``place``, ``service``, ``windows``, ``skill``, ``price``, ``load``.
    vehicles
        With ``place``, ``start``, ``end``, ``skills``, ``capacity``, ``lunch``.
    seconds, seed, cores
        Limits of the search.
    variant
        Which of the peer's set-ups is asked.
    begun
        When the time began, on ``time.perf_counter``.
    """

    travel: NDArray[np.int64]
    visits: list[dict[str, Any]]
    vehicles: list[dict[str, Any]]
    seconds: float
    seed: int
    cores: int
    variant: str
    begun: float

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.05, self.begun + self.seconds - time.perf_counter())

    @property
    def loads(self) -> bool:
        """Whether any vehicle has a capacity."""
        return any(vehicle["capacity"] is not None for vehicle in self.vehicles)

    def fleet(self) -> list[tuple[dict[str, Any], list[int]]]:
        """Return each kind of vehicle with the numbers of those that are alike."""
        kinds: dict[str, tuple[dict[str, Any], list[int]]] = {}
        for number, vehicle in enumerate(self.vehicles):
            kinds.setdefault(json.dumps(vehicle), (vehicle, []))[1].append(number)
        return list(kinds.values())


def answer(package: str, solve: Callable[[Ask], list[list[int]]]) -> None:
    """Ask a peer as the command line says, and write ``answer.json`` beside the instance.

    Parameters
    ----------
    package
        Whose version is noted.
    solve
        Returns the numbers of the visits in order, per vehicle.
    """
    folder = Path(sys.argv[1])
    parts = json.loads((folder / "instance.json").read_text(encoding="utf-8"))
    travel = np.load(folder / "travel.npy")
    said: dict[str, Any] = {}
    begun = time.perf_counter()
    ask = Ask(
        travel=travel,
        visits=parts["visits"],
        vehicles=parts["vehicles"],
        seconds=float(sys.argv[2]),
        seed=int(sys.argv[3]),
        cores=int(sys.argv[4]),
        variant=sys.argv[5],
        begun=begun,
    )
    hold_to_processors()
    try:
        said["version"] = importlib.metadata.version(package)
        said["routes"] = solve(ask)
    except importlib.metadata.PackageNotFoundError:
        said["skipped"] = f"{package} is not installed among the peers"
    except Skip as skip:
        said["skipped"] = str(skip)
    said["took_s"] = round(time.perf_counter() - begun, 3)
    (folder / "answer.json").write_text(json.dumps(said), encoding="utf-8")


def hold_to_processors() -> None:
    """Run on the processors that ``BENCH_CPUS`` lists, where the system can do that."""
    listed = os.environ.get("BENCH_CPUS", "")
    if listed and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(number) for number in listed.split(",")})
