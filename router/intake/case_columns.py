"""The published table of what a file of cases may hold."""

from __future__ import annotations

from router.intake.columns import ColumnSpec

__all__ = ["CASE_COLUMNS"]

_WINDOWS = "several, separated by ; such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00"
_WINDOWS_ZH = (
    "可多个,用;分隔,如 周一至周五 18:00-20:00; 2026-11-24 14:00-16:00;"
    "上午=9-12 下午=14-18 晚上=18-20"
)
_MINUTES = "minutes, or 20 min, 1h30, 00:20"
_MINUTES_ZH = "分钟数,或 20分钟、1小时30分、00:20"
_LIST = "several, separated by ; or ,"
_LIST_ZH = "可多个,用;或,分隔"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


def _further(number: int, names: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a further address and of its type."""
    return (
        ColumnSpec(
            name=f"address_{number}",
            chinese=f"地址{number}",
            aliases=_words(f"{names}, addr {number}"),
            meaning="A further address of the borrower",
            meaning_zh="客户的另一地址",
        ),
        ColumnSpec(
            name=f"address_{number}_type",
            chinese=f"地址{number}类型",
            aliases=_words(
                f"address type {number}, type of address {number},"
                f"地址类型{number}, 地址{number}类别"
            ),
            meaning=f"What `address_{number}` is to the borrower",
            meaning_zh=f"“地址{number}”的类型",
            format="home, work, registered, mailing or other",
            format_zh="家庭、单位、户籍、通讯、其他",
            default="other: it is kept, not visited",
            default_zh="其他(保留,但不上门)",
        ),
    )


CASE_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="case_id",
        chinese="案件编号",
        aliases=_words(
            "case no, case number, case, id, loan id, loan no, account id, account no, contract no,"
            "案件号, 案件ID, 案号, 编号, 合同编号, 合同号, 借据号"
        ),
        meaning="Unique id of the case; required",
        meaning_zh="案件的唯一编号,必填",
        example="C-1001",
    ),
    ColumnSpec(
        name="borrower_id",
        chinese="客户编号",
        aliases=_words(
            "borrower, borrower no, customer id, customer no, client id, debtor id,"
            "客户号, 客户ID, 借款人编号, 债务人编号"
        ),
        meaning="Who owes; cases with the same id are one borrower",
        meaning_zh="同一编号的案件属同一客户",
        default="the case id",
        default_zh="同案件编号",
        example="B-77",
    ),
    ColumnSpec(
        name="name",
        chinese="客户姓名",
        aliases=_words(
            "borrower name, customer name, client name, debtor name, full name, customer, debtor,"
            "姓名, 客户名称, 客户, 借款人, 借款人姓名, 债务人, 债务人姓名"
        ),
        meaning="Name of the borrower, for the agent's sheet only",
        meaning_zh="客户姓名,只用于外访单",
        example="A. Example",
    ),
    ColumnSpec(
        name="address",
        chinese="地址",
        aliases=_words(
            "addr, full address, street address, visit address, customer address,"
            "上门地址, 外访地址, 拜访地址, 详细地址, 联系地址, 客户地址"
        ),
        meaning="Where to visit, as written; an address or coordinates are required",
        meaning_zh="上门地址;地址与坐标至少填一项",
        example="Liisankatu 5, Helsinki",
    ),
    ColumnSpec(
        name="address_type",
        chinese="地址类型",
        aliases=_words("place type, type of address, addr type, 地址类别, 场所类型"),
        meaning="What the column `address` is to the borrower",
        meaning_zh="“地址”一栏的类型",
        format="home, work, registered, mailing or other",
        format_zh="家庭、单位、户籍、通讯、其他",
        default="home",
        default_zh="家庭",
        example="home",
        limits=True,
    ),
    ColumnSpec(
        name="home_address",
        chinese="家庭地址",
        aliases=_words(
            "home, residence, residential address, living address,"
            "家庭住址, 住宅地址, 居住地址, 现居地址, 现居住地址, 现住址, 住址, 常住地址"
        ),
        meaning="Address of the home",
        meaning_zh="家庭(现居)地址",
    ),
    ColumnSpec(
        name="work_address",
        chinese="单位地址",
        aliases=_words(
            "work, office address, employer address, workplace, workplace address, company address,"
            "公司地址, 工作地址, 工作单位地址, 办公地址"
        ),
        meaning="Address of the workplace",
        meaning_zh="工作单位地址",
    ),
    ColumnSpec(
        name="registered_address",
        chinese="户籍地址",
        aliases=_words(
            "hukou address, legal address, permanent address, official address,"
            "户口地址, 户籍所在地, 户籍, 身份证地址, 注册地址"
        ),
        meaning="Address in the register",
        meaning_zh="户籍地址",
    ),
    ColumnSpec(
        name="mailing_address",
        chinese="通讯地址",
        aliases=_words(
            "postal address, mail address, correspondence address, billing address,"
            "邮寄地址, 账单地址, 寄送地址, 通信地址"
        ),
        meaning="Address for letters",
        meaning_zh="通讯地址",
    ),
    ColumnSpec(
        name="other_address",
        chinese="其他地址",
        aliases=_words("property address, 其它地址, 房产地址"),
        meaning="Any other address; it is kept, not visited",
        meaning_zh="其他地址;保留,但不上门",
    ),
    *_further(2, "second address, alternative address, 第二地址, 备用地址"),
    *_further(3, "third address, 第三地址"),
    ColumnSpec(
        name="consents",
        chinese="同意上门地点",
        aliases=_words("consent, visit consent, place consent, 上门同意, 同意地点, 已同意地点"),
        meaning="Types of place at which the borrower agreed to be visited",
        meaning_zh="客户已同意上门的地点类型",
        format="work; several separated by ;",
        format_zh="单位;可多个,用;分隔",
        example="work",
        limits=True,
    ),
    ColumnSpec(
        name="city",
        chinese="城市",
        aliases=_words("town, municipality, 市, 所在城市, 地级市"),
        meaning="City; the match of every address must agree with it",
        meaning_zh="城市,地址匹配须一致",
        example="Helsinki",
    ),
    ColumnSpec(
        name="district",
        chinese="区县",
        aliases=_words("borough, county, suburb, 区, 县, 行政区, 所在区"),
        meaning="District of the first address",
        meaning_zh="首个地址的区县",
    ),
    ColumnSpec(
        name="postcode",
        chinese="邮编",
        aliases=_words("zip, zip code, zipcode, postal code, post code, 邮政编码"),
        meaning="Postcode of the first address",
        meaning_zh="首个地址的邮编",
        example="00170",
    ),
    ColumnSpec(
        name="lat",
        chinese="纬度",
        aliases=_words("latitude, y lat, 纬度值"),
        meaning="Latitude of the first address; goes before its text",
        meaning_zh="首个地址的纬度,优先于文字",
        format="decimal degrees",
        format_zh="十进制度",
        example="60.1733",
    ),
    ColumnSpec(
        name="lon",
        chinese="经度",
        aliases=_words("longitude, lng, long, x lon, 经度值"),
        meaning="Longitude of the first address",
        meaning_zh="首个地址的经度",
        format="decimal degrees",
        format_zh="十进制度",
        example="24.9575",
    ),
    ColumnSpec(
        name="coordinates",
        chinese="坐标",
        aliases=_words(
            "coordinate, lat lon, latlon, latlng, lat lng, coords, 经纬度, 纬经度, 坐标点"
        ),
        meaning="Both in one column, instead of lat and lon",
        meaning_zh="纬度与经度合写一栏",
        format="lat,lon",
        format_zh="纬度,经度(纬度在前)",
        example="60.1733,24.9575",
    ),
    ColumnSpec(
        name="datum",
        chinese="坐标系",
        aliases=_words("crs, coordinate system, geodetic datum, 坐标类型, 坐标系统, 坐标系类型"),
        meaning="Datum of the coordinates",
        meaning_zh="坐标所用坐标系",
        format="wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu)",
        format_zh="wgs84、gcj02(高德、腾讯、火星)、bd09(百度)",
        default="wgs84",
        default_zh="wgs84",
        example="wgs84",
        limits=True,
    ),
    ColumnSpec(
        name="building",
        chinese="楼栋",
        aliases=_words("building key, building id, compound, 楼宇, 建筑, 小区, 小区名称"),
        meaning="Visits with the same text share one stop and pay the setup once",
        meaning_zh="同名者共用一个停靠点",
        default="found by geocoding",
        default_zh="由地址匹配得出",
    ),
    ColumnSpec(
        name="windows",
        chinese="时间窗",
        aliases=_words(
            "window, time window, time windows, visit window, visit windows, availability,"
            "available, visit hours, preferred time, 时间窗口, 可访时间, 可上门时间, 可访时段,"
            "上门时间段, 上门时段, 方便时间"
        ),
        meaning="When the visit may start",
        meaning_zh="可以开始上门的时间",
        format=_WINDOWS,
        format_zh=_WINDOWS_ZH,
        default="any time in the visiting hours",
        default_zh="允许上门时段内任意时间",
        example="Mon-Fri 18:00-20:00",
        limits=True,
    ),
    ColumnSpec(
        name="appointment",
        chinese="预约时间",
        aliases=_words(
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
        aliases=_words(
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
        aliases=_words(
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
        aliases=_words("skill, required skills, required skill, 技能要求, 所需技能"),
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
        aliases=_words(
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
        aliases=_words(
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
        aliases=_words("visit value, worth, 价值, 访问价值, 拜访价值"),
        meaning="Money: the price of not making the visit",
        meaning_zh="不上门的代价(金额)",
        format="amount",
        format_zh="金额",
        default="from the priority, or the plan's default",
        default_zh="由优先级得出,或计划默认值",
        example="120",
    ),
    ColumnSpec(
        name="priority",
        chinese="优先级",
        aliases=_words("prio, urgency, 优先度, 优先, 紧急程度"),
        meaning="1 (low) to 5 (high)",
        meaning_zh="1(低)至 5(高)",
        format="whole number, or low, medium, high",
        format_zh="整数,或 低、中、高",
        example="3",
    ),
    ColumnSpec(
        name="days_overdue",
        chinese="逾期天数",
        aliases=_words("overdue days, days past due, dpd, 拖欠天数, 当前逾期天数"),
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
        aliases=_words(
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
        aliases=_words("case stage, collection stage, 阶段, 案件阶段, 催收级别, 催收方式"),
        meaning="Only cases at the stage `visit` are planned",
        meaning_zh="只有“外访”阶段的案件会被安排",
        format="visit, or any other word",
        format_zh="外访(上门),或其他",
        default="visit",
        default_zh="外访",
        example="visit",
        limits=True,
    ),
    ColumnSpec(
        name="holds",
        chinese="暂停原因",
        aliases=_words(
            "hold, hold reason, hold reasons, do not visit, 暂停, 暂缓, 暂缓原因, 停催, 停催原因,"
            "不上门原因, 禁访, 禁访原因"
        ),
        meaning="Reasons not to visit, with their last day if they have one",
        meaning_zh="不得上门的原因,可带截止日期",
        format="reason, or reason until date; several separated by ;",
        format_zh="原因,或 原因 至 日期;可多个,用;分隔",
        example="promise until 2026-12-01",
        limits=True,
    ),
    ColumnSpec(
        name="notes",
        chinese="备注",
        aliases=_words(
            "note, comment, comments, remark, remarks, instructions, 说明, 注意事项, 上门备注"
        ),
        meaning="For the agent, such as the gate code",
        meaning_zh="给外访员的说明,如门禁",
    ),
    ColumnSpec(
        name="load",
        chinese="占用容量",
        aliases=_words("demand, load units, 载量, 负载"),
        meaning="Units of the agent's capacity",
        meaning_zh="占用外访员容量的单位数",
        format="whole number",
        format_zh="整数",
        default="0",
        default_zh="0",
        limits=True,
    ),
)
"""Every column of a file of cases, in the order of the templates."""
