"""Addresses become places with a grade, or go to review."""

from router.geocoding.cache import GeocodeCache
from router.geocoding.corrections import Correction, Corrections, Verdict
from router.geocoding.corrections_file import CORRECTION_COLUMNS, read_corrections
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.index import build_index
from router.geocoding.locate import locate
from router.geocoding.online import OnlineGeocoder
from router.geocoding.remembered import (
    CORRECTIONS_FILE,
    CorrectionMemory,
    RememberedCorrection,
    TakenCorrections,
)
from router.geocoding.schema import VERSION as INDEX_VERSION

__all__ = [
    "CORRECTIONS_FILE",
    "CORRECTION_COLUMNS",
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "INDEX_VERSION",
    "Correction",
    "CorrectionMemory",
    "Corrections",
    "Finding",
    "GeocodeCache",
    "OnlineGeocoder",
    "RegionGeocoder",
    "RememberedCorrection",
    "TakenCorrections",
    "Verdict",
    "build_index",
    "locate",
    "read_corrections",
]
