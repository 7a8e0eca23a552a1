"""The published tables of what happens besides visits: payments, approaches, notices, replies."""

from __future__ import annotations

from router.intake.specs import BORROWER_ID_NAMES, CASE_ID_NAMES, ColumnSpec, aliases

__all__ = ["APPROACH_COLUMNS", "NOTICE_COLUMNS", "PAYMENT_COLUMNS", "REPLY_COLUMNS"]

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

_CASE = ColumnSpec(
    name="case_id",
    chinese="案件编号",
    aliases=_CASE_NAMES,
    meaning="About the visit to which case; required",
    meaning_zh="所涉外访的案件编号,必填",
    example="C-1001",
)
_END = ColumnSpec(
    name="end",
    chinese="上门时间止",
    aliases=aliases("visit end, latest, latest start, 最晚上门时间, 预约结束时间"),
    meaning="If a span was named and the column before holds its start only: its end",
    meaning_zh="若为时段且前一栏只写起点:时段的终点",
    format="clock time, or date and time",
    format_zh="时刻,或日期与时间",
    example="16:00",
    limits=True,
)
_NAMED = "date and time: 2026-11-24 14:00, or a span: 2026-11-24 14:00-16:00"
_NAMED_ZH = "日期与时间,如 2026-11-24 14:00;或时段,如 2026-11-24 14:00-16:00"
_START_NAMES = aliases(
    "visit, visit start, visit time, appointment, appointment time, planned start, new time,"
    "上门时间, 预约时间, 约定时间, 预约上门时间, 新时间, 改约时间"
)

NOTICE_COLUMNS: tuple[ColumnSpec, ...] = (
    _CASE,
    ColumnSpec(
        name="when",
        chinese="通知时间",
        aliases=aliases(
            "date, time, datetime, sent, sent at, notified, notified at, told at, notice sent,"
            "通知日期, 告知时间, 发送时间, 时间, 日期"
        ),
        meaning="When the borrower was told; required",
        meaning_zh="何时通知客户,必填",
        format=_MOMENT,
        format_zh=_MOMENT_ZH,
        example="2026-11-22 10:00",
        limits=True,
    ),
    ColumnSpec(
        name="start",
        chinese="上门时间起",
        aliases=_START_NAMES,
        meaning="The time of the visit that was named",
        meaning_zh="通知中所说的上门时间",
        format=_NAMED,
        format_zh=_NAMED_ZH,
        default="not known which",
        default_zh="不详",
        example="2026-11-24 14:00",
        limits=True,
    ),
    _END,
    ColumnSpec(
        name="says",
        chinese="通知内容",
        aliases=aliases("states, contents, content, text, 内容, 告知内容, 通知事项"),
        meaning="What it stated",
        meaning_zh="通知中说明的内容",
        format="purpose, date_time, rights, agent; several separated by ;",
        format_zh="事由、时间、权利、外访员;可多个,用;分隔",
        default="purpose; date_time",
        default_zh="事由; 时间",
        example="purpose; date_time; rights",
        limits=True,
    ),
    ColumnSpec(
        name="confirmed",
        chinese="是否确认",
        aliases=aliases("agreed, accepted, 已确认, 确认, 是否已确认, 客户确认"),
        meaning="Whether the borrower confirmed the time",
        meaning_zh="客户是否已确认该时间",
        format="yes or no",
        format_zh="是、否",
        default="no",
        default_zh="否",
        example="no",
        limits=True,
    ),
)
"""Every column of a file of notices, in the order of the templates."""

REPLY_COLUMNS: tuple[ColumnSpec, ...] = (
    _CASE,
    ColumnSpec(
        name="reply",
        chinese="答复",
        aliases=aliases(
            "answer, response, result, status, borrower reply, 回复, 客户答复, 客户回复, 答复结果,"
            "结果, 状态"
        ),
        meaning="What the borrower answered; required",
        meaning_zh="客户的答复,必填",
        format="confirmed, declined, moved (with the new time), or never (no visit at all)",
        format_zh="确认、拒绝、改期(须写新时间)、不得上门",
        example="moved",
        limits=True,
    ),
    ColumnSpec(
        name="when",
        chinese="答复时间",
        aliases=aliases(
            "date, time, datetime, replied at, received, received at, answered at,"
            "回复时间, 答复日期, 回复日期, 时间, 日期"
        ),
        meaning="When the answer came; required",
        meaning_zh="何时答复,必填",
        format=_MOMENT,
        format_zh=_MOMENT_ZH,
        example="2026-11-22 18:30",
        limits=True,
    ),
    ColumnSpec(
        name="start",
        chinese="上门时间起",
        aliases=_START_NAMES,
        meaning="The time that was confirmed, or the new one",
        meaning_zh="所确认的时间,或新时间",
        format=_NAMED,
        format_zh=_NAMED_ZH,
        default="the time that was named last",
        default_zh="最近一次所说的时间",
        example="2026-11-24 14:00",
        limits=True,
    ),
    _END,
    ColumnSpec(
        name="note",
        chinese="备注",
        aliases=aliases("notes, comment, comments, remark, remarks, words, 说明, 客户原话"),
        meaning="As said or written",
        meaning_zh="客户原话",
    ),
)
"""Every column of a file of replies, in the order of the templates."""
