"""An IRI's path in, the document of that thing out, in the format asked for."""

from triplewire.publish.web.things.documents import SUFFIXES
from triplewire.publish.web.things.downloads import downloads
from triplewire.publish.web.things.routes import thing_routes
from triplewire.publish.web.things.terms import term_routes

__all__ = [
    "SUFFIXES",
    "downloads",
    "term_routes",
    "thing_routes",
]
