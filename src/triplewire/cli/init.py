"""triplewire init: a folder in, a newsroom there out."""

from pathlib import Path

import click


@click.command("init")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), required=False, default="."
)
def init_command(folder: Path) -> None:
    """Lay a newsroom: a folder with articles/, triplewire.toml, actors.csv and decisions.csv.

    FOLDER is made where it is not there; without one it is the current folder. A file that is
    there stays as it is. The comments of triplewire.toml say what each key is for.

    \b
    Example:
      triplewire init harbour
      triplewire add --newsroom harbour downloads/*.html
      triplewire build harbour
    """
    from triplewire.ask import visible
    from triplewire.newsdesk import lay

    for name, new in lay(folder):
        note = "" if new else ": there already, left as it is"
        click.echo(f"{visible(str(folder / name))}{note}")
    click.echo(
        "Next: fill in base in triplewire.toml, put articles into articles/ or `triplewire add`"
        " them, then `triplewire build`.",
        err=True,
    )
