"""The page of agents' figures: balanced, with its chance, in two languages, without money."""

from __future__ import annotations

from datetime import date

import pytest

from router.domain.figures import AgentFigures, Share, TeamFigures
from router.drawing import draw_figures
from tests.unit.drawing.payloads import EVALUATED, PAYLOADS
from tests.unit.drawing.structure import Structure

FIGURES = TeamFigures(
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    agents=(
        AgentFigures(
            agent_id="a1", planned=60, made=55, contacts=Share(22, 55), on_time=Share(50, 54),
            complete=Share(53, 55), complaints=1, leave=2, unsafe=0, promises=Share(6, 10),
        ),
        AgentFigures(
            agent_id="a2", planned=48, made=48, contacts=Share(24, 48), on_time=Share(40, 48),
            complete=Share(30, 48), complaints=0, leave=0, unsafe=1, promises=Share(0, 0),
        ),
        AgentFigures(made=3, contacts=Share(1, 3)),
    ),
    team=AgentFigures(
        planned=108, made=106, contacts=Share(47, 106), on_time=Share(90, 102),
        complete=Share(83, 103), complaints=1, leave=2, unsafe=1, promises=Share(6, 10),
    ),
)  # fmt: skip


def test_every_measure_stands_beside_the_others() -> None:
    text = Structure(draw_figures(FIGURES)).text
    assert "Sun 1 Nov 2026 to Mon 30 Nov 2026" in text
    assert (
        "a1 60 55 40 % 22 of 55 93 % 50 of 54 96 % 53 of 55 1 2 0 60 % 6 of 10 a2 48 48 50 %"
        in text
    )
    assert "not stated 0 3" in text
    assert text.index("All agents 108 106") < text.index("a1 60 55")


def test_nothing_counted_is_a_dash_and_not_zero() -> None:
    assert "0 0 1 –" in Structure(draw_figures(FIGURES)).text


def test_a_rate_carries_what_chance_leaves_open() -> None:
    # Wilson: 24 of 48 lies between 36.4 % and 63.6 %.
    assert "--low:36.4%;--high:63.6%;--rate:50.0%" in draw_figures(FIGURES)


def test_it_says_why_there_is_no_money_and_that_it_is_no_ranking() -> None:
    text = Structure(draw_figures(FIGURES)).text
    assert "Art. 66" in text
    assert "This is no ranking." in text


def test_the_recording_is_named_only_where_it_counts() -> None:
    asked = TeamFigures(agents=FIGURES.agents, team=FIGURES.team, recording=True)
    assert "and a recording where the borrower was met" in Structure(draw_figures(asked)).text
    assert "recording" not in Structure(draw_figures(FIGURES)).text


def test_the_chinese_page_is_chinese() -> None:
    page = draw_figures(FIGURES, lang="zh")
    assert '<html lang="zh-Hans">' in page
    assert "外访员工作指标" in Structure(page).text
    assert "第六十六条" in Structure(page).text


def test_without_visits_it_says_so() -> None:
    assert "No visit was planned or recorded" in Structure(draw_figures(TeamFigures())).text


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_an_id_stays_text(text: str) -> None:
    hostile = TeamFigures(agents=(AgentFigures(agent_id=text, made=1),))
    page = draw_figures(hostile)
    plain = draw_figures(TeamFigures(agents=(AgentFigures(agent_id="a", made=1),)))
    assert Structure(page).tags == Structure(plain).tags
    assert EVALUATED not in page
