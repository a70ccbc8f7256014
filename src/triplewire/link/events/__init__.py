"""The events of all articles in, which of them are one out."""

from triplewire.link.events.join import identify_events

__all__ = [
    "identify_events",
]
