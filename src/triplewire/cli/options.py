"""What several commands share: options, and whether there is somebody to ask."""

import sys
from pathlib import Path

import click

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="TRIPLEWIRE_STORE",
    default=".triplewire",
    show_default=True,
    show_envvar=True,
    help="Folder of the embedded store.",
)

model_option = click.option(
    "--model", metavar="NAME", help="An installed spaCy pipeline for English, learned, or endpoint."
)

newsroom_option = click.option(
    "--newsroom",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    show_default=True,
    help="Folder of the newsroom, whose tables are written.",
)

private_option = click.option(
    "--allow-private", is_flag=True, help="Ask hosts of private networks, too."
)

by_option = click.option(
    "--by", envvar="TRIPLEWIRE_CURATOR", show_envvar=True, help="Who decides: a name."
)


def interactive() -> bool:
    """Say whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty()


def one_line(text: str) -> str:
    """Return text that was typed or pasted on one line, as a cell of a table holds it."""
    return " ".join(text.split())
