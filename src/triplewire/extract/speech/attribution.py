"""Some words and who said them how in, a Claim with its evidence out."""

from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Token

from triplewire.extract.speech.acts import act_of, modality_of, polarity_of
from triplewire.extract.speech.speaker import Source
from triplewire.extract.text import Page, Zone, extent, passage, sentence
from triplewire.records import Claim, ClaimKind, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said something and how; ``place`` is the zone of the words that say so.

    ``confidence`` is that of the network, where it says so; of rules it is counted later.
    """

    source: Source
    act: str
    polarity: str
    place: Zone
    rule: str
    confidence: Decimal = Decimal(1)


def by_verb(verb: Token, form: str, source: Source, rule: str) -> Attribution:
    """Return the attribution that a reporting verb makes."""
    return Attribution(
        source=source,
        act=act_of(verb, form),
        polarity=polarity_of(verb, form),
        place=extent([verb]),
        rule=rule,
    )


def by_phrase(place: Zone, source: Source, rule: str) -> Attribution:
    """Return the attribution that words without a verb make ("according to", a label)."""
    return Attribution(source=source, act="state", polarity="affirmed", place=place, rule=rule)


def make_claim(
    page: Page,
    kind: ClaimKind,
    content: Zone,
    said: Attribution,
    *,
    partial: bool = False,
    figure: Figure | None = None,
) -> Claim:
    """Return the claim that some words make; its evidence is the sentences they stand in."""
    words, told = passage(page, content), page.words(content.start, content.end)
    basis = sentence(page, min(content.start, said.place.start), max(content.end, said.place.end))
    evidence = Zone(start=min(basis.start, content.start), end=max(basis.end, content.end))
    about = page.lookup.names_within(content.start, content.end)
    return Claim(
        kind=kind,
        passage=words,
        evidence=passage(page, evidence),
        speakers=said.source.speakers,
        unnamed=None if said.source.speakers else said.source.unnamed,
        addressees=said.source.addressees,
        relayed_by=said.source.relayed_by,
        about=about,
        act=said.act,
        polarity=said.polarity,
        modality=modality_of(told, said.act),
        partial=partial,
        figure=figure,
        rule=said.rule,
        confidence=said.confidence,
        told=None if told == " ".join(words.text.split()) else told,
    )
