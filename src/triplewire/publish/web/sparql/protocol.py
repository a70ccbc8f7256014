"""An HTTP request to the SPARQL endpoint in, the query that it carries out.

Source: SPARQL 1.1 Protocol, section 2; everything it calls an error is a Problem.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from triplewire.publish.web.http import Problem, Receive, Scope, header, read_body

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_MOST_FIELDS = 10_000
_READ_ONLY = "this endpoint is read-only: updates are refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query with the dataset and the format that the request names; no text: no query at all."""

    text: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    form: str | None


def query_of(query_string: bytes) -> Asked:
    """Return what a GET asks.

    Raises: Problem 400.
    """
    return _asked(_fields(query_string))


async def read_query(scope: Scope, receive: Receive, most: int) -> Asked:
    """Return what a request asks.

    Units: ``most`` is the largest body in bytes.
    Raises: Problem 400, 403, 405, 408, 413 or 415.
    """
    method, fields = scope["method"], _fields(scope["query_string"])
    if method in {"GET", "HEAD"}:
        return _asked(fields)
    if method != "POST":
        allow = {"Allow": "GET, HEAD, POST, OPTIONS"}
        raise Problem(405, f"{method} is not a method of this endpoint", headers=allow)
    kind, _, parameters = (header(scope, b"content-type") or "").lower().partition(";")
    kind = kind.strip()
    if kind not in {FORM, DIRECT, UPDATE}:
        raise Problem(
            415, f"not a body of this protocol: {kind or 'no Content-Type'}",
            hint=f"send {FORM} or {DIRECT}", headers={"Accept-Post": f"{FORM}, {DIRECT}"},
        )  # fmt: skip
    charset = parameters.partition("charset=")[2].strip().strip('"')
    if charset not in {"", "utf-8", "utf8"}:
        raise Problem(415, "a query is sent in UTF-8")
    coding = header(scope, b"content-encoding") or "identity"
    if coding.strip().lower() != "identity":
        raise Problem(415, "a query is sent as it is, not compressed")
    body = await read_body(scope, receive, most)
    if kind == UPDATE:
        raise Problem(403, _READ_ONLY)
    if kind == FORM:
        return _asked([*fields, *_fields(body)], posted=True)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, f"the query is not UTF-8: byte {error.start}") from error
    if any(name in {"query", "update"} for name, _ in fields):
        raise Problem(400, "the query is in the body: none may be in the URL")
    return _asked([*fields, ("query", text)], posted=True)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise Problem(400, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read: {error}") from error


def _asked(fields: Iterable[tuple[str, str]], *, posted: bool = False) -> Asked:
    by_name: dict[str, list[str]] = {}
    for name, value in fields:
        by_name.setdefault(name, []).append(value)
    queries = by_name.get("query", [])
    if "update" in by_name:
        status, why = (403, _READ_ONLY) if posted else (400, "an update is never sent by GET")
        raise Problem(status, why)
    if len(queries) > 1:
        raise Problem(400, f"one request carries one query, not {len(queries)}")
    if posted and not queries:
        raise Problem(400, "there is no query", hint="send it as the parameter query")
    if "using-graph-uri" in by_name or "using-named-graph-uri" in by_name:
        raise Problem(400, "using-graph-uri belongs to updates", hint="say default-graph-uri")
    forms = [*by_name.get("format", ()), *by_name.get("output", ())]
    return Asked(
        text=queries[0] if queries else None,
        default=_graphs(by_name, "default-graph-uri"),
        named=_graphs(by_name, "named-graph-uri"),
        form=forms[0] if forms else None,
    )


def _graphs(fields: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """Return the graphs of a parameter; an empty value says nothing, as browsers' forms send it."""
    return tuple(dict.fromkeys(value for value in fields.get(name, ()) if value))
