"""The text of a SPARQL query in, its tokens without spaces, and their terms, out."""

import re

from triplewire.shacl.graph import TYPE, XSD, canonical, lexical
from triplewire.shacl.graph import literal as plain_literal
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.tokens import TOKEN

_SIGNS = frozenset((*"{}()[].,;*/^|!?+-=<>", "^^", "&&", "||", "!=", "<=", ">="))
# Two signs here: a comparison with an IRI, such as ``?a<<https://example.org/>``.
_DOUBLE = frozenset(("<<", ">>"))
_SILENT = frozenset(("space", "comment"))

END = al.Token("end", "", -1)


class SyntaxUnknownError(Exception):
    """Say that the structure of a query was not understood."""


def tokens_of(text: str) -> list[al.Token]:
    """Return the tokens of a query without spaces and comments; a number has no sign.

    Raises: SyntaxUnknownError at what no query has that is understood here.
    """
    found: list[al.Token] = []
    at = 0
    while match := TOKEN.match(text, at):
        kind, token = match.lastgroup or "", match[0]
        if token in _DOUBLE or (kind == "number" and token[0] in "+-"):
            kind, token = "sign", token[0]
        if (kind == "sign" and token not in _SIGNS) or (kind == "iri" and "\\" in token):
            raise SyntaxUnknownError(text[at : at + 20])
        if kind not in _SILENT:
            found.append(al.Token(kind, token, at))
        at += len(token)
    return found


class Reader:
    """Reads a query token by token."""

    def __init__(self, tokens: list[al.Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._prefixes: dict[str, str] = {}
        self._fresh = 0

    def _peek(self, ahead: int = 0) -> al.Token:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else END

    def _next(self) -> al.Token:
        token = self._peek()
        self._at += 1
        return token

    def _is(self, *texts: str) -> bool:
        token = self._peek()
        if token.kind == "word":
            return token.text.upper() in texts
        return token.kind in ("sign", "name") and token.text in texts

    def _take(self, *texts: str) -> bool:
        if self._is(*texts):
            self._at += 1
            return True
        return False

    def _need(self, text: str) -> al.Token:
        if not self._is(text):
            raise SyntaxUnknownError(f"{text} expected, not {self._peek().text!r}")
        return self._next()

    def _variable(self) -> al.Node:
        token = self._next()
        if token.kind != "var":
            raise SyntaxUnknownError(token.text)
        return "?" + token.text[1:]

    def _anonymous(self) -> al.Node:
        self._fresh += 1
        return f"?_:{self._fresh}"

    def _iri(self) -> str:
        token = self._next()
        if token.kind == "iri":
            return token.text
        if token.kind == "word" and token.text == "a":
            return TYPE
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in self._prefixes:
                return f"<{self._prefixes[prefix]}{_LOCAL_ESCAPE.sub(_second, local)}>"
        raise SyntaxUnknownError(token.text)

    def _term(self) -> str:
        token = self._peek()
        if token.kind == "string":
            return self._literal()
        if token.kind == "number" or self._is("+", "-"):
            sign = self._next().text if self._is("+", "-") else ""
            number = self._next().text
            kind = (
                "double" if set("eE") & set(number) else "decimal" if "." in number else "integer"
            )
            return f'"{sign}{number}"^^<{XSD}{kind}>'
        if token.kind == "word" and token.text.lower() in ("true", "false"):
            return f'"{self._next().text.lower()}"^^<{XSD}boolean>'
        return self._iri()

    def _literal(self) -> str:
        text = self._next().text
        quotes = 3 if text[:3] in ('"""', "'''") else 1
        body = lexical(f'"{text[quotes:-quotes]}"')
        if self._peek().kind == "lang":
            return canonical(plain_literal(body) + self._next().text)
        if self._take("^^"):
            return canonical(f"{plain_literal(body)}^^{self._iri()}")
        return plain_literal(body)


_LOCAL_ESCAPE = re.compile(r"\\(.)")


def _second(match: re.Match[str]) -> str:
    return match[1]
