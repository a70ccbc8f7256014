"""Actors that nobody has identified in, candidates of a reconciliation service out.

Source: the W3C Reconciliation Service API, version 0.2.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triplewire.errors import ConfigError, LinkError
from triplewire.iris import is_web_address
from triplewire.link import CANDIDATES
from triplewire.system.durable import held
from triplewire.system.remote import Limits, NoAnswerError, ask, shown
from triplewire.tables import Style, Table, encoded, parse_table, read_table, table_line

_BATCH = 10
_SECONDS = 30.0
_MOST_BYTES = 10_000_000
_COLUMNS = ("key", "name", "type", "aliases", "identifiers", "within", CANDIDATES)
_LAYOUTS = (_COLUMNS, _COLUMNS[:-1])
_HEAD = table_line(_COLUMNS, Style()).encode()
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
    manifest = _manifest(_ask(service, seconds), service)
    remaining = list(actors)
    for start in range(0, len(remaining), _BATCH):
        batch = remaining[start : start + _BATCH]
        queries = {f"q{n}": _query(asked, manifest, limit) for n, asked in enumerate(batch)}
        answer = _ask(service, seconds, {"queries": json.dumps(queries)})
        for number, asked in enumerate(batch):
            found = _candidates(answer.get(f"q{number}"), manifest.space, service)
            yield asked, tuple(sorted(found, key=lambda one: -one.score)[:limit])


def look_up(
    actors: Iterable[Asked], likely: Mapping[str, Sequence[tuple[str, float, str]]], limit: int
) -> Iterator[tuple[Asked, tuple[Candidate, ...]]]:
    """Yield whom a build holds each actor for: ``likely`` has IRIs, how surely and why, by key."""
    for asked in actors:
        yield (
            asked,
            tuple(
                Candidate(iri=iri, name=reason, score=confidence, match=False)
                for iri, confidence, reason in likely.get(asked.key, ())[:limit]
            ),
        )


def _manifest(said: dict[str, Any], service: str) -> _Manifest:
    space = said.get("identifierSpace")
    if not isinstance(space, str) or not is_web_address(space):
        raise ConfigError("no identifierSpace in its manifest", where=shown(service))
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


def _ask(service: str, seconds: float, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    where = shown(service)
    limits = Limits(seconds=seconds, most_bytes=_MOST_BYTES)
    try:
        body = ask(service, limits, {"Accept": "application/json"}, form)
    except NoAnswerError as error:
        raise ConfigError(
            f"the service cannot be asked: {error}",
            where=where,
            hint="name the endpoint of a service of the Reconciliation API",
        ) from error
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ConfigError("the answer is not JSON", where=where) from error
    if not isinstance(found, dict):
        raise ConfigError("the answer is not a JSON object", where=where)
    return found


def _candidates(answer: object, space: str, service: str) -> Iterator[Candidate]:
    results = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        raise ConfigError("an answer has no result", where=shown(service))
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
                    label = " ".join("".join(c if c.isprintable() else " " for c in name).split())
                    yield Candidate(iri=iri, name=label, score=float(score), match=match_said)
            case _:
                raise ConfigError("a candidate lacks id, name or score", where=shown(service))


def add_candidates(path: Path, found: Iterable[tuple[Asked, tuple[Candidate, ...]]]) -> int:
    """Write candidates into a table of actors, which is made where there is none.

    A row that is there gets its cell of candidates; an actor without one gets a row. Identifiers
    are left to the curator. The table is replaced as a whole, and keeps its encoding, its delimiter
    and its mode.
    Returns: the number of actors with candidates.
    Raises: LinkError when the table cannot be used; it stays as it is.
    """
    if path.exists():
        _rows(read_table(path, _LAYOUTS))
    answers = [(asked, candidates) for asked, candidates in found if candidates]
    with held(path) as file:
        before = _HEAD if file.before is None else file.before
        table = parse_table(before, path, _LAYOUTS)
        rows = _rows(table)
        for asked, candidates in answers:
            new = {"key": asked.key, "name": asked.name, "type": asked.type}
            row = rows.setdefault(asked.key, dict.fromkeys(_COLUMNS, "") | new)
            row[CANDIDATES] = "|".join(map(_cell, candidates))
        style = table.style
        lines = (table_line((row[name] for name in _COLUMNS), style) for row in rows.values())
        text = table_line(_COLUMNS, style) + "".join(lines)
        after = style.mark + encoded(text, style, path)
        if _rows(parse_table(after, path, _LAYOUTS)) != rows:
            raise LinkError("no build would read these candidates as they are", where=str(path))
        file.replace(after)
    return len(answers)


def _rows(table: Table) -> dict[str, dict[str, str]]:
    """Return the cells of each row by its key.

    Raises: LinkError when a key stands twice, or a line is no row and would be lost.
    """
    if table.wrong:
        raise table.wrong[0]
    found: dict[str, dict[str, str]] = {}
    for row in table.rows:
        if row.cells["key"] in found:
            raise LinkError(f"the key {row.cells['key']} stands twice", where=row.where)
        found[row.cells["key"]] = {CANDIDATES: ""} | row.cells
    return found


def _cell(candidate: Candidate) -> str:
    sure = ", match" if candidate.match else ""
    return f"{candidate.iri} {candidate.name.replace('|', '/')} ({candidate.score:g}{sure})"
