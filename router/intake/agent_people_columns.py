"""The columns of a file of agents that the visiting rules ask about."""

from __future__ import annotations

from router.intake.specs import ColumnSpec, aliases

__all__ = ["PEOPLE_COLUMNS"]

PEOPLE_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="people",
        chinese="人数",
        aliases=aliases(
            "persons, crew, crew size, head count, number of people, 外访人数, 组员人数, 小组人数"
        ),
        meaning="Who go together; a crew of two is one agent of two people",
        meaning_zh="同行人数;两人一组按一名外访员、人数 2 填写",
        format="whole number",
        format_zh="整数",
        default="1",
        default_zh="1",
        example="2",
        limits=True,
    ),
    ColumnSpec(
        name="certificates",
        chinese="证件资质",
        aliases=aliases(
            "certificate, certification, certifications, licence, license, licences,"
            "证书, 资格证书, 资格证, 证件, 上岗证"
        ),
        meaning="Certificates that everybody of the crew holds, with their last day of validity",
        meaning_zh="(全组均持有的)证件及有效期末日",
        format="name, or name until date; several separated by ;",
        format_zh="名称,或 名称 至 日期;可多个,用;分隔",
        example="IIBF until 2027-03-31; id-card",
        limits=True,
    ),
    ColumnSpec(
        name="languages",
        chinese="语言",
        aliases=aliases("language, spoken languages, speaks, 语种, 外语, 会说语言, 方言"),
        meaning="Languages that the agent speaks",
        meaning_zh="外访员会说的语言",
        format="codes or names: zh, yue, en, fi, sv, Cantonese; several separated by ;",
        format_zh="代码或名称,如 普通话、粤语、en;可多个,用;分隔",
        example="fi; en",
        limits=True,
    ),
    ColumnSpec(
        name="areas",
        chinese="片区",
        aliases=aliases(
            "area, zone, zones, region, regions, sector, sectors, territory, territories,"
            "区域, 负责片区, 责任区, 网格, 外访区域, 负责区域"
        ),
        meaning="Where the agent goes, by the same names as the area of the cases",
        meaning_zh="负责的片区,与案件表的片区同名",
        format="several, separated by ; or ,",
        format_zh="可多个,用;或,分隔",
        default="everywhere",
        default_zh="不限",
        example="Centre; North",
        limits=True,
    ),
    ColumnSpec(
        name="pairs_with",
        chinese="搭档",
        aliases=aliases(
            "pair with, paired with, pairs, partner, partners, may pair with, goes with, team mate,"
            "team mates, 搭档编号, 搭档外访员, 搭档人员, 可搭档, 可搭档人员, 配对人员"
        ),
        meaning="Ids of the agents with whom this one may meet where two people must go",
        meaning_zh="须两人上门时可与其会合的外访员(编号)",
        format="several, separated by ; or ,",
        format_zh="可多个,用;或,分隔",
        default="anybody",
        default_zh="不限",
        example="A2; A3",
        limits=True,
    ),
)
"""In the order of the templates."""
