"""triplewire review: what is uncertain in a store in, a curator's lines of decisions.csv out."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplewire.cli.options import (
    by_option,
    interactive,
    newsroom_option,
    one_line,
    store_option,
)
from triplewire.cli.watch import watched
from triplewire.records import VALUELESS, Decision

if TYPE_CHECKING:
    from triplewire.ask import Doubt
    from triplewire.store import Store

_ASKED = {
    "merge": {"a": "[a] one and the same", "k": "[k]eep apart", "s": "[s]kip", "q": "[q]uit"},
    "accept": {
        "a": "[a]ccept",
        "r": "[r]eject",
        "c": "[c]orrect",
        "s": "[s]kip",
        "q": "[q]uit",
    },
}
_TAKEN = {"r": "reject", "k": "keep-apart"}
_QUIT = frozenset({"q", "\x03", "\x04"})
# What a curator is asked first to correct.
_PROPERTIES = {
    "claim": ("speaker", "addressee", "act", "polarity", "modality", "about", "date", "value"),
    "event": ("type", "date", "place", "participants", "modality", "label"),
}
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
@by_option
@newsroom_option
@store_option
def review_command(  # noqa: PLR0913, PLR0917  one for each option
    limit: int,
    listing: bool,
    proposed: bool,
    form: str,
    by: str | None,
    newsroom: Path,
    store: Path,
) -> None:
    """Walk through what is uncertain, and decide.

    Names that may stand for one actor or event come first, then claims and events, the least
    certain first. Each answer becomes a line of decisions.csv at once; what is decided on does not
    come again after the next build.

    \b
    Example:
      triplewire review --list
      triplewire review --by Ada --newsroom seeds
    """
    from triplewire.ask import doubts, proposals, visible
    from triplewire.store import Store

    with watched(store), Store(store) as current:
        found = list(islice((proposals if proposed else doubts)(current), limit))
        if form == "json":
            plain = [asdict(doubt) | {"confidence": str(doubt.confidence)} for doubt in found]
            click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        elif not found:
            click.echo("nothing is uncertain that nobody has decided on")
        elif listing or not interactive():
            for number, doubt in enumerate(found, 1):
                click.echo(_shown(doubt, f"{number}/{len(found)}", current) + "\n")
        else:
            written = sum(1 for _ in _walk(found, by or click.prompt("By"), newsroom, current))
            table = newsroom / "decisions.csv"
            told = f"{written} decisions written to {table}; build again to apply them"
            click.echo(visible(told))


def _walk(found: list["Doubt"], by: str, newsroom: Path, store: "Store") -> Iterator[str]:
    """Yield the line of each decision, as soon as it is taken."""
    from triplewire.decide import append

    for number, doubt in enumerate(found, 1):
        click.echo("\n" + _shown(doubt, f"{number}/{len(found)}", store))
        answer = _answer(_ASKED[doubt.what])
        if answer in _QUIT:
            return
        if answer != "s":
            yield append(newsroom / "decisions.csv", _decision(doubt, answer, by))


def _answer(choices: dict[str, str]) -> str:
    """Return the key that was pressed, once it is one that means something."""
    click.echo("  ".join(choices.values()))
    while (answer := click.getchar()) not in choices and answer not in _QUIT:
        click.echo(f"press one of {', '.join(choices)}")
    return answer


def _decision(doubt: "Doubt", answer: str, by: str) -> Decision:
    what, value = _TAKEN.get(answer, doubt.what), doubt.value
    if answer == "c":
        names = _PROPERTIES["event" if doubt.target.startswith("event") else "claim"]
        what = f"correct-{click.prompt('What is wrong', type=click.Choice(names))}"
        value = click.prompt("What is right")
    return Decision(
        line=0,
        what=what,
        article=one_line(doubt.article),
        quotation=one_line(doubt.quotation),
        target=one_line(doubt.target),
        value="" if what in VALUELESS else one_line(value),
        by=one_line(by),
        when=datetime.now(UTC).date().isoformat(),
        why=one_line(click.prompt("Why", default="", show_default=False)),
    )


def _shown(doubt: "Doubt", place: str, store: "Store") -> str:
    """Return a doubt for reading: what was found, the sentence it rests on, the question."""
    from triplewire.ask import visible
    from triplewire.explain import explain, sentences

    width = min(_WIDEST, shutil.get_terminal_size().columns)
    color = sys.stdout.isatty()
    head = f"{place}  {doubt.label}  [{doubt.confidence}]"
    lines = [click.style(head, bold=True) if color else head]
    # What is not published nobody can explain but by its own words.
    passages = (
        [(doubt.article, visible(doubt.quotation))]
        if doubt.proposed
        else sentences(explain(store, doubt.iri), color=color)
    )
    for where, words in islice(passages, _MOST_PASSAGES):
        lines += [f"  {where}", *_wrapped(words, "    ", width)]
    return "\n".join([*lines, *_wrapped(visible(doubt.question), "  ", width)])


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)
