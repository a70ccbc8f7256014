"""Reports of a file of RDF in, findings out: pointing at its lines, and at articles it cites."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import FOLLOWED, READ, Passage
from triplewire.records import Report
from triplewire.report.findings import Finding, Place
from triplewire.report.labels import steady
from triplewire.report.places.known import Known
from triplewire.report.places.rdf_lines import subject_places
from triplewire.report.places.source_lines import Sources
from triplewire.shacl import read_triples

# What leads from a node to the words it rests on, and what leads there the other way round.
_ONWARD = FOLLOWED | {vocab.SUBJECT_CLAIM}
_BACK = frozenset({vocab.OBSERVATION, vocab.HAS_PARTICIPATION, vocab.OA_HAS_SELECTOR})
_SAID = READ | {vocab.LABEL, vocab.SKOS_PREF_LABEL}
_STEPS = 5


def file_findings(
    files: Sequence[Path], report: Report, here: Path, name: str | None = None
) -> Iterator[Finding]:
    """Yield the results for files of RDF, with places as seen from the folder ``here``.

    Raises: ValidateError when a file cannot be read again. ``name`` is what to call the only file
    where it is not its path.
    """
    if not report.results:
        return
    report, sources = steady(report), Sources(here)
    names = [name or sources.shown(file.absolute()) for file in files]
    lines: dict[str, Place] = {}
    for number, (file, called) in enumerate(zip(files, names, strict=True)):
        wanted = {_label(r.focus, number): r.focus for r in report.results if r.focus not in lines}
        places = subject_places(file, called, wanted)
        lines |= {wanted[node]: place for node, place in places.items()}
    known = _neighbourhood(files, {result.focus for result in report.results})
    beside = files[0].absolute().parent
    for result in report.results:
        place = lines.get(result.focus, Place(file=names[0]))
        cited = known.cited(result.focus)
        words = [_words(known, one.passage, beside, sources) for one in cited]
        # An article that is at hand comes first; a name alone is no place to go to.
        places_of = [w for w in words if w.line], [place], [w for w in words if not w.line]
        yield Finding(
            result=result,
            graph=place.file,
            label=known.label(result.focus),
            places=tuple(dict.fromkeys(one for several in places_of for one in several)),
        )


def endpoint_findings(report: Report) -> Iterator[Finding]:
    """Yield the results for a SPARQL endpoint, which has no lines to point at."""
    for result in steady(report).results:
        yield Finding(result=result, graph=report.graph)


def _label(node: str, number: int) -> str:
    """Return a blank node as its file calls it: of several files, each has its own prefix."""
    return f"_:{node.removeprefix(f'_:f{number}')}" if node.startswith(f"_:f{number}") else node


def _words(known: Known, passage: Passage, folder: Path, sources: Sources) -> Place:
    """Return where words stand in their article, or which article has them."""
    source = known.evidence.source(passage.text)
    name = source.name or passage.text
    found = sources.search(passage, folder, name, source.first_line)
    label = known.label(source.article) if source.article else None
    return replace(found or Place(file=name, words=passage.words), article=label)


def _neighbourhood(files: Sequence[Path], nodes: Iterable[str]) -> Known:
    """Return what files say of nodes, as far as it leads to words: one reading a step.

    So nothing but what is asked for is held in memory, however large the file.
    """
    of: dict[str, list[ox.Triple]] = defaultdict(list)
    back: dict[str, list[ox.Triple]] = defaultdict(list)
    known, wanted = set[str](), set(nodes)
    for _ in range(_STEPS):
        reached: set[str] = set()
        for triple in (triple for file in files for triple in read_triples(file)):
            subject, value = triple.subject, triple.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if subject.value in wanted and triple.predicate in _ONWARD | _SAID:
                of[subject.value].append(triple)
                if triple.predicate in _ONWARD and isinstance(value, ox.NamedNode):
                    reached.add(value.value)
            if (
                triple.predicate in _BACK
                and isinstance(value, ox.NamedNode)
                and value.value in wanted
            ):
                back[value.value].append(triple)
                reached.add(subject.value)
        known |= wanted
        wanted = reached - known
        if not wanted:
            break
    return Known(of=lambda node: of.get(node, []), mentioning=lambda node: back.get(node, []))
