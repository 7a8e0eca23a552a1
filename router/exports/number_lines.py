"""Numbers in lines of text; what is wrong is remembered with its line."""

from __future__ import annotations

import re
from decimal import Decimal

from router.domain.problem import Span
from router.exports.json_read import FaultList

__all__ = ["Lines"]

_LARGEST = 2**31 - 1
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{0,12})?")


class Lines:
    """Reads the numbers of a text, and remembers what is wrong with which line.

    Parameters
    ----------
    text
        The file.
    faults
        Where faults are reported.
    """

    def __init__(self, text: str, faults: FaultList) -> None:
        self.rows = [
            (number, line.split())
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip()
        ]
        self.faults = faults

    def whole(self, text: str, what: str, row: int) -> int:
        """Read a whole number that is not negative.

        Parameters
        ----------
        text, what, row
            The number, what it is, and its line.

        Returns
        -------
        int
            0 if it is none, which is then a fault.
        """
        if re.fullmatch(r"\d{1,9}(\.0*)?", text):
            return int(Decimal(text))
        self.faults.add(what, "is not a whole number from 0 on", "Correct it.", text, row)
        return 0

    def scaled(self, text: str, what: str, row: int, scale: int) -> int:
        """Read a number that is not negative, as a whole number of fractions, rounded down.

        Parameters
        ----------
        text, what, row
            The number, what it is, and its line.
        scale
            Fractions of one unit.

        Returns
        -------
        int
            0 if it is none, which is then a fault.
        """
        if _NUMBER.fullmatch(text):
            value = int(Decimal(text) * scale)
            if 0 <= value <= _LARGEST:
                return value
        self.faults.add(what, "is not a number from 0 on, or too large", "Correct it.", text, row)
        return 0

    def number(self, text: str, what: str, row: int) -> float:
        """Read any number.

        Parameters
        ----------
        text, what, row
            The number, what it is, and its line.

        Returns
        -------
        float
            0 if it is none, which is then a fault.
        """
        if _NUMBER.fullmatch(text):
            return float(text)
        self.faults.add(what, "is not a number", "Correct it.", text, row)
        return 0.0

    def window(self, opens: str, closes: str, row: int, scale: int) -> Span:
        """Read a window.

        Parameters
        ----------
        opens, closes
            Its ends.
        row
            Its line.
        scale
            Fractions of one unit.

        Returns
        -------
        tuple of int
            Scaled; a window that ends before it starts is a fault.
        """
        before = len(self.faults.faults)
        span = (
            self.scaled(opens, "window", row, scale),
            self.scaled(closes, "window", row, scale),
        )
        if span[1] < span[0] and len(self.faults.faults) == before:
            self.faults.add("window", "ends before it starts", "Swap its ends.", closes, row)
            return (0, 0)
        return span if span[0] <= span[1] else (0, 0)
