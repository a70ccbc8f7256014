"""Names as bylines and metadata write them in, one author each out."""

import re
from collections.abc import Iterable, Iterator

from triplewire.read.clean import one_line

_LONGEST = 1000
_MOST = 100
_MOST_WORDS = 8
_BEFORE = re.compile(
    r"^(?:(?:(?:view|see|show)?\s?(?:all\s|more\s)?(?:posts|articles|stories)|written|posted"
    r"|published|story|words|text|reporting|reported|article|author)?\s?(?:by\b|:)|from\b"
    r"|author\b\s?:?|(?:(?:zeige\s)?(?:alle\s)?beiträge\s|artikel\s|veröffentlicht\s)?von\b"
    r"|(?:auteur|autor|autorin)\b\s?:?|par\b)\s*:?\s*",
    re.IGNORECASE,
)
# What follows a name in its line: when it was put there, and where.
_AFTER = re.compile(
    r"\s*(?:\b(?:updated|published|posted|modified|last\s(?:updated|modified))\b|"
    r"\bfor\sthe\s[A-Z]|\b\d{1,2}:\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\b(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bfollow\s@|\bview\s(?:all|more)\b).*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[<(\[]?\s?(?:mailto:)?[^\s<>(),;|@]{1,64}@[^\s<>(),;|@]{1,255}[>)\]]?")
_HANDLE = re.compile(r"[(\[]?(?<!\S)@\w{1,30}[)\]]?")
_ADDRESS = re.compile(
    r"https?://|www\.|^/|^\w[\w-]*\.(?:com|org|net|co|io|html?|php)\b"
    r"|^(?-i:[\w-]{2,}\.[a-z]{2,4})$|[{}<>]",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:edited|additional\sreporting|photo(?:graph)?s?|illustrat(?:ed|ions?)|video|graphics?)"
    r"\sby\b.*",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\s*[;|•·\n]\s*|\s+[-–—/]\s+")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"\s+(?:and|&|with)\s+|\s*,\s*(?:and|&)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r",\s*(?=(?:jr|sr|ii|iii|iv|esq|m\.?d|ph\.?d|r\.?n|m\.?p)\b)", re.IGNORECASE)
_DEGREE = re.compile(r",\s*(?:MA|BA|MS|BS|MSc|BSc|MPH|MBA|JD|RD|DO|LLM)\b\.?")
# "Writer" and the like are surnames, too, unless another word makes them a role.
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|editorial|reporters?|columnists?|producers?|contributors?|"
    r"contributing|photographers?|analysts?|journalists?|freelancer?|newsroom|bureau|professor|"
    r"presenter|director|manager|blogger|staff|co-?author)\b|"
    r"\b(?:senior|special|sports?|features?|food|travel|health|science|business|news|political|"
    r"technology|press|guest|opinion|entertainment|associated\spress|national|lead|chief)\s"
    r"(?:writers?|author|desk|team|chief|officer|executive)\b|"
    r"^(?:writers?|authors?|guest|intern|team|desk)$",
    re.IGNORECASE,
)
_NOBODY = {
    "", "a", "admin", "administrator", "agencies", "anonymous", "by", "datum", "default", "guest",
    "import", "media", "n a", "na", "name", "news", "no author", "none", "null", "online", "post",
    "root", "super user", "system", "test",
    "undefined", "unknown", "user", "username", "web", "webmaster", "website", "wp admin",
    "wpadmin",
}  # fmt: skip
_WORD = r"(?:[^\W\d_a-zà-ÿ][\w.’'‘-]*|(?:d|l|al|el|mc|o)[’'-]\w+)"
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|das|du|van|von|la|le|bin|ibn|ben|al|el|ter|ten|y|e)"
_PERSON = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{1,4}}")


def authors(lines: Iterable[str], publisher: str | None = None) -> tuple[str, ...]:
    """Return each author named in lines that may be bylines, once, in order.

    Addresses, roles, dates and names of nobody are left out, and so is the publisher.

    >>> authors(["By Ann Writer and Bo Scribe, Staff Writers", "admin", "https://e.org/ann"])
    ('Ann Writer', 'Bo Scribe')
    >>> authors(["The Daily Gull"], publisher="Daily Gull")
    ()
    """
    own = _key(publisher or "")
    names = (name for line in lines for name in _names(one_line(_bounded(line)), own))
    first: dict[str, str] = {}
    for name in names:
        key = _key(name)
        if key not in _NOBODY and key != own:
            first.setdefault(key, name)
    return tuple(first.values())[:_MOST]


def is_full_name(name: str) -> bool:
    """Say whether a name has two words or more as names of people are written.

    >>> is_full_name("Ana de la Cruz"), is_full_name("Ana"), is_full_name("how it works")
    (True, False, False)
    """
    return _PERSON.fullmatch(name) is not None


def same_name(one: str, other: str) -> bool:
    """Say whether two names differ in no more than case, signs and an article."""
    return _key(one) == _key(other)


def is_of(name: str, publisher: str | None) -> bool:
    """Say whether a name is the publisher's, or that of its house: "The Gull Company" of the Gull.

    >>> is_of("The Daily Gull Company", "Daily Gull"), is_of("Coast Press Agency", "Daily Gull")
    (True, False)
    """
    one, own = f"{_key(name)} ", f"{_key(publisher or '')} "
    return bool(own.strip()) and (one.startswith(own) or own.startswith(one))


def _bounded(line: str) -> str:
    """Return a line, or the whole names in the first part of one that is too long."""
    cut = max(line.rfind(sign, 0, _LONGEST) for sign in ",;|") if len(line) > _LONGEST else -1
    return line[: cut if cut > 0 else _LONGEST]


def _key(name: str) -> str:
    words = re.sub(r"\W+", " ", name.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _names(line: str, own: str) -> Iterator[str]:
    if _ADDRESS.search(line) or (own and _key(_BEFORE.sub("", line, count=1)) == own):
        return
    line = _OTHERS.sub("", _HANDLE.sub("", _MAIL.sub("", line)))
    for part in _BREAKS.split(line):
        yield from _listed(_AFTER.sub("", _BEFORE.sub("", part.strip(), count=1)))


def _listed(part: str) -> Iterator[str]:
    """Yield the names of a part in which commas and "and" may join names, roles and suffixes."""
    part = _DEGREE.sub("", _SUFFIX.sub(" ", part))
    listed = _COMMA.split(_AND.sub(", ", part) if _is_list(part) else part)
    pieces = [piece.strip(" ,:-–—") for piece in listed]
    if len(pieces) == 2 and all(re.fullmatch(_WORD, piece) for piece in pieces):
        pieces = [" ".join(reversed(pieces))]  # family name first
    for number, piece in enumerate(pieces):
        if _ROLE.search(piece) or not any(map(str.isalpha, piece)):
            continue
        if len(piece.split()) <= _MOST_WORDS and (number == 0 or _PERSON.fullmatch(piece)):
            yield piece


def _is_list(part: str) -> bool:
    """Say whether each "and" stands between two names, and not inside one."""
    return all(
        _PERSON.fullmatch(_COMMA.split(piece)[side].strip())
        for number, piece in enumerate(_AND.split(part))
        for side in ((-1,) if number == 0 else (0,))
        if not _ROLE.search(_COMMA.split(piece)[side])
    )
