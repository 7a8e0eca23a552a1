"""Stages of a case as data: the channel that is due, in English and Chinese words."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["CLOSED_STAGE", "REVIEW_STAGE", "Stage", "stage_named", "stages"]

CLOSED_STAGE = "closed"
"""Nothing more is due: paid, settled, or given back."""

REVIEW_STAGE = "review"
"""What is due where a stage's word is not known: that a person looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One row of the table of stages.

    Parameters
    ----------
    stage
        Our word for it, which is also the channel that is due.
    english, chinese
        For people; tables may hold these words instead of ours.
    aliases
        Further words for it.
    whole_borrower
        True if an outcome that leads there takes every case of the borrower along: who told of
        hardship, or asked for calls instead of visits, is not visited about another debt.
    """

    stage: str
    english: str
    chinese: str
    aliases: tuple[str, ...] = ()
    whole_borrower: bool = False


@cache
def stages() -> Mapping[str, Stage]:
    """Return the table of stages.

    Returns
    -------
    Mapping of str to Stage
        By our word, in the published order.
    """
    text = files("router.domain").joinpath("stages.csv").read_text("utf-8")
    rows = [
        Stage(
            stage=row["stage"],
            english=row["english"],
            chinese=row["chinese"],
            aliases=tuple(filter(None, row["aliases"].split(";"))),
            whole_borrower=row["whole_borrower"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    ]
    return MappingProxyType({row.stage: row for row in rows})


def stage_named(word: str) -> Stage | None:
    """Return the stage that a word means.

    Parameters
    ----------
    word
        In English or Chinese, in any case; spaces, dots and dashes do not matter.

    Returns
    -------
    Stage or None
        None if the word is not known.
    """
    return _by_word().get(_bare(word))


@cache
def _by_word() -> Mapping[str, Stage]:
    return {
        _bare(word): row
        for row in stages().values()
        for word in (row.stage, row.english, row.chinese, *row.aliases)
    }


def _bare(word: str) -> str:
    return re.sub(r"[\s_\-./()]", "", word.casefold())
