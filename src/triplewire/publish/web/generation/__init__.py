"""A store folder in, the generation that is served out, and the news when it changes."""

from triplewire.publish.web.generation.holding import Holding
from triplewire.publish.web.generation.news import News, events
from triplewire.publish.web.generation.watch import Watcher

__all__ = [
    "Holding",
    "News",
    "Watcher",
    "events",
]
