"""What was learned about presence as a table."""

from __future__ import annotations

from router.domain.bands import DayGroup
from router.domain.learned import LearnedCell, LearnedPresence
from router.domain.times import WEEKDAYS
from router.exports.frames import text_frame
from router.exports.plan_tables import Cell
from router.exports.tables import frame_to_csv

__all__ = ["LEARNED_COLUMNS", "learned_csv", "learned_rows"]

LEARNED_COLUMNS = (
    *("place_type", "days", "weekday", "area", "from", "to"),
    *("prior", "chance", "low", "high", "visits", "met"),
)


def learned_rows(learned: LearnedPresence) -> list[dict[str, Cell]]:
    """Return the chances as rows.

    Parameters
    ----------
    learned
        What was learned.

    Returns
    -------
    list of dict
        By the names of `LEARNED_COLUMNS`: first the cells of all days and areas, assumed ones
        (without visits) included, then the finer ones. Chances are 0 to 1; the learned one lies
        between ``low`` and ``high`` with 90 in 100.
    """
    base = learned.base
    known = {cell for cell, _ in base}
    finer = [one for one in learned.presence.rates.items() if one[0] not in known]
    finer.sort(
        key=lambda one: (
            one[0].place_type, list(DayGroup).index(one[0].group), one[0].area,
            -1 if one[0].weekday is None else one[0].weekday, one[0].hours,
        )
    )  # fmt: skip
    return [_row(one) for one in (*base, *finer)]


def learned_csv(learned: LearnedPresence) -> bytes:
    """Return the chances as CSV for people.

    Parameters
    ----------
    learned
        What was learned.

    Returns
    -------
    bytes
        The columns of `LEARNED_COLUMNS`; UTF-8 with a byte order mark.
    """
    return frame_to_csv(text_frame(learned_rows(learned), LEARNED_COLUMNS))


def _row(one: LearnedCell) -> dict[str, Cell]:
    cell, rate = one
    return {
        "place_type": cell.place_type.value,
        "days": cell.group.value,
        "weekday": "" if cell.weekday is None else WEEKDAYS[cell.weekday],
        "area": cell.area,
        "from": f"{cell.hours.start:%H:%M}",
        "to": f"{cell.hours.end:%H:%M}",
        "prior": round(rate.prior, 4),
        "chance": round(rate.mean, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "visits": rate.tried,
        "met": rate.met,
    }
