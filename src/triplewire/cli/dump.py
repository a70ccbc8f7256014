"""triplewire dump: the store in, files for others out."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from triplewire.cli.options import store_option
from triplewire.cli.placeholder import warn_of_base
from triplewire.cli.watch import watched
from triplewire.publish.dump import SUFFIXES, dump
from triplewire.store import Store
from triplewire.system.disk import reported


@click.command("dump")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="A folder for everything; with --format, one file. Without it, stdout.",
)
@click.option("--format", "form", type=click.Choice(list(SUFFIXES)), help="Only this format.")
@click.option(
    "--url", metavar="ADDRESS", help="Where the folder is published, for the links in void.ttl."
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Remove all versions but the last N.  [default: keep all]",
)
@click.option(
    "--vocabulary-only",
    is_flag=True,
    help="Only the ontology, code lists, shapes and rules, as pages and data; no store is needed.",
)
@click.option(
    "--shards",
    type=click.IntRange(min=1, max=99_999),
    metavar="N",
    help="With --format nquads: a folder of N packed parts for loading in bulk, and a manifest.",
)
@click.option("--review", is_flag=True, help="With --format: what is proposed for a curator, too.")
@click.option(
    "--with-vocabulary",
    "vocabulary",
    is_flag=True,
    help="With --format: the ontology and its code lists, too.",
)
@store_option
def dump_command(  # noqa: PLR0913  one for each option
    *,
    out: Path | None,
    form: str | None,
    url: str | None,
    keep: int | None,
    vocabulary_only: bool,
    shards: int | None,
    store: Path,
    **more: bool,
) -> None:
    """Write the graph for others: as RDF, as tables, described and with checksums.

    The same graph gives the same bytes on every machine. Turtle is the union of all graphs, the
    others keep them. The articles' texts are left out unless triplewire.toml says otherwise; the
    ontology is in a file of its own.
    OUT/latest is always a complete version; one that is there already is not written again.

    \b
    Example:
      triplewire dump -o dumps
      triplewire dump --format turtle > news.ttl
      triplewire dump --format nquads --shards 16 -o shards
      triplewire dump --vocabulary-only -o site
    """
    if vocabulary_only:
        if out is None or (form, url, keep, shards) != (None,) * 4 or any(more.values()):
            raise click.UsageError("--vocabulary-only goes with -o FOLDER alone")
        _vocabulary(out)
        return
    if out is None and form is None:
        raise click.UsageError("name a folder with -o, or a --format for stdout")
    for option, asked in (("--review", more["review"]), ("--with-vocabulary", more["vocabulary"])):
        if form is None and asked:
            raise click.UsageError(f"{option} is for one --format, not for a folder of everything")
    if form is not None and (url, keep) != (None, None):
        raise click.UsageError("--url and --keep are for a folder of everything, not one --format")
    if shards is not None and (form != "nquads" or out is None):
        raise click.UsageError("--shards goes with --format nquads and -o FOLDER")
    with watched(store), Store(store) as current:
        warn_of_base(current)
        if shards is not None and out is not None:
            _shards(current, out, shards, **more)
            return
        if form is None and out is not None:
            _release(current, out, url, keep)
            return
        from triplewire.publish.dump import write_atomically

        with nullcontext(sys.stdout.buffer) if out is None else write_atomically(out) as file:
            dump(current, file, form or "", texts=current.manifest.publish_text, **more)


def _vocabulary(out: Path) -> None:
    """Write the vocabulary's files into a folder and say which."""
    from triplewire.ask import visible
    from triplewire.publish.dump import write_vocabulary

    with reported(out):
        names = write_vocabulary(out)
    click.echo(visible(f"{out}: {', '.join(names)}"), err=True)


def _shards(store: Store, out: Path, shards: int, **more: bool) -> None:
    """Write parts into a folder and say what was written."""
    from triplewire.ask import visible
    from triplewire.publish.dump.shards import dump_shards

    found = dump_shards(store, out, shards, texts=store.manifest.publish_text, **more)
    click.echo(visible(f"{out}: {found.lines:,} quads in {len(found.parts)} parts"), err=True)


def _release(store: Store, out: Path, url: str | None, keep: int | None) -> None:
    """Write everything into a folder and say what was written."""
    from triplewire.ask import visible
    from triplewire.publish.dump import LATEST, write_dump

    written = write_dump(store, out, url=url, keep=keep)
    if written.fresh:
        names = sorted(path.name for path in written.path.iterdir())
        click.echo(visible(f"{written.path}: {', '.join(names)}"), err=True)
    else:
        click.echo(visible(f"{written.path}: nothing new, everything is there already"), err=True)
    click.echo(visible(f"{out / LATEST} → {written.version}"), err=True)
