"""A piece of HTML in, its text out, a line a block: nothing is judged and nothing left out."""

import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|section|article|figure|img)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:(?:<\?xml[^<>]{0,200}>|<!--[^<>]{0,2000}-->)\s*){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|tr|td|blockquote|section|article)\s{0,9}>|<br\s{0,9}/?>",
    re.IGNORECASE,
)
_FEWEST_BLOCKS = 3
_LONGEST_BLOCK = 1000  # characters, on the average
_UNSHOWN = re.compile(r"<!(--)|<(style|script)\b[^<>]{0,500}>", re.IGNORECASE)
_ENDS = {
    "--": re.compile(r"--!?>"),
    "style": re.compile(r"</style\b[^<>]{0,500}>", re.IGNORECASE),
    "script": re.compile(r"</script\b[^<>]{0,500}>", re.IGNORECASE),
}
_CODE = re.compile(r"[{=]|\);")
_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe"})
_PHRASE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong"
    "|sub|sup|time|tt|u|var|wbr"
)


class _Text(HTMLParser):
    """Collects character data; the tag of anything but a phrase ends the line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden: str | None = None

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - the base class passes it
    ) -> None:
        if tag in _HIDDEN and self._hidden is None:
            self._hidden = tag
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = None
        self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden is None:
            self.parts.append(re.sub(r"\s+", " ", data))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take "<![…>" for a comment, as browsers do: the base class stumbles over most of them."""
        return self.parse_bogus_comment(i, bool(report))

    def _end_line(self, tag: str) -> None:
        if not _PHRASE.fullmatch(tag):
            self.parts.append("\n")


def is_page(text: str) -> bool:
    """Say whether text is a whole page of HTML."""
    return _PAGE.match(text) is not None


def is_marked_up(text: str) -> bool:
    """Say whether text is made of blocks of HTML, and does not merely speak of one.

    >>> is_marked_up("<p>One.</p><p>Two.</p><p>Three.</p>"), is_marked_up("End it with </p>.")
    (True, False)
    """
    return len(_BLOCK.findall(text)) >= max(_FEWEST_BLOCKS, len(text) / _LONGEST_BLOCK)


def without_unshown(text: str) -> str:
    r"""Return text without comments, styles and scripts, which no reader sees; lines stay.

    >>> without_unshown("One<!-- two\n -->\nThe <style> tag")
    'One\n\nThe <style> tag'
    """
    parts, at = [], 0
    passed = dict.fromkeys(_ENDS, -1)  # up to where each kind was looked through, once
    for opening in _UNSHOWN.finditer(text):
        kind, start = (opening[1] or opening[2]).lower(), opening.end()
        if start <= max(at, passed[kind]):
            continue
        end = _ENDS[kind].search(text, start)
        passed[kind] = end.start() if end else len(text)
        if end and (kind == "--" or _CODE.search(text, start, end.start())):
            lines = "\n" * text.count("\n", opening.start(), end.end())
            parts += [text[at : opening.start()], lines]
            at = end.end()
    return "".join([*parts, text[at:]])


def has_tags(text: str) -> bool:
    """Say whether text is marked up in HTML.

    >>> has_tags("<p>Prices rose."), has_tags("5 < 7 and 9 > 7")
    (True, False)
    """
    return _TAG.search(text) is not None


def strip_tags(fragment: str) -> str:
    r"""Return the text of a piece of HTML.

    >>> strip_tags("<p>Prices <b>rose</b>.</p><p>Wages &amp; rents fell.</p>")
    'Prices rose.\nWages & rents fell.'
    """
    parser = _Text()
    # A last tag lets go of the text before it. close() would not do: it searches an unclosed
    # comment to the end once for every "<" in it.
    parser.feed(fragment + "<p>")
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(filter(None, lines))
