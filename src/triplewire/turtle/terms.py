"""Terms of RDF in, how Turtle writes them out."""

import re

import pyoxigraph as ox

from triplewire.turtle.names import Names

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{_XSD}string"
# What every reader takes, written bare, for a literal of the same datatype and the same characters.
# A decimal that begins with more zeros comes back from Python's readers with an exponent.
_BARE = {
    f"{_XSD}integer": re.compile(r"0|-?[1-9][0-9]*"),
    f"{_XSD}decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]{1,6}"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
# What cannot stand in a string, and what nobody would see there: controls, marks of direction and
# of no width, separators of lines, what is no character.
_ESCAPED = re.compile(
    r'["\\\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'
    r"\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SHORT = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, names: Names) -> str:
    """Return how a term is written as a subject, an object or a graph's name."""
    if isinstance(term, ox.NamedNode):
        return names.short(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term, names)
    return str(term)


def _literal(term: ox.Literal, names: Names) -> str:
    value, language = term.value, term.language
    if language is not None:
        direction = f"--{term.direction.value}" if term.direction else ""
        return f"{_quoted(value)}@{language}{direction}"
    datatype = term.datatype.value
    if datatype == _STRING:
        return _quoted(value)
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(value):
        return value
    return f"{_quoted(value)}^^{names.short(datatype)}"


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
