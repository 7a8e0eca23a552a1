"""Bytes become text: UTF-16 by its mark, UTF-8, GB18030, in that order; nothing is guessed."""

from __future__ import annotations

import codecs
import re

from router.errors import InputError
from router.intake.tables import refusal

__all__ = ["decode"]

_TRIED = "UTF-16 (by its mark), UTF-8 with and without a mark, GB18030"
_NUL_IN_FIRST_LINE = re.compile(r"\s*[^\r\n]*\0")
_MOST_NULS = 0.1  # of the characters; UTF-16 read as UTF-8 has one in two
_SAVE_AS = 'Save the table as "CSV UTF-8" or as .xlsx, and read it again.'

# Western text read as GB18030 turns an accented letter and its neighbour into one Chinese
# character inside a Latin word ("Mäkelä" becomes "M鋕el…"); real Chinese text does not do that.
_LONE_HAN_IN_WORD = re.compile(r"(?<=[A-Za-z])[\u3400-\u9fff](?=[a-z])")
_HAN = re.compile(r"[\u3400-\u9fff]")


def decode(data: bytes, file: str) -> str:
    """Return the text of a file.

    Parameters
    ----------
    data
        The whole file.
    file
        Its name, for the message.

    Returns
    -------
    str
        Without a byte order mark; line ends as they were.

    Raises
    ------
    InputError
        If no encoding fits, or the bytes are not text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_decoded(data, "utf-16"), file, "it starts with the mark of UTF-16")
    text = _decoded(data, "utf-8-sig")
    if text is None:
        text = _decoded(data, "gb18030")
        if text is not None and _looks_western(text):
            raise _refusal(
                file,
                "the text is not UTF-8, and as GB18030 it would be garbled; it looks like a "
                "Western encoding such as Windows-1252",
            )
    return _checked(text, file, f"tried {_TRIED}")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None, file: str, tried: str) -> str:
    if text is None:
        raise _refusal(file, f"the encoding is not known ({tried})")
    # One in a row is a fault of that row; see `router.intake.rows`.
    if _NUL_IN_FIRST_LINE.match(text) or text.count("\0") > _MOST_NULS * len(text):
        problem = "the file is not text, or it is UTF-16 without its mark: it holds NUL bytes"
        raise _refusal(file, f"{problem} ({tried})")
    return text


def _looks_western(text: str) -> bool:
    inside_words = len(_LONE_HAN_IN_WORD.findall(text))
    return inside_words > 0 and inside_words * 3 >= len(_HAN.findall(text))


def _refusal(file: str, problem: str) -> InputError:
    return refusal(file, problem, _SAVE_AS)
