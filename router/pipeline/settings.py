"""What is the same every day: the settings of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from router.domain.places import Datum
from router.forming import ServiceTimes
from router.geocoding import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD
from router.rules import Sender
from router.travel import RushHours
from router.value import ValueParameters, load_parameters

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is the same every day.

    Parameters
    ----------
    service_times
        At a door, if not as expected, and per building, where the table is silent.
    values
        What decides what a visit is worth.
    rush_hours
        Multipliers of travel times by weekday and hour; None means none.
    threshold, max_error_m
        An address is accepted at this score or more, and this error radius or less.
    strict
        Refuse the input if any row has a fault.
    case_columns, agent_columns, outcome_columns
        Our column name to the header in the file, where the header is not recognised by itself.
    outcome_words
        Words of your own for what came of a visit, to our outcome code.
    datum
        Of the coordinates of cases and check-ins whose row does not say.
    profiles
        Visiting rules beside the humane ones: names of packaged profiles, or TOML files. None: the
        national profile of the region's country, if there is one; () for none.
    loosenings
        TOML file of humane rules that a named person opened.
    holiday_files
        CSV files of own holidays and workdays.
    sender
        Who tells borrowers of visits, and on whose behalf.
    """

    service_times: ServiceTimes = ServiceTimes()
    values: ValueParameters = field(default_factory=load_parameters)
    rush_hours: RushHours | None = None
    threshold: float = DEFAULT_THRESHOLD
    max_error_m: float = DEFAULT_MAX_ERROR_M
    strict: bool = False
    case_columns: Mapping[str, str] = field(default_factory=dict)
    agent_columns: Mapping[str, str] = field(default_factory=dict)
    outcome_columns: Mapping[str, str] = field(default_factory=dict)
    outcome_words: Mapping[str, str] = field(default_factory=dict)
    datum: Datum = Datum.WGS84
    profiles: Sequence[str | Path] | None = None
    loosenings: Path | None = None
    holiday_files: Sequence[Path] = ()
    sender: Sender = field(default_factory=Sender)
