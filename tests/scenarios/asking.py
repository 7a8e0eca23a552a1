"""Ask one question as a line of JSON, and see which rules say no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from router.domain.verdicts import Refusal
from router.pipeline.asking import ask_one

VISIT = ("duration_min", "place_type", "case_id", "area", "coordinate")
BORROWER = (
    "stage", "flags", "consents", "holds", "history", "prior", "working_hours", "not_at",
    "languages", "not_before", "return_by",
)  # fmt: skip


def situation(
    start: str, zone: str, profile: object = (), *, humane: bool = False, **more: Any
) -> dict[str, Any]:
    """Return a situation; every further key goes where it belongs."""
    visit = {"start": start, "time_zone": zone}
    visit |= {key: more.pop(key) for key in VISIT if key in more}
    borrower = {key: more.pop(key) for key in BORROWER if key in more}
    if "told" in more:
        more["notice"] = {"sent": more.pop("told")}
    if "people" in more:
        more["agents"] = [{"agent_id": "a", "people": more.pop("people")}]
    if not isinstance(profile, str | list):
        profile = list(profile)  # type: ignore[call-overload]
    return {
        "id": "s", "profile": profile, "humane": humane, "visit": visit, "borrower": borrower,
        **more,
    }  # fmt: skip


def refusals(start: str, zone: str, profile: object = (), **more: Any) -> tuple[Refusal, ...]:
    """Return every rule that says no."""
    text = json.dumps(situation(start, zone, profile, **more))
    return ask_one(text, file="test", folder=Path()).verdict.refusals


def refused(start: str, zone: str, profile: object = (), **more: Any) -> str:
    """Return who says no, as ``profile:field``, in order and each once."""
    found = refusals(start, zone, profile, **more)
    return " ".join(sorted({f"{one.profile}:{one.field}" for one in found}))


def visits(*items: str, **more: Any) -> list[dict[str, Any]]:
    """Return a history from ``2026-11-20T10:00 NAH`` or, without a word, planned visits."""
    parts = [item.split() for item in items]
    return [
        {"when": part[0], **({"outcome": part[1]} if part[1:] else {"planned": True}), **more}
        for part in parts
    ]


def calls(*items: str, **more: Any) -> list[dict[str, Any]]:
    """Return calls that reached nobody."""
    return [{"when": item, "channel": "call", **more} for item in items]
