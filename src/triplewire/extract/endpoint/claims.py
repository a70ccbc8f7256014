"""What a model says that somebody said or that figures say in, the claims with their words out."""

from decimal import Decimal

from triplewire.extract.endpoint.answer import FoundClaim
from triplewire.extract.endpoint.sheet import RULE, UNCOUNTED, Sheet, one_line
from triplewire.extract.endpoint.told import is_told
from triplewire.extract.endpoint.words import fold
from triplewire.money import currencies
from triplewire.records import Claim, Figure, Passage

_MARKS = '"“”„‟«» \n\t'
# Letters of the longest noun that things are counted by.
_NOUN = 40
_WHOLE = 3  # words of a quotation that has more are a sentence


def claim_of(sheet: Sheet, found: FoundClaim) -> Claim | None:
    """Return a claim; None when the article has not its words, or they are not what they should.

    The words of a quotation stand between marks, those of indirect speech beside words of saying,
    those of a figure have its value and what it measures.
    """
    quote = found.kind == "quote"
    sentence = sheet.words.passage(found.sentence)
    if sentence is None:
        return None
    words = sheet.words.passage(found.words.strip(_MARKS) if quote else found.words, sentence)
    if words is None or (quote and not sheet.quoted(words)):
        return None
    if found.kind == "indirect" and sheet.words.passage(found.cue or "", sentence) is None:
        return None
    figure = None
    if found.kind in {"statistic", "rank"}:
        figure = _figure(sheet, found, words, sentence)
        if figure is None:
            return None
    speaker = sheet.actor(found.speaker)
    source = None if speaker else sheet.words.passage(found.speaker or "")
    return Claim(
        kind=found.kind,
        passage=words,
        evidence=sentence,
        speakers=(speaker,) if speaker else (),
        unnamed=one_line(source) if source else None,
        addressees=(),
        relayed_by=(),
        about=(),
        act=found.act,
        polarity="denied" if found.denied else "affirmed",
        modality="factual",
        partial=quote and not _is_whole(words),
        figure=figure,
        rule=RULE,
        confidence=UNCOUNTED,
    )


def _is_whole(words: Passage) -> bool:
    return words.text[:1].isupper() and len(words.text.split()) > _WHOLE


def _figure(sheet: Sheet, claim: FoundClaim, words: Passage, sentence: Passage) -> Figure | None:
    """Return the figure of a claim; None when its words do not give it."""
    found = claim.figure
    if found is None:
        return None
    value = Decimal(str(found.value))
    measure = sheet.words.passage(found.measure, sentence) or sheet.words.passage(found.measure)
    if not is_told(value, words.text) or (measure is None and found.measure.strip()):
        return None
    if claim.kind == "rank" and (value < 1 or value != value.to_integral_value()):
        return None
    subject, world = sheet.actor(found.subject), fold(found.among or "").lower()
    return Figure(
        value=Decimal(f"{value.normalize():f}"),
        unit=None if claim.kind == "rank" else _unit(found.unit or ""),
        measure=one_line(measure) if measure else "amount",
        qualifier=found.qualifier,
        when=sheet.when(found.time, sentence),
        about=(subject,) if subject else (),
        among="world" if world in {"world", "the world"} else sheet.actor(found.among),
    )


def _unit(unit: str) -> str:
    """Return a currency's code or a noun as the draft has them."""
    code, noun = unit.strip().upper(), " ".join(unit.lower().split())
    if code in currencies():
        return code
    return (
        noun if noun.replace(" ", "").replace("-", "").isalpha() and len(noun) <= _NOUN else "unit"
    )
