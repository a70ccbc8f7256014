"""IRIs and literals in, text for people out, and back again: prefixed names, visible characters."""

import difflib
import re
from collections.abc import Iterable, Mapping

from triplewire.errors import QueryError
from triplewire.iris import BASE, KINDS, spelt
from triplewire.vocab import PREFIXES

# Controls, soft hyphen, directional marks, line separators, halves of characters and other
# characters nobody can see.
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONGEST_WORD = 200


def known_prefixes(base: str = BASE) -> dict[str, str]:
    """Return the namespaces by prefix: those of the vocabulary and those of the data at a base."""
    return {**{kind: f"{base}{kind}/" for kind in KINDS}, **PREFIXES}


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as prefix:name by its longest namespace, or in angle brackets."""
    fitting = [
        (len(namespace), prefix)
        for prefix, namespace in prefixes.items()
        if iri.startswith(namespace) and len(iri) > len(namespace)
    ]
    if not fitting:
        return visible(f"<{iri}>")
    length, prefix = max(fitting)
    return visible(f"{prefix}:{iri[length:]}")


def expand(name: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI that <iri>, a web address, prefix:name or kind/name stands for, or None."""
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes and not re.search(r"\s", local):
        return prefixes[prefix] + local
    actors = prefixes.get("actor", "")
    return spelt(name, actors.removesuffix("actor/") if actors.endswith("/actor/") else BASE)


def require_text(*words: str) -> None:
    """Refuse words that are no text: a shell passes on bytes that are no UTF-8 as halves of it.

    Raises: QueryError.
    """
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise QueryError(
                f"not text: {word[:200]!r}, at character {error.start + 1}",
                hint="write it in UTF-8",
            ) from error


def visible(text: str) -> str:
    """Return text with its control, directional and invisible characters as escapes."""
    return HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def visible_lines(text: str) -> str:
    """Return text of several lines, each of them as ``visible`` gives it."""
    return "\n".join(map(visible, text.split("\n")))


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return up to three of the names that look like a word, the likeliest first."""
    by_lower_case = {name.lower(): name for name in sorted(set(names), reverse=True)}
    close = difflib.get_close_matches(word[:_LONGEST_WORD].lower(), by_lower_case)
    return [by_lower_case[name] for name in close]
