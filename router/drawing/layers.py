"""Our own folium elements: the streets, the way the map fits its page, the switch of the routes.

Each only calls a function of ``page.js`` with data. folium renders what an element returns once
more as a Jinja2 template: the data hold nothing but numbers, packed streets and encoded text.
"""

from __future__ import annotations

from branca.element import Element, MacroElement
from folium.template import Template

from router.domain.extract import Extent
from router.drawing.safe import Html, safe_text
from router.drawing.streets import ALPHABET, PackedStreets

__all__ = ["Frame", "RouteSwitch", "Streets"]


class Streets(MacroElement):
    """The base map: one canvas of grey lines with the streets' names.

    Parameters
    ----------
    packed
        The streets.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        routerStreets({{ this._parent.get_name() }}, {{ this.data|tojson }});
        {% endmacro %}"""
    )

    def __init__(self, packed: PackedStreets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it bare
        self._name = "Streets"
        self.data = {
            "alphabet": ALPHABET,
            "lines": packed.lines,
            "names": [safe_text(name) for name in packed.names],
        }


class Frame(MacroElement):
    """What the map shows at first and in print, how far it may be moved, and its attribution.

    Parameters
    ----------
    inner, outer
        The box of the plan; the box that has streets.
    attribution
        Encoded text for the map's corner.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        routerFrame({{ this._parent.get_name() }}, {{ this.data|tojson }});
        {% endmacro %}"""
    )

    def __init__(self, inner: Extent, outer: Extent, attribution: Html) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it bare
        self._name = "Frame"
        self.data = {
            "inner": [[inner.south, inner.west], [inner.north, inner.east]],
            "outer": [[outer.south, outer.west], [outer.north, outer.east]],
            "attribution": attribution,
        }


class RouteSwitch(MacroElement):
    """Lets the legend's buttons show one route alone.

    Parameters
    ----------
    groups
        The layers of the routes, in the order of the legend.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        routerSwitch({{ this._parent.get_name() }}, [
            {%- for group in this.groups %}{{ group.get_name() }},{% endfor -%}
        ]);
        {% endmacro %}"""
    )

    def __init__(self, groups: list[Element]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it bare
        self._name = "RouteSwitch"
        self.groups = groups
