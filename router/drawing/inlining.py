"""The files that every page carries inside: Leaflet, and our own style and script."""

from __future__ import annotations

import re
from importlib.resources import files

from router.errors import RouterError

__all__ = ["LOCAL_ASSETS", "UNUSED_ASSETS", "inline_asset"]

LOCAL_ASSETS = {
    "leaflet": "leaflet.js",  # Leaflet 1.9.4, BSD-2-Clause, see leaflet.LICENSE
    "leaflet_css": "leaflet.css",
    "page": "page.js",
    "page_css": "page.css",
    "proof_css": "proof.css",
    "review": "review.js",
    "review_css": "review.css",
    "simulation_css": "simulation.css",
    "zh": "zh.js",
    "zh_css": "zh.css",
}
"""Names of assets, folium's own where it has one, and the files that hold them."""

UNUSED_ASSETS = frozenset(
    {
        "jquery",  # popups
        "bootstrap",
        "bootstrap_css",
        "glyphicons_css",
        "awesome_markers",  # icon markers
        "awesome_markers_css",
        "awesome_markers_font_css",
        "awesome_rotate_css",
    }
)
"""What folium links on every map for popups and icon markers, which we do not draw."""


def inline_asset(name: str) -> str:
    """Return an asset's text, ready to stand between its tags.

    Parameters
    ----------
    name
        One of ``LOCAL_ASSETS``.

    Returns
    -------
    str
        The file without what a browser would try to load: images of Leaflet's default markers
        and layer button (we draw neither), and its source map.

    Raises
    ------
    RouterError
        If there is no local copy of it, or if it would still load something.
    """
    if name not in LOCAL_ASSETS:
        raise RouterError(
            f"a page needs the asset {name!r}, of which there is no local copy; pages must open "
            "without a network: put the file into router/drawing/assets and name it there"
        )
    text = (files("router.drawing") / "assets" / LOCAL_ASSETS[name]).read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    if name.endswith("_css"):
        text = re.sub(r"[\w-]+:\s*url\((?!data:)[^)]*\);?", "", text)
        if re.search(r"url\((?!['\"]?data:)|@import", text):
            raise RouterError(f"the style {LOCAL_ASSETS[name]} would load a file")
    if re.search(r"</(script|style)", text, re.IGNORECASE):
        raise RouterError(f"the asset {LOCAL_ASSETS[name]} would end its own tag")
    return text
