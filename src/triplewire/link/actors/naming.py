"""Groups of names that stand for one actor in; the IRI and label of each, and what is held, out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triplewire.link.actors.fitting import name_words
from triplewire.link.actors.orders import Node
from triplewire.link.authorities import Authorities
from triplewire.link.naming import Known, Named
from triplewire.link.profiles import ActorProfile, Profile
from triplewire.records import IdentityLink, Registered

Status = Literal["joined", "likely", "kept-apart"]
# The names of one actor, and its IRI in a table.
Group = tuple[list[Node], str | None]

_CONFIDENCE: dict[Status, Decimal] = {
    "joined": Decimal("0.95"),
    "likely": Decimal("0.6"),
    "kept-apart": Decimal("0.9"),
}
_SURE = Decimal(1)
# What the IRIs of those who may be one begin with.
_KINDS = ("actor", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged of two names, and why; ``decided`` is the key of a decision."""

    one: Node
    other: Node
    status: Status
    reason: str
    decided: str | None = None


def name_groups(
    groups: Iterable[Group],
    actors: Mapping[Node, ActorProfile],
    articles: Mapping[str, Profile],
    authorities: Authorities,
    known: Known,
) -> tuple[dict[Node, tuple[str, str]], tuple[Registered, ...]]:
    """Return the IRI and label of each node, and what a register must keep of the IRIs.

    Those of a table go first. Else the IRI is the one that was known first, and the label the
    fullest name. ``articles`` are by the hashes of their texts.
    """
    groups, base = list(groups), authorities.base
    listed: dict[int, str] = {}
    for index, (group, given) in enumerate(groups):
        tables = [given, *(actors[node].iri for node in group)]
        iri = next((iri for iri in tables if iri in authorities.by_iri), given)
        if iri is not None:
            listed[index] = iri.removeprefix(base)
    members = [
        [_named(node, actors, articles, known, base) for node in group] for group, _ in groups
    ]
    settled = known.settle(members, listed, *_KINDS)
    named: dict[Node, tuple[str, str]] = {}
    for index, ((group, _), name) in enumerate(zip(groups, settled.names, strict=True)):
        label = _label(group, actors)
        for node in group:
            # A table gives its own label.
            named[node] = (base + name, actors[node].name if index in listed else label)
    return named, settled.rows


def _named(
    node: Node,
    actors: Mapping[Node, ActorProfile],
    articles: Mapping[str, Profile],
    known: Known,
    base: str,
) -> Named:
    sha, name = node
    article = articles[sha]
    return Named(
        own=actors[node].iri.removeprefix(base),
        anchor=f"{article.digits} {name}",
        since=known.since.get(article.digits, known.now),
        order=(article.published or "9999", article.digits),
        rank=_fullness(name),
    )


def _fullness(name: str) -> tuple[object, ...]:
    """Return what sorts the fullest name first: most words that are no initials, most words."""
    words = name_words(name)
    return -sum(len(word) > 1 for word in words), -len(words)


def _label(group: Sequence[Node], actors: Mapping[Node, ActorProfile]) -> str:
    """Return the fullest name, of several the one of most articles."""
    counts = Counter(actors[node].name for node in group)
    return min(counts, key=lambda name: (*_fullness(name), -counts[name], name))


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
