"""A mapping from front matter or JSON in, the metadata, language and body it names out."""

import html
from collections.abc import Iterator, Mapping

from triplewire.iris import is_web_address
from triplewire.read import bylines
from triplewire.read.clean import one_line
from triplewire.read.dates import iso_date
from triplewire.read.markup import has_tags, strip_tags
from triplewire.read.topics import keywords_of, topics_of
from triplewire.records import Metadata

_BODY = ("text", "body", "content", "articleBody")
_TITLE = ("title", "headline", "name")
_SUBTITLE = ("subtitle", "alternativeHeadline")
_URL = ("url",)
_DATE = ("published", "date", "datePublished")
_UPDATED = ("updated", "modified", "dateModified")
_PUBLISHER = ("publisher", "source")
_AUTHOR = ("authors", "author")
_LANGUAGE = ("language", "inLanguage", "lang")
_SECTION = ("section", "articleSection")
_COPYRIGHT = ("copyright", "copyrightNotice")
_KEYWORDS = ("keywords", "tags")
_TOPICS = ("topics", "topic", "subject", "subjects", "about")

_LONGEST = 1000
_MOST_AUTHORS = 100


def body(fields: Mapping[str, object]) -> str | None:
    """Return the text of the article, None when no field has one."""
    return next((value for key in _BODY if isinstance(value := fields.get(key), str)), None)


def language(fields: Mapping[str, object]) -> str | None:
    """Return the language tag that the fields state."""
    return _first(fields, _LANGUAGE)


def metadata(fields: Mapping[str, object]) -> Metadata:
    """Return what the fields say about the article as a publication.

    Authors may be given as a by-line: "By Ana Ruiz, Staff Writer".
    """
    publisher = _first(fields, _PUBLISHER)
    lines = (name for key in _AUTHOR if key in fields for name in names(fields[key]))
    return Metadata(
        title=_first(fields, _TITLE),
        subtitle=_first(fields, _SUBTITLE),
        url=web_address(_first(fields, _URL)),
        publisher=publisher,
        authors=bylines.authors(lines, publisher),
        published=_day(fields, _DATE),
        updated=_day(fields, _UPDATED),
        section=_first(fields, _SECTION),
        copyright=_first(fields, _COPYRIGHT),
        topics=tuple(
            dict.fromkeys(iri for key in _TOPICS if key in fields for iri in topics_of(fields[key]))
        ),
        keywords=tuple(
            dict.fromkeys(
                word for key in _KEYWORDS if key in fields for word in keywords_of(fields[key])
            )
        ),
    )


def web_address(text: str | None) -> str | None:
    """Return text when it is a web address that can stand in an IRI."""
    return text if text and is_web_address(text) else None


def authors(names: Iterator[str]) -> tuple[str, ...]:
    """Return each name once, in order."""
    return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]


def _day(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    stated = (iso_date(name) for key in keys if key in fields for name in names(fields[key]))
    return next(filter(None, stated), None)


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((name for key in keys if key in fields for name in names(fields[key])), None)


def names(value: object) -> Iterator[str]:
    """Yield the names in a string, in an object with a "name", or in a list of either."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and len(name) <= _LONGEST:
            line = one_line(strip_tags(name) if has_tags(name) else html.unescape(name))
            if line not in {"", "null", "~"}:
                yield line
