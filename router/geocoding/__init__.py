"""Addresses become places with a grade, or go to review."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from router.geocoding.corrections.entries import Correction, Corrections, Verdict
    from router.geocoding.corrections.file import CORRECTION_COLUMNS, read_corrections
    from router.geocoding.corrections.history import RememberedCorrection
    from router.geocoding.corrections.remembered import (
        CORRECTIONS_FILE,
        CorrectionMemory,
        TakenCorrections,
    )
    from router.geocoding.doubts import Remark, StreetDistance, check_file, without_shifted
    from router.geocoding.geocoder import RegionGeocoder
    from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
    from router.geocoding.index import build_index
    from router.geocoding.locating import locate
    from router.geocoding.parsing import parse_address
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

# Loaded when first used: reading an address needs neither the index nor the services.
_HOMES = {
    "AddressRecords": "router.geocoding.visited.AddressRecords",
    "Bounds": "router.geocoding.trust.Bounds",
    "CORRECTIONS_FILE": "router.geocoding.corrections.remembered.CORRECTIONS_FILE",
    "CORRECTION_COLUMNS": "router.geocoding.corrections.file.CORRECTION_COLUMNS",
    "Correction": "router.geocoding.corrections.entries.Correction",
    "CorrectionMemory": "router.geocoding.corrections.remembered.CorrectionMemory",
    "Corrections": "router.geocoding.corrections.entries.Corrections",
    "DEFAULT_MAX_ERROR_M": "router.geocoding.grade.DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD": "router.geocoding.grade.DEFAULT_THRESHOLD",
    "Finding": "router.geocoding.grade.Finding",
    "GeocodeCache": "router.geocoding.services.cache.GeocodeCache",
    "INDEX_VERSION": "router.geocoding.schema.VERSION",
    "OnlineGeocoder": "router.geocoding.services.online.OnlineGeocoder",
    "OnlineServices": "router.geocoding.services.asking.OnlineServices",
    "RegionGeocoder": "router.geocoding.geocoder.RegionGeocoder",
    "Remark": "router.geocoding.doubts.Remark",
    "RememberedCorrection": "router.geocoding.corrections.history.RememberedCorrection",
    "StreetDistance": "router.geocoding.doubts.StreetDistance",
    "TakenCorrections": "router.geocoding.corrections.remembered.TakenCorrections",
    "Verdict": "router.geocoding.corrections.entries.Verdict",
    "build_index": "router.geocoding.index.build_index",
    "check_file": "router.geocoding.doubts.check_file",
    "locate": "router.geocoding.locating.locate",
    "parse_address": "router.geocoding.parsing.parse_address",
    "read_corrections": "router.geocoding.corrections.file.read_corrections",
    "read_records": "router.geocoding.visited.read_records",
    "without_shifted": "router.geocoding.doubts.without_shifted",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'router.geocoding' has no attribute {name!r}")
    module, _, called = _HOMES[name].rpartition(".")
    value = getattr(import_module(module), called)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
