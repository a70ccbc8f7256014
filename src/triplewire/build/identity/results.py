"""The tables of who and what is one in, what they say, a row at a time, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from triplewire.build.identity.rows import Sliced
from triplewire.engines import Engine
from triplewire.link import Slice
from triplewire.records import ExternalLink, IdentityLink, Registered, Unmet

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    content: bytes


def slices_in(engine: Engine) -> Iterator[tuple[str, Slice]]:
    """Yield what each article must know of the others, by the hash of its text."""
    for row in engine.rows("SELECT sha256, slice FROM slices ORDER BY sha256", Sliced):
        yield row.sha256, msgspec.json.decode(row.slice, type=Slice)


def links_in(engine: Engine, among: str) -> Iterator[IdentityLink]:
    """Yield what is held of a name of articles that is in a table, as the other one of a link."""
    query = f"""
        SELECT l.link AS content FROM links l JOIN {among} a ON a.name = l.other
        ORDER BY l.about, l.one, l.other, l.link
    """
    return _decoded(engine, query, IdentityLink)


def external_in(engine: Engine) -> Iterator[ExternalLink]:
    """Yield what actors are called elsewhere."""
    query = "SELECT external AS content FROM external ORDER BY iri, identifier"
    return _decoded(engine, query, ExternalLink)


def rows_in(engine: Engine) -> Iterator[Registered]:
    """Yield what a register must keep of actors' and events' IRIs."""
    return _decoded(engine, "SELECT row AS content FROM named ORDER BY name", Registered)


def unmet_in(engine: Engine) -> Iterator[Unmet]:
    """Yield the decisions in vain."""
    return _decoded(engine, "SELECT unmet AS content FROM unmet ORDER BY place", Unmet)


def _decoded(engine: Engine, query: str, of: type[Found]) -> Iterator[Found]:
    return (msgspec.json.decode(row.content, type=of) for row in engine.rows(query, _Content))
