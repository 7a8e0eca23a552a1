"""A plan becomes files: JSON, CSV, Excel; other systems' formats."""
