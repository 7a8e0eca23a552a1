"""The plans of several days as users hold them: the first is firm, the others are a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from router.front.plan import MapPage, Plan

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PeriodPlan"]

_PAGE, _TABLE = "period.html", "period.csv"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PeriodPlan:
    """The plans of several days that were made together.

    Parameters
    ----------
    days
        One checked plan per day, in order. The first is firm and accounts for every case; the
        others are a proposal.

    Raises
    ------
    ValueError
        If there is no day, or the days are not in order.
    """

    days: tuple[Plan, ...]

    def __post_init__(self) -> None:
        dates = [plan.data.day for plan in self.days]
        if not dates or sorted(set(dates)) != dates:
            raise ValueError("a period has one plan per day, in order")

    @property
    def firm(self) -> Plan:
        """The plan of the first day, which is firm."""
        return self.days[0]

    def to_frame(self) -> pd.DataFrame:
        """Return the visits of all days as a table.

        Returns
        -------
        pandas.DataFrame
            One row per visit, in order; the columns of ``period.csv``.
        """
        from router.exports import period_frame

        return period_frame([plan.data for plan in self.days])

    def map(self) -> MapPage:
        """Draw the period: who goes when, and what comes of it.

        Returns
        -------
        MapPage
            A page that opens without a network, and shows itself in a notebook.
        """
        return MapPage(self._page({}))

    def save(self, directory: str | Path) -> Path:
        """Write the plans of all days.

        Parameters
        ----------
        directory
            Where to; made if it does not exist. The firm day as by `Plan.save`, beside it
            ``period.html``, ``period.csv`` and one folder ``proposal/<date>`` for each other day,
            whose pages say that it is a proposal. Files of an earlier plan are replaced or
            removed, others are left alone. A period of one day is saved as that day.

        Returns
        -------
        Path
            The directory.

        Raises
        ------
        InputError
            If the folder cannot be written.

        Notes
        -----
        The firm day's ``plan.json`` is put in place last, as by `Plan.save`.
        """
        from router.drawing import language_of_plans
        from router.exports import frame_to_csv, write_folder

        if len(self.days) == 1:
            return self.firm.save(directory)
        target = Path(directory)
        firm_day = self.firm.data.day
        lang = language_of_plans(plan.data for plan in self.days)
        folders = {plan.data.day: f"proposal/{plan.data.day}" for plan in self.days[1:]}
        files: dict[str, bytes | str] = dict(self.firm.files(period_page=_PAGE, lang=lang))
        for plan in self.days[1:]:
            inside = plan.files(period_page=f"../../{_PAGE}", firm_day=firm_day, lang=lang)
            files |= {f"{folders[plan.data.day]}/{name}": text for name, text in inside.items()}
        pages = {day: f"{folder}/index.html" for day, folder in folders.items()}
        files[_PAGE] = self._page({firm_day: "index.html", **pages})
        files[_TABLE] = frame_to_csv(self.to_frame())
        write_folder(target, files)
        return target

    def _page(self, index_pages: Mapping[date, str]) -> str:
        from router.drawing import draw_period

        return draw_period([plan.data for plan in self.days], index_pages=index_pages)

    def _repr_html_(self) -> str:
        return self.map()._repr_html_()

    def __repr__(self) -> str:
        return f"<{self}>"  # no names: a plan may be logged

    def __str__(self) -> str:
        firm, *proposed = (str(plan) for plan in self.days)
        return "\n".join([f"Firm: {firm}", *(f"Proposal: {line}" for line in proposed)])
