"""Places become seconds and metres of travel, and lines along streets."""

from router.travel.caching import CachedTravel, MatrixCache
from router.travel.given import GivenTravel
from router.travel.graph import GRAPH_VERSION
from router.travel.great_circle import GreatCircleTravel
from router.travel.modes import MODE_RULES, NETWORKS, ModeRule
from router.travel.opening import ENGINES, open_travel
from router.travel.osrm_building import build_osrm, osrm_available, osrm_version
from router.travel.osrm_travel import OsrmTravel
from router.travel.provider import CacheableTravel, Leg, Line, TravelProvider
from router.travel.rush_hours import RushBand, RushHours, read_rush_hours
from router.travel.streets import BuiltNetwork, StreetTravel, build_network

__all__ = [
    "ENGINES",
    "GRAPH_VERSION",
    "MODE_RULES",
    "NETWORKS",
    "BuiltNetwork",
    "CacheableTravel",
    "CachedTravel",
    "GivenTravel",
    "GreatCircleTravel",
    "Leg",
    "Line",
    "MatrixCache",
    "ModeRule",
    "OsrmTravel",
    "RushBand",
    "RushHours",
    "StreetTravel",
    "TravelProvider",
    "build_network",
    "build_osrm",
    "open_travel",
    "osrm_available",
    "osrm_version",
    "read_rush_hours",
]
