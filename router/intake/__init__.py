"""Tables of cases and agents become domain values; every fault is reported."""
