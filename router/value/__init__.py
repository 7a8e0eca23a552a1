"""What a visit is worth, by the hour, and when somebody is at home."""

from router.value.parameters import ValueParameters, load_parameters
from router.value.price import ValueScale, value_of

__all__ = ["ValueParameters", "ValueScale", "load_parameters", "value_of"]
