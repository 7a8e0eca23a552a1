"""A chart of chances by the hour, as SVG that any browser shows."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.presence import CellRate
from router.drawing.markup import tag
from router.drawing.safe import Html, safe_text

__all__ = ["presence_chart"]

_WIDTH, _HEIGHT = 360, 214
_LEFT, _TOP, _BOTTOM = 42, 10, 52
_TICKS = (0, 25, 50, 75, 100)


def presence_chart(bars: Sequence[tuple[str, CellRate]], label: str) -> Html:
    """Draw chances over the hours of one kind of day.

    Parameters
    ----------
    bars
        Names of the hours, and what is known of them, in order of time.
    label
        What the picture shows, for those who cannot see it.

    Returns
    -------
    Html
        A picture: grey dashes for what was assumed, a dot with its bounds for what was learned,
        and beneath the hours how many visits were made.
    """
    wide = (_WIDTH - _LEFT) / max(1, len(bars))
    parts = [_tick(value) for value in _TICKS]
    for at, (name, rate) in enumerate(bars):
        middle = _LEFT + wide * (at + 0.5)
        half = min(15.0, wide * 0.34)
        parts += [*_assumed(middle, half, rate), *_learned(middle, rate)]
        parts += _names(middle, name, rate)
    return tag(
        "svg", *parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=label,
        class_="hours",
    )  # fmt: skip


def _y(chance: float) -> str:
    return f"{_TOP + (1 - chance) * (_HEIGHT - _TOP - _BOTTOM):.1f}"


def _tick(value: int) -> Html:
    height = _y(value / 100)
    line = tag("path", d=f"M{_LEFT} {height}H{_WIDTH}", class_="tick")
    text = tag("text", safe_text(f"{value} %"), x=str(_LEFT - 6), y=height, dy="4", class_="side")
    return Html(line + text)


def _assumed(middle: float, half: float, rate: CellRate) -> list[Html]:
    path = f"M{middle - half:.1f} {_y(rate.prior)}h{2 * half:.1f}"
    return [tag("path", d=path, class_="was")]


def _learned(middle: float, rate: CellRate) -> list[Html]:
    if not rate.tried:
        return []
    path = f"M{middle:.1f} {_y(rate.low)}V{_y(rate.high)}"
    return [
        tag("path", d=path, class_="range"),
        tag("circle", cx=f"{middle:.1f}", cy=_y(rate.mean), r="5", class_="is"),
    ]


def _names(middle: float, name: str, rate: CellRate) -> list[Html]:
    """Write the hours in up to two lines, and the visits below them."""
    first, _, second = name.partition("–")
    if not second:
        first, _, second = name.partition(" ")
    lines = [(first + ("–" if "–" in name else ""), 16), (second, 29)]
    floor = _HEIGHT - _BOTTOM
    found = [
        tag("text", safe_text(text), x=f"{middle:.1f}", y=str(floor + down), class_="hour")
        for text, down in lines
        if text
    ]
    count = tag(
        "text", safe_text(str(rate.tried)), x=f"{middle:.1f}", y=str(floor + 45), class_="count"
    )
    return [*found, count]
