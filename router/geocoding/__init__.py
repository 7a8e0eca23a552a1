"""Addresses become places with a grade, or go to review."""

from router.geocoding.correction_history import RememberedCorrection
from router.geocoding.corrections import Correction, Corrections, Verdict
from router.geocoding.corrections_file import CORRECTION_COLUMNS, read_corrections
from router.geocoding.doubts import Remark, StreetDistance, check_file, without_shifted
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
from router.geocoding.trust import Bounds
from router.geocoding.visited import AddressRecords, read_records

__all__ = [
    "CORRECTIONS_FILE",
    "CORRECTION_COLUMNS",
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "INDEX_VERSION",
    "AddressRecords",
    "Bounds",
    "Correction",
    "CorrectionMemory",
    "Corrections",
    "Finding",
    "GeocodeCache",
    "OnlineGeocoder",
    "OnlineServices",
    "RegionGeocoder",
    "Remark",
    "RememberedCorrection",
    "StreetDistance",
    "TakenCorrections",
    "Verdict",
    "build_index",
    "check_file",
    "locate",
    "parse_address",
    "read_corrections",
    "read_records",
    "without_shifted",
]
