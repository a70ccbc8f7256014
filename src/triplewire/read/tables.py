"""A table of articles in (CSV, TSV), one text a row out; a bad row does not spoil the others."""

import re
from collections.abc import Iterator, Mapping, Sequence

from triplewire.errors import ReadError
from triplewire.field_map import AS_KNOWN, FieldMap, ReadOptions
from triplewire.read import fields
from triplewire.read.bodies import body_text
from triplewire.read.reading import Found

_HINT = (
    "head the columns text, title, url, published, publisher, authors, or name yours under "
    '[read.table] in triplewire.toml: text = "story"'
)
# The headings that tables have, in lower case without spaces and signs, the usual one first.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "text": ("text", "articlebody", "body", "content", "articletext", "fulltext", "maintext",
             "bodytext", "story", "article"),
    "title": ("title", "headline", "articletitle", "name"),
    "subtitle": ("subtitle", "alternativeheadline", "subheadline"),
    "url": ("url", "link", "address", "canonicalurl", "articleurl", "weburl", "uri"),
    "publisher": ("publisher", "source", "publication", "outlet", "sitename", "newspaper",
                  "sourcename"),
    "authors": ("authors", "author", "byline", "creator", "writer"),
    "published": ("published", "date", "datepublished", "publishedat", "publishdate",
                  "publicationdate", "pubdate", "publishedon"),
    "updated": ("updated", "datemodified", "modified", "updatedat", "lastmodified"),
    "section": ("section", "articlesection", "category", "desk"),
    "language": ("language", "inlanguage", "lang"),
    "copyright": ("copyright", "copyrightnotice"),
    "keywords": ("keywords", "tags"),
    "topics": ("topics", "subjects", "mediatopics"),
}  # fmt: skip
_MEDIA_TYPE = "text/csv"
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 1000
_NAMES = re.compile(r"\s*[;|]\s*")


def read_table(
    text: str, name: str, options: ReadOptions = AS_KNOWN
) -> Iterator[Found | ReadError]:
    """Yield the article of each row, by the line on which the row begins.

    Raises: ReadError when the table has no column for the text.
    """
    rows = _rows(text, _delimiter(text), name)
    for first in rows:
        if isinstance(first, ReadError):
            raise first
        break
    else:
        return
    columns = columns_of(first[1], options.table, name)
    count = len(first[1])
    for row in rows:
        if isinstance(row, ReadError):
            yield row
            continue
        line, cells = row
        if not any(cells):
            continue
        where = f"{name}:{line}"
        if len(cells) > count and any(cells[count:]):
            yield ReadError(
                f"not an article: {len(cells)} cells under {count} headings",
                where=where,
                hint="put a cell that has a comma or a line end in it in double quotes",
            )
            continue
        yield row_article(
            {field: cells[at] for field, at in columns.items() if at < len(cells)},
            where,
            line,
            _MEDIA_TYPE,
        )


def columns_of(headings: Sequence[str], table: FieldMap, name: str) -> dict[str, int]:
    """Return the number of the column of each field, as the settings say or by its heading.

    Raises: ReadError when there is none for the text, or far too many.
    """
    if len(headings) > _MOST_COLUMNS:
        raise ReadError(
            f"not a table of articles: {len(headings):,} columns", where=name, hint=_HINT
        )
    stated, plain = dict[str, int](), dict[str, int]()
    for at, heading in enumerate(headings):
        stated.setdefault(heading.strip(), at)
        plain.setdefault(_plain(heading), at)
    found: dict[str, int] = {}
    for field, usual in _HEADINGS.items():
        own = table.places().get(field, "").strip()
        column = stated.get(own, next((plain[one] for one in usual if one in plain), None))
        if column is not None:
            found[field] = column
    if "text" not in found:
        shown = ", ".join(stated)[:200]
        raise ReadError(
            f"not a table of articles: no column holds the text; its columns are {shown}",
            where=name,
            hint=_HINT,
        )
    return found


def row_article(
    values: Mapping[str, object], where: str, line: int, media_type: str
) -> Found | ReadError:
    """Return the article of a row, or why it is none."""
    body = fields.body(values)
    if body is None or not body.strip():
        return ReadError(
            "not an article: the row has no text", where=where, hint="fill the cell or drop the row"
        )
    authors = values.get("authors")
    if isinstance(authors, str):
        values = {**values, "authors": _NAMES.split(authors[:10_000])}
    try:
        return Found(
            text=body_text(body, where),
            name=where,
            line=line,
            media_type=media_type,
            language=fields.language(values),
            metadata=fields.metadata(values),
        )
    except ReadError as fault:
        return fault


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading).lower()


def _delimiter(text: str) -> str:
    """Return what stands most often between the headings, a comma where nothing does."""
    head = text.lstrip("\r\n")[:10_000].split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)


def _rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]] | ReadError]:
    """Yield each row with the line on which it begins; a quote never closed is the last fault.

    The library's reader has one limit of a cell's size for the whole program, and goes on in the
    middle of a cell that is larger.
    """
    stop = re.escape(delimiter)
    cell = re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)")?(?P<plain>[^{stop}\r\n]*+)'
        rf"(?P<end>{stop}|\r\n|[\r\n]|\Z)"
    )
    at, line, begins, cells = 0, 1, 1, list[str]()
    while at < len(text):
        found = cell.match(text, at)
        if found is None:  # pragma: no cover - the pattern matches anything
            return
        quoted, plain = found["quoted"], found["plain"]
        if quoted is None and plain.startswith('"'):
            yield ReadError(
                "not a table from here on: a double quote is never closed",
                where=f"{name}:{begins}",
                hint="close it; write a quote inside a cell twice",
            )
            return
        cells.append(plain if quoted is None else quoted.replace('""', '"') + plain.rstrip())
        if quoted:
            line += quoted.count("\n") or quoted.count("\r")
        at = found.end()
        if found["end"] != delimiter:
            line += bool(found["end"])
            yield begins, cells
            begins, cells = line, []
    if cells:
        yield begins, cells
