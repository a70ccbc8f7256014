"""A page in, what happened according to it out: type, parties, time and place."""

from triplewire.extract.events.find import find_events

__all__ = [
    "find_events",
]
