"""Drafts for tests, of an article of our own invention."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from triplewire.records import (
    Actor,
    Article,
    Claim,
    Draft,
    Event,
    Figure,
    Mention,
    Metadata,
    Participant,
    Passage,
    Role,
)

TEXT = (
    "Norway's fish minister Astrid Dahl met trade officials in Reykjavik on Tuesday. "
    'Dahl said the talks were "long overdue" and that fish exports had reached $2.5 billion '
    "in 2023. Iceland is Norway's third-largest market in Europe, the audit notes. "
    '"Nobody can wait any longer," Dahl added.'
)

# A rule for each kind of claim, of those that the ontology describes.
_RULES = {
    "quote": "after",
    "indirect": "verb-that",
    "statistic": "figure",
    "rank": "figure",
    "assertion": "own-voice",
}


def passage(words: str, text: str = TEXT) -> Passage:
    start = text.index(words)
    return Passage(start=start, end=start + len(words), text=words)


def article(text: str = TEXT, name: str = "articles/fish.txt", **metadata: str) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        language="en",
        metadata=Metadata(**metadata),  # type: ignore[arg-type]  # only the fields that are strings
    )


def actor(name: str, kind: str, *roles: Role, aliases: tuple[str, ...] = ()) -> Actor:
    words = name if name in TEXT else aliases[0]
    return Actor(
        name=name,
        type=kind,  # type: ignore[arg-type]
        aliases=aliases,
        mentions=(Mention(passage=passage(words), kind="name"),),
        roles=roles,
    )


def claim(kind: str, words: str, evidence: str, **changes: object) -> Claim:
    made = Claim(
        kind=kind,  # type: ignore[arg-type]
        passage=passage(words),
        evidence=passage(evidence),
        speakers=(),
        unnamed=None,
        addressees=(),
        relayed_by=(),
        about=(),
        act="state",
        polarity="affirmed",
        modality="factual",
        partial=False,
        figure=None,
        rule=_RULES[kind],
    )
    return replace(made, **changes)  # type: ignore[arg-type]


MINISTER = Role(
    text="Norway's fish minister",
    office="fish minister",
    body="Norway",
    held=True,
    evidence=passage("Norway's fish minister Astrid Dahl"),
)
SPEECH = (
    'Dahl said the talks were "long overdue" and that fish exports had reached $2.5 billion in 2023'
)
WAIT = "Nobody can wait any longer,"
RANK = "Iceland is Norway's third-largest market in Europe"


def draft(**changes: object) -> Draft:
    made = Draft(
        article=article(),
        metadata=Metadata(title="Norway and Iceland talk fish", published="2024-03-06"),
        actors=(
            actor("Astrid Dahl", "person", MINISTER, aliases=("Dahl",)),
            actor("Norway", "country"),
            actor("Iceland", "country"),
            actor("Reykjavik", "place"),
            actor("Europe", "place"),
            actor("the audit", "document"),
        ),
        events=(
            Event(
                type="meeting",
                label="meeting: Astrid Dahl",
                evidence=passage(TEXT.partition(". ")[0] + "."),
                when="2024-03-05",
                place="Reykjavik",
                participants=(Participant(name="Astrid Dahl", role="party"),),
                modality="factual",
                rule="verb",
            ),
        ),
        claims=(
            claim("quote", WAIT, f'"{WAIT}" Dahl added', speakers=("Astrid Dahl",)),
            claim(
                "indirect",
                'the talks were "long overdue"',
                SPEECH,
                speakers=("Astrid Dahl",),
                about=("Norway", "nobody known"),
            ),
            claim(
                "statistic",
                "fish exports had reached $2.5 billion in 2023",
                SPEECH,
                speakers=("Astrid Dahl",),
                figure=Figure(
                    value=Decimal("2.5E9"),
                    unit="USD",
                    measure="fish exports",
                    qualifier="exactly",
                    when="2023",
                    about=("Norway",),
                ),
            ),
            claim(
                "rank",
                RANK,
                f"{RANK}, the audit notes",
                speakers=("the audit",),
                figure=Figure(
                    value=Decimal(3),
                    unit=None,
                    measure="market",
                    qualifier="exactly",
                    when=None,
                    about=("Norway",),
                    counterpart="Iceland",
                    among="Europe",
                ),
            ),
            claim("quote", "long overdue", SPEECH, speakers=("Astrid Dahl",), partial=True),
        ),
        extractor="test/1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]
