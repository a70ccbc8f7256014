"""The functions of SPARQL on terms in N-Triples form."""

import hashlib
import math
import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from urllib.parse import quote

from triplewire.shacl.graph import (
    CHECKS,
    SHORT,
    XSD,
    datatype,
    language,
    lexical,
    literal,
    matcher,
    plain,
    python_pattern,
    value_of,
)
from triplewire.shacl.sparql.operators import (
    ElsewhereError,
    Term,
    TermError,
    arithmetic,
    boolean,
    equal,
    number,
    numeral,
    ordered,
    rank_of,
    rounded,
    truth,
)

_STRING = XSD + "string"


def string(term: Term) -> str:
    """Return the text of a string literal. Raises: TermError when it is none."""
    if term[0] != '"' or term[-1] == ">":
        raise TermError(term)
    return lexical(term)


def simple(term: Term) -> str:
    """Return the text of a string literal. Raises: TermError when it has a language, or is none."""
    if term[-1] != '"':
        raise TermError(term)
    return lexical(term)


def like(term: Term, text: str) -> Term:
    """Return a text with the language tag of another literal."""
    tag = language(term)
    return f"{literal(text)}@{tag}" if tag else literal(text)


def _pair(one: Term, other: Term) -> tuple[str, str]:
    texts = string(one), string(other)
    if language(other) and language(other) != language(one):
        raise TermError(other)
    return texts


def _test(holds: Callable[[str, str], bool]) -> Callable[[Term, Term], Term]:
    return lambda one, other: boolean(holds(*_pair(one, other)))


def _substr(term: Term, start: Term, length: Term | None = None) -> Term:
    text, first = string(term), number(start)
    size = len(text) + 1 if length is None else number(length)
    if not isinstance(first, int) or not isinstance(size, int):
        raise ElsewhereError(term)
    begin = max(first, 1) - 1
    if length is None:
        return like(term, text[begin:])
    return like(term, text[begin : max(first + size - 1, begin)])


def _before(one: Term, other: Term) -> Term:
    text, part = _pair(one, other)
    head, found, _ = text.partition(part) if part else ("", "", "")
    return like(one, head) if found or not part else literal("")


def _after(one: Term, other: Term) -> Term:
    text, part = _pair(one, other)
    if not part:
        return one
    _, found, tail = text.partition(part)
    return like(one, tail) if found else literal("")


def _concat(*terms: Term) -> Term:
    text = "".join(string(term) for term in terms)
    tags = {language(term) for term in terms}
    return f"{literal(text)}@{tags.pop()}" if len(tags) == 1 and "" not in tags else literal(text)


@lru_cache(maxsize=256)
def _matcher(pattern: str, flags: str) -> Callable[[str], bool]:
    return matcher(pattern, flags)


def _regex(term: Term, pattern: Term, flags: Term = '""') -> Term:
    return boolean(_matcher(string(pattern), string(flags))(string(term)))


@lru_cache(maxsize=256)
def _expression(pattern: str, flags: str) -> re.Pattern[str] | None:
    return python_pattern(pattern, flags)


def _replace(term: Term, pattern: Term, by: Term, flags: Term = '""') -> Term:
    wanted, replacement = string(pattern), string(by)
    expression, text = _expression(wanted, string(flags)), string(term)
    if expression is None or len(text) > SHORT or set("$\\") & set(replacement):
        raise ElsewhereError(term)
    if expression.search("") is not None:
        raise ElsewhereError(term)  # whether it replaces nothing at all, Oxigraph knows
    return like(term, expression.sub(lambda _: replacement, text))


def _lang_matches(tag: Term, wanted: Term) -> Term:
    found, basic = string(tag).lower(), string(wanted).lower()
    if basic == "*":
        return boolean(bool(found))
    return boolean(found == basic or found.startswith(basic + "-"))


def _str(term: Term) -> Term:
    if term[0] == "_":
        raise TermError(term)
    return literal(plain(term))


def _lang(term: Term) -> Term:
    if term[0] != '"':
        raise TermError(term)
    return literal(language(term))


def _datatype(term: Term) -> Term:
    if term[0] != '"':
        raise TermError(term)
    return f"<{datatype(term)}>"


def _iri(term: Term) -> Term:
    if term[0] == "<":
        return term
    text = string(term)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", text) is None:
        raise ElsewhereError(term)
    return f"<{text}>"


def _strdt(term: Term, kind: Term) -> Term:
    if term[-1] != '"' or kind[0] != "<":
        raise TermError(term)
    return term if kind == f"<{_STRING}>" else f"{term}^^{kind}"


def _strlang(term: Term, tag: Term) -> Term:
    if term[-1] != '"' or not simple(tag):
        raise TermError(term)
    return f"{term}@{simple(tag).lower()}"


def _is_numeric(term: Term) -> Term:
    value = value_of(term) if term[0] == '"' else None
    return boolean(value is not None and value.kind == "number")


_MOMENT = re.compile(r"(-?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):([\d.]+)(Z|[+-]\d\d:\d\d)?")


def _field(group: int) -> Callable[[Term], Term]:
    def take(term: Term) -> Term:
        if term[0] != '"':
            raise TermError(term)
        match = _MOMENT.fullmatch(lexical(term))
        if match is None or datatype(term) != XSD + "dateTime":
            raise ElsewhereError(term)
        return numeral(Fraction(match[group]), 1 if group == 6 else 0)

    return take


def _tz(term: Term) -> Term:
    match = _MOMENT.fullmatch(lexical(term)) if term[0] == '"' else None
    if match is None:
        raise ElsewhereError(term)
    return literal(match[7] or "")


def _hash(name: str) -> Callable[[Term], Term]:
    def digest(term: Term) -> Term:
        return literal(hashlib.new(name, simple(term).encode(), usedforsecurity=False).hexdigest())

    return digest


def _cast(kind: str) -> Callable[[Term], Term]:
    def cast(term: Term) -> Term:
        if term[0] == "_" or (term[0] == "<" and kind != "string"):
            raise TermError(term)
        text = plain(term)
        if kind == "string":
            return literal(text)
        source = datatype(term)
        if source == XSD + kind:
            if not CHECKS[XSD + kind](text):
                raise TermError(term)
            return term
        if source != _STRING:
            raise ElsewhereError(term)
        if not CHECKS[XSD + kind](text):
            raise TermError(term)
        return f"{literal(text)}^^<{XSD}{kind}>"

    return cast


FUNCTIONS: dict[str, Callable[..., Term]] = {
    "=": lambda a, b: boolean(equal(a, b)),
    "!=": lambda a, b: boolean(not equal(a, b)),
    "<": lambda a, b: boolean(ordered(a, b) == -1),
    ">": lambda a, b: boolean(ordered(a, b) == 1),
    "<=": lambda a, b: boolean(ordered(a, b) in (-1, 0)),
    ">=": lambda a, b: boolean(ordered(a, b) in (1, 0)),
    "*": lambda a, b: arithmetic("*", a, b),
    "/": lambda a, b: arithmetic("/", a, b),
    "!": lambda a: boolean(not truth(a)),
    "STR": _str,
    "LANG": _lang,
    "LANGMATCHES": _lang_matches,
    "DATATYPE": _datatype,
    "IRI": _iri,
    "URI": _iri,
    "STRDT": _strdt,
    "STRLANG": _strlang,
    "SAMETERM": lambda a, b: boolean(a == b),
    "ISIRI": lambda a: boolean(a[0] == "<"),
    "ISURI": lambda a: boolean(a[0] == "<"),
    "ISBLANK": lambda a: boolean(a[0] == "_"),
    "ISLITERAL": lambda a: boolean(a[0] == '"'),
    "ISNUMERIC": _is_numeric,
    "STRLEN": lambda a: numeral(len(string(a)), 0),
    "UCASE": lambda a: like(a, string(a).upper()),
    "LCASE": lambda a: like(a, string(a).lower()),
    "ENCODE_FOR_URI": lambda a: literal(quote(string(a), safe="-_.~")),
    "CONTAINS": _test(lambda text, part: part in text),
    "STRSTARTS": _test(str.startswith),
    "STRENDS": _test(str.endswith),
    "STRBEFORE": _before,
    "STRAFTER": _after,
    "SUBSTR": _substr,
    "CONCAT": _concat,
    "REGEX": _regex,
    "REPLACE": _replace,
    "ABS": lambda a: numeral(abs(Fraction(number(a))), rank_of(a)),
    "CEIL": lambda a: rounded(a, math.ceil),
    "FLOOR": lambda a: rounded(a, math.floor),
    "ROUND": lambda a: rounded(a, lambda value: math.floor(value + Fraction(1, 2))),
    "YEAR": _field(1),
    "MONTH": _field(2),
    "DAY": _field(3),
    "HOURS": _field(4),
    "MINUTES": _field(5),
    "SECONDS": _field(6),
    "TZ": _tz,
    **{name: _hash(name) for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")},
    **{
        f"<{XSD}{kind}>": _cast(kind)
        for kind in (
            "string",
            "integer",
            "decimal",
            "double",
            "float",
            "boolean",
            "dateTime",
            "date",
        )
    },
}
"""Functions of terms alone, by their name in capitals, or their IRI."""
