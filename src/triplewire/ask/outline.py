"""SPARQL text in, what must be known before it runs out: its verb, prefixes, names and places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from triplewire.ask.place import error_at
from triplewire.ask.terms import known_prefixes, nearest, shorten
from triplewire.vocab import PREFIXES
from triplewire.vocabulary import vocabulary

# Every alternative is possessive, so that no text makes the scan go back over itself.
TOKEN = re.compile(
    r'''
      (?P<comment> \#[^\n\r]*+ )
    | (?P<iri>     < [^<>"{}|^`\x00-\x20]*+ > )
    | (?P<string>  """ (?: [^"\\] | \\. | "(?!"") )*+ """
                 | \'\'\' (?: [^'\\] | \\. | '(?!\'\') )*+ \'\'\'
                 | " (?: [^"\\\n\r] | \\[^\n\r] )*+ "
                 | ' (?: [^'\\\n\r] | \\[^\n\r] )*+ ' )
    | (?P<other>   [?$]\w++ | @[A-Za-z]++(?:-\w++)*+ | _:[\w.-]++ )
    | (?P<name>    (?P<prefix> (?:[^\W\d_][\w.-]{0,99}+)?+ ) :
                   (?P<local> (?: [\w:-] | %[0-9A-Fa-f]{2} | \\[^\w\s] | \.++(?=[\w:%\\-]) )*+ ) )
    | (?P<number>  [+-]?+ (?: \d++(?:\.\d++)?+ | \.\d++ ) (?:[eE][+-]?+\d++)?+ )
    | (?P<word>    [A-Za-z_]\w*+ )
    | (?P<space>   \s++ )
    | (?P<sign>    && | \|\| | \^\^ | [<>!]= | << | >> | . )
    ''',
    re.VERBOSE | re.DOTALL,
)
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


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
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if (
            kind in {"word", "name"}
            and "SERVICE" in (token["word"] or token["prefix"] or "").upper()
        ):
            raise error_at(
                text, token.start(), "a query must not ask other servers", "drop SERVICE"
            )
        if kind == "word":
            words.add(token[0].upper())
        if kind == "word" and not verb and token[0].upper() not in {"PREFIX", "BASE"}:
            body, verb = token.start(), token[0].upper()
        elif kind == "name" and not verb:
            declared = token["prefix"]
        elif kind == "iri" and not verb:
            prefixes[declared] = token[0][1:-1]
        elif kind == "name":
            names.append((token["prefix"], token["local"], token.start()))
        elif kind == "iri":
            iris.append(token[0][1:-1])
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
