"""Addresses become places with a grade, or go to review."""

from router.geocoding.correction_history import RememberedCorrection
from router.geocoding.corrections import Correction, Corrections, Verdict
from router.geocoding.corrections_file import CORRECTION_COLUMNS, read_corrections
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.index import build_index
from router.geocoding.locate import locate
from router.geocoding.parsing import parse_address
from router.geocoding.remembered import (
    CORRECTIONS_FILE,
    CorrectionMemory,
    TakenCorrections,
)
from router.geocoding.schema import VERSION as INDEX_VERSION
from router.geocoding.services.asking import OnlineServices
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.online import OnlineGeocoder

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
    "OnlineServices",
    "RegionGeocoder",
    "RememberedCorrection",
    "TakenCorrections",
    "Verdict",
    "build_index",
    "locate",
    "parse_address",
    "read_corrections",
]
