"""Lets tests import the scripts of ``benchmarks``, which are no package."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = str(Path(__file__).resolve().parents[3] / "benchmarks")
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)  # last: its `travel` and `run` must hide nothing
