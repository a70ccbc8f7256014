"""Options that several commands share."""

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
    "--model", metavar="NAME", help="An installed spaCy pipeline for English."
)
