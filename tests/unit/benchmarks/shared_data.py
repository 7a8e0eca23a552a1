"""Where the data that nobody here wrote is, and the mark of tests that need it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["SHARED", "needs"]

SHARED = Path(os.environ.get("ROUTER_SHARED", Path(__file__).resolve().parents[4] / "shared"))


def needs(part: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test if a part of the shared folder is not there."""
    there = (SHARED / part).exists()
    return pytest.mark.skipif(not there, reason=f"needs {part} in {SHARED} (ROUTER_SHARED)")
