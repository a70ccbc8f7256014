"""A text in, a sketch of it out, by which an edited text is told from another one.

The least hashes of a text's word triples stand for all of them (MinHash, bottom-k).
"""

import re
from hashlib import blake2b

_KEPT = 16
_DIGITS = 6
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> str:
    r"""Return a text's sketch, hexadecimal digits; its case, marks and spaces do not count.

    >>> sketch_of("One, two three.") == sketch_of("one two\nthree")
    True
    """
    words = _WORD.findall(text.casefold())
    triples = {" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))}
    hashes = {blake2b(one.encode(), digest_size=_DIGITS // 2).hexdigest() for one in triples}
    return "".join(sorted(hashes)[:_KEPT])


def likeness(one: str, other: str) -> float:
    """Return the share of word triples that the texts of two sketches have in common, about."""
    left, right = parts_of(one), parts_of(other)
    least = set(sorted(left | right)[:_KEPT])
    return len(left & right & least) / max(1, len(least))


def parts_of(sketch: str) -> set[str]:
    """Return the hashes that a sketch is made of."""
    return {sketch[n : n + _DIGITS] for n in range(0, len(sketch), _DIGITS)}
