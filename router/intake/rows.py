"""The rows of a table, cell by cell: every fault is noted, a row with a fatal one is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from router.domain.refused import RefusedRow
from router.errors import Fault
from router.intake.cells import CellError, check_id, unguard
from router.intake.columns import Columns
from router.intake.limits import MAX_CELL_CHARS
from router.intake.refusals import Kind, refused_row
from router.intake.results import shown
from router.intake.tables import RawTable
from router.intake.texts import CELL_ERRORS, UNCOMPUTED

__all__ = ["RowReader", "read_rows"]

V = TypeVar("V")
D = TypeVar("D")
T = TypeVar("T")

_MAX_RULE_CHARS = 2_000  # no window, number or list is longer
_PROGRESS_ROWS = 500
_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"


class RowReader:
    """One row at a time; the faults of all rows.

    Parameters
    ----------
    table
        The table.
    columns
        Where its columns are.
    """

    def __init__(self, table: RawTable, columns: Columns) -> None:
        self._file = table.file
        self._width = len(table.header)
        self._header = table.header
        self._columns = columns
        self._cells: Sequence[str] = ()
        # The same few texts fill most cells of a column; each is taken apart once.
        self._memo: dict[tuple[object, str], object] = {}
        self.has_chinese_header = any("\u4e00" <= c <= "\u9fff" for t in table.header for c in t)
        self.faults: list[Fault] = []
        self.row = 0
        self.row_id = ""
        self.refused = False

    def start(self, row: int, cells: Sequence[str]) -> None:
        """Go to a row.

        Parameters
        ----------
        row
            Its number as the user sees it.
        cells
            Its cells.
        """
        self.row, self._cells, self.refused = row, cells, False
        if any(cell.strip() for cell in cells[self._width :]):
            self.fault(
                "",
                "the row has more cells than the header; its values may stand in wrong columns",
                "Put quotation marks around a cell that holds the delimiter.",
            )
        for place, cell in enumerate(cells):
            if "\0" in cell:
                self.fault(
                    self._header[place] if place < self._width else "",
                    "the cell holds a NUL byte; the file may be damaged here",
                    "Enter the cell again.",
                )
        for name, rivals in self._columns.rivals.items():
            winner = self.text(name)
            for place in rivals:
                other = self._at(place)
                if other and other != winner:
                    self.fault(
                        self._header[place],
                        f"two columns mean {name!r} and say different things",
                        "Delete one of them, or map the right one.",
                        value=other,
                    )

    def has(self, name: str) -> bool:
        """Tell whether the table has a column.

        Parameters
        ----------
        name
            Our name.

        Returns
        -------
        bool
            True if so.
        """
        return name in self._columns.places

    def text(self, name: str) -> str:
        """Return the text of a cell.

        Parameters
        ----------
        name
            Our name of the column.

        Returns
        -------
        str
            Without spaces around it; empty if the column or the cell is not there.
        """
        place = self._columns.places.get(name)
        return "" if place is None else self._at(place)

    def _at(self, place: int) -> str:
        if place >= len(self._cells):
            return ""
        cell = self._cells[place]
        if cell[:1] == "'":
            cell = unguard(cell)
        return cell.strip(_EDGES)

    def plain(self, name: str, *, harmless: str = "") -> str:
        """Return the text of a cell that may hold any text.

        Parameters
        ----------
        name
            Our name of the column.
        harmless
            What happens instead if the cell is damaged; if empty, the row is refused.

        Returns
        -------
        str
            The text; empty if it is damaged.
        """
        text = self.text(name)
        try:
            _check_plain(text)
        except CellError as error:
            self.cell_fault(name, error, harmless=harmless)
            return ""
        return text

    def identity(self, name: str) -> str:
        """Return the id in a cell.

        Parameters
        ----------
        name
            Our name of the column.

        Returns
        -------
        str
            The id; empty if there is none, or a fault was noted.
        """
        text = self.plain(name)
        if not text:
            return ""
        try:
            return check_id(text)
        except CellError as error:
            self.cell_fault(name, error)
            return ""

    def read(
        self, name: str, parse: Callable[[str], V], default: D, *, harmless: str = ""
    ) -> V | D:
        """Read a cell by its grammar.

        Parameters
        ----------
        name
            Our name of the column.
        parse
            The grammar; raises CellError.
        default
            For an empty cell, and for one that cannot be read.
        harmless
            What happens instead if the cell cannot be read; if empty, the row is refused.

        Returns
        -------
        V or D
            The value.
        """
        text = self.text(name)
        if not text:
            return default
        key = (parse, text)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = _parsed(parse, text)
        if isinstance(known, CellError):
            self.cell_fault(name, known, harmless=harmless)
            return default
        return known  # type: ignore[return-value]  # the key holds the grammar that made it

    def cell_fault(self, name: str, error: CellError, *, harmless: str = "") -> None:
        """Note that a cell cannot be read.

        Parameters
        ----------
        name
            Our name of the column.
        error
            Why.
        harmless
            What happens instead; if empty, the row is refused.
        """
        fix = f"{error.fix} Until then {harmless}." if harmless else error.fix
        self.fault(name, error.problem, fix, fatal=not harmless, value=self.text(name))

    def fault(
        self, name: str, problem: str, fix: str, *, fatal: bool = True, value: str = ""
    ) -> None:
        """Note a fault of this row.

        Parameters
        ----------
        name
            Our name of the column, its name as written, or empty for the row.
        problem, fix
            What is wrong, what to do.
        fatal
            True if the row is refused.
        value
            The text.
        """
        self.refused = self.refused or fatal
        self.faults.append(
            Fault(
                file=self._file,
                row=self.row,
                column=self._columns.titles.get(name, name if name in self._header else ""),
                value=shown(value),
                problem=problem,
                fix=fix,
                fatal=fatal,
            )
        )


def _parsed(parse: Callable[[str], V], text: str) -> V | CellError:
    try:
        _check_plain(text)
        if len(text) > _MAX_RULE_CHARS:
            raise CellError("this cell is too long for what it should hold", "Shorten it.")
        return parse(text)
    except CellError as error:
        return error


def _check_plain(text: str) -> None:
    """Refuse what no text should be: a spreadsheet's error, or more than a cell can hold."""
    if text[:1] == "#" and text in CELL_ERRORS:
        if text == UNCOMPUTED:
            raise CellError(
                "the cell holds a formula without a saved result",
                "Open the file in Excel, save it, and read it again.",
            )
        raise CellError("the cell holds an error of the spreadsheet", "Correct the formula.")
    if len(text) > MAX_CELL_CHARS:
        raise CellError(f"a cell holds at most {MAX_CELL_CHARS:,} characters", "Shorten it.")


def read_rows(
    table: RawTable,
    reader: RowReader,
    build: Callable[[RowReader], T | None],
    kind: Kind,
    on_progress: Callable[[int, int], None] | None,
) -> tuple[tuple[T, ...], tuple[RefusedRow, ...]]:
    """Build a value from every row that can be used.

    Parameters
    ----------
    table
        The table.
    reader
        Reads its cells and keeps the faults.
    build
        Makes the value of the row the reader stands on; None if the row is refused.
    kind
        What the rows stand for.
    on_progress
        Called with the rows done and their number, now and then and at the end.

    Returns
    -------
    tuple of T, tuple of RefusedRow
        In the order of the table; every row of the table is in one of them.
    """
    built: list[T] = []
    refused: list[RefusedRow] = []
    id_column = kind.id_column
    first_rows: dict[str, int] = {}
    total = len(table.rows)
    for done, (number, cells) in enumerate(table.rows, start=1):
        faults_before = len(reader.faults)
        reader.start(number, cells)
        name = reader.row_id = reader.identity(id_column)
        if not name and not reader.text(id_column) and not kind.other_id:
            fix = "Give every row an id of its own." if kind.unique else "Write the id."
            reader.fault(id_column, "the id is missing", fix)
        if kind.unique and name and first_rows.setdefault(name, number) != number:
            reader.fault(
                id_column,
                f"this id stands in row {first_rows[name]} already; only the first row is used",
                "Give every row an id of its own, or delete the repeated one.",
                value=name,
            )
        value = build(reader)
        if value is not None and not reader.refused:
            built.append(value)
        else:
            faults = reader.faults[faults_before:]
            refused.append(refused_row(kind, number, reader.text, faults))
        if on_progress is not None and (done % _PROGRESS_ROWS == 0 or done == total):
            on_progress(done, total)
    return tuple(built), tuple(refused)
