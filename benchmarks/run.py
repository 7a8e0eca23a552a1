"""Print speed and memory of everything but the search: `make bench` runs this.

Each figure comes from a process of its own, so that its peak memory is its own. Extracts are taken
from the folder named by ROUTER_SHARED (or ``shared`` beside the checkout) if it is there, else from
the bundled example.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from router.demo import example

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("ROUTER_SHARED", HERE.parents[2] / "shared"))
MARK = "FIGURE"


def extract() -> Path:
    """Return the largest extract at hand."""
    porto = SHARED / "data" / "osm" / "porto-metro.osm.pbf"
    return porto if porto.is_file() else example("helsinki").extract


def random_points(count: int, region: Path) -> list[tuple[float, float]]:
    """Return points in the middle half of a region, the same ones every time."""
    from router.regions import read_manifest

    box = read_manifest(region).extent
    dice = random.Random(1)
    points = []
    for _ in range(count):
        points.append(
            (
                box.south + (0.25 + 0.5 * dice.random()) * (box.north - box.south),
                box.west + (0.25 + 0.5 * dice.random()) * (box.east - box.west),
            )
        )
    return points


def write_cases(path: Path, count: int, points: list[tuple[float, float]]) -> None:
    """Write a table of cases at given points."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["case_id", "borrower_id", "lat", "lon", "windows", "amount", "notes"])
        for number in range(count):
            lat, lon = points[number % len(points)]
            window = "Mon-Fri 09:00-12:00; 17:00-20:00" if number % 3 else ""
            table.writerow([f"c{number}", f"b{number}", lat, lon, window, "1,234.50", "gate 12"])


def measure_intake(folder: Path) -> None:
    """Read and validate 10,000 rows."""
    from router.intake import read_cases

    path = folder / "cases.csv"
    write_cases(path, 10_000, [(60.17, 24.94)])
    began = time.perf_counter()
    table = read_cases(path)
    report("intake of 10,000 rows (CSV)", time.perf_counter() - began, f"{len(table.rows)} cases")


def measure_region(folder: Path) -> None:
    """Build a region."""
    from router.pipeline import build_region

    began = time.perf_counter()
    manifest = build_region(extract(), folder / "region")
    parts = ", ".join(f"{name} {part.seconds:.0f} s" for name, part in manifest.parts.items())
    report(f"region build of {extract().name}", time.perf_counter() - began, parts)


def measure_geocoding(folder: Path) -> None:
    """Look up 1,000 addresses of the extract as written."""
    from router.pipeline import open_region
    from router.regions import read_extract

    doors = [door for door in read_extract(extract()).addresses if door.street and door.number]
    dice = random.Random(1)
    texts = [
        f"{door.street} {door.number}" + (f", {door.city}" if door.city else "")
        for door in dice.choices(doors, k=1000)
    ]
    geocoder = open_region(folder / "region", travel="great-circle").geocoder
    geocoder.search(texts[0])
    began = time.perf_counter()
    found = sum(bool(geocoder.search(text)) for text in texts)
    report("geocoding of 1,000 addresses", time.perf_counter() - began, f"{found} found")


def measure_matrix(folder: Path, engine: str, count: int) -> None:
    """Compute one matrix, without the cache."""
    from router.domain.agents import TravelMode
    from router.domain.places import Coordinate
    from router.travel import open_travel

    provider = open_travel(folder / "region", engine=engine)
    points = [Coordinate(*point) for point in random_points(count, folder / "region")]
    began = time.perf_counter()
    provider.matrix(points, TravelMode.CAR)
    report(f"matrix {count} x {count} by {engine}", time.perf_counter() - began, "")


def measure_day(folder: Path) -> None:
    """Plan a day of 300 visits and 10 agents; the search is stopped at once."""
    from router import plan_day

    region = folder / "region"
    points = random_points(310, region)
    write_cases(folder / "day.csv", 300, points)
    with (folder / "agents.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["agent_id", "start", "breaks"])
        for number, (lat, lon) in enumerate(points[300:]):
            table.writerow([f"a{number}", f"{lat},{lon}", "11:30-13:30/45min"])
    began = time.perf_counter()
    spent: dict[str, float] = {}

    def note(step: str, done: float, _: str) -> None:
        if done >= 1:
            spent.setdefault(step, time.perf_counter() - began)

    plan = plan_day(
        folder / "day.csv", folder / "agents.csv", date="2026-11-24", region=region, seconds=5,
        on_progress=note,
    )  # fmt: skip
    plan.save(folder / "plan")
    report(
        "a day of 300 visits but the search (5 s taken off)",
        time.perf_counter() - began - 5,
        ", ".join(f"{step} at {at:.1f} s" for step, at in spent.items()),
    )


def measure_tables(_: Path) -> None:
    """Make the search's tables of 500 visits, worth something else in 15 bands of five days."""
    from period import period

    from router.solving.kernel.packing import pack
    from router.solving.prepared import Prepared

    problem = period(500, 10, 5, seed=1)
    began = time.perf_counter()
    tables = pack(Prepared(problem)).tables
    report(
        "search tables of 500 visits in 15 bands each",
        time.perf_counter() - began,
        f"{tables.options} options at {len(set(tables.row[: tables.options].tolist()))} doors",
    )


MEASURES: dict[str, Callable[[Path], None]] = {
    "intake": measure_intake,
    "region": measure_region,
    "geocoding": measure_geocoding,
    "osrm-300": lambda folder: measure_matrix(folder, "osrm", 300),
    "osrm-1000": lambda folder: measure_matrix(folder, "osrm", 1000),
    "streets-300": lambda folder: measure_matrix(folder, "streets", 300),
    "streets-1000": lambda folder: measure_matrix(folder, "streets", 1000),
    "day": measure_day,
    "tables": measure_tables,
}


def report(what: str, seconds: float, note: str) -> None:
    """Print one figure, with the peak memory of this process and its children."""
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(f"{MARK}{what:<52}{seconds:>8.2f} s {max(peaks) / 1024:>7.0f} MB  {note}")


def main() -> None:
    """Run every measure in a process of its own, in order."""
    if len(sys.argv) == 3:
        MEASURES[sys.argv[1]](Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in MEASURES:
            done = subprocess.run(
                [sys.executable, str(HERE), name, folder], capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            figures = [line for line in done.stdout.splitlines() if line.startswith(MARK)]
            if done.returncode or not figures:
                reason = done.stderr.strip().splitlines()[-1:] or ["no figure"]
                print(f"{name}: not measured ({reason[0][:120]})")
            for line in figures:
                print(line.removeprefix(MARK), flush=True)


if __name__ == "__main__":
    main()
