"""A page in, HTML that needs nothing but a style sheet beside it out, every text of it escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from triplewire import __version__
from triplewire.ask import visible
from triplewire.publish.vocabulary.pages import Page

TEMPLATES = Path(__file__).parent / "templates"


def standalone(page: Page) -> bytes:
    """Return a page as a file; hidden and directional characters are shown as escapes."""
    template = _environment().get_template(page.template)
    return template.render(layout="standalone.html.jinja", **page.values).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(version=__version__)
    return environment


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value
