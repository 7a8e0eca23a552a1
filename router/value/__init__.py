"""What a visit is worth, by the hour, and when somebody is at home."""

from router.value.parameters import ValueParameters, load_parameters
from router.value.presence import prior_presence
from router.value.worth import median_amount, worth_of

__all__ = ["ValueParameters", "load_parameters", "median_amount", "prior_presence", "worth_of"]
