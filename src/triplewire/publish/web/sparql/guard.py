"""A query's text in; what it is, and whether it is small enough to be tried, out.

The guard refuses what changes data or asks other servers, and what could only exhaust a worker, in
whatever way Oxigraph may read the text. It tells early and with the place what would fail anyhow:
the workers have no network, no texts that are kept back, and their limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triplewire.ask import UPDATES
from triplewire.publish.web.http import Problem
from triplewire.publish.web.sparql.triple_patterns import Pattern, patterns_of
from triplewire.shacl import Piece, readings

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

    ``kind`` is rows, boolean or triples. ``volatile`` says that two runs may differ. ``patterns``
    are its triple patterns where it is nothing but a short row of them; ``anchor`` is the only one
    of a SELECT, if it has a constant subject or object; ``apart`` says that no variable stands
    twice. ``prefixes`` are those that it uses and does not declare.
    """

    text: str
    kind: str
    volatile: bool
    patterns: tuple[Pattern, ...]
    anchor: Pattern | None
    apart: bool
    prefixes: Mapping[str, str]

    @property
    def light(self) -> bool:
        """Say whether the query looks things up by a constant that few triples have."""
        return any(pattern.selective for pattern in self.patterns)


def plan_of(text: str, known: Mapping[str, str]) -> Plan:
    """Return the plan of a query; the ``known`` prefixes need no declaration.

    Raises: Problem with the place in the text.
    """
    pieces, words = _read(text)
    declared, base, start = _prologue(pieces)
    prefixes = {**known, **declared}
    body = pieces[start:]
    verb = body[0].text.upper() if body else ""
    if any(verb.startswith(word) for word in UPDATES):
        raise _refusal(403, text, body[0], "this endpoint is read-only: updates are refused")
    kind = next((_KINDS[word] for word in _KINDS if verb.startswith(word)), "rows")
    patterns, plain, apart = ((), False, False) if base else patterns_of(body, prefixes)
    only = patterns[0] if plain and len(patterns) == 1 else None
    used = {piece.prefix or "" for piece in body if piece.kind == "name"} - declared.keys()
    return Plan(
        text=text,
        kind=kind,
        volatile=bool(words & _VOLATILE),
        patterns=patterns,
        anchor=only if only and (only.subject or only.value) else None,
        apart=apart,
        prefixes={name: known[name] for name in used & known.keys()},
    )


def _read(text: str) -> tuple[list[Piece], set[str]]:
    """Return the tokens of a query as it is read first, and the words of all readings.

    Raises: Problem where a reading asks another server or would exhaust a stack, and where none
    comes to the end of the text.
    """
    # The deepest nesting and the most operators with which any reading comes to a place.
    reached: dict[int, tuple[int, int]] = {}
    pieces: list[Piece] = []
    words: set[str] = set()
    for piece in readings(text):
        _refuse_what_no_query_needs(text, piece)
        state = _bounded(text, piece, *reached.get(piece.start, (0, 0)))
        words.add(piece.loud)
        if piece.first:
            pieces.append(piece)
        if len(pieces) > MOST_TOKENS:
            raise _refusal(400, text, piece, f"the query has more than {MOST_TOKENS} tokens")
        if not piece.dead:
            others = reached.get(piece.next, state)
            reached[piece.next] = (max(state[0], others[0]), max(state[1], others[1]))
    if pieces and len(text) not in reached:
        raise _refusal(400, text, pieces[-1], f"{pieces[-1].text} cannot stand here")
    return pieces, words


def _refuse_what_no_query_needs(text: str, piece: Piece) -> None:
    if "SERVICE" in piece.loud:
        hint = "ask that server yourself, and join the answers"
        raise _refusal(403, text, piece, "SERVICE is refused: no other server is asked", hint)
    if piece.kind == "string" and not piece.firm:
        what = "the text has an escape that SPARQL does not know"
        raise _refusal(400, text, piece, what, "write \\\\ for a backslash")


def _bounded(text: str, piece: Piece, depth: int, operators: int) -> tuple[int, int]:
    """Return nesting and number of operators after a token; refuse what would exhaust a stack."""
    if piece.text in _OPENING:
        depth += 1
    elif piece.text in _CLOSING:
        depth -= 1
    else:
        operators += _is_operator(piece)
    if depth > MOST_DEPTH:
        raise _refusal(400, text, piece, f"brackets are nested more than {MOST_DEPTH} deep")
    if operators > MOST_OPERATORS:
        what = f"the query has more than {MOST_OPERATORS} operators and groups"
        raise _refusal(400, text, piece, what, "split it into several queries")
    return depth, operators


def _is_operator(piece: Piece) -> bool:
    if piece.kind == "word":
        return piece.text.upper() in _COSTLY
    if piece.kind == "number":
        return piece.text[0] in "+-"
    return piece.kind == "sign" and piece.text not in _HARMLESS


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


def _refusal(status: int, text: str, piece: Piece, detail: str, hint: str = "") -> Problem:
    line = text.count("\n", 0, piece.start) + 1
    column = piece.start - text.rfind("\n", 0, piece.start)
    return Problem(status, detail, hint=hint, line=line, column=column)
