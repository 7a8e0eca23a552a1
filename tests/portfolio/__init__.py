"""Days in a row, planned from tables and journal, and counted over by a script of its own."""
