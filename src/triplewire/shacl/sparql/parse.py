"""The text of a SPARQL query in, its algebra out.

Oxigraph has checked the grammar before: this parser only has to find the structure.
"""

from collections.abc import Callable

from triplewire.shacl.graph import RDF, Path
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.parse_expressions import ExpressionReader
from triplewire.shacl.sparql.reader import END, SyntaxUnknownError, tokens_of


def parse_query(text: str) -> al.Parsed:
    """Return the algebra of a SELECT or ASK query.

    Raises: SyntaxUnknownError when its structure is not understood.
    """
    tokens = tokens_of(text)
    parser = _Parser(tokens)
    return al.Parsed(text, parser.query(), tuple(tokens))


class _Parser(ExpressionReader):
    def query(self) -> al.Select:
        while self._is("PREFIX", "BASE"):
            if self._next().text.upper() == "BASE":
                raise SyntaxUnknownError("BASE")
            name = self._next().text
            self._prefixes[name[:-1]] = self._next().text[1:-1]
        select = self._select() if self._is("SELECT") else self._ask()
        if self._peek() is not END:
            raise SyntaxUnknownError(self._peek().text)
        return select

    def _ask(self) -> al.Select:
        self._need("ASK")
        self._take("WHERE")
        return al.Select(where=self._group(), columns=None, ask=True)

    def _select(self) -> al.Select:
        start = self._need("SELECT").start + len("SELECT")
        distinct = self._take("DISTINCT")
        self._take("REDUCED")
        columns: list[tuple[al.Node, al.Expression | None]] = []
        everything = self._take("*")
        while not everything and not self._is("WHERE", "{"):
            columns.append(self._column())
        self._take("WHERE")
        where = self._group()
        group_by: list[tuple[al.Node, al.Expression | None]] = []
        having: list[al.Expression] = []
        order: list[al.Expression] = []
        if self._take("GROUP"):
            self._need("BY")
            while not self._is("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}") and (
                self._peek() is not END
            ):
                group_by.append(self._column())
        if self._take("HAVING"):
            while self._is("(") or self._callable():
                having.append(self._primary())
        if self._take("ORDER"):
            self._need("BY")
            while self._is("ASC", "DESC", "(") or self._peek().kind == "var" or self._callable():
                self._take("ASC", "DESC")
                order.append(self._primary())
        limited = False
        while self._take("LIMIT", "OFFSET"):
            limited = True
            self._next()
        if self._is("VALUES"):
            raise SyntaxUnknownError("VALUES")
        return al.Select(
            where=where,
            columns=None if everything else tuple(columns),
            distinct=distinct,
            group_by=tuple(group_by),
            having=tuple(having),
            order_by=tuple(order),
            limited=limited,
            inside=start,
        )

    def _callable(self) -> bool:
        token, after = self._peek(), self._peek(1)
        return (token.kind in ("word", "iri", "name") and after.text == "(") or self._is("NOT")

    def _column(self) -> tuple[al.Node, al.Expression | None]:
        if self._peek().kind == "var":
            return self._variable(), None
        if not self._is("("):
            return self._anonymous(), self._primary()
        self._need("(")
        expression = self._expression()
        name = self._variable() if self._take("AS") else self._anonymous()
        self._need(")")
        return name, expression

    def _group(self) -> al.Group:
        inside = self._need("{").start + 1
        if self._is("SELECT"):
            inner = self._select()
            self._need("}")
            return al.Group((inner,), inside)
        elements: list[al.Element] = []
        while not self._take("}"):
            self._element(elements)
        return al.Group(tuple(elements), inside)

    def _element(self, elements: list[al.Element]) -> None:
        if self._take("."):
            return
        if self._is("{"):
            groups = [self._group()]
            while self._take("UNION"):
                groups.append(self._group())
            elements.append(al.Union(tuple(groups)))
        elif self._take("OPTIONAL"):
            elements.append(al.Optional(self._group()))
        elif self._take("FILTER"):
            elements.append(al.Filter(self._primary()))
        elif self._take("BIND"):
            self._need("(")
            value = self._expression()
            self._need("AS")
            elements.append(al.Bind(value, self._variable()))
            self._need(")")
        elif self._take("GRAPH"):
            name = self._node(elements)
            elements.append(al.Graph(name, self._group()))
        elif self._is("MINUS", "SERVICE", "VALUES"):
            elements.append(al.Refused(self._next().text.upper()))
            self._skip()
        else:
            self._triples(elements)

    def _skip(self) -> None:
        """Go past a construct that is refused anyway, up to the end of its braces."""
        while not self._is("{") and self._peek() is not END:
            self._next()
        depth = 0
        while self._peek() is not END:
            text = self._next().text
            depth += (text == "{") - (text == "}")
            if depth == 0:
                return

    def _triples(self, elements: list[al.Element]) -> None:
        bracketed = self._is("[")
        subject = self._node(elements)
        if not (bracketed and self._is(".", "}")):
            self._properties(subject, elements)

    def _properties(self, subject: al.Node, elements: list[al.Element]) -> None:
        while True:
            predicate = self._variable() if self._peek().kind == "var" else self._path()
            while True:
                elements.append(al.Pattern(subject, predicate, self._node(elements)))
                if not self._take(","):
                    break
            if not self._take(";"):
                return
            while self._take(";"):
                pass
            if self._is(".", "}", "]") or (self._peek().kind == "word" and not self._is("A")):
                return

    def _node(self, elements: list[al.Element]) -> al.Node:
        if self._take("["):
            node = self._anonymous()
            if not self._is("]"):
                self._properties(node, elements)
            self._need("]")
            return node
        if self._take("("):
            return self._collection(elements)
        token = self._peek()
        if token.kind == "var":
            return self._variable()
        if token.kind == "blank":
            return "?" + self._next().text
        return self._term()

    def _collection(self, elements: list[al.Element]) -> al.Node:
        nodes: list[al.Node] = []
        while not self._take(")"):
            nodes.append(self._node(elements))
        rest = f"<{RDF}nil>"
        for node in reversed(nodes):
            cell = self._anonymous()
            elements.append(al.Pattern(cell, Path("p", f"<{RDF}first>"), node))
            elements.append(al.Pattern(cell, Path("p", f"<{RDF}rest>"), rest))
            rest = cell
        return rest

    def _path(self) -> Path:
        return self._several("|", lambda: self._several("/", self._turned))

    def _several(self, sign: str, inner: Callable[[], Path]) -> Path:
        parts = [inner()]
        while self._take(sign):
            parts.append(inner())
        return parts[0] if len(parts) == 1 else Path(sign, parts=tuple(parts))

    def _turned(self) -> Path:
        if self._take("^"):
            return Path("^", parts=(self._repeated(),))
        return self._repeated()

    def _repeated(self) -> Path:
        if self._take("("):
            path = self._path()
            self._need(")")
        elif self._take("!"):
            path = self._negated()
        else:
            path = Path("p", self._iri())
        while self._is("*", "+", "?"):
            path = Path(self._next().text, parts=(path,))
        return path

    def _negated(self) -> Path:
        if not self._take("("):
            return Path("!", parts=(self._turned(),))
        parts: list[Path] = []
        while not self._take(")"):
            parts.append(self._turned())
            self._take("|")
        return Path("!", parts=tuple(parts))
