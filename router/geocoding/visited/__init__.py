"""What earlier visits teach about addresses: where the door is, and where nobody lives any more.

::

    outcomes ──records──▶ per address: check-ins that count, made invalid by, last word
                                 │
                check-ins ──judging──▶ the door, or a question for the review
"""

from router.geocoding.visited.check_ins import CheckIn, counted
from router.geocoding.visited.judging import Verdict, judge_check_ins
from router.geocoding.visited.records import AddressRecord, AddressRecords, read_records

__all__ = [
    "AddressRecord",
    "AddressRecords",
    "CheckIn",
    "Verdict",
    "counted",
    "judge_check_ins",
    "read_records",
]
