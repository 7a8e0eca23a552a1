"""The shell of every page: one file that loads nothing, and says so to the browser."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from router.domain.basemap import BaseMap
from router.domain.plurals import plural
from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.inlining import inline_asset
from router.drawing.maps import MapParts
from router.drawing.markup import join, tag
from router.drawing.palette import RouteStyle
from router.drawing.safe import Html, safe_text
from router.drawing.words import written_date

__all__ = [
    "CSP",
    "figures",
    "footer",
    "full_page",
    "line_sample",
    "map_block",
    "notices",
    "signs",
    "table",
]

CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Forbids the browser every load from outside the file."""


def full_page(
    title: str,
    body: Sequence[Html],
    *,
    drawn: MapParts | None = None,
    lang: str = "en",
    also: str = "",
) -> str:
    """Return a complete HTML file.

    Parameters
    ----------
    title
        For the browser's tab, not yet encoded.
    body
        The content.
    drawn
        The map whose element stands in the body. None: a page to read, without any script.
    lang
        Language of the page's own words.
    also
        Name of further assets that this page needs: a style, and for a page with a map a script.

    Returns
    -------
    str
        One self-contained document.
    """
    # Written out, not by ``tag``: a policy is our own text and its quotes must stay quotes.
    more = [also] if also else []
    assets = [("style", f"{name}_css") for name in ("page", *more)]
    if drawn is not None:
        assets.insert(0, ("style", "leaflet_css"))
        assets += [("script", name) for name in ("leaflet", "page", *more)]
    carried = "\n".join(f"<{element}>{inline_asset(name)}</{element}>" for element, name in assets)
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{safe_text(title)}</title>\n"
        f"{carried}"
    )
    content = tag("div", *body, class_="sheet")
    script = "" if drawn is None else f"<script>\n{drawn.script}\n</script>\n"
    return (
        f'<!DOCTYPE html>\n<html lang="{safe_text(lang)}">\n<head>\n{head}\n</head>\n'
        f"<body>\n{content}\n{script}</body>\n</html>\n"
    )


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[Html]],
    *,
    numbers: Collection[int] = (),
    look: str = "",
) -> Html:
    """Return a table whose rows become cards at phone width.

    Parameters
    ----------
    heads
        Of the columns, not yet encoded.
    rows
        One cell per column.
    numbers
        Columns that hold numbers, counted from 0.
    look
        Class of the table, beside that of cards.

    Returns
    -------
    Html
        The table.
    """
    kinds = ["n" if at in numbers else None for at in range(len(heads))]
    head = tag(
        "tr",
        *(
            tag("th", safe_text(text), scope="col", class_=kind)
            for text, kind in zip(heads, kinds, strict=True)
        ),
    )
    body = (
        tag(
            "tr",
            *(
                tag("td", cell, data_label=text, class_=kind)
                for text, kind, cell in zip(heads, kinds, row, strict=True)
            ),
        )
        for row in rows
    )
    return tag("table", tag("thead", head), tag("tbody", *body), class_=f"cards {look}".rstrip())


def map_block(drawn: MapParts, label: str, *, tall: bool = False) -> Html:
    """Return the map's element with its frame.

    Parameters
    ----------
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
    missing = tag("p", Html("The map needs JavaScript; the tables do not."), class_="notice")
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


def figures(shown: Sequence[tuple[str, str]], *, main: int = 0) -> Html:
    """Return a row of figures.

    Parameters
    ----------
    shown
        Value and caption of each, in our own words and numbers.
    main
        How many of the first ones stand out.

    Returns
    -------
    Html
        The list.
    """
    return tag(
        "ul",
        *(
            tag(
                "li",
                tag("b", safe_text(value)),
                tag("span", safe_text(caption)),
                class_="main" if at < main else None,
            )
            for at, (value, caption) in enumerate(shown)
        ),
        class_="figures",
    )


def notices(facts: Facts, basemap: BaseMap) -> Html:
    """Return what every page must say about its data: estimated travel, synthetic streets.

    Parameters
    ----------
    facts
        Of the plan.
    basemap
        The streets.

    Returns
    -------
    Html
        Nothing if there is nothing to say.
    """
    said = []
    if facts.approximate():
        said.append(
            ("Estimated travel.", "Times and distances are straight-line estimates, not streets.")
        )
    if basemap.synthetic:
        said.append(
            ("Synthetic map.", "Streets and addresses were generated; this is no real city.")
        )
    return join(
        tag("p", tag("b", Html(head)), Html(f" {text}"), class_="notice") for head, text in said
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
    keys = (
        ("mark stop round", "1", "stop, in order", True),
        (
            "mark stop round confirmed",
            "2",
            "with an appointment",
            any(map(facts.appointment, visits)),
        ),
        ("mark end", "S", "start", any(start and start != end for start, end in ends)),
        ("mark end", "E", "end", any(end and start != end for start, end in ends)),
        ("mark end", "⌂", "start and end", any(start and start == end for start, end in ends)),
    )
    shown = [
        tag("span", tag("span", tag("b", Html(letter)), class_=look), Html(text))
        for look, letter, text, there in keys
        if there
    ]
    if arrows:
        shown.append(tag("span", tag("span", class_="arrow"), Html("direction of travel")))
    if left_out:
        shown.append(tag("span", tag("span", class_="mark left-out"), Html("not planned")))
        shown.append(
            tag(
                "span",
                tag("span", class_="mark left-out urgent"),
                Html("not planned, though it has an appointment or is mandatory"),
            )
        )
    return tag("div", *shown, class_="signs")


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


def footer(facts: Facts, basemap: BaseMap) -> Html:
    """Return the last lines of a page: where the map is from, how the plan was found.

    Parameters
    ----------
    facts
        Of the plan.
    basemap
        The streets.

    Returns
    -------
    Html
        The footer.
    """
    search = facts.plan.search
    parts = [Html(f"Plan for {written_date(facts.plan.day)}")]
    if facts.plan.visiting_rules:
        parts.append(join([Html("Visiting rules "), safe_text(facts.plan.visiting_rules)]))
    if attribution := basemap.attribution or facts.plan.attribution:
        parts.append(join([Html("Map data "), safe_text(attribution)]))
    how = [safe_text(search.engine), Html(f"seed {search.seed}")]
    if search.seconds is not None:
        how.append(Html(f"{search.seconds:g} s"))
    if search.iterations is not None:
        how.append(Html(plural(search.iterations, "iteration")))
    parts.append(join([Html("Search: "), join(how, ", ")]))
    parts.append(Html("This file loads nothing from any network"))
    return tag("footer", join(parts, " · "))
