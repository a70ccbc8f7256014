"""SPARQL text in, what must be known before it runs out: its verb, prefixes, names and places."""

from collections.abc import Mapping
from dataclasses import dataclass

from triplewire.ask.place import error_at
from triplewire.ask.terms import known_prefixes, nearest, shorten
from triplewire.ontology import vocabulary
from triplewire.shacl import Piece, readings
from triplewire.vocab import PREFIXES

UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The parts of a query's text; ``body`` is where the prologue ends, offsets count from 0.

    ``words`` are its keywords in capitals, ``names`` its prefixed names with their offsets.
    """

    body: int
    verb: str
    words: frozenset[str]
    prefixes: Mapping[str, str]
    names: tuple[tuple[str, str, int], ...]
    iris: tuple[str, ...]


def outline(text: str) -> Outline:
    """Return the outline of a query.

    Raises: QueryError when it would change the store or ask another server.
    """
    body, verb = len(text), ""
    prefixes: dict[str, str] = {}
    names: list[tuple[str, str, int]] = []
    iris: list[str] = []
    words: set[str] = set()
    declared = ""
    for piece in readings(text):
        _refuse_what_asks_others(text, piece)
        kind = piece.kind if piece.first else ""
        if kind == "word":
            words.add(piece.text.upper())
        if kind == "word" and not verb and piece.text.upper() not in {"PREFIX", "BASE"}:
            body, verb = piece.start, piece.text.upper()
        elif kind == "name" and not verb:
            declared = piece.prefix or ""
        elif kind == "iri" and not verb:
            prefixes[declared] = piece.text[1:-1]
        elif kind == "name":
            names.append((piece.prefix or "", piece.local or "", piece.start))
        elif kind == "iri":
            iris.append(piece.text[1:-1])
    if verb in UPDATES:
        raise error_at(
            text, body, "a query must not change the store", "change the sources and build again"
        )
    return Outline(
        body=body,
        verb=verb,
        words=frozenset(words),
        prefixes=prefixes,
        names=tuple(names),
        iris=tuple(iris),
    )


def _refuse_what_asks_others(text: str, piece: Piece) -> None:
    if "SERVICE" in piece.loud:
        what, hint = "a query must not ask other servers", "drop SERVICE"
        raise error_at(text, piece.start, what, hint)
    if piece.kind == "string" and not piece.firm:
        what, hint = (
            "the text has an escape that SPARQL does not know",
            "write \\\\ for a backslash",
        )
        raise error_at(text, piece.start, what, hint)


def unknown_terms(text: str) -> tuple[str, ...]:
    """Return a sentence for each name in our namespaces that the vocabulary does not have."""
    found = outline(text)
    prefixes = {**known_prefixes(), **found.prefixes}
    used = {prefixes[prefix] + local for prefix, local, _ in found.names if prefix in prefixes}
    ours = tuple(PREFIXES[prefix] for prefix in ("tw", "c"))
    known = {str(triple.subject)[1:-1] for triple in vocabulary()}
    notes = []
    for iri in sorted({*used, *found.iris} - known):
        if iri.startswith(ours) and iri not in ours:
            name = shorten(iri, PREFIXES)
            close = nearest(name, (shorten(term, PREFIXES) for term in known))
            meant = f"; did you mean {close[0]}?" if close else ""
            notes.append(f"{name} is not in the vocabulary{meant}")
    return tuple(notes)
