"""A route as table rows: visits in order, the breaks in their place, start and end."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.places import PlaceType
from router.domain.plan import CaseCard
from router.domain.plurals import plural
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.drawing.chances import back_words, hint, office_why
from router.drawing.duties import visit_duties
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.safe import Html, safe_text
from router.drawing.words import kilometres, span

__all__ = ["navigation_link", "route_table", "totals_line", "visit_number"]

_AGENT_HEADS = ("", "Arrive", "Visit", "Window", "Address", "Name", "Notes", "Wait", "")
_OFFICE_HEADS = ("", "Arrive", "Visit", "Window", "Address", "Case", "Worth it", "Wait")
_PLACE_WORDS = {
    PlaceType.WORK: "workplace",
    PlaceType.REGISTERED: "registered address",
    PlaceType.MAILING: "mailing address",
    PlaceType.RELATIVE: "a relative's home",
    PlaceType.HOSPITAL: "hospital",
    PlaceType.SCHOOL: "school",
    PlaceType.PUBLIC: "public place",
    PlaceType.AGREED: "agreed place",
    PlaceType.OTHER: "other address",
}


def route_table(facts: Facts, route: Route, *, personal: bool) -> Html:
    """Return the table of a route.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.
    personal
        True for the agent's sheet: names, notes and navigation; False: case ids.

    Returns
    -------
    Html
        The table; at phone width its rows become cards.
    """
    heads = _AGENT_HEADS if personal else _OFFICE_HEADS
    columns = len(heads)
    clock = facts.clock
    rows = [(route.start_s, 0, _edge(columns, clock.time(route.start_s), "Leave the start"))]
    if facts.shift(route.shift_id).start_location is None:
        rows = []
    for position, stop in enumerate(route.stops, start=1):
        lines = _lines(facts, stop)
        for at, (visit, cards) in enumerate(lines):
            number = visit_number(position, at, len(lines))
            row = _visit_row(facts, route, stop, _Line(number, at, visit, cards), personal=personal)
            rows.append((visit.start_s, 2, row))
    for rest in route.breaks:
        rows.append((rest.start_s, 1, _break_row(facts, route, rest, columns)))
    back = ", ".join(text for text in ("Reach the end", back_words(facts, route)) if text)
    if facts.shift(route.shift_id).end_location is not None:
        rows.append((route.end_s, 3, _edge(columns, clock.time(route.end_s), back)))
    rows.sort(key=lambda row: row[:2])
    head = tag(
        "tr",
        *(tag("th", Html(text), scope="col", class_=f"c{at}") for at, text in enumerate(heads)),
    )
    return tag(
        "table",
        tag("thead", head),
        tag("tbody", *(row for _, _, row in rows)),
        class_="cards visits",
    )


def visit_number(position: int, at: int, together: int) -> str:
    """Return a visit's number: that of its stop, with a letter if the stop has several.

    Parameters
    ----------
    position
        Of the stop, from 1.
    at
        Of the visit at the stop, from 0.
    together
        Visits of the stop.

    Returns
    -------
    str
        ``3``, ``3a``, or ``3.27`` beyond the letters.
    """
    if together == 1:
        return str(position)
    return f"{position}{chr(ord('a') + at)}" if at < 26 else f"{position}.{at + 1}"


def navigation_link(facts: Facts, visit_id: str) -> Html:
    """Return a link that opens the place in the phone's own navigation: a point, nothing else.

    Parameters
    ----------
    facts
        Of the plan.
    visit_id
        Where to.

    Returns
    -------
    Html
        The link; empty if the place is not known.
    """
    point = facts.where(visit_id)
    if point is None:
        return Html("")
    # The point alone only centres the map on Android; asked for, it gets a pin and a way there.
    pair = f"{point.lat:.6f},{point.lon:.6f}"
    return tag("a", Html("Go"), class_="go", href=f"geo:{pair}?q={pair}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One borrower's line on a sheet: its number, its place at the stop, its visit and cards."""

    number: str
    at: int
    visit: PlannedVisit
    cards: tuple[CaseCard, ...]


def _lines(facts: Facts, stop: Stop) -> list[tuple[PlannedVisit, tuple[CaseCard, ...]]]:
    """Return one line per visit and borrower: what is known of one stands in no other's line."""
    lines = []
    for visit in stop.visits:
        by_borrower: dict[str, list[CaseCard]] = {}
        for card in facts.cards(visit.visit_id):
            by_borrower.setdefault(card.borrower_id, []).append(card)
        lines += [(visit, tuple(cards)) for cards in by_borrower.values()] or [(visit, ())]
    return lines


def _visit_row(facts: Facts, route: Route, stop: Stop, line: _Line, *, personal: bool) -> Html:
    visit, at, cards = line.visit, line.at, line.cards
    style, clock = facts.style(route.shift_id), facts.clock
    alone = len(cards) == len(facts.cards(visit.visit_id))
    badge = tag(
        "span",
        Html(line.number),
        class_=f"no {style.shape}",
        style=f"--route:{style.colour};--number:{style.text}",
    )
    service = [tag("span", Html(clock.between(visit.start_s, visit.end_s)), class_="big")]
    rules = facts.rules_of(visit.visit_id)
    if facts.appointment(visit.visit_id):
        word = "confirmed" if rules is not None and rules.confirmed else "appointment"
        service.append(tag("span", Html(word), class_="chip"))
    if at == 0 and stop.setup_s:
        setup = Html(f"after {span(stop.setup_s)} set-up")
        service.append(tag("div", setup, class_="soft small"))
    if personal:
        service.append(hint(facts, visit.visit_id))
    kinds = sorted({_PLACE_WORDS[c.place_type] for c in cards if c.place_type in _PLACE_WORDS})
    address = [safe_text(facts.written(cards))]
    if kinds:
        address.append(tag("div", Html(", ".join(kinds)), class_="soft small"))
    cells = [
        tag("td", badge, class_="number"),
        tag("td", _arrival(facts, stop, at), class_="arrive", data_label="Arrive"),
        tag("td", join(service, " "), class_="service"),
        tag("td", Html(facts.windows(visit.visit_id)), data_label="Window", class_="window"),
        tag("td", *address, class_="address"),
    ]
    wait = tag(
        "td",
        Html(span(visit.wait_s) if visit.wait_s else ""),
        class_="wait",
        data_label="Wait",
    )
    duties = visit_duties(facts, route, visit, alone=alone)
    if personal:
        names = dict.fromkeys(card.name for card in cards if card.name.strip())
        notes = dict.fromkeys(card.notes.strip() for card in cards if card.notes.strip())
        if others := max((len(card.other_addresses) for card in cards), default=0):
            known = Html(f"other addresses known: {others}")
            cells[-1] = tag(
                "td", *address, tag("div", known, class_="soft small"), class_="address"
            )
        cells += [
            tag("td", join((tag("b", safe_text(name)) for name in names), ", "), class_="name"),
            tag("td", join(map(safe_text, notes), "\n"), *duties, class_="notes"),
            wait,
            tag("td", navigation_link(facts, visit.visit_id), class_="link"),
        ]
    else:
        case_ids = safe_text(", ".join(card.case_id for card in cards))
        why = office_why(facts, visit.visit_id)
        cells += [
            tag("td", case_ids, *duties, class_="case", data_label="Case"),
            tag("td", why, class_="why", data_label="Worth it"),
            wait,
        ]
    return tag("tr", *cells, class_="visit")


def _arrival(facts: Facts, stop: Stop, at: int) -> Html:
    if at > 0:
        return tag("span", Html("same building"), class_="soft small")
    how = f"{span(stop.travel_s)}, {kilometres(stop.distance_m)}"
    arrives = Html(facts.clock.time(stop.arrival_s))
    return join([arrives, tag("div", Html(how), class_="soft small")], " ")


def _break_row(facts: Facts, route: Route, rest: PlannedBreak, columns: int) -> Html:
    when = facts.clock.between(rest.start_s, rest.end_s)
    where = ""
    if rest.end_s <= route.start_s:
        where = ", before the route"
    elif rest.start_s >= route.end_s:
        where = ", after the route"
    text = f"Break {span(rest.end_s - rest.start_s)}{where}"
    return tag(
        "tr",
        tag("td"),
        tag("td", Html(when), class_="t", colspan="2"),
        tag("td", Html(text), colspan=str(columns - 3)),
        class_="pause",
    )


def _edge(columns: int, when: str, what: str) -> Html:
    return tag(
        "tr",
        tag("td"),
        tag("td", Html(when), class_="t"),
        tag("td", Html(what), colspan=str(columns - 2)),
        class_="edge",
    )


def totals_line(route: Route) -> str:
    """Return a route's totals in words.

    Parameters
    ----------
    route
        The route.

    Returns
    -------
    str
        ``12 visits at 9 stops, 23.4 km, …``.
    """
    visits = sum(len(stop.visits) for stop in route.stops)
    parts = [
        f"{plural(visits, 'visit')} at {plural(len(route.stops), 'stop')}",
        kilometres(route.distance_m),
        f"travel {span(route.travel_s)}",
        f"on site {span(route.service_s + route.setup_s)}",
    ]
    if route.wait_s:
        parts.append(f"waiting {span(route.wait_s)}")
    if route.break_s:
        parts.append(f"breaks {span(route.break_s)}")
    return " · ".join(parts)
