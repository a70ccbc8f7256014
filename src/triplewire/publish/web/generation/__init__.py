"""A store folder in, the generation that is served out, and events when it changes."""

from triplewire.publish.web.generation.broadcast import Broadcaster, events
from triplewire.publish.web.generation.current import CurrentGeneration
from triplewire.publish.web.generation.watch import Watcher

__all__ = [
    "Broadcaster",
    "CurrentGeneration",
    "Watcher",
    "events",
]
