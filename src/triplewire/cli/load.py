"""triplewire load: a sharded dump in, a store of what it holds out."""

from pathlib import Path

import click

from triplewire.cli.options import store_option
from triplewire.system.disk import reported


@click.command("load")
@click.argument("shards", type=click.Path(path_type=Path, exists=True, file_okay=False))
@store_option
def load_command(shards: Path, store: Path) -> None:
    """Load a sharded dump into a store, to query, serve, check and dump it.

    SHARDS is a folder that `triplewire dump --format nquads --shards N` has written; every part is
    checked against its manifest. The store holds what the dump holds, and nothing else: not the
    texts of the articles unless they are published, no register and no decisions. So nothing can
    be built in it; another load replaces what it holds, and those who read it see the one or the
    other.

    \b
    Example:
      triplewire load shards --store mirror
    """
    from triplewire.ask import visible
    from triplewire.store import load

    with reported(shards):
        loaded = load(shards, store)
    held = f"{loaded.quads:,} quads, {loaded.articles:,} articles"
    click.echo(visible(f"{shards} → {store}: {held}"), err=True)
