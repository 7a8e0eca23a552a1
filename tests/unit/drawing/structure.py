"""Reads a page as a browser's parser would, far enough to see what is markup and what is text."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from router.drawing import (
    draw_agent,
    draw_compliance,
    draw_index,
    draw_overview,
    draw_period,
)
from router.errors import Fault
from tests.unit.drawing import plans, weighed


class Structure(HTMLParser):
    """The tags of a page with the names of their attributes, its text, its scripts, its links."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        """All visible text."""
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)
        elif not self._inside:
            self.texts.append(data)


@cache
def pages_with(text: str, lang: str = "en") -> dict[str, str]:
    """All pages of a plan that has one text wherever a table can put one."""
    plan, basemap = weighed.hostile(text), plans.hostile_streets(text)
    lines = plans.straight_lines(plan)
    first = plan.problem.shifts[0].shift_id
    fault = Fault(file=text, row=3, column=text, value=text[:60], problem=text, fix=text)
    return {
        "overview": draw_overview(plan, basemap, lines, lang=lang),
        "agent": draw_agent(plan, first, basemap, lines, lang=lang),
        "index": draw_index(
            plan,
            basemap,
            lines,
            map_files={first: text},
            faults=[fault],
            data_files=[text],
            compliance_page=text,
            period_page=text,
            lang=lang,
        ),
        "compliance": draw_compliance(plan, index_page=text, lang=lang),
        "period": draw_period(
            [plan, weighed.second(plan)], index_pages={plan.day: text}, lang=lang
        ),
    }
