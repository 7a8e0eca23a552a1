"""How routes are told apart: eight colours, then dashes and marker shapes beyond eight."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COLOURS", "INK", "RouteStyle", "contrast", "route_style"]

INK = "#14181d"
COLOURS = (
    "#1e88e5",  # blue
    "#e66100",  # orange
    "#117733",  # green
    "#882255",  # wine
    "#3b3b98",  # indigo
    "#cc79a7",  # pink
    "#cc6677",  # rose
    "#726cb0",  # violet
)
"""Chosen from the sets of Okabe & Ito, Tol and ColorBrewer for the largest least difference.

Any two stay apart (CIE76 >= 15) in normal sight and in protanopia, deuteranopia and tritanopia, and
each has a contrast of 3 : 1 to white; a test computes both.
"""
_DASHES = ("", "10 7", "2 7")
_SHAPES = ("round", "square", "diamond")


@dataclass(frozen=True, slots=True)
class RouteStyle:
    """How one route is drawn.

    Parameters
    ----------
    colour, text
        Of the line and the markers; of the number on a marker.
    dash
        SVG dash pattern, empty for a solid line.
    shape
        CSS class of its markers: ``round``, ``square`` or ``diamond``.
    """

    colour: str
    text: str
    dash: str
    shape: str


def route_style(position: int) -> RouteStyle:
    """Return the style of the route at a position of the problem's shifts.

    Parameters
    ----------
    position
        From 0; the same shift has the same style on every page.

    Returns
    -------
    RouteStyle
        24 different ones, then again from the first.
    """
    colour = COLOURS[position % len(COLOURS)]
    turn = position // len(COLOURS) % len(_DASHES)
    text = max(("#ffffff", INK), key=lambda candidate: contrast(candidate, colour))
    return RouteStyle(colour, text, _DASHES[turn], _SHAPES[turn])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours.

    Parameters
    ----------
    one, other
        ``#rrggbb``.

    Returns
    -------
    float
        1 to 21.

    References
    ----------
    WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
