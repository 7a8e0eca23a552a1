"""The cost of the best plan over time, drawn as SVG without any drawing package."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from router.domain.plurals import plural

__all__ = ["cost_plot"]

_WIDTH, _HEIGHT = 860, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 28, 76, 60
_INK, _SOFT, _GRID = "#1f2933", "#5b6672", "#e3e7eb"
_CURVE, _GOAL, _BOUND = "#1565c0", "#b5483a", "#3a7d44"


def cost_plot(
    trace: Sequence[tuple[float, float]],
    *,
    title: str,
    best_known: float | None = None,
    bound: float | None = None,
    end_s: float | None = None,
) -> str:
    """Draw how the cost of the best plan fell.

    Parameters
    ----------
    trace
        Seconds since the start, and the cost of the best plan from then on; at least one.
    title
        Shown above; any text.
    best_known, bound
        Drawn as lines, if given.
    end_s
        When the search ended; None means with the last improvement.

    Returns
    -------
    str
        An SVG image: a step curve with axes and labels. Times and costs that are not finite are
        left out, and so are early plans that are far dearer than the last.
    """
    steps = [(at, cost) for at, cost in trace if math.isfinite(at) and math.isfinite(cost)]
    goals = [goal for goal in (best_known, bound) if goal is not None and math.isfinite(goal)]
    last = max([1e-3, end_s or 0.0, *(at for at, _ in steps)])
    low, high = _range([cost for _, cost in steps], goals)
    across = _Axis(0.0, last, _LEFT, _WIDTH - _RIGHT)
    upward = _Axis(low, high, _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family="system-ui, sans-serif" '
        f'font-size="13" fill="{_INK}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 28, title, size=16, weight="600"),
    ]
    if steps:
        parts.append(_text(_LEFT, 50, _caption(steps, best_known, bound), colour=_SOFT))
    parts += _axes(across, upward)
    for goal, colour, name in ((best_known, _GOAL, "best known"), (bound, _BOUND, "bound")):
        if goal is not None and low <= goal <= high:
            y = upward.at(goal)
            parts.append(
                f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" '
                f'stroke="{colour}" stroke-dasharray="6 4"/>'
            )
            parts.append(_text(_WIDTH - _RIGHT, y - 6, name, anchor="end", colour=colour))
    if steps:
        parts.append(_curve(steps, across, upward, last, high))
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Axis:
    """Maps values to positions, and chooses round values to mark."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self) -> list[float]:
        rough = (self.high - self.low) / 6
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


def _range(costs: Sequence[float], goals: Sequence[float]) -> tuple[float, float]:
    """Return the costs to show: the last and the goals for sure, the first unless far off."""
    if not costs and not goals:
        return 0.0, 1.0
    floor = min([*costs[-1:], *goals])
    reach = max([*costs[-1:], *goals]) - floor
    # The start of a search is often many times as dear; half of all improvements are shown.
    middle = sorted(costs)[len(costs) // 2] - floor if costs else 0.0
    wanted = min(max(costs, default=floor) - floor, max(4 * reach, 2.5 * middle, 0.02 * abs(floor)))
    span = max(reach, wanted, 0.01 * abs(floor), 1e-3)
    return floor - 0.06 * span, floor + 1.06 * span


def _axes(across: _Axis, upward: _Axis) -> list[str]:
    parts = []
    for value in upward.marks():
        y = upward.at(value)
        parts.append(
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" '
            f'stroke="{_GRID}"/>'
        )
        parts.append(_text(_LEFT - 10, y + 4.5, _number(value, upward), anchor="end", colour=_SOFT))
    floor = _HEIGHT - _BOTTOM
    for value in across.marks():
        x = across.at(value)
        parts.append(
            f'<line x1="{x:.1f}" y1="{floor}" x2="{x:.1f}" y2="{floor + 5}" stroke="{_SOFT}"/>'
        )
        label = _number(value, across)
        parts.append(_text(x, floor + 21, label, anchor="middle", colour=_SOFT))
    parts.append(
        f'<path d="M{_LEFT} {_TOP}V{floor}H{_WIDTH - _RIGHT}" fill="none" stroke="{_SOFT}"/>'
    )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(_text(middle, _HEIGHT - 14, "seconds since the start", anchor="middle"))
    height = (_TOP + floor) / 2
    parts.append(
        f'<text x="20" y="{height:.0f}" text-anchor="middle" '
        f'transform="rotate(-90 20 {height:.0f})">cost of the best plan</text>'
    )
    return parts


def _curve(
    steps: Sequence[tuple[float, float]], across: _Axis, upward: _Axis, last: float, high: float
) -> str:
    # What is dearer than the upper edge is left out: the curve then comes in from there.
    first = next((i for i, (_, cost) in enumerate(steps) if cost <= high), len(steps) - 1)
    x, y = across.at(steps[first][0]), upward.at(steps[first][1])
    path = f"M{x:.1f} {_TOP}V{y:.1f}" if first else f"M{x:.1f} {y:.1f}"
    for at, cost in steps[first + 1 :]:
        x, y = across.at(at), upward.at(cost)
        path += f"H{x:.1f}V{y:.1f}"
    end = across.at(last)
    return (
        f'<path d="{path}H{end:.1f}" fill="none" stroke="{_CURVE}" stroke-width="2" '
        f'stroke-linejoin="round"/><circle cx="{end:.1f}" cy="{y:.1f}" r="3.5" fill="{_CURVE}"/>'
    )


def _caption(
    steps: Sequence[tuple[float, float]], best_known: float | None, bound: float | None
) -> str:
    last = steps[-1][1]
    words = [f"{last:,.2f} after {steps[-1][0]:,.1f} s, {plural(len(steps), 'improvement')}"]
    for goal, name in ((best_known, "best known"), (bound, "bound")):
        if goal:
            gap = round((last / goal - 1) * 100, 2) + 0.0  # 0 turns a rounded -0 into 0
            words.append(f"{gap:+.2f} % to {name} {goal:,.2f}")
    return " · ".join(words)


def _number(value: float, axis: _Axis) -> str:
    step = (axis.high - axis.low) / 6
    digits = max(0, -math.floor(math.log10(step))) if step < 1 else 0
    return f"{value:,.{min(digits, 6)}f}"


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: int = 13,
    weight: str = "400",
    colour: str = _INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
    )
