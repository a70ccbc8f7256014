"""Many written forms in, the longest of them at each place of a text out."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
# Typewriter and typographic variants of one character, each of length one.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "‑": "-"})


class Forms:
    """Finds forms by their first word, so that the time does not grow with their number."""

    def __init__(self, forms: Iterable[str]) -> None:
        """Index the forms that begin with a letter or a digit."""
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for form in forms:
            plain = form.translate(_PLAIN)
            first = _WORD.match(plain)
            if first:
                self._by_word.setdefault(first.group(), []).append((plain, form))
        for choices in self._by_word.values():
            choices.sort(key=lambda choice: (-len(choice[0]), choice))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, form) of the longest form at each place, without overlaps."""
        plain = text.translate(_PLAIN)
        done = 0
        for word in _WORD.finditer(plain):
            start = word.start()
            if start < done:
                continue
            for choice, form in self._by_word.get(word.group(), ()):
                end = start + len(choice)
                if plain.startswith(choice, start) and not _goes_on(plain, end):
                    yield start, end, form
                    done = end
                    break


def _goes_on(text: str, end: int) -> bool:
    """Say whether a word (or the currency sign of "US$") continues at the end of a form."""
    following = text[end : end + 1]
    return following == "$" or following.isalnum() or following == "_"
