"""Regions: OpenStreetMap extracts, what is read out of them, and the folder built from one."""

from router.regions.basemaps import BASEMAP_FILE, read_basemap, write_basemap
from router.regions.describing import attribution_of, describe
from router.regions.extracts import read_extract
from router.regions.files import digest, to_pbf, written_at_once
from router.regions.manifests import MANIFEST_FILE, read_manifest, write_manifest
from router.regions.opening import SUFFIXES
from router.regions.zones import centre_of, timezone_at, timezone_of

__all__ = [
    "BASEMAP_FILE",
    "MANIFEST_FILE",
    "SUFFIXES",
    "attribution_of",
    "centre_of",
    "describe",
    "digest",
    "read_basemap",
    "read_extract",
    "read_manifest",
    "timezone_at",
    "timezone_of",
    "to_pbf",
    "write_basemap",
    "write_manifest",
    "written_at_once",
]
