"""Routes can be told apart by everybody."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from router.drawing.inlining import inline_asset
from router.drawing.palette import COLOURS, contrast, route_style

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip


def lab(colour: str, sight: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE L*a*b* (D65) of a colour as a kind of sight sees it."""
    encoded = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(sight @ linear, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS.keys())
def test_any_two_colours_stay_apart_in_every_kind_of_sight(sight: NDArray[np.float64]) -> None:
    seen = [lab(colour, sight) for colour in COLOURS]
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2)) > 15


@pytest.mark.parametrize("position", range(24))
def test_lines_stand_out_and_numbers_on_markers_can_be_read(position: int) -> None:
    style = route_style(position)
    assert contrast(style.colour, "#ffffff") >= 3.0  # WCAG 1.4.11, graphics
    assert contrast(style.text, style.colour) >= 4.5  # WCAG 1.4.3, text


def test_the_first_24_routes_all_look_different() -> None:
    assert len({route_style(position) for position in range(24)}) == 24
    assert route_style(24) == route_style(0)


def test_beyond_eight_a_colour_returns_with_another_dash_and_another_shape() -> None:
    first, ninth = route_style(0), route_style(8)
    assert first.colour == ninth.colour
    assert first.dash != ninth.dash
    assert first.shape != ninth.shape


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)  # (1 + .05) / (0 + .05)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the known edge case


def test_every_text_of_a_page_can_be_read_on_what_is_behind_it() -> None:
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", inline_asset("page_css")))
    named["white"] = named["paper"] = "#ffffff"
    for text, behind in (
        ("ink", "paper"), ("ink", "panel"), ("ink", "danger-bg"), ("ink", "caution-bg"),
        ("soft", "paper"), ("soft", "panel"), ("danger", "danger-bg"),
        ("caution", "caution-bg"), ("good", "paper"), ("link", "paper"), ("white", "danger"),
        ("white", "ink"),
    ):  # fmt: skip
        assert contrast(named[text], named[behind]) >= 4.5, (text, behind)  # WCAG 1.4.3
