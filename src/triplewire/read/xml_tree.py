"""XML as text in, its tree out, or a ReadError: no entity is expanded and nothing is fetched."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.read.clean import clean, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE = re.compile(r"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->)*+", re.DOTALL)
_DECLARATION = re.compile(r"\s*+<\?xml\s(?:(?!\?>).)*+\?>", re.DOTALL)
_DOCTYPE = re.compile(
    r"<!DOCTYPE\b(?:[^\[\]<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?:(\[)|>)", re.IGNORECASE
)
# What may stand inside a DOCTYPE: all but entities and what refers to them.
_SUBSET = re.compile(
    r"(?:[^\[\]<>\"'%&]++|\"[^\"%&]*+\"|'[^'%&]*+'|<!--(?:(?!-->).)*+-->"
    r"|<!(?:ELEMENT|ATTLIST|NOTATION)\b|>)*+\]\s*+>",
    re.DOTALL,
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
# Half a character of two, as some feeds write an emoji; lxml fails on it where it mends.
_HALF = re.compile(
    r"&#(?:x0*+(?P<hex>[dD][89a-fA-F][0-9a-fA-F]{2})|0*+(?P<number>5[5-7][0-9]{3}));"
)
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_UNREAD = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_LONGEST = 1000
_HINT = "mend the file, or have it exported again"


def without_doctype(text: str, name: str) -> str:
    """Return XML without its declaration and DOCTYPE, its named characters as numbers; lines stay.

    Raises: ReadError when the DOCTYPE declares entities.
    """
    text = clean(text)
    declared = _DECLARATION.match(text)
    if declared:
        text = _blanked(text, 0, declared.end())
    start = _BEFORE.match(text)
    doctype = _DOCTYPE.match(text, start.end() if start else 0)
    if doctype:
        end = doctype.end()
        if doctype[1]:
            subset = _SUBSET.match(text, end)
            if subset is None:
                raise ReadError(
                    "not an article: its DOCTYPE declares entities",
                    where=name,
                    hint="take the part in brackets out of the DOCTYPE; no news format needs it",
                )
            end = subset.end()
        text = _blanked(text, doctype.start(), end)
    return _ENTITY.sub(_as_number, text)


def tree(text: str, name: str, *, mend: bool = False) -> "_Element":
    """Return the root of XML that ``without_doctype`` has passed.

    ``mend`` closes what was left open and takes a lone "&" for itself, as readers of feeds do.
    Raises: ReadError when it is not well-formed or nested too deep.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=mend,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    if mend:
        text = _HALF.sub(_without_half, text)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as fault:
        line = fault.lineno or 1
        why = one_line(fault.msg or "it is empty")[:200]
        raise ReadError(f"not XML: {why}", where=f"{name}:{line}", hint=_HINT) from fault
    if root is None:
        raise ReadError("not XML: there is no element", where=name, hint=_HINT)
    return root


def local(element: "_Element") -> str:
    """Return the name of an element without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: "_Element | None") -> str | None:
    """Return the words inside an element on one line, None when there are none or far too many."""
    line = "" if element is None else one_line("".join(element.itertext()))
    return line if 0 < len(line) <= _LONGEST else None


def value(element: "_Element | None", attribute: str) -> str | None:
    """Return an attribute on one line, None when it is empty, not there or far too long."""
    line = "" if element is None else one_line(element.get(attribute) or "")
    return line if 0 < len(line) <= _LONGEST else None


def language(*elements: "_Element | None") -> str | None:
    """Return the first language tag that one of the elements states about itself."""
    tag = "{http://www.w3.org/XML/1998/namespace}lang"
    return next((said for element in elements if (said := value(element, tag))), None)


def starts(text: str, names: str) -> Iterator[int]:
    """Yield where the tags that open elements with such names begin; ``names`` is a pattern.

    What stands in comments, CDATA and processing instructions opens nothing.
    """
    opening = re.compile(rf"<!--|<!\[CDATA\[|<\?|<(?:{names})(?=[\s/>])")
    at = 0
    for tag in opening.finditer(text):
        if tag.start() < at:
            continue
        end = _UNREAD.get(tag[0])
        if end is None:
            yield tag.start()
            continue
        at = text.find(end, tag.end())
        if at < 0:
            return


def places(text: str, name: str, offsets: list[int]) -> list[tuple[str, int]]:
    r"""Return what to call the record at each offset, and its line: two on a line differ by column.

    >>> places("<a/><b/>\n<c/>", "f", [0, 4, 9])
    [('f:1', 1), ('f:1:5', 1), ('f:2', 2)]
    """
    found: list[tuple[str, int]] = []
    line, counted, begins, taken = 1, 0, 0, 0
    for offset in offsets:
        ends = text.count("\n", counted, offset)
        if ends:
            line, begins = line + ends, text.rfind("\n", counted, offset) + 1
        counted = offset
        where = f"{name}:{line}"
        found.append((where if line != taken else f"{where}:{offset - begins + 1}", line))
        taken = line
    return found


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _without_half(found: re.Match[str]) -> str:
    number = int(found["hex"], 16) if found["hex"] else int(found["number"])
    return "" if _FIRST_HALF <= number <= _LAST_HALF else found[0]


def _as_number(found: re.Match[str]) -> str:
    meant = html5.get(f"{found[1]};")
    if meant is None or found[1] in _OF_XML:
        return found[0]
    return "".join(f"&#{ord(char)};" for char in meant)
