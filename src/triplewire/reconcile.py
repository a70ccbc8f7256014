"""Actors that nobody has identified in, candidates of a reconciliation service out.

Source: the W3C Reconciliation Service API, version 0.2.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from triplewire.errors import ConfigError, LinkError
from triplewire.link.authorities import CANDIDATES

_BATCH = 10
_SECONDS = 30
_MOST_BYTES = 10_000_000
_COLUMNS = ("key", "name", "type", "aliases", "identifiers", "within", CANDIDATES)


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


def reconcile(
    service: str, actors: Iterable[Asked], limit: int
) -> Iterator[tuple[Asked, tuple[Candidate, ...]]]:
    """Yield what a service holds each actor for, its best ``limit`` candidates first.

    Raises: ConfigError when the service cannot be reached or does not answer as it should.
    """
    space = _space(service)
    remaining = list(actors)
    for start in range(0, len(remaining), _BATCH):
        batch = remaining[start : start + _BATCH]
        queries = {
            f"q{number}": {"query": asked.name, "limit": limit}
            for number, asked in enumerate(batch)
        }
        answer = _ask(service, {"queries": json.dumps(queries)})
        for number, asked in enumerate(batch):
            yield asked, tuple(_candidates(answer.get(f"q{number}"), space, service))[:limit]


def _space(service: str) -> str:
    """Return what stands before the identifiers of a service in their IRIs."""
    if urlsplit(service).scheme not in {"http", "https"}:
        raise ConfigError("not a web address", where=service, hint="name the service's endpoint")
    space = _ask(service).get("identifierSpace")
    if not isinstance(space, str):
        raise ConfigError("no identifierSpace in its manifest", where=service)
    return space


def _ask(service: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    data = urlencode(form).encode() if form else None
    request = Request(service, data=data, headers={"Accept": "application/json"})  # noqa: S310  http or https alone: see _space
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            body = answer.read(_MOST_BYTES + 1)
    except (URLError, TimeoutError, ConnectionError) as error:
        raise ConfigError(f"the service cannot be asked: {error}", where=service) from error
    if len(body) > _MOST_BYTES:
        raise ConfigError("the answer is longer than 10 MB", where=service)
    try:
        found = json.loads(body)
    except ValueError as error:
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
            }:
                iri = f"{space}{name_there}"
                if not any(character in iri for character in ' <>|"{}^`\\'):
                    match_said = result.get("match") is True
                    yield Candidate(iri=iri, name=name, score=float(score), match=match_said)
            case _:
                raise ConfigError("a candidate lacks id, name or score", where=service)


def add_candidates(path: Path, found: Iterable[tuple[Asked, tuple[Candidate, ...]]]) -> int:
    """Write candidates into a table of actors, which is made where there is none.

    A row that is there gets its cell of candidates; an actor without one gets a row. Identifiers
    are left to the curator. The table is replaced as a whole.
    Returns: the number of actors with candidates.
    Raises: LinkError when the table has other columns.
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
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) not in {_COLUMNS, _COLUMNS[:-1]}:
            raise LinkError("these are not the columns of actors.csv", where=f"{path}:1")
        for row in reader:
            yield {CANDIDATES: ""} | row


def _cell(candidate: Candidate) -> str:
    sure = ", match" if candidate.match else ""
    return f"{candidate.iri} {candidate.name.replace('|', '/')} ({candidate.score:g}{sure})"
