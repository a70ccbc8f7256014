"""A template's name and a view in, HTML out, every text of it escaped."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from triplewire import __version__
from triplewire.ask import HIDDEN, visible
from triplewire.publish import vocabulary
from triplewire.publish.web.pages.views import MOST_LINES
from triplewire.publish.web.pages.words import (
    amount_text,
    counted,
    ordinal,
    safe_href,
    shown,
    when_text,
)

TEMPLATES = Path(__file__).parents[1] / "templates"
STATIC = Path(__file__).parents[1] / "static"


def render(template: str, **values: Any) -> str:
    """Return a page; hidden and directional characters of its values are shown as escapes."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, vocabulary.TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        when=when_text, amount=amount_text, counted=counted, ordinal=ordinal, safe=_refused,
        safe_href=safe_href, lines=lines, keep=keep, flat=flat,
    )  # fmt: skip
    environment.globals.update(version=__version__, has_editor=_has_editor, most=MOST_LINES)
    return environment


def lines(text: str) -> Markup:
    """Return text of several lines, escaped line by line, so that its line ends stay."""
    return Markup("\n").join(escape(visible(line)) for line in text.splitlines())


def keep(text: str) -> Markup:
    """Return a query for an editor: what nobody can see stands as SPARQL's own escapes.

    Source: https://www.w3.org/TR/sparql11-query/#codepointEscape
    """
    return Markup("\n").join(escape(HIDDEN.sub(_codepoint, line)) for line in text.split("\n"))


def _codepoint(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def flat(text: str) -> str:
    """Return text with its line ends as spaces, those at its edges too."""
    return re.sub(r"\s+", " ", text)


def _refused(_: object) -> str:
    raise TypeError("no template may print a text unescaped")


def _has_editor() -> bool:
    return (STATIC / "editor.js").is_file()
