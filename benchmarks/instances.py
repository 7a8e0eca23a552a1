"""Problems that peers can be asked too: travel + price of what is left out, one scale for all.

An `Instance` is the common ground of the solvers that are compared: one matrix that is both time
and cost, windows for the start of service, a price for each visit that is left out (or none: it
must be made), skills, loads, and one floating break per vehicle. Everything is a whole number.

Names say where an instance comes from: ``vrptw/R101`` and ``mtw/rm101`` and ``prize/R1_10_1`` are
read from the folder of data that nobody here wrote; ``day/300x10L-42`` and ``like/RC2-200-1`` are
generated (``L`` for lunch, the seed last).
"""

from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit

__all__ = ["SHARED", "Instance", "Stop", "Vehicle", "available", "best_known", "load", "problem_of"]

SHARED = Path(os.environ.get("ROUTER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TENTHS = 10  # the scale of the published instances: distances are cut to one decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit.

    Parameters
    ----------
    place
        Row of the matrix.
    service
        Time at the door.
    windows
        When service may start, both ends inclusive, in order.
    skill
        Number of the one skill that is needed; 0 is none.
    price
        Of leaving it out; None means that it must be made.
    load
        Of the vehicle's capacity.
    """

    place: int
    service: int
    windows: tuple[tuple[int, int], ...]
    skill: int = 0
    price: int | None = None
    load: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """An agent with one shift.

    Parameters
    ----------
    place
        Row of the matrix where the route starts and ends.
    start, end
        Of the shift.
    skills
        Numbers.
    capacity
        None means without limit.
    lunch
        Earliest and latest start and length of the break, if there is one.
    """

    place: int
    start: int
    end: int
    skills: tuple[int, ...] = ()
    capacity: int | None = None
    lunch: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instance:
    """A problem for everybody.

    Parameters
    ----------
    name
        See the module.
    travel
        (n, n) time and cost at once, row = from.
    visits, vehicles
        In the order in which answers number them, from 0.
    scale
        What one unit of the published costs is here.
    """

    name: str
    travel: NDArray[np.int64]
    visits: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    scale: int = 1

    def write(self, folder: Path) -> None:
        """Write what a peer's adaptor reads: ``instance.json`` and ``travel.npy``.

        Parameters
        ----------
        folder
            That exists.
        """
        np.save(folder / "travel.npy", self.travel)
        parts = {
            "name": self.name,
            "visits": [asdict(visit) for visit in self.visits],
            "vehicles": [asdict(vehicle) for vehicle in self.vehicles],
        }
        (folder / "instance.json").write_text(json.dumps(parts), encoding="utf-8")


def available(kind: str) -> list[str]:
    """Return the names of the instances of a kind that are in the data folder.

    Parameters
    ----------
    kind
        ``vrptw-100``, ``-200``, ``-400``, ``-1000``, ``mtw`` or ``prize``.

    Returns
    -------
    list of str
        In alphabetical order; empty if the folder is not there.
    """
    data = SHARED / "data"
    if kind == "vrptw-100":
        paths = sorted((data / "vrptw" / "solomon").glob("*.txt"))
    elif kind.startswith("vrptw-"):
        hundreds = int(kind.removeprefix("vrptw-")) // 100
        paths = sorted((data / "vrptw" / "homberger").glob(f"*_{hundreds}_*.txt"))
    elif kind == "mtw":
        paths = sorted((data / "mtw").glob("*.txt"))
    else:
        paths = sorted((data / "prize").glob("*.vrp"))
    return [f"{kind.split('-')[0]}/{path.stem}" for path in paths]


def load(name: str) -> Instance:
    """Read or generate an instance.

    Parameters
    ----------
    name
        See the module.

    Returns
    -------
    Instance
        Always the same for the same name.

    Raises
    ------
    ValueError
        If there is no such instance.
    """
    # These build instances: imported here, as they import this module.
    from generated import plain_day, vrptw_like
    from published import prizes, several_windows, solomon

    kind, _, which = name.partition("/")
    data = SHARED / "data"
    if kind == "vrptw":
        [path] = sorted((data / "vrptw").glob(f"*/{which}.txt"))
        return solomon(name, path)
    if kind == "mtw":
        return several_windows(name, data / "mtw" / f"{which}.txt")
    if kind == "prize":
        return prizes(name, data / "prize" / f"{which}.vrp")
    if found := re.fullmatch(r"(\d+)x(\d+)(L?)-(\d+)", which):
        visits, agents, lunch, seed = found.groups()
        return plain_day(int(visits), int(agents), seed=int(seed), lunch=bool(lunch))
    if found := re.fullmatch(r"(R|C|RC)([12])-(\d+)-(\d+)", which):
        layout, horizon, customers, seed = found.groups()
        return vrptw_like(layout, int(customers), long_routes=horizon == "2", seed=int(seed))
    raise ValueError(f"there is no instance {name!r}")


def best_known(name: str) -> float | None:
    """Return the best cost that was ever published for an instance.

    Parameters
    ----------
    name
        See the module.

    Returns
    -------
    float or None
        In published units (tenths made whole); None if nobody published one.
    """
    kind, _, which = name.partition("/")
    if kind == "vrptw":
        with (SHARED / "data" / "vrptw" / "best_known.csv").open(encoding="utf-8") as file:
            found = {row["instance"].upper(): row["distance"] for row in csv.DictReader(file)}
        return float(found[which.upper()]) if which.upper() in found else None
    if kind == "prize":
        text = (SHARED / "data" / "prize" / f"{which}.sol").read_text(encoding="utf-8")
        [cost] = re.findall(r"Cost:?\s+(\d+)", text)
        return int(cost) / TENTHS
    return None


def problem_of(instance: Instance) -> Problem:
    """State an instance as a problem of ours.

    Parameters
    ----------
    instance
        To be stated.

    Returns
    -------
    Problem
        A metre per unit of travel at 1000 per km: cost is travel plus price, and time is free.
        Visits are named ``v0``, ``v1``, ..., shifts ``a0``, ``a1``, ...
    """
    visits = tuple(
        Visit(
            visit_id=f"v{number}",
            case_ids=(f"v{number}",),
            location=visit.place,
            building=f"v{number}",
            service_s=visit.service,
            windows=visit.windows,
            skills=frozenset({str(visit.skill)} if visit.skill else ()),
            value=float(visit.price or 0),
            mandatory=visit.price is None,
            load=visit.load,
        )
        for number, visit in enumerate(instance.visits)
    )
    shifts = tuple(
        Shift(
            shift_id=f"a{number}",
            agent_id=f"a{number}",
            start_location=vehicle.place,
            end_location=vehicle.place,
            earliest_s=vehicle.start,
            latest_s=vehicle.end,
            breaks=(_break(vehicle.lunch),) if vehicle.lunch else (),
            skills=frozenset(map(str, vehicle.skills)),
            matrix="travel",
            capacity=vehicle.capacity,
            cost_per_km=1000.0,
        )
        for number, vehicle in enumerate(instance.vehicles)
    )
    travel = instance.travel.astype(np.int32)
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=visits,
        shifts=shifts,
        matrices={"travel": TravelMatrix(travel, travel)},
    )


def _break(lunch: tuple[int, int, int]) -> ShiftBreak:
    earliest, latest, length = lunch
    return ShiftBreak(earliest_s=earliest, latest_s=latest, duration_s=length)
