"""`solve_file`: other systems' problems, solved, checked and answered in their own form."""

from __future__ import annotations

__all__ = ["solve_file"]
