"""The dispatcher's corrections: read, matched, never written."""

from __future__ import annotations

from pathlib import Path

import pytest

from router.domain.places import Address, Coordinate
from router.errors import InputError
from router.geocoding import Correction, Corrections, Verdict, read_corrections


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "corrections.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_is_read_in_any_encoding_and_left_as_it_was(tmp_path: Path, encoding: str) -> None:
    text = "address,lat,lon,who,when,note\n文一路12号,30.3,120.2,李,2026-11-20,门在后面\n"
    path = write(tmp_path, text, encoding)
    before = path.read_bytes()
    [entry] = read_corrections(path).entries
    assert (entry.address, entry.coordinate) == ("文一路12号", Coordinate(30.3, 120.2))
    assert (entry.who, entry.when, entry.note) == ("李", "2026-11-20", "门在后面")
    assert path.read_bytes() == before


def test_every_fault_is_reported_with_its_row(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "case_id,address,lat,lon\n"
        ",,60.1,24.9\n"  # row 2: for whom?
        "C1,,north,24.9\n"  # row 3
        "C2,,124.9,60.1\n"  # row 4: swapped
        "C3,,0,0\n"  # row 5
        "C4,,60.1,24.9\n"
        "C4,,60.2,24.9\n",  # row 7: twice
    )
    with pytest.raises(InputError) as caught:
        read_corrections(path)
    assert [fault.row for fault in caught.value.faults] == [2, 3, 4, 5, 7]
    assert "swapped" in caught.value.faults[2].problem


@pytest.mark.parametrize("header", ["address,lat", "lat,lon,note", ""])
def test_missing_columns_are_named(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError, match="need the columns"):
        read_corrections(write(tmp_path, header + "\n"))


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections(tmp_path / "none.csv")


def test_a_case_and_its_address_outrank_the_case_and_that_the_address() -> None:
    def at(lat: float, **fields: str) -> Correction:
        return Correction(coordinate=Coordinate(lat, 24.9), **fields)  # type: ignore[arg-type]

    both = at(60.1, case_id="C1", address="Annankatu 6")
    case = at(60.2, case_id="C1")
    text = at(60.3, address="Annankatu 6")
    corrections = Corrections((text, case, both))

    def lat(owner: str, written: str) -> float | None:
        place = corrections.find(owner, Address(text=written))
        return place.coordinate.lat if place else None

    assert lat("C1", "annankatu  6") == 60.1
    assert lat("C1", "Bulevardi 1") == 60.2
    assert lat("C2", "ANNANKATU 6") == 60.3
    assert lat("C2", "Bulevardi 1") is None


def test_a_verdict_without_a_point_says_that_there_is_none(tmp_path: Path) -> None:
    rows = "Annankatu 6,,60.1,24.9,\nx,,,,not-found\ny,C1,,,Ask borrower\nz,,60.1,24.9,SURE\n"
    path = write(tmp_path, f"address,case_id,lat,lon,verdict\n{rows}")
    entries = read_corrections(path).entries
    assert [one.verdict for one in entries] == [
        Verdict.FOUND, Verdict.NOT_FOUND, Verdict.ASK, Verdict.SURE,
    ]  # fmt: skip
    assert [one.coordinate is None for one in entries] == [False, True, True, False]
    assert read_corrections(path).find("C9", Address(text="x")) is None
    said = read_corrections(path).entry("C9", Address(text="x"))
    assert said is not None
    assert said.verdict is Verdict.NOT_FOUND


def test_verdicts_and_points_that_contradict_each_other_are_all_listed(tmp_path: Path) -> None:
    rows = "a,60.1,24.9,not-found\nb,,,\nc,60.1,24.9,maybe\n???,60.1,24.9,\n"
    with pytest.raises(InputError) as refused:
        read_corrections(write(tmp_path, f"address,lat,lon,verdict\n{rows}"))
    problems = [(fault.row, fault.problem) for fault in refused.value.faults]
    assert problems == [
        (2, "says not-found and gives a point"),
        (3, "has no point"),
        (4, "is no verdict"),
        (5, "names neither an address nor a case"),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_a_spreadsheet_makes_of_the_file_is_read(tmp_path: Path, separator: str) -> None:
    # A European Excel: another separator, decimal commas, and our guard against formulas.
    cells = [["Case_ID", "Address", "LAT", "LON"], ["'=1", "'-x 5", "'-33,9", "151,2"]]
    path = write(tmp_path, "".join(separator.join(row) + "\r\n" for row in cells))
    [entry] = read_corrections(path).entries
    assert (entry.case_id, entry.address) == ("=1", "-x 5")
    assert entry.coordinate == Coordinate(-33.9, 151.2)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026/11/4 9:05", "2026-11-04 09:05"),
        ("2026年11月4日", "2026-11-04"),
        ("04.11.2026 09:05:30", "2026-11-04 09:05:30"),
        ("11/04/2026 09:05", "11/04/2026 09:05"),  # April or November: nobody knows
        ("2026-11-04T09:05:30+08:00", "2026-11-04T09:05:30+08:00"),
        ("last week", "last week"),
    ],
)
def test_a_date_is_read_as_spreadsheets_save_it(tmp_path: Path, written: str, iso: str) -> None:
    [entry] = read_corrections(
        write(tmp_path, f"address,lat,lon,when\nAnnankatu 6,60.1,24.9,{written}\n")
    ).entries
    assert entry.when == iso


def test_a_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "corrections.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="is an Excel workbook; save it as CSV UTF-8"):
        read_corrections(path)
