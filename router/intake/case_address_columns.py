"""The columns of a file of cases that say where the borrower can be found."""

from __future__ import annotations

from router.intake.specs import ColumnSpec, aliases

__all__ = ["ADDRESS_COLUMNS"]

_TYPES = "home, work, registered, mailing, relative, hospital, school, public, agreed or other"
_TYPES_ZH = "家庭、单位、户籍、通讯、亲属(联系人)、医院、学校、公共场所、约定地点、其他"


def _further(number: int, names: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a further address and of its type."""
    return (
        ColumnSpec(
            name=f"address_{number}",
            chinese=f"地址{number}",
            aliases=aliases(f"{names}, addr {number}"),
            meaning="A further address of the borrower",
            meaning_zh="客户的另一地址",
        ),
        ColumnSpec(
            name=f"address_{number}_type",
            chinese=f"地址{number}类型",
            aliases=aliases(
                f"address type {number}, type of address {number},"
                f"地址类型{number}, 地址{number}类别"
            ),
            meaning=f"What `address_{number}` is to the borrower",
            meaning_zh=f"“地址{number}”的类型",
            format=_TYPES,
            format_zh=_TYPES_ZH,
            default="other: it is kept, not visited",
            default_zh="其他(保留,但不上门)",
        ),
    )


ADDRESS_COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        name="address",
        chinese="地址",
        aliases=aliases(
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
        aliases=aliases("place type, type of address, addr type, 地址类别, 场所类型"),
        meaning="What the column `address` is to the borrower",
        meaning_zh="“地址”一栏的类型",
        format=_TYPES,
        format_zh=_TYPES_ZH,
        default="home",
        default_zh="家庭",
        example="home",
        limits=True,
    ),
    ColumnSpec(
        name="home_address",
        chinese="家庭地址",
        aliases=aliases(
            "home, residence, residential address, living address,"
            "家庭住址, 住宅地址, 居住地址, 现居地址, 现居住地址, 现住址, 住址, 常住地址"
        ),
        meaning="Address of the home",
        meaning_zh="家庭(现居)地址",
    ),
    ColumnSpec(
        name="work_address",
        chinese="单位地址",
        aliases=aliases(
            "work, office address, employer address, workplace, workplace address, company address,"
            "公司地址, 工作地址, 工作单位地址, 办公地址"
        ),
        meaning="Address of the workplace",
        meaning_zh="工作单位地址",
    ),
    ColumnSpec(
        name="registered_address",
        chinese="户籍地址",
        aliases=aliases(
            "hukou address, legal address, permanent address, official address,"
            "户口地址, 户籍所在地, 户籍, 身份证地址, 注册地址"
        ),
        meaning="Address in the register",
        meaning_zh="户籍地址",
    ),
    ColumnSpec(
        name="mailing_address",
        chinese="通讯地址",
        aliases=aliases(
            "postal address, mail address, correspondence address, billing address,"
            "邮寄地址, 账单地址, 寄送地址, 通信地址"
        ),
        meaning="Address for letters",
        meaning_zh="通讯地址",
    ),
    ColumnSpec(
        name="other_address",
        chinese="其他地址",
        aliases=aliases("property address, 其它地址, 房产地址"),
        meaning="Any other address; it is kept, not visited",
        meaning_zh="其他地址;保留,但不上门",
    ),
    *_further(2, "second address, alternative address, 第二地址, 备用地址"),
    *_further(3, "third address, 第三地址"),
    ColumnSpec(
        name="city",
        chinese="城市",
        aliases=aliases("town, municipality, 市, 所在城市, 地级市"),
        meaning="City; the match of every address must agree with it",
        meaning_zh="城市,地址匹配须一致",
        example="Helsinki",
    ),
    ColumnSpec(
        name="district",
        chinese="区县",
        aliases=aliases("borough, county, suburb, 区, 县, 行政区, 所在区"),
        meaning="District of the first address",
        meaning_zh="首个地址的区县",
    ),
    ColumnSpec(
        name="postcode",
        chinese="邮编",
        aliases=aliases("zip, zip code, zipcode, postal code, post code, 邮政编码"),
        meaning="Postcode of the first address",
        meaning_zh="首个地址的邮编",
        example="00170",
    ),
    ColumnSpec(
        name="lat",
        chinese="纬度",
        aliases=aliases("latitude, y lat, 纬度值"),
        meaning="Latitude of the first address; goes before its text",
        meaning_zh="首个地址的纬度,优先于文字",
        format="decimal degrees",
        format_zh="十进制度",
        example="60.1733",
    ),
    ColumnSpec(
        name="lon",
        chinese="经度",
        aliases=aliases("longitude, lng, long, x lon, 经度值"),
        meaning="Longitude of the first address",
        meaning_zh="首个地址的经度",
        format="decimal degrees",
        format_zh="十进制度",
        example="24.9575",
    ),
    ColumnSpec(
        name="coordinates",
        chinese="坐标",
        aliases=aliases(
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
        aliases=aliases("crs, coordinate system, geodetic datum, 坐标类型, 坐标系统, 坐标系类型"),
        meaning="Datum of the coordinates",
        meaning_zh="坐标所用坐标系",
        format="wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu)",
        format_zh="wgs84、gcj02(高德、腾讯、火星)、bd09(百度)",
        default="wgs84",
        default_zh="wgs84",
        example="wgs84",
        limits=True,
    ),
)
"""In the order of the templates."""
