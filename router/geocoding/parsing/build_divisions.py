"""Build ``divisions.csv`` from the public packages that carry the national codes.

::

    python -m router.geocoding.parsing.build_divisions JIONLP_DICTIONARY CPCA_RESOURCES OUT.csv

The first folder holds ``china_location.zip`` and ``china_location_change.txt``, the second
``adcodes.csv``. What the sources have wrong is put right here, in data, so that the table can be
built again from newer ones. See ``DIVISIONS.md`` for versions, years and licences.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from router.domain.datums import to_wgs84
from router.domain.places import Coordinate, Datum

__all__ = ["build"]

COLUMNS = ("code", "name", "level", "parent", "other", "former", "lat", "lon")
MUNICIPALITIES = ("11", "12", "31", "50", "81", "82")
NO_DIVISIONS = ("省直辖行政区划", "市直辖行政区划", "香港", "澳门")
# Zones that the table lists beside the districts they lie in; the others have codes ..71 to ..79.
ZONES = ("510102", "510156")
RENAMED = {
    "奎青区": "葵青区",
    "苗粟县": "苗栗县",
    "芦洲市": "芦洲区",
    "新小区": "新社区",
    "路氹城": "路凼填海区",
    # Changes that its own list of changes knows and its table does not.
    "凤翔市": "凤翔区",
    "湟中县": "湟中区",
    "无为县": "无为市",
    "错那县": "错那市",
    "米林县": "米林市",
}
RECODED = {"新星市": "659011"}
# Younger than the source.
ADDED = (
    ("659012", "白杨市", "650000"),
    ("653228", "和康县", "653200"),
    ("653229", "和安县", "653200"),
)
# The source lists city-planning areas here; these are the districts since 2014.
TAOYUAN = "桃园 中坜 大溪 杨梅 芦竹 大园 龟山 八德 龙潭 平镇 新屋 观音 复兴"
HONG_KONG = (
    "中西区 湾仔区 东区 南区 油尖旺区 深水埗区 九龙城区 黄大仙区 观塘区 荃湾区 屯门区 元朗区 "
    "北区 大埔区 西贡区 沙田区 葵青区 离岛区"
)
MACAU = "花地玛堂区 圣安多尼堂区 望德堂区 大堂区 风顺堂区 嘉模堂区 路凼填海区 圣方济各堂区"
# Spoken forms that no rule derives.
SPOKEN = {
    "内蒙古自治区": ("内蒙", "内蒙古省"),
    "广西壮族自治区": ("广西省", "广西自治区"),
    "宁夏回族自治区": ("宁夏省", "宁夏自治区"),
    "新疆维吾尔自治区": ("新疆省", "新疆自治区"),
    "西藏自治区": ("西藏省",),
    "香港特别行政区": ("香港特区",),
    "澳门特别行政区": ("澳门特区",),
    "锡林郭勒盟": ("锡盟",),
    "阿拉善盟": ("阿盟",),
    "浦东新区": ("浦东区",),
    "滨海新区": ("滨海区",),
    "兴安盟": ("兴安",),
    "吉林市": (),
    "苏州工业园区": ("苏州园区",),
}
# Well-known former names that the sources lack: the division of today, and what it was.
FORMER = {
    ("上海市", "静安区"): ("闸北区",),
    ("上海市", "黄浦区"): ("卢湾区", "南市区"),
    ("上海市", "浦东新区"): ("南汇区", "南汇县", "川沙县"),
    ("上海市", "崇明区"): ("崇明县",),
    ("北京市", "西城区"): ("宣武区",),
    ("北京市", "东城区"): ("崇文区",),
    ("北京市", "密云区"): ("密云县",),
    ("北京市", "延庆区"): ("延庆县",),
    ("天津市", "滨海新区"): ("塘沽区", "汉沽区", "大港区"),
    ("天津市", "宁河区"): ("宁河县",),
    ("天津市", "静海区"): ("静海县",),
    ("天津市", "蓟州区"): ("蓟县",),
    ("重庆市", "綦江区"): ("万盛区", "綦江县"),
    ("重庆市", "大足区"): ("双桥区", "大足县"),
    ("苏州市", "姑苏区"): ("沧浪区", "平江区", "金阊区"),
    ("苏州市", "吴江区"): ("吴江市",),
    ("南京市", "秦淮区"): ("白下区",),
    ("南京市", "鼓楼区"): ("下关区",),
    ("南京市", "溧水区"): ("溧水县",),
    ("南京市", "高淳区"): ("高淳县",),
    ("无锡市", "梁溪区"): ("崇安区", "南长区", "北塘区"),
    ("常州市", "武进区"): ("戚墅堰区",),
    ("常州市", "金坛区"): ("金坛市",),
    ("扬州市", "江都区"): ("江都市",),
    ("扬州市", "广陵区"): ("维扬区",),
    ("镇江市", "丹徒区"): ("丹徒县",),
    ("徐州市", "铜山区"): ("铜山县",),
    ("广州市", "黄埔区"): ("萝岗区",),
    ("广州市", "越秀区"): ("东山区",),
    ("广州市", "荔湾区"): ("芳村区",),
    ("广州市", "从化区"): ("从化市",),
    ("广州市", "番禺区"): ("番禺市",),
    ("广州市", "花都区"): ("花都市", "花县"),
    ("广州市", "增城区"): ("增城市",),
    ("佛山市", "顺德区"): ("顺德市",),
    ("佛山市", "南海区"): ("南海市",),
    ("佛山市", "三水区"): ("三水市",),
    ("佛山市", "高明区"): ("高明市",),
    ("江门市", "新会区"): ("新会市",),
    ("杭州市", "余杭区"): ("余杭市",),
    ("杭州市", "萧山区"): ("萧山市",),
    ("杭州市", "富阳区"): ("富阳市",),
    ("宁波市", "海曙区"): (),
    ("宁波市", "鄞州区"): ("江东区", "鄞县"),
    ("绍兴市", "越城区"): (),
    ("绍兴市", "柯桥区"): ("绍兴县",),
    ("绍兴市", "上虞区"): ("上虞市",),
    ("青岛市", "市北区"): ("四方区",),
    ("青岛市", "黄岛区"): ("胶南市",),
    ("济南市", "莱芜区"): ("莱城区",),
    ("西安市", "高陵区"): ("高陵县",),
    ("西安市", "鄠邑区"): ("户县",),
    ("成都市", "双流区"): ("双流县",),
    ("成都市", "温江区"): ("温江县",),
    ("成都市", "新都区"): ("新都县",),
    ("沈阳市", "浑南区"): ("东陵区",),
    ("大连市", "普兰店区"): ("普兰店市",),
    ("哈尔滨市", "道外区"): ("太平区",),
    ("哈尔滨市", "香坊区"): ("动力区",),
    ("哈尔滨市", "双城区"): ("双城市",),
    ("石家庄市", "长安区"): (),
    ("石家庄市", "桥西区"): ("桥东区",),
    ("石家庄市", "藁城区"): ("藁城市",),
    ("石家庄市", "鹿泉区"): ("鹿泉市",),
    ("石家庄市", "栾城区"): ("栾城县",),
    ("保定市", "竞秀区"): ("新市区",),
    ("保定市", "莲池区"): ("北市区", "南市区"),
    ("长沙市", "望城区"): ("望城县",),
    ("武汉市", "黄陂区"): ("黄陂县",),
    ("福州市", "长乐区"): ("长乐市",),
    ("台湾省", "新北市"): ("台北县",),
    ("台湾省", "桃园市"): ("桃园县",),
    ("台湾省", "台中市"): ("台中县",),
    ("台湾省", "台南市"): ("台南县",),
    ("台湾省", "高雄市"): ("高雄县",),
}
# Where the list of changes has a slip of the pen.
CHANGED_TO = {
    "大菁山县": "大箐山县",
    "凤翔市": "凤翔区",
    "玉环区": "玉环市",
    "云岗区": "云冈区",
}

NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|"
    "裕固|独龙|鄂伦春|各"
)
AUTONOMOUS = re.compile(
    rf"(?P<stem>.+?)(?:(?:{NATIONS})族?)*(?:自治(?P<kind>州|县|旗)|(?<=族)(?P<district>区))$"
)
ENDS = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|地区|新区|林区|省|市|盟|区|县|旗)$"
)


@dataclass(slots=True)
class _Row:
    """A division in the making."""

    code: str
    name: str
    level: str
    parent: str
    other: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    centre: Coordinate | None = None


def build(dictionary: Path, resources: Path) -> str:
    """Return the table of divisions.

    Parameters
    ----------
    dictionary
        Folder of jionlp's dictionaries.
    resources
        Folder of cpca's resources.

    Returns
    -------
    str
        CSV, sorted by code.
    """
    rows = list(_divisions(_lines(dictionary / "china_location.zip")))
    centres = _centres(resources / "adcodes.csv")
    _name(rows)
    _remember(rows, (dictionary / "china_location_change.txt").read_text(encoding="utf-8"), centres)
    by_code = {row.code: row for row in rows}
    for row in rows:
        # Hong Kong's and Macau's divisions are met by name.
        _, row.centre = centres.get(row.code, ("", None))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for code in sorted(by_code):
        row = by_code[code]
        point = ("", "")
        if row.centre is not None:
            point = (f"{row.centre.lat:.5f}", f"{row.centre.lon:.5f}")
        others, formers = "/".join(row.other), "/".join(row.former)
        writer.writerow((code, row.name, row.level, row.parent, others, formers, *point))
    return stream.getvalue()


def _lines(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return packed.read("china_location.txt").decode("utf-8").splitlines()


def _divisions(lines: list[str]) -> Iterator[_Row]:
    """Yield provinces, cities and districts; towns and villages below them are passed over."""
    province = city = ""
    unnumbered = 0
    for line in lines:
        depth = len(line) - len(line.lstrip("\t"))
        if depth > 2 or not line.strip():
            continue
        name, *rest = line.strip().split("\t")
        name = RENAMED.get(name, name)
        code = RECODED.get(name, rest[0] if rest else "")
        short = [one for one in rest[1].split("/") if one != name] if len(rest) > 1 else []
        if depth == 0:
            province = city = code
            yield _Row(code, name, "province", "", short)
        elif depth == 1:
            unnumbered = 0
            city = province if name in NO_DIVISIONS or code[:2] in MUNICIPALITIES else code
            if city != province:
                yield _Row(code, name, "city", province, short)
            if code == "710300":
                for number, each in enumerate(TAOYUAN.split(), start=1):
                    yield _Row(f"7103{number:02}", f"{each}区", "district", code, [])
        elif name not in NO_DIVISIONS and code[:2] not in ("81", "82") and city != "710300":
            if not code:  # Taiwan's have no national code: counted in the order of the source
                unnumbered += 1
                code = f"{city[:4]}{unnumbered:02}"
            zone = code in ZONES or "71" <= code[4:6] <= "79"
            zone = zone or (code[4:6] == "71" or name.endswith(("开发区", "管委会")))
            yield _Row(code, name, "zone" if zone and code[:2] != "71" else "district", city, short)
    for start, names in (("8100", HONG_KONG), ("8200", MACAU)):
        for number, name in enumerate(names.split(), start=1):
            yield _Row(f"{start}{number:02}", name, "district", f"{start}00", [])
    for code, name, parent in ADDED:
        yield _Row(code, name, "district", parent, [])


def _name(rows: list[_Row]) -> None:
    """Add the short and the spoken forms."""
    provinces = {short for row in rows if row.level == "province" for short in row.other}
    for row in rows:
        forms = [] if row.level == "zone" else list(row.other)
        autonomous = AUTONOMOUS.match(row.name)
        if row.level != "zone":
            stem = autonomous["stem"].removesuffix("族") if autonomous else ENDS.sub("", row.name)
            if len(stem) >= 2 and stem not in provinces:
                forms.append(stem)
            if autonomous:
                kind = autonomous["kind"] or autonomous["district"]
                # The stem without the nation is what people say: 恩施州, 长阳县.
                forms += [form + kind for form in (*forms, stem) if not form.endswith(kind)]
        forms += SPOKEN.get(row.name, ())
        if row.name == "吉林市":  # its short form is the province's
            forms = ["吉林"]
        row.other = [one for one in dict.fromkeys(forms) if one != row.name and len(one) >= 2]


def _remember(
    rows: list[_Row], changes: str, centres: dict[str, tuple[str, Coordinate | None]]
) -> None:
    """Add the former names."""
    by_code = {row.code: row for row in rows}
    by_chain = {
        (by_code[row.parent].name if row.parent else "", name): row
        for row in rows
        for name in (*row.other, row.name)
    }
    by_name: dict[str, list[_Row]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)

    def add(row: _Row, name: str) -> None:
        if name not in (row.name, *row.other, *row.former):
            row.former.append(name)

    for (parent, name), formers in FORMER.items():
        for former in formers:
            add(by_chain[parent, name], former)
    for line in changes.splitlines():
        before, _, after = line.partition("=>")
        new = [CHANGED_TO.get(name, name) for name in after.strip().split("\t")]
        old = before.strip().split("\t")[2:]
        add(by_chain[new[-2], new[-1]], old[-2])
    # An older list of codes tells further names: the same stem in the same province.
    codes = {row.code for row in rows}
    for code, (name, _) in centres.items():
        if code in codes:
            add(by_code[code], name)
            continue
        stem = ENDS.sub("", name)
        level = "city" if code.endswith("00") else "district"
        same = [
            row
            for row in rows
            if row.code[:2] == code[:2] and row.level == level and ENDS.sub("", row.name) == stem
        ]
        if len(stem) >= 2 and len(same) == 1:
            add(same[0], name)


def _centres(path: Path) -> dict[str, tuple[str, Coordinate | None]]:
    """Read names and centres by code; the points are AMap's, so they come in GCJ-02."""
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            code, name = row["adcode"][:6], row["name"]
            if row["adcode"][6:] != "000000" or name in ("市辖区", "县", "自治区直辖县级行政区划"):
                continue
            point = None
            if row["longitude"] and row["latitude"]:
                drawn = Coordinate(float(row["latitude"]), float(row["longitude"]))
                point = to_wgs84(drawn, Datum.GCJ02)
            found[code] = (name, point)
    return found


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(build(Path(sys.argv[1]), Path(sys.argv[2])), encoding="utf-8")
