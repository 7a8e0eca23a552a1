"""Reads the bundled tables and their truth with nothing but the standard library."""

from __future__ import annotations

import csv
from pathlib import Path

from router.demo import ExampleDay
from router.domain.places import Coordinate

Row = dict[str, str]
DATA = Path(__file__).parent / "data"


def rows(path: Path, encoding: str) -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def truth(day: ExampleDay) -> dict[str, Coordinate | None]:
    """Return the true door of each case, None where the address leads nowhere in the region."""
    return {
        row["case_id"]: None
        if row["lat"] == "none"
        else Coordinate(float(row["lat"]), float(row["lon"]))
        for row in rows(DATA / f"{day.name}_truth.csv", "utf-8")
    }
