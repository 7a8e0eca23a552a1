"""The published table of what a file of cases may hold."""

from __future__ import annotations

from router.intake.case_address_columns import ADDRESS_COLUMNS
from router.intake.case_date_columns import DATE_COLUMNS
from router.intake.case_rule_columns import RULE_COLUMNS
from router.intake.case_visit_columns import VISIT_COLUMNS
from router.intake.specs import BORROWER_ID_NAMES, CASE_ID_NAMES, ColumnSpec, aliases

__all__ = ["CASE_COLUMNS"]

_WHO_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="case_id",
        chinese="案件编号",
        aliases=CASE_ID_NAMES,
        meaning="Unique id of the case; required",
        meaning_zh="案件的唯一编号,必填",
        example="C-1001",
    ),
    ColumnSpec(
        name="borrower_id",
        chinese="客户编号",
        aliases=BORROWER_ID_NAMES,
        meaning="Who owes; cases with the same id are one borrower",
        meaning_zh="同一编号的案件属同一客户",
        default="the case id",
        default_zh="同案件编号",
        example="B-77",
    ),
    ColumnSpec(
        name="name",
        chinese="客户姓名",
        aliases=aliases(
            "borrower name, customer name, client name, debtor name, full name, customer, debtor,"
            "姓名, 客户名称, 客户, 借款人, 借款人姓名, 债务人, 债务人姓名"
        ),
        meaning="Name of the borrower, for the agent's sheet and for whoever sends notices",
        meaning_zh="客户姓名,用于外访单与上门通知",
        example="A. Example",
    ),
)

CASE_COLUMNS: tuple[ColumnSpec, ...] = (
    *_WHO_COLUMNS,
    *ADDRESS_COLUMNS,
    *RULE_COLUMNS,
    *DATE_COLUMNS,
    *VISIT_COLUMNS,
)
"""Every column of a file of cases, in the order of the templates."""
