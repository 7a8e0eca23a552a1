"""Typed usage of the public names, as a library user writes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd

import router


def plan_in_six_lines(extract: Path, folder: Path) -> pd.DataFrame:
    manifest = router.build_region(extract, folder / "region")
    region: router.Region = router.open_region(folder / "region")
    plan: router.Plan = router.plan_day(
        "cases.csv", pd.DataFrame({"agent_id": ["a"]}), date="2026-11-24", region=region
    )
    saved: Path = plan.save(folder / "plan")
    plan.map("a").save(saved / f"{manifest.name}.html")
    return plan.to_frame()


def judge(file: Path) -> list[str]:
    data: router.PlanData = router.read_plan(file)
    report = router.check(data)
    reasons = [
        f"{left.visit_id}: {left.code}" for left in router.explain(data.problem, data.routes)
    ]
    return [str(finding) for finding in report.findings] + reasons


def test_this_file_passes_mypy_strict() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", __file__],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
