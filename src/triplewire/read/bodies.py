"""A body as a record holds it in, its text without HTML out."""

import html
import re
from html.entities import html5

from triplewire.read.markup import has_tags, is_page, strip_tags, without_unshown
from triplewire.read.web import page_text

# With its end alone: "R&D" and "Q&notes" stand for themselves.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def body_text(body: str, name: str) -> str:
    """Return the text of a body that may be HTML, or have signs written as HTML has them.

    Raises: ReadError when it is a whole page without main text.
    """
    if is_page(body):
        return page_text(body, name)
    if has_tags(body):
        return strip_tags(body)
    return _REFERENCE.sub(_sign, without_unshown(body))


def _sign(found: re.Match[str]) -> str:
    """Return the sign that a reference is for, or the reference where it is for none."""
    reference = found[0]
    if reference[1] == "#":
        return html.unescape(reference)
    return html5.get(reference[1:], reference)
