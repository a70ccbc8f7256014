"""An article in, its draft by a language model behind an OpenAI-compatible endpoint out.

The model answers in a JSON schema and gives the article's words for everything it finds. What does
not slice exactly out of the text, or is no term of the ontology, is dropped: a model may overlook,
but it cannot invent evidence. The endpoint is the only address that is ever asked.
"""

import json
import os
import re
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec

from triplewire.errors import ExtractError
from triplewire.extract.text.page import Stretch
from triplewire.extract.pages import make_sheet
from triplewire.records import (
    Actor,
    ActorType,
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
from triplewire.remote import NoAnswerError, ask, usable

_URL, _MODEL, _KEY = "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"
_HINT = f"set {_URL}, {_MODEL} and, where the endpoint asks for one, {_KEY}"
_SECONDS = 300.0
_LARGEST_ANSWER = 2_000_000
_SENT = re.compile(r"[!-~]*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_RULE = "endpoint"
# How sure a finding of an unknown model is, before anybody has counted.
_UNCOUNTED = Decimal("0.50")
_PROMPT = (
    "Extract from the news article what it says. Copy every passage letter by letter from the "
    "article; never correct, shorten or invent words. Name each actor by its fullest name in the "
    "article and use that name as speaker and participant. Give only what the article states."
)

EventType = Literal[
    "accuse", "agree", "aid", "announce", "appeal", "appoint", "assault", "coerce", "concede",
    "conference", "cooperate", "corporate-action", "dialogue", "disaster", "economic-release",
    "election", "meeting", "mobilize", "phone-call", "pledge", "protest", "publish-report",
    "reject", "request", "retreat", "sanction", "sign-agreement", "support", "threaten", "visit",
]  # fmt: skip
PartRole = Literal["initiator", "recipient", "party", "host", "visitor", "organizer"]
Act = Literal[
    "state", "assess", "announce", "appeal", "invite", "request", "pledge", "agree", "support",
    "accuse", "allege", "threaten", "reject", "concede",
]  # fmt: skip


class FoundRole(msgspec.Struct, frozen=True):
    """A role with the words that give it to the actor."""

    text: str
    office: str
    body: str | None
    words: str


class FoundActor(msgspec.Struct, frozen=True):
    """An actor with its other names and its roles."""

    name: str
    type: ActorType
    aliases: tuple[str, ...]
    roles: tuple[FoundRole, ...]


class FoundPart(msgspec.Struct, frozen=True):
    """A participant of an event."""

    name: str
    role: PartRole


class FoundEvent(msgspec.Struct, frozen=True):
    """An event with the sentence that tells it."""

    type: EventType
    label: str
    words: str
    date: str | None
    place: str | None
    participants: tuple[FoundPart, ...]
    planned: bool


class FoundFigure(msgspec.Struct, frozen=True):
    """A value; ``unit`` is an ISO 4217 code, "percent" or a singular noun, null for a rank."""

    value: float
    unit: str | None
    measure: str


class FoundClaim(msgspec.Struct, frozen=True):
    """A claim: its words, the sentence they stand in, and who says it."""

    kind: Literal["quote", "indirect", "statistic", "rank"]
    words: str
    sentence: str
    speaker: str | None
    act: Act
    denied: bool
    figure: FoundFigure | None


class Found(msgspec.Struct, frozen=True):
    """All that a model found in an article."""

    actors: tuple[FoundActor, ...]
    events: tuple[FoundEvent, ...]
    claims: tuple[FoundClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, and with which key."""

    url: str
    model: str
    key: str | None = field(repr=False)


def endpoint_of_environment() -> Endpoint:
    """Return the endpoint that the environment names.

    Raises: ExtractError when it names none, or a variable cannot be sent; its value is not shown.
    """
    url, model, key = (os.environ.get(name, "").strip() for name in (_URL, _MODEL, _KEY))
    for name, value in ((_URL, url), (_MODEL, model)):
        if not value:
            raise ExtractError("no endpoint to ask", where=name, hint=_HINT)
    try:
        url = usable(url)
    except NoAnswerError as error:
        raise ExtractError(f"no endpoint to ask: {error}", where=_URL, hint=_HINT) from None
    if {"?", "#"} & set(url):
        raise ExtractError("a query in the address is not sent", where=_URL, hint=_HINT)
    if not model.isprintable():
        raise ExtractError("a control character in the name of a model", where=_MODEL)
    if not _SENT.fullmatch(key):
        raise ExtractError("not a key: a header cannot hold it", where=_KEY, hint=_HINT)
    return Endpoint(url=url.rstrip("/"), model=model, key=key or None)


def extract_by_endpoint(articles: Iterable[Article], version: str) -> Iterator[Draft]:
    """Yield the draft of every article, in order.

    Raises: ExtractError when the endpoint cannot be reached or does not answer in the schema.
    """
    endpoint = endpoint_of_environment()
    for article in articles:
        yield _draft(article, _ask(endpoint, article), version)


def _ask(endpoint: Endpoint, article: Article) -> Found:
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": 0,
        "messages": [
            {"role": "system", "content": _PROMPT},
            {"role": "user", "content": article.text},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "findings", "strict": True, "schema": answer_schema()},
        },
    }
    answer = _post(endpoint, body, article.name)
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        return msgspec.json.decode(content, type=Found)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExtractError(
            f"the endpoint's answer is not in the schema: {error}",
            where=article.name,
            hint="choose a model that keeps to response_format json_schema",
        ) from error


def _post(endpoint: Endpoint, body: dict[str, Any], where: str) -> bytes:
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = urllib.request.Request(  # noqa: S310  (the scheme is checked with the environment)
        f"{endpoint.url}/chat/completions", json.dumps(body).encode(), headers
    )
    try:
        return ask(request, _SECONDS, _LARGEST_ANSWER)
    except NoAnswerError as error:
        raise ExtractError(
            f"the endpoint {endpoint.url} failed: {error}", where=where, hint=_HINT
        ) from error


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, every property required and no other allowed."""
    schema: dict[str, Any] = _strict(msgspec.json.schema(Found))
    return schema


def _strict(part: Any) -> Any:
    """Return a part of a schema in the strict form that endpoints ask for, without prose."""
    if isinstance(part, list):
        return [_strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    plain = {
        key: _strict(value)
        for key, value in part.items()
        if not (key in {"title", "description"} and isinstance(value, str))
    }
    if plain.get("type") == "object":
        plain |= {"required": list(plain["properties"]), "additionalProperties": False}
    return plain


def _draft(article: Article, found: Found, version: str) -> Draft:
    actors = tuple(_actors(article.text, found.actors))
    known = {name: actor.name for actor in actors for name in (actor.name, *actor.aliases)}
    return Draft(
        article=article,
        metadata=make_sheet(article).metadata,
        actors=actors,
        events=tuple(_events(article.text, found.events, known)),
        claims=tuple(_claims(article.text, found.claims, known)),
        extractor=version,
    )


def _places(text: str, words: str) -> Iterator[Stretch]:
    """Yield where some words stand, as whole words."""
    if words.strip():
        before = r"(?<!\w)" if words[0].isalnum() else ""
        after = r"(?!\w)" if words[-1].isalnum() else ""
        for match in re.finditer(before + re.escape(words) + after, text):
            yield Stretch(start=match.start(), end=match.end())


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
