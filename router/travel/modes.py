"""Which road network a travel mode uses, and how its times differ from that network's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from router.domain.agents import TravelMode

__all__ = ["MODE_RULES", "NETWORKS", "ModeRule", "networks_of"]

NETWORKS = ("car", "bike", "foot")


@dataclass(frozen=True, slots=True)
class ModeRule:
    """How a mode travels.

    Parameters
    ----------
    network
        ``car``, ``bike`` or ``foot``.
    factor
        Multiplier of that network's seconds; distances do not change.
    straight_kmh
        Mean speed on the ground, stops included; used only where no street is known.
    """

    network: str
    factor: float
    straight_kmh: float


# The networks hold the times of a car outside the rush, of a bicycle at 15 km/h and of a walker at
# 5 km/h. The factors turn them into the averages of the field: an e-bike makes 18 where a bicycle
# makes 15; a motorcycle 25 where a car makes 22 (it passes queues); with papers and a bag a walker
# makes 4.5. A car's own factor is 1: what the rush costs is said by rush hours, not hidden here.
MODE_RULES: Mapping[TravelMode, ModeRule] = MappingProxyType(
    {
        TravelMode.CAR: ModeRule("car", 1.0, 22.0),
        TravelMode.MOTORCYCLE: ModeRule("car", 22 / 25, 25.0),
        TravelMode.EBIKE: ModeRule("bike", 15 / 18, 18.0),
        TravelMode.BIKE: ModeRule("bike", 1.0, 15.0),
        TravelMode.FOOT: ModeRule("foot", 5 / 4.5, 4.5),
    }
)


def networks_of(modes: Iterable[TravelMode]) -> tuple[str, ...]:
    """Return the networks that some modes need.

    Parameters
    ----------
    modes
        Travel modes.

    Returns
    -------
    tuple of str
        Without repetition, in the order of ``NETWORKS``.
    """
    needed = {MODE_RULES[mode].network for mode in modes}
    return tuple(network for network in NETWORKS if network in needed)
