"""A property path as SPARQL writes it in, the same as SHACL writes it in Turtle out."""

import re

from triplewire.errors import ValidateError

_TOKEN = re.compile(r"\s*(<[^<>]*>|[()/|^*+?])")
_REPEATS = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}


def turtle_path(path: str) -> str:
    """Return a result's path in Turtle: an IRI, or lists and blank nodes as SHACL has them.

    Shape: ``path`` is an IRI without brackets, or a property path of IRIs in <>.
    Raises: ValidateError when it is neither.
    """
    if "<" not in path:
        return f"<{path}>"
    tokens = _TOKEN.findall(path)
    if "".join(tokens) != "".join(path.split()):
        raise ValidateError(f"not a property path: {path!r}")
    return _Reader(tokens, path).whole()


class _Reader:
    """Reads a path by SPARQL's grammar: alternatives of sequences of steps."""

    def __init__(self, tokens: list[str], path: str) -> None:
        self._tokens = tokens[::-1]
        self._path = path

    def whole(self) -> str:
        found = self._alternative()
        if self._tokens:
            raise self._error()
        return found

    def _alternative(self) -> str:
        parts = [self._sequence()]
        while self._next("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else f"[ sh:alternativePath ( {' '.join(parts)} ) ]"

    def _sequence(self) -> str:
        parts = [self._step()]
        while self._next("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else f"( {' '.join(parts)} )"

    def _step(self) -> str:
        if self._next("^"):
            return f"[ sh:inversePath {self._step()} ]"
        found = self._primary()
        while self._tokens and self._tokens[-1] in _REPEATS:
            found = f"[ sh:{_REPEATS[self._tokens.pop()]} {found} ]"
        return found

    def _primary(self) -> str:
        if self._next("("):
            found = self._alternative()
            if not self._next(")"):
                raise self._error()
            return found
        if self._tokens and self._tokens[-1].startswith("<"):
            return self._tokens.pop()
        raise self._error()

    def _next(self, token: str) -> bool:
        if self._tokens and self._tokens[-1] == token:
            self._tokens.pop()
            return True
        return False

    def _error(self) -> ValidateError:
        return ValidateError(f"not a property path: {self._path!r}")
