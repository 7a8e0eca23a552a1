"""The memory: what was planned, done, agreed and decided, in a file that proves itself.

::

    outcomes, plans, … ──codec──▶ entries ──chain──▶ journal + seal ──remembering──▶ Memory
                                              ▲                │
                                        verifying        purging, tables
"""

from router.journal.chain import Entry, EntryKind
from router.journal.following import Damage
from router.journal.journal import Journal
from router.journal.purging import Purged
from router.journal.retention import Term, term_of
from router.journal.tables import CaseLine, json_lines, of_case, tables
from router.journal.verifying import Verification, verify
from router.journal.writing import Taken

__all__ = [
    "CaseLine",
    "Damage",
    "Entry",
    "EntryKind",
    "Journal",
    "Purged",
    "Taken",
    "Term",
    "Verification",
    "json_lines",
    "of_case",
    "tables",
    "term_of",
    "verify",
]
