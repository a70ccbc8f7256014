"""A status other than success in, a page that says what to do about it out."""

import re
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from triplewire.publish.web.http import Problem, best
from triplewire.publish.web.pages.graph import site_of
from triplewire.publish.web.pages.render import render

_TITLES = {404: "Nothing is known of this", 410: "This is gone", 500: "Something broke"}
_LONGEST, _LONGEST_ADDRESS = 60, 300


def wants_page(request: Request) -> bool:
    """Say whether a client would rather have a page than a problem document; browsers would."""
    offers = ("application/problem+json", "text/html")
    return best(request.headers.get("accept"), offers) == "text/html"


def error_page(request: Request, status: int, detail: str, hint: str = "") -> Response:
    """Return the page for a status; for what is not there it offers to search for its name."""
    words = re.split(r"[/.]", request.url.path.removesuffix(".html"))[-1].replace("-", " ").strip()
    with request.app.state.generation.reading() as store:
        html = render(
            "error.html.jinja",
            site=site_of(store),
            status=status,
            title=_TITLES.get(status, HTTPStatus(status).phrase),
            detail=detail,
            hint=hint,
            looked_for=words[:_LONGEST],
            address=(request.query_params.get("of") or request.url.path)[:_LONGEST_ADDRESS],
        )
    return HTMLResponse(html, status, {"Cache-Control": "no-store", "Vary": "Accept"})


async def problem_response(request: Request, problem: Exception) -> Response:
    """Return the response for a Problem, or for what the framework raises: a page for browsers."""
    if isinstance(problem, HTTPException):
        missing = problem.status_code == HTTPStatus.NOT_FOUND
        detail = "There is nothing at this address." if missing else problem.detail
        problem = Problem(problem.status_code, detail, headers=dict(problem.headers or {}))
    if not isinstance(problem, Problem):
        problem = Problem(500, "The answer could not be made.")
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    if wants_page(request):
        about = (request, problem.status, problem.detail, problem.hint)
        page: Response = await request.app.state.threads.run(request.scope, error_page, *about)
        page.headers.update(headers)
        return page
    return Response(problem.body(), problem.status, headers, "application/problem+json")
