"""A piece of HTML in, its text out, a line a block: nothing is judged and nothing left out."""

import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|section|article|figure|img)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
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

    def _end_line(self, tag: str) -> None:
        if not _PHRASE.fullmatch(tag):
            self.parts.append("\n")


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
