"""The actors of all articles in, which of them are one out."""

from triplewire.link.actors.join import identify_actors
from triplewire.link.actors.orders import Order, path_of
from triplewire.link.actors.overruled import holding

__all__ = [
    "Order",
    "holding",
    "identify_actors",
    "path_of",
]
