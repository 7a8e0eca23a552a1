"""Where the public instances lie that the project does not ship."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("ROUTER_SHARED", Path(__file__).parents[4] / "shared")) / "data"


def instances(pattern: str) -> list[Path]:
    """Return the instances of a pattern, sorted; the test is skipped if there are none."""
    found = sorted(SHARED.glob(pattern))
    if not found:
        pytest.skip(f"no {pattern} below {SHARED}; set ROUTER_SHARED")
    return found
