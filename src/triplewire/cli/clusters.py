"""Names that may be one in, a screen to look at them out; what is said of them, as decisions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from triplewire.records import Decision

if TYPE_CHECKING:
    from triplewire.ask import Cluster, Mention, Named

MERGE, APART = "m", "k"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Who decides, on which day and why; ``base`` is what IRIs of the data begin with."""

    by: str
    when: str
    why: str
    base: str


def screen(
    cluster: "Cluster", members: Sequence["Named"], *, width: int, color: bool
) -> Iterator[str]:
    """Yield lines that show each name with its offices and sentences, and why they may be one."""
    from triplewire.ask import visible

    for number, one in enumerate(members, 1):
        yield f"  {number}  {visible(one.label)}"
        for office in one.offices:
            yield from _wrapped(visible(office), width)
        for mention in one.mentions:
            yield from _wrapped(_sentence(mention, color=color), width)
    numbers = {iri: number for number, iri in enumerate(cluster.members, 1)}
    for pair in cluster.pairs:
        pair_of = f"{numbers[pair.one]} ≟ {numbers[pair.other]}"
        yield from wrap(f"{pair_of}  {visible(pair.reason)}  [{pair.confidence}]", width - 2,
                        initial_indent="  ", subsequent_indent="         ")  # fmt: skip


def groups_of(said: str, count: int) -> list[list[int]] | None:
    """Return which of so many names are one, from 0: all, none, or by digits.

    None is for what says nothing of these.

    >>> groups_of("1 3, 24", 4), groups_of("k", 2), groups_of("1 1", 2), groups_of("2", 2)
    ([[0, 2], [1, 3]], [[0], [1]], None, None)
    """
    if said == MERGE:
        return [list(range(count))]
    named = [[int(digit) - 1 for digit in re.findall(r"\d", part)] for part in said.split(",")]
    told = [number for group in named for number in group]
    if len(set(told)) < len(told) or not set(told) <= set(range(count)):
        return None
    if said != APART and max(map(len, named)) < 2:
        return None
    alone = [[number] for number in range(count) if number not in told]
    return [sorted(group) for group in named if group] + alone


def decisions_of(
    cluster: "Cluster",
    members: Sequence["Named"],
    groups: Sequence[Sequence[int]],
    verdict: Verdict,
) -> list[Decision]:
    """Return the decisions that make each group one, and keep the others apart that may be one."""
    by_iri = dict(zip(cluster.members, members, strict=True))
    group = {cluster.members[n]: g for g, numbers in enumerate(groups) for n in numbers}
    merged = [
        _decision("merge", members[other], members[numbers[0]], verdict)
        for numbers in groups
        for other in numbers[1:]
    ]
    apart = [
        _decision("keep-apart", by_iri[pair.other], by_iri[pair.one], verdict)
        for pair in cluster.pairs
        if group[pair.one] != group[pair.other]
    ]
    return merged + apart


def _decision(what: str, about: "Named", other: "Named", verdict: Verdict) -> Decision:
    from triplewire.decide import anchored

    place = next(iter(about.mentions), None)
    words = " ".join((about.label if place is None else place.words).split())
    decision = Decision(
        line=0,
        what=what,
        article="" if place is None else place.article,
        quotation=words,
        target=f"actor {words}" if about.kind == "actor" else about.kind,
        value=other.iri.removeprefix(verdict.base),
        by=verdict.by,
        when=verdict.when,
        why=verdict.why,
    )
    return decision if place is None else anchored(decision, place.text, (place.start, place.end))


def _sentence(mention: "Mention", *, color: bool) -> str:
    from triplewire.ask import visible
    from triplewire.explain import marked, sentence_around

    before, after = sentence_around(mention.text, mention.start, mention.end)
    words = " ".join(mention.words.split())
    return f"{visible(mention.source)}:{mention.line}  {marked(before, words, after, color=color)}"


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="     ", subsequent_indent="       ")
