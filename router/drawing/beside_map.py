"""What stands around a map: its frame, the key of its marks, a sample of a route's line."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.maps import MapParts
from router.drawing.markup import join, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.palette import RouteStyle
from router.drawing.safe import Html

__all__ = ["line_sample", "map_block", "signs"]


def map_block(facts: Facts, drawn: MapParts, label: str, *, tall: bool = False) -> Html:
    """Return the map's element with its frame.

    Parameters
    ----------
    facts
        Of the plan.
    drawn
        The map.
    label
        What it shows, for those who cannot see it; our own words.
    tall
        True if the map is the page.

    Returns
    -------
    Html
        The block.
    """
    missing = tag("p", Html(PAGE_WORDS[facts.lang]["map_script"]), class_="notice")
    return join(
        [
            tag(
                "div",
                drawn.html,
                class_="map tall" if tall else "map",
                role="region",
                aria_label=label,
            ),
            tag("noscript", missing),
        ]
    )


def signs(facts: Facts, routes: Sequence[Route], *, left_out: bool, arrows: bool) -> Html:
    """Return the key of the marks that a map has.

    Parameters
    ----------
    facts
        Of the plan.
    routes
        Those on the map.
    left_out, arrows
        Whether it has marks of visits on no route; arrows on the lines.

    Returns
    -------
    Html
        The key.
    """
    ends = [facts.end_points(route) for route in routes]
    visits = [visit_id for route in routes for visit_id in route.visit_ids]
    words = PAGE_WORDS[facts.lang]
    start, end = words["letter_start"], words["letter_end"]
    confirmed = any(map(facts.appointment, visits))
    keys = (
        ("mark stop round", "1", "stop", True),
        ("mark stop round confirmed", "2", "confirmed", confirmed),
        ("mark end", start, "start", any(one and one != other for one, other in ends)),
        ("mark end", end, "end", any(other and one != other for one, other in ends)),
        ("mark end", "⌂", "both", any(one and one == other for one, other in ends)),
    )
    shown = [
        _sign(look, words[f"sign_{text}"], tag("b", Html(letter)))
        for look, letter, text, there in keys
        if there
    ]
    if arrows:
        shown.append(_sign("arrow", words["sign_arrow"]))
    if left_out:
        shown.append(_sign("mark left-out", words["sign_left_out"]))
        shown.append(_sign("mark left-out urgent", words["sign_urgent"]))
    return tag("div", *shown, class_="signs")


def _sign(look: str, text: str, *inside: Html) -> Html:
    return tag("span", tag("span", *inside, class_=look), Html(text))


def line_sample(style: RouteStyle) -> Html:
    """Return a short piece of a route's line with one of its markers.

    Parameters
    ----------
    style
        Of the route.

    Returns
    -------
    Html
        An SVG picture.
    """
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    marker = {
        "round": f'<circle cx="17" cy="8" r="6" fill="{style.colour}"/>',
        "square": f'<rect x="11" y="2" width="12" height="12" rx="2" fill="{style.colour}"/>',
        "diamond": f'<path d="M17 0l8 8-8 8-8-8z" fill="{style.colour}"/>',
    }[style.shape]
    return Html(
        '<svg width="34" height="16" viewBox="0 0 34 16" aria-hidden="true">'
        f'<path d="M1 8H33" stroke="{style.colour}" stroke-width="4"{dash}/>{marker}</svg>'
    )
