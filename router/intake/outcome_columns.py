"""The published table of what a file of outcomes may hold."""

from __future__ import annotations

from router.intake.specs import BORROWER_ID_NAMES, CASE_ID_NAMES, ColumnSpec, aliases

__all__ = ["OUTCOME_COLUMNS"]


OUTCOME_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="case_id",
        chinese="案件编号",
        aliases=CASE_ID_NAMES,
        meaning="The case that was visited; required",
        meaning_zh="外访的案件编号,必填",
        example="C-1001",
    ),
    ColumnSpec(
        name="borrower_id",
        chinese="客户编号",
        aliases=BORROWER_ID_NAMES,
        meaning="Who owes; what was found holds for the other cases of the same borrower too",
        meaning_zh="客户编号;结果也用于同一客户的其他案件",
        default="that of the case",
        default_zh="同案件",
        example="B-77",
    ),
    ColumnSpec(
        name="address",
        chinese="地址",
        aliases=aliases(
            "addr, visited address, full address, street address, visit address,"
            "上门地址, 外访地址, 拜访地址, 详细地址"
        ),
        meaning="Which address was visited, as the table of cases writes it",
        meaning_zh="实际上门的地址,写法与案件表一致",
        default="the only address of the case",
        default_zh="案件的唯一地址",
        example="Liisankatu 5, Helsinki",
    ),
    ColumnSpec(
        name="when",
        chinese="上门时间",
        aliases=aliases(
            "time, date, datetime, visited at, visit time, visit date, time in, timestamp,"
            "check in time, 外访时间, 拜访时间, 外访日期, 上门日期, 签到时间, 时间, 日期"
        ),
        meaning="When the visit began; required",
        meaning_zh="上门开始时间,必填",
        format="date and time: 2026-11-02 18:30; with an offset, or in the time of the region",
        format_zh="日期与时间,如 2026-11-02 18:30;无时差标记者按当地时间",
        example="2026-11-02 18:30",
        limits=True,
    ),
    ColumnSpec(
        name="agent_id",
        chinese="外访员编号",
        aliases=aliases("agent, agent no, employee id, staff id, 工号, 员工编号, 外访员, 催收员"),
        meaning="Who went",
        meaning_zh="外访员编号",
        example="A1",
    ),
    ColumnSpec(
        name="code",
        chinese="外访结果",
        aliases=aliases(
            "outcome, outcome code, result, result code, visit result, status,"
            "结果, 结果代码, 行动代码, 拜访结果, 上门结果, 结果码"
        ),
        meaning="What came of it; required",
        meaning_zh="外访结果,必填",
        format="a code such as NAH, or its English or Chinese words: nobody home, 无人在家",
        format_zh="代码(如 NAH),或中英文名称:无人在家、nobody home",
        example="NAH",
        limits=True,
    ),
    ColumnSpec(
        name="lat",
        chinese="纬度",
        aliases=aliases("latitude, check in lat, y lat, 签到纬度, 纬度值"),
        meaning="Latitude of the agent's check-in",
        meaning_zh="外访员签到点纬度",
        format="decimal degrees",
        format_zh="十进制度",
        example="60.1733",
    ),
    ColumnSpec(
        name="lon",
        chinese="经度",
        aliases=aliases("longitude, lng, long, check in lon, x lon, 签到经度, 经度值"),
        meaning="Longitude of the agent's check-in",
        meaning_zh="外访员签到点经度",
        format="decimal degrees",
        format_zh="十进制度",
        example="24.9575",
    ),
    ColumnSpec(
        name="coordinates",
        chinese="坐标",
        aliases=aliases(
            "coordinate, check in, checkin, lat lon, latlon, latlng, lat lng, coords,"
            "签到坐标, 签到点, 经纬度, 纬经度"
        ),
        meaning="Both in one column, instead of lat and lon",
        meaning_zh="纬度与经度合写一栏",
        format="lat,lon",
        format_zh="纬度,经度(纬度在前)",
        example="60.1733,24.9575",
    ),
    ColumnSpec(
        name="accuracy",
        chinese="定位精度",
        aliases=aliases(
            "accuracy m, gps accuracy, precision, accuracy (m), accuracy metres, 精度, 签到精度"
        ),
        meaning="Radius that the device gave; a point worse than 100 m is not used",
        meaning_zh="设备给出的精度半径;大于 100 米的点不用",
        format="metres",
        format_zh="米",
        default="the point is used",
        default_zh="视为可用",
        example="12",
    ),
    ColumnSpec(
        name="datum",
        chinese="坐标系",
        aliases=aliases("crs, coordinate system, geodetic datum, 坐标类型, 坐标系统, 坐标系类型"),
        meaning="Datum of the check-in",
        meaning_zh="签到点所用坐标系",
        format="wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu)",
        format_zh="wgs84、gcj02(高德、腾讯、火星)、bd09(百度)",
        default="wgs84",
        default_zh="wgs84",
        example="wgs84",
        limits=True,
    ),
    ColumnSpec(
        name="note",
        chinese="备注",
        aliases=aliases("notes, comment, comments, remark, remarks, summary, 说明, 外访摘要"),
        meaning="In words",
        meaning_zh="外访摘要",
    ),
)
"""Every column of a file of outcomes, in the order of the templates."""
