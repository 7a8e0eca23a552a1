"""A route as table rows: visits in order, the breaks in their place, start and end."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.plan import CaseCard
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.drawing.chances import back_words, hint, office_why
from router.drawing.duties import visit_duties
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.safe import Html, safe_text
from router.drawing.sheet_words import SHEET_WORDS
from router.drawing.words import counted, kilometres, span

__all__ = ["navigation_link", "route_table", "totals_line", "visit_number"]

_AGENT_HEADS = ("", "arrive", "visit", "window", "address", "name", "notes", "wait", "")
_OFFICE_HEADS = ("", "arrive", "visit", "window", "address", "case", "worth", "wait")


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
    words = SHEET_WORDS[facts.lang]
    heads = [words.get(name, "") for name in (_AGENT_HEADS if personal else _OFFICE_HEADS)]
    columns = len(heads)
    clock = facts.clock
    rows = [(route.start_s, 0, _edge(columns, clock.time(route.start_s), words["leave_start"]))]
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
    both = filter(None, (words["reach_end"], back_words(facts, route)))
    back = PAGE_WORDS[facts.lang]["and"].join(both)
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
    go = Html(SHEET_WORDS[facts.lang]["go"])
    return tag("a", go, class_="go", href=f"geo:{pair}?q={pair}")


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
    visit, at, cards, words = line.visit, line.at, line.cards, SHEET_WORDS[facts.lang]
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
        kind = "confirmed" if rules is not None and rules.confirmed else "appointment"
        service.append(tag("span", Html(words[kind]), class_="chip"))
    if at == 0 and stop.setup_s:
        setup = Html(words["after_setup"].format(t=span(stop.setup_s, facts.lang)))
        service.append(tag("div", setup, class_="soft small"))
    if personal:
        service.append(hint(facts, visit.visit_id))
    told = (words.get(f"place_{card.place_type.value}") for card in cards)
    kinds = sorted({kind for kind in told if kind})
    address = [safe_text(facts.written(cards))]
    if kinds:
        listed = PAGE_WORDS[facts.lang]["list"].join(kinds)
        address.append(tag("div", Html(listed), class_="soft small"))
    cells = [
        tag("td", badge, class_="number"),
        tag("td", _arrival(facts, stop, at), class_="arrive", data_label=words["arrive"]),
        tag("td", join(service, " "), class_="service"),
        tag(
            "td",
            Html(facts.windows(visit.visit_id)),
            data_label=words["window"],
            class_="window",
        ),
        tag("td", *address, class_="address"),
    ]
    wait = tag(
        "td",
        Html(span(visit.wait_s, facts.lang) if visit.wait_s else ""),
        class_="wait",
        data_label=words["wait"],
    )
    duties = visit_duties(facts, route, visit, alone=alone)
    if personal:
        names = dict.fromkeys(card.name for card in cards if card.name.strip())
        notes = dict.fromkeys(card.notes.strip() for card in cards if card.notes.strip())
        if others := max((len(card.other_addresses) for card in cards), default=0):
            known = Html(words["other_addresses"].format(n=others))
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
            tag("td", case_ids, *duties, class_="case", data_label=words["case"]),
            tag("td", why, class_="why", data_label=words["worth"]),
            wait,
        ]
    return tag("tr", *cells, class_="visit")


def _arrival(facts: Facts, stop: Stop, at: int) -> Html:
    lang = facts.lang
    if at > 0:
        return tag("span", Html(SHEET_WORDS[lang]["same_building"]), class_="soft small")
    way = (span(stop.travel_s, lang), kilometres(stop.distance_m, lang))
    how = PAGE_WORDS[lang]["and"].join(way)
    arrives = Html(facts.clock.time(stop.arrival_s))
    return join([arrives, tag("div", Html(how), class_="soft small")], " ")


def _break_row(facts: Facts, route: Route, rest: PlannedBreak, columns: int) -> Html:
    when = facts.clock.between(rest.start_s, rest.end_s)
    words, where = SHEET_WORDS[facts.lang], ""
    if rest.end_s <= route.start_s:
        where = words["before_route"]
    elif rest.start_s >= route.end_s:
        where = words["after_route"]
    text = words["break"].format(t=span(rest.end_s - rest.start_s, facts.lang), where=where)
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


def totals_line(route: Route, lang: str = "en") -> str:
    """Return a route's totals in words.

    Parameters
    ----------
    route
        The route.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        ``12 visits at 9 stops, 23.4 km, …``.
    """
    words = SHEET_WORDS[lang]
    visits = sum(len(stop.visits) for stop in route.stops)
    stops = counted(PAGE_WORDS[lang], "stops", len(route.stops))
    spans = {"travel": route.travel_s, "on_site": route.service_s + route.setup_s}
    spans |= {"waiting": route.wait_s} if route.wait_s else {}
    spans |= {"breaks": route.break_s} if route.break_s else {}
    parts = [
        counted(words, "visits", visits, stops=stops),
        kilometres(route.distance_m, lang),
        *(words[name].format(t=span(seconds, lang)) for name, seconds in spans.items()),
    ]
    return " · ".join(parts)
