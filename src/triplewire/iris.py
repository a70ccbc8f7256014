"""Natural keys in, IRIs out: the same key gives the same IRI on every machine."""

import hashlib
import re
import unicodedata

from triplewire.errors import ConvertError

BASE = "https://w3id.org/triplewire/"
_SLUG_WORDS = 6


def slug(text: str) -> str:
    """Return text as lower-case ASCII words joined by hyphens, "x" when nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    # An apostrophe joins ("China's" is one word), everything else that is not a letter separates.
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower().replace("'", "")).strip("-") or "x"


def mint(kind: str, *key: str, base: str = BASE) -> str:
    """Return the IRI of a thing of a kind by its natural key, whose parts must be slugs already.

    Raises: ConvertError when a part has characters that would have to be escaped in an IRI.
    """
    path = "/".join((kind, *key))
    if not re.fullmatch(r"[A-Za-z0-9/._#=,-]+", path):
        raise ConvertError(f"not a path of slugs: {path!r}", where=base)
    return base + path


def first_words(text: str, limit: int = _SLUG_WORDS) -> str:
    """Return the slug of the first words of text."""
    return "-".join(slug(text).split("-")[:limit])


def digits_of(*parts: str) -> str:
    """Return sixteen hexadecimal digits that name several things together, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def is_web_address(value: str) -> bool:
    """Say whether a text can be the IRI of a page of the web."""
    return value.startswith(("http://", "https://")) and not any(
        character in ' <>"{}|\\^`' or character < "!" for character in value
    )
