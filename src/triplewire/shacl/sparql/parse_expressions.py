"""The expressions of a query in, their algebra out."""

from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.reader import Reader, SyntaxUnknownError

_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_LEVELS = (("||",), ("&&",), ("=", "!=", "<", ">", "<=", ">=", "IN", "NOT"), ("+", "-"), ("*", "/"))


class ExpressionReader(Reader):
    """Reads expressions; a group in EXISTS is read by who inherits it."""

    def _group(self) -> al.Group:
        raise NotImplementedError

    def _expression(self, level: int = 0) -> al.Expression:
        if level == len(_LEVELS):
            return self._unary()
        left = self._expression(level + 1)
        while self._is(*_LEVELS[level]):
            sign = self._next().text.upper()
            if sign in ("IN", "NOT"):
                if sign == "NOT":
                    self._need("IN")
                members = al.Call("IN", (left, *self._arguments()))
                left = al.Call("!", (members,)) if sign == "NOT" else members
            else:
                left = al.Call(sign, (left, self._expression(level + 1)))
        return left

    def _unary(self) -> al.Expression:
        for sign in "!-+":
            if self._take(sign):
                return al.Call(sign, (self._unary(),))
        return self._primary()

    def _primary(self) -> al.Expression:
        if self._take("("):
            inner = self._expression()
            self._need(")")
            return inner
        token, after = self._peek(), self._peek(1)
        if token.kind == "var":
            return al.Var(self._variable())
        if self._is("EXISTS", "NOT"):
            negated = self._next().text.upper() == "NOT"
            if negated:
                self._need("EXISTS")
            return al.Exists(self._group(), negated)
        if token.kind == "word" and after.text == "(":
            name = self._next().text.upper()
            return (
                self._aggregate(name) if name in _AGGREGATES else al.Call(name, self._arguments())
            )
        term = self._term()
        return al.Call(term, self._arguments()) if self._is("(") else al.Const(term)

    def _arguments(self) -> tuple[al.Expression, ...]:
        self._need("(")
        if self._take("DISTINCT"):
            raise SyntaxUnknownError("DISTINCT")
        found: list[al.Expression] = []
        while not self._take(")"):
            found.append(self._expression())
            self._take(",")
        return tuple(found)

    def _aggregate(self, name: str) -> al.Aggregate:
        self._need("(")
        distinct = self._take("DISTINCT")
        argument = None if self._take("*") else self._expression()
        if self._take(";"):  # what stands between texts is for Oxigraph, which alone joins them
            self._need("SEPARATOR")
            self._need("=")
            self._next()
        self._need(")")
        return al.Aggregate(name, argument, distinct)
