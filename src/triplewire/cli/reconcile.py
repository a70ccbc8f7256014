"""triplewire reconcile: candidates for the identity of actors, into actors.csv."""

from pathlib import Path

import click

from triplewire.cli.options import newsroom_option, store_option
from triplewire.cli.watch import watched


@click.command("reconcile")
@click.argument("service")
@newsroom_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=3, show_default=True, help="Candidates for each."
)
@click.option(
    "--actors",
    "number",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many to ask about, those that most articles name first.",
)
@store_option
def reconcile_command(service: str, newsroom: Path, limit: int, number: int, store: Path) -> None:
    """Ask a reconciliation service who the actors are that nobody has identified.

    SERVICE is the address of any service of the W3C Reconciliation API, such as Wikidata's or an
    OpenRefine extension's. Its candidates go into the column candidates of actors.csv, for review:
    move what is right into the column identifiers. Nothing else ever leaves the machine.

    \b
    Example:
      triplewire reconcile https://service.example/reconcile --newsroom seeds
    """
    from triplewire.ask import unidentified, visible
    from triplewire.reconcile import Asked, add_candidates, reconcile
    from triplewire.store import Store

    with watched(store), Store(store) as current:
        rows = unidentified(current)[:number]
    actors = [Asked(key=key, name=name, type=kind) for key, name, kind in rows]
    table = newsroom / "actors.csv"
    count = add_candidates(table, reconcile(service, actors, limit))
    told = f"{count} of {len(actors)} actors have candidates; see the last column of {table}"
    click.echo(visible(told))
