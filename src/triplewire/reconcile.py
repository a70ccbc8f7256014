"""Actors that nobody has identified in, candidates of a reconciliation service out.

Source: the W3C Reconciliation Service API, version 0.2.
"""

import csv
import json
import math
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from io import StringIO
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from triplewire.errors import ConfigError, LinkError
from triplewire.iris import is_web_address
from triplewire.link.authorities import CANDIDATES

_BATCH = 10
_SECONDS = 30.0
_MOST_BYTES = 10_000_000
_CHUNK = 65_536
_COLUMNS = ("key", "name", "type", "aliases", "identifiers", "within", CANDIDATES)
# What services call the types of actors.csv.
_CALLED: dict[str, frozenset[str]] = {
    "person": frozenset({"person", "human", "people"}),
    "organization": frozenset({"organization", "organisation", "corporate body"}),
    "group": frozenset({"group", "organization", "organisation"}),
    "place": frozenset({"place", "location", "geographic location", "geographical feature"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An actor to ask about: the end of its IRI, its name, its type in actors.csv."""

    key: str
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a service holds an actor for. ``match`` says that the service is sure."""

    iri: str
    name: str
    score: float
    match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    """What a service says of itself: what its IRIs begin with, its types by our names for them."""

    space: str
    types: Mapping[str, str]


def reconcile(
    service: str, actors: Iterable[Asked], limit: int, seconds: float = _SECONDS
) -> Iterator[tuple[Asked, tuple[Candidate, ...]]]:
    """Yield what a service holds each actor for, its best ``limit`` candidates first.

    Units: no answer may take longer than ``seconds``.
    Raises: ConfigError when the service cannot be reached or does not answer as it should.
    """
    if urlsplit(service).scheme not in {"http", "https"} or not urlsplit(service).hostname:
        raise ConfigError("not a web address", where=service, hint="name the service's endpoint")
    manifest = _manifest(_ask(service, seconds), service)
    remaining = list(actors)
    for start in range(0, len(remaining), _BATCH):
        batch = remaining[start : start + _BATCH]
        queries = {f"q{n}": _query(asked, manifest, limit) for n, asked in enumerate(batch)}
        answer = _ask(service, seconds, {"queries": json.dumps(queries)})
        for number, asked in enumerate(batch):
            found = _candidates(answer.get(f"q{number}"), manifest.space, service)
            yield asked, tuple(sorted(found, key=lambda one: -one.score)[:limit])


def _manifest(said: dict[str, Any], service: str) -> _Manifest:
    space = said.get("identifierSpace")
    if not isinstance(space, str) or not is_web_address(space):
        raise ConfigError("no identifierSpace in its manifest", where=service)
    types: dict[str, str] = {}
    listed = said.get("defaultTypes")
    for one in listed if isinstance(listed, list) else []:
        match one:
            case {"id": str() as name_there, "name": str() as name}:
                called = {name.casefold(), re.split(r"[/#:]", name_there)[-1].casefold()}
                for ours, theirs in _CALLED.items():
                    if called & theirs:
                        types.setdefault(ours, name_there)
    return _Manifest(space=space, types=types)


def _query(asked: Asked, manifest: _Manifest, limit: int) -> dict[str, str | int]:
    """Return the query for an actor; its type narrows it where the service has that type."""
    query: dict[str, str | int] = {"query": asked.name, "limit": limit}
    kind = manifest.types.get(asked.type)
    return {**query, "type": kind} if kind else query


class _SameHost(HTTPRedirectHandler):
    """Follows a service to another path or to https, and never to another host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or new.scheme not in {old.scheme, "https"}:
            fp.close()
            raise URLError(f"it redirects to {newurl[:200]!r}, another host or protocol")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _ask(service: str, seconds: float, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    data = urlencode(form).encode() if form else None
    request = Request(service, data=data, headers={"Accept": "application/json"})  # noqa: S310  http or https alone: see reconcile
    deadline = time.monotonic() + seconds
    body = bytearray()
    try:
        with build_opener(_SameHost).open(request, timeout=seconds) as answer:
            # Piece by piece: the time-out of a socket begins anew with every byte that trickles in.
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise ConfigError("the answer is longer than 10 MB", where=service)
                if time.monotonic() > deadline:
                    raise TimeoutError(f"no whole answer within {seconds:g} seconds")
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise ConfigError(f"the service cannot be asked: {error}", where=service) from error
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ConfigError("the answer is not JSON", where=service) from error
    if not isinstance(found, dict):
        raise ConfigError("the answer is not a JSON object", where=service)
    return found


def _candidates(answer: object, space: str, service: str) -> Iterator[Candidate]:
    results = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        raise ConfigError("an answer has no result", where=service)
    for result in results:
        match result:
            case {
                "id": str() as name_there,
                "name": str() as name,
                "score": int() | float() as score,
            } if math.isfinite(score):
                iri = f"{space}{name_there}"
                # What cannot be an identifier in actors.csv is no candidate for one.
                if is_web_address(iri):
                    match_said = result.get("match") is True
                    label = " ".join(name.split())
                    yield Candidate(iri=iri, name=label, score=float(score), match=match_said)
            case _:
                raise ConfigError("a candidate lacks id, name or score", where=service)


def add_candidates(path: Path, found: Iterable[tuple[Asked, tuple[Candidate, ...]]]) -> int:
    """Write candidates into a table of actors, which is made where there is none.

    A row that is there gets its cell of candidates; an actor without one gets a row. Identifiers
    are left to the curator. The table is replaced as a whole.
    Returns: the number of actors with candidates.
    Raises: LinkError when the table cannot be used; it stays as it is.
    """
    rows = {row["key"]: row for row in _rows(path)}
    count = 0
    for asked, candidates in found:
        if not candidates:
            continue
        row = rows.setdefault(
            asked.key,
            dict.fromkeys(_COLUMNS, "")
            | {"key": asked.key, "name": asked.name, "type": asked.type},
        )
        row[CANDIDATES] = "|".join(_cell(candidate) for candidate in candidates)
        count += 1
    out = StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(out.getvalue(), encoding="utf-8", newline="")
    temporary.replace(path)
    return count


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) not in {_COLUMNS, _COLUMNS[:-1]}:
                raise LinkError("these are not the columns of actors.csv", where=f"{path}:1")
            seen: set[str] = set()
            for row in reader:
                if None in row or None in row.values():
                    where = f"{path}:{reader.line_num}"
                    raise LinkError("not as many cells as columns", where=where)
                if row["key"] in seen:
                    where = f"{path}:{reader.line_num}"
                    raise LinkError(f"the key {row['key']} stands twice", where=where)
                seen.add(row["key"])
                yield {CANDIDATES: ""} | row
    except (csv.Error, UnicodeDecodeError) as error:
        raise LinkError(f"not a CSV table: {error}", where=str(path)) from error


def _cell(candidate: Candidate) -> str:
    sure = ", match" if candidate.match else ""
    return f"{candidate.iri} {candidate.name.replace('|', '/')} ({candidate.score:g}{sure})"
