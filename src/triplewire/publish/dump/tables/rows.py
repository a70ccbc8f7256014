"""What an article's graph says in, rows of the tables of a dump out."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
from pyoxigraph import NamedNode

from triplewire import vocab
from triplewire.publish.dump.tables.article_facts import Facts, Names, Words
from triplewire.publish.dump.tables.cells import Value
from triplewire.vocab import PREFIXES

Row = dict[str, Value]
_KINDS = (
    vocab.ACTOR,
    vocab.SCHEMA_PERSON,
    vocab.SCHEMA_ORGANIZATION,
    vocab.SCHEMA_PLACE,
    vocab.FOAF_GROUP,
)


class Report(msgspec.Struct, kw_only=True):
    """What one graph says of an actor; several make a row.

    ``example`` is what shows it first there, and ``shown`` are its words and where they stand: the
    beginning of the article, if it is only mentioned.
    """

    types: list[str]
    names: list[str]
    same_as: list[str]
    articles: int = 0
    claims: int = 0
    events: list[str] = []
    example: str | None = None
    shown: Row = {}


def article_rows(facts: Facts, names: Names) -> Iterator[Row]:
    """Yield the row of the article."""
    for iri in facts.members(vocab.SCHEMA_ARTICLE):
        publisher = facts.one(iri, vocab.SCHEMA_PUBLISHER)
        yield {
            "article": iri,
            "title": facts.one(iri, vocab.LABEL),
            "subtitle": facts.one(iri, vocab.SCHEMA_ALTERNATIVE_HEADLINE),
            "published": facts.one(iri, vocab.SCHEMA_DATE_PUBLISHED),
            "updated": facts.one(iri, vocab.SCHEMA_DATE_MODIFIED),
            "publisher": publisher,
            "publisher_name": publisher and names.called(publisher),
            "credited_source": facts.one(iri, vocab.SCHEMA_CREDIT_TEXT),
            "authors": facts.all(iri, vocab.SCHEMA_AUTHOR),
            "section": facts.one(iri, vocab.SCHEMA_ARTICLE_SECTION),
            "location_name": _called(facts.one(iri, vocab.SCHEMA_LOCATION_CREATED), names),
            "url": facts.one(iri, vocab.SCHEMA_URL),
            "language": facts.one(iri, vocab.SCHEMA_IN_LANGUAGE),
            "topics": facts.all(iri, vocab.SCHEMA_ABOUT),
            "keywords": facts.all(iri, vocab.SCHEMA_KEYWORDS),
            "copyright": facts.one(iri, vocab.SCHEMA_COPYRIGHT_NOTICE),
            "guessed_by": facts.all(iri, vocab.RULE),
            "claims": len(facts.members(vocab.CLAIM)),
            "events": len(facts.members(vocab.SCHEMA_EVENT)),
            "statistics": len(facts.members(vocab.SCHEMA_OBSERVATION)),
            "file": facts.file,
            "line": facts.first_line,
            "sha256": facts.sha256,
        }


def claim_rows(facts: Facts, names: Names) -> Iterator[Row]:
    """Yield the claims in the order in which the article makes them."""
    placed = [(facts.rests_on(iri), iri) for iri in facts.members(vocab.CLAIM)]
    for words, iri in sorted(placed, key=lambda each: (each[0].order, each[1])):
        speakers, addressees = (facts.all(iri, p) for p in (vocab.SPEAKER, vocab.ADDRESSEE))
        yield {
            "claim": iri,
            "article": facts.one(iri, vocab.REPORTED_IN),
            "text": facts.one(iri, vocab.SCHEMA_TEXT),
            "speakers": speakers,
            "speaker_names": [names.called(each) for each in speakers],
            "offices": _all_called(facts, iri, vocab.ACTING_AS, names),
            "on_behalf_of": _all_called(facts, iri, vocab.ON_BEHALF_OF, names),
            "unnamed_speaker": facts.one(iri, vocab.SCHEMA_CREDIT_TEXT),
            "documents": _all_called(facts, iri, vocab.PROV_HAD_PRIMARY_SOURCE, names),
            "possible_speakers": _all_called(facts, iri, vocab.POSSIBLE_SPEAKER, names),
            "addressees": addressees,
            "addressee_names": [names.called(each) for each in addressees],
            "relayed_by": _all_called(facts, iri, vocab.RELAYED_BY, names),
            "about": [names.code(each) for each in facts.all(iri, vocab.SCHEMA_ABOUT)],
            "act": _code(facts, iri, vocab.SPEECH_ACT, names),
            "mode": _code(facts, iri, vocab.ATTRIBUTION_MODE, names),
            "polarity": _code(facts, iri, vocab.POLARITY, names),
            "modality": _code(facts, iri, vocab.MODALITY, names),
            **_when(facts, iri),
            "made_during": facts.one(iri, vocab.MADE_DURING),
            "performs": facts.one(iri, vocab.PERFORMS),
            **_shown(words),
            "sentence": facts.sentence(iri),
            **_found(facts, iri, names),
        }


def statistic_rows(facts: Facts, names: Names) -> Iterator[Row]:
    """Yield the figures that the article's claims state."""
    for claim in facts.members(vocab.CLAIM):
        for iri in facts.all(claim, vocab.OBSERVATION):
            unit = facts.one(iri, vocab.SCHEMA_UNIT_CODE)
            about = facts.all(iri, vocab.SCHEMA_OBSERVATION_ABOUT)
            yield {
                "claim": claim,
                "article": facts.one(claim, vocab.REPORTED_IN),
                "measure": _code(facts, iri, vocab.SCHEMA_VARIABLE_MEASURED, names),
                "value": facts.one(iri, vocab.SCHEMA_VALUE),
                "unit": unit and unit.removeprefix(PREFIXES["unit"]),
                "ranked_among": _code(facts, iri, vocab.RANKED_AMONG, names),
                "qualifier": _code(facts, iri, vocab.VALUE_QUALIFIER, names),
                **_when(facts, iri),
                "about": about,
                "about_names": [names.called(each) for each in about],
                "counterpart": _called(facts.one(iri, vocab.COUNTERPART), names),
                **_shown(facts.rests_on(claim)),
            }


def participation_rows(facts: Facts, names: Names) -> Iterator[Row]:
    """Yield who took part in the article's events."""
    for event in facts.members(vocab.SCHEMA_EVENT):
        for iri in facts.all(event, vocab.HAS_PARTICIPATION):
            actor = facts.one(iri, vocab.HAS_ACTOR)
            yield {
                "event": event,
                "actor": actor,
                "actor_name": _called(actor, names) or facts.one(iri, vocab.SCHEMA_CREDIT_TEXT),
                "role": _code(facts, iri, vocab.PARTICIPATION_ROLE, names),
                "office": _called(facts.one(iri, vocab.ACTING_AS), names),
                "article": facts.one(event, vocab.REPORTED_IN),
                **_shown(facts.rests_on(iri)),
            }


def event_reports(facts: Facts, names: Names) -> Iterator[tuple[str, Row]]:
    """Yield the events as this article reports them; other articles may report the same."""
    for iri in facts.members(vocab.SCHEMA_EVENT):
        statuses = facts.all(iri, vocab.SCHEMA_EVENT_STATUS)
        participants = facts.all(iri, vocab.PARTICIPANT)
        row: Row = {
            "event": iri,
            "label": facts.one(iri, vocab.LABEL),
            "types": [names.code(each) for each in facts.all(iri, vocab.EVENT_TYPE)],
            **_when(facts, iri),
            "places": _all_called(facts, iri, vocab.SCHEMA_LOCATION, names),
            "status": [each.removeprefix(PREFIXES["schema"]) for each in statuses],
            "modality": [names.code(each) for each in facts.all(iri, vocab.MODALITY)],
            "participants": participants,
            "participant_names": [names.called(each) for each in participants],
            "part_of": facts.one(iri, vocab.SCHEMA_SUPER_EVENT),
            "articles": facts.all(iri, vocab.REPORTED_IN),
            **_shown(facts.rests_on(iri)),
            **_found(facts, iri, names),
        }
        yield iri, row


def actor_reports(facts: Facts) -> Iterator[tuple[str, Report]]:
    """Yield each person, organisation, place or group with what an article's graph says of it."""
    claims = _by(facts, vocab.CLAIM, vocab.SPEAKER)
    events = _by(facts, vocab.SCHEMA_EVENT, vocab.PARTICIPANT)
    offices = _by(facts, vocab.ORG_MEMBERSHIP, vocab.ORG_MEMBER)
    spoken_of = claims.keys() | events.keys() | offices.keys()
    for name in (vocab.SCHEMA_MENTIONS, vocab.SCHEMA_PUBLISHER):
        spoken_of |= _by(facts, vocab.SCHEMA_ARTICLE, name).keys()
    for actor in sorted(spoken_of.union(*map(facts.members, _KINDS))):
        grounds = (*claims[actor], *events[actor], *offices[actor])
        placed = [(facts.rests_on(each), each) for each in grounds]
        first = min(placed, key=lambda each: (each[0].order, each[1]), default=None)
        where: Row = {"file": facts.file, "line": facts.first_line}
        yield (
            actor,
            Report(
                **_described(facts, actor),
                articles=int(actor in spoken_of),
                claims=len(claims[actor]),
                events=events[actor],
                example=first[1] if first else None,
                shown=_shown(first[0]) if first else where,
            ),
        )


def listed_reports(facts: Facts) -> Iterator[tuple[str, Report]]:
    """Yield each listed thing with what the tables of actors say of it."""
    for thing in facts.subjects():
        yield thing, Report(**_described(facts, thing))


def _described(facts: Facts, actor: str) -> dict[str, Any]:
    return {
        "types": facts.all(actor, vocab.TYPE),
        "names": [
            n for p in (vocab.LABEL, vocab.SCHEMA_ALTERNATE_NAME) for n in facts.all(actor, p)
        ],
        "same_as": facts.all(actor, vocab.SCHEMA_SAME_AS),
    }


def _by(facts: Facts, kind: NamedNode, name: NamedNode) -> defaultdict[str, list[str]]:
    """Return the members of a class by the values of a property."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for iri in facts.members(kind):
        for value in facts.all(iri, name):
            found[value].append(iri)
    return found


def _called(iri: str | None, names: Names) -> str | None:
    return iri and names.called(iri)


def _all_called(facts: Facts, iri: str, name: NamedNode, names: Names) -> list[str]:
    return [names.called(each) for each in facts.all(iri, name)]


def _code(facts: Facts, iri: str, name: NamedNode, names: Names) -> str | None:
    value = facts.one(iri, name)
    return value and names.code(value)


def _when(facts: Facts, iri: str) -> Row:
    return {
        "when": facts.one(iri, vocab.WHEN),
        "not_before": facts.one(iri, vocab.NOT_BEFORE),
        "not_after": facts.one(iri, vocab.NOT_AFTER),
    }


def _shown(words: Words) -> Row:
    return {"words": words.words, "file": words.file, "line": words.line}


def _found(facts: Facts, iri: str, names: Names) -> Row:
    return {
        "rule": _code(facts, iri, vocab.RULE, names),
        "confidence": facts.one(iri, vocab.CONFIDENCE),
        "decisions": facts.all(iri, vocab.PROV_WAS_INFLUENCED_BY),
    }
