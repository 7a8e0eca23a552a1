"""Why a visit is worth it, in a few words: chance, best hours, and for the office its money."""

from __future__ import annotations

from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.safe import Html
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
    said = f"chance to meet {percent(why.chance)}"
    if why.best is not None and not facts.appointment(visit_id):
        said += f", best {best_hours(facts.clock, why.best.start_s, why.best.end_s)}"
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
    if why.chance is None:
        lines = ["nothing is known of this hour"]
    elif facts.appointment(visit_id):
        lines = [f"chance {percent(why.chance)}, confirmed"]
    elif why.best is None or why.best_chance is None or why.at_best:
        lines = [f"chance {percent(why.chance)}, its best hours"]
    else:
        hours = best_hours(facts.clock, why.best.start_s, why.best.end_s)
        lines = [f"chance {percent(why.chance)}; best {hours}: {percent(why.best_chance)}"]
    if why.value is not None:
        adds = f", adds {money(why.added.cost)}" if why.added is not None else ""
        lines.append(f"worth {money(why.value)}{adds}")
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
    return f"by {by} in 4 of 5 days" if by else ""
