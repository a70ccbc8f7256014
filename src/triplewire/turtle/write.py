"""Quads in, lines that sort as a document reads; those lines in, the document out.

The fields of a line are the group, the order of the subject in it, the rank of the property, the
property, the object; tabs stand between them and nowhere else. In TriG a group is a graph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Literal

import pyoxigraph as ox

from triplewire.iris import BASE
from triplewire.turtle.arrange import Block, arranged, short
from triplewire.turtle.local import Local, local
from triplewire.turtle.names import Names
from triplewire.turtle.places import place
from triplewire.turtle.properties import rank
from triplewire.turtle.terms import node

Form = Literal["turtle", "trig"]
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# A larger group stands as it is sorted: no article says so much, the graph of all comparisons may.
_LARGEST = 50_000
_WIDTH = 100
# Those of a few articles, one after the other.
_REMEMBERED = 20_000
# Graphs in TriG: the default one, which has no name, those of the articles, those that they share.
_DEFAULT, _OF_ARTICLE, _SHARED = "00", "01", "02"
# What a group is named by that is of one article: its digits, behind its rank or its graph's IRI.
_OWN = re.compile(r"(?<=^01)[0-9a-f]{16}\Z|(?<=/graph/article/)[0-9a-f]{16}\Z")


def page(triples: Iterable[ox.Triple], base: str = BASE) -> str:
    """Return a few triples as Turtle."""
    names = Names(base)
    quads = (ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return "".join(written(sorted({*lines(quads, names, "turtle")}), names, "turtle"))


def lines(quads: Iterable[ox.Quad], names: Names, form: Form) -> Iterator[bytes]:
    """Yield a line for each quad; in Turtle a triple of several graphs gives the same one.

    ``names`` notes what the head of the document has to declare.
    """
    placed = lru_cache(_REMEMBERED)(lambda thing: place(thing, names.base))
    for quad in quads:
        subject, predicate = quad.subject, quad.predicate.value
        at = placed(subject.value if isinstance(subject, ox.NamedNode) else str(subject))
        node(subject, names)
        group = at.group if form == "turtle" else _graph(quad.graph_name, names)
        name = "a" if predicate == _TYPE else names.short(predicate)
        value = node(quad.object, names)
        yield f"{group}\t{at.order}\t{rank(predicate)}\t{name}\t{value}\n".encode()


def written(ordered: Iterable[bytes], names: Names, form: Form) -> Iterator[str]:
    """Yield the document of lines that come sorted as bytes, each once."""
    gap = ""
    for line in names.head():
        yield line
        gap = "\n"
    split = (line.decode()[:-1].split("\t") for line in ordered)
    for group, members in groupby(split, key=itemgetter(0)):
        blocks, here = _in_order(group, members, names)
        if here.head:
            yield f"{gap}{''.join(here.head)}"
            gap = "\n"
        graph = form == "trig" and group != _DEFAULT
        if graph:
            yield f"{gap}{short(group, names)} {{\n"
            gap = ""
        for block in blocks:
            yield f"{gap}{_text(block, names, here)}"
            gap = "\n"
        if graph:
            yield "}\n"


def _graph(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, names: Names) -> str:
    if isinstance(graph, ox.DefaultGraph):
        return _DEFAULT
    if isinstance(graph, ox.BlankNode):
        return f"{_SHARED}{graph}"
    names.short(graph.value)
    own = graph.value.startswith(f"{names.base}graph/article/")
    return f"{_OF_ARTICLE if own else _SHARED}{graph.value}"


def _in_order(
    group: str, members: Iterator[list[str]], names: Names
) -> tuple[Iterable[Block], Local]:
    few = list(islice(members, _LARGEST + 1))
    if len(few) > _LARGEST:
        return _blocks(chain(few, members)), Local({})
    blocks = list(arranged(_blocks(few), names))
    article = _OWN.search(group)
    return blocks, local(article[0], blocks, names) if article else Local({})


def _blocks(split: Iterable[list[str]]) -> Iterator[Block]:
    for order, fields in groupby(split, key=itemgetter(1)):
        said = (
            (name, tuple(field[4] for field in values))
            for name, values in groupby(fields, key=itemgetter(3))
        )
        yield Block(order, tuple(said))


def _text(block: Block, names: Names, here: Local) -> str:
    said = " ;\n\t".join(_said(name, [*map(here, values)]) for name, values in block.said)
    return f"{here(block.name(names))} {said} .\n"


def _said(name: str, values: Sequence[str]) -> str:
    together = f"{name} {', '.join(values)}"
    if len(together) <= _WIDTH or len(values) == 1:
        return together
    return f"{name}\n\t\t" + ",\n\t\t".join(values)
