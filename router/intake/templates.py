"""Empty, commented input files, in English or Chinese, as CSV and as Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from router.domain.outcomes import outcome_codes
from router.errors import InputError
from router.intake.agent_columns import AGENT_COLUMNS
from router.intake.case_columns import CASE_COLUMNS
from router.intake.memory_columns import (
    APPROACH_COLUMNS,
    NOTICE_COLUMNS,
    PAYMENT_COLUMNS,
    REPLY_COLUMNS,
)
from router.intake.outcome_columns import OUTCOME_COLUMNS
from router.intake.specs import ColumnSpec

__all__ = ["TABLES", "write_templates"]

TABLES: Mapping[str, Sequence[ColumnSpec]] = {
    "cases": CASE_COLUMNS,
    "agents": AGENT_COLUMNS,
    "outcomes": OUTCOME_COLUMNS,
    "payments": PAYMENT_COLUMNS,
    "approaches": APPROACH_COLUMNS,
    "notices": NOTICE_COLUMNS,
    "replies": REPLY_COLUMNS,
}
"""Name of every table to its columns."""

CODED = "outcomes"  # the table whose codes are explained, too


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a template in one language."""

    pages: Mapping[str, str]
    explained: str
    head: tuple[str, ...]
    rows: Mapping[str, str]
    intro: tuple[str, ...]
    empty: str
    example: str
    codes: str
    code_head: tuple[str, ...]
    codes_intro: str


_WORDS: Mapping[str, _Words] = {
    "en": _Words(
        pages={name: name.capitalize() for name in TABLES},
        explained="Columns",
        head=("Column", "Meaning", "Format", "If empty", "Example", "Also recognised as"),
        rows={
            "cases": "One row per case; only case_id and address (or lat and lon) are required.",
            "agents": "One row per agent; only agent_id and start are required.",
            "outcomes": "One row per visit made; only case_id, when and code are required.",
            "payments": "One row per payment; only when, and case_id or borrower_id, are required.",
            "approaches": (
                "One row per call, message or letter; only when, channel, and case_id or "
                "borrower_id, are required."
            ),
            "notices": "One row per notice of a visit; only case_id and when are required.",
            "replies": "One row per answer to a notice; only case_id, reply and when are required.",
        },
        intro=(
            "Columns that you do not need may be deleted. Lines that start with # above the header",
            "are comments. The columns are:",
        ),
        empty="if empty: ",
        example="example: ",
        codes="Codes",
        code_head=("Code", "What came of the visit", "In Chinese", "Also recognised as"),
        codes_intro="The codes, and their words, any of which may be written instead:",
    ),
    "zh": _Words(
        pages={
            "cases": "案件",
            "agents": "外访员",
            "outcomes": "外访结果",
            "payments": "还款",
            "approaches": "联系记录",
            "notices": "上门通知",
            "replies": "客户答复",
        },
        explained="填写说明",
        head=("栏目", "含义", "格式", "留空时", "示例", "也可写作"),
        rows={
            "cases": "每行一个案件;只有“案件编号”与“地址”(或纬度、经度)必填。",
            "agents": "每行一名外访员;只有“外访员编号”与“出发地”必填。",
            "outcomes": "每行一次外访;只有“案件编号”“上门时间”与“外访结果”必填。",
            "payments": "每行一笔还款;只有“还款时间”与“案件编号”(或“客户编号”)必填。",
            "approaches": (
                "每行一次电话、短信或信函;只有“联系时间”“联系方式”与“案件编号”(或“客户编号”)必填。"
            ),
            "notices": "每行一次上门通知;只有“案件编号”与“通知时间”必填。",
            "replies": "每行一次客户答复;只有“案件编号”“答复”与“答复时间”必填。",
        },
        intro=(
            "不需要的栏目可以删除。表头以上以 # 开头的行为注释。",
            "各栏目说明如下:",
        ),
        empty="留空时:",
        example="示例:",
        codes="结果代码",
        code_head=("代码", "外访结果", "英文", "也可写作"),
        codes_intro="外访结果的代码与名称,写其中任意一种即可:",
    ),
}


def write_templates(directory: Path, *, language: str = "en") -> tuple[Path, ...]:
    """Write empty input files with an explanation of every column.

    Parameters
    ----------
    directory
        Where to; made if it does not exist.
    language
        ``en`` or ``zh``: of the headers and the explanations.

    Returns
    -------
    tuple of Path
        ``cases.csv``, ``agents.csv``, ``outcomes.csv`` and so on for all of `TABLES`, and the same
        as ``.xlsx``. Read back, they are tables without rows.

    Raises
    ------
    InputError
        If the language is not known, or one of the files exists (then none is written).
    """
    if language not in _WORDS:
        known = ", ".join(_WORDS)
        raise InputError(f"There are no templates in {language!r}; choose one of: {known}.")
    directory = Path(directory)
    contents = {f"{name}.csv": _csv(name, language) for name in TABLES}
    contents |= {f"{name}.xlsx": _excel(name, language) for name in TABLES}
    for name in contents:
        if (directory / name).exists():
            raise _exists(directory / name)
    written = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            path = directory / name
            with path.open("xb") as stream:
                stream.write(data)
            written.append(path)
    except FileExistsError as error:
        raise _exists(Path(error.filename or directory)) from error
    except OSError as error:
        raise InputError(
            f"{directory} cannot be written to ({error.strerror}). Name another folder."
        ) from error
    return tuple(written)


def _exists(path: Path) -> InputError:
    return InputError(f"{path} exists and is not overwritten. Move it, or name another folder.")


def _title(spec: ColumnSpec, language: str) -> str:
    return spec.chinese if language == "zh" else spec.name


def _explained(spec: ColumnSpec, language: str) -> tuple[str, str, str]:
    """Return meaning, format and default."""
    if language == "zh":
        return spec.meaning_zh, spec.format_zh, spec.default_zh
    return spec.meaning, spec.format, spec.default


def _codes(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the outcome codes: code, words, words of the other language, further words."""
    for one in outcome_codes().values():
        own, other = one.english, one.chinese
        if language == "zh":
            own, other = other, own
        yield one.code, own, other, ", ".join(one.aliases)


def _csv(name: str, language: str) -> bytes:
    words = _WORDS[language]
    stream = io.StringIO(newline="")
    for line in (words.rows[name], *words.intro):
        stream.write(f"# {line}\r\n")
    for spec in TABLES[name]:
        meaning, form, default = _explained(spec, language)
        parts = [f"{meaning} [{form}]"]
        parts += [f"{words.empty}{default}"] if default else []
        parts += [f"{words.example}{spec.example}"] if spec.example else []
        stream.write(f"#   {_title(spec, language)}: {'; '.join(parts)}\r\n")
    if name == CODED:
        stream.write(f"# {words.codes_intro}\r\n")
        for code, *said in _codes(language):
            stream.write(f"#   {code}: {'; '.join(filter(None, said))}\r\n")
    csv.writer(stream).writerow([_title(spec, language) for spec in TABLES[name]])
    # With its mark, Excel opens the file as UTF-8.
    return stream.getvalue().encode("utf-8-sig" if language == "zh" else "utf-8")


def _excel(name: str, language: str) -> bytes:
    words = _WORDS[language]
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet(words.pages[name])
    page.freeze_panes = "A2"
    bold, shade = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    for place, spec in enumerate(TABLES[name], start=1):
        meaning, form, default = _explained(spec, language)
        cell = page.cell(row=1, column=place, value=_title(spec, language))
        cell.font, cell.fill = bold, shade
        text = f"{meaning}\n{form}" + (f"\n{words.empty}{default}" if default else "")
        cell.comment = Comment(text, "router", width=320, height=140)
        column = page.column_dimensions[get_column_letter(place)]
        column.width = max(12, min(40, 4 + 2 * len(_title(spec, language))))
        column.number_format = "@"  # as text: 007 stays 007
    explained = book.create_sheet(words.explained)
    explained.append(list(words.head))
    for spec in TABLES[name]:
        aliases = ", ".join(alias for alias in spec.names if alias != _title(spec, language))
        meaning, form, default = _explained(spec, language)
        explained.append([_title(spec, language), meaning, form, default, spec.example, aliases])
    _laid_out(explained, (22, 48, 48, 28, 30, 60))
    if name == CODED:
        codes = book.create_sheet(words.codes)
        codes.append(list(words.code_head))
        for row in _codes(language):
            codes.append(list(row))
        _laid_out(codes, (12, 40, 40, 60))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _laid_out(page: Worksheet, widths: Sequence[int]) -> None:
    """Give a page of explanations its looks."""
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    for place, width in enumerate(widths, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = width
        for cell in page[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
    page.freeze_panes = "A2"
