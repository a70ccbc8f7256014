"""triplewire decide: a curator's word in, a line of decisions.csv out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from triplewire.cli.options import by_option, interactive, newsroom_option, one_line, store_option
from triplewire.cli.watch import watched
from triplewire.records import ACTIONS, VALUELESS, Decision


@click.command("decide")
@click.argument("what", required=False, type=click.Choice(ACTIONS))
@click.option("--quotation", help="The words of the article that it is about.")
@click.option("--article", help="File, title or address of the article.  [default: any]")
@click.option("--target", help="Which finding: quote, event visit, actor Ana Ruiz, …")
@click.option("--value", help="What is right: a name, a date, key=value; …")
@click.option("--why", help="The reason.")
@click.option("--when", help="The day, as 2026-05-01.  [default: today]")
@by_option
@newsroom_option
@store_option
def decide_command(store: Path, newsroom: Path, **given: str | None) -> None:
    """Write one decision about words of an article.

    The next build applies it, and every one after. What is not given by options is asked for on a
    terminal. The words are looked for in the store first: a decision that would find nothing is
    not written.

    \b
    Example:
      triplewire decide reject --quotation 'a day for all' --by Ada --why 'a title' --newsroom seeds
      triplewire decide correct-speaker --quotation 'We are ready' --value 'Ana Ruiz' --by Ada
    """
    from triplewire.ask import visible
    from triplewire.decide import append

    decision = _asked(given)
    _look(decision, store)
    table = newsroom / "decisions.csv"
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


def _look(decision: Decision, store: Path) -> None:
    """Refuse a decision whose words no stored article has, and name the nearest ones."""
    from triplewire.ask import kept_texts, visible
    from triplewire.decide import nearest, places
    from triplewire.errors import StoreError
    from triplewire.store import Store

    try:
        with watched(store), Store(store) as current:
            texts = list(kept_texts(current))
    except StoreError:
        # Nothing was built yet: the build will say whether the words are found.
        return
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
