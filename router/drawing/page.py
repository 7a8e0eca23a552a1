"""The shell of every page: one file that loads nothing, and says so to the browser."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from router.domain.basemap import BaseMap
from router.drawing.facts import Facts
from router.drawing.inlining import inline_asset
from router.drawing.maps import MapParts
from router.drawing.markup import join, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.safe import Html, safe_text
from router.drawing.words import counted, date_in

__all__ = ["CSP", "figures", "footer", "full_page", "notices", "table"]

CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Forbids the browser every load from outside the file."""

_LOCALES = {"en": "en", "zh": "zh-Hans"}


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
        ``en`` or ``zh``, of the page's own words.
    also
        Name of further assets that this page needs: a style, and for a page with a map a script.

    Returns
    -------
    str
        One self-contained document.
    """
    # Written out, not by ``tag``: a policy is our own text and its quotes must stay quotes.
    more = [name for name in (also, "zh" if lang == "zh" else "") if name]
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
        f'<!DOCTYPE html>\n<html lang="{_LOCALES[lang]}">\n<head>\n{head}\n</head>\n'
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
    words = PAGE_WORDS[facts.lang]
    said = []
    if facts.approximate():
        said.append((words["estimated_head"], words["estimated"]))
    if basemap.synthetic:
        said.append((words["synthetic_head"], words["synthetic"]))
    return join(
        tag("p", tag("b", Html(head)), Html(f" {text}"), class_="notice") for head, text in said
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
    words, search = PAGE_WORDS[facts.lang], facts.plan.search
    parts = [Html(words["plan_for"].format(day=date_in(facts.lang, facts.plan.day)))]
    if facts.plan.visiting_rules:
        rules = safe_text(facts.plan.visiting_rules)
        parts.append(join([Html(words["rules"]), rules]))
    if attribution := basemap.attribution or facts.plan.attribution:
        parts.append(join([Html(words["map_data"]), safe_text(attribution)]))
    how = [safe_text(search.engine), Html(words["seed"].format(n=search.seed))]
    if search.seconds is not None:
        how.append(Html(words["seconds"].format(n=f"{search.seconds:g}")))
    if search.iterations is not None:
        how.append(Html(counted(words, "iterations", search.iterations)))
    parts.append(join([Html(words["search"]), join(how, words["and"])]))
    parts.append(Html(words["footer"]))
    return tag("footer", join(parts, " · "))
