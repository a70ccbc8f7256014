"""A record of IPTC's ninjs (1.x, 2.x or 3.x) in, the article that it holds out."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from triplewire.media_topics import section_topics
from triplewire.read import bylines
from triplewire.read.clean import one_line
from triplewire.read.dates import iso_date
from triplewire.read.fields import names, web_address
from triplewire.read.topics import keywords_of, topics_of
from triplewire.records import Metadata

Record = Mapping[str, object]

# By these a record is told from those of other content systems. All keys are in lower case here.
_BODY = "body_"
_USUAL = ("body_text", "body_main", "body_xhtml", "body_html")
_ITEM = frozenset(
    {
        "associations", "bodies", "contentcreated", "firstcreated", "headlines", "pubstatus",
        "renditions", "representationtype", "standard", "$standard", "versioncreated",
    }
)  # fmt: skip
# Plain text is what the agency means to be read as text; XML in a body is another format.
_PLAIN = frozenset({"text/plain", ""})
_MARKED_UP = frozenset({"text/html", "application/xhtml+xml"})
_XML = re.compile("nitf|_xml")
_RICH = re.compile("html|rich")
_MAIN = frozenset({"", "main", "headline", "head", "title"})


def is_ninjs(record: Record) -> bool:
    """Say whether a record is one of ninjs.

    >>> is_ninjs({"uri": "urn:a", "versionCreated": "2026-01-02"}), is_ninjs({"body": "Text"})
    (True, False)
    """
    keys = {key.lower() for key in record}
    bodies = isinstance(record.get("bodies"), list) or not keys.isdisjoint(_USUAL)
    return bodies or ("uri" in keys and not keys.isdisjoint(_ITEM))


def ninjs_body(record: Record) -> str | None:
    """Return the text of a record, plain before marked up; None where it has no body."""
    found = list(_bodies(_lower(record)))
    for kinds in (_PLAIN, _MARKED_UP):
        for kind, value in found:
            if kind in kinds and value.strip():
                return value
    return None


def ninjs_language(record: Record) -> str | None:
    """Return the language tag of a record."""
    item = _lower(record)
    return _first(item.get("language")) or _first(item.get("mainlanguage"))


def ninjs_metadata(record: Record) -> Metadata:
    """Return what a record says of itself as a publication."""
    item = _lower(record)
    titles, subtitles = _headlines(item)
    holder = _first(item.get("copyrightholder"))
    source = _first(item.get("infosource")) or _first(item.get("infosources"))
    publisher = holder or source
    created = _date(item, "firstcreated") or _date(item, "contentcreated")
    version = _date(item, "versioncreated")
    subjects = item.get("subject") or item.get("subjects")
    return Metadata(
        title=next(iter(titles), None),
        subtitle=next(iter(subtitles), None),
        url=web_address(_first(item.get("uri"))),
        publisher=publisher,
        credited_source=source if source != publisher else None,
        authors=_authors(item, publisher),
        published=created or version,
        updated=version if created and version != created else None,
        dateline_place=_first(item.get("located")),
        copyright=_first(item.get("copyrightnotice")),
        topics=_topics(subjects),
        keywords=_keywords(item, subjects),
    )


def _lower(record: Record) -> dict[str, object]:
    """Return a record with keys in lower case: 3.x writes versionCreated, 1.x versioncreated."""
    return {key.lower(): value for key, value in record.items()}


def _bodies(item: Record) -> Iterator[tuple[str, str]]:
    """Yield each body with its media type; in 1.x the agency makes up what follows body_."""
    for key in sorted(item, key=_rank):
        value = item[key]
        if key.startswith(_BODY) and isinstance(value, str) and not _XML.search(key):
            yield "text/html" if _RICH.search(key) else "", value
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict):
            stated = _lower(body)
            kind, value = stated.get("contenttype", ""), stated.get("value")
            if isinstance(kind, str) and isinstance(value, str):
                yield kind.split(";")[0].strip().lower(), value


def _rank(key: str) -> tuple[int, str]:
    return (_USUAL.index(key) if key in _USUAL else len(_USUAL), key)


def _headlines(item: Record) -> tuple[list[str], list[str]]:
    """Return the headlines, and those of second rank."""
    titles, others = list(names(item.get("headline"))), list[str]()
    listed = item.get("headlines")
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict):
            first = str(one.get("role", "")).lower() in _MAIN
            (titles if first else others).extend(names(one.get("value")))
    for key in sorted(item):
        if key.startswith("headline_"):
            first = key.removeprefix("headline_") in _MAIN
            (titles if first else others).extend(names(item[key]))
    if not titles:
        titles = others[:1] or list(names(item.get("title")))
    return titles, [other for other in others if other not in titles]


def _authors(item: Record, publisher: str | None) -> tuple[str, ...]:
    lines = [line for key in ("byline", "by", "bylines") for line in _lines(item.get(key))]
    return bylines.authors(lines, publisher)


def _lines(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from names(one.get("by") or one.get("name") or one.get("value"))
        else:
            yield from names(one)


def _topics(subjects: object) -> tuple[str, ...]:
    """Return what the subjects are by their codes, or else by their names."""
    listed = subjects if isinstance(subjects, list) else [subjects]
    found = (topics_of(one)[:1] or section_topics(_name(one)) for one in listed)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _keywords(item: Record, subjects: object) -> tuple[str, ...]:
    """Return the names of the subjects that no topic stands for, and the keywords."""
    listed = subjects if isinstance(subjects, list) else []
    named = [
        {"name": name.replace(",", " ").replace(";", " ")}
        for one in listed
        if (name := _name(one)) and not _topics([one])
    ]
    return keywords_of([*named, *keywords_of(item.get("keywords"))])


def _name(subject: object) -> str:
    name = subject.get("name") if isinstance(subject, dict) else None
    return one_line(name) if isinstance(name, str) else ""


def _first(value: object) -> str | None:
    return next(names(value), None)


def _date(item: Record, key: str) -> str | None:
    return next(filter(None, map(iso_date, names(item.get(key)))), None)
