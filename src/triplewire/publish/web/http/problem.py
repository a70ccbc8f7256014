"""What went wrong in, an RFC 9457 problem document with an honest status out."""

from http import HTTPStatus

import msgspec


class BrokenAnswerError(Exception):
    """Say that an answer ended before its end, after its beginning was sent."""


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
