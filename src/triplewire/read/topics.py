"""What a record says it is about in, IRIs of IPTC's topics and plain keywords out."""

import html
import re
from collections.abc import Iterator

from triplewire.read.clean import one_line

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/"
_TOPIC = re.compile(
    r"(?:(?P<alias>medtop|subj):|https?://cv\.iptc\.org/newscodes/(?P<path>mediatopic|subjectcode)/"
    r"(?:(?:medtop|subj):)?)(?P<code>[0-9]{8})/?",
    re.IGNORECASE,
)
_SCHEME = re.compile(
    r"(?P<alias>medtop|subj)|https?://cv\.iptc\.org/newscodes/(?P<path>mediatopic|subjectcode)/?",
    re.IGNORECASE,
)
_OLD = frozenset({"subj", "subjectcode"})
_CODE = re.compile(r"[0-9]{8}")
# Where a subject has its code: ninjs, schema.org, and what others write.
_CODES = ("uri", "@id", "qcode", "code", "literal", "termCode", "id", "url", "sameAs")
_SCHEMES = ("scheme", "inDefinedTermSet")
_MOST = 100
_LONGEST = 200


def topics_of(value: object) -> tuple[str, ...]:
    """Return the IRIs of the Media Topics and the old subject codes among subjects, in order.

    What a subject code is among the Media Topics, ``triplewire.media_topics`` knows.

    >>> topics_of(["medtop:15000000", {"scheme": "subj", "code": "04000000"}, "sport"])
    ('http://cv.iptc.org/newscodes/mediatopic/15000000', 'http://cv.iptc.org/newscodes/subjectcode/04000000')
    """
    found = (iri for item in _items(value) if (iri := _iri(item)))
    return tuple(dict.fromkeys(found))


def media_topic(code: str) -> str | None:
    """Return the IRI of the Media Topic or subject code that is stated, None for any other code.

    >>> media_topic("medtop:20000350"), media_topic("anpa:04000000")
    ('http://cv.iptc.org/newscodes/mediatopic/20000350', None)
    """
    return next(iter(topics_of(code)), None)


def keywords_of(value: object) -> tuple[str, ...]:
    """Return the keywords in a list, or in a string with commas or semicolons between them.

    >>> keywords_of(["harbours", {"name": "trade"}]), keywords_of("harbours, trade")
    (('harbours', 'trade'), ('harbours', 'trade'))
    """
    found: dict[str, None] = {}
    for item in _items(value):
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            words = re.split("[,;]", name[: _MOST * _LONGEST])
            lines = (one_line(html.unescape(word)) for word in words)
            found |= dict.fromkeys(line for line in lines if 0 < len(line) <= _LONGEST)
    return tuple(found)[:_MOST]


def _items(value: object) -> list[object]:
    return value[:_MOST] if isinstance(value, list) else [value]


def _iri(item: object) -> str | None:
    if isinstance(item, str):
        stated = _TOPIC.fullmatch(item.strip())
        return stated and _base(stated) + stated["code"]
    if not isinstance(item, dict):
        return None
    named = (s for key in _SCHEMES if isinstance(s := item.get(key), str))
    scheme = next(filter(None, map(_SCHEME.fullmatch, named)), None)
    for value in _stated(item):
        if iri := _iri(value):
            return iri
        if scheme and _CODE.fullmatch(value):
            return _base(scheme) + value
    return None


def _base(scheme: re.Match[str]) -> str:
    return SUBJECT_CODES if (scheme["alias"] or scheme["path"]).lower() in _OLD else MEDIA_TOPICS


def _stated(item: dict[str, object]) -> Iterator[str]:
    for key in _CODES:
        yield from (value for value in _items(item.get(key)) if isinstance(value, str))
