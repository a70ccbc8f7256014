"""A page in, what happened according to it out: type, parties, time and place."""

from triplewire.extract.events.find import find_events
from triplewire.extract.events.occasions import with_occasions

__all__ = [
    "find_events",
    "with_occasions",
]
