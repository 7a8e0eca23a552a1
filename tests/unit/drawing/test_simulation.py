"""Pages of simulations: figures with intervals, without a script or a network."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from router.domain.measures import measure_named
from router.domain.simulated import (
    AgentLoad,
    DayCount,
    Estimate,
    Policy,
    PolicyFigures,
    Run,
    SimulationResult,
    WhatIfResult,
    WhatIfRow,
)
from router.drawing import draw_simulation, draw_what_if
from router.drawing.charts import Bar, Line, bar_chart, line_chart

FIRST = date(2026, 11, 23)


def result(*, complete: bool = True) -> SimulationResult:
    """Two policies, one seed, two days."""
    days = tuple(
        DayCount(day=FIRST + timedelta(days=number), made=10, contacts=4, paid_s=7200, undecided=3)
        for number in range(2)
    )
    agent = AgentLoad(agent_id="A<1>", visits=20, paid_s=14400, days=2)
    runs = tuple(
        Run(policy=policy, seed=1, days=days, agents=(agent,))
        for policy in (Policy.OURS, Policy.CLUSTERS)
    )
    known = {"contacts_per_hour": Estimate(mean=2.0, low=1.5, high=2.5, seeds=3)}
    more = {"contacts_per_hour": Estimate(mean=0.25, low=0.2, high=0.3, seeds=3)}
    return SimulationResult(
        title="A <city>",
        notes=("What it rests on.",),
        days=2,
        seeds=(1,),
        limit_days=45,
        runs=runs,
        policies=(
            PolicyFigures(policy=Policy.OURS, figures=known),
            PolicyFigures(policy=Policy.CLUSTERS, figures=known, ours_more=more),
        ),
        complete=complete,
    )


def test_the_page_tells_means_intervals_and_what_they_rest_on() -> None:
    page = draw_simulation(result())
    assert "2.000" in page
    assert "1.500 to 2.500" in page
    assert "+25 %" in page
    assert "contacts per paid hour over clusters (+20 to +30 %)" in page
    assert "What it rests on." in page
    assert "interrupted" not in page


def test_an_interrupted_simulation_says_so() -> None:
    assert "It was interrupted" in draw_simulation(result(complete=False))


def test_the_page_has_no_script_and_loads_nothing() -> None:
    page = draw_simulation(result())
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!data:,")', page)
    assert "<city>" not in page
    assert "A<1>" not in page


def test_a_bar_starts_at_zero_and_its_interval_lies_over_its_end() -> None:
    drawn = bar_chart(
        "t", "", [Bar("a", Estimate(mean=-1.0, low=-2.0, high=2.0), "#1e88e5")], "{:.0f}".format
    )
    # The scale runs from -2 to 2: zero is in the middle, -1 a quarter from the left.
    assert "--from:25.00%;--width:25.00%" in drawn
    assert "--low:0.00%;--high:100.00%;--zero:50.00%" in drawn


def test_the_load_of_agents_is_drawn_to_one_scale() -> None:
    """14,400 s on two days are 2 h a day, half of the 4 h that fill the bar."""
    played = result()
    ours, clusters = played.runs
    busy = replace(ours.agents[0], paid_s=2 * ours.agents[0].paid_s)
    page = draw_simulation(replace(played, runs=(replace(ours, agents=(busy,)), clusters)))
    load = page.partition("Load of the agents</h2>")[2].partition("Ageing</h2>")[0]
    assert re.findall(r"--width:([\d.]+)%", load) == ["100.00", "50.00"]
    assert load.count("one scale for all policies") == 2


@pytest.mark.parametrize(
    ("most", "named"), [(0.0, "1 0"), (0.5, "1 0"), (1.0, "1 0"), (2.0, "2 1 0"), (2.5, "4 2 0")]
)
def test_a_scale_of_counts_names_whole_numbers(most: float, named: str) -> None:
    lines = [Line("a", (0.0, most), "#1e88e5")]
    drawn = line_chart("t", "", lines, "{:.0f}".format, ("day 1", "day 2"), whole=True)
    scale = drawn.partition('class="scale">')[2].partition("</div>")[0]
    assert " ".join(re.findall(r"<span>(\d+)</span>", scale)) == named


def test_the_undecided_at_the_end_are_a_mean_with_its_tenth() -> None:
    played = result()
    last = replace(played.runs[0].days[-1], over_limit=1)
    one = replace(played.runs[0], days=(played.runs[0].days[0], last))
    other = replace(played.runs[0], seed=2)
    page = draw_simulation(replace(played, seeds=(1, 2), runs=(one, other, played.runs[1])))
    assert "ours: 0.5 at the end" in page


def test_labels_that_are_not_enough_are_explained() -> None:
    page = draw_simulation(result())
    assert "would not have come in had nobody been visited" in page
    assert "0 if all work equally long" in page


def test_one_seed_has_no_intervals_and_few_have_wide_ones() -> None:
    def head(*seeds: int) -> str:
        page = draw_simulation(replace(result(), seeds=seeds))
        return page.partition("</header>")[0].partition("<header")[2]

    assert "2 days. 1 seed: no means, and no intervals." in head(1)
    few = "2 days. Means over 3 seeds, 95 % intervals (wide, as the seeds are few)."
    assert few in head(1, 2, 3)
    assert "2 days. Means over 4 seeds, 95 % intervals." in head(1, 2, 3, 4)


def test_what_if_tells_how_much_more_than_today() -> None:
    figures = {"contacts": Estimate(mean=100.0, low=90.0, high=110.0, seeds=3)}
    more = {"contacts": Estimate(mean=12.0, low=5.0, high=19.0, seeds=3)}
    page = draw_what_if(
        WhatIfResult(
            title="today: 6 agents",
            days=2,
            seeds=(1, 2, 3),
            rows=(
                WhatIfRow(name="today", figures=figures),
                WhatIfRow(name="8 agents", figures=figures, more=more),
            ),
        )
    )
    assert "+12" in page
    assert "+5 to +19" in page
    assert "8 agents" in page


def test_differences_are_written_with_their_sign() -> None:
    contacts = measure_named("contacts")
    assert [contacts.signed(value) for value in (3.0, -3.0, 0.0)] == ["+3", "-3", "0"]
    assert [contacts.signed(value) for value in (0.4, -0.4)] == ["0", "0"]
    assert [contacts.write(value) for value in (-0.4, -0.0)] == ["0", "0"]
    assert measure_named("met_share").signed(-0.0004) == "0.0 %"
