"""The rows of notices.csv: who must be told of the visits of a plan; for whoever sends notices."""

from __future__ import annotations

import pandas as pd

from router.domain.compliance import NoticeDue
from router.domain.plan import CaseCard, PlanData

__all__ = ["NOTICE_COLUMNS", "notices_frame"]

NOTICE_COLUMNS = (
    *("by", "case_id", "borrower_id", "name", "address", "language"),
    *("start", "end", "says", "when", "words"),
)


def notices_frame(plan: PlanData) -> pd.DataFrame:
    """Return the notices of a plan as a table.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per notice, the most urgent first; the columns of `NOTICE_COLUMNS`. The name and the
        address are for whoever sends it; the words hold neither, and no amount is anywhere in it.
        Whoever has told a borrower fills in ``when`` and gives the file to
        ``router record --notices``.
    """
    cards = {card.case_id: card for card in plan.cards}
    due = plan.compliance.notices if plan.compliance is not None else ()
    rows = [_row(one, cards.get(one.case_id)) for one in due]
    return pd.DataFrame(rows, columns=list(NOTICE_COLUMNS), dtype=object)


def _row(one: NoticeDue, card: CaseCard | None) -> dict[str, object]:
    return {
        "by": one.by,
        "case_id": one.case_id,
        "borrower_id": one.borrower_id,
        "name": card.name if card else "",
        "address": card.address if card else "",
        "language": one.language,
        "start": one.start,
        "end": one.end,
        "says": ";".join(sorted(one.says)),
        "when": one.told,
        "words": one.words,
    }
