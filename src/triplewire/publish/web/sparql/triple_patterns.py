"""The tokens of a query in, its triple patterns out, where it is nothing but a few of them."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from triplewire.shacl import Piece
from triplewire.vocab import PREFIXES

_RDF_TYPE = f"{PREFIXES['rdf']}type"
_MOST_PATTERNS = 8
_MOST_PIECES = 120


class Pattern(NamedTuple):
    """A triple pattern: IRIs where they are constant, "" for literals, None for variables."""

    subject: str | None
    predicate: str | None
    value: str | None

    @property
    def selective(self) -> bool:
        """Say whether a constant narrows the pattern to few triples: not those of a class."""
        return self.subject is not None or (
            self.value is not None and self.predicate is not None and self.predicate != _RDF_TYPE
        )


class _OtherError(Exception):
    """The query is more than a row of triple patterns."""


class _Reader:
    """Reads the tokens of a query from the left."""

    def __init__(self, pieces: list[Piece], prefixes: Mapping[str, str]) -> None:
        self.pieces = pieces
        self.prefixes = prefixes
        self.at = 0
        self.plain = True
        self.variables: list[str] = []

    @property
    def word(self) -> str:
        if self.at == len(self.pieces):
            return ""
        return self.pieces[self.at].text.upper()

    def take(self, *words: str) -> bool:
        if self.word in words:
            self.at += 1
            return True
        return False

    def need(self, word: str) -> None:
        if not self.take(word):
            raise _OtherError

    def head(self) -> None:
        if self.take("ASK"):
            self.plain = False
            return
        self.need("SELECT")
        if self.take("DISTINCT", "REDUCED"):
            self.plain = False
        if not self.take("*"):
            while self.word.startswith(("?", "$")):
                self.at += 1

    def term(self) -> str | None:
        """Return an IRI, "" for a literal, None for a variable."""
        if self.at == len(self.pieces):
            raise _OtherError
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == "var":
            self.variables.append(piece.text[1:])
            return None
        if piece.kind == "word" and piece.text == "a":
            return _RDF_TYPE
        if piece.kind == "number":
            return ""
        if piece.kind == "string":
            if self.word.startswith("@") or (self.take("^^") and self.at < len(self.pieces)):
                self.at += 1
            return ""
        iri = piece.iri(self.prefixes)
        if iri is None:
            raise _OtherError
        return iri

    def triples(self) -> Iterator[Pattern]:
        while not self.take("}"):
            subject = self.term()
            while True:
                predicate = self.term()
                yield Pattern(subject, predicate, self.term())
                while self.take(","):
                    yield Pattern(subject, predicate, self.term())
                if not self.take(";") or self.word in {".", "}"}:
                    break
            if not self.take(".") and self.word != "}":
                raise _OtherError

    def tail(self) -> None:
        while self.take("LIMIT", "OFFSET"):
            self.plain = False
            self.at += 1
        if self.at < len(self.pieces):
            raise _OtherError


def patterns_of(
    pieces: list[Piece], prefixes: Mapping[str, str]
) -> tuple[tuple[Pattern, ...], bool, bool]:
    """Return the triple patterns of a SELECT or ASK that consists of them alone, else nothing.

    Nothing too where a token could be read otherwise: what is told here is beyond doubt.
    The second part says that it is a SELECT that a LIMIT can be added to, all its matches being
    rows as they come; the third that no variable stands twice, so that whatever fits is a match.
    """
    if len(pieces) > _MOST_PIECES or not all(piece.firm for piece in pieces):
        return (), False, False
    reader = _Reader(pieces, prefixes)
    try:
        reader.head()
        reader.take("WHERE")
        reader.need("{")
        found = tuple(islice(reader.triples(), _MOST_PATTERNS + 1))
        reader.tail()
    except _OtherError:
        return (), False, False
    apart = len(set(reader.variables)) == len(reader.variables)
    return found, reader.plain, apart
