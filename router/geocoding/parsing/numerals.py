"""Chinese numerals become digits: 三 is 3, 二十一 is 21, 一二〇一 is 1201."""

from __future__ import annotations

__all__ = ["NUMERALS", "to_digits"]

DIGITS = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
}
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
HUNDREDS = {"百": 100, "佰": 100, "千": 1000}
NUMERALS = "".join((*DIGITS, *TENS, *HUNDREDS))
"""All characters that a number may be written with."""


def to_digits(text: str) -> str:
    """Write a number with digits.

    Parameters
    ----------
    text
        Chinese numerals, or anything else.

    Returns
    -------
    str
        ``"21"`` for ``"二十一"`` and ``"1201"`` for ``"一二〇一"``; a text with anything but
        numerals is returned as it is, except that its single numerals become digits (``A三``).
    """
    if text.isascii():
        return text
    if any(sign in TENS or sign in HUNDREDS for sign in text) and all(
        sign in NUMERALS for sign in text
    ):
        return str(_counted(text))
    return "".join(str(DIGITS[sign]) if sign in DIGITS else sign for sign in text)


def _counted(text: str) -> int:
    """Read a numeral with tens and hundreds, as 一百零二, 二十一, 廿三; 一百二 is 120."""
    total = digit = 0
    one = 1  # what the next digit counts
    for sign in text:
        if sign in HUNDREDS:
            total += (digit or 1) * HUNDREDS[sign]
            digit, one = 0, HUNDREDS[sign] // 10
        elif sign in TENS:
            tens = TENS[sign]
            total += tens if tens > 10 else (digit or 1) * tens
            digit, one = 0, 1
        else:
            digit = DIGITS[sign]
            one = one if digit else 1
    return total + digit * one
