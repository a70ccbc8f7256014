"""A thing of the store in, a drawing of what it is linked to out, the same for the same graph.

Neighbours stand in groups by property, each under a phrase that reads on from the thing's name, the
groups on the side that has more room. They are also told in words, so nobody needs the drawing.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.web.pages.graph import Facts, Ref, Site, Walk
from triplewire.store import Store

WIDTH, BOX, MIDDLE, ROW, HEAD, GAP = 1000, 300, 220, 30, 26, 14
_MOST = 8
# Of what points at a thing by one property, so much is looked at.
_LOOKED_AT = 300
_SHOWN, _SHOWN_NAME = 38, 28
_LEFT_OUT = frozenset(
    name.value
    for name in (vocab.TYPE, vocab.EVIDENCE, vocab.CONTENT, vocab.QUOTATION, vocab.RELATED_CLAIM)
)
# Said the other way round where the thing is the object.
_PASSIVE = {
    vocab.SPEAKER.value: "said",
    vocab.ADDRESSEE.value: "was told",
    vocab.RELAYED_BY.value: "relayed",
    vocab.POSSIBLE_SPEAKER.value: "may have said",
    vocab.PROV_HAD_PRIMARY_SOURCE.value: "is the source of",
    vocab.SCHEMA_MENTIONS.value: "is mentioned in",
    vocab.SCHEMA_ABOUT.value: "is the subject of",
    vocab.SCHEMA_PUBLISHER.value: "published",
    vocab.SCHEMA_LOCATION.value: "is the place of",
    vocab.SCHEMA_CONTAINED_IN_PLACE.value: "contains",
    vocab.SCHEMA_OBSERVATION_ABOUT.value: "is measured by",
    vocab.COUNTERPART.value: "is the other party of",
    vocab.REPORTED_IN.value: "reports",
    vocab.PARTICIPANT.value: "took part in",
    vocab.HAS_ACTOR.value: "played",
    vocab.ORG_MEMBER.value: "holds",
    vocab.ORG_ORGANIZATION.value: "gives",
    vocab.EVENT_TYPE.value: "is the type of",
    vocab.SPEECH_ACT.value: "is done by",
    vocab.SUBJECT_CLAIM.value: "is compared in",
    vocab.OBJECT_CLAIM.value: "is compared in",
    vocab.ONE.value: "may be one by",
    vocab.OTHER.value: "may be one by",
    vocab.MADE_DURING.value: "is where was said",
    vocab.PERFORMS.value: "is done by saying",
    vocab.ON_BEHALF_OF.value: "is spoken for in",
    vocab.SCHEMA_SUPER_EVENT.value: "has as part",
    vocab.ACTING_AS.value: "is the office in",
    vocab.ORG_ROLE.value: "is the role in",
    vocab.SCHEMA_VARIABLE_MEASURED.value: "is measured in",
    vocab.RANKED_AMONG.value: "is the field of",
    vocab.PROV_WAS_INFLUENCED_BY.value: "shaped",
    f"{vocab.PREFIXES['skos']}broader": "is wider than",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A neighbour with its box; ``x`` and ``y`` are its upper left corner in SVG's user units."""

    ref: Ref
    text: str
    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The neighbours by one property on one side; ``more`` of them have no room."""

    name: str
    right: bool
    links: tuple[Link, ...]
    more: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """The drawing: its bundles, its size, and where its middle is."""

    facts: Facts
    name: str
    bundles: tuple[Bundle, ...]
    height: float
    middle: float


def neighbourhood(store: Store, site: Site, facts: Facts) -> Neighbourhood:
    """Return the neighbourhood of a thing."""
    walk = Walk(store)
    groups: dict[str, list[Ref]] = {}
    for fact in facts.facts:
        if fact.name.value not in _LEFT_OUT and isinstance(fact.value, ox.NamedNode) and fact.label:
            called = walk.label(fact.name.value) or _spaced(site.short(fact.name.value))
            groups.setdefault(called, []).append(site.ref(fact.value.value, fact.label))
    for iri, phrase in _PASSIVE.items():
        others = walk.into(facts.iri, ox.NamedNode(iri), most=_LOOKED_AT)
        refs = [site.ref(other, label) for other in others if (label := walk.label(other))]
        if refs:
            groups.setdefault(phrase, []).extend(refs)
    sides = {True: float(GAP), False: float(GAP)}
    bundles = []
    for phrase in sorted(groups, key=lambda name: (-min(_MOST, len(groups[name])), name)):
        right = sides[True] < sides[False]
        refs = sorted(set(groups[phrase]), key=lambda ref: (ref.label, ref.iri))
        x = float(WIDTH - BOX - GAP if right else GAP)
        bundle = _bundle(phrase, refs, (x, sides[right]), right=right)
        sides[right] += HEAD + ROW * (len(bundle.links) + bool(bundle.more)) + GAP
        bundles.append(bundle)
    height = max(*sides.values(), 6.0 * ROW)
    return Neighbourhood(
        facts=facts,
        name=_cut(facts.label, _SHOWN_NAME),
        bundles=tuple(bundles),
        height=height,
        middle=height / 2,
    )


def _bundle(name: str, refs: list[Ref], place: tuple[float, float], *, right: bool) -> Bundle:
    x, y = place
    links = tuple(
        Link(ref=ref, text=_cut(ref.label, _SHOWN), kind=_kind(ref), x=x, y=y + HEAD + ROW * at)
        for at, ref in enumerate(refs[:_MOST])
    )
    return Bundle(name=name, right=right, links=links, more=max(0, len(refs) - _MOST), x=x, y=y)


def _kind(ref: Ref) -> str:
    return ref.href.split("/")[1] if ref.href else "other"


def _spaced(short: str) -> str:
    """Return the local part of a prefixed name as words: schema:publisher, org:memberOf."""
    local = short.rpartition(":")[2]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in local).strip()


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
