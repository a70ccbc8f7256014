"""A store in, what pages show of the graph as a whole out: an index, a shelf of pages, a report."""

from starlette.requests import Request

from triplewire.ask.index import Index
from triplewire.publish.web.pages.per_generation import PerGeneration
from triplewire.publish.web.pages.shelf import Shelf, report_kept


class Overviews:
    """What one application's pages show of the whole graph, each made or opened once a generation.

    Each is a file of the generation, so that it is made by one application alone.
    """

    def __init__(self) -> None:
        self.index = PerGeneration(Index, "index")
        self.shelf = PerGeneration(Shelf, "shelf")
        self.report = PerGeneration(report_kept, "report")

    def close(self) -> None:
        """Forget everything, and make nothing more."""
        for overview in vars(self).values():
            overview.close()


def overviews_of(request: Request) -> Overviews:
    """Return the overviews of the application that a request came to."""
    found: Overviews = request.app.state.overviews
    return found
