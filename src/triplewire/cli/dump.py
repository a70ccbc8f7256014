"""triplewire dump: the store in, files in the formats of RDF out."""

import sys
from pathlib import Path

import click

from triplewire.cli.options import store_option
from triplewire.publish.dump import SUFFIXES, dump, dump_all
from triplewire.store import Store


@click.command("dump")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="A folder for every format; with --format, one file. Without it, stdout.",
)
@click.option("--format", "form", type=click.Choice(list(SUFFIXES)), help="Only this format.")
@store_option
def dump_command(out: Path | None, form: str | None, store: Path) -> None:
    """Write the graph as Turtle, TriG, N-Quads and JSON-LD.

    The same graph gives the same bytes on every machine. Turtle is the union of all graphs, the
    others keep them. The articles' texts are left out unless triplewire.toml says otherwise.

    \b
    Example:
      triplewire dump -o dumps
      triplewire dump --format turtle > news.ttl
    """
    if out is None and form is None:
        raise click.UsageError("name a folder with -o, or a --format for stdout")
    with Store(store) as current:
        texts = current.manifest.publish_text
        if form is None and out is not None:
            for path in dump_all(current, out, texts=texts):
                click.echo(path, err=True)
        elif out is None:
            dump(current, sys.stdout.buffer, form or "", texts=texts)
        else:
            from triplewire.publish.files import write_atomically

            with write_atomically(out) as file:
                dump(current, file, form or "", texts=texts)
