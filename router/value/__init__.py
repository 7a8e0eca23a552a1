"""What a visit is worth, by the hour, and when somebody is at home."""

from router.value.beta import beta_interval
from router.value.deciding import decided, due_channel
from router.value.learning import learned_presence
from router.value.listing import ListedParameter, list_parameters
from router.value.loading import load_parameters
from router.value.parameters import ValueParameters
from router.value.presence import prior_presence
from router.value.recovery import median_amount
from router.value.worth import worth_of

__all__ = [
    "ListedParameter",
    "ValueParameters",
    "beta_interval",
    "decided",
    "due_channel",
    "learned_presence",
    "list_parameters",
    "load_parameters",
    "median_amount",
    "prior_presence",
    "worth_of",
]
