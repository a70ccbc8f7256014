"""A page with the marks of the network in, who takes part in the event that a mark tells out."""

from triplewire.event_types import EventType
from triplewire.extract.tagger import Mark, Tags, actors_of
from triplewire.extract.text import Page, meant
from triplewire.records import Participant

# Parts of speech of which one is among the words for anybody.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
# What a word is to the noun that it stands before, and how many words may stand between.
_BEFORE, _FAR = frozenset({"det", "nummod", "amod", "compound", "poss", "quantmod"}), 4


class Parties:
    """Answers whom the marks of a page mean: actors of the draft, or those whom it does not name.

    The latter are called by the words that bring them up, wherever the article takes them up again.
    """

    def __init__(self, page: Page, tags: Tags) -> None:
        """Find which of the marks of a page are of one actor."""
        self._page, self._marks = page, tags.marks
        self._whose = actors_of(page.masked, tags)

    def of(self, mark: Mark, kind: EventType) -> tuple[Participant, ...]:
        """Return who takes part, each once, in the role that is most probable."""
        found: dict[str | int, Participant] = {}
        for party in sorted(mark.parties, key=lambda one: -one.chance):
            role, first = kind.role(party.role), self._unnamed(party.mark)
            name = meant(self._page, party.mark) if first is None else None
            words = None if first is None else self._words(first)
            if first is not None and words is not None:
                found.setdefault(first, Participant(unnamed=words, role=role))
            elif name is not None:
                found.setdefault(name, Participant(name=name, role=role))
        # One that the article brings up twice by the same words counts once.
        each = dict.fromkeys(found.values())
        return tuple(sorted(each, key=lambda part: (part.role, part.called, part.name is None)))

    def _unnamed(self, number: int) -> int | None:
        """Return the first mark of somebody without a name; None for whoever has one.

        A name that is but a part of the words ("a firm from Ohio") is another's.
        """
        first = self._whose.get(number)
        if first is None or self._marks[first].kind != "unnamed":
            return None
        mark = self._marks[first]
        actor = self._page.lookup.at(mark.start, mark.end)
        places = () if actor is None else (mention.passage for mention in actor.mentions)
        named = any(at.start <= mark.start and mark.end <= at.end for at in places)
        return None if named else first

    def _words(self, number: int) -> str | None:
        """Return the words of a mark up to the noun that they call somebody by, if there is one.

        The network may cut them: of "three suspects" it marks "three".
        """
        mark = self._marks[number]
        span = self._page.doc.char_span(mark.start, mark.end)
        if span is None or not span.text[0].isalnum():
            return None
        last = span[-1]
        while last.dep_ in _BEFORE and last.i < last.head.i <= last.i + _FAR:
            last = last.head
        nouns = (token for token in self._page.doc[span.start : last.i + 1] if token.pos_ in _NOUNS)
        if all(len(token) == 1 for token in nouns):
            return None
        return " ".join(self._page.masked[mark.start : last.idx + len(last)].split())
