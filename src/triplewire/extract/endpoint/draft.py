"""An article in, its draft by a language model behind an OpenAI-compatible endpoint out.

The model answers in a JSON schema and gives the article's words for everything it finds. What does
not slice exactly out of the text, or is no term of the ontology, is dropped: a model may overlook,
but it cannot invent evidence. The endpoint is the only address that is ever asked.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from triplewire.extract.endpoint.answer import Found, FoundActor, FoundClaim, FoundEvent, FoundRole
from triplewire.extract.endpoint.ask import ask_endpoint, endpoint_of_environment
from triplewire.extract.layout import prepare_article
from triplewire.extract.text import Zone
from triplewire.records import (
    Actor,
    Article,
    Claim,
    Draft,
    Event,
    Figure,
    Mention,
    Participant,
    Passage,
    Role,
)

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_RULE = "endpoint"
# How sure a finding of an unknown model is, before anybody has counted.
_UNCOUNTED = Decimal("0.50")


def extract_by_endpoint(articles: Iterable[Article], version: str) -> Iterator[Draft]:
    """Yield the draft of every article, in order.

    Raises: ExtractError when the endpoint cannot be reached or does not answer in the schema.
    """
    endpoint = endpoint_of_environment()
    for article in articles:
        yield _draft(article, ask_endpoint(endpoint, article), version)


def _draft(article: Article, found: Found, version: str) -> Draft:
    actors = tuple(_actors(article.text, found.actors))
    known = {name: actor.name for actor in actors for name in (actor.name, *actor.aliases)}
    return Draft(
        article=article,
        metadata=prepare_article(article).metadata,
        actors=actors,
        events=tuple(_events(article.text, found.events, known)),
        claims=tuple(_claims(article.text, found.claims, known)),
        extractor=version,
    )


def _places(text: str, words: str) -> Iterator[Zone]:
    """Yield where some words stand, as whole words."""
    if words.strip():
        before = r"(?<!\w)" if words[0].isalnum() else ""
        after = r"(?!\w)" if words[-1].isalnum() else ""
        for match in re.finditer(before + re.escape(words) + after, text):
            yield Zone(start=match.start(), end=match.end())


def _passage(text: str, words: str, within: Passage | None = None) -> Passage | None:
    """Return the first place of some words, inside a passage if one is given."""
    for place in _places(text, words):
        inside = within is None or (within.start <= place.start and place.end <= within.end)
        if inside:
            return Passage(start=place.start, end=place.end, text=text[place.start : place.end])
    return None


def _actors(text: str, found: tuple[FoundActor, ...]) -> Iterator[Actor]:
    names: set[str] = set()
    for actor in found:
        forms = dict.fromkeys((actor.name, *actor.aliases))
        written = tuple(form for form in forms if _passage(text, form) is not None)
        if not written or actor.name in names:
            continue
        names.add(actor.name)
        places = {place.start: place for form in written for place in _places(text, form)}
        yield Actor(
            name=actor.name,
            type=actor.type,
            aliases=tuple(form for form in written if form != actor.name),
            mentions=tuple(
                Mention(
                    passage=Passage(start=p.start, end=p.end, text=text[p.start : p.end]),
                    kind="name",
                )
                for _, p in sorted(places.items())
            ),
            roles=tuple(_roles(text, actor.roles)),
            rule=_RULE,
            confidence=_UNCOUNTED,
        )


def _roles(text: str, found: tuple[FoundRole, ...]) -> Iterator[Role]:
    for role in found:
        evidence = _passage(text, role.words)
        if evidence is not None and role.text in evidence.text:
            yield Role(
                text=role.text,
                office=role.office.lower(),
                body=role.body,
                held=True,
                evidence=evidence,
                rule=_RULE,
                confidence=_UNCOUNTED,
            )


def _events(text: str, found: tuple[FoundEvent, ...], known: dict[str, str]) -> Iterator[Event]:
    for event in found:
        evidence = _passage(text, event.words)
        parts = {known[part.name]: part.role for part in event.participants if part.name in known}
        if evidence is not None and parts:
            yield Event(
                type=event.type,
                label=event.label or event.type,
                evidence=evidence,
                when=_day(event.date),
                place=known.get(event.place or ""),
                participants=tuple(Participant(name=n, role=r) for n, r in parts.items()),
                modality="intention" if event.planned else "factual",
                rule=_RULE,
                confidence=_UNCOUNTED,
            )


def _day(value: str | None) -> str | None:
    """Return a date that exists, None for anything else."""
    match = _DAY.fullmatch(value or "")
    if match is None:
        return None
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return match.group()


def _claims(text: str, found: tuple[FoundClaim, ...], known: dict[str, str]) -> Iterator[Claim]:
    for claim in found:
        evidence = _passage(text, claim.sentence)
        words = _passage(text, claim.words, evidence) if evidence is not None else None
        measured = claim.kind in {"statistic", "rank"}
        if evidence is None or words is None or (measured and claim.figure is None):
            continue
        speaker = known.get(claim.speaker or "")
        yield Claim(
            kind=claim.kind,
            passage=words,
            evidence=evidence,
            speakers=(speaker,) if speaker else (),
            unnamed=None if speaker else _written(text, claim.speaker),
            addressees=(),
            relayed_by=(),
            about=(),
            act=claim.act,
            polarity="denied" if claim.denied else "affirmed",
            modality="factual",
            partial=False,
            figure=_figure(claim) if measured else None,
            rule=_RULE,
            confidence=_UNCOUNTED,
        )


def _written(text: str, words: str | None) -> str | None:
    """Return the words if the article has them."""
    return words if words and _passage(text, words) is not None else None


def _figure(claim: FoundClaim) -> Figure | None:
    if claim.figure is None:
        return None
    return Figure(
        value=Decimal(str(claim.figure.value)),
        unit=None if claim.kind == "rank" else claim.figure.unit or "unit",
        measure=claim.figure.measure or "amount",
        qualifier="exactly",
        when=None,
        about=(),
    )
