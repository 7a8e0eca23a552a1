"""Tables of cases, agents and outcomes become domain values; every fault is reported.

::

    path or frame ──sources──▶ plain table ──columns──▶ our columns ──rows──▶ values and faults
    (encodings, delimited, sheets,                      (cells, clock, tokens,
     jsons, frames, texts)                               dates, points, holds)

What a cell may hold is read whole or refused; a row is refused if anything that restricts a visit
cannot be read.
"""

from router.intake.addresses import read_addresses
from router.intake.agent_columns import AGENT_COLUMNS, DEFAULT_SHIFTS
from router.intake.agents import read_agents
from router.intake.approaches import read_approaches
from router.intake.case_columns import CASE_COLUMNS
from router.intake.cases import read_cases
from router.intake.forbidden import FORBIDDEN_FIELDS
from router.intake.limits import (
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
)
from router.intake.memory_columns import (
    APPROACH_COLUMNS,
    NOTICE_COLUMNS,
    PAYMENT_COLUMNS,
    REPLY_COLUMNS,
)
from router.intake.notices import read_notices
from router.intake.outcome_columns import OUTCOME_COLUMNS
from router.intake.outcomes import read_outcomes
from router.intake.payments import read_payments
from router.intake.replies import read_replies
from router.intake.results import Intake
from router.intake.specs import ColumnSpec
from router.intake.templates import TABLES, write_templates
from router.intake.tokens import PERIODS

__all__ = [
    "AGENT_COLUMNS",
    "APPROACH_COLUMNS",
    "CASE_COLUMNS",
    "DEFAULT_SHIFTS",
    "FORBIDDEN_FIELDS",
    "MAX_CELL_CHARS",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "MAX_UNPACKED_RATIO",
    "NOTICE_COLUMNS",
    "OUTCOME_COLUMNS",
    "PAYMENT_COLUMNS",
    "PERIODS",
    "REPLY_COLUMNS",
    "TABLES",
    "ColumnSpec",
    "Intake",
    "read_addresses",
    "read_agents",
    "read_approaches",
    "read_cases",
    "read_notices",
    "read_outcomes",
    "read_payments",
    "read_replies",
    "write_templates",
]
