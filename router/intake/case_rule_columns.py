"""The columns of a file of cases that the visiting rules ask about."""

from __future__ import annotations

from router.intake.specs import WINDOWS, WINDOWS_ZH, ColumnSpec, aliases

__all__ = ["RULE_COLUMNS"]

RULE_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="days_overdue",
        chinese="逾期天数",
        aliases=aliases("overdue days, days past due, dpd, 拖欠天数, 当前逾期天数"),
        meaning="Days since the debt was due",
        meaning_zh="逾期天数",
        format="whole number",
        format_zh="整数",
        example="95",
        limits=True,
    ),
    ColumnSpec(
        name="amount",
        chinese="逾期金额",
        aliases=aliases(
            "overdue amount, amount overdue, amount due, balance, debt, outstanding, total due,"
            "欠款金额, 欠款, 逾期总额, 逾期总金额, 委案金额, 应还金额"
        ),
        meaning="Money that is overdue",
        meaning_zh="逾期金额",
        format="amount: 1234.50, 1,234.50 or 1.2万",
        format_zh="金额,如 1234.50、￥1,234.50、1.2万",
        example="1234.50",
    ),
    ColumnSpec(
        name="stage",
        chinese="催收阶段",
        aliases=aliases("case stage, collection stage, 阶段, 案件阶段, 催收级别, 催收方式"),
        meaning="Only cases at the stage `visit` are planned",
        meaning_zh="只有“外访”阶段的案件会被安排",
        format="visit, message, call, legal, restructuring, closed, or any other word",
        format_zh="外访(上门)、短信、电话、法务、重组、结案,或其他",
        default="visit",
        default_zh="外访",
        example="visit",
        limits=True,
    ),
    ColumnSpec(
        name="holds",
        chinese="暂停原因",
        aliases=aliases(
            "hold, hold reason, hold reasons, do not visit, 暂停, 暂缓, 暂缓原因, 停催, 停催原因,"
            "不上门原因, 禁访, 禁访原因"
        ),
        meaning="Reasons not to visit, with their first and last day if they have one",
        meaning_zh="不得上门的原因,可带起止日期",
        format="reason, reason until date, reason since date until date; several separated by ;",
        format_zh="原因、原因 至 日期,或 原因 自 日期 至 日期;可多个,用;分隔",
        example="promise until 2026-12-01",
        limits=True,
    ),
    ColumnSpec(
        name="flags",
        chinese="风险标记",
        aliases=aliases(
            "flag, risk flag, risk flags, risk, borrower flags, safety flag,"
            "标记, 特殊标记, 客户标记, 风险标签, 安全标记, 特殊人群标记"
        ),
        meaning="What the rules must know of the borrower",
        meaning_zh="规则须知的客户情况",
        format=(
            "risk, daylight, minor, elderly, vulnerable, hospital, disabled, incapacitated, "
            "microfinance, or words of your own profiles; several separated by ;"
        ),
        format_zh=(
            "风险、白天、未成年、老人、弱势、住院、残疾、无行为能力、小额信贷,或自定义词;可多个,用;分隔"
        ),
        example="risk",
        limits=True,
    ),
    ColumnSpec(
        name="consents",
        chinese="同意事项",
        aliases=aliases(
            "consent, visit consent, place consent, agreed to, 同意上门地点, 上门同意, 同意地点,"
            "已同意地点, 客户同意, 已同意事项"
        ),
        meaning="What the borrower agreed to",
        meaning_zh="客户已同意的事项",
        format="visit, hours, frequency, or types of place such as work; several separated by ;",
        format_zh="上门、其他时段、更多次数,或地点类型如 单位;可多个,用;分隔",
        example="visit; work",
        limits=True,
    ),
    ColumnSpec(
        name="notified",
        chinese="通知时间",
        aliases=aliases(
            "notice, notice sent, notice time, notified at, notified on, told at, informed at,"
            "告知时间, 已通知时间, 通知日期, 告知日期, 上门通知时间"
        ),
        meaning="When the borrower was told of the visit",
        meaning_zh="何时已告知客户上门一事",
        format="date and time: 2026-11-20 10:00; a date alone counts as the end of that day",
        format_zh="日期与时间,如 2026-11-20 10:00;只写日期则按当日结束计",
        default="not told",
        default_zh="未通知",
        example="2026-11-20T10:00:00+02:00",
        limits=True,
    ),
    ColumnSpec(
        name="languages",
        chinese="语言",
        aliases=aliases(
            "language, spoken languages, spoken language, preferred language, speaks,"
            "语种, 沟通语言, 使用语言, 方言"
        ),
        meaning="Languages of which the borrower speaks at least one",
        meaning_zh="客户会说的语言,外访员须会其中之一",
        format="codes or names: zh, yue, en, fi, sv, Cantonese; several separated by ;",
        format_zh="代码或名称,如 普通话、粤语、en;可多个,用;分隔",
        default="any",
        default_zh="不限",
        example="fi; sv",
        limits=True,
    ),
    ColumnSpec(
        name="area",
        chinese="片区",
        aliases=aliases(
            "zone, region, sector, territory, visit area, 区域, 责任区, 网格, 外访区域, 外访片区"
        ),
        meaning="Area of the door, by the same names as the areas of the agents",
        meaning_zh="上门地址所属片区,与外访员的片区同名",
        example="Centre",
        limits=True,
    ),
    ColumnSpec(
        name="working_hours",
        chinese="客户工作时间",
        aliases=aliases(
            "work hours, hours at work, at work, workplace hours,"
            "工作时间, 上班时间, 上班时段, 在岗时间, 客户上班时间"
        ),
        meaning="When the borrower is known to be at work",
        meaning_zh="已知客户在单位的时间",
        format=WINDOWS,
        format_zh=WINDOWS_ZH,
        example="Mon-Fri 08:00-16:00",
        limits=True,
    ),
    ColumnSpec(
        name="not_at",
        chinese="不便时间",
        aliases=aliases(
            "bad times, bad time, inconvenient times, inconvenient time, inconvenient, avoid,"
            "avoid times, unavailable, never at,"
            "不方便时间, 不可访时间, 勿访时间, 避开时间, 禁访时间, 不便时段"
        ),
        meaning="Times that the borrower named as bad",
        meaning_zh="客户表示不方便的时间",
        format=f"{WINDOWS}; or before 10:00, after 18:00",
        format_zh=f"{WINDOWS_ZH};或 10:00以前、18:00以后",
        example="Mon-Fri 09:00-12:00; Sun",
        limits=True,
    ),
    ColumnSpec(
        name="phone_attempts",
        chinese="电话次数",
        aliases=aliases(
            "call attempts, calls, phone calls, calls made, prior calls,"
            "拨打次数, 已拨打次数, 电话联系次数, 电催次数"
        ),
        meaning="How often the borrower was called before",
        meaning_zh="此前电话联系次数",
        format="whole number",
        format_zh="整数",
        default="not known",
        default_zh="未知",
        example="3",
        limits=True,
    ),
    ColumnSpec(
        name="message_attempts",
        chinese="短信次数",
        aliases=aliases(
            "messages, messages sent, message count, sms, sms count, sms attempts, prior messages,"
            "短信条数, 已发短信次数, 信息次数, 消息次数"
        ),
        meaning="How often the borrower was written to before",
        meaning_zh="此前短信(信息)联系次数",
        format="whole number",
        format_zh="整数",
        default="not known",
        default_zh="未知",
        example="1",
        limits=True,
    ),
)
"""In the order of the templates."""
