"""Agents' figures as a table."""

from __future__ import annotations

from router.domain.figures import AgentFigures, Share, TeamFigures
from router.exports.frames import text_frame
from router.exports.plan_tables import Cell
from router.exports.tables import frame_to_csv

__all__ = ["FIGURES_COLUMNS", "figures_csv", "figures_rows"]

FIGURES_COLUMNS = (
    *("agent_id", "planned", "made"),
    *("contacts", "contact_rate", "contact_low", "contact_high"),
    *("timed", "on_time", "on_time_rate", "records_whole", "records_whole_rate"),
    *("complaints", "asked_to_leave", "unsafe"),
    *("promises_due", "promises_kept", "promises_kept_rate"),
)


def figures_rows(figures: TeamFigures) -> list[dict[str, Cell]]:
    """Return the figures as rows.

    Parameters
    ----------
    figures
        Of all agents.

    Returns
    -------
    list of dict
        One per agent in the order of ids, then one for all with the id ``*``; by the names of
        `FIGURES_COLUMNS`. Rates are 0 to 1, missing where nothing was counted.
    """
    return [*map(_row, figures.agents), {**_row(figures.team), "agent_id": "*"}]


def figures_csv(figures: TeamFigures) -> bytes:
    """Return the figures as CSV for people.

    Parameters
    ----------
    figures
        Of all agents.

    Returns
    -------
    bytes
        The columns of `FIGURES_COLUMNS`; UTF-8 with a byte order mark.
    """
    return frame_to_csv(text_frame(figures_rows(figures), FIGURES_COLUMNS))


def _row(one: AgentFigures) -> dict[str, Cell]:
    low, high = one.contacts.interval or (None, None)
    return {
        "agent_id": one.agent_id,
        "planned": one.planned,
        "made": one.made,
        "contacts": one.contacts.part,
        "contact_rate": _rate(one.contacts),
        "contact_low": None if low is None else round(low, 4),
        "contact_high": None if high is None else round(high, 4),
        "timed": one.on_time.whole,
        "on_time": one.on_time.part,
        "on_time_rate": _rate(one.on_time),
        "records_whole": one.complete.part,
        "records_whole_rate": _rate(one.complete),
        "complaints": one.complaints,
        "asked_to_leave": one.leave,
        "unsafe": one.unsafe,
        "promises_due": one.promises.whole,
        "promises_kept": one.promises.part,
        "promises_kept_rate": _rate(one.promises),
    }


def _rate(share: Share) -> float | None:
    return None if share.rate is None else round(share.rate, 4)
