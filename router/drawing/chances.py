"""Why a visit is worth it, in a few words: chance, best hours, and for the office its money."""

from __future__ import annotations

from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.safe import Html
from router.drawing.sheet_words import SHEET_WORDS
from router.drawing.words import Clock, money, percent

__all__ = ["back_words", "best_hours", "hint", "office_why"]

_DAY_S = 86_400


def best_hours(clock: Clock, start_s: int, end_s: int) -> str:
    """Return hours as they are spoken of: ``17:00–19:00``, ``Wed 19:00–24:00``.

    Parameters
    ----------
    clock
        Of the plan.
    start_s, end_s
        Seconds after its problem's origin.

    Returns
    -------
    str
        The weekday once, if it is another day than the plan's; midnight as the end of its day.
    """
    first, last = clock.time(start_s), clock.time(end_s)
    day, _, _ = first.rpartition(" ")
    if end_s - start_s <= _DAY_S and last.endswith("00:00") and not first.endswith("00:00"):
        last = "24:00"
    return f"{first}–{last.removeprefix(f'{day} ')}"


def hint(facts: Facts, visit_id: str) -> Html:
    """Return what an agent may know of a visit's chances: no money.

    Parameters
    ----------
    facts
        Of the plan.
    visit_id
        The visit.

    Returns
    -------
    Html
        A short line; empty if nothing is known.
    """
    why = facts.why(visit_id)
    if why is None or why.chance is None:
        return Html("")
    words, p = SHEET_WORDS[facts.lang], percent(why.chance, facts.lang)
    said = words["chance"].format(p=p)
    if why.best is not None and not facts.appointment(visit_id):
        hours = best_hours(facts.clock, why.best.start_s, why.best.end_s)
        said = words["chance_best"].format(p=p, hours=hours)
    return tag("div", Html(said), class_="soft small hint")


def office_why(facts: Facts, visit_id: str) -> Html:
    """Return why a visit is made when it is: its chance, better hours, its worth and its price.

    Parameters
    ----------
    facts
        Of the plan.
    visit_id
        A visit of a route.

    Returns
    -------
    Html
        Two short lines; empty if nothing is known.
    """
    why = facts.why(visit_id)
    if why is None:
        return Html("")
    words, lang = SHEET_WORDS[facts.lang], facts.lang
    p = "" if why.chance is None else percent(why.chance, lang)
    if why.chance is None:
        lines = [words["no_chance"]]
    elif facts.appointment(visit_id):
        lines = [words["why_confirmed"].format(p=p)]
    elif why.best is None or why.best_chance is None or why.at_best:
        lines = [words["why_at_best"].format(p=p)]
    else:
        hours = best_hours(facts.clock, why.best.start_s, why.best.end_s)
        best = percent(why.best_chance, lang)
        lines = [words["why_best"].format(p=p, hours=hours, best=best)]
    if why.value is not None and why.added is not None:
        adds = {"v": money(why.value), "cost": money(why.added.cost)}
        lines.append(words["value_adds"].format(**adds))
    elif why.value is not None:
        lines.append(words["value"].format(v=money(why.value)))
    first, *others = (Html(line) for line in lines)
    return join([first, *(tag("div", line, class_="soft small") for line in others)])


def back_words(facts: Facts, route: Route) -> str:
    """Return by when an agent is back on four of five days.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The agent's.

    Returns
    -------
    str
        ``by 17:05 in 4 of 5 days``; empty if nobody knows.
    """
    by = facts.back_by(route)
    return SHEET_WORDS[facts.lang]["back_by"].format(t=by) if by else ""
