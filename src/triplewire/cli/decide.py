"""triplewire decide: a curator's word in, a line of decisions.csv out."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplewire.cli.options import by_option, interactive, newsroom_option, one_line, store_option
from triplewire.cli.watch import watched
from triplewire.records import ACTIONS, VALUELESS, Decision

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from triplewire.store import Store

# What says of two things whether they are one.
_IDENTITY = frozenset({"merge", "keep-apart"})
_MOST_LINES = 30
# What is said of every decision alike: who took it, and where its words stand.
_OF_DECISIONS = re.compile(r"/(?:decision|agent|text)/")


@click.command("decide")
@click.argument("what", required=False, type=click.Choice(ACTIONS))
@click.option("--quotation", help="The words of the article that it is about.")
@click.option("--article", help="File, title or address of the article.  [default: any]")
@click.option("--target", help="Which finding: quote, event visit, actor Ana Ruiz, …")
@click.option("--value", help="What is right: a name, a date, key=value; …")
@click.option("--why", help="The reason.")
@click.option("--when", help="The day, as 2026-05-01.  [default: today]")
@click.option("--dry-run", is_flag=True, help="Show what it would change, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back the last decision, or that on --quotation.")
@by_option
@newsroom_option
@store_option
def decide_command(
    store: Path, newsroom: Path, *, dry_run: bool, undo: bool, **given: str | None
) -> None:
    """Write one decision about words of an article.

    The next build applies it, and every one after. What is not given by options is asked for on a
    terminal. The decision is tried first: one that would find nothing, or says what cannot be, is
    not written, and what it changes is shown.

    \b
    Example:
      triplewire decide reject --quotation 'a day for all' --by Ada --why 'a title' --newsroom seeds
      triplewire decide correct-speaker --quotation 'We are ready' --value 'Ana Ruiz' --by Ada
      triplewire decide --undo --newsroom seeds
    """
    from triplewire.ask import visible
    from triplewire.decide import append, withdraw

    table = newsroom / "decisions.csv"
    if undo:
        click.echo(visible(withdraw(table, given["quotation"] or "")))
        click.echo(f"taken out of {visible(str(table))}; build again without it", err=True)
        return
    decision = _asked(given)
    _look(decision, store, newsroom)
    if not dry_run:
        click.echo(visible(append(table, decision).rstrip("\r\n")))
        click.echo(f"written to {visible(str(table))}; build again to apply it", err=True)


def _asked(given: dict[str, str | None]) -> Decision:
    """Return the decision that options and answers make."""
    what = given["what"] or _ask("What", "accept")
    needed = ["quotation", "by"] if what in VALUELESS else ["quotation", "value", "by"]
    cells = {
        name: one_line(given[name] or (_ask(name.capitalize()) if name in needed else ""))
        for name in ("quotation", "article", "target", "value", "by", "why")
    }
    when = given["when"] or datetime.now(UTC).date().isoformat()
    return Decision(line=0, what=what, when=when, **cells)


def _ask(name: str, default: str | None = None) -> str:
    if not interactive():
        raise click.UsageError(f"--{name.lower()} is missing")
    return str(click.prompt(name, default=default, err=True))


def _look(decision: Decision, store: Path, newsroom: Path) -> None:
    """Refuse a decision that no build would apply, with what is nearest; show what one changes."""
    from triplewire.errors import StoreError
    from triplewire.store import Store

    try:
        with watched(store), Store(store) as current:
            name = _article(decision, current)
            if decision.what in _IDENTITY:
                _refuse_unknown(decision, current)
    except StoreError:
        # Nothing was built yet: the build will say whether the words are found.
        return
    _show(decision, name, store, newsroom)


def _article(decision: Decision, store: "Store") -> str:
    """Return the name of the article that a decision is about."""
    from triplewire.ask import kept_texts, visible
    from triplewire.decide import nearest, places

    texts = list(kept_texts(store))
    named = [pair for pair in texts if decision.article in pair[0]] or texts
    holding = [name for name, text in named if places(decision.quotation, text)]
    if not holding:
        lines = (line.strip() for _, text in named for line in text.splitlines() if line.strip())
        near = "".join(
            f"\n  nearest: {visible(line[:100])}" for line in nearest(decision.quotation, lines)
        )
        raise click.UsageError(f"no article has the words {decision.quotation!r}{near}")
    if len(holding) > 1:
        raise click.UsageError(
            f"{len(holding)} articles have these words, "
            f"{', '.join(map(visible, holding[:3]))}: say --article"
        )
    return holding[0]


def _refuse_unknown(decision: Decision, store: "Store") -> None:
    """Refuse to join with, or to keep apart from, what is no thing and no words of an article."""
    from triplewire.ask import kept_texts, prefixes_of
    from triplewire.decide import places
    from triplewire.errors import QueryError
    from triplewire.explain import find

    try:
        find(store, decision.value, prefixes_of(store))
    except QueryError as error:
        if not any(places(decision.value, text) for _, text in kept_texts(store)):
            raise click.UsageError(f"{error.what}\n  {error.hint}") from error


def _show(decision: Decision, name: str, store: Path, newsroom: Path) -> None:
    """Print what a decision changes; refuse one that cannot be applied."""
    from triplewire.ask import known_prefixes, visible
    from triplewire.newsroom import open_newsroom
    from triplewire.preview import preview

    found = preview(newsroom, store, name, decision)
    if found is None:
        return
    if found.unmet is not None:
        near = "".join(f"\n  nearest: {visible(one[:100])}" for one in found.unmet.candidates)
        raise click.UsageError(f"{visible(found.unmet.reason)}{near}")
    prefixes = known_prefixes(open_newsroom(newsroom).settings.base)
    lines = sorted(
        (_told(triple, prefixes), sign)
        for sign, triples in (("-", found.gone), ("+", found.new))
        for triple in triples
        if not _OF_DECISIONS.search(str(triple.subject))
    )
    for line, sign in lines[:_MOST_LINES]:
        click.echo(f"{sign} {line}", err=True)
    if len(lines) > _MOST_LINES:
        click.echo(f"… and {len(lines) - _MOST_LINES} statements more", err=True)


def _told(triple: "Triple", prefixes: Mapping[str, str]) -> str:
    """Return a statement on one line, its IRIs short."""
    from pyoxigraph import NamedNode

    from triplewire.ask import shorten, visible

    return " ".join(
        shorten(term.value, prefixes) if isinstance(term, NamedNode) else visible(str(term))
        for term in (triple.subject, triple.predicate, triple.object)
    )
