"""The columns of a file of cases that say from when to when a case may wait for its visit."""

from __future__ import annotations

from router.intake.specs import ColumnSpec, aliases

__all__ = ["DATE_COLUMNS"]

_DATE = "date: 2026-11-24"
_DATE_ZH = "日期,如 2026-11-24"

DATE_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="received",
        chinese="接收日期",
        aliases=aliases(
            "received on, received date, date received, receipt date, assigned on, assigned date,"
            "assign date, assignment date, date assigned, placed on, placement date, intake date,"
            "接收日, 接收时间, 收案日期, 收案日, 委案日期, 委案日, 委案时间, 委托日期, 委托日,"
            "委派日期, 分案日期, 分案日, 分案时间, 派案日期"
        ),
        meaning="When the case came in; it waits for a visit or another decision since then",
        meaning_zh="接收案件的日期,自此等待上门或其他处理",
        format=f"{_DATE}; a clock time behind it does not matter",
        format_zh=f"{_DATE_ZH};其后的时刻不计",
        default="the day on which it was first planned with",
        default_zh="首次纳入计划之日",
        example="2026-11-02",
    ),
    ColumnSpec(
        name="not_before",
        chinese="最早上门日",
        aliases=aliases(
            "not before date, not earlier than, earliest date, earliest day, earliest visit,"
            "earliest visit date, visit from, visit not before, release date,"
            "最早上门日期, 最早可上门日, 最早可访日, 最早外访日, 最早外访日期, 最早日期, 不早于"
        ),
        meaning="First day on which the case may be visited",
        meaning_zh="可以上门的第一天",
        format=_DATE,
        format_zh=_DATE_ZH,
        default="any day",
        default_zh="不限",
        example="2026-11-24",
        limits=True,
    ),
    ColumnSpec(
        name="return_by",
        chinese="退案日",
        aliases=aliases(
            "return by date, return date, due back, due back date, back by, recall date,"
            "visit until, last visit date, latest visit date,"
            "退案日期, 退案时间, 预计退案日, 预计退案日期, 应退案日, 应退案日期, 退回日期,"
            "委案到期日, 委案到期日期, 委案截止日, 委案截止日期, 委案结束日期,"
            "最晚上门日, 最晚上门日期"
        ),
        meaning="Last day on which the case may be visited, such as that on which it goes back",
        meaning_zh="可以上门的最后一天,如退案之日",
        format=_DATE,
        format_zh=_DATE_ZH,
        default="no last day",
        default_zh="不限",
        example="2026-12-15",
        limits=True,
    ),
    ColumnSpec(
        name="preferred_days",
        chinese="首选日",
        aliases=aliases(
            "preferred day, preferred weekday, preferred weekdays, best day, best days,"
            "favourite days, favorite days, 首选星期, 首选上门日, 偏好日, 偏好日期, 希望上门日,"
            "方便日, 方便的日子"
        ),
        meaning="Weekdays on which a visit suits the borrower best; others are possible",
        meaning_zh="客户较方便的星期几,其他日子亦可上门",
        format="Mon-Fri; Mon,Wed,Sat; daily",
        format_zh="周一至周五;周一、周三;每天",
        default="all days alike",
        default_zh="各日相同",
        example="Tue,Thu",
    ),
)
"""In the order of the templates."""
