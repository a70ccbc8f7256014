"""Lines of N-Quads or N-Triples in, rows of terms out: a third of the time of a parser.

A line in canonical form is cut at its spaces, and each of its terms is checked once. Any other line
goes to Oxigraph's parser, which takes it or says what is wrong with it.
"""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.shacl.graph.index import Row, Term

_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f]*>"
_STRING_TYPE = r"<http://www\.w3\.org/2001/XMLSchema#string>"
_NODE = re.compile(rf"{_IRI}|_:[A-Za-z0-9]+")
_LITERAL = re.compile(
    rf'"[^"\\\x00-\x1f\x7f]*(?:\\[\\"nrt][^"\\\x00-\x1f\x7f]*)*"'
    rf"(?:@[a-z]{{1,8}}(?:-[a-z0-9]{{1,8}})*|\^\^(?!{_STRING_TYPE}){_IRI})?"
)
_KEPT = 50_000


class LineReader:
    """Reads lines; what was found well-formed is remembered for the next."""

    def __init__(self) -> None:
        self._good: set[Term] = set()
        self._predicates: set[Term] = set()

    def rows(self, lines: Iterable[str], where: str = "", first: int = 1) -> Iterator[Row]:
        """Yield the triples of lines without their line breaks; ``first`` is the first's number.

        Raises: ValidateError when a line is neither N-Quads nor N-Triples.
        """
        good, predicates, is_literal = self._good, self._predicates, _LITERAL.fullmatch
        last, tail = "", " ."
        cut = -len(tail)
        for number, line in enumerate(lines, start=first):
            try:
                subject, predicate, rest = line.split(" ", 2)
            except ValueError:
                yield from _parsed(line, where, number)
                continue
            if not rest.endswith(tail):
                tail = _tail(rest)
                cut = -len(tail)
            value = rest[:cut]
            if (
                (subject == last or self._node(subject))
                and (predicate in predicates or self._predicate(predicate))
                and (is_literal(value) if value[:1] == '"' else value in good or self._node(value))
            ):
                last = subject
                yield subject, predicate, value
            else:
                tail = _tail(rest)
                cut = -len(tail)
                yield from _parsed(line, where, number)

    def _node(self, term: str) -> bool:
        if term in self._good:
            return True
        if _NODE.fullmatch(term) is None:
            return False
        if len(self._good) > _KEPT:
            self._good.clear()
        self._good.add(term)
        return True

    def _predicate(self, term: str) -> bool:
        if term[:1] != "<" or not self._node(term):
            return False
        self._predicates.add(term)
        return True


def is_canonical(term: str) -> bool:
    """Say whether a term is written in the one form that lines have it in, escapes and all."""
    form = _LITERAL if term[:1] == '"' else _NODE
    return form.fullmatch(term) is not None


def _tail(rest: str) -> str:
    """Return what follows the object of a line: a graph's name, if there is one, and the dot."""
    parts = rest.rsplit(" ", 2)
    if len(parts) == 3 and parts[2] == "." and _NODE.fullmatch(parts[1]):
        return f" {parts[1]} ."
    return " ."


def _parsed(line: str, where: str, number: int) -> Iterator[Row]:
    try:
        for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except SyntaxError as error:
        raise ValidateError(
            f"not N-Quads: {error.msg}",
            where=f"{where}:{number}:{error.offset}",
            hint="correct the line",
        ) from error
