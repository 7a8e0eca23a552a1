"""The page of agents' figures: several measures side by side, each with its chance, no money."""

from __future__ import annotations

from router.domain.figures import AgentFigures, Share, TeamFigures
from router.drawing.figures_words import FIGURES_WORDS
from router.drawing.markup import join, tag
from router.drawing.page import full_page, table
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import date_in

__all__ = ["draw_figures"]

_COLUMNS = (
    *("planned", "made", "contacts", "on_time", "complete"),
    *("complaints", "leave", "unsafe", "promises"),
)


def draw_figures(figures: TeamFigures, *, lang: str = "en") -> str:
    """Draw the figures of agents.

    Parameters
    ----------
    figures
        Of all agents.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        A self-contained HTML file without a script. Agents are shown by their ids in their order,
        never ranked; it holds nothing of borrowers, and no amount.
    """
    words = FIGURES_WORDS[lang]
    days = _days(figures, words, lang)
    body = [
        tag(
            "header",
            tag(
                "div", tag("p", safe_text(words["over"]), class_="over"), tag("h1", safe_text(days))
            ),
            class_="top",
        )
    ]
    if figures.agents:
        heads = [words["agent"], *(words[name] for name in _COLUMNS)]
        rows = [_row(words["team"], figures.team, words, strong=True)]
        rows += [
            _row(one.agent_id or words["unnamed"], one, words, strong=False)
            for one in figures.agents
        ]
        body.append(table(heads, rows, numbers=(1, 2, 6, 7, 8), look="figures-table"))
        body.append(tag("p", safe_text(words["order"]), class_="sum"))
    else:
        body.append(tag("p", safe_text(words["none"]), class_="notice"))
    recording = words["recording"] if figures.recording else ""
    body.append(
        tag(
            "section",
            _said(words["money_head"], words["money"]),
            _said(words["chance_head"], words["chance"]),
            _said(words["means_head"], words["means"].replace("{recording}", recording)),
            class_="duties",
        )
    )
    body.append(tag("footer", safe_text(words["offline"])))
    return full_page(f"{words['over']} · {days}", body, lang=lang, also="proof")


def _days(figures: TeamFigures, words: dict[str, str], lang: str) -> str:
    first = date_in(lang, figures.first) if figures.first else ""
    last = date_in(lang, figures.last) if figures.last else ""
    key = ("both" if last else "from") if first else ("to" if last else "all")
    return words[key].replace("{a}", first).replace("{b}", last)


def _row(name: str, one: AgentFigures, words: dict[str, str], *, strong: bool) -> list[Html]:
    shown = safe_text(shortened(name, 60))
    cells = [tag("b", shown) if strong else shown]
    for column in _COLUMNS:
        value = getattr(one, column)
        cells.append(_share(value, words) if isinstance(value, Share) else safe_text(str(value)))
    return cells


def _share(share: Share, words: dict[str, str]) -> Html:
    """A rate with its bar: the dot is the rate, the line what chance leaves open."""
    rate, interval = share.rate, share.interval
    if rate is None or interval is None:
        return Html("–")
    of = words["of"].replace("{part}", str(share.part)).replace("{whole}", str(share.whole))
    low, high = interval
    place = f"--low:{100 * low:.1f}%;--high:{100 * high:.1f}%;--rate:{100 * rate:.1f}%"
    return join(
        [
            tag("b", Html(f"{100 * rate:.0f} %")),
            tag("span", safe_text(f" {of}"), class_="soft small"),
            tag(
                "span",
                tag("i"),
                tag("u"),
                class_="chance",
                style=place,
                title=f"{100 * low:.0f}–{100 * high:.0f} %",
            ),
        ]
    )


def _said(head: str, text: str) -> Html:
    return tag("p", tag("b", safe_text(head)), Html(" "), safe_text(text))
