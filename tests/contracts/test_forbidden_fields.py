"""What must not be used leaves no trace in a plan's files, tables, log or faults."""

from __future__ import annotations

import logging
from pathlib import Path

import pandas as pd
import pytest

import router
from router.demo import example

CANARY = "canary-Zx77"
FORBIDDEN = ("contacts", "联系人电话", "消费记录", "location_history", "electricity")


def test_no_value_of_a_forbidden_column_is_found_in_anything_that_is_written(
    helsinki: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    demo = example("helsinki")
    tables = [pd.read_csv(path, dtype=str).fillna("") for path in (demo.cases, demo.agents)]
    for table in tables:
        for name in FORBIDDEN:
            table[name] = CANARY
    cases, agents = tables
    plan = router.plan_day(
        cases, agents, date=demo.day, region=helsinki, seconds=None, iterations=5
    )
    named = [fault.column for fault in plan.faults if "is not read" in fault.problem]
    assert sorted(named) == sorted([*FORBIDDEN, *FORBIDDEN])  # of cases and of agents
    folder = plan.save(tmp_path / "plan")
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert CANARY.encode() not in path.read_bytes(), path.name
    assert CANARY not in plan.to_frame().to_csv()
    assert CANARY not in repr(plan)
    assert CANARY not in caplog.text
