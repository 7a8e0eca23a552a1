"""Sums that people write into notes stay behind: no output shows one beside a name."""

from __future__ import annotations

import re

from router.domain.cases import Case

__all__ = ["masked_notes"]

_MASK = "[…]"
_NUMBER = r"\d[\d.,'\u00a0\u202f ]*"
_CURRENCY = (
    r"(?:[¥￥$€£₹₽₩₫฿₱]|R\$|S/|(?:CNY|RMB|USD|EUR|GBP|INR|IDR|PHP|VND|THB|KRW|JPY|TWD|AUD|MXN|BRL|"
    r"CLP|COP|PEN|RUB|RON|ZAR|Rs|Rp)\b\.?)"
)
_UNIT = (
    r"(?:元|块|万元|万|人民币|[¥￥€£₹₽₩₫฿₱]|(?:CNY|RMB|USD|EUR|GBP|INR|IDR|PHP|VND|THB|KRW|JPY|TWD|"
    r"AUD|MXN|BRL|CLP|COP|PEN|RUB|RON|ZAR|euros?|dollars?|pounds?|rupees?|yuan|pesos?|reais)\b)"
)
_SUMS = re.compile(rf"{_CURRENCY}\s*{_NUMBER}|{_NUMBER}\s*{_UNIT}", re.IGNORECASE)
_BETWEEN = r"[.,'\u00a0\u202f ]?"


def masked_notes(case: Case) -> str:
    """Return what a case's notes tell the agent, without sums and days overdue.

    Parameters
    ----------
    case
        The case.

    Returns
    -------
    str
        Sums with a currency, and the amount of the table however it is grouped, are masked, and so
        are its days overdue where the note says that they are days. Door codes and house numbers
        stay.
    """
    text = _SUMS.sub(_MASK, case.notes)
    if case.amount:
        whole = str(abs(int(case.amount)))
        if len(whole) >= 3:  # shorter ones are house numbers as well
            digits = _BETWEEN.join(whole)
            text = re.sub(rf"(?<![\d.,]){digits}(?:[.,]\d+)?(?!\d)", _MASK, text)
    if case.days_overdue:
        text = re.sub(rf"(?<!\d){case.days_overdue}\s*(?:days?|天|日|DPD)", _MASK, text)
    return text
