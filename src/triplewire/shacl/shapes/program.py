"""A shapes graph in, a program that validates data out."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

from triplewire.errors import ValidateError
from triplewire.shacl.errors import NotCompiledError
from triplewire.shacl.graph import Data, Term, read_path, sh, shown
from triplewire.shacl.results import Result
from triplewire.shacl.shapes.compile import Compiler
from triplewire.shacl.shapes.parts import DEACTIVATED, Compiled
from triplewire.shacl.shapes.sparql_constraints import Extension, read_target
from triplewire.shacl.shapes.targets import Selection, Targets, read_targets
from triplewire.shacl.sparql import Question

_PATH = sh("path")


@dataclass(frozen=True, slots=True)
class Program:
    """Compiled shapes; ``elsewhere`` are those with targets that only pySHACL can judge.

    ``judges`` has the others by their node, ``selects`` their SPARQL-based targets.
    """

    shapes: Data
    targets: dict[Term, Targets]
    judges: dict[Term, Compiled]
    selects: dict[Term, tuple[Question, ...]]
    elsewhere: tuple[Term, ...]
    extension: Extension

    @property
    def paths(self) -> dict[str, str]:
        """Return the path of each property shape, as results have it."""
        described = self.shapes.out.items()
        return {
            shown(node): read_path(self.shapes, about[_PATH][0]).shown
            for node, about in described
            if _PATH in about
        }

    def selection(self, data: Data) -> Selection:
        """Return the targets of the compiled shapes, by class, property and node."""
        return Selection({s: t for s, t in self.targets.items() if s in self.judges}, data)

    def foci(self, data: Data) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node), each once, for the shapes that are compiled."""
        selection = self.selection(data)
        found = dict.fromkeys(chain(selection.named(), data.foci(selection)))
        yield from found
        for shape, questions in self.selects.items():
            for question in questions:
                for row in question.solutions(data, {}):
                    pair = (shape, row["?this"])
                    if pair not in found:
                        found[pair] = None
                        yield pair

    def nodes(self, data: Data) -> Iterator[Term]:
        """Yield the focus node of every pair of `foci`, some more than once."""
        if self.selects:
            yield from (focus for _, focus in self.foci(data))
            return
        selection = self.selection(data).by_one_of_each()
        yield from (focus for _, focus in chain(selection.named(), data.foci(selection)))

    def foci_among(self, data: Data, nodes: AbstractSet[Term]) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node), each once, for the focus nodes among some nodes."""
        if self.selects:
            yield from (pair for pair in self.foci(data) if pair[1] in nodes)
            return
        selection = self.selection(data)
        pairs = chain(
            selection.of(nodes, data),
            (pair for pair in selection.named() if pair[1] in nodes),
            (
                (shape, node)
                for predicate, shapes in selection.by_object.items()
                for node in data.objects_among(predicate, nodes)
                for shape in shapes
            ),
        )
        yield from dict.fromkeys(pairs)

    def results(self, data: Data) -> Iterator[Result]:
        """Yield the results of all compiled shapes, in no particular order."""
        for shape, focus in self.foci(data):
            yield from self.judges[shape].judge(data, focus)


def compile_shapes(shapes: Data, only: Iterable[str] = ()) -> Program:
    """Compile the shapes that have targets; ``only`` names those wanted, by IRI.

    Raises: ValidateError when a shape is not well-formed, or refers to itself.
    """
    wanted = set(only)
    targets = read_targets(shapes)
    missing = wanted - {shown(node) for node in targets}
    if missing:
        raise ValidateError(
            f"no shape with a target: {', '.join(sorted(missing))}",
            hint="name a shape that has a sh:targetClass or another target",
        )
    if wanted:
        targets = {node: t for node, t in targets.items() if shown(node) in wanted}
    extension = Extension(shapes)
    compiler = Compiler(shapes, extension)
    judges: dict[Term, Compiled] = {}
    selects: dict[Term, tuple[Question, ...]] = {}
    elsewhere: list[Term] = []
    for node, of_shape in targets.items():
        try:
            compiled = compiler.shape(node)
            questions = tuple(read_target(shapes, target) for target in of_shape.selects)
        except NotCompiledError:
            elsewhere.append(node)
            continue
        if compiled is not DEACTIVATED:
            judges[node] = compiled
            if questions:
                selects[node] = questions
    return Program(shapes, targets, judges, selects, tuple(elsewhere), extension)
