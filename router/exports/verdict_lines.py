"""Verdicts as lines of JSON: yes, or every rule that says no, with its value and its source."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from router.domain.profiles import Citation
from router.domain.verdicts import Law, Refusal, Verdict
from router.exports.json_types import Count, Day, Instant, Part

__all__ = ["ADVICE", "VERDICT_SCHEMA", "VerdictModel", "verdict_lines", "verdict_model"]

VERDICT_SCHEMA = "router.verdict/1"
ADVICE = (
    "This applies rules as data, with their sources and grades; it is no legal advice. "
    "Ask a lawyer of the place."
)


class SourceModel(Part):
    """Where a value comes from."""

    title: str
    where: str = Field(description="Its address, or where it was read; may be empty.")
    checked: Day | None = Field(description="When it was read; null for an assumption.")
    grade: str = Field(description="primary, secondary or unverified.")
    note: str


class RefusalModel(Part):
    """One rule that says no."""

    profile: str = Field(description="Id of the profile; 'router' for rules of the product.")
    field: str
    rule: str = Field(description="Id of the rule in its profile.")
    value: str = Field(description="What the rule states, in short words.")
    detail: str = Field(description="What is wrong, in a sentence.")
    source: SourceModel | None = Field(description="null for rules of the product.")
    again: Instant | None = Field(
        description="First moment at which this rule would permit the visit, where time cures it."
    )


class VerdictModel(Part):
    """One line: the answer to the situation of the same id."""

    schema_name: str = Field(alias="schema", pattern="^router.verdict/1$")
    id: str
    allowed: bool
    refusals: list[RefusalModel]
    judged: Count = Field(description="How many rules were judged.")
    carry: list[str]
    conduct: list[str]
    recording: str = Field(description="required, inform or empty.")
    law: list[str] = Field(description="Ids and versions of the layers, the humane one first.")
    loosened: list[str] = Field(description="What named people opened in the humane layer.")
    warnings: list[str] = Field(description="What is less certain than usual.")
    advice: str


def verdict_model(question_id: str, verdict: Verdict, law: Law) -> VerdictModel:
    """Return a verdict in the shape of its line.

    Parameters
    ----------
    question_id
        Of the situation.
    verdict
        The answer.
    law
        Under which it was given.

    Returns
    -------
    VerdictModel
        Ready to be written.
    """
    return VerdictModel.model_construct(
        schema_name=VERDICT_SCHEMA,
        id=question_id,
        allowed=verdict.allowed,
        refusals=[_refusal(one) for one in verdict.refusals],
        judged=verdict.judged,
        carry=list(verdict.carry),
        conduct=list(verdict.conduct),
        recording=verdict.recording,
        law=[layer.name for layer in law.layers],
        loosened=[
            f"{one.rule_id}: {one.changes} (by {one.by}: {one.reason})" for one in law.loosened
        ],
        warnings=list(verdict.warnings),
        advice=ADVICE,
    )


def verdict_lines(models: Iterable[VerdictModel]) -> str:
    """Return verdicts as JSON lines.

    Parameters
    ----------
    models
        In the order of the situations.

    Returns
    -------
    str
        One line each.
    """
    rows = (model.model_dump(mode="json", by_alias=True) for model in models)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _refusal(refusal: Refusal) -> RefusalModel:
    return RefusalModel.model_construct(
        profile=refusal.profile,
        field=refusal.field,
        rule=refusal.rule_id,
        value=refusal.value,
        detail=refusal.detail,
        source=None if refusal.citation is None else _source(refusal.citation),
        again=None if refusal.again is None else _whole(refusal.again),
    )


def _source(citation: Citation) -> SourceModel:
    return SourceModel.model_construct(
        title=citation.title,
        where=citation.where,
        checked=citation.checked,
        grade=citation.grade.value,
        note=citation.note,
    )


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
