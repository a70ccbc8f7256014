"""A seed and a number in, a random query out: by SPARQL's grammar, then changed here and there."""

import random
from collections.abc import Callable
from dataclasses import dataclass

# Nobody listens there, and Oxigraph says so before it looks.
_SERVER = "<http://127.0.0.1:9/>"
_IRIS = (
    "<x:s>", "<x:p>", "<x:o>", "<x:c>", "<http://x.org/service/1>", "<http://x.org/a#b>", "<#>",
    "<a(b)>", "<x:it's>", "<2)SERVICE#>", "<http://h:80>", "<>", "<http://x.org/#a,b;c&d>",
    "</service>", "<x:a#b>", "<x:a)b>", "<http://x.org/\\u0041>", "<x:\"a>", "<urn:a:'b'>",
)  # fmt: skip
_NAMES = (
    "actor:a", "x:a", "x:", ":a", "x:a.b", "x:a.b.c", "x:a..b", "x:-5", "x:\\#a", "x:a\\'b",
    "x:%23", "x:service", "x:ö", "x:😀", "x:1e5", "x:a:b", "é:a", "x:a\ufffe", "service:a",
    "x:a-b_c", "a.b:c",
)  # fmt: skip
_NAMESPACES = (
    "<http://x.org/>", "<http://h:80>", "<http://h>", "<#>", "<>", "<x:>", "<//h:80>",
    "<http://[::1]>",
    "<http://h:8\\u0030>", "<http://x.org/a#>", "<http://x.org/?a=>",
)  # fmt: skip
_VARIABLES = ("?s", "?p", "?o", "$o", "?service", "?x", "?ö", "?a·b", "?1", "?graph")
_NUMBERS = ("1", "2", "1.5", ".5", "1e5", "1.e2", "-1", "+2", "- 3", "1.")
_LETTERS = (
    "a", "b c", "#", "SERVICE", "}", "{", ")", "<", ">", "'", '"', "\\\"", "\\'", "\\\\", "\\n",
    "\\u0041", "\\U0001F600", "\\uD800", "\\q", "\\u12", "//", "ö", "\t",
)  # fmt: skip
_QUOTES = ('"', "'", '"""', "'''")
_TAILS = ("", "", "@en", "@en-GB", "@de--ltr", "^^x:d", "^^<x:d>", "@abcdefghijk")
_SPACES = ("", " ", "\n", "\t", "#\n", "#>\n", "# SERVICE\n", '#"\n', "#'''\r", "#\\q\n", " #<\n ")
_COMPARED = ("<", ">", "<=", ">=", "=", "!=")
_JOINED = ("&&", "||", "+", "-", "*", "/")
_FUNCTIONS = ("STR", "BOUND", "COALESCE", "ABS", "isIRI", "LANG", "x:f", "<x:f>")
_UPDATES = (
    "INSERT DATA { <x:a> <x:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/>",
    "CLEAR ALL", "DROP GRAPH <x:g>", "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
)  # fmt: skip
# Texts that hide SERVICE where a scan by tokens does not look; § stands for the rest of the clause.
_HIDDEN = (
    "FILTER(1<2)SERVICE#>\n§",
    "FILTER(1<x:a)SERVICE#'>\n§",
    "FILTER(1<<http://x#>)SERVICE §\n",
    'VALUES ?x {"""a"}SERVICE § #\\q"""\n',
    "VALUES ?x {'''a'}SERVICE § #\\uD800'''\n",
    "{ ?s ?p x:SERVICE § }",
    "{ ?s x:-5SERVICE § }",
    "{ ?s ?p x:a.b.SERVICE § }",
    "FILTER(?s<?o&&?s>1)SERVICE §",
    "BIND(1<2&&'#>'='#>' AS ?y)SERVICE §",
    "{ ?s ?p 1.SERVICE § }",
    "{ ?s a:SERVICE § }",
    "{ ?s ?p 'a'@en-SERVICE § }",
    "{ ?s ?p _:a.SERVICE § }",
    "FILTER(1<-1)SERVICE §",
)
_HAZARDS = (
    *_SPACES, *_LETTERS, *_IRIS, *_NAMES, *_NUMBERS, "<", ">", "<<", ">>", "1<", "1<2)", "(",
    "SERVICE", "service", "\\u0053ERVICE", "GRAPH ?g", ".", ";", ",", ":", "-", "_:a", "@en", "^^",
    "^", "|", "?", "\x00", "\xa0", "ſERVICE", "FILTER(", "VALUES ?x {", "PREFIX x: ", "BASE ", "#>",
    "/", "//",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A random query; ``depth`` counts the brackets within each other, 0 where it was changed."""

    text: str
    depth: int
    update: bool


def made(seed: int, number: int) -> Query:
    """Return one of the queries of a seed, always the same."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311  not for secrets
    if chance.random() < 0.03:
        return Query(text=_changed(chance.choice(_UPDATES), chance), depth=0, update=True)
    maker = _Maker(chance)
    maker.query()
    text = maker.text()
    if chance.random() < 0.5:
        return Query(text=_changed(text, chance), depth=0, update=False)
    return Query(text=text, depth=maker.deepest, update=False)


def _changed(text: str, chance: random.Random) -> str:
    """Return a text with a few characters put in, taken out or repeated."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        to = min(len(text), at + chance.randint(0, 8))
        put = chance.choice((chance.choice(_HAZARDS), "", text[at:to] * 2))
        text = text[:at] + put + text[to if chance.random() < 0.5 else at :]
    return text


class _Maker:
    """Writes a query as words, and counts the brackets that are open."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words: list[str] = []
        self._open = 0
        self._left = 40
        self.deepest = 0

    def text(self) -> str:
        """Return the words with as little between them as keeps most of them apart."""
        parts: list[str] = []
        for before, word in zip(["", *self._words], self._words, strict=False):
            joins = (before[-1:].isalnum() or before[-1:] in ":_.") and (
                word[:1].isalnum() or word[:1] in ":_."
            )
            space = self._chance.choice(_SPACES if self._chance.random() < 0.3 else ("", " "))
            parts += [" " if joins and not space and self._chance.random() < 0.95 else space, word]
        return "".join(parts)

    def query(self) -> None:
        """Write a query."""
        for name in ("x:", ":", "a:", "é:", "service:", "a.b:"):
            if self._chance.random() < (0.02 if name == "service:" else 0.8):
                self._put("PREFIX", name, self._namespace())
        if self._chance.random() < 0.15:
            self._put("BASE", self._namespace())
        if self._chance.random() < 0.5:
            self._put("ASK")
        else:
            self._put("SELECT", "*")
        if self._chance.random() < 0.1:
            self._put("FROM", *(["NAMED"] * self._chance.randint(0, 1)), self._chance.choice(_IRIS))
        self._group()

    def _namespace(self) -> str:
        return self._chance.choice((_NAMESPACES[0], self._chance.choice(_NAMESPACES)))

    def _put(self, *words: str) -> None:
        self._words += words

    def _within(self, opening: str, closing: str, write: Callable[[], None]) -> None:
        self._put(opening)
        self._open += 1
        self.deepest = max(self.deepest, self._open)
        write()
        self._open -= 1
        self._put(closing)

    def _group(self) -> None:
        self._within("{", "}", self._patterns)

    def _patterns(self) -> None:
        for _ in range(self._chance.randint(0, 3)):
            self._left -= 1
            if self._left > 0:
                self._pattern()

    def _pattern(self) -> None:
        kind = self._chance.choice(
            ("triple", "triple", "filter", "bind", "values", "group", "deep", "service", "hidden")
        )
        if kind == "triple":
            self._put(self._term(), self._verb(), self._term(), *self._chance.choice(((), (".",))))
        elif kind == "filter":
            self._put("FILTER")
            self._within("(", ")", self._expression)
        elif kind == "bind":
            self._put("BIND")
            self._within("(", ")", self._bound)
        elif kind == "values":
            self._put("VALUES", "?v")
            self._within("{", "}", lambda: self._put(self._constant(), self._constant()))
        elif kind == "deep":
            self._deep(self._chance.randint(1, 12))
        elif kind == "hidden":
            rest = f"{_SERVER} {{ ?a ?b ?c }}"
            self._put(self._chance.choice(_HIDDEN).replace("§", rest))
        else:
            self._put(*self._head(kind))
            self._group()

    def _head(self, kind: str) -> tuple[str, ...]:
        """Return what stands before a group."""
        if kind == "service":
            word = self._chance.choice(("SERVICE", "service", "SerVice"))
            return (word, *self._chance.choice(((), (), ("SILENT",))), _SERVER)
        heads = ((), ("OPTIONAL",), ("MINUS",), ("FILTER", "NOT", "EXISTS"), ("GRAPH", "?g"))
        return self._chance.choice((*heads, ("GRAPH", self._chance.choice(_IRIS))))

    def _deep(self, depth: int) -> None:
        if depth:
            self._within("{", "}", lambda: self._deep(depth - 1))
        else:
            self._patterns()

    def _bound(self) -> None:
        self._expression()
        self._put("AS", f"?n{len(self._words)}")

    def _expression(self) -> None:
        self._left -= 1
        kind = self._chance.choice(("compared", "joined", "within", "call", "not", "in", "term"))
        if kind == "term" or self._left < 0:
            self._put(self._term())
        elif kind in {"compared", "joined"}:
            self._put(self._term())
            self._put(self._chance.choice(_COMPARED if kind == "compared" else _JOINED))
            self._put(self._term())
            if self._chance.random() < 0.4:
                self._put(self._chance.choice(_JOINED[:2]))
                self._expression()
        elif kind == "within":
            self._within("(", ")", self._expression)
        elif kind == "call":
            self._put(self._chance.choice(_FUNCTIONS))
            self._within("(", ")", self._expression)
        elif kind == "not":
            self._put("!")
            self._within("(", ")", self._expression)
        else:
            self._put(self._term(), "IN")
            self._within("(", ")", lambda: self._put(self._constant(), ",", self._constant()))

    def _verb(self) -> str:
        return self._chance.choice(("a", "?p", "<x:p>", "x:p", "<x:p>*", "^<x:p>", "!<x:p>", "?p"))

    def _term(self) -> str:
        if self._chance.random() < 0.4:
            return self._chance.choice(_VARIABLES)
        return self._constant()

    def _constant(self) -> str:
        return self._chance.choice(
            (
                self._chance.choice((*_IRIS[:6], self._chance.choice(_IRIS))),
                self._chance.choice((*_NAMES[:4], self._chance.choice(_NAMES))),
                self._chance.choice((*_NUMBERS[:4], self._chance.choice(_NUMBERS))),
                self._string(),
                "true",
            )
        )

    def _string(self) -> str:
        quote = self._chance.choice(_QUOTES)
        letters = _LETTERS[:16] if self._chance.random() < 0.8 else _LETTERS
        inner = "".join(self._chance.choices(letters, k=self._chance.randint(0, 4)))
        return f"{quote}{inner}{quote}{self._chance.choice(_TAILS)}"
