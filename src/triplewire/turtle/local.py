"""What is said in an article's group in, names out that are shorter and hold in that group alone.

``this:`` is the article and ``passage:`` begins the names of its text's passages: most names of a
group are those, and long because they hold everywhere. No query knows either prefix, so that a name
copied from its place is refused there, and never taken for that of another thing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triplewire.turtle.arrange import Block
from triplewire.turtle.names import Names

# Slashes alone are escaped.
_LOCAL = re.compile(r"[0-9a-z](?:[0-9a-z/-]*[0-9a-z])?")
_ARTICLE = "article:"


@dataclass(frozen=True, slots=True)
class Local:
    """The names that are written in another way in a group, and the lines that declare how."""

    names: dict[str, str]
    head: tuple[str, ...] = ()

    def __call__(self, name: str) -> str:
        """Return how a name, or a literal, is written in the group."""
        return self.names.get(name, name)


def local(digits: str, blocks: Iterable[Block], names: Names) -> Local:
    """Return the local names of an article's group that make it shorter, declarations included."""
    counts = Counter(name for block in blocks for name in _names(block, names))
    space = f"{names.base}text/{digits}#passage-"
    stem = names.short(f"{space}0").removesuffix("0>")
    passages = {
        name: f"passage:{name[len(stem) : -1].replace('/', chr(92) + '/')}"
        for name in counts
        if name.startswith(stem) and _LOCAL.fullmatch(name, len(stem), len(name) - 1)
    }
    found = {"passage": (space, passages)}
    for name in counts:
        if name.startswith(_ARTICLE) and name.endswith(digits):
            iri = f"{names.base}article/{name.removeprefix(_ARTICLE)}"
            found["this"] = (iri, {name: "this:"})
    shorter, head = {}, []
    for prefix, (iri, written) in sorted(found.items()):
        line = f"@prefix {prefix}: <{iri}> .\n"
        if sum(counts[name] * (len(name) - len(new)) for name, new in written.items()) > len(line):
            shorter.update(written)
            head.append(line)
    return Local(shorter, tuple(head))


def _names(block: Block, names: Names) -> Iterator[str]:
    yield block.name(names)
    for _, values in block.said:
        yield from values
