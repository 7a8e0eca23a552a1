"""The published tables of what came in and went out besides visits: payments and approaches."""

from __future__ import annotations

from router.intake.specs import BORROWER_ID_NAMES, CASE_ID_NAMES, ColumnSpec, aliases

__all__ = ["APPROACH_COLUMNS", "PAYMENT_COLUMNS"]

_MOMENT = "date and time: 2026-11-02 18:30; with an offset, or in the time of the region"
_MOMENT_ZH = "日期与时间,如 2026-11-02 18:30;无时差标记者按当地时间"

# A bare "id" is that of the payment or the call here.
_CASE_NAMES = tuple(name for name in CASE_ID_NAMES if name not in ("id", "编号"))

_CASE_OR_BORROWER = (
    ColumnSpec(
        name="case_id",
        chinese="案件编号",
        aliases=_CASE_NAMES,
        meaning="For which case; required unless borrower_id says for whom",
        meaning_zh="所属案件;未填“客户编号”时必填",
        default="all cases of the borrower",
        default_zh="该客户的全部案件",
        example="C-1001",
    ),
    ColumnSpec(
        name="borrower_id",
        chinese="客户编号",
        aliases=BORROWER_ID_NAMES,
        meaning="Whose",
        meaning_zh="客户编号",
        default="that of the case",
        default_zh="同案件",
        example="B-77",
    ),
)

PAYMENT_COLUMNS: tuple[ColumnSpec, ...] = (
    *_CASE_OR_BORROWER,
    ColumnSpec(
        name="when",
        chinese="还款时间",
        aliases=aliases(
            "date, time, datetime, paid at, paid on, payment date, payment time, value date,"
            "booking date, received, 还款日期, 付款时间, 付款日期, 到账时间, 到账日期, 入账时间,"
            "入账日期, 时间, 日期"
        ),
        meaning="When the money came in; required",
        meaning_zh="到账时间,必填",
        format=_MOMENT,
        format_zh=_MOMENT_ZH,
        example="2026-11-24 08:05",
        limits=True,
    ),
    ColumnSpec(
        name="amount",
        chinese="还款金额",
        aliases=aliases(
            "paid, paid amount, amount paid, payment, sum, payment amount,"
            "付款金额, 到账金额, 入账金额, 实还金额, 金额"
        ),
        meaning="How much came in",
        meaning_zh="到账金额",
        format="amount: 1234.50, 1,234.50 or 1.2万",
        format_zh="金额,如 1234.50、￥1,234.50、1.2万",
        default="not known",
        default_zh="未知",
        example="1234.50",
        limits=True,
    ),
    ColumnSpec(
        name="settled",
        chinese="是否结清",
        aliases=aliases(
            "paid in full, fully paid, in full, settled in full, cleared, closed,"
            "结清, 已结清, 是否已结清, 结清标志, 结清状态"
        ),
        meaning="Whether nothing is owed any more",
        meaning_zh="是否已全部还清",
        format="yes or no",
        format_zh="是、否",
        default="the case counts as settled",
        default_zh="视为已结清",
        example="yes",
        limits=True,
    ),
)
"""Every column of a file of payments, in the order of the templates."""

APPROACH_COLUMNS: tuple[ColumnSpec, ...] = (
    *_CASE_OR_BORROWER,
    ColumnSpec(
        name="when",
        chinese="联系时间",
        aliases=aliases(
            "date, time, datetime, called at, sent at, call time, contact time, contact date,"
            "联系日期, 拨打时间, 发送时间, 呼叫时间, 时间, 日期"
        ),
        meaning="When the borrower was called or written to; required",
        meaning_zh="联系时间,必填",
        format=_MOMENT,
        format_zh=_MOMENT_ZH,
        example="2026-11-02 18:30",
        limits=True,
    ),
    ColumnSpec(
        name="channel",
        chinese="联系方式",
        aliases=aliases(
            "by, means, medium, type, contact type, contact channel, method,"
            "渠道, 联系渠道, 方式, 联系类型, 催收方式"
        ),
        meaning="How; required",
        meaning_zh="以何种方式联系,必填",
        format="call, message or letter",
        format_zh="电话、短信、信函",
        example="call",
        limits=True,
    ),
    ColumnSpec(
        name="reached",
        chinese="是否联系上",
        aliases=aliases(
            "result, outcome, status, contacted, connected, answered,"
            "联系结果, 结果, 是否接通, 接通, 状态"
        ),
        meaning="Whether the borrower was reached",
        meaning_zh="是否联系到本人",
        format="yes or no, or words: answered, no answer, delivered, failed",
        format_zh="是、否,或 接通、未接、已送达、发送失败",
        default="yes, so that caps on contacts count it",
        default_zh="是(计入联系次数上限)",
        example="no answer",
        limits=True,
    ),
    ColumnSpec(
        name="agent_id",
        chinese="坐席编号",
        aliases=aliases(
            "agent, agent no, employee id, staff id, caller, operator,"
            "工号, 员工编号, 坐席, 催收员, 催收员编号, 外访员编号"
        ),
        meaning="Who called or wrote",
        meaning_zh="由谁联系",
        example="T7",
    ),
)
"""Every column of a file of approaches by other channels, in the order of the templates."""
