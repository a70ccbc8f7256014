"""triplewire review: what is uncertain in a store in, a curator's lines of decisions.csv out."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from triplewire.cli.clusters import screen
from triplewire.cli.options import by_option, interactive, newsroom_option, store_option
from triplewire.cli.walk import Step, Walk, verdict_of
from triplewire.cli.watch import watched

if TYPE_CHECKING:
    from triplewire.ask import Cluster, Doubt
    from triplewire.store import Store

_WIDEST = 100
_MOST_PASSAGES = 4


@click.command("review")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option(
    "--list", "listing", is_flag=True, help="Print what is uncertain, and decide nothing."
)
@click.option(
    "--proposed", is_flag=True, help="Only what is too unsure to be published, the surest first."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--why", help="The reason of all that is decided now.  [default: none; w tells one]")
@by_option
@newsroom_option
@store_option
def review_command(  # noqa: PLR0913, PLR0917  one for each option
    limit: int,
    listing: bool,
    proposed: bool,
    form: str,
    why: str | None,
    by: str | None,
    newsroom: Path,
    store: Path,
) -> None:
    """Walk through what is uncertain, and decide.

    Names that may stand for one actor or event come first, all that hang together at once, then
    claims and events, the least certain first. Each answer becomes lines of decisions.csv at
    once, all of them or none; what is decided on does not come again after the next build. The
    key u takes the last answer back, w adds its reason.

    \b
    Example:
      triplewire review --list
      triplewire review --by Ada --newsroom seeds
    """
    from triplewire.ask import doubts, proposals, visible
    from triplewire.store import Store

    with watched(store), Store(store) as current:
        if form == "json":
            found = islice((proposals if proposed else doubts)(current), limit)
            plain = [asdict(doubt) | {"confidence": str(doubt.confidence)} for doubt in found]
            click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
            return
        steps = _steps(current, limit, proposed=proposed)
        if not steps:
            click.echo("nothing is uncertain that nobody has decided on")
        elif listing or not interactive():
            for step in steps:
                click.echo(step.shown + "\n")
        else:
            table = newsroom / "decisions.csv"
            verdict = verdict_of(by or click.prompt("By"), why, current.manifest.base)
            written = Walk(steps, table, verdict).run()
            told = f"{written} decisions written to {table}; build again to apply them"
            click.echo(visible(told))


def _steps(store: "Store", limit: int, *, proposed: bool) -> list[Step]:
    """Return what is uncertain, the first of it, each with its screen."""
    from triplewire.ask import Doubt, clusters, likely, named, proposals, uncertain

    first = [] if proposed else clusters(likely(store))
    rest = proposals(store) if proposed else uncertain(store)
    found: list[Cluster | Doubt] = list(islice(chain(first, rest), limit))
    steps = []
    for number, one in enumerate(found, 1):
        place = f"{number} of {len(found)}"
        if isinstance(one, Doubt):
            steps.append(Step(shown="\n".join(_shown(one, place, store)), doubt=one))
            continue
        members = tuple(named(store, iri) for iri in one.members)
        head = _bold(f"{place}  Are these one?")
        lines = screen(one, members, width=_width(), color=sys.stdout.isatty())
        steps.append(Step(shown="\n".join([head, *lines]), cluster=one, members=members))
    return steps


def _shown(doubt: "Doubt", place: str, store: "Store") -> Iterator[str]:
    """Yield a doubt for reading: what was found, the sentence it rests on, the question."""
    from triplewire.ask import visible
    from triplewire.explain import explain, sentences

    yield _bold(f"{place}  {doubt.label}  [{doubt.confidence}]")
    # What is not published nobody can explain but by its own words.
    passages = (
        [(doubt.article, visible(doubt.quotation))]
        if doubt.proposed
        else sentences(explain(store, doubt.iri), color=sys.stdout.isatty())
    )
    for where, words in islice(passages, _MOST_PASSAGES):
        yield f"  {where}"
        yield from _wrapped(words, "    ")
    yield from _wrapped(visible(doubt.question), "  ")


def _bold(text: str) -> str:
    return click.style(text, bold=True) if sys.stdout.isatty() else text


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size().columns)


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(text, _width(), initial_indent=indent, subsequent_indent=indent)
