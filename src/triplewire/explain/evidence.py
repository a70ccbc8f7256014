"""A store and a thing or triple in, the words of the articles that it rests on out."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from triplewire.ask import (
    Fate,
    expand,
    fate_of,
    literal_of,
    node_of,
    prefixes_of,
    require_text,
    rows,
    shorten,
    successor_of,
    visible,
)
from triplewire.ask.evidence import Evidence, Lookups, Passage, Texts, located, place_of
from triplewire.errors import QueryError
from triplewire.explain.explanation import Excerpt, Explanation, Ground
from triplewire.explain.find import Description, describe, find
from triplewire.store import Store
from triplewire.vocab import (
    COMMENT,
    CONFIDENCE,
    LABEL,
    OBSERVATION,
    RULE,
    TYPE,
)

_MOST_GROUNDS = 20
_CONTEXT = 300
_SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]{0,3}\s""")

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def explain(store: Store, what: str) -> Explanation:
    """Return what a thing, or a triple written as three terms, rests on.

    A thing without evidence of its own (an actor, an observation, an article) rests on that of the
    claims, events and offices that speak of it. A name that another replaced stands for that one.
    Raises: QueryError when the store has no such thing or triple.
    """
    require_text(what)
    prefixes, evidence = prefixes_of(store), Lookups(store).evidence
    triple = _triple(what, prefixes)
    if triple is not None:
        bearers = _carriers(store, evidence, triple)
        name, kind, label, reason = visible(what), "triple", None, None
    else:
        named = find(store, what, prefixes).value
        node = ox.NamedNode(successor_of(store, named) or named)
        bearers = evidence.bearers(node.value)
        found = describe(store, node, prefixes)
        name, kind, label = found.name, found.kind, found.label
        fate = fate_of(store, node.value)
        reason = _said(found, COMMENT) if evidence.judged(node.value) else None
        reason = _withdrawn(fate, prefixes) if fate else reason
    return Explanation(
        name=name,
        kind=kind,
        label=label,
        grounds=tuple(_grounds(store, evidence, bearers[:_MOST_GROUNDS], prefixes)),
        more=max(0, len(bearers) - _MOST_GROUNDS),
        reason=reason,
    )


def _withdrawn(fate: Fate, prefixes: Mapping[str, str]) -> str:
    """Return what became of a name in words."""
    day = f" on {fate.when}" if fate.when else ""
    by = f" by {shorten(fate.by, prefixes)}" if fate.by else ""
    heir = f"; in its place stands {shorten(fate.see, prefixes)}" if fate.see else ""
    return f"It was withdrawn{day}{by}{heir}."


def _triple(what: str, prefixes: Mapping[str, str]) -> Triple | None:
    """Return the triple that three terms stand for, None when it is not three terms."""
    terms = what.split(maxsplit=2)
    if len(terms) < 3:
        return None
    subject = expand(terms[0], prefixes)
    predicate = TYPE.value if terms[1] == "a" else expand(terms[1], prefixes)
    value = expand(terms[2], prefixes)
    if subject is None or predicate is None:
        return None
    last = literal_of(terms[2], prefixes) if value is None else node_of(value)
    return node_of(subject), node_of(predicate), last


def _carriers(store: Store, evidence: Evidence, triple: Triple) -> list[str]:
    """Return the nodes whose evidence shows a triple, the most particular ones only."""
    names = map(ox.Variable, ("subject", "predicate", "object"))
    if not rows(store, "holds", dict(zip(names, triple, strict=True))):
        raise QueryError("the store does not hold this triple", hint="look with `triplewire show`")
    subject, value = triple[0].value, triple[2].value
    return evidence.roles(subject, value) or (
        [subject] if evidence.rests(subject) else evidence.speaking(subject, OBSERVATION)
    )


def _grounds(
    store: Store, evidence: Evidence, nodes: Iterable[str], prefixes: Mapping[str, str]
) -> Iterator[Ground]:
    texts = Texts(store)
    for node in nodes:
        found = describe(store, ox.NamedNode(node), prefixes)
        excerpts = (
            _excerpt(evidence, passage, texts.of(passage.text))
            for passage in evidence.resting(node)
        )
        yield Ground(
            name=found.name,
            kind=found.kind,
            label=found.label,
            excerpts=tuple(dict.fromkeys(excerpts)),
            rule=_named(found, RULE),
            confidence=_said(found, CONFIDENCE),
            decisions=tuple(_decisions(store, node)),
        )


def _decisions(store: Store, node: str) -> Iterator[str]:
    """Yield what was decided about a node: what, by whom, when and why."""
    for row in rows(store, "decided", {ox.Variable("node"): ox.NamedNode(node)}):
        why = f": {row['why'].value}" if row["why"] is not None else ""
        yield f"{row['label'].value} ({row['who'].value}, {row['when'].value}){why}"


def _said(found: Description, name: ox.NamedNode) -> str | None:
    values = (value.value for predicate, value, _ in found.properties if predicate == name)
    return next(values, None)


def _named(found: Description, name: ox.NamedNode) -> str | None:
    """Return what the value of a property is called."""
    named = (
        label or value.value for predicate, value, label in found.properties if predicate == name
    )
    return next(named, None)


def _excerpt(evidence: Evidence, passage: Passage, text: str | None) -> Excerpt:
    source = evidence.source(passage.text)
    line, column = located(passage, text, source.first_line)
    start = None if text is None else place_of(passage, text, source.first_line)
    end = None if start is None else start + len(passage.words)
    if text is None or start is None or end is None:
        before, after = passage.around
    else:
        before, after = sentence_around(text, start, end)
    return Excerpt(
        article=evidence.value(source.article, LABEL) if source.article else None,
        source=source.name,
        start=start,
        end=end,
        line=line,
        column=column,
        before=before,
        words=passage.words,
        after=after,
        run=evidence.run(passage.text),
    )


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a stretch in its sentence, on its line."""
    first = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    for stop in _SENTENCE_END.finditer(text, first, start):
        first = stop.end()
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _CONTEXT)
    for stop in _SENTENCE_END.finditer(text, max(start, end - 4), last):
        if stop.end() > end:
            last = stop.end()
            break
    return text[first:start], text[end:last].rstrip()
