"""The columns of a file of agents that say what an agent costs."""

from __future__ import annotations

from router.intake.specs import ColumnSpec, aliases

__all__ = ["COST_COLUMNS"]

_AMOUNT_HOUR = "money per hour"

COST_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="cost_per_hour",
        chinese="每小时成本",
        aliases=aliases("hourly cost, hourly rate, wage, 小时成本, 时薪"),
        meaning="Price of a paid hour",
        meaning_zh="每计薪小时成本",
        format=_AMOUNT_HOUR,
        format_zh="金额",
        default="30",
        default_zh="30",
        example="30",
    ),
    ColumnSpec(
        name="cost_per_km",
        chinese="每公里成本",
        aliases=aliases("km cost, km rate, mileage cost, 公里成本, 里程成本"),
        meaning="Price of a kilometre",
        meaning_zh="每公里成本",
        format="money per kilometre",
        format_zh="金额",
        default="0.3",
        default_zh="0.3",
        example="0.3",
    ),
    ColumnSpec(
        name="fixed_cost",
        chinese="固定成本",
        aliases=aliases("cost per shift, daily cost, 每班成本, 出勤成本"),
        meaning="Price of a shift that is used at all",
        meaning_zh="每次出勤的固定成本",
        format="money",
        format_zh="金额",
        default="0",
        default_zh="0",
        example="0",
    ),
    ColumnSpec(
        name="overtime",
        chinese="加班时长",
        aliases=aliases(
            "max overtime, overtime allowed, overtime minutes, 加班, 最长加班, 允许加班"
        ),
        meaning="How long after the shift's end the route may still run",
        meaning_zh="下班后最多可延长的时间",
        format="minutes, or 1h30",
        format_zh="分钟数,或 1小时30分",
        default="none",
        default_zh="无",
        example="30",
    ),
    ColumnSpec(
        name="overtime_cost_per_hour",
        chinese="每小时加班费",
        aliases=aliases("overtime cost, overtime rate, 加班成本, 加班费"),
        meaning="Price of an hour of overtime, on top of cost_per_hour",
        meaning_zh="每小时加班的附加成本",
        format=_AMOUNT_HOUR,
        format_zh="金额",
        default="45",
        default_zh="45",
        example="45",
    ),
)
"""In the order of the templates."""
