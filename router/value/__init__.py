"""What a visit is worth."""

from router.value.price import ValueScale, value_of

__all__ = ["ValueScale", "value_of"]
