"""A tree of XHTML, HTML or NITF in, its paragraphs out, with a blank line between them."""

import re
from typing import TYPE_CHECKING

from triplewire.read.markup import has_tags
from triplewire.read.xml_tree import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = re.compile(
    r"address|article|blockquote|body|body\.content|block|bq|dd|div|dl|dt|h[1-6]|hl[12]|hr|li|main"
    r"|ol|p|pre|section|ul"
)
# No running text, or none of the story's own: tables, media, captions, scripts, forms, furniture.
_LEFT_OUT = re.compile(
    "abstract|aside|audio|canvas|caption|custom-table|embed|figcaption|figure|footer|form|head"
    "|hedline|iframe|media|nav|nitf-table|note|object|picture|table|template|textarea|video"
)
_LEFT_OUT_IN_A_LINE = re.compile("button|credit|fn|img|input|math|noscript|script|select|style|svg")
_CAPTION = re.compile(r"\bwp-caption\b")
# A tag up to its end. The parser's time grows with the square of the attributes of one, and nobody
# needs those of a tag as long as a page: most hold a picture's bytes.
_TAG = re.compile(r"(<[A-Za-z][^\s/>]{0,50})(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>])*+")
_LONGEST_TAG = 4000
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"\n\s*\n")


def paragraphs(root: "_Element", *, again: bool = True) -> list[str]:
    """Return the paragraphs of a tree: no tables, media, captions or scripts, and no markup.

    ``again`` reads markup that was escaped inside markup, too.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    preformatted = 0
    for event, element in walker:
        name = local(element).lower()
        if event == "start":
            if not name or _is_left_out(name) or _CAPTION.search(element.get("class") or ""):
                walker.skip_subtree()
                continue
            preformatted += name == "pre"
            parts.append(_before(name) + _shown(element.text, preformatted))
            continue
        preformatted -= name == "pre"
        if element is not root:
            ends = _BLOCKS.fullmatch(name) or _LEFT_OUT.fullmatch(name)
            parts.append(("\n\n" if ends else "") + _shown(element.tail, preformatted))
    blocks = (
        "\n".join(filter(None, (" ".join(line.split()) for line in block.split("\n"))))
        for block in _BETWEEN.split("".join(parts))
    )
    found = list(filter(None, blocks))
    if again and any(map(has_tags, found)):  # escaped twice
        return paragraphs_of_html("\n".join(f"<p>{block}</p>" for block in found), again=False)
    return found


def paragraphs_of_html(fragment: str, *, again: bool = True) -> list[str]:
    """Return the paragraphs of a piece of HTML, as ``paragraphs`` does."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    if "<" not in fragment and "&" not in fragment:
        line = " ".join(fragment.split())
        return [line] if line else []
    fragment = _TAG.sub(_short, fragment)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(f"<div>{fragment}</div>".encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return []
    return [] if root is None else paragraphs(root, again=again)


def first_line(root: "_Element") -> int | None:
    """Return the line on which the element stands that the paragraphs of a tree begin with."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    walker = etree.iterwalk(root, events=("start",))
    line: int | None = root.sourceline
    for _, element in walker:
        name = local(element).lower()
        if not name or _is_left_out(name):
            walker.skip_subtree()
        elif (element.text or "").strip():
            line = element.sourceline
            break
    return line


def without_title(blocks: list[str], title: str | None) -> list[str]:
    """Return paragraphs without a first one that only says the title again."""
    return blocks[1:] if blocks and title and blocks[0] == title else blocks


def _is_left_out(name: str) -> bool:
    return bool(_LEFT_OUT.fullmatch(name) or _LEFT_OUT_IN_A_LINE.fullmatch(name))


def _short(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[0]) <= _LONGEST_TAG else tag[1]


def _before(name: str) -> str:
    return "\n" if name == "br" else "\n\n" if _BLOCKS.fullmatch(name) else ""


def _shown(text: str | None, preformatted: int) -> str:
    return (text or "") if preformatted else _SPACE.sub(" ", text or "")
