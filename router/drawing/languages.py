"""In which language the pages of a plan are: one choice for all that have both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from router.domain.plan import PlanData

__all__ = ["language_of", "language_of_plans"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def language_of(texts: Iterable[str]) -> str:
    """Return the language that the readers of these texts most likely read.

    Parameters
    ----------
    texts
        Addresses.

    Returns
    -------
    str
        ``zh`` if more than half of those that are not empty have Chinese characters, else ``en``.
    """
    written = [bool(_HAN.search(text)) for text in texts if text.strip()]
    return "zh" if 2 * sum(written) > len(written) else "en"


def language_of_plans(plans: Iterable[PlanData]) -> str:
    """Return the language of all pages of a plan, or of plans that were made together.

    Parameters
    ----------
    plans
        Of one day, or of several; a case counts once.

    Returns
    -------
    str
        That of the addresses of all cases; see `language_of`.
    """
    address_of: dict[str, str] = {}
    for plan in plans:
        for card in plan.cards:
            address_of.setdefault(card.case_id, card.address)
    return language_of(address_of.values())
