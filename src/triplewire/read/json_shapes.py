"""A record of JSON in, the article that it is out, whatever shape it has."""

from collections.abc import Iterator, Mapping

from triplewire.errors import ReadError
from triplewire.field_map import JsonMap
from triplewire.read import fields
from triplewire.read.bodies import body_text
from triplewire.read.json_walk import HINT
from triplewire.read.mapped import mapped, text_of, with_mapped
from triplewire.read.merging import merged
from triplewire.read.news_article import article_language, article_metadata, article_nodes
from triplewire.read.ninjs import is_ninjs, ninjs_body, ninjs_language, ninjs_metadata
from triplewire.read.reading import Found
from triplewire.records import Metadata

Record = Mapping[str, object]

_MEDIA_TYPE = "application/json"
_LINKED = ("@type", "@graph", "@context")
_TEXT = "articleBody"


def is_linked(record: object) -> bool:
    """Say whether a record is JSON-LD."""
    return isinstance(record, dict) and any(key in record for key in _LINKED)


def is_furniture(record: object) -> bool:
    """Say whether a record is JSON-LD of something else, such as a page puts beside an article."""
    return (
        is_linked(record)
        and isinstance(record, dict)
        and "@type" in record
        and not article_nodes(record)
        and fields.body(record) is None
    )


def linked_articles(record: object) -> list[Record]:
    """Return the articles with a text in JSON-LD; each of them once."""
    nodes = article_nodes(record) if is_linked(record) else []
    return [node for node in nodes if _body(node) is not None]


def article_of(record: object, name: str, line: int, json_map: JsonMap, within: object) -> Found:
    """Return the article that a record is.

    ``within`` is the JSON-LD that it stands in, where the things are that it names.
    Raises: ReadError when it is none.
    """
    if not isinstance(record, dict):
        raise ReadError("not an article: the record is no object", where=name, hint=HINT)
    values = mapped(record, json_map)
    body, language, metadata = _known(record, within, name)
    text = text_of(values) or body
    if text is None:
        raise ReadError(f"not an article: {_lack(record, json_map)}", where=name, hint=HINT)
    return Found(
        text=body_text(text, name),
        name=name,
        line=line,
        media_type=_MEDIA_TYPE,
        language=fields.language(values) or language,
        metadata=with_mapped(metadata, values),
    )


def _known(record: Record, within: object, name: str) -> tuple[str | None, str | None, Metadata]:
    """Return the body, the language and the metadata of a record by the shape that it has.

    Raises: ReadError when its body is in a format of its own, and broken.
    """
    if is_linked(record) and article_nodes([record]):
        node = article_nodes([record])[0]
        return _body(node), article_language(node), article_metadata(node, within)
    if is_ninjs(record):
        body = ninjs_body(record, name)
        if body is not None:
            text, story = body
            return text, ninjs_language(record), merged([ninjs_metadata(record), story])
    return fields.body(record), fields.language(record), fields.metadata(record)


def _body(node: Record) -> str | None:
    """Return the text of an article in JSON-LD, whose keys may have the vocabulary's prefix."""
    plain = {key.removeprefix("schema:").rsplit("/", 1)[-1]: value for key, value in node.items()}
    return fields.body({**plain, _TEXT: next(_strings(plain.get(_TEXT)), None)})


def _strings(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        text = one.get("@value") if isinstance(one, dict) else one
        if isinstance(text, str):
            yield text


def _lack(record: Record, json_map: JsonMap) -> str:
    """Say what a record without text has in its place."""
    if json_map.text is not None:
        return f"the record has no text at {json_map.text!r}, where [read.json] looks for it"
    if is_linked(record) and article_nodes([record]):
        return "the record has no text: JSON-LD without articleBody"
    if is_ninjs(record):
        kind = record.get("type")
        what = f"of type {kind[:50]!r}" if isinstance(kind, str) else "of no type"
        return f"the record has no text: a ninjs item {what} without a body in text, HTML or NITF"
    return "the record has no text"
