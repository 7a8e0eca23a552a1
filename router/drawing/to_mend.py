"""What a person has to mend: addresses in review, and faults of the input."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.places import Place
from router.domain.plan import ReviewCase
from router.drawing.facts import Facts
from router.drawing.fault_sentences import said_of_input
from router.drawing.index_words import INDEX_WORDS
from router.drawing.markup import file_link, join, tag
from router.drawing.page import table
from router.drawing.page_words import PAGE_WORDS
from router.drawing.proof_words import said_in
from router.drawing.review_reasons import reason_in
from router.drawing.safe import Html, safe_text
from router.errors import Fault

__all__ = ["to_mend"]


def to_mend(facts: Facts, faults: Sequence[Fault], review_page: str) -> list[Html]:
    """Return the addresses in review and the faults of the input.

    Parameters
    ----------
    facts
        Of the plan.
    faults
        Of the input, those with which rows went on included.
    review_page
        The page on which a person decides about the addresses; empty if there is none.

    Returns
    -------
    list of Html
        A heading and a table of each; without faults nothing is said of them.
    """
    review, words = facts.plan.review, INDEX_WORDS[facts.lang]
    parts = [_head(facts, "review", len(review))]
    if review:
        if review_page:
            link = tag("a", Html(words["decide"]), href=file_link(review_page))
            parts.append(tag("p", link))
        heads = [words[name] for name in ("case", "as_written", "why", "candidates")]
        parts.append(table(heads, (_review_row(facts, one) for one in review)))
    else:
        parts.append(tag("p", Html(PAGE_WORDS[facts.lang]["none"]), class_="soft"))
    if faults:
        parts.append(_head(facts, "faults", len(faults)))
        heads = [words[name] for name in ("where", "problem", "value", "what_to_do")]
        parts.append(table(heads, (_fault_row(facts, fault) for fault in faults)))
    return parts


def _head(facts: Facts, name: str, count: int) -> Html:
    words = INDEX_WORDS[facts.lang]
    text = words["counted_head"].format(head=words[f"{name}_head"], n=count)
    return tag("h3", Html(text), id=name)


def _review_row(facts: Facts, one: ReviewCase) -> list[Html]:
    words = INDEX_WORDS[facts.lang]
    candidates = [_candidate(facts, place) for place in one.candidates]
    return [
        safe_text(one.case_id),
        safe_text(facts.card(one.case_id).address),
        safe_text(reason_in(facts.lang, one.why)),
        tag("ul", *candidates, class_="plain") if candidates else Html(words["no_candidates"]),
    ]


def _candidate(facts: Facts, place: Place) -> Html:
    said = INDEX_WORDS[facts.lang]["candidate"].format(
        grade=said_in(facts.lang, place.grade.value),
        score=f"{place.score:.2f}",
        metres=f"{place.error_m:.0f}",
    )
    mark = tag("span", Html(said), class_="soft small")
    return tag("li", safe_text(place.matched), Html(" "), mark)


def _fault_row(facts: Facts, fault: Fault) -> list[Html]:
    lang, words = facts.lang, INDEX_WORDS[facts.lang]
    where = fault.file + (words["row"].format(n=fault.row) if fault.row else "")
    where += words["column"].format(column=fault.column) if fault.column else ""
    effect = Html(words["row_left_out" if fault.fatal else "by_default"])
    problem = safe_text(said_of_input(lang, fault.problem))
    return [
        safe_text(where),
        join([problem, tag("div", effect, class_="soft small")]),
        safe_text(fault.value),
        safe_text(said_of_input(lang, fault.fix)),
    ]
