"""The drawing of cost over time: well-formed, safe, and right in its geometry."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from router.exports import cost_plot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    trace: list[tuple[float, float]],
    *,
    title: str = "cost",
    best_known: float | None = None,
    bound: float | None = None,
) -> ElementTree.Element:
    return ElementTree.fromstring(
        cost_plot(trace, title=title, best_known=best_known, bound=bound, end_s=10.0)
    )


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def curve(root: ElementTree.Element) -> str:
    (path,) = [p for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    return path.get("d") or ""


def test_every_improvement_is_a_step_across_and_then_down() -> None:
    path = curve(drawn([(0.0, 110.0), (5.0, 105.0), (8.0, 100.0)]))
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){2}H[\d.]+", path)
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    start, _, middle, _, late, _, end = numbers
    # Ten seconds are as wide as the axis: 5 s lie in its middle, 8 s at four fifths.
    assert (middle - start) / (end - start) == pytest.approx(0.5, abs=0.01)
    assert (late - start) / (end - start) == pytest.approx(0.8, abs=0.01)
    # Lower costs are further down, which is a larger number; both steps are 5 high.
    assert numbers[3] - numbers[1] == pytest.approx(numbers[5] - numbers[3], abs=0.2)


def test_axes_are_labelled_and_goals_are_named() -> None:
    shown = texts(drawn([(1.0, 110.0), (5.0, 105.0)], best_known=100.0, bound=98.0))
    assert "seconds since the start" in shown
    assert "cost of the best plan" in shown
    assert "best known" in shown
    assert "bound" in shown
    assert any("+5.00 % to best known 100.00" in words for words in shown)


def test_a_title_cannot_bring_markup() -> None:
    evil = '<script>alert("1")</script>&\'"'
    text = cost_plot([(1.0, 5.0)], title=evil)
    assert "<script" not in text
    assert evil in texts(ElementTree.fromstring(text))


def test_a_start_that_is_far_dearer_does_not_flatten_the_rest() -> None:
    root = drawn([(0.1, 1e9), (2.0, 110.0), (4.0, 104.0), (6.0, 100.0)])
    heights = [float(number) for number in re.findall(r"V([\d.]+)", curve(root))]
    assert max(heights) - min(heights) > 100


@pytest.mark.parametrize(
    "trace",
    [
        [],
        [(0.0, 0.0)],
        [(0.0, 5.0)],
        [(1.0, float("inf")), (2.0, float("nan"))],
        [(1e-9, 1e15), (1e6, 1e-9)],
        [(1.0, -5.0)],
    ],
)
def test_odd_traces_are_drawn_without_fail(trace: list[tuple[float, float]]) -> None:
    root = ElementTree.fromstring(cost_plot(trace, title="odd"))
    assert root.tag == f"{SVG}svg"
    assert "nan" not in ElementTree.tostring(root, encoding="unicode")


def test_the_marks_of_an_axis_are_round_and_few() -> None:
    marks = [words for words in texts(drawn([(0.0, 1000.0), (9.0, 900.0)])) if words[0].isdigit()]
    times = [words for words in marks if len(words) <= 2]
    assert times == ["0", "2", "4", "6", "8", "10"]
