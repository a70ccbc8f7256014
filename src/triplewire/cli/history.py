"""triplewire history: what the corrections of an article withdrew, put otherwise and added."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import click

from triplewire.cli.options import store_option
from triplewire.cli.watch import watched
from triplewire.store import Store

_NARROWEST, _WIDEST = 60, 120


@click.command("history")
@click.argument("article")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@store_option
def history_command(article: str, form: str, store: Path) -> None:
    """Show the texts that an article had, and what each correction changed.

    ARTICLE is an IRI, in full or as article:…, a file, a title or an address. What a new text does
    not say any more stands on the left, what it says now on the right.

    \b
    Example:
      triplewire history articles/harbour.txt
    """
    from triplewire.explain import history, side_by_side

    with watched(store), Store(store) as current:
        found = history(current, article)
    if form == "json":
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        columns = shutil.get_terminal_size().columns
        click.echo(side_by_side(found, min(_WIDEST, max(_NARROWEST, columns))))
