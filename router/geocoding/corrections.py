"""The dispatcher's own points: a CSV that outranks every geocoder and is never written by us."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from router.domain.places import Address, Coordinate, Grade, Place
from router.errors import Fault, InputError
from router.geocoding.normalise import fold

__all__ = ["Correction", "Corrections", "read_corrections"]

COLUMNS = ("address", "case_id", "lat", "lon", "who", "when", "note")
ENCODINGS = ("utf-8-sig", "gb18030")
CORRECTION_ERROR_M = 10.0
MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One point that a person vouches for.

    Parameters
    ----------
    coordinate
        WGS-84.
    address, case_id
        What it is for; one of them may be empty.
    who, when, note
        As written.
    row
        Row in the file.
    """

    coordinate: Coordinate
    address: str = ""
    case_id: str = ""
    who: str = ""
    when: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections by address and by case.

    Parameters
    ----------
    entries
        In any order. An entry with a case id and an address counts for that address of that case
        only, one with a case id alone for all its addresses, one with an address alone for
        everybody's.
    """

    entries: tuple[Correction, ...]
    _by_key: Mapping[tuple[str, str], Correction] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys = {(entry.case_id, plain(entry.address)): entry for entry in self.entries}
        object.__setattr__(self, "_by_key", keys)

    def entry(self, owner_id: str, address: Address) -> Correction | None:
        """Return what was said about an address.

        Parameters
        ----------
        owner_id
            The case or agent.
        address
            Its address.

        Returns
        -------
        Correction or None
            None if nobody said anything.
        """
        texts = [address.text, ", ".join(t for t in (address.text, address.city) if t)]
        keys = [(owner_id, plain(text)) for text in texts if text]
        keys += [(owner_id, "")]
        keys += [("", plain(text)) for text in texts if text]
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def find(self, owner_id: str, address: Address) -> Place | None:
        """Return the correction for an address.

        Parameters
        ----------
        owner_id
            The case or agent.
        address
            Its address.

        Returns
        -------
        Place or None
            None if there is no correction.
        """
        entry = self.entry(owner_id, address)
        if entry is None:
            return None
        point = entry.coordinate
        return Place(
            coordinate=point,
            grade=Grade.DOOR,
            score=1.0,
            error_m=CORRECTION_ERROR_M,
            matched=entry.address or address.text,
            source="correction",
        )


def plain(text: str) -> str:
    """Return a text without case, width, punctuation and doubled blanks."""
    return " ".join("".join(c if c.isalnum() or c in "/-" else " " for c in fold(text)).split())


def read_corrections(path: Path) -> Corrections:
    """Read the dispatcher's corrections.

    Parameters
    ----------
    path
        A CSV with the columns ``address`` or ``case_id`` (or both), ``lat``, ``lon`` (WGS-84), and
        if wished ``who``, ``when``, ``note``. UTF-8 or GB18030. The file is only read.

    Returns
    -------
    Corrections
        Every row.

    Raises
    ------
    InputError
        If the file cannot be read, or any row has a fault; all faults are listed, for a correction
        left out silently would send somebody to the wrong door.
    """
    path = Path(path)
    rows = csv.reader(io.StringIO(_text_of(path), newline=""))
    header = [cell.strip().lower() for cell in next(rows, [])]
    missing = [name for name in ("lat", "lon") if name not in header]
    if missing or not {"address", "case_id"} & set(header):
        raise InputError(
            f"{path.name}: corrections need the columns lat, lon, and address or case_id"
        )
    faults: list[Fault] = []
    entries: list[Correction] = []
    seen: dict[tuple[str, str], int] = {}
    for row, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        entry = _entry(path.name, row, values, faults)
        if entry is None:
            continue
        key = (entry.case_id, plain(entry.address))
        if key in seen:
            faults.append(
                Fault(
                    file=path.name,
                    row=row,
                    problem=f"corrects the same address as row {seen[key]}",
                    fix="Keep one of the two.",
                )
            )
        seen[key] = row
        entries.append(entry)
    if faults:
        raise InputError(f"{path.name}: {len(faults)} faults in the corrections", faults)
    return Corrections(tuple(entries))


def _text_of(path: Path) -> str:
    """Read the file whatever its encoding."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: larger than {MAX_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from error
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path.name}: neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")


def _entry(
    file: str, row: int, values: Mapping[str, str], faults: list[Fault]
) -> Correction | None:
    """Turn a row into a correction, or note what is wrong with it."""
    before = len(faults)
    if not values.get("address") and not values.get("case_id"):
        faults.append(
            Fault(
                file=file,
                row=row,
                problem="names neither an address nor a case",
                fix="Fill in address or case_id.",
            )
        )
    degrees: dict[str, float] = {}
    for name, most in (("lat", 90.0), ("lon", 180.0)):
        text = values.get(name, "")
        try:
            degrees[name] = float(text)
        except ValueError:
            degrees[name] = float("nan")
        if not abs(degrees[name]) <= most:
            swapped = name == "lat" and 90 < abs(degrees[name]) <= 180
            faults.append(
                Fault(
                    file=file,
                    row=row,
                    column=name,
                    value=text[:60],
                    problem="looks swapped with lon" if swapped else "is no number of degrees",
                    fix=f"Write WGS-84 degrees between -{most:.0f} and {most:.0f}.",
                )
            )
    if degrees["lat"] == 0 and degrees["lon"] == 0:
        faults.append(
            Fault(
                file=file,
                row=row,
                column="lat",
                value="0, 0",
                problem="lies in the Atlantic",
                fix="Fill in the point.",
            )
        )
    if len(faults) > before:
        return None
    texts = {name: values.get(name, "") for name in COLUMNS if name not in ("lat", "lon")}
    return Correction(coordinate=Coordinate(degrees["lat"], degrees["lon"]), row=row, **texts)
