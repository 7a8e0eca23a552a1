"""What the rules ask of the agents on a route: papers, conduct, recording, people, check-ins."""

from __future__ import annotations

from router.domain.compliance import VisitFacts
from router.domain.route import PlannedVisit, Route
from router.drawing.facts import Facts
from router.drawing.markup import tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.papers import paper_in
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.sheet_words import SHEET_WORDS

__all__ = ["sheet_duties", "visit_duties"]


def sheet_duties(facts: Facts, route: Route) -> list[Html]:
    """Return what holds for the whole route, once for the sheet.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.

    Returns
    -------
    list of Html
        Who goes, what to take along, how to behave, and when to check in; nothing if the plan has
        no rules.
    """
    rules = _rules(facts, route)
    if not rules:
        return []
    lang, words, listed = facts.lang, SHEET_WORDS[facts.lang], PAGE_WORDS[facts.lang]["list"]
    lines: list[tuple[str, str]] = []
    if (people := facts.people(route.shift_id)) > 1:
        lines.append(("together", words["together"].format(n=people)))
    if carry := dict.fromkeys(paper_in(lang, paper) for one in rules for paper in one.carry):
        lines.append(("carry", listed.join(carry) + words["stop"]))
    duties = {one.recording for one in rules}
    if duties in ({"required"}, {"inform"}):
        lines.append(("recording", words[f"recording_{duties.pop()}"]))
    if times := _check_ins(facts, route):
        lines.append(("check_in", words["check_in"].format(times=listed.join(times))))
    conduct = dict.fromkeys(paper_in(lang, line) for one in rules for line in one.conduct)
    parts = [
        tag("p", tag("b", Html(words[f"{name}_head"])), Html(" "), safe_text(text))
        for name, text in lines
    ]
    if conduct:
        parts.append(tag("ul", *(tag("li", safe_text(line)) for line in conduct)))
    return [tag("section", *parts, class_="duties")] if parts else []


def visit_duties(facts: Facts, route: Route, visit: PlannedVisit, *, alone: bool) -> list[Html]:
    """Return what one visit needs that does not hold for the whole route.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.
    visit
        One of its visits.
    alone
        Whether the line is about all borrowers of the visit: what is known of one of several
        stands in nobody's line.

    Returns
    -------
    list of Html
        Short lines.
    """
    words, listed = SHEET_WORDS[facts.lang], PAGE_WORDS[facts.lang]["list"]
    said: list[str] = []
    if partner := facts.partner(visit.visit_id):
        when = facts.clock.time(visit.start_s)
        said.append(words["meets"].format(who=shortened(partner, 60), t=when))
    rules = facts.rules_of(visit.visit_id)
    if rules is not None:
        route_rules = _rules(facts, route)
        if len({one.carry for one in route_rules}) > 1 and rules.carry:
            papers = listed.join(paper_in(facts.lang, paper) for paper in rules.carry)
            said.append(words["papers"].format(papers=papers))
        if len({one.recording for one in route_rules}) > 1 and rules.recording:
            said.append(words.get(f"record_{rules.recording}", rules.recording))
        if (by_s := facts.check_in_by(visit)) is not None:
            together = facts.at_the_door(route.shift_id, visit.visit_id)[1]
            if together > 1 and "risk" in rules.flags:
                said.append(words["both_go"])
            said.append(words["check_in_by"].format(t=facts.clock.time(by_s)))
        if alone and rules.languages:
            said.append(words["speaks"].format(languages=listed.join(sorted(rules.languages))))
    return [tag("div", safe_text(text), class_="duty") for text in said]


def _rules(facts: Facts, route: Route) -> list[VisitFacts]:
    found = (facts.rules_of(visit_id) for visit_id in route.visit_ids)
    return [one for one in found if one is not None]


def _check_ins(facts: Facts, route: Route) -> list[str]:
    times = (facts.check_in_by(visit) for stop in route.stops for visit in stop.visits)
    return [facts.clock.time(by_s) for by_s in times if by_s is not None]
