"""Terms as strings in N-Triples form in, their kind, lexical form, datatype and language out.

One string is one term: ``<iri>``, ``_:label``, ``"text"``, ``"text"@en`` or ``"1"^^<datatype>``,
escaped as pyoxigraph writes it, with language tags in lower case and xsd:string left unsaid. So
equality of terms is equality of strings, and an index needs no objects.
"""

import re
from typing import cast

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = f"<{RDF}type>"
SUB_CLASS_OF = f"<{RDFS}subClassOf>"
TRUE = f'"true"^^<{XSD}boolean>'

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def sh(name: str) -> str:
    """Return a term of the SHACL vocabulary."""
    return f"<{SH}{name}>"


def is_literal(term: str) -> bool:
    """Say whether a term is a literal."""
    return term[0] == '"'


def lexical(literal: str) -> str:
    r"""Return the lexical form of a literal.

    >>> lexical(r'"a \"b\""@en')
    'a "b"'
    """
    text = literal[1 : literal.rindex('"')]
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])


def datatype(literal: str) -> str:
    """Return the datatype IRI of a literal, without brackets."""
    last = literal[-1]
    if last == '"':
        return XSD + "string"
    return literal[literal.rindex("^") + 2 : -1] if last == ">" else RDF + "langString"


def language(literal: str) -> str:
    """Return the language tag of a literal in lower case, or ""."""
    return "" if literal[-1] in '">' else literal[literal.rindex('"') + 2 :]


def plain(term: str) -> str:
    """Return what STR() gives: an IRI without brackets, a literal's lexical form."""
    if term[0] == '"':
        return lexical(term)
    return term[1:-1] if term[0] == "<" else term


def shown(term: str) -> str:
    """Return a term as results have it: an IRI without brackets, others in N-Triples form."""
    return term[1:-1] if term[0] == "<" else term


def parsed(term: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a pyoxigraph term."""
    if term[0] == "<":
        return ox.NamedNode(term[1:-1])
    if term[0] == "_":
        return ox.BlankNode(term[2:])
    text = lexical(term)
    if term[-1] == ">":
        return ox.Literal(text, datatype=ox.NamedNode(datatype(term)))
    return ox.Literal(text, language=language(term) or None)


def literal(text: str) -> str:
    """Return a plain string as a term."""
    return str(ox.Literal(text))


def canonical(term: str) -> str:
    """Return one term of N-Triples syntax as pyoxigraph would write it.

    Raises: SyntaxError when it is none.
    """
    (triple,) = ox.parse(f"<a:a> <a:a> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return str(cast("ox.Quad", triple).object)
