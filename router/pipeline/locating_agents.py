"""Where agents start and end; who cannot be placed is left out, and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from router.domain.agents import Agent
from router.domain.places import LocationStatus, Place
from router.domain.refused import RefusedRow
from router.errors import Fault
from router.geocoding import Corrections, locate
from router.pipeline.region import Region
from router.pipeline.settings import Settings

__all__ = ["agents_left_out", "locate_agents"]


def locate_agents(
    agents: Sequence[Agent],
    region: Region,
    settings: Settings,
    corrections: Corrections | None,
) -> tuple[dict[str, tuple[Place | None, Place | None]], tuple[Fault, ...]]:
    """Locate where agents start and end.

    Parameters
    ----------
    agents
        As read.
    region, settings
        As for `geocode_cases`. No service is asked about an agent's home.
    corrections
        The dispatcher's own coordinates.

    Returns
    -------
    tuple
        Agent id to start and end (None: open), and a fault for every agent who is left out because
        a place is not trusted.
    """
    requests = []
    for agent in agents:
        for which, address in (("start", agent.start), ("end", agent.end)):
            if address is not None:
                requests.append((f"{agent.agent_id}\0{which}", address))
    answers = locate(
        requests,
        region.geocoder,
        corrections=corrections,
        extent=region.manifest.extent,
        threshold=settings.threshold,
        max_error_m=settings.max_error_m,
    )
    places: dict[str, dict[str, Place]] = {}
    faults: list[Fault] = []
    refused: set[str] = set()
    for answer in answers:
        agent_id, _, which = answer.owner_id.partition("\0")
        if answer.status is LocationStatus.ACCEPTED and answer.place is not None:
            places.setdefault(agent_id, {})[which] = answer.place
            continue
        refused.add(agent_id)
        faults.append(
            Fault(
                file="agents",
                row=next(agent.row for agent in agents if agent.agent_id == agent_id),
                column=which,
                value=answer.address.text,
                problem=f"agent {agent_id} is left out: the {which} is not found ({answer.why})",
                fix="Write it as street, number and city, or as lat,lon.",
            )
        )
    bases = {
        agent.agent_id: (
            places.get(agent.agent_id, {}).get("start"),
            places.get(agent.agent_id, {}).get("end"),
        )
        for agent in agents
        if agent.agent_id not in refused
    }
    return bases, tuple(faults)


def with_valid_certificates(
    agents: Sequence[Agent], day: date
) -> tuple[tuple[Agent, ...], tuple[Fault, ...]]:
    """Leave out the agents of whom a certificate has expired.

    Parameters
    ----------
    agents
        As read.
    day
        That is planned; a certificate is valid through its last day.

    Returns
    -------
    tuple
        Those who may work, and a fault for each of the others.
    """
    valid: list[Agent] = []
    faults: list[Fault] = []
    for agent in agents:
        gone = [
            f"{name} on {until.isoformat()}"
            for name, until in agent.certificates
            if until is not None and until < day
        ]
        if not gone:
            valid.append(agent)
            continue
        faults.append(
            Fault(
                file="agents",
                row=agent.row,
                column="certificates",
                problem=f"agent {agent.agent_id} is left out: expired {', '.join(gone)}",
                fix="Renew it, and write its new last day.",
            )
        )
    return tuple(valid), tuple(faults)


def agents_left_out(
    agents: Sequence[Agent],
    certified: Sequence[Agent],
    bases: Mapping[str, tuple[Place | None, Place | None]],
) -> tuple[RefusedRow, ...]:
    """Return the agents who do not work, as rows that could not be used.

    Parameters
    ----------
    agents
        As read.
    certified
        Those of them whose certificates are valid.
    bases
        Those of these who have their places; see `locate_agents`.

    Returns
    -------
    tuple of RefusedRow
        In input order.
    """
    valid = {agent.agent_id for agent in certified}
    return tuple(
        RefusedRow(
            table="agents",
            row=agent.row,
            row_id=agent.agent_id,
            address="",
            why="start or end: the address is not found in the region"
            if agent.agent_id in valid
            else "certificates: one has expired",
        )
        for agent in agents
        if agent.agent_id not in bases
    )
