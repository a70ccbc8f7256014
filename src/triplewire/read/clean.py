"""Decoded text in, text without invisible characters out, every line where it was."""

import re

# A line ends at CRLF, CR, LF or one of Unicode's own separators.
LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")

# Vertical tab, form feed and NEL stood between words: gone, they would glue the words together.
_SPACES = re.compile("[\x0b\x0c\x85]")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\xad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing: can disguise words
    "\u180e\u200b-\u200d\u2060-\u2064\ufeff"  # no width
    "\ufff9-\ufffb"  # annotation marks
    "\U000e0000-\U000e007f"  # tags: whole sentences that nobody sees
    "\ud800-\udfff"  # half a character: cannot be written as UTF-8
    "\ufffe\uffff"  # no character at all
    "]+"
)


def clean(text: str) -> str:
    r"""Return text with LF line ends and without characters that no reader can see.

    >>> clean("two\r\nli\u00adnes\u200b")
    'two\nlines'
    """
    return _INVISIBLE.sub("", _SPACES.sub(" ", LINE_END.sub("\n", text)))


def one_line(text: str) -> str:
    """Return the cleaned words of text with single spaces between them."""
    return " ".join(clean(text).split())
