"""The words in which a borrower is told of a visit: neutral, with purpose and rights, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from router.errors import InputError

__all__ = ["LANGUAGES", "Sender", "language_for", "notice_words", "outside_words"]

LANGUAGES = ("en", "zh")
"""Languages in which there are words, the first for whoever speaks none of them."""

_TELLING = (
    "debt", "overdue", "arrears", "collection", "collector", "delinquen", "recover",
    "欠款", "逾期", "催收", "债", "拖欠", "欠费",
)  # fmt: skip
"""What would tell a stranger what a visit is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who tells borrowers of visits.

    Parameters
    ----------
    creditor
        On whose behalf, as the borrower knows it; empty: the purpose is a personal matter.
    contact
        Where borrowers answer; empty: where the notice came from.
    complaints
        Where they complain; empty: the same.

    Raises
    ------
    InputError
        If a text would tell a stranger what the visit is about.
    """

    creditor: str = ""
    contact: str = ""
    complaints: str = ""

    def __post_init__(self) -> None:
        for text in (self.creditor, self.contact, self.complaints):
            told = [word for word in _TELLING if word in text.casefold()]
            if told:
                raise InputError(
                    f"the words of a notice must not say {told[0]!r}, as others may see them; "
                    "give another name or address, or none"
                )


def language_for(spoken: Iterable[str], country: str = "") -> str:
    """Choose the language of a notice.

    Parameters
    ----------
    spoken
        By the borrower, such as ``zh`` or ``en-IN``; empty if that is not known.
    country
        ISO 3166 code of the door's country; empty if that is not known.

    Returns
    -------
    str
        One of `LANGUAGES`: one that is spoken, else the usual one of the country, else English.
    """
    known = {tongue.casefold().replace("_", "-").split("-")[0] for tongue in spoken}
    usual = [language for language in LANGUAGES if country in _texts(language)["default_in"]]
    choice = [*usual, *LANGUAGES]
    return next((language for language in choice if language in known), choice[0])


def notice_words(
    start: datetime,
    end: datetime,
    minutes: int,
    *,
    language: str,
    sender: Sender,
    agents: Sequence[str] = (),
    agreed: bool = False,
) -> str:
    """Return what a borrower is told of a visit.

    Parameters
    ----------
    start, end
        Between which the visit starts, at the door; equal for an exact time.
    minutes
        How long it takes.
    language
        One of `LANGUAGES`.
    sender
        Who tells.
    agents
        Who comes, if that must be told; empty if not.
    agreed
        True if the borrower confirmed the time.

    Returns
    -------
    str
        No name of the borrower, no amount, and nothing that tells a stranger what it is about.
    """
    texts = _texts(language)
    date = texts["date"].format(
        weekday=texts["weekdays"][start.weekday()],
        day=start.day,
        month=texts["months"][start.month - 1],
        year=start.year,
    )
    span = "exactly" if start == end else "between"
    when = texts[span].format(date=date, start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    purpose = _either(texts, "purpose", "for", creditor=sender.creditor)
    parts = [
        texts["agreed" if agreed else "visit"].format(when=when, purpose=purpose, minutes=minutes),
        texts["agent"].format(agent=texts["and"].join(agents)) if agents else "",
        texts["rights"],
        _either(texts, "answer", "to", contact=sender.contact),
        _either(texts, "complaints", "to", complaints=sender.complaints),
    ]
    return ("" if language == "zh" else " ").join(part for part in parts if part)


def outside_words(language: str) -> str:
    """Return what stands on the outside of a written notice.

    Parameters
    ----------
    language
        One of `LANGUAGES`.

    Returns
    -------
    str
        Nothing about the visit.
    """
    return str(_texts(language)["outside"])


def _either(texts: Mapping[str, Any], name: str, ending: str, **known: str) -> str:
    """The text that uses a value if there is one, else the text that needs none."""
    if any(known.values()):
        return str(texts[f"{name}_{ending}"].format(**known))
    return str(texts[name])


@cache
def _texts(language: str) -> Mapping[str, Any]:
    text = files("router.rules").joinpath("notice_texts", f"{language}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
