"""`router check`: judge a plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import JsonOption

__all__ = ["check"]

DOES_NOT_HOLD = 4


def check(
    plan: Annotated[Path, typer.Argument(help="A plan.json, as written or edited.")],
    as_json: JsonOption = False,
) -> None:
    """Recompute every time of a plan and judge every rule; exit 0 only if it holds.

    \b
    Examples:
      router check plan/plan.json
      router check plan/plan.json --json | jq .findings
    """
    from router.checking import check as check_plan
    from router.cli.screen import print_json, print_lines
    from router.exports import read_plan

    report = check_plan(read_plan(plan))
    if as_json:
        print_json(
            {
                "ok": report.ok,
                "findings": [
                    {
                        "severity": finding.severity,
                        "code": finding.code,
                        "shift_id": finding.shift_id,
                        "visit_id": finding.visit_id,
                        "case_id": finding.case_id,
                        "detail": finding.detail,
                    }
                    for finding in report.findings
                ],
            }
        )
    else:
        print_lines(str(report))
    if not report.ok:
        raise typer.Exit(DOES_NOT_HOLD)
