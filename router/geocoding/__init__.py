"""Addresses become places with a grade, or go to review."""

from router.geocoding.corrections import Correction, Corrections, read_corrections
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.index import build_index
from router.geocoding.locate import locate
from router.geocoding.schema import VERSION as INDEX_VERSION
from router.geocoding.services.asking import OnlineServices
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.online import OnlineGeocoder

__all__ = [
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "INDEX_VERSION",
    "Correction",
    "Corrections",
    "Finding",
    "GeocodeCache",
    "OnlineGeocoder",
    "OnlineServices",
    "RegionGeocoder",
    "build_index",
    "locate",
    "read_corrections",
]
