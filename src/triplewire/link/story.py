"""A draft in, its story out: every name replaced by the IRI of what it names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from triplewire.iris import first_words, mint, slug
from triplewire.link.authorities import Authorities, normal
from triplewire.link.findings import finding_names
from triplewire.link.folding import fold
from triplewire.link.happenings import Happenings
from triplewire.link.names import Names
from triplewire.link.slices import NOTHING, Slice
from triplewire.link.tellings import fold_events
from triplewire.link.wider import wider_measure, wider_office
from triplewire.records import (
    Claim,
    Draft,
    Event,
    Figure,
    LinkedClaim,
    LinkedEvent,
    Office,
    Participation,
    Passage,
    Role,
    Story,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingContext:
    """What the claims and events of one draft are linked with."""

    names: Names
    authorities: Authorities
    offices: Mapping[str, Office]
    digits: str
    findings: Mapping[str, str]
    shared: Mapping[str, tuple[str, str]]
    happenings: Happenings


def link(draft: Draft, authorities: Authorities, known: Slice = NOTHING) -> Story:
    """Return the draft with an IRI for every name in it; ``known`` is what other articles add.

    An actor that the curator's table or the gazetteer lists gets that IRI; any other is named by
    its own full name, or, where that is a single word of a person, by the article as well. What
    several passages tell is one event.
    """
    findings = finding_names(draft)
    draft = fold_events(draft, findings).draft
    digits, metadata, base = draft.article.digits, draft.metadata, authorities.base
    names = Names(draft, authorities, {name: (iri, label) for name, iri, label in known.actors})
    path = _path(draft)
    publisher, credited = (
        names.organisation(name) for name in (metadata.publisher, metadata.credited_source)
    )
    context = LinkingContext(
        names=names,
        authorities=authorities,
        offices=_offices(draft, names, authorities),
        digits=digits,
        findings=findings,
        shared={key: (iri, label) for key, iri, label in known.events},
        happenings=Happenings(draft.events),
    )
    return Story(
        draft=draft,
        iri=mint(path, base=base),
        graph=mint("graph", "article", digits, base=base),
        text_iri=mint("text", digits, base=base),
        publisher=publisher,
        credited_source=credited,
        location_created=names.iri(metadata.dateline_place or ""),
        actors=names.actors(),
        offices=tuple(context.offices.values()),
        events=tuple(_event(event, context) for event in draft.events if event.published),
        claims=tuple(_claim(claim, quoted, context) for claim, quoted in fold(draft.claims)),
        proposed=tuple(_event(event, context) for event in draft.events if not event.published),
    )


def first_path(draft: Draft) -> str:
    """Return the IRI behind the base that an article gets first: by day, title and digits."""
    metadata = draft.metadata
    day = (metadata.published or "undated")[:10].lower()
    return f"article/{day}-{first_words(metadata.title or _opening(draft))}-{draft.article.digits}"


def _path(draft: Draft) -> str:
    lineage = draft.article.lineage
    return lineage.path if lineage and lineage.path else first_path(draft)


def _opening(draft: Draft) -> str:
    """Return the words that name an article without a title: those of its first finding."""
    starts = [claim.evidence.start for claim in draft.claims]
    start = min(starts, default=0)
    return draft.article.text[start : start + 200]


def _offices(draft: Draft, names: Names, authorities: Authorities) -> dict[str, Office]:
    """Return the offices that actors hold, by IRI; one office may have several passages."""
    offices: dict[str, Office] = {}
    for actor in draft.actors:
        member = names.iri(actor.name)
        for role in _complete(actor.roles):
            if not role.held or member is None or actor.type in {"place", "country", "document"}:
                continue
            body = names.party(role.body or "")
            office = first_words(role.office)
            listed = authorities.offices.get(office)
            concept = listed or mint("role", office, base=authorities.base)
            parts = [_tail(member), office, *([_tail(body)] if body else [])]
            iri = mint("office", "-".join(parts), base=authorities.base)
            earlier = offices.get(iri)
            known = earlier.evidence if earlier else ()
            surer = earlier is not None and earlier.confidence >= role.confidence
            of_body = f" of {role.body}" if body else ""
            offices[iri] = Office(
                iri=iri,
                label=f"{names.label(actor.name)}, {role.office}{of_body}",
                member=member,
                organization=body,
                role=concept,
                role_label=role.office,
                wider_role=None if listed else wider_office(role.office, authorities.offices),
                evidence=tuple(sorted({*known, role.evidence})),
                rule=earlier.rule if earlier and surer else role.rule,
                confidence=earlier.confidence if earlier and surer else role.confidence,
                decided=tuple(sorted({*(earlier.decided if earlier else ()), *role.decided})),
            )
    return offices


def _complete(roles: Sequence[Role]) -> Iterator[Role]:
    """Yield the roles; one without a body gets that of the same office, where there is only one."""
    for role in roles:
        bodies = {other.body for other in roles if other.office == role.office and other.body}
        yield replace(role, body=bodies.pop()) if not role.body and len(bodies) == 1 else role


def _event(event: Event, context: LinkingContext) -> LinkedEvent:
    names, key = context.names, event.key
    iri, label = _event_iri(key, context), event.label
    if key in context.shared:
        label = context.shared[key][1]
    return LinkedEvent(
        iri=iri,
        event=replace(event, label=label),
        place=names.place(event.place or ""),
        whole=_published(context.happenings.get(event.part_of), context),
        participations=(*_named_parties(event, iri, context), *_unnamed(event, iri, context)),
    )


def _named_parties(event: Event, iri: str, context: LinkingContext) -> Iterator[Participation]:
    """Yield the part of each actor, once."""
    seen: set[str] = set()
    for participant in event.participants:
        actor = context.names.party(participant.name or "")
        if actor is not None and actor not in seen:
            seen.add(actor)
            held = _held_by([actor], context.offices)
            # Two articles may give an actor two parts in one event.
            yield Participation(
                iri=f"{iri}#{_tail(actor)}-{participant.role}",
                actor=actor,
                role=participant.role,
                office=held[0] if held else None,
                evidence=participant.told_in or (event.evidence,),
            )


def _unnamed(event: Event, iri: str, context: LinkingContext) -> Iterator[Participation]:
    """Yield the part of each that the article does not name, by its words there.

    A stop, which no slug has, keeps them from being an actor's. Of an event that several articles
    report each has its own: nobody knows whether the gunmen of two articles are the same.
    """
    whose = "" if f"/{context.digits}/" in iri else f".{context.digits}"
    numbers: dict[str, int] = {}
    for participant in event.participants:
        if participant.unnamed is not None:
            words = first_words(participant.unnamed)
            number = numbers[words] = numbers.get(words, 0) + 1
            again = f".{number}" if number > 1 else ""
            yield Participation(
                iri=f"{iri}#unnamed{whose}.{words}{again}",
                actor=None,
                role=participant.role,
                office=None,
                evidence=participant.told_in or (event.evidence,),
                unnamed=participant.unnamed,
            )


def _event_iri(key: str, context: LinkingContext) -> str:
    """Return the IRI of an event: its own, or the one that several articles share."""
    if key in context.shared:
        return context.shared[key][0]
    return mint("event", context.digits, context.findings[key], base=context.names.base)


def _claim(claim: Claim, quoted: tuple[Passage, ...], context: LinkingContext) -> LinkedClaim:
    names = context.names
    speakers = names.parties(claim.speakers)
    figure = claim.figure
    occasion = context.happenings.get(claim.during)
    measure, wider = _measure(figure, context.authorities) if figure else (None, None)
    return LinkedClaim(
        iri=mint("claim", context.digits, context.findings[claim.key], base=names.base),
        claim=claim,
        quotations=quoted,
        speakers=speakers,
        alternatives=tuple(i for i in names.parties(claim.alternatives) if i not in speakers),
        sources=names.iris(name for name in claim.speakers if names.is_document(name)),
        addressees=names.parties(claim.addressees),
        relayed_by=names.parties(claim.relayed_by),
        offices=_held_by(speakers, context.offices),
        about=names.iris((*claim.about, *(figure.about if figure else ()))),
        figure_about=names.iris(figure.about) if figure else (),
        counterpart=names.iri(figure.counterpart or "") if figure else None,
        among=names.field(figure.among or "") if figure else None,
        measure=measure,
        wider_measure=wider,
        # An event that a curator left out is no occasion any more.
        during=_published(occasion, context),
        performs=_published(context.happenings.performed(claim), context),
        about_events=tuple(
            dict.fromkeys(
                _event_iri(event.key, context) for event in context.happenings.told_by(claim)
            )
        ),
        # Not of what is done by it: that day is often of what is asked for or promised.
        event_when=occasion.when if occasion is not None else None,
    )


def _published(event: Event | None, context: LinkingContext) -> str | None:
    return _event_iri(event.key, context) if event is not None else None


def _measure(figure: Figure, authorities: Authorities) -> tuple[str, str | None]:
    """Return the IRI of what a figure measures and, where no list has it, of what is wider."""
    words = normal(figure.measure)
    name = first_words(words)
    if figure.unit is None:
        name = f"{name}-rank"
    known = authorities.measures.get(name) or authorities.measures.get(name.removesuffix("-rank"))
    if known:
        return known, None
    wider = wider_measure(words, figure.unit, authorities.measures)
    return mint("measure", name, base=authorities.base), wider


def _held_by(actors: Iterable[str], offices: Mapping[str, Office]) -> tuple[str, ...]:
    """Return the first office of each actor that the article gives one."""
    held: dict[str, str] = {}
    for office in offices.values():
        held.setdefault(office.member, office.iri)
    return tuple(held[actor] for actor in actors if actor in held)


def _tail(iri: str) -> str:
    return slug(iri.rsplit("/", 1)[-1])
