"""The Helsinki day under rules: what a compliance page has to show, all kinds of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from router.domain.compliance import (
    BorrowerCount,
    Compliance,
    LayerStamp,
    NoticeDue,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.places import PlaceType
from router.domain.plan import HeldCase, PlanData
from router.domain.profiles import Evidence
from router.domain.verdicts import PRODUCT, AgentFacts
from tests.unit.drawing import plans

CARRY = ("photo ID", "authorisation letter", "complaint leaflet")
CONDUCT = (
    "Say who you are and on whose behalf before anything else.",
    "Speak with the borrower only; tell others nothing, not even why you came.",
    "Leave at once when asked to.",
)
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 17:00 in Helsinki
RISKY = "V-C-003"  # Fabianinkatu 33, on the first route
ABROAD = "V-C-005"  # judged by the clock of Stockholm, an hour behind
HELD = (
    ("C-104", "HOLD:promise", date(2026, 11, 28), "outcome PTP", "visit"),
    ("C-105", "HOLD:complaint", None, "outcome COMP", "review"),
    ("C-106", "HOLD:paid", None, "payment", "closed"),
    ("C-107", "STAGE:legal", None, "table", "legal"),
    ("C-108", "CAPS:cl:weekly", None, "Law 21.320 (secondary)", "visit"),
    ("C-109", "HOLD:promise", date(2026, 11, 26), "outcome PTP", "visit"),
)


def _rule(
    profile: str, name: str, rule_id: str, value: str, source: str, refused: int
) -> RuleCount:
    return RuleCount(
        profile=profile, field=name, rule_id=rule_id, value=value, source=source, judged=43,
        refused=refused,
    )  # fmt: skip


RULES = (
    _rule("humane", "hours", "hours-weekday", "mon-fri 09:00-20:00",
          "Project decision (unverified)", 0),
    _rule("humane", "hours", "hours-sunday", "sun, holiday: none",
          "Project decision (unverified)", 0),
    _rule("humane", "caps", "caps-week", "1 visit attempt in 7 days per borrower",
          "Project decision (unverified)", 2),
    _rule("humane", "caps", "caps-month", "2 visit attempts in 30 days per borrower",
          "Project decision (unverified)", 0),
    _rule("humane", "notice", "notice", "24 h before: purpose, date and time",
          "Project decision (unverified)", 0),
    _rule("cl", "hours", "hours", "mon-sat 08:00-20:00", "Law 21.320 (secondary)", 0),
    _rule("cl", "caps", "weekly", "1 visit or call attempt in 7 days per borrower",
          "Law 21.320 (secondary)", 1),
    _rule(PRODUCT, "hold", "hold", "no case on hold is visited", "", 4),
    _rule(PRODUCT, "stage", "stage", "only cases at the stage of visits", "", 1),
)  # fmt: skip


def ruled(plan: PlanData | None = None) -> PlanData:
    """The Helsinki day with its rules: a confirmed time, a risk, an override, six cases held."""
    plan = plan or plans.helsinki()
    cards = {card.case_id: card for card in plan.cards}
    facts = []
    for visit in plan.problem.visits:
        card = cards[visit.case_ids[0]]
        start = plan.problem.instant(10 * plans.HOUR)
        confirmed = card.appointment
        facts.append(
            VisitFacts(
                visit_id=visit.visit_id,
                case_ids=visit.case_ids,
                borrower_ids=(card.borrower_id,),
                zone="Europe/Stockholm" if visit.visit_id == ABROAD else "Europe/Helsinki",
                place_type=card.place_type,
                flags=frozenset({"risk"} if visit.visit_id == RISKY else ()),
                consents=frozenset({"work"} if card.place_type is PlaceType.WORK else ()),
                notified=None if confirmed else NOW - timedelta(days=1),
                notice_by=start - timedelta(days=1),
                confirmed=confirmed,
                carry=CARRY,
                conduct=CONDUCT,
                recording="required",
                languages=frozenset({"fi", "sv"} if visit.visit_id == RISKY else ()),
            )
        )
    waiting = [one for one in facts if one.visit_id in ("V-C-008", "V-C-010")]
    facts = [replace(one, notified=None) if one in waiting else one for one in facts]
    return replace(
        plan,
        held=(
            *plan.held,
            *(
                HeldCase(case_id=case, rule=rule, detail=rule, until=until, source=source,
                         channel=channel)
                for case, rule, until, source, channel in HELD
            ),
        ),
        compliance=Compliance(
            layers=(
                LayerStamp(
                    profile_id="humane", version="2026-11-01", title="Humane default",
                    digest="3f9a" * 16, grades=((Evidence.UNVERIFIED, 14),),
                ),
                LayerStamp(
                    profile_id="cl", version="2021-04-20", title="Chile, Law 21.320",
                    digest="71c2" * 16, grades=((Evidence.SECONDARY, 5), (Evidence.PRIMARY, 1)),
                ),
            ),
            calendar="CL",
            holidays=((date(2026, 12, 8), "La Inmaculada Concepción"),),
            warnings=("The holidays of 2027 are not announced yet.",),
            rules=RULES,
            overrides=(
                Override(
                    kind="loosening", what="humane hours-sat: open = 10:00-19:00",
                    by="R. Virta", reason="Borrowers of the harbour work until 18:00",
                    until=date(2026, 12, 31),
                ),
                Override(
                    kind="release", what="case C-002: hold dispute", by="L. Salo",
                    reason="The creditor answered on 20 Nov",
                ),
            ),
            borrowers=tuple(
                BorrowerCount(
                    borrower_id=one.borrower_ids[0], made=(at == 0) + (at % 3 == 0), planned=1
                )
                for at, one in enumerate(facts)
            ),
            most_in_30_days=2,
            facts=tuple(facts),
            agents=tuple(
                AgentFacts(agent_id=shift.agent_id, people=2 if shift.agent_id == "A1" else 1)
                for shift in plan.problem.shifts
            ),
            notices=tuple(
                NoticeDue(
                    case_id=one.case_ids[0], borrower_id=one.borrower_ids[0],
                    start=plan.problem.instant(14 * plans.HOUR),
                    end=plan.problem.instant(16 * plans.HOUR),
                    by=NOW + timedelta(hours=3 * at - 2),
                    words="We should like to speak with you.",
                )
                for at, one in enumerate(waiting)
            ),
            planned_at=NOW,
        ),
    )  # fmt: skip


def hostile(text: str) -> PlanData:
    """The Helsinki day and its rules with one text everywhere that a table or profile can put it.

    Ids of profiles and fields of rules are our own, but a user's profile names both.
    """
    plan = ruled(plans.hostile(text))
    told = plan.compliance
    assert told is not None
    return replace(
        plan,
        held=tuple(
            replace(h, rule=text, detail=text, source=text, channel=text) for h in plan.held
        ),
        compliance=replace(
            told,
            layers=tuple(
                replace(layer, profile_id=text, version=text, title=text, digest=text)
                for layer in told.layers
            ),
            calendar=text,
            holidays=tuple((day, text) for day, _ in told.holidays),
            warnings=(text,),
            rules=tuple(
                replace(rule, profile=text, field=text, rule_id=text, value=text, source=text)
                for rule in told.rules
            ),
            overrides=tuple(
                replace(one, kind=text, what=text, by=text, reason=text) for one in told.overrides
            ),
            facts=tuple(
                replace(
                    one, zone=text, carry=(text,), conduct=(text,), recording=text, area=text,
                    languages=frozenset({text}),
                )
                for one in told.facts
            ),
            notices=tuple(
                replace(one, case_id=text, borrower_id=text, words=text, language=text)
                for one in told.notices
            ),
            violations=(text,),
        ),
    )  # fmt: skip
