"""What curators decided about who is who, found again among the actors of all articles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from triplewire.iris import spelt
from triplewire.link.authorities import Authorities, normal
from triplewire.link.naming import Known
from triplewire.link.profiles import ActorProfile, Profile
from triplewire.records import Decision, Unmet

Node = tuple[str, str]  # the hash of an article's text, a name of its draft
_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A node that a decision makes one with others, or with a listed actor, or keeps apart."""

    decision: Decision
    node: Node
    others: tuple[Node, ...]
    listed: str | None


def path_of(iri: str) -> str:
    """Return the last two parts of an IRI: "actor/ana-ruiz"."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def in_article(iri: str, article: Profile) -> str:
    """Return how a curator names one of several people of a name: by an article that names him."""
    return f"{iri}-{article.digits[:8]}"


def orders_of(
    profiles: Sequence[Profile],
    known: Mapping[Node, ActorProfile],
    authorities: Authorities,
    published: Known,
) -> tuple[list[Order], list[Unmet]]:
    """Return the decisions about actors that name somebody, and those that name nobody.

    The other side of a decision is an IRI that is or was published, however it is spelt, or a name.
    """
    by_name = _by_name(profiles, known, published)
    orders: list[Order] = []
    unmet: list[Unmet] = []
    for node, decision in _decisions(profiles, known):
        value = decision.value
        iri = spelt(value, authorities.base) or value
        keys = (iri, iri.removeprefix(authorities.base), normal(value))
        found = next((by_name[key] for key in keys if key in by_name), [])
        others = tuple(other for other in found if other != node)
        listed = _listed(iri, value, authorities) if decision.what == "merge" else None
        if others or listed:
            orders.append(Order(decision=decision, node=node, others=others, listed=listed))
        else:
            near = sorted(by_name, key=lambda name: (-fuzz.ratio(value, name), name))[:_NEAREST]
            reason = f"no other article names {value!r}"
            unmet.append(Unmet(decision=decision, reason=reason, candidates=tuple(near)))
    return orders, unmet


def _by_name(
    profiles: Sequence[Profile], known: Mapping[Node, ActorProfile], published: Known
) -> dict[str, list[Node]]:
    """Return who may be meant by a name or an IRI."""
    articles = {profile.sha256: profile for profile in profiles}
    found: dict[str, list[Node]] = {}
    by_anchor: dict[str, Node] = {}
    for node, actor in known.items():
        path, article = path_of(actor.iri), articles[node[0]]
        by_anchor[f"{article.digits} {node[1]}"] = node
        for name in {actor.iri, path, in_article(path, article), normal(actor.name)}:
            found.setdefault(name, []).append(node)
    for row in published.rows:
        nodes = [by_anchor[anchor] for anchor in row.known_by if anchor in by_anchor]
        if nodes:
            found.setdefault(row.name, nodes)
    return found


def _decisions(
    profiles: Sequence[Profile], known: Mapping[Node, ActorProfile]
) -> Iterator[tuple[Node, Decision]]:
    for profile in profiles:
        for ruling in profile.rulings:
            node = (profile.sha256, ruling.subject)
            if ruling.decision.what in {"merge", "keep-apart"} and node in known:
                yield node, ruling.decision


def _listed(iri: str, value: str, authorities: Authorities) -> str | None:
    if iri in authorities.by_iri:
        return iri
    named = authorities.by_name.get(normal(value), ())
    return named[0].iri if named else None
