"""The folder of dumps in, its files over HTTP and their place in the catalogue out."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from triplewire.publish.dump import Served, latest_dump, version_of
from triplewire.store import Store

_KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".ttl": "text/turtle; charset=utf-8",
}


def downloads(folder: Path) -> Starlette:
    """Return the application that gives a folder's files, with ranges and conditional requests."""
    files = Mount("/dumps", _Files(directory=folder, follow_symlink=True))
    return Starlette(routes=[Route("/dumps/", _listing), files])


def served(request: Request, store: Store) -> Served:
    """Return where a store's dataset can be had here: the endpoint, and a dump of the same data."""
    here = f"{request.base_url}dumps/"
    endpoint = f"{request.base_url}sparql"
    folder: Path | None = request.app.state.settings.dumps
    latest = None if folder is None else latest_dump(folder)
    if latest is None or latest.version not in {version_of(store), version_of(store, here)}:
        return Served(endpoint=endpoint)
    return Served(
        endpoint=endpoint,
        folder=f"{here}{latest.version}/",
        files=latest.files,
        version=latest.version,
    )


class _Files(StaticFiles):
    """Names the media types of RDF, which the system's tables often lack."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file with its media type."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        kind = _KINDS.get(Path(full_path).suffix)
        if kind is not None:
            response.headers["content-type"] = kind
        return response


async def _listing(_: Request) -> Response:
    """Lead to the page that lists the files."""
    return RedirectResponse("/dataset", 303)
