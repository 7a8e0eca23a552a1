"""The timeline: one bar per agent over the hours of the day, without any script."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.route import Route, Stop
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import counted

__all__ = ["day_span", "draw_rows", "draw_timeline", "timeline_key"]

_HOUR_S = 3600
_LONG_DAY_S = 14 * _HOUR_S  # longer days have an hour line every two hours


@dataclass(frozen=True, slots=True)
class _Scale:
    first_s: int
    last_s: int

    def place(self, start_s: int, end_s: int | None = None) -> str:
        """Return the CSS position of a span, or of an instant."""
        whole = max(1, self.last_s - self.first_s)
        left = f"left:{100 * (start_s - self.first_s) / whole:.3f}%"
        if end_s is None:
            return left
        return f"{left};width:{100 * (end_s - start_s) / whole:.3f}%"


def draw_timeline(facts: Facts) -> Html:
    """Return the timeline of all routes.

    Parameters
    ----------
    facts
        Of the plan.

    Returns
    -------
    Html
        The timeline with its key; empty if there are no routes.
    """
    if not facts.plan.routes:
        return Html("")
    return join([draw_rows(facts, *day_span(facts)), timeline_key(facts.lang)])


def day_span(facts: Facts) -> tuple[int, int]:
    """Return from when to when the routes, shifts and breaks of a day last.

    Parameters
    ----------
    facts
        Of a plan with routes.

    Returns
    -------
    tuple of int
        Seconds after the problem's origin, from a full hour.
    """
    routes = facts.plan.routes
    shifts = [facts.shift(route.shift_id) for route in routes]
    rests = [rest for route in routes for rest in route.breaks]
    first = min(
        *(route.start_s for route in routes),
        *(shift.earliest_s for shift in shifts),
        *(rest.start_s for rest in rests),
    )
    last = max(
        *(route.end_s for route in routes),
        *(shift.latest_s for shift in shifts),
        *(rest.end_s for rest in rests),
    )
    start = facts.plan.problem.instant(first)
    return first - start.minute * 60 - start.second, last


def draw_rows(facts: Facts, first: int, last: int) -> Html:
    """Return the rows of a timeline, below their hours.

    Parameters
    ----------
    facts
        Of the plan.
    first, last
        What the axis spans, in seconds after the problem's origin.

    Returns
    -------
    Html
        One row per route.
    """
    scale = _Scale(first, last)
    step = _HOUR_S if last - first <= _LONG_DAY_S else 2 * _HOUR_S
    hours = range(first, last + 1, step)
    rows = [_axis(facts, scale, hours)]
    rows += [_row(facts, route, scale, hours) for route in facts.plan.routes]
    return tag("div", *rows, class_="times")


def _axis(facts: Facts, scale: _Scale, hours: range) -> Html:
    labels = [
        tag(
            "span",
            Html(facts.clock.time(hour)),
            class_="label" + (" odd" if at % 3 else ""),
            style=scale.place(hour),
        )
        for at, hour in enumerate(hours)
    ]
    return tag("div", tag("span"), tag("div", *labels, class_="track axis"), class_="row")


def _row(facts: Facts, route: Route, scale: _Scale, hours: range) -> Html:
    style, shift = facts.style(route.shift_id), facts.shift(route.shift_id)
    agent = safe_text(shortened(facts.agent(route.shift_id), 40))
    times = facts.clock.between(route.start_s, route.end_s)
    parts = [_bar("shift", scale, shift.earliest_s, shift.latest_s)]
    parts += [tag("span", class_="hour", style=scale.place(hour)) for hour in hours]
    if route.end_s > shift.latest_s:
        parts.append(_bar("late", scale, shift.latest_s, route.end_s))
    parts.append(_bar("drive", scale, route.start_s, route.end_s))
    for position, stop in enumerate(route.stops, start=1):
        parts += _stop_bars(facts, stop, position, scale)
    parts += [_bar("rest", scale, rest.start_s, rest.end_s) for rest in route.breaks]
    words = PAGE_WORDS[facts.lang]
    stops = counted(words, "stops", len(route.stops))
    label = join([agent, Html(words["row"].format(times=times, stops=stops))])
    who = tag(
        "div", tag("b", agent), Html(" "), tag("span", Html(times), class_="soft"), class_="who"
    )
    # The label is encoded already, and `tag` would do it a second time.
    track = Html(
        f'<div class="track" role="img" aria-label="{label}" '
        f'style="--route:{style.colour};--number:{style.text}">{join(parts)}</div>'
    )
    return tag("div", who, track, class_="row")


def _stop_bars(facts: Facts, stop: Stop, position: int, scale: _Scale) -> list[Html]:
    bars = [_bar("at", scale, stop.arrival_s, stop.visits[-1].end_s)] if stop.visits else []
    for visit in stop.visits:
        look = "visit" + (" confirmed" if facts.appointment(visit.visit_id) else "")
        bars.append(_bar(look, scale, visit.start_s, visit.end_s, f"{position}"))
    return bars


def _bar(look: str, scale: _Scale, start_s: int, end_s: int, text: str = "") -> Html:
    inside = (tag("b", Html(text)),) if text else ()
    return tag("span", *inside, class_=look, style=scale.place(start_s, end_s))


_LOOKS = ("drive", "at", "visit", "visit confirmed", "rest", "shift", "late")


def timeline_key(lang: str) -> Html:
    """Return what the bars of a timeline mean.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.

    Returns
    -------
    Html
        The key.
    """
    keys = (
        tag(
            "span",
            tag("span", tag("span", class_=look), class_="track"),
            Html(PAGE_WORDS[lang][look.split()[-1]]),
        )
        for look in _LOOKS
    )
    return tag("div", *keys, class_="keys")
