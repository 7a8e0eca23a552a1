"""What stands on the pages of a day that is only a proposal."""

from __future__ import annotations

from datetime import date

from router.drawing.markup import tag
from router.drawing.safe import Html, safe_text
from router.drawing.words import date_in

__all__ = ["proposal_notice", "proposal_title"]

_WORDS = {
    "en": (
        "Proposal",
        "Only {day} is firm. This day is planned again before it comes, and may change.",
    ),
    "zh": ("建议方案", "只有 {day} 的计划是确定的。本日到来之前会重新排程，可能有变动。"),
}


def proposal_notice(firm_day: date | None, lang: str = "en") -> Html:
    """Return the mark of a proposal.

    Parameters
    ----------
    firm_day
        The day that is firm; None if it is the one of the page.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    Html
        Empty on a firm day.
    """
    if firm_day is None:
        return Html("")
    head, text = _WORDS[lang]
    said = text.replace("{day}", date_in(lang, firm_day))
    return tag("p", tag("b", safe_text(head)), Html(" "), safe_text(said), class_="notice proposal")


def proposal_title(title: str, firm_day: date | None, lang: str = "en") -> str:
    """Return the title of a page, marked if its day is a proposal.

    Parameters
    ----------
    title
        Of the firm page.
    firm_day, lang
        As for `proposal_notice`.

    Returns
    -------
    str
        Not yet encoded.
    """
    return title if firm_day is None else f"{_WORDS[lang][0]} · {title}"
