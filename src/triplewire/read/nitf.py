"""NITF, the agencies' markup of a story, in, its text and what its head says out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.read.blocks import first_line, paragraphs
from triplewire.read.fields import authors, web_address
from triplewire.read.reading import Found
from triplewire.read.topics import media_topic
from triplewire.read.wire_lines import first_date, names_in, place_in
from triplewire.read.xml_tree import language, local, value, words
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA_TYPE = "application/nitf+xml"
# The number of a subject is a code of the old list, and needs no more to be one.
_CODES = (("value", ""), ("idsrc", ""), ("tobject.subject.refnum", "subj:"))
_TAKEN_BACK = frozenset({"canceled", "killed", "withheld"})


def nitf_story(root: "_Element", name: str) -> Found:
    """Return the story of an element ``nitf``.

    Raises: ReadError when it was taken back or has no text.
    """
    status = value(root.find("{*}head/{*}docdata"), "management-status")
    if status in _TAKEN_BACK:
        raise ReadError(
            f"not an article: its agency has marked it {status}",
            where=name,
            hint="remove it, or put its corrected version there",
        )
    content = root.find("{*}body/{*}body.content")
    text = "\n\n".join(nitf_text(root))
    if not text:
        summary = words(root.find("{*}body/{*}body.head/{*}abstract"))
        raise ReadError(
            "not an article: there is no text in its body.content",
            where=name,
            hint="only a summary: get the whole story" if summary else "get the whole story",
        )
    return Found(
        text=text,
        name=name,
        line=first_line(content) or 1,
        media_type=_MEDIA_TYPE,
        language=language(root, root.find("{*}body"), content),
        metadata=nitf_metadata(root),
    )


def nitf_text(root: "_Element") -> list[str]:
    """Return the paragraphs of the story."""
    content = root.find("{*}body/{*}body.content")
    return [] if content is None else paragraphs(content)


def nitf_metadata(root: "_Element") -> Metadata:
    """Return what head and body.head say about the story."""
    docdata, pubdata = root.find("{*}head/{*}docdata"), root.find("{*}head/{*}pubdata")
    top = root.find("{*}body/{*}body.head")
    title = _words(top, "{*}hedline/{*}hl1") or words(root.find("{*}head/{*}title"))
    subtitle = _words(top, "{*}hedline/{*}hl2")
    distributor = _words(top, "{*}distributor/{*}org") or _words(top, "{*}distributor")
    holder = _value(docdata, "{*}doc.copyright", "holder") or _words(
        top, "{*}rights/{*}rights.owner"
    )
    paper, agency = value(pubdata, "name"), distributor or holder
    section = value(pubdata, "position.section")
    published = first_date(
        value(pubdata, "date.publication"),
        _value(docdata, "{*}date.issue", "norm"),
        _value(docdata, "{*}date.release", "norm"),
        _value(top, "{*}dateline/{*}story.date", "norm"),
    )
    revisions = (
        first_date(value(revision, "norm"))
        for revision in root.iterfind("{*}head/{*}revision-history")
    )
    updated = max(filter(None, revisions), default=None)
    return Metadata(
        title=title,
        subtitle=subtitle if subtitle != title else None,
        url=web_address(value(pubdata, "ex-ref") or _value(docdata, "{*}doc-id", "id-string")),
        publisher=paper or agency,
        credited_source=agency if paper and paper != agency else None,
        authors=authors(name for name in _names(top) if name not in {paper, agency}),
        published=published,
        updated=updated if updated != published else None,
        dateline_place=_place(top),
        section=section if section and len(section) > 1 else None,  # "A" is one of paper
        copyright=_copyright(docdata, top),
        topics=_topics(root),
        keywords=_keywords(docdata),
    )


def _words(element: "_Element | None", path: str) -> str | None:
    return None if element is None else words(element.find(path))


def _value(element: "_Element | None", path: str, attribute: str) -> str | None:
    return None if element is None else value(element.find(path), attribute)


def _names(top: "_Element | None") -> Iterator[str]:
    for byline in () if top is None else top.iterfind("{*}byline"):
        people = [name for person in byline.iterfind(".//{*}person") if (name := words(person))]
        if people:
            yield from (name for line in people for name in names_in(line))
            continue
        # What follows a title inside the line is a second name: "By A<byttl>Writer</byttl> and B".
        parts = [byline.text or ""]
        for part in byline:
            parts.append("," if local(part) == "byttl" else "".join(part.itertext()))
            parts.append(part.tail or "")
        yield from names_in(" ".join("".join(parts).split()))


def _place(top: "_Element | None") -> str | None:
    stated = (
        _words(top, "{*}dateline/{*}location/{*}city")
        or _words(top, "{*}dateline/{*}location")
        or _words(top, "{*}dateline")
    )
    return place_in(stated) if stated else None


def _copyright(docdata: "_Element | None", top: "_Element | None") -> str | None:
    notice = _words(top, "{*}rights")
    if notice:
        return notice
    holder = _value(docdata, "{*}doc.copyright", "holder")
    year = _value(docdata, "{*}doc.copyright", "year")
    return " ".join(filter(None, ("©", year, holder))) if holder else None


def _topics(root: "_Element") -> tuple[str, ...]:
    """Return the topics among all codes: of classifiers, and of subjects by their number."""
    codes = (
        prefix + code
        for element in root.iterfind("{*}head//*")
        for attribute, prefix in _CODES
        if (code := value(element, attribute))
    )
    return tuple(dict.fromkeys(topic for code in codes if (topic := media_topic(code))))


def _keywords(docdata: "_Element | None") -> tuple[str, ...]:
    keys = () if docdata is None else docdata.iterfind("{*}key-list/{*}keyword")
    return tuple(dict.fromkeys(key for one in keys if (key := value(one, "key"))))
