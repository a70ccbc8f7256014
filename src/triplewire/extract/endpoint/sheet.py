"""An article and the actors found in it in, what a model says of it checked against its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from triplewire.extract.endpoint.words import Words, fold
from triplewire.extract.text import DateMention, Quotation
from triplewire.records import Passage

RULE = "endpoint"
# How sure a finding of an unknown model is, before anybody has counted.
UNCOUNTED = Decimal("0.50")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The words of an article, its dates and quotations, and the actors by their folded names."""

    words: Words
    dates: tuple[DateMention, ...]
    quotations: tuple[Quotation, ...]
    known: Mapping[str, str]

    def actor(self, name: str | None) -> str | None:
        """Return the name in the draft of an actor that a model names."""
        return self.known.get(fold(name or ""))

    def when(self, time: str | None, sentence: Passage) -> str | None:
        """Return the date that words of a sentence say, as our own reader of dates has it."""
        place = self.words.passage(time or "", sentence)
        if place is None:
            return None
        dates = (date for date in self.dates if place.start <= date.start < place.end)
        return next((date.value for date in dates), None)

    def quoted(self, place: Passage) -> bool:
        """Say whether all words of a place stand between quotation marks."""
        outside, at = "", place.start
        for quotation in self.quotations:
            if at < quotation.end and quotation.start < place.end:
                outside += place.text[at - place.start : max(quotation.start, at) - place.start]
                at = quotation.end
        outside += place.text[max(at - place.start, 0) :] if at < place.end else ""
        return not any(letter.isalnum() for letter in outside)


def one_line(passage: Passage) -> str:
    """Return the words of a passage with single blanks."""
    return " ".join(passage.text.split())
