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
        meaning="Which address was visited, as the table of cases writes it; a whole record has it",
        meaning_zh="实际上门的地址,写法与案件表一致;不填则记录不算完整",
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
        name="until",
        chinese="承诺日期",
        aliases=aliases(
            "promise date, promised date, promised for, promise until, ptp date, next payment date,"
            "due date, back on, away until, 承诺还款日期, 承诺还款日, 约定还款日, 下次还款日,"
            "返回日期, 截止日期"
        ),
        meaning="The date that was stated: of a promise, the next payment, or the last day away",
        meaning_zh="客户所述日期:承诺还款日、下次还款日,或外出至哪一天",
        format="date",
        format_zh="日期",
        example="2026-11-20",
        limits=True,
    ),
    ColumnSpec(
        name="amount",
        chinese="承诺金额",
        aliases=aliases(
            "promised amount, promise amount, paid amount, amount promised, amount paid, sum,"
            "承诺还款金额, 还款金额, 已还金额, 金额"
        ),
        meaning="The amount that was promised or paid",
        meaning_zh="承诺或已还金额",
        format="amount: 1234.50, 1,234.50 or 1.2万",
        format_zh="金额,如 1234.50、￥1,234.50、1.2万",
        example="1234.50",
    ),
    ColumnSpec(
        name="arrears",
        chinese="逾期原因",
        aliases=aliases(
            "reason, reason for arrears, arrears reason, default reason, cause,"
            "欠款原因, 拖欠原因, 未还原因, 原因"
        ),
        meaning="Why the debt is late",
        meaning_zh="逾期的原因",
        format="income, illness, forgot, disputes, over-indebted, family, business or other",
        format_zh="收入、疾病、遗忘、争议、负债过多、家庭、经营、其他",
        example="income",
    ),
    ColumnSpec(
        name="left",
        chinese="离开时间",
        aliases=aliases(
            "time out, left at, ended at, visit end, end time, check out time, departure,"
            "结束时间, 签退时间, 上门结束时间, 外访结束时间"
        ),
        meaning="When the visit ended",
        meaning_zh="上门结束时间",
        format="clock time, or date and time",
        format_zh="时刻,或日期与时间",
        example="18:50",
    ),
    ColumnSpec(
        name="place_type",
        chinese="地址类型",
        aliases=aliases("address type, type of address, type of place, 地址类别, 场所类型"),
        meaning="What the address is to the borrower",
        meaning_zh="所访地址的类型",
        format="home, work, registered, mailing, relative, hospital, school, public or agreed",
        format_zh="家庭、单位、户籍、通讯、亲属(联系人)、医院、学校、公共场所、约定地点",
        default="as in the table of cases",
        default_zh="同案件表",
        example="home",
    ),
    ColumnSpec(
        name="appointment",
        chinese="新预约时间",
        aliases=aliases(
            "new appointment, next appointment, next visit, agreed time, appt,"
            "另约时间, 预约时间, 下次上门时间, 约定时间"
        ),
        meaning="The time that was newly agreed for a visit",
        meaning_zh="新约定的上门时间",
        format="date and time: 2026-11-24 14:00; of a span the start counts",
        format_zh="日期与时间,如 2026-11-24 14:00;写时段则取其开始",
        example="2026-11-24 14:00",
    ),
    ColumnSpec(
        name="recording",
        chinese="录音录像",
        aliases=aliases(
            "recording id, recording file, record file, audio, video, 录音, 录像, 录音编号,"
            "录音文件, 录像文件, 录音录像编号"
        ),
        meaning="Where the recording of the visit is kept",
        meaning_zh="录音录像的存放位置或编号",
        example="REC-1001-3",
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
