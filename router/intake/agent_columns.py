"""The published table of what a file of agents may hold."""

from __future__ import annotations

from router.intake.agent_cost_columns import COST_COLUMNS
from router.intake.agent_people_columns import PEOPLE_COLUMNS
from router.intake.specs import ColumnSpec, aliases

__all__ = ["AGENT_COLUMNS", "DEFAULT_SHIFTS"]

DEFAULT_SHIFTS = "Mon-Sat 09:00-18:00"
"""What an agent works if the table does not say."""

_PLACE = "an address, or lat,lon, or the word open"
_PLACE_ZH = "地址,或 纬度,经度,或“不限”"


AGENT_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="agent_id",
        chinese="外访员编号",
        aliases=aliases(
            "agent, agent no, employee id, employee no, staff id, staff no, id,"
            "工号, 员工编号, 员工号, 人员编号, 催收员编号, 编号"
        ),
        meaning="Unique id of the agent; required",
        meaning_zh="外访员的唯一编号,必填",
        example="A1",
    ),
    ColumnSpec(
        name="name",
        chinese="姓名",
        aliases=aliases(
            "agent name, full name, employee name, 外访员, 外访员姓名, 员工姓名, 催收员, 催收员姓名"
        ),
        meaning="Name, for the sheets",
        meaning_zh="姓名,用于外访单",
        default="the agent id",
        default_zh="同编号",
        example="Aino",
    ),
    ColumnSpec(
        name="start",
        chinese="出发地",
        aliases=aliases(
            "start address, start place, start location, start point, from, depot, address, home,"
            "出发地点, 出发地址, 起点, 起始地址, 始发地, 地址"
        ),
        meaning="Where the shift starts; required",
        meaning_zh="出发地点,必填",
        format=_PLACE,
        format_zh=_PLACE_ZH,
        example="Mannerheimintie 5, Helsinki",
        limits=True,
    ),
    ColumnSpec(
        name="end",
        chinese="结束地",
        aliases=aliases(
            "end address, end place, end location, end point, to, return address,"
            "结束地点, 结束地址, 终点, 收工地点, 返回地点, 返回地"
        ),
        meaning="Where the shift ends",
        meaning_zh="收工地点",
        format=_PLACE,
        format_zh=_PLACE_ZH,
        default="the start",
        default_zh="同出发地",
        limits=True,
    ),
    ColumnSpec(
        name="city",
        chinese="城市",
        aliases=aliases("town, municipality, 所在城市, 市"),
        meaning="City of the start and the end, if they are addresses",
        meaning_zh="出发地与结束地所在城市",
    ),
    ColumnSpec(
        name="datum",
        chinese="坐标系",
        aliases=aliases("crs, coordinate system, geodetic datum, 坐标类型, 坐标系统"),
        meaning="Datum of the coordinates, if start or end are coordinates",
        meaning_zh="坐标所用坐标系",
        format="wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu)",
        format_zh="wgs84、gcj02(高德、腾讯、火星)、bd09(百度)",
        default="wgs84",
        default_zh="wgs84",
        limits=True,
    ),
    ColumnSpec(
        name="shifts",
        chinese="班次",
        aliases=aliases("shift, working hours, work hours, working time, 排班, 工作时间, 上班时段"),
        meaning="When the agent works; a shift with a date replaces those by weekday",
        meaning_zh="工作时间;带日期的班次优先于按星期的班次",
        format="several, separated by ; such as Mon-Fri 09:00-18:00; 2026-11-24 08:00-12:00",
        format_zh="可多个,用;分隔,如 周一至周五 09:00-18:00; 2026-11-24 08:00-12:00",
        default=DEFAULT_SHIFTS,
        default_zh="周一至周六 09:00-18:00",
        example="Mon-Fri 09:00-17:00; Sat 10:00-14:00",
        limits=True,
    ),
    ColumnSpec(
        name="shift_start",
        chinese="上班时间",
        aliases=aliases("start time, work start, shift begin, 上班, 开始时间"),
        meaning="Instead of shifts: the start of every working day",
        meaning_zh="代替“班次”:每个工作日的上班时间",
        format="clock time",
        format_zh="时刻",
        example="09:00",
        limits=True,
    ),
    ColumnSpec(
        name="shift_end",
        chinese="下班时间",
        aliases=aliases("end time, work end, 下班, 结束时间"),
        meaning="Instead of shifts: the end of every working day",
        meaning_zh="代替“班次”:每个工作日的下班时间",
        format="clock time",
        format_zh="时刻",
        example="18:00",
        limits=True,
    ),
    ColumnSpec(
        name="workdays",
        chinese="工作日",
        aliases=aliases("work days, working days, weekdays, 上班日, 出勤日"),
        meaning="The days of shift_start and shift_end",
        meaning_zh="“上班时间、下班时间”适用的日子",
        format="Mon-Fri; Mon,Wed,Sat; daily",
        format_zh="周一至周五;周一、周三;每天",
        default="Mon-Sat",
        default_zh="周一至周六",
        example="Mon-Fri",
        limits=True,
    ),
    ColumnSpec(
        name="days_off",
        chinese="休息日",
        aliases=aliases(
            "day off, off days, leave, vacation, absent, 休假, 请假, 请假日期, 休假日期"
        ),
        meaning="Dates on which the agent does not work",
        meaning_zh="不上班的日期",
        format="dates, or first..last; several separated by ;",
        format_zh="日期,或 起..止;可多个,用;分隔",
        example="2026-12-24; 2026-12-28..2026-12-31",
        limits=True,
    ),
    ColumnSpec(
        name="breaks",
        chinese="休息时间",
        aliases=aliases("break, lunch, lunch break, rest, 休息, 午休, 午休时间"),
        meaning="Rests within the shift",
        meaning_zh="班内休息",
        format=(
            "12:00-12:45 is fixed; 12:00-13:30/45min starts between the two and lasts 45 minutes; "
            "several separated by ;"
        ),
        format_zh="12:00-12:45 为固定休息;12:00-13:30/45分钟 表示其间开始、休 45 分钟;可多个",
        example="11:30-13:30/45min",
        limits=True,
    ),
    ColumnSpec(
        name="skills",
        chinese="技能",
        aliases=aliases("skill, qualifications, 资质"),
        meaning="What the agent can do",
        meaning_zh="外访员的技能",
        format="several, separated by ; or ,",
        format_zh="可多个,用;或,分隔",
        example="swedish; two-person",
        limits=True,
    ),
    ColumnSpec(
        name="mode",
        chinese="交通方式",
        aliases=aliases("travel mode, vehicle, transport, 出行方式, 交通工具"),
        meaning="How the agent travels",
        meaning_zh="出行方式",
        format="car, motorcycle, ebike, bike or foot",
        format_zh="汽车、摩托车、电动车、自行车、步行",
        default="car",
        default_zh="汽车",
        example="car",
        limits=True,
    ),
    ColumnSpec(
        name="max_visits",
        chinese="最多户数",
        aliases=aliases("max stops, visit limit, maximum visits, 最大户数, 最大拜访数, 最多上门数"),
        meaning="Visits per shift at most",
        meaning_zh="每班最多上门数",
        format="whole number",
        format_zh="整数",
        default="no limit",
        default_zh="不限",
        example="15",
        limits=True,
    ),
    ColumnSpec(
        name="max_hours",
        chinese="最长工时",
        aliases=aliases(
            "maximum hours, max work hours, max working hours, max hours (h), max hours (hours),"
            "最大工时, 最长工时(小时), 最大工时(小时)"
        ),
        meaning="Paid hours per shift at most (from leaving the start to reaching the end)",
        meaning_zh="每班最长计薪时间",
        format="hours, or 7h30",
        format_zh="小时数,或 7小时30分",
        default="the shift",
        default_zh="班次长度",
        example="8",
        limits=True,
    ),
    ColumnSpec(
        name="max_km",
        chinese="最大里程",
        aliases=aliases(
            "max distance, max kilometres, max kilometers, maximum km, 最长里程, 最大公里数"
        ),
        meaning="Kilometres per shift at most",
        meaning_zh="每班最大公里数",
        format="number",
        format_zh="数字",
        default="no limit",
        default_zh="不限",
        example="80",
        limits=True,
    ),
    ColumnSpec(
        name="capacity",
        chinese="容量",
        aliases=aliases("max load, 最大载量"),
        meaning="Units of load per shift at most",
        meaning_zh="每班容量上限",
        format="whole number",
        format_zh="整数",
        default="no limit",
        default_zh="不限",
        limits=True,
    ),
    *PEOPLE_COLUMNS,
    *COST_COLUMNS,
)
"""Every column of a file of agents, in the order of the templates."""
