"""triplewire decide: a curator's word in, a line of decisions.csv out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from triplewire.cli.options import by_option, interactive, newsroom_option, one_line, store_option
from triplewire.cli.watch import watched
from triplewire.records import ACTIONS, VALUELESS, Article, Decision, Unmet

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from triplewire.preview import Preview
    from triplewire.store import Store

# What says of two things whether they are one.
_IDENTITY = frozenset({"merge", "keep-apart"})
_MOST_LINES = 30
_CELLS = ("quotation", "article", "prefix", "suffix", "target", "value", "by", "why")
# What is said of every decision alike: who took it, and where its words stand.
_OF_DECISIONS = re.compile(r"/(?:decision|agent|text)/")


@click.command("decide")
@click.argument("what", required=False, type=click.Choice(ACTIONS))
@click.option("--quotation", help="The words of the article that it is about.")
@click.option("--article", help="IRI, file, title or address of the article.  [default: any]")
@click.option("--prefix", help="What stands before the words, where they stand several times.")
@click.option("--suffix", help="What stands after them.")
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
    not written, and what it changes is shown. What is written names the article by its IRI, and
    says what stands before and after the words.

    \b
    Example:
      triplewire decide reject --quotation 'a day for all' --by Ada --why 'a title' --newsroom seeds
      triplewire decide correct-speaker --quotation 'We are ready' --value 'Ana Ruiz' --by Ada
      triplewire decide --undo --newsroom seeds
    """
    from triplewire.ask import visible
    from triplewire.decide import append, holds_context, withdraw

    table = newsroom / "decisions.csv"
    if undo:
        click.echo(visible(withdraw(table, given["quotation"] or "")))
        click.echo(f"taken out of {visible(str(table))}; build again without it", err=True)
        return
    decision = _asked(given)
    if (decision.prefix or decision.suffix) and not holds_context(table):
        raise click.UsageError(f"{visible(str(table))} has no columns prefix and suffix")
    decision = _looked(decision, store, newsroom)
    if not dry_run:
        click.echo(visible(append(table, decision).rstrip("\r\n")))
        click.echo(f"written to {visible(str(table))}; build again to apply it", err=True)


def _asked(given: dict[str, str | None]) -> Decision:
    """Return the decision that options and answers make."""
    what = given["what"] or _ask("What", "accept")
    needed = ["quotation", "by"] if what in VALUELESS else ["quotation", "value", "by"]
    cells = {
        name: one_line(given[name] or (_ask(name.capitalize()) if name in needed else ""))
        for name in _CELLS
    }
    when = given["when"] or datetime.now(UTC).date().isoformat()
    return Decision(line=0, what=what, when=when, **cells)


def _ask(name: str, default: str | None = None) -> str:
    if not interactive():
        raise click.UsageError(f"--{name.lower()} is missing")
    return str(click.prompt(name, default=default, err=True))


def _looked(decision: Decision, store: Path, newsroom: Path) -> Decision:
    """Return a decision with where it stands, and show what it changes.

    One that no build would apply is refused, with what is nearest.
    """
    from triplewire.decide import anchored, spots
    from triplewire.preview import preview
    from triplewire.store import Store, current_generation

    if current_generation(store) is None:
        # Nothing was built yet: the build will say whether the words are found.
        return decision
    with watched(store), Store(store) as current:
        article, iri = _article(decision, current)
        if decision.what in _IDENTITY:
            _refuse_unknown(decision, current)
        decision = replace(decision, article=iri.removeprefix(current.manifest.base))
    found = preview(newsroom, store, article.name, decision, {article.sha256: (iri,)})
    if found is None:
        places = spots(decision, article.text)
        return anchored(decision, article.text, places[0]) if len(places) == 1 else decision
    if found.unmet is not None:
        _refuse(found.unmet)
    _show(found, newsroom)
    if found.passage is None:
        return decision
    return anchored(decision, found.text, (found.passage.start, found.passage.end))


def _article(decision: Decision, store: "Store") -> tuple[Article, str]:
    """Return the article that a decision is about, and its IRI."""
    from triplewire.ask import kept_articles
    from triplewire.decide import assign

    kept = {article.sha256: (article, iri) for article, iri in kept_articles(store)}
    known = {sha256: (iri,) for sha256, (_, iri) in kept.items()}
    found = assign([decision], (article for article, _ in kept.values()), known)
    for unmet in found.unmet:
        _refuse(unmet, [article.name for article, _ in kept.values()])
    return kept[next(iter(found.by_article))]


def _refuse(unmet: Unmet, names: Iterable[str] = ()) -> NoReturn:
    """Refuse a decision, with what it may have meant; ``names`` are those of articles."""
    from triplewire.ask import visible

    near = "".join(f"\n  nearest: {visible(one[:100])}" for one in unmet.candidates)
    say = ": say --article" if set(unmet.candidates).intersection(names) else ""
    raise click.UsageError(f"{visible(unmet.reason)}{say}{near}")


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


def _show(found: "Preview", newsroom: Path) -> None:
    """Print what a decision changes."""
    from triplewire.ask import known_prefixes
    from triplewire.newsroom import open_newsroom

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
