"""A portfolio as tables: what is written is what the planner reads."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from router.intake import read_agents, read_cases
from router.simulation import PortfolioOptions, generate, tables_of
from tests.unit.simulation.days import MONDAY


def test_cases_come_back_as_they_were(tmp_path: Path) -> None:
    options = PortfolioOptions(
        stock=300, arrivals=0, work_address=0.0, windows=0.2, held=0.2, flagged=0.2,
        not_at=0.2, preferred=0.2, returned=0.2, appointments=0.3,
    )  # fmt: skip
    world = generate(2, options)
    day = MONDAY.replace(day=25)  # by then many appointments were agreed
    (tmp_path / "cases.csv").write_text(tables_of(world, day)["cases.csv"], "utf-8")
    read = read_cases(tmp_path / "cases.csv", zone="Europe/Helsinki")
    assert not read.faults
    assert len(read.rows) == 300
    for ours, theirs in zip(world.cases_on(day), read.rows, strict=True):
        back = replace(theirs, row=0)
        for field in fields(ours):
            assert getattr(back, field.name) == getattr(ours, field.name), field.name


def test_agents_come_back_as_they_were(tmp_path: Path) -> None:
    world = generate(2, PortfolioOptions(stock=1, holidays=frozenset({MONDAY})))
    (tmp_path / "agents.csv").write_text(tables_of(world, MONDAY)["agents.csv"], "utf-8")
    read = read_agents(tmp_path / "agents.csv")
    assert not read.faults
    for ours, theirs in zip(world.agents, read.rows, strict=True):
        assert ours.start is not None
        assert theirs.start is not None
        assert theirs.start.coordinate == ours.start.coordinate
        for name in ("agent_id", "shifts", "breaks", "days_off", "cost_per_hour", "cost_per_km"):
            assert getattr(theirs, name) == getattr(ours, name), name


def test_nothing_of_the_truth_is_in_the_tables() -> None:
    plain = PortfolioOptions(stock=50)
    other = PortfolioOptions(stock=50, evening=2.0, agreement=0.9, kept=0.1, pays_anyway=0.9)
    assert tables_of(generate(1, plain), MONDAY) == tables_of(generate(1, other), MONDAY)
