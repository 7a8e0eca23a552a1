"""The words and shapes by which the parts of a Western address are known: data, no logic."""

from __future__ import annotations

import re

__all__ = [
    "ALONE",
    "ANNOUNCED",
    "DIVISION",
    "DIVISION_PART",
    "FIRST",
    "HIGHWAY",
    "HOUSE",
    "LAST",
    "ORDINAL",
    "POSTCODES",
    "STATE",
]

_CODE = r"[A-Za-z]?\d+(?:[-/]\d+)*[A-Za-z]?|[A-Za-z]\d*|\d+-?[A-Za-z]\d*"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_FLOOR = _any(
    "og obergeschoss stock etage étage krs kerros vån tr floor fl andar piso planta piano patro sal"
)
_GROUND = _any("EG UG DG Erdgeschoss RDC R/C rez-de-chaussée bajo ground[ ]floor")
_STAIR = _any(
    "stairs? staircase rappu porras trappa escalera esc scala stiege aufgang entrance eingang "
    "escalier klatka vchod"
)
_BLOCK = _any(
    "block blk bloco bloque building bldg b[aâ]t(?:iment)? haus tower torre korpus lote lot"
)
_FLAT = _any(
    "apartment apt appartement appt flat unit suite ste room rm wohnung whg asunto huoneisto lgh "
    "byt interno lokal mieszkanie door top kvartira"
)
_SIDE = _any("dto dta dcha dir esq izq izda frt fte tr[aá]s [a-h] \\d+")
_ORDINAL = r"(?:\.?[ºªo°a](?!\w)|\.|:a|(?:st|nd|rd|th|er|[eè]me|e)(?!\w))"
_BOX = _any(
    r"p\.?\s?o\.?\s?box (?<!\w\s)box postbus b\.?p\.? casella[ ]postale postfach apartado postboks "
    r"postilokero pl(?=\s\d) casilla"
)
# What is found by its own words, wherever it stands; the first that takes a stretch keeps it.
ANNOUNCED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        ("rest", r"\bc/o\s+[^,;\n]+|\b(?:attn|att|care of|chez|p\.\s?p)\b[.:]?\s+[^,;\n]+"),
        ("rest", r"(?<=,\s)(?:hinterhaus|vorderhaus|seitenflügel|gartenhaus)\b"),
        ("rest", rf"(?:\b|^){_BOX}\s*\d+(?:\s\d{{2,3}}\b)*(?=\s*(?:[,;\n]|$))|\b{_BOX}\s*\d+"),
        ("rest", r"\S+@\S+\.\w+|\btel\.?:?\s*[\d ()/-]{6,}\d"),
        ("rest", r"(?<![\w/-])(?:tel\.?:?\s*|phone:?\s*)?\+\d[\d ()./-]{7,}\d"),
        ("rest", r"\([^)]*\)?"),
        ("floor", rf"(?<![\w/-])(?P<v>\d{{1,2}}){_ORDINAL}\s*{_FLOOR}\b\.?"),
        ("floor", rf"(?<=,\s)(?P<v>\d{{1,2}})\s+{_FLOOR}\b\.?(?=\s*(?:[,;\n]|$))"),
        ("floor", rf"\b(?:{_FLOOR}|level)\.?\s*(?P<v>\d{{1,2}})\b"),
        ("floor", rf"(?<![\w/-])(?P<v>\d{{1,2}})\s+{_FLOOR}\b\.?(?!\s*\d)"),
        ("floor_room", rf"(?<=[\s,])(?P<f>r/c)\s+(?P<r>{_SIDE})(?=\s*(?:,|$))"),
        ("floor_room", r"(?<=,\s)(?P<f>\d{1,2}|st)\.?\s?(?P<r>t[vh]|mf)\b\.?(?=\s*(?:,|$))"),
        ("floor", rf"(?<=[\s,])(?P<v>{_GROUND})(?=[\s,]|$)\.?"),
        (
            "floor_room",
            rf"\b(?P<f>\d{{1,2}})\s?\.?[º°ªo]\.?\s*(?P<r>{_SIDE})(?:\b|[ªa])\.?(?=\s*(?:,|$))",
        ),
        ("unit", rf"\b{_STAIR}\.?\s*(?P<v>{_CODE})\b"),
        ("building", rf"\b{_BLOCK}\.?\s+(?P<v>{_CODE})\b"),
        ("room", rf"\b{_FLAT}\b\.?\s*#?\s*(?P<v>{_CODE})\b"),
        ("room", r"#\s?(?P<v>\d+-\d+)\b"),
        (
            "room",
            r"\b(?:(?:as|int|kv|lok|pta|puerta)\.?\s*|m\.?\s?(?=\d+\s*(?:,|$)))(?P<v>\d+[a-z]?)\b",
        ),
        ("room", r"#\s?(?P<v>[A-Za-z]?\d+[A-Za-z]?)\b"),
    )
)
POSTCODES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)",
        r"(?<![\w-])[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)",
        r"(?<![\w-])(?:[A-Z]{1,3}-)?\d{4}-\d{3}(?![\w-])",
        r"(?<![\w-])\d{5}-\d{4}(?![\w-])",
        r"(?<![\w-])\d{2}-\d{3}(?![\w-])",
        r"(?<![\w-])\d{4}\s?[A-Z]{2}(?=\s+\w)",
        r"(?<![\w-])(?:[A-Z]{1,3}-)?\d{3}\s\d{2}(?=\s+[^\W\d]|\s*$|\s*,)",
        r"(?<![\w/-])(?:[A-Z]{1,3}-)?\d{5,6}(?![\w/-])",
        r"(?<=[,\n;]\s)(?:[A-Z]{1,3}-)?\d{4}(?=\s+[^\W\d]{3,})",
        r"(?<=[^\W\d]\s)\d{4}(?=\s*$)",
    )
)
_RANGE = r"(?:\s?[-/–&]\s?\d+\s?[A-Za-z]?(?!\w))*(?:\s(?:bis|ter|quater)\b)?"
# 4510 W Oak St: the letter is a direction of the street.
NUMBER = (
    rf"\d{{1,5}}(?:(?!\s[NSEWnsew]\b\.?\s+\w)\s?[A-Za-z](?![\w'])|[A-Za-z](?!\w))?"
    rf"{_RANGE}(?:\s?½|\s1/2)?"
)
FIRST = re.compile(
    rf"(?:(?P<word>[^\W\d]+)\.?\s*)?(?P<number>{NUMBER})(?:,\s*|\s+)"
    r"(?=[^\W\d]|\d+(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
LAST = re.compile(
    r"(?<=[\w.)])[\s,]+(?:(?P<word>[^\W\d]+\.?(?:\s?[^\W\d]\.)?)\s*)?"
    r"(?P<number>\d{1,5}[A-Za-z]?(?:\s?[-/–]\s?\d+[A-Za-z]?)*(?:[-/][A-Za-z](?!\w))?"
    r"(?:\s(?:bis|ter|hs|huis)\b)?)"
    r"(?:\s(?P<stair>[A-Za-z])(?:\s?(?P<flat>\d+(?:\s?[a-z])?))?)?\s*$"
)
# n.º 110
ALONE = re.compile(rf"(?:n\.?[oº°]?\.?|nr\.?|num\.?|#)?\s*(?P<number>{NUMBER})", re.IGNORECASE)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|e|er|[eè]me)\b", re.IGNORECASE)
HIGHWAY = re.compile(
    r"(?:highway|hwy|route|rte|interstate|state road|county road|road|estrada|carretera)$",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"^(?:the|r[ée]sidence|domaine|immeuble|edificio|edif[íi]cio|urb(?:anizaci[óo]n)?\.?)\s\w"
    r"|\b(?:rectory|vicarage|barn|farm|manor|grange|park|estate|house|court|tower|building|residences?|villa|cottage|centre|center|mansions|hall|plaza|"
    r"apartments|gardens|lodge|mall)$",
    re.IGNORECASE,
)
DIVISION = re.compile(
    r"\b(?P<kind>district|county|town|province|city|village|qu|shi|sheng|xian|zhen|cun)$",
    re.IGNORECASE,
)
DIVISION_PART = {
    "district": "district", "county": "district", "qu": "district", "xian": "district",
    "province": "province", "sheng": "province", "city": "city", "shi": "city",
    "town": "town", "zhen": "town", "village": "village", "cun": "village",
}  # fmt: skip
REGION = re.compile(r"[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?")
STATE = re.compile(r"\s(?P<state>[A-Z]{2})$")
