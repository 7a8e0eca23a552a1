"""What earlier visits teach about addresses: where the door is, and where nobody lives any more.

::

    outcomes ──records──▶ per address: check-ins that count, made invalid by, last word
                                 │
                check-ins ──judging──▶ the door, or a question for the review ──answering──▶
"""

from router.geocoding.visited.answering import by_visits, not_offered, said_since
from router.geocoding.visited.check_ins import CheckIn, counted
from router.geocoding.visited.judging import Verdict, judge_check_ins
from router.geocoding.visited.records import AddressRecord, AddressRecords, read_records

__all__ = [
    "AddressRecord",
    "AddressRecords",
    "CheckIn",
    "Verdict",
    "by_visits",
    "counted",
    "judge_check_ins",
    "not_offered",
    "read_records",
    "said_since",
]
