"""Markdown with or without YAML front matter in, one text with its metadata out."""

import re
from collections.abc import Iterator

import yaml

from triplewire.errors import ReadError
from triplewire.read import fields
from triplewire.read.clean import clean
from triplewire.read.markup import is_marked_up, is_page, strip_tags, without_unshown
from triplewire.read.reading import Found
from triplewire.read.web import page_text

_OPENING = re.compile(r"---[ \t]*\n")
_RULE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST = 20_000


def read_markdown(text: str, name: str) -> Iterator[Found]:
    """Yield the body, its Markdown kept, with what the front matter says about it.

    Raises: ReadError when the front matter is not YAML.
    """
    text = clean(text)
    front, start = _front_matter(text, name)
    yield Found(
        text=_body(text[start:], name),
        name=name,
        line=1 + text.count("\n", 0, start),
        media_type="text/markdown",
        language=fields.language(front),
        metadata=fields.metadata(front),
    )


def _body(text: str, name: str) -> str:
    """Return text without HTML where it is a page or made of blocks, else as it stands."""
    if is_page(text):
        return page_text(text, name)
    return strip_tags(text) if is_marked_up(text) else without_unshown(text)


def _front_matter(text: str, name: str) -> tuple[dict[str, object], int]:
    """Return what the front matter says and where the body begins."""
    opening = _OPENING.match(text)
    closing = _RULE.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if not opening or not closing:
        return {}, 0
    front = _yaml(text[opening.end() : closing.start()], name)
    # Prose between two rules is no front matter.
    return (front, min(closing.end() + 1, len(text))) if isinstance(front, dict) else ({}, 0)


def _yaml(source: str, name: str) -> object:
    try:
        return yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - builds only str, list, dict
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 2 if fault.problem_mark else 1
        raise _refusal(str(fault.problem), f"{name}:{line}") from fault
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        # An escape such as "\UFFFFFFFF" that stands for no character, a version of 5,000 digits.
        raise _refusal("it has an impossible character or number", name) from fault
    except RecursionError as fault:
        raise _refusal("nested too deep", name) from fault


def _refusal(why: str, where: str) -> ReadError:
    return ReadError(
        f"the front matter is not YAML: {why}",
        where=where,
        hint='write "key: value" lines; put a value with a colon in quotes',
    )
