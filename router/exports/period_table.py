"""The rows of period.csv: every visit of several days, firm or proposed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from router.domain.plan import PlanData
from router.exports.frames import routes_frame

__all__ = ["PERIOD_COLUMNS", "period_frame"]

_OF_ROUTES = (
    *("date", "shift_id", "agent_id", "agent_name", "visit_no", "start", "end"),
    *("visit_id", "case_ids", "borrower_ids", "address", "matched", "lat", "lon"),
    *("appointment", "chance", "worth", "adds", "best_hours", "meets"),
)
PERIOD_COLUMNS = ("status", *_OF_ROUTES)


def period_frame(days: Sequence[PlanData]) -> pd.DataFrame:
    """Return the visits of several days as a table.

    Parameters
    ----------
    days
        At least one, in order; the first is firm, the others are a proposal.

    Returns
    -------
    pandas.DataFrame
        One row per visit, in order; the columns of `PERIOD_COLUMNS`. ``status`` is ``firm`` or
        ``proposal``, the others are those of ``routes.csv``; no borrower is named.
    """
    frames = []
    for number, plan in enumerate(days):
        rows = routes_frame(plan)
        visits = rows.loc[rows["type"] == "visit", list(_OF_ROUTES)]
        status = "proposal" if number else "firm"
        visits.insert(0, "status", pd.Series(status, index=visits.index, dtype=object))
        frames.append(visits)
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(filled, ignore_index=True)
