"""NewsML-G2 in, the text of each news item out, with what its metadata say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.read.blocks import first_line, paragraphs, paragraphs_of_html, without_title
from triplewire.read.fields import authors, web_address
from triplewire.read.markup import has_tags
from triplewire.read.merging import merged
from triplewire.read.nitf import nitf_metadata, nitf_text
from triplewire.read.reading import NOTHING_STATED, Found
from triplewire.read.topics import media_topic
from triplewire.read.wire_lines import first_date, is_person, names_in, place_in
from triplewire.read.xml_tree import language, local, places, starts, value, words
from triplewire.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

ITEMS = {
    "newsItem": "",
    "packageItem": "a package only lists other items",
    "conceptItem": "it describes a concept",
    "knowledgeItem": "it lists concepts",
    "planningItem": "it plans coverage",
    "catalogItem": "it lists schemes",
}
"""The items of NewsML-G2, and why each is no article."""

_MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
_WITH_TEXT = frozenset({"text", "composite"})
_TAKEN_BACK = frozenset({"canceled", "withheld"})
_PAGES = frozenset({"html", "body", "div", "section", "article", "p"})


def read_newsml(text: str, name: str, root: "_Element") -> Iterator[Found | ReadError]:
    """Yield the story of a news item, or of each item of a message.

    Raises: ReadError when the one item that the file is has no story.
    """
    if local(root) != "newsMessage":
        yield _story(root, name, root.sourceline or 1)
        return
    items = [item for item in root.iterfind("{*}itemSet/*") if local(item)]
    offsets = list(starts(text, rf"(?:[\w.-]+:)?(?:{'|'.join(ITEMS)})"))
    named = places(text, name, offsets)
    if len(named) != len(items):  # an item inside an item, or one of another kind
        named = [(f"{name}:{item.sourceline}:{at}", 1) for at, item in enumerate(items, start=1)]
    for item, (where, line) in zip(items, named, strict=True):
        try:
            yield _story(item, where, line)
        except ReadError as fault:
            yield fault


def _story(item: "_Element", name: str, line: int) -> Found:
    kind = local(item)
    if kind != "newsItem":
        why = ITEMS.get(kind, f"it is a {kind}")
        hint = "put the items that it lists beside it" if kind == "packageItem" else "leave it out"
        raise _none(why, name, hint)
    meta, content = item.find("{*}itemMeta"), item.find("{*}contentMeta")
    status = _code(None if meta is None else meta.find("{*}pubStatus"))
    if status in _TAKEN_BACK:
        raise _none(
            f"its agency has marked it {status}", name, "remove it, or put its next version there"
        )
    medium = _code(None if meta is None else meta.find("{*}itemClass"))
    if medium and medium not in _WITH_TEXT:
        raise _none(f"it is of the class {medium}", name, "only items of the class text are read")
    part, blocks, within = _content(item, name)
    metadata = merged([_metadata(item), within])
    tag = None if content is None else value(content.find("{*}language"), "tag")
    return Found(
        text="\n\n".join(without_title(blocks, metadata.title)),
        name=name,
        line=first_line(part) or line,
        media_type=_MEDIA_TYPE,
        language=language(part) or tag or language(item),
        metadata=metadata,
    )


def _content(item: "_Element", name: str) -> tuple["_Element", list[str], Metadata]:
    """Return the part of an item with its text, its paragraphs, and what the part says of itself.

    Of the same story in several languages the English one is taken.
    """
    parts = [one for one in item.iterfind("{*}contentSet/*") if local(one).startswith("inline")]
    parts.sort(key=lambda one: not (language(one) or "en").lower().startswith("en"))
    others = []
    for part in parts:
        inner = next((one for one in part if local(one)), None)
        kind = "" if inner is None else local(inner)
        if kind == "nitf":
            blocks, within = nitf_text(inner), nitf_metadata(inner)
        elif kind in _PAGES or not kind:
            blocks, within = _plain(part) if inner is None else paragraphs(inner), NOTHING_STATED
        else:
            others.append(kind)
            continue
        if blocks:
            return part, blocks, within
    if others:
        raise _none(f"its content is {others[0]}", name, "only text, XHTML and NITF are read")
    if item.find("{*}contentSet/{*}remoteContent") is not None:
        raise _none(
            "its content is in another file", name, "put that file beside it or in its place"
        )
    raise _none("it has no content", name, "get the item with its text")


def _plain(part: "_Element") -> list[str]:
    text = part.text or ""
    kind = (value(part, "contenttype") or "").lower()
    if "html" in kind or (kind != "text/plain" and has_tags(text)):
        return paragraphs_of_html(text)
    return [text.strip()] if text.strip() else []


def _metadata(item: "_Element") -> Metadata:
    meta, content = "{*}itemMeta/{*}", "{*}contentMeta/{*}"
    title, subtitle = _headlines(item)
    publisher = _named(item.find(f"{meta}provider"))
    holder = _named(item.find("{*}rightsInfo/{*}copyrightHolder"))
    credited = (
        (words(item.find(f"{content}creditline")) or "").strip(" -–—") or None,
        _named(item.find(f"{content}infoSource")),
        holder,
    )
    published = first_date(
        words(item.find(f"{content}contentCreated")),
        words(item.find(f"{meta}firstCreated")),
        words(item.find(f"{meta}versionCreated")),
    )
    updated = first_date(
        words(item.find(f"{content}contentModified")), words(item.find(f"{meta}versionCreated"))
    )
    bylines = [line for by in item.iterfind(f"{content}by") if (line := words(by))]
    known = {publisher, *credited}
    creators = [
        name
        for creator in item.iterfind(f"{content}creator")
        if (name := words(creator.find("{*}name"))) and name not in known and is_person(name)
    ]
    return Metadata(
        title=title,
        subtitle=subtitle,
        url=web_address(value(item, "guid")),
        publisher=publisher,
        credited_source=next((one for one in credited if one and one != publisher), None),
        authors=authors(name for line in bylines for name in names_in(line) if name not in known)
        or authors(iter(creators)),
        published=published,
        updated=updated if updated != published else None,
        dateline_place=_place(item),
        copyright=words(item.find("{*}rightsInfo/{*}copyrightNotice")),
        topics=_topics(item),
        keywords=tuple(
            dict.fromkeys(
                word for one in item.iterfind(f"{content}keyword") if (word := words(one))
            )
        ),
    )


def _headlines(item: "_Element") -> tuple[str | None, str | None]:
    """Return the headline and the one below it, which are told apart by their roles."""
    title = subtitle = None
    for headline in item.iterfind("{*}contentMeta/{*}headline"):
        if "sub" in (value(headline, "role") or "").rpartition(":")[2].lower():
            subtitle = subtitle or words(headline)
        else:
            title = title or words(headline)
    subtitle = subtitle or words(item.find("{*}contentMeta/{*}subheadline"))
    return title or words(item.find("{*}itemMeta/{*}title")), subtitle


def _place(item: "_Element") -> str | None:
    located = words(item.find("{*}contentMeta/{*}located/{*}name"))
    line = located or words(item.find("{*}contentMeta/{*}dateline"))
    return place_in(line) if line else None


def _topics(item: "_Element") -> tuple[str, ...]:
    codes = (
        code
        for subject in item.iterfind("{*}contentMeta/{*}subject")
        for attribute in ("qcode", "uri", "literal")
        if (code := value(subject, attribute))
    )
    return tuple(dict.fromkeys(topic for code in codes if (topic := media_topic(code))))


def _named(party: "_Element | None") -> str | None:
    """Return what a party is called: its name, or the code that stands for it among providers."""
    if party is None:
        return None
    code = value(party, "qcode") or ""
    return (
        words(party.find("{*}name"))
        or value(party, "literal")
        or (code.partition(":")[2] if code.startswith("nprov:") else None)
    )


def _code(element: "_Element | None") -> str | None:
    """Return the last part of the code or IRI that an element has."""
    code = value(element, "qcode") or value(element, "uri")
    return code.replace("/", ":").rpartition(":")[2].lower() if code else None


def _none(why: str, name: str, hint: str) -> ReadError:
    return ReadError(f"not an article: {why}", where=name, hint=hint)
