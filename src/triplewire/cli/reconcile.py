"""triplewire reconcile: candidates for the identity of actors, into actors.csv."""

from pathlib import Path

import click

from triplewire.cli.options import newsroom_option, store_option
from triplewire.cli.watch import watched


@click.command("reconcile")
@click.argument("service", required=False)
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
@click.option("--offline", is_flag=True, help="Ask no service, only the tables of the program.")
@store_option
def reconcile_command(
    service: str | None, newsroom: Path, limit: int, number: int, offline: bool, store: Path
) -> None:
    """Ask a reconciliation service who the actors are that nobody has identified.

    SERVICE is the address of any service of the W3C Reconciliation API, such as Wikidata's or an
    OpenRefine extension's. Its candidates go into the column candidates of actors.csv, for review:
    move what is right into the column identifiers. Nothing else ever leaves the machine. With
    --offline nothing does: the candidates are those that the build found likely in the tables that
    come with the program.

    \b
    Example:
      triplewire reconcile https://service.example/reconcile --newsroom seeds
      triplewire reconcile --offline --newsroom seeds
    """
    from triplewire.ask import proposed, unidentified, visible
    from triplewire.reconcile import Asked, add_candidates, look_up, reconcile
    from triplewire.store import Store

    if offline == (service is not None):
        raise click.UsageError("name a SERVICE, or give --offline")
    with watched(store), Store(store) as current:
        rows = unidentified(current)
        likely = proposed(current) if offline else {}
    asked = [row for row in rows if row[0] in likely or not offline][:number]
    actors = [Asked(key=key, name=name, type=kind) for key, name, kind in asked]
    table = newsroom / "actors.csv"
    found = look_up(actors, likely, limit) if service is None else reconcile(service, actors, limit)
    count = add_candidates(table, found)
    told = f"{count} of {len(actors)} actors have candidates; see the last column of {table}"
    click.echo(visible(told))
