"""triplewire build: a folder of articles in, a store and a summary out."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from triplewire.cli.options import model_option, store_option
from triplewire.ledger import Outcome
from triplewire.pipeline import Options, run

_SHOWN = 20
_NEXT = """\
Next:
  triplewire query timeline        what happened, in order
  triplewire query who-said        who said what, in which words
  triplewire query trade-values    reported figures, each with its source
  triplewire check                 what a curator should look at
  triplewire dump -o dumps         Turtle, TriG, N-Quads, JSON-LD"""


@click.command("build")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@store_option
@model_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that share the work.  [default: one a processor]",
)
def build_command(source: Path, store: Path, model: str | None, jobs: int | None) -> None:
    """Turn a folder of articles (or one file) into a graph.

    SOURCE is a newsroom folder with articles/, actors.csv and triplewire.toml, a plain folder of
    articles, or one article. Text, Markdown, HTML, JSON and JSON Lines are read. What has not
    changed since the last build is left alone. Exit code 1 says that something was rejected.

    \b
    Example:
      triplewire build seeds
    """
    with _progress() as progress:
        outcome = run(source, store, Options(model=model, jobs=jobs, progress=progress))
    for fault in outcome.faults[:_SHOWN]:
        hint = f"\n  hint: {fault.hint}" if fault.hint else ""
        click.echo(f"{fault.name}: {fault.reason}{hint}", err=True)
    if len(outcome.faults) > _SHOWN:
        click.echo(f"… and {len(outcome.faults) - _SHOWN} more", err=True)
    for name, first in outcome.duplicates[:_SHOWN]:
        click.echo(f"{name}: the same text as {first}; read once", err=True)
    click.echo(_summary(source, store, outcome))
    sys.exit(1 if outcome.faults else 0)


def _summary(source: Path, store: Path, outcome: Outcome) -> str:
    """Return what is in the store now and what to do next."""
    from triplewire.ask import counts
    from triplewire.store import Store

    done = {
        "new": outcome.added,
        "replaced": outcome.replaced,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "rejected": len(outcome.faults),
    }
    if outcome.articles == 0:
        return f"{source}: no article was stored"
    with Store(store) as current:
        found = counts(current)
    bad = sum(fault.report is not None for fault in outcome.faults)
    notes = {
        "articles": ", ".join(f"{count} {word}" for word, count in done.items() if count),
        "violations": "" if not bad else "their articles stay out; see above",
        "warnings": "triplewire check" if outcome.warnings else "",
    }
    rows = [*found.items(), ("violations", bad), ("warnings", outcome.warnings)]
    lines = [f"  {name:<12}{count:>7,}   {notes.get(name, '')}".rstrip() for name, count in rows]
    return "\n".join([f"{source} → {store}", "", *lines, "", _NEXT])


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """Show on a terminal how far the build is, how fast it goes and how long it will take."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extracting", total=None)

        def show(done: int, total: int, name: str) -> None:
            rate = done / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=done, total=total, description=f"{rate:.1f}/s {name[-40:]}")

        yield show
