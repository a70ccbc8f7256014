"""triplewire decide and review: a curator's word in, a line of decisions.csv out."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from triplewire.ask import Doubt
from triplewire.cli.options import store_option
from triplewire.records import ACTIONS, Decision

_newsroom_option = click.option(
    "--newsroom",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    show_default=True,
    help="Folder whose decisions.csv is written.",
)
_by_option = click.option(
    "--by", envvar="TRIPLEWIRE_CURATOR", show_envvar=True, help="Who decides: a name."
)
_VALUELESS = frozenset({"accept", "reject"})
_CHOICES = "[a]ccept  [r]eject  [k]eep apart  [c]orrect the speaker  [s]kip  [q]uit"


@click.command("decide")
@click.argument("what", required=False, type=click.Choice(ACTIONS))
@click.option("--quotation", help="The words of the article that it is about.")
@click.option("--article", help="File, title or address of the article.  [default: any]")
@click.option("--target", help="Which finding: quote, event visit, actor Ana Ruiz, …")
@click.option("--value", help="What is right: a name, a date, key=value; …")
@click.option("--why", help="The reason.")
@click.option("--when", help="The day, as 2026-05-01.  [default: today]")
@_by_option
@_newsroom_option
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
    from triplewire.decide import append

    decision = _asked(given)
    _look(decision, store)
    click.echo(append(newsroom / "decisions.csv", decision))
    click.echo(f"written to {newsroom / 'decisions.csv'}; build again to apply it", err=True)


def _asked(given: dict[str, str | None]) -> Decision:
    """Return the decision that options and answers make."""
    what = given["what"] or _ask("What", "accept")
    needed = ["quotation", "by"] if what in _VALUELESS else ["quotation", "value", "by"]
    cells = {
        name: given[name] or (_ask(name.capitalize()) if name in needed else "")
        for name in ("quotation", "article", "target", "value", "by", "why")
    }
    when = given["when"] or datetime.now(UTC).date().isoformat()
    return Decision(line=0, what=what, when=when, **cells)


def _ask(name: str, default: str | None = None) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"--{name.lower()} is missing")
    return str(click.prompt(name, default=default, err=True))


def _look(decision: Decision, store: Path) -> None:
    """Refuse a decision whose words no stored article has, and name the nearest ones."""
    from triplewire.ask import kept_texts
    from triplewire.decide import nearest, places
    from triplewire.errors import StoreError
    from triplewire.store import Store

    try:
        with Store(store) as current:
            texts = list(kept_texts(current))
    except StoreError:
        # Nothing was built yet: the build will say whether the words are found.
        return
    named = [pair for pair in texts if decision.article in pair[0]] or texts
    holding = [name for name, text in named if places(decision.quotation, text)]
    if not holding:
        lines = (line.strip() for _, text in named for line in text.splitlines() if line.strip())
        near = "".join(f"\n  nearest: {line[:100]}" for line in nearest(decision.quotation, lines))
        raise click.UsageError(f"no article has the words {decision.quotation!r}{near}")
    if len(holding) > 1:
        raise click.UsageError(
            f"{len(holding)} articles have these words, {', '.join(holding[:3])}: say --article"
        )


@click.command("review")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option(
    "--list", "listing", is_flag=True, help="Print what is uncertain, and decide nothing."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_by_option
@_newsroom_option
@store_option
def review_command(
    limit: int, listing: bool, form: str, by: str | None, newsroom: Path, store: Path
) -> None:
    """Walk through what is uncertain, and decide.

    Names that may stand for one actor or event come first, then claims and events, the least
    certain first. Each answer becomes a line of decisions.csv; what is decided on does not come
    again after the next build.

    \b
    Example:
      triplewire review --list
      triplewire review --by Ada --newsroom seeds
    """
    from triplewire.ask import doubts
    from triplewire.store import Store

    with Store(store) as current:
        found = [doubt for _, doubt in zip(range(limit), doubts(current), strict=False)]
    if form == "json":
        plain = [asdict(doubt) | {"confidence": str(doubt.confidence)} for doubt in found]
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    elif listing or not sys.stdin.isatty():
        for number, doubt in enumerate(found, 1):
            click.echo(_shown(doubt, number, len(found)) + "\n")
    else:
        written = sum(1 for _ in _walk(found, by or _ask("By"), newsroom))
        click.echo(f"{written} decisions written to {newsroom / 'decisions.csv'}", err=True)


def _walk(found: list[Doubt], by: str, newsroom: Path) -> Iterator[str]:
    """Yield the line of each decision, as soon as it is taken."""
    from triplewire.decide import append

    for number, doubt in enumerate(found, 1):
        click.echo(_shown(doubt, number, len(found)))
        click.echo(_CHOICES)
        answer = click.getchar()
        if answer in {"q", "\x03", "\x04"}:
            return
        what = {"a": doubt.what, "r": "reject", "k": "keep-apart", "c": "correct-speaker"}.get(
            answer
        )
        if what is not None:
            yield append(newsroom / "decisions.csv", _decision(doubt, what, by))


def _decision(doubt: Doubt, what: str, by: str) -> Decision:
    if what == "reject" and doubt.what == "merge":
        what = "keep-apart"
    value = click.prompt("Who says it") if what == "correct-speaker" else doubt.value
    return Decision(
        line=0,
        what=what,
        article=doubt.article,
        quotation=doubt.quotation,
        target="" if what == "correct-speaker" else doubt.target,
        value="" if what in _VALUELESS else value,
        by=by,
        when=datetime.now(UTC).date().isoformat(),
        why=click.prompt("Why", default="", show_default=False),
    )


def _shown(doubt: Doubt, number: int, total: int) -> str:
    words = " ".join(doubt.quotation.split())
    return (
        f"{number}/{total}  {doubt.label}  [{doubt.confidence}]\n"
        f"  {doubt.article}: “{words}”\n  {doubt.question}"
    )
