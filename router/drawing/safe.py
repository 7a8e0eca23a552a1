"""The gate through which text from data reaches a page: ``safe_text``; ``safe_json`` for scripts.

folium renders what it is given as a Jinja2 template, in Python, unsandboxed; Leaflet puts it into
``innerHTML``; and its scripts carry it inside template literals. One encoding is safe in all three:
HTML entities for everything that any of them could read as more than text.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import NewType

__all__ = ["Html", "safe_json", "safe_text", "shortened"]

Html = NewType("Html", str)
"""Text that may stand in a page as it is: made here, by ``markup``, or written by us."""

_LOST = "&#65533;"  # U+FFFD: something stood here that cannot be shown
_ENCODED = {ord(character): f"&#{ord(character)};" for character in "`$\\{}\t\n\r\u2028\u2029"}
# Overrides and embeddings reorder what follows them; right-to-left names do not need them.
_REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ENCODED |= {ord(character): _LOST for character in _REORDERING}
_ENCODED |= {code: _LOST for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in _ENCODED}
# Surrogates, and what Unicode keeps free of characters: a block and the last two of every plane.
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

_JSON_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"')
_UNICODE_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'`${}/\x7f"}


def safe_text(text: str) -> Html:
    r"""Encode a text so that a browser, a script and a Jinja2 template all read it as text.

    Parameters
    ----------
    text
        Anything from a table, a map or a file name.

    Returns
    -------
    Html
        The text with ``& < > " '``, then ``` ` $ \ { } ```, tabs, line ends and line separators
        as entities. Other control characters, lone surrogates, noncharacters and marks that
        reorder text become U+FFFD.

    Notes
    -----
    The result may stand between tags, in a quoted attribute, and in a JSON string that a script
    puts into ``innerHTML``. It must not stand in a script or a URL as such.
    """
    clean = _NO_CHARACTER.sub("\ufffd", text)
    return Html(escape(clean, quote=True).translate(_ENCODED))


def shortened(text: str, length: int = 80) -> str:
    """Cut a text for a label.

    Parameters
    ----------
    text
        Any text, not yet encoded.
    length
        Characters that remain, the ellipsis included.

    Returns
    -------
    str
        The text in one line, at most that long.
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def safe_json(value: object) -> Html:
    r"""Encode data for a ``<script type="application/json">``: the other gate for texts.

    Parameters
    ----------
    value
        Dictionaries, lists, numbers and texts of any kind.

    Returns
    -------
    Html
        JSON in ASCII. Inside its texts every sign that HTML, a template literal or Jinja2 could
        read as more than text is written ``\uXXXX``, so that no text ends the script or means
        anything before ``JSON.parse`` gives it back.

    Notes
    -----
    Scripts show such a text by ``textContent`` only, never by ``innerHTML``.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Html(_JSON_TEXT.sub(lambda found: found[0].translate(_UNICODE_ESCAPES), text))
