"""The block ``compliance`` of plan.json becomes the rules of a plan again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from router.domain.cases import Hold
from router.domain.channels import Attempt
from router.domain.compliance import (
    BorrowerCount,
    Compliance,
    LayerStamp,
    NoticeDue,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.profiles import DAYS
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.exports.compliance_models import (
    AgentFactsModel,
    AttemptModel,
    ComplianceModel,
    DailyWindowModel,
    VisitFactsModel,
)
from router.exports.json_read import FaultList

__all__ = ["compliance_from_model"]


def compliance_from_model(
    model: ComplianceModel, faults: FaultList, path: str = "compliance"
) -> Compliance:
    """Build what a plan says about its rules.

    Parameters
    ----------
    model
        As read.
    faults
        Where faults are reported.
    path
        Where in the file the block stands.

    Returns
    -------
    Compliance
        What the file says, right or wrong.

    Raises
    ------
    PlanFileError
        With everything that the domain refuses.
    """
    history = _history(model.history, faults, path)
    facts = [_facts(one, faults, f"{path}.facts[{index}]") for index, one in enumerate(model.facts)]
    faults.raise_if_any()
    return Compliance(
        layers=tuple(
            LayerStamp(
                profile_id=layer.profile_id,
                version=layer.version,
                title=layer.title,
                digest=layer.digest,
                grades=tuple((one.grade, one.rules) for one in layer.grades),
            )
            for layer in model.layers
        ),
        calendar=model.calendar,
        holidays=tuple((one.day, one.name) for one in model.holidays),
        warnings=tuple(model.warnings),
        # Blocks of plain values have the keys of their nouns.
        rules=tuple(RuleCount(**dict(one)) for one in model.rules),
        overrides=tuple(Override(**dict(one)) for one in model.overrides),
        borrowers=tuple(BorrowerCount(**dict(one)) for one in model.borrowers),
        most_in_30_days=model.most_in_30_days,
        facts=tuple(facts),
        agents=tuple(map(_agent, model.agents)),
        history=history,
        notices=tuple(
            NoticeDue(**{**dict(one), "says": frozenset(one.says)}) for one in model.notices
        ),
        planned_at=model.planned_at,
        violations=tuple(model.violations),
    )


def _history(models: Sequence[AttemptModel], faults: FaultList, path: str) -> tuple[Attempt, ...]:
    made = []
    for index, one in enumerate(models):
        try:
            made.append(Attempt(**dict(one)))
        except ValueError as error:
            faults.add(f"{path}.history[{index}]", str(error), "Correct the block.")
    return tuple(made)


def _facts(model: VisitFactsModel, faults: FaultList, path: str) -> VisitFacts:
    return VisitFacts(
        visit_id=model.visit_id,
        case_ids=tuple(model.case_ids),
        borrower_ids=tuple(model.borrower_ids),
        zone=model.zone,
        place_type=model.place_type,
        stage=model.stage,
        flags=frozenset(model.flags),
        consents=frozenset(model.consents),
        working_hours=_windows(model.working_hours, faults, f"{path}.working_hours"),
        not_at=_windows(model.not_at, faults, f"{path}.not_at"),
        prior=tuple((one.channel, one.attempts) for one in model.prior),
        holds=tuple(Hold(**dict(hold)) for hold in model.holds),
        notified=model.notified,
        notice_by=model.notice_by,
        confirmed=model.confirmed,
        reopened=model.reopened,
        not_before=model.not_before,
        return_by=model.return_by,
        carry=tuple(model.carry),
        conduct=tuple(model.conduct),
        recording=model.recording,
        area=model.area,
        languages=frozenset(model.languages),
    )


def _windows(
    models: Iterable[DailyWindowModel], faults: FaultList, path: str
) -> tuple[DailyWindow, ...]:
    made = []
    for index, one in enumerate(models):
        try:
            made.append(
                DailyWindow(
                    start=one.start,
                    end=one.end,
                    weekdays=frozenset(map(DAYS.index, one.weekdays)),
                    day=one.day,
                    instant=one.instant,
                )
            )
        except ValueError as error:
            faults.add(f"{path}[{index}]", str(error), "Correct the block.")
    return tuple(made)


def _agent(model: AgentFactsModel) -> AgentFacts:
    return AgentFacts(
        agent_id=model.agent_id,
        people=model.people,
        certificates=tuple((one.name, one.until) for one in model.certificates),
        languages=frozenset(model.languages),
        areas=frozenset(model.areas),
        pairs_with=frozenset(model.pairs_with),
    )
