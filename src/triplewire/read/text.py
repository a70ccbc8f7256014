"""Plain text in, one text out, as it stands."""

from collections.abc import Iterator

from triplewire.read.markup import is_marked_up, is_page, strip_tags, without_unshown
from triplewire.read.reading import Found
from triplewire.read.web import read_html


def read_text(text: str, name: str) -> Iterator[Found]:
    """Yield the whole file: heads and tails are for the extractor to tell from the story.

    HTML under a wrong name is read as what it is.
    Raises: ReadError when it is a page without main text.
    """
    if is_page(text):
        yield from read_html(text, name)
    elif is_marked_up(text):
        yield Found(text=strip_tags(text), name=name, media_type="text/html")
    else:
        yield Found(text=without_unshown(text), name=name, media_type="text/plain")
