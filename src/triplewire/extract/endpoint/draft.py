"""An article and what a model says of it in, its draft out.

The model answers in a JSON schema and gives the article's words for everything it finds. What does
not slice exactly out of the text, or is no term of the ontology, is dropped: a model may overlook,
but it cannot invent evidence. The endpoint is the only address that is ever asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from textwrap import shorten

from triplewire.event_types import event_types, put_as
from triplewire.extract.endpoint.answer import Found, FoundActor, FoundEvent, FoundRole
from triplewire.extract.endpoint.claims import claim_of
from triplewire.extract.endpoint.sheet import RULE, UNCOUNTED, Sheet, one_line
from triplewire.extract.endpoint.words import Words, fold
from triplewire.extract.layout import prepare_article
from triplewire.extract.text import find_dates, find_quotations
from triplewire.records import Actor, Article, Draft, Event, Mention, Participant, Passage, Role

_LABEL = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """An actor that the article names, and where it has each of its names."""

    found: FoundActor
    name: str
    places: dict[str, tuple[Passage, ...]]


def draft_of(article: Article, found: Found, version: str) -> tuple[Draft, int]:
    """Return the draft of an article, and how many findings were dropped for want of its words."""
    prepared = prepare_article(article)
    words = Words(article.text)
    named = [_named(words, one) for one in found.actors]
    actors = _each_once(named)
    sheet = Sheet(
        words=words,
        dates=find_dates(prepared.masked, prepared.metadata.published),
        quotations=find_quotations(prepared.masked),
        known=_known(actors),
    )
    roles = {one.name: [_role(sheet, role) for role in one.found.roles] for one in actors}
    events = [_event(sheet, one) for one in found.events if one.status != "denied"]
    claims = [claim_of(sheet, one) for one in found.claims]
    draft = Draft(
        article=article,
        metadata=prepared.metadata,
        actors=tuple(_actor(one, filter(None, roles[one.name])) for one in actors),
        events=tuple(filter(None, events)),
        claims=tuple(filter(None, claims)),
        extractor=version,
    )
    return draft, [*named, *chain(*roles.values()), *events, *claims].count(None)


def _named(words: Words, found: FoundActor) -> _Named | None:
    """Return an actor by its name, or by the longest of the others where that is not written."""
    forms = dict.fromkeys((found.name, *found.aliases))
    found_at = [places for form in forms if (places := tuple(words.places(form)))]
    written = {one_line(places[0]): places for places in found_at}
    if not written:
        return None
    name = words.passage(found.name)
    return _Named(
        found=found,
        name=one_line(name) if name else max(written, key=len),
        places=written,
    )


def _each_once(named: Iterable[_Named | None]) -> list[_Named]:
    """Return the first actor of each name."""
    first: dict[str, _Named] = {}
    for one in named:
        if one is not None:
            first.setdefault(one.name, one)
    return list(first.values())


def _known(actors: Iterable[_Named]) -> dict[str, str]:
    """Return the actors' names by all that a model calls them; a name goes before an alias."""
    called: dict[str, str] = {}
    for one in actors:
        called |= {fold(form): one.name for form in (one.name, one.found.name)}
    for one in actors:
        for form in one.found.aliases:
            called.setdefault(fold(form), one.name)
    return called


def _actor(named: _Named, roles: Iterable[Role]) -> Actor:
    places = {place.start: place for each in named.places.values() for place in each}
    return Actor(
        name=named.name,
        type=named.found.type,
        aliases=tuple(form for form in named.places if form != named.name),
        mentions=tuple(Mention(passage=place, kind="name") for _, place in sorted(places.items())),
        roles=tuple(roles),
        rule=RULE,
        confidence=UNCOUNTED,
    )


def _role(sheet: Sheet, found: FoundRole) -> Role | None:
    evidence = sheet.words.passage(found.sentence)
    text = sheet.words.passage(found.text, evidence) if evidence else None
    if evidence is None or text is None:
        return None
    written, office = fold(text.text).lower(), fold(found.office).lower()
    return Role(
        text=one_line(text),
        office=office if office and set(office.split()) <= set(written.split()) else written,
        body=sheet.actor(found.body),
        held=True,
        evidence=evidence,
        rule=RULE,
        confidence=UNCOUNTED,
    )


def _event(sheet: Sheet, found: FoundEvent) -> Event | None:
    """Return an event; None without its words in their sentence, or anybody who took part."""
    sentence = sheet.words.passage(found.sentence)
    if sentence is None or sheet.words.passage(found.words, sentence) is None:
        return None
    parts = _parts(sheet, found, sentence)
    if not parts:
        return None
    modality, status = put_as(found.status)
    return Event(
        type=found.type,
        label=_label(found.type, (part.called for part in parts)),
        evidence=sentence,
        when=sheet.when(found.time, sentence),
        place=sheet.actor(found.place),
        participants=parts,
        modality=modality,
        status=status,
        rule=RULE,
        confidence=UNCOUNTED,
    )


def _parts(sheet: Sheet, found: FoundEvent, sentence: Passage) -> tuple[Participant, ...]:
    """Return who took part, each once: an actor, or the words of the sentence for nobody named."""
    kind = event_types()[found.type]
    parts: dict[str, Participant] = {}
    for part in found.participants:
        name, role = sheet.actor(part.name), kind.role(part.role)
        words = None if name else sheet.words.passage(part.name, sentence)
        if name is not None:
            parts.setdefault(name, Participant(name=name, role=role))
        elif words is not None:
            unnamed = one_line(words)
            parts.setdefault(unnamed, Participant(unnamed=unnamed, role=role))
    return tuple(sorted(parts.values(), key=lambda part: (part.role, part.called)))


def _label(kind: str, names: Iterable[str]) -> str:
    return shorten(f"{kind.replace('-', ' ')}: {', '.join(names)}", _LABEL, placeholder=" …")
