"""The columns of a file of cases that say how one visit is made and what it is worth."""

from __future__ import annotations

from router.intake.specs import WINDOWS, WINDOWS_ZH, ColumnSpec, aliases

__all__ = ["VISIT_COLUMNS"]

_MINUTES = "minutes, or 20 min, 1h30, 00:20"
_MINUTES_ZH = "分钟数,或 20分钟、1小时30分、00:20"
_LIST = "several, separated by ; or ,"
_LIST_ZH = "可多个,用;或,分隔"


VISIT_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="building",
        chinese="楼栋",
        aliases=aliases("building key, building id, compound, 楼宇, 建筑, 小区, 小区名称"),
        meaning="Visits with the same text share one stop and pay the setup once",
        meaning_zh="同名者共用一个停靠点",
        default="found by geocoding",
        default_zh="由地址匹配得出",
    ),
    ColumnSpec(
        name="windows",
        chinese="时间窗",
        aliases=aliases(
            "window, time window, time windows, visit window, visit windows, availability,"
            "available, visit hours, preferred time, 时间窗口, 可访时间, 可上门时间, 可访时段,"
            "上门时间段, 上门时段, 方便时间"
        ),
        meaning="When the visit may start",
        meaning_zh="可以开始上门的时间",
        format=WINDOWS,
        format_zh=WINDOWS_ZH,
        default="any time in the visiting hours",
        default_zh="允许上门时段内任意时间",
        example="Mon-Fri 18:00-20:00",
        limits=True,
    ),
    ColumnSpec(
        name="appointment",
        chinese="预约时间",
        aliases=aliases(
            "appointment time, confirmed time, appointed time, appt, 预约, 约定时间,"
            "预约上门时间, 申请上门时间"
        ),
        meaning="A time the borrower has confirmed; it must be kept",
        meaning_zh="已确认的预约,必须遵守",
        format="date and time: 2026-11-24 14:00-14:30; without an end, exactly then",
        format_zh="日期与时间,如 2026-11-24 14:00-14:30;只写起点则须准点开始",
        limits=True,
    ),
    ColumnSpec(
        name="service",
        chinese="停留时间",
        aliases=aliases(
            "service time, service duration, service minutes, service min, visit duration,"
            "duration,"
            "服务时间, 服务时长, 停留时长, 上门时长, 预计时长"
        ),
        meaning="Time at the door",
        meaning_zh="每户停留时间",
        format=_MINUTES,
        format_zh=_MINUTES_ZH,
        default="the plan's default",
        default_zh="计划默认值",
        example="20",
        limits=True,
    ),
    ColumnSpec(
        name="setup",
        chinese="进楼时间",
        aliases=aliases(
            "setup time, setup minutes, access time, parking time, 到达准备时间, 准备时间, 停车时间"
        ),
        meaning="Time once per building (park, gate, lift)",
        meaning_zh="每栋楼一次(停车、进门、电梯)",
        format=_MINUTES,
        format_zh=_MINUTES_ZH,
        default="the plan's default",
        default_zh="计划默认值",
        example="4",
        limits=True,
    ),
    ColumnSpec(
        name="skills",
        chinese="技能",
        aliases=aliases("skill, required skills, required skill, 技能要求, 所需技能"),
        meaning="What the agent must have",
        meaning_zh="外访员须具备的技能",
        format=_LIST,
        format_zh=_LIST_ZH,
        example="swedish",
        limits=True,
    ),
    ColumnSpec(
        name="required_agents",
        chinese="指定外访员",
        aliases=aliases(
            "required agent, assigned agent, assigned agents, only agents, 指定人员, 指定催收员"
        ),
        meaning="Ids of the agents who may go",
        meaning_zh="只可由这些外访员上门(编号)",
        format=_LIST,
        format_zh=_LIST_ZH,
        default="any",
        default_zh="不限",
        limits=True,
    ),
    ColumnSpec(
        name="excluded_agents",
        chinese="排除外访员",
        aliases=aliases(
            "excluded agent, not agents, barred agents, 回避人员, 禁派人员, 不可派人员, 排除人员"
        ),
        meaning="Ids of agents who must not go",
        meaning_zh="不得派这些外访员(编号)",
        format=_LIST,
        format_zh=_LIST_ZH,
        limits=True,
    ),
    ColumnSpec(
        name="value",
        chinese="上门价值",
        aliases=aliases("visit value, worth, 价值, 访问价值, 拜访价值"),
        meaning="Money that meeting the borrower is worth; how likely that is, is reckoned beside",
        meaning_zh="见到客户本人值多少(金额);能否见到另行计算",
        format="amount",
        format_zh="金额",
        default="from the priority, else from the amount, else the plan's default",
        default_zh="由优先级得出,其次由逾期金额,再次为计划默认值",
        example="120",
    ),
    ColumnSpec(
        name="priority",
        chinese="优先级",
        aliases=aliases("prio, urgency, 优先度, 优先, 紧急程度"),
        meaning="1 (low) to 5 (high)",
        meaning_zh="1(低)至 5(高)",
        format="whole number, or low, medium, high",
        format_zh="整数,或 低、中、高",
        example="3",
    ),
    ColumnSpec(
        name="load",
        chinese="占用容量",
        aliases=aliases("demand, load units, 载量, 负载"),
        meaning="Units of the agent's capacity",
        meaning_zh="占用外访员容量的单位数",
        format="whole number",
        format_zh="整数",
        default="0",
        default_zh="0",
        limits=True,
    ),
    ColumnSpec(
        name="notes",
        chinese="备注",
        aliases=aliases(
            "note, comment, comments, remark, remarks, instructions, 说明, 注意事项, 上门备注"
        ),
        meaning="For the agent, such as the gate code",
        meaning_zh="给外访员的说明,如门禁",
    ),
)
"""In the order of the templates."""
