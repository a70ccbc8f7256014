"""A body as a record holds it in, its text without HTML out."""

from triplewire.read.markup import has_tags, is_page, strip_tags, without_unshown
from triplewire.read.web import page_text


def body_text(body: str, name: str) -> str:
    """Return the text of a body that may be HTML.

    Raises: ReadError when it is a whole page without main text.
    """
    if is_page(body):
        return page_text(body, name)
    return strip_tags(body) if has_tags(body) else without_unshown(body)
