"""The published JSON Schemas of our files."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from router.exports.plan_models import PlanModel
from router.exports.problem_models import ProblemFileModel
from router.exports.situation_models import SituationModel
from router.exports.solution_file import SolutionFileModel
from router.exports.verdict_lines import VerdictModel

__all__ = [
    "plan_schema",
    "plan_schema_text",
    "problem_schema",
    "problem_schema_text",
    "publish",
    "situation_schema",
    "situation_schema_text",
    "solution_schema",
    "solution_schema_text",
    "verdict_schema",
    "verdict_schema_text",
]

_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of ``router.plan/1``.

    Returns
    -------
    dict
        Fit for any validator; the same as the file ``schemas/plan-1.schema.json`` beside this
        module.
    """
    return _schema(PlanModel)


def plan_schema_text() -> str:
    """Return the schema of plans as it is published.

    Returns
    -------
    str
        JSON with a final newline. ``python -m router.exports.schema`` publishes a change.
    """
    return _text(plan_schema())


def problem_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of ``router.problem/1``.

    Returns
    -------
    dict
        As `plan_schema`; the file is ``schemas/problem-1.schema.json``.
    """
    return _schema(ProblemFileModel)


def problem_schema_text() -> str:
    """Return the schema of problems as it is published.

    Returns
    -------
    str
        As `plan_schema_text`.
    """
    return _text(problem_schema())


def solution_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of ``router.solution/1``.

    Returns
    -------
    dict
        As `plan_schema`; the file is ``schemas/solution-1.schema.json``.
    """
    return _schema(SolutionFileModel)


def solution_schema_text() -> str:
    """Return the schema of solutions as it is published.

    Returns
    -------
    str
        As `plan_schema_text`.
    """
    return _text(solution_schema())


def situation_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of one line of a file of situations.

    Returns
    -------
    dict
        As `plan_schema`; the file is ``schemas/situation-1.schema.json``.
    """
    return _schema(SituationModel)


def situation_schema_text() -> str:
    """Return the schema of situations as it is published.

    Returns
    -------
    str
        As `plan_schema_text`.
    """
    return _text(situation_schema())


def verdict_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of one line of a file of verdicts.

    Returns
    -------
    dict
        As `plan_schema`; the file is ``schemas/verdict-1.schema.json``.
    """
    return _schema(VerdictModel)


def verdict_schema_text() -> str:
    """Return the schema of verdicts as it is published.

    Returns
    -------
    str
        As `plan_schema_text`.
    """
    return _text(verdict_schema())


def publish(folder: Path) -> None:
    """Write all schemas.

    Parameters
    ----------
    folder
        Where they are published.
    """
    for name, text in (
        ("plan", plan_schema_text()),
        ("problem", problem_schema_text()),
        ("situation", situation_schema_text()),
        ("solution", solution_schema_text()),
        ("verdict", verdict_schema_text()),
    ):
        (folder / f"{name}-1.schema.json").write_text(text, encoding="utf-8")


def _schema(model: type[BaseModel]) -> dict[str, object]:
    return {"$schema": _SCHEMA_DIALECT, **model.model_json_schema(by_alias=True)}


def _text(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    publish(Path(__file__).parent / "schemas")
