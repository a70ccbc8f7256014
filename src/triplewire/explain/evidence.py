"""A store and a thing or triple in, the words of the articles that it rests on out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from triplewire.ask import (
    Places,
    expand,
    line_and_column,
    literal_of,
    node_of,
    prefixes_of,
    require_text,
    resting,
    rows,
    shorten,
    visible,
)
from triplewire.errors import QueryError
from triplewire.explain.explanation import Excerpt, Explanation, Ground
from triplewire.explain.find import THING, Description, describe, find
from triplewire.store import Store
from triplewire.vocab import COMMENT, CONFIDENCE, OBSERVATION, RULE, TYPE

_MOST_GROUNDS = 20
_CONTEXT = 300
_SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]{0,3}\s""")

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def explain(store: Store, what: str) -> Explanation:
    """Return what a thing, or a triple written as three terms, rests on.

    A thing without evidence of its own (an actor, an observation, an article) rests on that of the
    claims, events and offices that speak of it.
    Raises: QueryError when the store has no such thing or triple.
    """
    require_text(what)
    prefixes = prefixes_of(store)
    triple = _triple(what, prefixes)
    if triple is not None:
        return _explanation(
            store, _carriers(store, triple), prefixes, visible(what), "triple", None
        )
    node = find(store, what, prefixes)
    found = describe(store, node, prefixes)
    explained = _explanation(
        store, _nodes(store, node), prefixes, found.name, found.kind, found.label
    )
    reason = _said(found, COMMENT) if rows(store, "judged", {THING: node}) else None
    return replace(explained, reason=reason)


def _nodes(store: Store, node: ox.NamedNode) -> list[ox.NamedNode]:
    """Return what shows the words that a thing rests on: itself, what it judges, or its bearers."""
    if _rests(store, node):
        return [node]
    judged = [row["node"] for row in rows(store, "judged", {THING: node})]
    ends = judged or [node]
    found = [
        bearer
        for end in ends
        for bearer in ([end] if _rests(store, end) else [r["node"] for r in _bearers(store, end)])
    ]
    return list(dict.fromkeys(found))


def _explanation(
    store: Store,
    nodes: list[ox.NamedNode],
    prefixes: Mapping[str, str],
    name: str,
    kind: str,
    label: str | None,
) -> Explanation:
    return Explanation(
        name=name,
        kind=kind,
        label=label,
        grounds=tuple(_grounds(store, nodes[:_MOST_GROUNDS], prefixes)),
        more=max(0, len(nodes) - _MOST_GROUNDS),
    )


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


def _carriers(store: Store, triple: Triple) -> list[ox.NamedNode]:
    """Return the nodes whose evidence shows a triple, the most particular ones only."""
    subject, _, value = triple
    names = map(ox.Variable, ("subject", "predicate", "object"))
    if not rows(store, "holds", dict(zip(names, triple, strict=True))):
        raise QueryError("the store does not hold this triple", hint="look with `triplewire show`")
    ends = {ox.Variable("subject"): subject, ox.Variable("object"): value}
    taking_part = [row["node"] for row in rows(store, "participation", ends)]
    if taking_part or _rests(store, subject):
        return taking_part or [subject]
    return [row["node"] for row in _bearers(store, subject) if row["property"] == OBSERVATION]


def _bearers(store: Store, node: ox.NamedNode) -> list[ox.QuerySolution]:
    found = {row["node"]: row for row in rows(store, "bearers", {THING: node})}
    return list(found.values())


def _rests(store: Store, node: ox.NamedNode) -> bool:
    return bool(rows(store, "passages-of", {ox.Variable("node"): node}))


def _grounds(
    store: Store, nodes: Iterable[ox.NamedNode], prefixes: Mapping[str, str]
) -> Iterable[Ground]:
    places = Places(store)
    for node in nodes:
        found = describe(store, node, prefixes)
        excerpts = [_excerpt(row, places.text(row["text"])) for row in resting(store, node)]
        yield Ground(
            name=shorten(node.value, prefixes),
            kind=found.kind,
            label=found.label,
            excerpts=tuple(dict.fromkeys(excerpts)),
            rule=_said(found, RULE),
            confidence=_said(found, CONFIDENCE),
            decisions=tuple(_decisions(store, node)),
        )


def _decisions(store: Store, node: ox.NamedNode) -> Iterator[str]:
    """Yield what was decided about a node: what, by whom, when and why."""
    for row in rows(store, "decided", {ox.Variable("node"): node}):
        why = f": {row['why'].value}" if row["why"] is not None else ""
        yield f"{row['label'].value} ({row['who'].value}, {row['when'].value}){why}"


def _said(found: Description, name: ox.NamedNode) -> str | None:
    values = (value.value for predicate, value, _ in found.properties if predicate == name)
    return next(values, None)


def _excerpt(row: ox.QuerySolution, text: str | None) -> Excerpt:
    start, end, words = int(row["start"].value), int(row["end"].value), row["words"].value
    before, after, line, column = (
        _value(row, "before") or "",
        _value(row, "after") or "",
        None,
        None,
    )
    if text is not None and text[start:end] == words:
        before, after = _sentence(text, start, end)
        line, column = line_and_column(text, start, int(_value(row, "first") or 1))
    return Excerpt(
        article=_value(row, "article"),
        source=_value(row, "source"),
        start=start,
        end=end,
        line=line,
        column=column,
        before=before,
        words=words,
        after=after,
        run=_value(row, "run"),
    )


def _value(row: ox.QuerySolution, name: str) -> str | None:
    term = row[name]
    return None if term is None else term.value


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
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
