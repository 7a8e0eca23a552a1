"""Addresses become places with a grade, or go to review."""

from router.geocoding.corrections import Correction, Corrections, read_corrections
from router.geocoding.doubts import Remark, StreetDistance, check_file, without_shifted
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.index import build_index
from router.geocoding.locate import locate
from router.geocoding.schema import VERSION as INDEX_VERSION
from router.geocoding.services.asking import OnlineServices
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.online import OnlineGeocoder
from router.geocoding.trust import Bounds
from router.geocoding.visited import AddressRecords, read_records

__all__ = [
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "INDEX_VERSION",
    "AddressRecords",
    "Bounds",
    "Correction",
    "Corrections",
    "Finding",
    "GeocodeCache",
    "OnlineGeocoder",
    "OnlineServices",
    "RegionGeocoder",
    "Remark",
    "StreetDistance",
    "build_index",
    "check_file",
    "locate",
    "read_corrections",
    "read_records",
    "without_shifted",
]
