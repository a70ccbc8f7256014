"""What went wrong in, an RFC 9457 problem document with an honest status out."""

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from triplewire.publish.web.pages.errors import error_page, wants_page


class Problem(Exception):  # noqa: N818  it is an answer, and named as RFC 9457 names it
    """Answer a request with a status other than success.

    ``line`` and ``column`` count from 1 in the query's text; 0 where there is no place.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        hint: str = "",
        line: int = 0,
        column: int = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.hint = hint
        self.line = line
        self.column = column
        self.headers = headers or {}

    def body(self) -> bytes:
        """Return the problem as JSON."""
        members: dict[str, object] = {
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.line:
            members |= {"line": self.line, "column": self.column}
        if self.hint:
            members["hint"] = self.hint
        return msgspec.json.encode(members) + b"\n"


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
        turns = request.app.state.turns
        about = (request, problem.status, problem.detail, problem.hint)
        page: Response = await turns.run(request.scope, error_page, *about)
        page.headers.update(headers)
        return page
    return Response(problem.body(), problem.status, headers, "application/problem+json")
