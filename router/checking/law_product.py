"""Rules of the product itself, which no profile changes: stage, holds, dates, agents and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from router.checking.findings import FindingCode
from router.checking.law_history import made_visits
from router.checking.law_hours import band_of, is_named_bad, other_band_is_open
from router.checking.law_sun import is_up_during
from router.checking.law_visit import Made
from router.domain.cases import VISIT_STAGE
from router.domain.profiles import HoursRule, Profile

__all__ = ["PRODUCT_RULES", "against_the_product"]

PRODUCT_RULES = (
    "stage", "hold", "dates", "fruitless", "band", "not_at", "risk", "area", "language",
    "certificates", "crew",
)  # fmt: skip
"""By which every visit is judged."""

_IN_A_ROW = 3
_TWO = 2


def against_the_product(
    made: Made, hours: Sequence[tuple[Profile, Sequence[HoursRule]]]
) -> Iterator[tuple[FindingCode, str]]:
    """Judge a visit by the rules of the product.

    Parameters
    ----------
    made
        The visit.
    hours
        All layers with their hours that speak of it.

    Yields
    ------
    tuple of FindingCode and str
        Which rule is broken, and how.
    """
    facts = made.facts
    if facts.stage != VISIT_STAGE:
        yield FindingCode.STAGE, f"the stage is {facts.stage!r}, which is not visited"
    for hold in facts.holds:
        first, last = hold.since or made.days[0], hold.until or made.days[-1]
        if any(first <= day <= last for day in made.days):
            until = f"until {hold.until}" if hold.until else "until somebody releases it"
            yield FindingCode.HOLD, f"held {until}: {hold.reason} ({hold.source})"
    if facts.not_before is not None and made.days[0] < facts.not_before:
        yield FindingCode.LAW_DATES, f"the case may be visited from {facts.not_before} on"
    if facts.return_by is not None and made.days[-1] > facts.return_by:
        yield FindingCode.LAW_DATES, f"the case may be visited until {facts.return_by}"
    yield from _history(made, hours)
    if is_named_bad(made):
        yield FindingCode.LAW_NOT_AT, "the borrower named this time as bad"
    yield from _agents(made)


def _history(
    made: Made, hours: Sequence[tuple[Profile, Sequence[HoursRule]]]
) -> Iterator[tuple[FindingCode, str]]:
    for borrower_id, known in made.approaches:
        before = made_visits(known, made.start)
        in_a_row = 0
        reopened = made.facts.reopened
        for one in before:
            forgiven = reopened is not None and one.when <= reopened
            in_a_row = 0 if one.met else in_a_row + (one.fruitless and not forgiven)
        if in_a_row >= _IN_A_ROW:
            detail = f"borrower {borrower_id} was missed {in_a_row} times in a row"
            yield FindingCode.LAW_FRUITLESS, f"{detail}; another channel is due"
        if not before or not before[-1].other_band or made.facts.confirmed:
            continue
        band = band_of(made.start, made)
        if band_of(before[-1].when, made) == band and other_band_is_open(made, hours, band):
            detail = f"borrower {borrower_id} was last missed in the same part of the week"
            yield FindingCode.LAW_BAND, f"{detail}: {band}"


def _agents(made: Made) -> Iterator[tuple[FindingCode, str]]:
    facts = made.facts
    if made.people < 1:
        yield FindingCode.LAW_CREW, "nobody goes"
    if "risk" in facts.flags and made.people < _TWO:
        yield FindingCode.LAW_RISK, "a borrower with a risk flag is visited by one person"
    if "daylight" in facts.flags:
        if made.coordinate is None:
            yield FindingCode.LAW_RISK, "daylight is demanded, and nobody knows where the door is"
        elif not is_up_during(made.start, made.end, made.coordinate):
            yield FindingCode.LAW_RISK, "daylight is demanded, and the sun is not up"
    for agent in made.agents:
        for name, until in agent.certificates:
            if until is not None and until < made.days[-1]:
                detail = f"the certificate {name!r} of agent {agent.agent_id} expired on {until}"
                yield FindingCode.LAW_CERTIFICATES, detail
        if facts.area and agent.areas and facts.area not in agent.areas:
            detail = f"agent {agent.agent_id} does not work in area {facts.area!r}"
            yield FindingCode.LAW_AREA, detail
    ids = [agent.agent_id for agent in made.agents]
    for agent in made.agents:
        refused = [one for one in ids if one != agent.agent_id and one not in agent.pairs_with]
        if agent.pairs_with and refused:
            detail = f"agent {agent.agent_id} does not go with agent {', '.join(refused)}"
            yield FindingCode.LAW_CREW, detail
    spoken = frozenset().union(*(agent.languages for agent in made.agents))
    if facts.languages and not facts.languages & spoken:
        wanted = ", ".join(sorted(facts.languages))
        yield FindingCode.LAW_LANGUAGE, f"nobody speaks one of the borrower's languages: {wanted}"
