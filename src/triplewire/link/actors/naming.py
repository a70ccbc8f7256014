"""Groups of names that stand for one actor in; the IRI and label of each, and what is held, out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triplewire.iris import digits_of
from triplewire.link.actors.fitting import name_words
from triplewire.link.actors.orders import Node
from triplewire.link.authorities import Authorities
from triplewire.link.profiles import ActorProfile
from triplewire.records import IdentityLink

Status = Literal["joined", "likely", "kept-apart"]
# The names of one actor, and its IRI in a table.
Group = tuple[list[Node], str | None]

_CONFIDENCE: dict[Status, Decimal] = {
    "joined": Decimal("0.95"),
    "likely": Decimal("0.6"),
    "kept-apart": Decimal("0.9"),
}
_SURE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged of two names, and why; ``decided`` is the key of a decision."""

    one: Node
    other: Node
    status: Status
    reason: str
    decided: str | None = None


def name_groups(
    groups: Iterable[Group], actors: Mapping[Node, ActorProfile], authorities: Authorities
) -> dict[Node, tuple[str, str]]:
    """Return the IRI and label of each node: a table's, else those of its group's fullest name.

    Where several groups have one name, each is told apart by its first article, in the order of
    ``actors``.
    """
    best = [(group, *_best(group, listed, actors)) for group, listed in groups]
    rank = {node: index for index, node in enumerate(actors)}
    owners = Counter(iri for _, iri, _ in best)
    taken: set[str] = set()
    named: dict[Node, tuple[str, str]] = {}
    for group, iri, label in best:
        in_table = iri in authorities.by_iri
        final = (
            iri
            if in_table or owners[iri] == 1
            else _told_apart(iri, min(group, key=rank.__getitem__), taken)
        )
        for node in group:
            # A table gives its own label.
            named[node] = (final, actors[node].name if in_table else label)
    return named


def _best(
    group: Sequence[Node], listed: str | None, actors: Mapping[Node, ActorProfile]
) -> tuple[str, str]:
    """Return the IRI and spelling of the fullest name: no initials, most words, most articles."""
    if listed is not None:
        return listed, actors[group[0]].name
    counts = Counter((actors[node].iri, actors[node].name) for node in group)

    def fullness(name: tuple[str, str]) -> tuple[object, ...]:
        words = name_words(name[1])
        return -sum(len(word) > 1 for word in words), -len(words), -counts[name], name

    return min(counts, key=fullness)


def _told_apart(iri: str, first: Node, taken: set[str]) -> str:
    """Return the IRI of one of several of a name; two may be in one article."""
    told = f"{iri}-{first[0][:8]}"
    if told in taken:
        told = f"{iri}-{digits_of(*first)}"
    taken.add(told)
    return told


def links_of(
    judgements: Iterable[Judgement],
    actors: Mapping[Node, ActorProfile],
    iris: Mapping[Node, str],
) -> tuple[IdentityLink, ...]:
    """Return what was judged, each pair of IRIs once; what was joined since needs no review."""
    found: dict[frozenset[str], IdentityLink] = {}
    for judged in judgements:
        one, other = iris[judged.one], iris[judged.other]
        if judged.status == "joined":
            # The IRI that one of them would have had alone.
            other = actors[judged.other].iri
            other = actors[judged.one].iri if other == one else other
        if one != other:
            link = IdentityLink(
                one=one,
                other=other,
                labels=(actors[judged.one].name, actors[judged.other].name),
                status=judged.status,
                reason=judged.reason,
                confidence=_SURE if judged.decided else _CONFIDENCE[judged.status],
                decided=judged.decided,
            )
            found.setdefault(frozenset((one, other)), link)
    return tuple(sorted(found.values(), key=lambda link: (link.one, link.other)))
