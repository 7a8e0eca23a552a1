"""HTML in small pieces: only ``Html`` fits inside, so forgetting to encode is a type error."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from router.drawing.safe import Html, safe_text

__all__ = ["file_link", "join", "number", "tag"]

_VOID = frozenset({"br", "img", "link", "meta"})


def tag(name: str, /, *children: Html, **attributes: str | None) -> Html:
    """Return an element.

    Parameters
    ----------
    name
        Of the element.
    children
        Its content, in order.
    attributes
        Values are encoded here; None leaves the attribute out. ``class_`` is ``class``, and other
        underscores are hyphens.

    Returns
    -------
    Html
        The element.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe_text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{''.join(children)}</{name}>")


def join(parts: Iterable[Html], separator: str = "") -> Html:
    """Return the parts one after the other.

    Parameters
    ----------
    parts
        Pieces of a page.
    separator
        Text between them; it is encoded.

    Returns
    -------
    Html
        All of them.
    """
    return Html(safe_text(separator).join(parts))


def number(value: int) -> Html:
    """Return a whole number.

    Parameters
    ----------
    value
        The number.

    Returns
    -------
    Html
        Its digits.
    """
    return Html(str(int(value)))


def file_link(name: str) -> str:
    """Return a link to a file in the folder of the page, whatever its name is.

    Parameters
    ----------
    name
        Path relative to the page.

    Returns
    -------
    str
        For ``href``: ``javascript:x`` and ``//host`` become odd file names.
    """
    return "./" + quote(name.encode("utf-8", "replace").decode().lstrip("/"), safe="/")
