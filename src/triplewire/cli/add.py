"""triplewire add: files and addresses in, their copies in a newsroom out."""

import sys
from pathlib import Path

import click

from triplewire.cli.named import is_address, named_paths
from triplewire.cli.options import private_option


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL...")
@click.option(
    "--newsroom",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    show_default=True,
    help="Folder of the newsroom that they are copied into.",
)
@private_option
def add_command(files: tuple[str, ...], newsroom: Path, *, allow_private: bool) -> None:
    """Copy articles into a newsroom under names that last: day, title, digits of the text.

    A file of several articles keeps its name, with digits. What cannot be read is refused, and what
    is there already stays the only copy. An address is fetched as `triplewire fetch` does, and its
    answer kept as WARC. Exit code 1 says that something was refused.

    \b
    Example:
      triplewire add downloads/*.html --newsroom harbour
      triplewire add https://example.org/news/1 --newsroom harbour
    """
    from triplewire.ask import visible
    from triplewire.cli.faults import told
    from triplewire.cli.fetch import fetch_into
    from triplewire.newsdesk import add

    addresses = [name for name in files if is_address(name)]
    paths = named_paths([name for name in files if name not in addresses], "add")
    refused = False
    if addresses:
        refused = fetch_into(newsroom, addresses, allow_private=allow_private)
    for path in paths:
        if path.is_dir():
            click.echo(
                f"{visible(str(path))}: a folder\n  hint: name its files, such as"
                f" {visible(str(path / '*.html'))}",
                err=True,
            )
            refused = True
            continue
        added = add(path, newsroom)
        for fault in added.faults:
            click.echo(told(fault), err=True)
            refused = True
        if added.name:
            joint = " → " if added.new else ": there already as "
            click.echo(f"{visible(str(path))}{joint}{visible(added.name)}")
    sys.exit(1 if refused else 0)
