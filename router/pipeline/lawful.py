"""No plan leaves this program before code that did not make it has judged it."""

from __future__ import annotations

from router.checking import check, check_law
from router.domain.plan import PlanData
from router.domain.verdicts import Law
from router.errors import CheckFailedError

__all__ = ["require_lawful"]


def require_lawful(data: PlanData, law: Law) -> None:
    """Refuse a plan that breaks a rule.

    Parameters
    ----------
    data
        The plan.
    law
        The rules it was made under.

    Raises
    ------
    CheckFailedError
        If a time is wrong, a case unaccounted for, or a visit unlawful: a defect of this program.
    """
    report = check(data, reasons=False)
    unlawful = check_law(data, law)
    if report.ok and not unlawful:
        return
    lines = [*([str(report)] if not report.ok else []), *(str(finding) for finding in unlawful)]
    raise CheckFailedError("\n".join(["the plan breaks a rule and is not handed out:", *lines]))
