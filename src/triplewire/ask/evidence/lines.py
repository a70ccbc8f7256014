"""A passage and the text that it is of in, the line and column where it stands out."""

from triplewire.ask.evidence.passages import Passage


def line_and_column(text: str, start: int, first: int) -> tuple[int, int]:
    """Return where in a file an offset into the text stands that begins at the file's line.

    Units: start counts code points from 0; lines and columns count from 1.
    """
    return text.count("\n", 0, start) + first, start - text.rfind("\n", 0, start)


def located(passage: Passage, text: str | None, first: int) -> tuple[int, int] | None:
    """Return the line and column of a passage, None where its text is not there or has other words.

    ``first`` is the line of the source on which the text begins.
    """
    if text is None or not stands(passage, text):
        return None
    return line_and_column(text, passage.start, first)


def stands(passage: Passage, text: str) -> bool:
    """Say whether a text has the words of a passage where the passage says."""
    return text[passage.start : passage.end] == passage.words
