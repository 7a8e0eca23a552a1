"""What a visit is worth, by the hour, and when somebody is at home."""

from router.value.beta import beta_interval
from router.value.deciding import decided
from router.value.parameters import ValueParameters, load_parameters
from router.value.presence import prior_presence
from router.value.price import ValueScale, value_of
from router.value.recovery import median_amount
from router.value.worth import worth_of

__all__ = [
    "ValueParameters",
    "ValueScale",
    "beta_interval",
    "decided",
    "load_parameters",
    "median_amount",
    "prior_presence",
    "value_of",
    "worth_of",
]
