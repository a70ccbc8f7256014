"""A query's text in; what it is, and whether it is small enough to be tried, out.

The guard reads the same tokens as Oxigraph's grammar. It refuses what changes data or asks other
servers, and what could only exhaust a worker. It is no proof against all else: that is what the
workers' limits are for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triplewire.ask.outline import TOKEN, UPDATES
from triplewire.publish.web.patterns import Pattern, Piece, patterns_of
from triplewire.publish.web.problem import Problem

MOST_DEPTH = 40
MOST_TOKENS = 8_000
MOST_OPERATORS = 400
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_KINDS = {
    "SELECT": "rows",
    "ASK": "boolean",
    "CONSTRUCT": "triples",
    "DESCRIBE": "triples",
}
# Words whose repetition makes a plan grow faster than its text.
_COSTLY = frozenset({"UNION", "OPTIONAL", "MINUS", "EXISTS", "FILTER", "BIND", "SELECT", "IN"})
_HARMLESS = frozenset({".", ",", ";", *_OPENING, *_CLOSING, "^^", "="})
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of a query before it runs.

    ``kind`` is rows, boolean or triples. ``graphs`` says that it looks into named graphs;
    ``default`` and ``named`` are the IRIs of its dataset clause, None without one. ``volatile``
    says that two runs may differ. ``patterns`` are its triple patterns where it is nothing but a
    short row of them; ``anchor`` is the only one of a SELECT, if it has a constant subject or
    object. ``prefixes`` are those that it uses and does not declare.
    """

    text: str
    kind: str
    graphs: bool
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    volatile: bool
    patterns: tuple[Pattern, ...]
    anchor: Pattern | None
    prefixes: Mapping[str, str]

    @property
    def light(self) -> bool:
        """Say whether the query looks things up by a constant that few triples have."""
        return any(pattern.selective for pattern in self.patterns)


def plan_of(text: str, known: Mapping[str, str]) -> Plan:
    """Return the plan of a query; the ``known`` prefixes need no declaration.

    Raises: Problem with the place in the text.
    """
    pieces = list(_pieces(text))
    declared, base, start = _prologue(pieces)
    prefixes = {**known, **declared}
    body = pieces[start:]
    verb = body[0].text.upper() if body else ""
    if any(verb.startswith(word) for word in UPDATES):
        raise _refusal(403, text, body[0], "this endpoint is read-only: updates are refused")
    words = {piece.text.upper() for piece in body if piece.kind == "word"}
    default, named = _dataset(text, body, prefixes, base=base)
    kind = next((_KINDS[word] for word in _KINDS if verb.startswith(word)), "rows")
    patterns, plain = ((), False) if base else patterns_of(body, prefixes)
    only = patterns[0] if plain and len(patterns) == 1 else None
    used = {piece.prefix or "" for piece in body if piece.kind == "name"} - declared.keys()
    return Plan(
        text=text,
        kind=kind,
        graphs=any("GRAPH" in piece.loud for piece in body),
        default=default,
        named=named,
        volatile=bool(words & _VOLATILE),
        patterns=patterns,
        anchor=only if only and (only.subject or only.value) else None,
        prefixes={name: known[name] for name in used & known.keys()},
    )


class _Bounds:
    """Refuses nesting and rows of operators, as they are read, that would exhaust a stack."""

    def __init__(self) -> None:
        self._depth = 0
        self._operators = 0

    def check(self, text: str, piece: Piece) -> None:
        if piece.kind == "sign":
            if piece.text in _OPENING:
                self._depth += 1
            elif piece.text in _CLOSING:
                self._depth -= 1
            elif piece.text not in _HARMLESS:
                self._operators += 1
        elif piece.kind == "word" and piece.text.upper() in _COSTLY:
            self._operators += 1
        if self._depth > MOST_DEPTH:
            raise _refusal(400, text, piece, f"brackets are nested more than {MOST_DEPTH} deep")
        if self._operators > MOST_OPERATORS:
            what = f"the query has more than {MOST_OPERATORS} operators and groups"
            raise _refusal(400, text, piece, what, "split it into several queries")


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the tokens of a query; refuse those that no query has, and too many of them."""
    bounds = _Bounds()
    for count, found in enumerate(TOKEN.finditer(text)):
        kind = found.lastgroup or ""
        if kind in {"space", "comment"}:
            continue
        piece = Piece(kind, found[0], found.start(), found["prefix"], found["local"])
        if count > MOST_TOKENS:
            raise _refusal(400, text, piece, f"the query has more than {MOST_TOKENS} tokens")
        if "SERVICE" in piece.loud:
            hint = "ask that server yourself, and join the answers"
            raise _refusal(403, text, piece, "SERVICE is refused: no other server is asked", hint)
        if kind == "sign" and piece.text in {"\\", '"', "'", "`"}:
            raise _refusal(400, text, piece, f"{piece.text} cannot stand here")
        bounds.check(text, piece)
        yield piece


def _prologue(pieces: list[Piece]) -> tuple[dict[str, str], bool, int]:
    """Return the declared prefixes, whether there is a BASE, and where the prologue ends."""
    prefixes: dict[str, str] = {}
    at, base = 0, False
    while at + 1 < len(pieces):
        word = pieces[at].text.upper() if pieces[at].kind == "word" else ""
        if word == "PREFIX" and at + 2 < len(pieces) and pieces[at + 2].kind == "iri":
            prefixes[pieces[at + 1].prefix or ""] = pieces[at + 2].text[1:-1]
            at += 3
        elif word == "BASE" and pieces[at + 1].kind == "iri":
            base = True
            at += 2
        else:
            break
    return prefixes, base, at


def _dataset(
    text: str, body: list[Piece], prefixes: Mapping[str, str], *, base: bool
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the graphs of FROM and FROM NAMED as IRIs."""
    default: list[str] = []
    named: list[str] = []
    for at, piece in enumerate(body):
        if "FROM" not in piece.loud:
            continue
        if piece.text.upper() != "FROM":
            raise _refusal(400, text, piece, "write FROM and its graph as words apart")
        rest = body[at + 1 : at + 3]
        is_named = bool(rest) and rest[0].text.upper() == "NAMED"
        graph = rest[-1] if is_named else rest[0] if rest else piece
        iri = graph.iri(prefixes)
        if iri is None or base:
            raise _refusal(400, text, graph, "FROM needs an absolute IRI, and no BASE before it")
        (named if is_named else default).append(iri)
    return (tuple(default), tuple(named)) if default or named else (None, None)


def _refusal(status: int, text: str, piece: Piece, detail: str, hint: str = "") -> Problem:
    line = text.count("\n", 0, piece.start) + 1
    column = piece.start - text.rfind("\n", 0, piece.start)
    return Problem(status, detail, hint=hint, line=line, column=column)
