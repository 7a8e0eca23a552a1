"""Processes that search: who dies is missed, but nothing that was said is lost."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from router.domain.route import Progress
from router.solving.commands import Anneal
from router.solving.crew import Crew
from router.solving.prepared import Prepared
from router.solving.record import Record
from tests.scenarios.streets import day, shift, visit

PROBLEM = day([visit(n) for n in range(1, 12)], [shift("ann"), shift("bo")])


def record(heard: list[Progress] | None = None) -> Record:
    append = None if heard is None else heard.append
    return Record(Prepared(PROBLEM), append, time.monotonic(), timed=False)


def anneal(steps: int) -> Anneal:
    return Anneal(None, None, 1.0, 0.0, None, steps, record=True)


def test_everybody_answers_and_the_best_plan_is_noted() -> None:
    heard: list[Progress] = []
    noted = record(heard)
    with Crew(PROBLEM, 2, 1, noted, in_turn=True) as crew:
        assert crew.alive == [0, 1]
        answers = crew.ask(dict.fromkeys(crew.alive, anneal(300)), None)
        assert [answer["steps"] for answer in answers.values()] == [300, 300]
    assert noted.heard
    assert [one.cost for one in heard] == sorted((one.cost for one in heard), reverse=True)
    assert heard[-1].cost == pytest.approx(noted.best.cost)
    assert all(one.costs.total == pytest.approx(one.cost) for one in heard)


def test_who_has_died_is_not_waited_for() -> None:
    with Crew(PROBLEM, 2, 1, record(), in_turn=False) as crew:
        crew.ask(dict.fromkeys(crew.alive, anneal(1)), None)
        os.kill(crew._children[0].pid, signal.SIGKILL)
        answers = crew.ask(dict.fromkeys(crew.alive, anneal(10)), None)
        assert list(answers) == [1]
        assert crew.alive == [1]


def test_who_is_late_is_ended_and_what_it_said_is_kept() -> None:
    noted = record()
    with Crew(PROBLEM, 1, 1, noted, in_turn=False) as crew:
        crew.ask({0: anneal(1)}, None)
        before = noted.best.cost
        assert crew.ask({0: anneal(10**9)}, time.monotonic() + 0.5) == {}
        assert crew.alive == []
    assert noted.best.cost <= before < noted.day.nothing


def test_without_processes_nobody_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Crew(PROBLEM, 2, 1, record(), in_turn=False) as crew:
        assert crew.alive == []
        assert crew.ask({0: anneal(1)}, None) == {}
