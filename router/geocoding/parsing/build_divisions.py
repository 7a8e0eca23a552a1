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
from router.geocoding.parsing.division_repairs import (
    ADDED,
    CHANGED_TO,
    DROPPED,
    FORMER,
    HONG_KONG,
    MACAU,
    MUNICIPALITIES,
    NO_DIVISIONS,
    RECODED,
    RENAMED,
    SPOKEN,
    TAOYUAN,
    ZONES,
)

__all__ = ["build"]

COLUMNS = ("code", "name", "level", "parent", "other", "former", "lat", "lon")
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
        elif (
            name not in NO_DIVISIONS
            and code not in DROPPED
            and code[:2] not in ("81", "82")
            and city != "710300"
        ):
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
