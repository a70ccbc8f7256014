"""A text in, where names stand in it out, found by its words."""

import re
from collections.abc import Iterator

from triplewire.gazetteer import given_names

# Behind these stands where somebody is or goes.
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]owards?|[Aa]round|(?:capital|city|town|village) of)"
    r" (?:the )?$"
)
_SPEAKS = r"(?:claims?|claimed|says?|said|told|adds?|added|wrote|explained|argue[ds]|believes?)"
_WORD, _EDGE = re.compile(r"\w+"), re.compile(r"\b")


class RunningText:
    """A text, indexed by its words, so that a name is found without reading all of it again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: dict[str, list[int]] = {}
        for word in _WORD.finditer(text):
            self._words.setdefault(word.group(), []).append(word.start())
        self._located: dict[str, bool] = {}
        self._spoken: dict[str, bool] = {}

    def places_of(self, name: str) -> Iterator[int]:
        """Yield where a name stands as words of its own."""
        first = _WORD.match(name)
        for start in self._words.get(first.group(), ()) if first else ():
            if self.text.startswith(name, start) and _EDGE.match(self.text, start + len(name)):
                yield start

    def has(self, name: str) -> bool:
        """Say whether a name stands anywhere as words of its own."""
        return next(self.places_of(name), None) is not None

    def is_place(self, name: str) -> bool:
        """Say whether a name stands where places stand, at least as often as not."""
        if name not in self._located:
            self._located[name] = self._is_place(name)
        return self._located[name]

    def _is_place(self, name: str) -> bool:
        if " " in name and name.split(" ", maxsplit=1)[0] in given_names():
            return False
        places = list(self.places_of(name))
        located = sum(_LOCATIVE.search(self.text, max(0, at - 20), at) is not None for at in places)
        return bool(places) and 2 * located >= len(places)

    def speaks(self, city: str) -> bool:
        """Say whether a city's name is told to speak."""
        if city not in self._spoken:
            said = re.search(rf"(?<!in )\b{city} {_SPEAKS}\b", self.text)
            self._spoken[city] = said is not None
        return self._spoken[city]
