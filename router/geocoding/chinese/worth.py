"""What a Chinese match is worth: the product of its factors as a probability, per grade."""

from __future__ import annotations

from collections.abc import Mapping

from router.domain.places import Grade

__all__ = ["CHINESE_CURVES"]

# Product of factors, and how probable such a match is. Fitted by
# `python benchmarks/geocoding_zh.py --calibrate` to four synthetic cities, and shown on two more.
# Straight between the knots, nowhere steep at what is accepted. Below 0.7 more was right than is
# said here: the cities know all their streets, and real extracts of China do not, so that a name
# with a slip is more often the name of a street that is not known.
CHINESE_CURVES: Mapping[Grade, tuple[tuple[float, float], ...]] = {
    Grade.DOOR: (
        *((0.0, 0.0), (0.4, 0.04), (0.5, 0.2), (0.6, 0.5), (0.7, 0.7), (0.75, 0.9)),
        *((0.8, 0.95), (0.9, 0.98), (1.0, 0.992)),
    ),
    Grade.INTERPOLATED: (
        *((0.0, 0.0), (0.17, 0.02), (0.35, 0.2), (0.5, 0.5), (0.6, 0.7), (0.7, 0.88)),
        *((0.8, 0.95), (1.0, 0.97)),
    ),
    Grade.PLACE: (
        *((0.0, 0.0), (0.2, 0.12), (0.35, 0.4), (0.5, 0.55), (0.6, 0.62), (0.7, 0.7)),
        *((0.8, 0.9), (1.0, 0.97)),
    ),
    Grade.STREET: (
        *((0.0, 0.0), (0.27, 0.03), (0.35, 0.3), (0.5, 0.55), (0.6, 0.65), (0.7, 0.75)),
        *((0.76, 0.9), (1.0, 0.95)),
    ),
    Grade.LOCALITY: ((0.0, 0.0), (0.3, 0.02), (1.0, 0.3)),
}
