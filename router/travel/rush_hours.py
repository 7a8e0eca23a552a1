"""Rush hours: how much slower travel is by weekday and clock. Extracts hold no traffic."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

from router.domain.times import WEEKDAYS, DailyWindow, TimeWindow
from router.errors import Fault, InputError

__all__ = ["RushBand", "RushHours", "read_rush_hours"]

_COLUMNS = ("days", "start", "end", "factor")
_MOST = 10.0  # a larger factor is a slip of the pen (percent, minutes)
_NAMES = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {
    f"周{sign}": number for number, sign in enumerate("一二三四五六日")
}
_EVERY_DAY = frozenset({"", "daily", "every day", "all", "每天"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RushBand:
    """A band of clock times on some weekdays.

    Parameters
    ----------
    weekdays
        0 = Monday … 6 = Sunday, at least one.
    start, end
        Local clock times; an end at or before the start lies on the next day.
    factor
        1.4 means that travel takes 40 % longer; more than 0.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """

    weekdays: frozenset[int]
    start: time
    end: time
    factor: float

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("a band of rush hours needs at least one weekday")
        if not 0 < self.factor <= _MOST:
            raise ValueError(f"a rush hour factor is more than 0 and at most {_MOST:g}")
        self.window  # noqa: B018 (it checks weekdays and times)

    @property
    def window(self) -> DailyWindow:
        """The band as a daily window."""
        return DailyWindow(start=self.start, end=self.end, weekdays=self.weekdays)

    def week_minutes(self) -> Iterator[tuple[float, float]]:
        """Yield the band as spans of minutes of a week that starts on Monday.

        Yields
        ------
        tuple of float
            Start and end; a span over Sunday's midnight comes as two.
        """
        first, last = _minutes(self.start), _minutes(self.end)
        length = last - first + (0 if last > first else 1440)
        for weekday in sorted(self.weekdays):
            start = weekday * 1440 + first
            yield start, min(start + length, 10080)
            if start + length > 10080:
                yield 0, start + length - 10080


@dataclass(frozen=True, slots=True)
class RushHours:
    """Multipliers of travel time by weekday and hour band; 1 outside all bands.

    Parameters
    ----------
    bands
        They do not overlap.

    Raises
    ------
    ValueError
        If two bands overlap.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> morning = RushBand(weekdays=frozenset({0}), start=time(8), end=time(9), factor=1.5)
    >>> monday = TimeWindow(
    ...     datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
    ... )
    >>> RushHours((morning,)).factor(monday)  # (1 h at 1.5 + 3 h at 1) / 4 h
    1.125
    """

    bands: tuple[RushBand, ...] = ()

    def __post_init__(self) -> None:
        if _overlapping(self.bands):
            raise ValueError("two bands of rush hours overlap")

    def factor(self, shift: TimeWindow) -> float:
        """Return the mean multiplier over a shift.

        Parameters
        ----------
        shift
            The shift; the clock is that of the zone its start is written in.

        Returns
        -------
        float
            Weighted by time; of a shift without length, that of its instant.
        """
        zone = shift.start.tzinfo
        assert zone is not None
        start, end = shift.start.timestamp(), shift.end.timestamp()
        extra = 0.0
        for band in self.bands:
            for day in _days(shift):
                if not band.window.holds_on(day):
                    continue
                rush = band.window.on(day, zone)
                low, high = rush.start.timestamp(), rush.end.timestamp()
                if start == end:
                    extra += (band.factor - 1) if low <= start < high else 0.0
                else:
                    shared = max(0.0, min(end, high) - max(start, low))
                    extra += (band.factor - 1) * shared / (end - start)
        return 1.0 + extra


def read_rush_hours(path: Path) -> RushHours:
    """Read rush hours from a table.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with the columns ``days,start,end,factor``: days such as ``Mon-Fri``,
        ``Sat Sun``, ``周一-周五`` or ``daily``; clock times such as ``07:30``; 1.4 for 40 % more.

    Returns
    -------
    RushHours
        In the order of the file.

    Raises
    ------
    InputError
        With every fault of the file: a missing column, a day, time or factor that cannot be read,
        bands that overlap.
    """
    faults: list[Fault] = []
    bands: list[RushBand] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, skipinitialspace=True)
            missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path.name} lacks the column {', '.join(missing)}; "
                    f"its first line must read {','.join(_COLUMNS)}"
                )
            for row in rows:
                band, wrong = _band(row, path.name, rows.line_num)
                if band is not None and _overlapping((*bands, band)):
                    wrong = _fault(
                        path.name, rows.line_num, "", "", "overlaps a band above",
                        "Let every hour of a weekday lie in one band at most",
                    )  # fmt: skip
                elif band is not None:
                    bands.append(band)
                if wrong is not None:
                    faults.append(wrong)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path.name} cannot be read as a CSV file in UTF-8") from error
    if faults:
        raise InputError(f"{path.name}: {len(faults)} rush hours cannot be used", faults)
    return RushHours(tuple(bands))


def _band(row: dict[str, str | None], file: str, line: int) -> tuple[RushBand | None, Fault | None]:
    text = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    fixes = {
        "days": (_weekdays, "Write Mon-Fri, Sat Sun or daily"),
        "start": (_clock, "Write a clock time such as 07:30"),
        "end": (_clock, "Write a clock time such as 09:00"),
        "factor": (_factor, f"Write a number above 0 and up to {_MOST:g}, such as 1.4"),
    }
    values = {}
    for name, (read, fix) in fixes.items():
        try:
            values[name] = read(text[name])
        except ValueError:
            return None, _fault(file, line, name, text[name], "cannot be read", fix)
    days, start, end, factor = (values[name] for name in _COLUMNS)
    assert isinstance(days, frozenset)
    assert isinstance(start, time)
    assert isinstance(end, time)
    assert isinstance(factor, float)
    return RushBand(weekdays=days, start=start, end=end, factor=factor), None


def _fault(file: str, row: int, column: str, value: str, problem: str, fix: str) -> Fault:
    return Fault(file=file, row=row, column=column, value=value[:60], problem=problem, fix=fix)


def _clock(text: str) -> time:
    clock = time(0) if text == "24:00" else time.fromisoformat(text)
    if clock.tzinfo is not None:
        raise ValueError(text)
    return clock


def _factor(text: str) -> float:
    value = float(text)
    if not 0 < value <= _MOST:
        raise ValueError(text)
    return value


def _weekdays(text: str) -> frozenset[int]:
    if text.lower() in _EVERY_DAY:
        return frozenset(range(7))
    days: set[int] = set()
    for part in text.lower().replace(";", " ").replace(",", " ").split():
        first, _, last = part.partition("-")
        names = [name if name in _NAMES else name[:3] for name in (first, last or first)]
        if not all(name in _NAMES for name in names):
            raise ValueError(text)
        low, high = (_NAMES[name] for name in names)
        days.update((low + step) % 7 for step in range((high - low) % 7 + 1))
    return frozenset(days)


def _minutes(clock: time) -> float:
    return clock.hour * 60 + clock.minute + clock.second / 60


def _overlapping(bands: Iterable[RushBand]) -> bool:
    spans = sorted(span for band in bands for span in band.week_minutes())
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _days(shift: TimeWindow) -> Iterator[date]:
    """Yield the days on which a band that touches the shift may start."""
    last = shift.end.astimezone(shift.start.tzinfo).date()
    day = shift.start.date() - timedelta(days=1)
    while day <= last:
        yield day
        day += timedelta(days=1)
