"""The marks on a map: numbered stops, visits left out, start and end places."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.places import Coordinate
from router.domain.plan import UnassignedVisit
from router.domain.route import Route, Stop
from router.drawing.facts import Facts
from router.drawing.index_words import code_in
from router.drawing.markup import join, number, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.plan_sentences import said_of_plan
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import counted

__all__ = ["Mark", "left_out_mark", "route_marks", "spread"]

_SIZE_PX = {"stop": 24, "end": 20, "left-out": 14}
_LISTED = 8  # visits that a tip lists before it only counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark.

    Parameters
    ----------
    point
        Where it stands.
    kind
        ``stop``, ``end`` (start places too) or ``left-out``.
    html
        What it looks like.
    tip
        What it says when pointed at.
    raised
        True if it has a badge, which the marks around it must not cover.
    """

    point: Coordinate
    kind: str
    html: Html
    tip: Html
    raised: bool = False

    @property
    def size_px(self) -> int:
        """Width and height in pixels."""
        return _SIZE_PX[self.kind]


def route_marks(facts: Facts, route: Route, *, personal: bool) -> list[Mark]:
    """Return the marks of a route: its start and end places and its stops, numbered in order.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.
    personal
        True on the agent's own page: tips name the borrower, not the case.

    Returns
    -------
    list of Mark
        Those whose place is known, the stops last.
    """
    style = facts.style(route.shift_id)
    paint = f"--route:{style.colour};--number:{style.text}"
    marks = _end_marks(facts, route, paint)
    for position, stop in enumerate(route.stops, start=1):
        point = facts.stop_point(stop)
        if point is None:
            continue
        confirmed = any(facts.appointment(visit.visit_id) for visit in stop.visits)
        face = [tag("b", number(position))]
        if len(stop.visits) > 1:
            face.append(tag("i", Html(f"×{len(stop.visits)}")))
        look = f"mark stop {style.shape}" + (" confirmed" if confirmed else "")
        marks.append(
            Mark(
                point=point,
                kind="stop",
                html=tag("div", *face, class_=look, style=paint),
                tip=_stop_tip(facts, route, stop, position, personal=personal),
                raised=len(stop.visits) > 1,
            )
        )
    return marks


def left_out_mark(facts: Facts, visit: UnassignedVisit) -> Mark | None:
    """Return the small hollow mark of a visit on no route.

    Parameters
    ----------
    facts
        Of the plan.
    visit
        The visit.

    Returns
    -------
    Mark or None
        None if its place is not known.
    """
    point = facts.where(visit.visit_id)
    if point is None:
        return None
    urgent = facts.visit(visit.visit_id).mandatory or facts.appointment(visit.visit_id)
    lang = facts.lang
    tip = (
        tag(
            "b", Html(PAGE_WORDS[lang]["tip_left_out"]), safe_text(code_in(lang, visit.code.value))
        ),
        safe_text(shortened(", ".join(visit.case_ids))),
        safe_text(shortened(facts.address(visit.visit_id))),
        safe_text(shortened(said_of_plan(lang, visit.detail), 160)),
    )
    look = "mark left-out" + (" urgent" if urgent else "")
    return Mark(
        point=point, kind="left-out", html=tag("div", class_=look), tip=join(map(_line, tip))
    )


def spread(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return how far to move each mark so that those at one point are all visible.

    Parameters
    ----------
    marks
        All marks of a map.

    Returns
    -------
    list of tuple of int
        Pixels to the right and down, in the order of the marks; (0, 0) where one stands alone.
    """
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, mark in enumerate(marks):
        # About three metres: less than a pixel at any zoom level at which plans are read.
        together[round(mark.point.lat * 40_000), round(mark.point.lon * 20_000)].append(at)
    moves = [(0, 0)] * len(marks)
    for group in together.values():
        if len(group) == 1:
            continue
        widest = max(marks[at].size_px for at in group)
        # A ring on which neighbours stand three quarters of a mark apart.
        radius = 0.75 * widest / (2 * math.sin(math.pi / len(group)))
        for turn, at in enumerate(group):
            angle = 2 * math.pi * turn / len(group) + math.pi
            moves[at] = (round(radius * math.cos(angle)), round(radius * math.sin(angle)))
    return moves


def _end_marks(facts: Facts, route: Route, paint: str) -> list[Mark]:
    start, end = facts.end_points(route)
    clock, agent = facts.clock, safe_text(shortened(facts.agent(route.shift_id), 40))
    words = PAGE_WORDS[facts.lang]
    leaves = Html(words["tip_leaves"].format(t=clock.time(route.start_s)))
    returns = Html(words["tip_ends"].format(t=clock.time(route.end_s)))
    ends: list[tuple[Coordinate | None, str, list[Html]]]
    if start is not None and start == end:
        ends = [(start, "⌂", [leaves, returns])]
    else:
        ends = [(start, words["letter_start"], [leaves]), (end, words["letter_end"], [returns])]
    return [
        Mark(
            point=point,
            kind="end",
            html=tag("div", tag("b", safe_text(letter)), class_="mark end", style=paint),
            tip=join(map(_line, [tag("b", agent), *says])),
        )
        for point, letter, says in ends
        if point is not None
    ]


def _stop_tip(facts: Facts, route: Route, stop: Stop, position: int, *, personal: bool) -> Html:
    agent = safe_text(shortened(facts.agent(route.shift_id), 40))
    words = PAGE_WORDS[facts.lang]
    arrives = Html(words["tip_arrives"].format(t=facts.clock.time(stop.arrival_s)))
    head = join([Html(f"{position}"), agent, arrives], " · ")
    lines = [tag("b", head), safe_text(shortened(facts.address(stop.visits[0].visit_id)))]
    for visit in stop.visits[:_LISTED]:
        cards = facts.cards(visit.visit_id)
        who = sorted({card.name or card.case_id for card in cards}) if personal else ()
        which = who or [card.case_id for card in cards]
        parts = [
            Html(facts.clock.between(visit.start_s, visit.end_s)),
            safe_text(shortened(", ".join(which), 60)),
        ]
        windows = facts.visit(visit.visit_id).windows
        kind = "appointment" if facts.appointment(visit.visit_id) else "window" if windows else ""
        if kind:
            parts.append(Html(words[f"tip_{kind}"].format(t=facts.windows(visit.visit_id))))
        lines.append(join(parts, " · "))
    if len(stop.visits) > _LISTED:
        lines.append(Html(counted(words, "tip_more", len(stop.visits) - _LISTED)))
    return join(map(_line, lines))


def _line(text: Html) -> Html:
    return tag("div", text)
