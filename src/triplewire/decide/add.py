"""Words that the extraction passed over, and what a curator says of them, in; a finding out."""

import re
from collections.abc import Callable
from dataclasses import replace

from triplewire.decide.anchor import Span, spots
from triplewire.decide.certain import TYPES, listed, named, put
from triplewire.decide.correct import day, number, office_of, participants, subjects
from triplewire.decide.pick import NotMet
from triplewire.decide.words import choices, nearest, places
from triplewire.ontology import concepts
from triplewire.records import (
    Actor,
    Claim,
    Decision,
    Draft,
    Event,
    Figure,
    Mention,
    Passage,
    Role,
)

_END = re.compile(r"[.!?]['\"’”)]*(?=\s|$)|\n")
_KEYS = frozenset(
    {"speaker", "addressee", "relayed-by", "about", "act", "polarity", "modality", "evidence"}
    | {"value", "unit", "measure", "date", "scope", "counterpart", "place", "participant"}
    | {"name", "alias", "member", "unnamed", "partial"}
)


def add(draft: Draft, decision: Decision) -> tuple[Draft, Passage]:
    """Return a draft with one finding more, and the passage that it rests on.

    ``target`` says what the words are: quote, indirect, statistic, rank, assertion, "event visit",
    "actor person" or role; ``value`` lists its properties: "speaker=Ana Ruiz; act=pledge".
    Raises: NotMet when the words do not stand once in the article, or a property cannot be used.
    """
    kind, _, particular = decision.target.partition(" ")
    if kind not in _ADDED:
        raise NotMet(f"no such finding: {decision.target!r}", choices(kind, _ADDED))
    passage = _passage(draft, decision.quotation, spots(decision, draft.article.text))
    values = _values(decision.value)
    return _ADDED[kind](draft, decision, passage, _Given(particular or kind, values)), passage


class _Given:
    """What the value of a decision says of a new finding."""

    def __init__(self, kind: str, values: dict[str, str]) -> None:
        self.kind = kind
        self._values = values

    def get(self, key: str) -> str | None:
        return self._values.get(key)

    def names(self, key: str) -> list[str]:
        return [name.strip() for name in self._values.get(key, "").split(",") if name.strip()]

    def concept(self, key: str, scheme: str, otherwise: str) -> str:
        value = self._values.get(key, otherwise)
        if value not in concepts(scheme):
            raise NotMet(f"no such {key}: {value!r}", choices(value, concepts(scheme)))
        return value


def _values(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in listed(value):
        key, sign, rest = part.partition("=")
        if not sign or key.strip() not in _KEYS:
            raise NotMet(f"not a property: {part!r}: write key=value", choices(key, _KEYS))
        found[key.strip()] = rest.strip()
    return found


def _passage(draft: Draft, words: str, spans: list[Span]) -> Passage:
    text = draft.article.text
    if len(spans) != 1:
        lines = (line.strip() for line in text.splitlines())
        reason = f"the words stand {len(spans)} times in the article"
        raise NotMet(reason, () if spans else tuple(nearest(words, filter(None, lines))))
    start, end = spans[0]
    return Passage(start=start, end=end, text=text[start:end])


def _sentence(draft: Draft, passage: Passage) -> Passage:
    """Return the sentence around a passage, as far as marks and lines show it."""
    text = draft.article.text
    start = max((m.end() for m in _END.finditer(text, 0, passage.start)), default=0)
    last = _END.search(text, passage.end)
    end = passage.end if last is None else max(passage.end, last.end())
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Passage(start=start, end=start + len(words.strip()), text=words.strip())


def _claim(draft: Draft, decision: Decision, passage: Passage, given: _Given) -> Draft:
    draft, speakers = named(draft, given.names("speaker"), decision)
    draft, addressees = named(draft, given.names("addressee"), decision)
    draft, relayed_by = named(draft, given.names("relayed-by"), decision)
    draft, about, topics = subjects(draft, given.names("about"), decision)
    figure = None
    if given.kind in {"statistic", "rank"}:
        draft, figure = _figure(draft, decision, given)
    shown = given.get("evidence")
    claim = Claim(
        kind=given.kind,  # type: ignore[arg-type]  # a key of _ADDED
        passage=passage,
        evidence=_passage(draft, shown, places(shown, draft.article.text))
        if shown
        else _sentence(draft, passage),
        speakers=speakers,
        unnamed=given.get("unnamed"),
        addressees=addressees,
        relayed_by=relayed_by,
        about=about,
        topics=topics,
        act=given.concept("act", "acts", "state"),
        polarity=given.concept("polarity", "polarities", "affirmed"),
        modality=given.concept("modality", "modalities", "factual"),
        partial=given.kind == "quote" and _is_part(passage, given),
        figure=figure,
        rule="decision",
        decided=(decision.key,),
    )
    # What a rule has come to find as well is what the curator says it is.
    others = (other for other in draft.claims if other.key != claim.key)
    claims = sorted((*others, claim), key=lambda c: (c.passage, c.kind))
    return replace(draft, claims=tuple(claims))


def _is_part(passage: Passage, given: _Given) -> bool:
    """Say whether quoted words are less than a sentence: as told, else where they begin small."""
    return given.get("partial") == "yes" if given.get("partial") else passage.text[:1].islower()


def _figure(draft: Draft, decision: Decision, given: _Given) -> tuple[Draft, Figure]:
    draft, about, _ = subjects(draft, given.names("about"), decision)
    draft, counterpart = named(draft, given.names("counterpart"), decision)
    draft, among = named(draft, given.names("scope"), decision)
    value, when = given.get("value"), given.get("date")
    if value is None:
        raise NotMet("a figure needs value=…")
    figure = Figure(
        value=number(value),
        unit=None if given.kind == "rank" else given.get("unit") or "item",
        measure=given.get("measure") or ("rank" if given.kind == "rank" else "count"),
        qualifier="exactly",
        when=day(when) if when else None,
        about=about,
        counterpart=next(iter(counterpart), None),
        among=next(iter(among), None),
    )
    return draft, figure


def _event(draft: Draft, decision: Decision, passage: Passage, given: _Given) -> Draft:
    if given.kind not in concepts("acts"):
        raise NotMet(
            f"no such type of event: {given.kind!r}", choices(given.kind, concepts("acts"))
        )
    draft, parts = participants(draft, given.names("participant"), decision)
    draft, places_named = named(draft, given.names("place"), decision)
    when = given.get("date")
    names = ", ".join(part.called for part in parts)
    event = Event(
        type=given.kind,
        label=f"{given.kind.replace('-', ' ')}: {names}"[:80],
        evidence=passage,
        when=day(when) if when else None,
        place=next(iter(places_named), None),
        participants=parts,
        modality=given.concept("modality", "modalities", "factual"),
        rule="decision",
        decided=(decision.key,),
    )
    others = (other for other in draft.events if other.key != event.key)
    events = sorted((*others, event), key=lambda e: (e.evidence, e.type))
    return replace(draft, events=tuple(events))


def _actor(draft: Draft, decision: Decision, passage: Passage, given: _Given) -> Draft:
    name = given.get("name") or passage.text
    if given.kind not in TYPES:
        raise NotMet(f"no such type of actor: {given.kind!r}", choices(given.kind, TYPES))
    if name in {actor.name for actor in draft.actors}:
        raise NotMet(f"the article has an actor {name!r} already")
    actor = Actor(
        name=name,
        type=given.kind,  # type: ignore[arg-type]  # one of TYPES
        aliases=tuple(given.names("alias")),
        mentions=(Mention(passage=passage, kind="name"),),
        roles=(),
        rule="decision",
        decided=(decision.key,),
    )
    return replace(draft, actors=(*draft.actors, actor))


def _role(draft: Draft, decision: Decision, passage: Passage, given: _Given) -> Draft:
    draft, members = named(draft, given.names("member"), decision)
    if len(members) != 1:
        raise NotMet("a role needs member=…, who holds it")
    office, body = office_of(draft, given.get("name") or passage.text)
    role = Role(
        text=given.get("name") or passage.text,
        office=office,
        body=body,
        held=True,
        evidence=_sentence(draft, passage),
        rule="decision",
        decided=(decision.key,),
    )
    index = next(i for i, actor in enumerate(draft.actors) if actor.name == members[0])
    actor = draft.actors[index]
    return replace(
        draft, actors=put(draft.actors, index, replace(actor, roles=(*actor.roles, role)))
    )


_ADDED: dict[str, Callable[[Draft, Decision, Passage, _Given], Draft]] = {
    **dict.fromkeys(("quote", "indirect", "statistic", "rank", "assertion"), _claim),
    "event": _event,
    "actor": _actor,
    "role": _role,
}
