"""A large day, whole and cut into areas: what it costs, how long it takes, the memory of all.

    python benchmarks/large.py [--visits 5000 --agents 200 --seconds 300 --workers 2 --areas 8]

Memory is that of all processes together, shared pages counted once (the kernel's PSS).
"""

from __future__ import annotations

import argparse
import inspect
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
SAMPLE_S = 0.5


def solve_part(options: argparse.Namespace) -> dict[str, Any]:
    """Make the day, solve it in one way, check it."""
    from areas import areas
    from field_day import field_day

    from router.checking import FindingCode, check_routes
    from router.domain.route import Route
    from router.solving import solve

    problem = field_day(options.visits, options.agents, seed=options.seed, ebikes=options.ebikes)
    given = {"workers": options.workers} if "workers" in inspect.signature(solve).parameters else {}
    parts = [problem] if options.part == "whole" else areas(problem, options.areas)
    routes: list[Route] = []
    begun = time.perf_counter()
    for part in parts:
        # An area has its share of the time, on all processors.
        seconds = options.seconds * len(part.visits) / len(problem.visits)
        routes += solve(part, seconds=seconds, seed=options.seed, **given).routes
    took_s = time.perf_counter() - begun
    report = check_routes(problem, routes)
    return {
        "cost": round(report.costs.total, 2),
        "value_left": round(report.costs.value_not_collected, 2),
        "left_out": report.counts["left_out"],
        "missing": sum(f.code == FindingCode.MANDATORY_LEFT_OUT for f in report.findings),
        "took_s": round(took_s, 1),
        "wrong": "" if report.ok else str(report)[:300],
        "parts": len(parts),
        "matrix_mb": round(sum(8 * len(m) ** 2 for m in problem.matrices.values()) / 1e6),
    }


def measured(arguments: list[str]) -> dict[str, Any]:
    """Run one way in a process of its own; add the most memory that was used at once."""
    command = [sys.executable, str(HERE), *arguments]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, sum(map(_memory_kb, _family(process.pid))))
            time.sleep(SAMPLE_S)
        assert process.stdout is not None
        text = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    said: dict[str, Any] = json.loads(text.splitlines()[-1])
    return said | {"peak_mb": most // 1024}


def _family(pid: int) -> list[int]:
    """Return a process and all below it; only itself where the system does not tell."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it ended just now, or the system has no such file
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Measure both ways and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--visits", type=int, default=5000)
    parser.add_argument("--agents", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--areas", type=int, default=8, help="a power of two")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ebikes", type=float, default=0.35, help="0: one matrix instead of two")
    parser.add_argument("--part", choices=("whole", "areas"), help="only this (used by itself)")
    options = parser.parse_args()
    if options.part:
        print(json.dumps(solve_part(options)))
        return
    print(f"{options.visits} visits, {options.agents} agents, {options.seconds:g} s", flush=True)
    said = {}
    for part in ("areas", "whole"):
        said[part] = measured([*sys.argv[1:], "--part", part])
        print(f"{part:>6}: {said[part]}", flush=True)
    better = 1 - said["whole"]["cost"] / said["areas"]["cost"]
    print(f"whole is {100 * better:+.2f} % better than {options.areas} areas")


if __name__ == "__main__":
    main()
