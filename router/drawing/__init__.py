"""Drawing: a plan as pages that open anywhere without a network: maps, tables, a timeline."""

from router.drawing.agent import draw_agent
from router.drawing.compliance import draw_compliance
from router.drawing.figures import draw_figures
from router.drawing.index import draw_index
from router.drawing.languages import language_of_plans
from router.drawing.maps import Lines
from router.drawing.overview import draw_overview
from router.drawing.period import draw_period
from router.drawing.presence import draw_presence
from router.drawing.review import draw_review
from router.drawing.safe import safe_text
from router.drawing.simulation import draw_simulation, draw_what_if

__all__ = [
    "Lines",
    "draw_agent",
    "draw_compliance",
    "draw_figures",
    "draw_index",
    "draw_overview",
    "draw_period",
    "draw_presence",
    "draw_review",
    "draw_simulation",
    "draw_what_if",
    "language_of_plans",
    "safe_text",
]
