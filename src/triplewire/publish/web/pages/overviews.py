"""A store in, what pages show of the graph as a whole out: an index, counts, charts, a report."""

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request

from triplewire.ask.index import Index
from triplewire.publish.web.pages.graph import Site, site_of
from triplewire.publish.web.pages.per_generation import PerGeneration
from triplewire.publish.web.pages.views import conflicts, curation_of, groups_of, report_of
from triplewire.store import Store

View = TypeVar("View")


class Overviews:
    """What one application's pages show of the whole graph, each made once a generation."""

    def __init__(self) -> None:
        self.index = PerGeneration(Index, "index")
        self.pairs = PerGeneration(_with_site(conflicts.pairs_of), "pairs")
        self.figures = PerGeneration(_with_site(groups_of), "figures")
        self.curation = PerGeneration(_with_site(curation_of), "curation")
        self.report = PerGeneration(_with_site(report_of), "report")

    def close(self) -> None:
        """Forget everything, and make nothing more."""
        for overview in vars(self).values():
            overview.close()


def overviews_of(request: Request) -> Overviews:
    """Return the overviews of the application that a request came to."""
    found: Overviews = request.app.state.overviews
    return found


def _with_site(view_of: Callable[[Store, Site], View]) -> Callable[[Store], View]:
    return lambda store: view_of(store, site_of(store))
