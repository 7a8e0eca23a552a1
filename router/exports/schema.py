"""The published JSON Schema of plan.json."""

from __future__ import annotations

import json

from router.exports.plan_models import PlanModel

__all__ = ["plan_schema", "plan_schema_text"]

_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of ``router.plan/1``.

    Returns
    -------
    dict
        Fit for any validator; the same as the file ``schemas/plan-1.schema.json`` beside this
        module.
    """
    return {"$schema": _SCHEMA_DIALECT, **PlanModel.model_json_schema(by_alias=True)}


def plan_schema_text() -> str:
    """Return the schema as it is published.

    Returns
    -------
    str
        JSON with a final newline. To publish a change:
        ``Path("router/exports/schemas/plan-1.schema.json").write_text(plan_schema_text())``.
    """
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n"
