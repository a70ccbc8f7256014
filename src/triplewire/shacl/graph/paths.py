"""SHACL property paths in: how SPARQL writes them, the nodes they lead to, and what they read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from triplewire.errors import ValidateError
from triplewire.shacl.graph.index import Data, Term
from triplewire.shacl.graph.terms import RDF, sh, shown

Walk = Callable[[Data, Term], Sequence[Term]]

_REPEATS = {
    sh("zeroOrMorePath"): "*",
    sh("oneOrMorePath"): "+",
    sh("zeroOrOnePath"): "?",
}
_INVERSE, _ALTERNATIVE = sh("inversePath"), sh("alternativePath")
_FIRST, _NIL = f"<{RDF}first>", f"<{RDF}nil>"


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: ``op`` is one of p (predicate), ^, /, |, *, + and ?.

    ``predicate`` is set for p alone; ``parts`` are the paths that any other is made of.
    """

    op: str
    predicate: Term = ""
    parts: tuple["Path", ...] = ()

    @property
    def sparql(self) -> str:
        """Return the path as SPARQL writes it, with IRIs in <>."""
        if self.op == "p":
            return self.predicate
        inner = [part.sparql for part in self.parts]
        if self.op == "^":
            return f"^{inner[0]}" if self.parts[0].op == "p" else f"^({inner[0]})"
        if self.op == "|":
            return f"({'|'.join(inner)})"
        return "/".join(inner) if self.op == "/" else f"({inner[0]}){self.op}"

    @property
    def shown(self) -> str:
        """Return the path as results have it: an IRI, or as SPARQL writes it."""
        return shown(self.predicate) if self.op == "p" else self.sparql


def read_path(shapes: Data, node: Term) -> Path:
    """Return the path that a node of the shapes graph stands for.

    Raises: ValidateError when it is not well-formed.
    """
    return _read(shapes, node, frozenset())


def _read(shapes: Data, node: Term, above: frozenset[Term]) -> Path:
    if node[0] == "<" and node != _NIL:
        return Path("p", node)
    described = shapes.out[node]
    if node in above or not described:
        raise _odd(node)
    deeper = above | {node}
    if _FIRST in described:
        return Path("/", parts=_parts(shapes, node, deeper))
    if _ALTERNATIVE in described:
        return Path("|", parts=_parts(shapes, described[_ALTERNATIVE][0], deeper))
    if _INVERSE in described:
        return Path("^", parts=(_read(shapes, described[_INVERSE][0], deeper),))
    for predicate, sign in _REPEATS.items():
        if predicate in described:
            return Path(sign, parts=(_read(shapes, described[predicate][0], deeper),))
    raise _odd(node)


def _parts(shapes: Data, head: Term, above: frozenset[Term]) -> tuple[Path, ...]:
    try:
        members = shapes.members(head)
    except ValueError as error:
        raise _odd(head) from error
    if len(members) < 2:
        raise _odd(head)
    return tuple(_read(shapes, member, above) for member in members)


def _odd(node: Term) -> ValidateError:
    return ValidateError(
        "not a property path", where=shown(node), hint="sh:path is an IRI or a SHACL path of them"
    )


def walk(path: Path) -> Walk:
    """Return a function that lists the nodes a path leads to, each once."""
    return _walk(path, forward=True)


def _walk(path: Path, *, forward: bool) -> Walk:
    if path.op == "p":
        return _step(path.predicate, forward=forward)
    if path.op == "^":
        return _walk(path.parts[0], forward=not forward)
    inner = [_walk(part, forward=forward) for part in path.parts]
    if path.op == "/":
        return _sequence(inner if forward else inner[::-1])
    if path.op == "|":
        return lambda data, node: list(dict.fromkeys(n for w in inner for n in w(data, node)))
    (only,) = inner
    if path.op == "?":
        return lambda data, node: list(dict.fromkeys((node, *only(data, node))))
    return closure(only, itself=path.op == "*")


def _step(predicate: Term, *, forward: bool) -> Walk:
    if forward:
        return lambda data, node: data.out[node].get(predicate, ())
    return lambda data, node: data.into[node].get(predicate, ())


def _sequence(steps: list[Walk]) -> Walk:
    def along(data: Data, node: Term) -> Sequence[Term]:
        reached: Sequence[Term] = (node,)
        for step in steps:
            reached = list(dict.fromkeys(n for at in reached for n in step(data, at)))
        return reached

    return along


def closure(step: Walk, *, itself: bool) -> Walk:
    """Return a function that takes a step again and again, from each node once."""

    def along(data: Data, node: Term) -> Sequence[Term]:
        found: dict[Term, None] = {node: None} if itself else {}
        agenda = [node]
        while agenda:
            for reached in step(data, agenda.pop()):
                if reached not in found:
                    found[reached] = None
                    agenda.append(reached)
        return list(found)

    return along


def reads(path: Path, *, forward: bool = True) -> Iterator[tuple[Term, bool]]:
    """Yield each predicate that a path reads, "" for any, and whether from subject to object."""
    if path.op == "p":
        yield path.predicate, forward
    elif path.op == "!":
        yield "", forward
        return
    for part in path.parts:
        yield from reads(part, forward=forward != (path.op == "^"))
