"""A page with the marks of the network in, by what words it calls those without a name out."""

from triplewire.extract.tagger import Tags, actors_of
from triplewire.extract.text.page import Page

# Parts of speech of which one is among the words for anybody.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
# What a word is to the noun that it stands before, and how many words may stand between.
_BEFORE, _FAR = frozenset({"det", "nummod", "amod", "compound", "poss", "quantmod"}), 4


class Nameless:
    """Answers by which mark and which words a page brings up those whom it does not name.

    They are called by these words wherever the article takes them up again.
    """

    def __init__(self, page: Page, tags: Tags) -> None:
        """Find which of the marks of a page are of one actor."""
        self._page, self._marks = page, tags.marks
        self._whose = actors_of(page.masked, tags)

    def first(self, number: int) -> int | None:
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

    def words(self, number: int) -> str | None:
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
