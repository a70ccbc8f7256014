"""triplewire check: the store or RDF files in, a SHACL report out."""

import sys
from pathlib import Path

import click

from triplewire import assets
from triplewire.check import check_files, check_store
from triplewire.cli.options import store_option
from triplewire.store import Store
from triplewire.validate import ENGINES, WRITERS, load_shapes


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@store_option
@click.option("--format", "form", type=click.Choice(sorted(WRITERS)), default="text")
@click.option(
    "--engine",
    type=click.Choice(sorted(ENGINES)),
    default="fast",
    show_default=True,
    help="pyshacl is the reference: everything by pySHACL, slowly.",
)
@click.option(
    "--shapes",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of shapes instead of our own.",
)
def check_command(
    files: tuple[Path, ...], store: Path, form: str, engine: str, shapes: Path | None
) -> None:
    """Validate the graph, or RDF files, with SHACL.

    Every article's graph is validated with the authorities, the vocabulary and the text that it
    mentions. Exit code 1 says that there are violations; warnings alone give 0.

    \b
    Example:
      triplewire check
      triplewire check --format json data.ttl
    """
    compiled = load_shapes(shapes or assets.shapes())
    if files:
        reports = list(check_files(files, compiled, engine))
    else:
        with Store(store) as current:
            reports = list(check_store(current, compiled, engine))
    click.echo(WRITERS[form](reports), nl=False)
    sys.exit(0 if all(report.conforms for report in reports) else 1)
