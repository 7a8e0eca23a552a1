"""One region and one planned day of the bundled example, shared by the tests of the flow."""

from __future__ import annotations

from pathlib import Path

import pytest

import router
from router.demo import example


@pytest.fixture(scope="session")
def helsinki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region folder of central Helsinki."""
    folder = tmp_path_factory.mktemp("helsinki") / "region"
    router.build_region(example("helsinki").extract, folder)
    return folder


@pytest.fixture(scope="session")
def planned(helsinki: Path) -> router.Plan:
    """The bundled day, planned with a limit by iterations."""
    demo = example("helsinki")
    return router.plan_day(
        demo.cases, demo.agents, date=demo.day, region=helsinki, seconds=None, iterations=20
    )


@pytest.fixture(scope="session")
def saved(planned: router.Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that the bundled day writes."""
    return planned.save(tmp_path_factory.mktemp("plan") / "plan")
