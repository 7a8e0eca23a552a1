"""The memory: what was tried, what came of it, what was planned and decided; append-only."""
