"""Bars with their intervals, and lines over days, as HTML that any width can hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.simulated import Estimate
from router.drawing.markup import join, tag
from router.drawing.safe import Html, safe_text

__all__ = ["Bar", "Line", "bar_chart", "line_chart", "written"]

_DASHES = ("", "7 4", "2 4")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Parameters
    ----------
    name
        Beside it.
    value
        Its length, and the interval drawn over it.
    colour
        ``#rrggbb``.
    """

    name: str
    value: Estimate
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line over days.

    Parameters
    ----------
    name
        In the key.
    values
        One per day.
    colour
        ``#rrggbb``.
    dash
        0 for a solid line, 1 and 2 for broken ones.
    """

    name: str
    values: tuple[float, ...]
    colour: str
    dash: int = 0


def bar_chart(
    title: str, note: str, bars: Sequence[Bar], write: Callable[[float], str], *, reach: float = 0.0
) -> Html:
    """Return horizontal bars from zero, each with its interval.

    Parameters
    ----------
    title, note
        Above them; the note may be empty.
    bars
        In order; values may be negative.
    write
        Writes a value.
    reach
        What the scale holds at least, so that several charts have one scale.

    Returns
    -------
    Html
        The number stands beside every bar, so that nothing is said by the picture alone.
    """
    ends = [0.0, reach]
    for bar in bars:
        ends += [bar.value.mean, *(_bounds(bar.value) or ())]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return 100 * (value - low) / span

    cells: list[Html] = []
    for bar in bars:
        start, end = sorted((at(0.0), at(bar.value.mean)))
        bounds = _bounds(bar.value)
        place = f"--from:{start:.2f}%;--width:{end - start:.2f}%;--colour:{bar.colour}"
        marks = [tag("i")]
        if bounds is not None:
            place += f";--low:{at(bounds[0]):.2f}%;--high:{at(bounds[1]):.2f}%"
            marks.append(tag("u"))
        if low < 0:
            place += f";--zero:{at(0.0):.2f}%"
            marks.append(tag("s"))
        cells += [
            tag("span", safe_text(bar.name), class_="who"),
            tag("span", *marks, class_="bar", style=place),
            tag("span", written(bar.value, write), class_="number"),
        ]
    said = [tag("p", safe_text(note), class_="soft small")] if note else []
    return tag(
        "section",
        tag("h3", safe_text(title)),
        *said,
        tag("div", *cells, class_="bars"),
        class_="plot",
    )


def written(value: Estimate, write: Callable[[float], str]) -> Html:
    """Return a mean with its interval.

    Parameters
    ----------
    value
        What is known.
    write
        Writes a number.

    Returns
    -------
    Html
        The interval is smaller.
    """
    bounds = _bounds(value)
    mean = tag("b", safe_text(write(value.mean)))
    if bounds is None:
        return mean
    low, high = (write(bound).removesuffix(" %") for bound in bounds)
    return join([mean, tag("span", safe_text(f" {low} to {high}"))])


def _bounds(value: Estimate) -> tuple[float, float] | None:
    if value.low is None or value.high is None:
        return None
    return value.low, value.high


def line_chart(
    title: str,
    note: str,
    lines: Sequence[Line],
    write: Callable[[float], str],
    ends: tuple[str, str],
    *,
    whole: bool = False,
) -> Html:
    """Return lines over days, from zero.

    Parameters
    ----------
    title, note
        Above them.
    lines
        Of one length each.
    write
        Writes a value of the scale.
    ends
        Names of the first and of the last day.
    whole
        Whether the scale names whole numbers only.

    Returns
    -------
    Html
        With a key.
    """
    ticks = _ticks(max((value for line in lines for value in line.values), default=0.0), whole)
    top = ticks[0]
    paths, keys = [], []
    for line in lines:
        steps = max(1, len(line.values) - 1)
        points = " L".join(
            f"{1000 * number / steps:.1f} {200 - 190 * value / top:.1f}"
            for number, value in enumerate(line.values)
        )
        dash = _DASHES[line.dash % len(_DASHES)] or None
        style = {"stroke": line.colour, "stroke_dasharray": dash}
        paths.append(tag("path", d=f"M{points}", **style))
        sample = tag("svg", tag("path", d="M1 5H33", **style), viewBox="0 0 34 10")
        last = write(line.values[-1]) if line.values else ""
        keys.append(tag("span", sample, safe_text(f"{line.name}: {last} at the end")))
    picture = tag(
        "svg", *paths, viewBox="0 0 1000 200", preserveAspectRatio="none", aria_hidden="true"
    )
    scale = [tag("span", safe_text(write(value))) for value in ticks]
    return tag(
        "section",
        tag("h3", safe_text(title)),
        tag("p", safe_text(note), class_="soft small"),
        tag("div", *keys, class_="keys"),
        tag(
            "div",
            tag("div", *scale, class_="scale"),
            picture,
            tag("div", *(tag("span", safe_text(name)) for name in ends), class_="under"),
            class_="lines",
        ),
        class_="plot",
    )


def _ticks(most: float, whole: bool) -> tuple[float, ...]:
    """Return what the scale names, from its end to zero; halves only where they are numbers."""
    if not whole:
        top = most or 1.0
        return top, top / 2, 0.0
    top = max(1, math.ceil(most))
    return (1.0, 0.0) if top == 1 else (float(top + top % 2), float((top + 1) // 2), 0.0)
