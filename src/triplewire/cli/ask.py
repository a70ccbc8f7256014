"""triplewire query, explain and show: a question in, what the store says out."""

import shutil
import sys
from pathlib import Path
from typing import Literal

import click
import pyoxigraph as ox

from triplewire.cli.options import store_option
from triplewire.cli.watch import watched
from triplewire.iris import BASE
from triplewire.store import Store

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = ("turtle", "ntriples")


@click.command("query")
@click.argument("query", required=False)
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="VAR=VALUE",
    help="Keep the rows with this value: a name, actor:…, <IRI>, or a literal in quotes.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *_RESULTS, *_TRIPLES]),
    help="Rows are a table unless told otherwise, triples are turtle.",
)
@click.option("--list", "listing", is_flag=True, help="List the stored queries.")
@store_option
def query_command(
    query: str | None, params: tuple[str, ...], form: str | None, listing: bool, store: Path
) -> None:
    """Ask the graph with SPARQL.

    QUERY is the name of a stored query, a file, - for stdin, or the query itself. The prefixes of
    the vocabulary and of the data (actor:, place:, event:, claim: …) need no declaration.

    \b
    Example:
      triplewire query --list
      triplewire query trade-values
      triplewire query who-said -p name='United Kingdom'
      triplewire query 'SELECT ?name { ?a a tw:Actor ; rdfs:label ?name }' --format csv
    """
    from triplewire.ask import ask, resolve, stored_queries, unknown_terms, visible_lines
    from triplewire.system.isolation import leave_network

    if listing:
        for name, stored in stored_queries().items():
            click.echo(f"{name:<22} {stored.help}")
        return
    if query is None:
        raise click.UsageError("name a query, or see `triplewire query --list`")
    text = _read_stdin() if query == "-" else resolve(query)[1]
    # Whatever the query says, no other server is asked; where the system cannot see to that, the
    # reading of its text does.
    leave_network()
    with watched(store), Store(store) as current:
        for warning in unknown_terms(text):
            click.echo(f"Warning: {visible_lines(warning)}", err=True)
        unfit = _print(ask(current, text, _bindings(params)), form, current)
    if unfit is not None:
        raise click.UsageError(unfit)


def _read_stdin() -> str:
    """Return the text on stdin.

    Raises: QueryError when it is no text, or too long.
    """
    from triplewire.ask import LARGEST
    from triplewire.errors import QueryError

    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        what, hint = f"the query is longer than {LARGEST:,} bytes", "send a query, not data"
        raise QueryError(what, where="stdin", hint=hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(
            f"the query is not UTF-8: byte {error.start}", where="stdin", hint="write it in UTF-8"
        ) from error


def _bindings(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise click.BadParameter(f"not VAR=VALUE: {name!r}", param_hint="-p")
    return {name.lstrip("?"): value for name, _, value in pairs}


def _print(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str | None, store: Store
) -> str | None:
    """Print what was found, or return why the form cannot hold it.

    To raise here would keep Oxigraph's results in a frame, and only their own thread may end them.
    """
    from triplewire.ask import prefixes_of, table
    from triplewire.turtle import page

    if isinstance(results, ox.QueryTriples):
        if form not in {None, *_TRIPLES}:
            return f"triples are written as {' or '.join(_TRIPLES)}"
        if form == "ntriples":
            triples = sorted(results, key=str)
            click.echo(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), nl=False)
        else:
            click.echo(page(results, store.manifest.base or BASE), nl=False)
    elif isinstance(results, ox.QuerySolutions) and form in {None, "table"}:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo(table(results, prefixes_of(store), width))
    elif isinstance(results, ox.QueryBoolean) and form in {None, "table"}:
        click.echo("yes" if results else "no")
    else:
        if form in _TRIPLES:
            return f"rows are written as {', '.join(['table', *_RESULTS])}"
        written = results.serialize(format=_RESULTS[form or "json"]) or b""
        click.echo(written.rstrip(b"\n"))
    return None


@click.command("explain")
@click.argument("thing")
@store_option
def explain_command(thing: str, store: Path) -> None:
    """Show the sentences that something rests on, with the words marked.

    THING is the IRI of a claim, event, office, figure or actor (in full, or as claim:…), or a
    triple: 'SUBJECT PREDICATE OBJECT'.

    \b
    Example:
      triplewire explain actor:united-kingdom
    """
    from triplewire.explain import explain, render

    with watched(store), Store(store) as current:
        click.echo(render(explain(current, thing), color=_colored()))


@click.command("show")
@click.argument("thing")
@click.option("--format", "form", type=click.Choice(["card", "turtle"]), default="card")
@store_option
def show_command(thing: str, form: Literal["card", "turtle"], store: Path) -> None:
    """Show one thing, as a card or as Turtle.

    THING is an IRI, in full or as actor:….

    \b
    Example:
      triplewire show actor:united-kingdom --format turtle
    """
    from triplewire.explain import show

    with watched(store), Store(store) as current:
        click.echo(show(current, thing, form))


def _colored() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
