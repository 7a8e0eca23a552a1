"""What a visit is worth, by the hour, and when somebody is at home."""

from router.value.beta import beta_interval
from router.value.chances import OwnVisits, own_visits
from router.value.deciding import decided, due_channel
from router.value.learning import learned_presence
from router.value.listing import ListedParameter, list_parameters
from router.value.loading import load_parameters
from router.value.parameters import Remote, ValueParameters
from router.value.presence import prior_presence
from router.value.raising import advisor
from router.value.recovery import median_amount, recovery_of, unreached_in
from router.value.remote import (
    RemoteDecision,
    RemoteFate,
    not_yet,
    remote_decisions,
    remote_doors,
)
from router.value.trips import RemoteDoor, TripCosts
from router.value.worth import worth_of

__all__ = [
    "ListedParameter",
    "OwnVisits",
    "Remote",
    "RemoteDecision",
    "RemoteDoor",
    "RemoteFate",
    "TripCosts",
    "ValueParameters",
    "advisor",
    "beta_interval",
    "decided",
    "due_channel",
    "learned_presence",
    "list_parameters",
    "load_parameters",
    "median_amount",
    "not_yet",
    "own_visits",
    "prior_presence",
    "recovery_of",
    "remote_decisions",
    "remote_doors",
    "unreached_in",
    "worth_of",
]
