"""Natural keys in, IRIs out: the same key gives the same IRI on every machine."""

import hashlib
import re
import unicodedata

from pyoxigraph import NamedNode

from triplewire.errors import ConvertError

# Nobody's address (RFC 2606): a newsroom says in triplewire.toml where its things are.
BASE = "https://newsroom.example/"
# The project's own names lie here, its vocabulary's and no newsroom's.
PROJECT = "https://w3id.org/triplewire/"
# What things of the data are, as their IRIs say it behind the base.
KINDS = (
    "actor",
    "article",
    "claim",
    "comparison",
    "document",
    "event",
    "graph",
    "measure",
    "office",
    "place",
    "role",
    "run",
    "text",
)
_SLUG_WORDS = 6
# A media type, "text/html", is none of our texts.
_SPELT = re.compile(rf"/?(?!text/(?![0-9a-f]{{16}}))(?P<kind>{'|'.join(KINDS)})[:/](?P<name>\S+)")
_WITH_HOST = re.compile(
    r"https?://(?:[^/?#@]*@)?(?:\[[^\]]+\]|[^/?#@:\[\]]+)(?::[0-9]*)?(?:[/?#]|\Z)"
)
# Some of these may stand in an IRI, but not every program reads them there, and nobody sees them:
# spaces, controls, marks of direction and of no width, tags.
_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)


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


def spelt(name: str, base: str = BASE) -> str | None:
    """Return the IRI of a thing of the data by any way in which people and this program write it.

    None is for what is written like none; a web address is itself.

    >>> spelt("actor:ana-ruiz", "https://e.org/"), spelt("actor/ana-ruiz", "https://e.org/")
    ('https://e.org/actor/ana-ruiz', 'https://e.org/actor/ana-ruiz')
    >>> spelt("<https://e.org/place/oslo>"), spelt("Ana Ruiz")
    ('https://e.org/place/oslo', None)
    """
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    if re.match(r"(?:https?|urn):", bare):
        return bare
    ours = _SPELT.fullmatch(bare)
    return f"{base}{ours['kind']}/{ours['name']}" if ours else None


def first_words(text: str, limit: int = _SLUG_WORDS) -> str:
    """Return the slug of the first words of text."""
    return "-".join(slug(text).split("-")[:limit])


def digits_of(*parts: str) -> str:
    """Return sixteen hexadecimal digits that name several things together, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def is_web_address(value: str) -> bool:
    """Say whether a text can be the IRI of a page of the web: absolute, with a host, all visible.

    >>> is_web_address("https://e.org/a?b=%20"), is_web_address("https://e.org/50%-off")
    (True, False)
    """
    if not _WITH_HOST.match(value) or _UNSEEN.search(value):
        return False
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True
