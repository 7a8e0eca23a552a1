"""Lets these tests import the script that invents portfolios; ``benchmarks`` is no package."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = str(Path(__file__).resolve().parents[2] / "benchmarks")
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)  # last: its `travel` and `run` must hide nothing
