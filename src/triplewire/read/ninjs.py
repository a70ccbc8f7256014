"""A record of IPTC's ninjs (1.x, 2.x or 3.x) in, the article that it holds out."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from triplewire.errors import ReadError
from triplewire.media_topics import section_topics
from triplewire.read import bylines
from triplewire.read.blocks import paragraphs_of_html
from triplewire.read.clean import one_line
from triplewire.read.dates import iso_date
from triplewire.read.fields import names, web_address
from triplewire.read.nitf import nitf_metadata, nitf_text
from triplewire.read.reading import NOTHING_STATED
from triplewire.read.topics import keywords_of, topics_of
from triplewire.read.xml_tree import tree, without_doctype
from triplewire.records import Metadata

Record = Mapping[str, object]

# By these a record is told from those of other content systems. All keys are in lower case here.
_BODY = "body_"
_USUAL = ("body_text", "body_main", "body_xhtml", "body_html", "body_nitf")
_ITEM = frozenset(
    {
        "associations", "bodies", "contentcreated", "firstcreated", "headlines", "pubstatus",
        "renditions", "representationtype", "standard", "$standard", "versioncreated",
    }
)  # fmt: skip
# Plain text is what the agency means to be read as text.
_PLAIN = frozenset({"text/plain", ""})
_MARKED_UP = frozenset({"text/html", "application/xhtml+xml"})
_XML = frozenset({"application/nitf+xml", "text/nitf+xml", "application/xml", "text/xml"})
# In 1.x the key alone says what a body is.
_KINDS = (
    ("application/xml", re.compile("nitf|_xml")),
    ("text/html", re.compile("html|rich")),
    ("", re.compile("")),
)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*)")
_HEAD = 5000
_STORY = frozenset({"article", "block", "body", "body.content", "div", "html", "p", "section"})
_OPENED = re.compile(r"<body(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_MAIN = frozenset({"", "main", "headline", "head", "title"})


def is_ninjs(record: Record) -> bool:
    """Say whether a record is one of ninjs.

    >>> is_ninjs({"uri": "urn:a", "versionCreated": "2026-01-02"}), is_ninjs({"body": "Text"})
    (True, False)
    """
    keys = {key.lower() for key in record}
    bodies = isinstance(record.get("bodies"), list) or not keys.isdisjoint(_USUAL)
    return bodies or ("uri" in keys and not keys.isdisjoint(_ITEM))


def ninjs_body(record: Record, name: str) -> tuple[str, Metadata] | None:
    """Return the text of a record, plain before marked up, and what its markup says of the story.

    None where it has no body.
    Raises: ReadError when the one body that it has is NITF that cannot be read.
    """
    found = [body for body in _bodies(_lower(record)) if body[1].strip()]
    texts = chain(
        ((value, NOTHING_STATED) for kind, value in found if kind in _PLAIN),
        ((_of_html(value), NOTHING_STATED) for kind, value in found if kind in _MARKED_UP),
        (_of_xml(value, name) for kind, value in found if kind in _XML),
    )
    return next((body for body in texts if body[0]), None)


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
        if key.startswith(_BODY) and isinstance(value, str):
            yield next(kind for kind, pattern in _KINDS if pattern.search(key)), value
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict):
            stated = _lower(body)
            kind, value = stated.get("contenttype", ""), stated.get("value")
            if isinstance(kind, str) and isinstance(value, str):
                yield kind.split(";")[0].strip().lower(), value


def _of_html(value: str) -> str:
    opened = _OPENED.search(value)
    return "\n\n".join(paragraphs_of_html(value[opened.end() if opened else 0 :]))


def _of_xml(value: str, name: str) -> tuple[str, Metadata]:
    """Return the story of NITF, or the paragraphs of a piece of it; "" for XML of another kind."""
    first = _ROOT.search(value, 0, _HEAD)
    root = first[1].lower() if first else ""
    if root != "nitf":
        return (_of_html(value) if root in _STORY else ""), NOTHING_STATED
    try:
        story = tree(without_doctype(value, name), name)
    except ReadError as fault:  # its lines are not those of the file
        raise ReadError(f"{fault.what}, in its body", where=name, hint=fault.hint) from fault
    return "\n\n".join(nitf_text(story)), nitf_metadata(story)


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
