"""The plan of a day as users hold it: a thin front over the frozen plan."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.basemap import BaseMap
from router.domain.places import Coordinate, LocatedAddress
from router.domain.plan import CostBreakdown, HeldCase, PlanData, ReviewCase, UnassignedVisit
from router.domain.plurals import plural
from router.domain.refused import RefusedRow
from router.domain.review import ReviewItem, review_items
from router.domain.route import Route
from router.errors import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MapPage", "Plan"]


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map as one self-contained page.

    Parameters
    ----------
    html
        The page; it needs no network.
    """

    html: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file.

        Parameters
        ----------
        path
            Where to; an existing file is replaced.

        Returns
        -------
        Path
            The file.
        """
        from router.exports import write_file

        write_file(Path(path), self.html)
        return Path(path)

    def _repr_html_(self) -> str:
        page = html.escape(self.html, quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:600px;border:0"></iframe>'


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Plan:
    """A finished, checked plan of one day.

    Parameters
    ----------
    data
        The frozen plan: the problem, the routes, and everything else with its reason.
    basemap
        The region's streets, for drawing.
    lines
        Shift id to one line along the streets per leg, in travel order.
    geocoding
        What geocoding said about every row of the cases, in input order.
    faults
        What was wrong in the input.
    """

    data: PlanData
    basemap: BaseMap
    lines: Mapping[str, tuple[tuple[Coordinate, ...], ...]] = field(default_factory=dict)
    geocoding: tuple[LocatedAddress | RefusedRow, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def routes(self) -> tuple[Route, ...]:
        """Who goes where, and when."""
        return self.data.routes

    @property
    def unassigned(self) -> tuple[UnassignedVisit, ...]:
        """Visits on no route, each with a tested reason."""
        return self.data.left_out

    @property
    def held(self) -> tuple[HeldCase, ...]:
        """Cases that must not be visited on this day."""
        return self.data.held

    @property
    def review(self) -> tuple[ReviewCase, ...]:
        """Cases whose address a person must look at."""
        return self.data.review

    @property
    def costs(self) -> CostBreakdown:
        """What the plan costs, term by term, as the checker computed it."""
        return self.data.costs

    @property
    def warnings(self) -> tuple[str, ...]:
        """Marks of a degraded result."""
        return self.data.warnings

    def to_frame(self) -> pd.DataFrame:
        """Return the routes as a table.

        Returns
        -------
        pandas.DataFrame
            One row per visit, break, start and end, in order; the columns of ``routes.csv``.
        """
        from router.exports import routes_frame

        return routes_frame(self.data)

    def map(self, agent_id: str | None = None) -> MapPage:
        """Draw the plan.

        Parameters
        ----------
        agent_id
            Draw only this agent's route, with the route sheet; all routes if None.

        Returns
        -------
        MapPage
            A page that opens without a network, and shows itself in a notebook.

        Raises
        ------
        InputError
            If the agent has no route in this plan.
        """
        from router.drawing import draw_agent, draw_overview

        if agent_id is None:
            return MapPage(draw_overview(self.data, self.basemap, self.lines))
        for shift in self.data.problem.shifts:
            if agent_id == shift.agent_id and shift.shift_id in {r.shift_id for r in self.routes}:
                return MapPage(draw_agent(self.data, shift.shift_id, self.basemap, self.lines))
        raise InputError(f"agent {agent_id!r} has no route in this plan")

    def save(self, directory: str | Path) -> Path:
        """Write everything: the plan, tables, workbook, pages and maps.

        Parameters
        ----------
        directory
            Where to; made if it does not exist. Files of an earlier plan are replaced, others are
            left alone.

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
        ``plan.json`` is put in place last, so that a plan that is there is complete.
        """
        from router.exports import write_folder

        target = Path(directory)
        write_folder(target, self.files())
        return target

    def files(
        self, *, period_page: str = "", firm_day: date | None = None, lang: str = ""
    ) -> dict[str, bytes | str]:
        """Return everything that `save` writes.

        Parameters
        ----------
        period_page
            A page about several days, relative to the folder, to which the pages lead; empty if
            there is none.
        firm_day
            If this day is only a proposal: the day of the plan that is firm. Every page then says
            so, and there is no page to decide about addresses: the firm day has it.
        lang
            Of the pages, ``en`` or ``zh``; empty for that of most addresses of the day.

        Returns
        -------
        dict of str to bytes or str
            Content by file name.
        """
        from router.exports import (
            geocoding_csv,
            plan_files,
            route_gpx,
            routes_geojson,
            safe_name,
            table_files,
            workbook_bytes,
        )

        items = self._review_items()
        data: dict[str, bytes | str] = {
            **table_files(self.data, items),
            "geocoding.csv": geocoding_csv(self.geocoding),
            "plan.xlsx": workbook_bytes(self.data),
            "routes.geojson": routes_geojson(self.data, self.lines),
            **{
                f"route-{safe_name(route.shift_id)}.gpx": route_gpx(
                    self.data, route.shift_id, self.lines
                )
                for route in self.routes
            },
            **plan_files(self.data),
        }
        pages = self._pages(
            sorted(data), items, period_page=period_page, firm_day=firm_day, lang=lang
        )
        return {**pages, **data}

    def _review_items(self) -> tuple[ReviewItem, ...]:
        """What a person has to look at; of a plan read from a file only what the file holds."""
        from router.exports import plan_review
        from router.geocoding.parsing import parse_address

        asked = {case.case_id for case in self.data.review}
        found = [
            one
            for one in self.geocoding
            if isinstance(one, LocatedAddress) and one.owner_id in asked
        ]
        return review_items(found, read=parse_address) if found else plan_review(self.data)

    def _pages(
        self,
        data_files: Sequence[str],
        review: Sequence[ReviewItem],
        *,
        period_page: str,
        firm_day: date | None,
        lang: str,
    ) -> dict[str, bytes | str]:
        from router.drawing import (
            draw_agent,
            draw_compliance,
            draw_index,
            draw_review,
            language_of_plans,
        )
        from router.exports import safe_name

        lang = lang or language_of_plans([self.data])
        names = {
            route.shift_id: f"map-{safe_name(route.shift_id)}.html" for route in self.data.routes
        }
        pages: dict[str, bytes | str] = {
            name: draw_agent(
                self.data, shift_id, self.basemap, self.lines, firm_day=firm_day, lang=lang
            )
            for shift_id, name in names.items()
        }
        if firm_day is None:
            pages["review.html"] = draw_review(review, self.basemap, lang=lang)
        pages["index.html"] = draw_index(
            self.data,
            self.basemap,
            self.lines,
            map_files=names,
            faults=self.faults,
            data_files=data_files,
            review_page="review.html" if firm_day is None else "",
            compliance_page="compliance.html",
            period_page=period_page,
            firm_day=firm_day,
            lang=lang,
        )
        pages["compliance.html"] = draw_compliance(
            self.data, index_page="index.html", firm_day=firm_day, lang=lang
        )
        return pages

    def _repr_html_(self) -> str:
        return self.map()._repr_html_()

    def __repr__(self) -> str:
        return f"<{self}>"  # no names: a plan may be logged

    def __str__(self) -> str:
        planned = len(self.data.visited)
        return (
            f"Plan of {self.data.day:%a %d %b %Y}: {plural(planned, 'visit')} on "
            f"{plural(len(self.routes), 'route')}, "
            f"{plural(len(self.unassigned), 'visit')} unassigned, "
            f"{plural(len(self.held), 'case')} held, {len(self.review)} in review; "
            f"cost {self.costs.total:.2f}"
        )
