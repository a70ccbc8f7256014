"""A sh:pattern and its flags in, a test of strings out, by SPARQL's REGEX.

Python's own expressions are fastest, but some take exponential time, and some escapes of XPath
they do not know. A pattern goes to Python where it means the same there and cannot run away;
any other goes to Oxigraph, whose time is linear in the string.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.shacl.graph.terms import TRUE

# What stands outside a class: an escape, a class, a quantifier, a bracket, or one character.
_PIECE = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<many>(?:[*+]|\{\d+,\})\??)"
    r"|(?P<few>(?:\?|\{\d+(?:,\d+)?\})\??)|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SAFE_ESCAPES = set("dDnrt\\|.-^?*+{}()[]$") | set("/\"'")
_UNSAFE_IN_SET = re.compile(r"\\[^nrtdD\\|.\-^?*+{}()\[\]$/]|&&|-\[|(?<!^)\[")
_MAX_REPEATS = 4
_MAX_COUNT = 1000
SHORT = 120  # code points: so long, even four repeats in a row are quick


def matcher(pattern: str, flags: str) -> Callable[[str], bool]:
    """Return a function that says whether a pattern is found in a string.

    Raises: ValidateError when it is no regular expression, or a flag is none of s, m, i, x, q.
    """
    if set(flags) - set("smixq"):
        raise ValidateError(f"not flags of a pattern: {flags!r}", hint="use s, m, i, x or q")
    if "q" in flags and "i" not in flags:
        return lambda text: pattern in text
    expression = python_pattern(pattern, flags)
    linear = _oxigraph(pattern, flags)
    if expression is None:
        linear("")  # so that a bad pattern is refused before it is used
        return linear
    search = expression.search
    return lambda text: search(text) is not None if len(text) <= SHORT else linear(text)


def python_pattern(pattern: str, flags: str) -> re.Pattern[str] | None:
    """Return a Python expression of the same meaning that is quick on any string, or None."""
    if set(flags) - set("i") or ("i" in flags and not pattern.isascii()):
        return None
    pieces: list[str] = []
    groups: list[bool] = [False]  # for each open group, whether it may match in several ways
    repeats, loose = 0, False  # loose: the piece before may itself match in several ways
    for match in _PIECE.finditer(pattern):
        kind, text = match.lastgroup or "", match[0]
        if kind == "many":
            repeats += 1
            if loose or repeats > _MAX_REPEATS:
                return None
            groups = [True] * len(groups)
        elif kind == "few" and any(int(n) > _MAX_COUNT for n in re.findall(r"\d+", text)):
            return None
        elif kind == "bar":
            groups[-1] = True
        elif kind == "open":
            groups.append(False)
        translated = _piece(kind, text)
        if translated is None:
            return None
        loose = False
        if kind == "close":
            if len(groups) == 1:
                return None
            loose = groups.pop()
            groups[-1] |= loose
        pieces.append(translated)
    try:
        return re.compile("".join(pieces), re.IGNORECASE if "i" in flags else 0)
    except (re.error, OverflowError):
        return None


def _piece(kind: str, text: str) -> str | None:
    """Return a piece of a pattern as Python writes it, or None when Python has no such thing."""
    if kind == "escape":
        return text if text[1] in _SAFE_ESCAPES else None
    if kind == "set":
        return None if _UNSAFE_IN_SET.search(text[1:-1]) or text[1] == "]" else text
    if kind == "other":
        return {"$": r"\Z", ".": r"[^\n]"}.get(text, None if text in "{}[]\\" else text)
    return text


def _oxigraph(pattern: str, flags: str) -> Callable[[str], bool]:
    store = ox.Store()
    tested, answer = ox.Variable("text"), ox.Variable("found")
    extra = f', "{flags}"' if flags else ""
    test = f"REGEX(STR(?text), {ox.Literal(pattern)}{extra})"
    query = f"SELECT ?text ?found WHERE {{ BIND({test} AS ?found) }}"

    @lru_cache(maxsize=65536)
    def found(text: str) -> bool:
        rows = cast(
            "ox.QuerySolutions", store.query(query, substitutions={tested: ox.Literal(text)})
        )
        value = next(iter(rows))[answer]
        if value is None:
            raise ValidateError(
                f"not a regular expression: {pattern!r}", hint="sh:pattern is one of XPath"
            )
        return str(value) == TRUE

    return found
