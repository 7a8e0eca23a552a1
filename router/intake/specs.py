"""What is published of one column: its names, what it says, how a cell is written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BORROWER_ID_NAMES",
    "CASE_ID_NAMES",
    "WINDOWS",
    "WINDOWS_ZH",
    "ColumnSpec",
    "aliases",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """One column that a table may have.

    Parameters
    ----------
    name
        Our name; it is recognised as such, and used in an explicit mapping.
    chinese
        The name in Chinese templates; recognised too.
    aliases
        Further names, English and Chinese; case, spaces, punctuation and width do not matter.
    meaning, meaning_zh
        What it says.
    format, format_zh
        How a cell is written.
    default, default_zh
        What an empty cell means.
    example
        A cell.
    limits
        True if the cell restricts a visit: two columns that say different things drop the row.
    """

    name: str
    chinese: str
    aliases: tuple[str, ...]
    meaning: str
    meaning_zh: str
    format: str = "text"
    format_zh: str = "文本"
    default: str = ""
    default_zh: str = ""
    example: str = ""
    limits: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which the column is recognised."""
        return (self.name, self.chinese, *self.aliases)


def aliases(text: str) -> tuple[str, ...]:
    """Return the further names of a column.

    Parameters
    ----------
    text
        Separated by commas.

    Returns
    -------
    tuple of str
        In order.
    """
    return tuple(name.strip() for name in text.split(","))


CASE_ID_NAMES = aliases(
    "case no, case number, case, id, loan id, loan no, account id, account no, contract no,"
    "案件号, 案件ID, 案号, 编号, 合同编号, 合同号, 借据号"
)
BORROWER_ID_NAMES = aliases(
    "borrower, borrower no, customer id, customer no, client id, debtor id,"
    "客户号, 客户ID, 借款人编号, 债务人编号"
)
WINDOWS = "several, separated by ; such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00"
WINDOWS_ZH = (
    "可多个,用;分隔,如 周一至周五 18:00-20:00; 2026-11-24 14:00-16:00;"
    "上午=9-12 下午=14-18 晚上=18-20"
)
