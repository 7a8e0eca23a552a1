"""Located cases and agents on a day become the visits and shifts of a problem."""

from router.forming.day import Day, Locations
from router.forming.meetings import joined_pairs, with_meetings
from router.forming.shifts import form_shifts
from router.forming.visits import LocatedCase, ServiceTimes, Weigh, form_visits

__all__ = [
    "Day",
    "LocatedCase",
    "Locations",
    "ServiceTimes",
    "Weigh",
    "form_shifts",
    "form_visits",
    "joined_pairs",
    "with_meetings",
]
