"""Uncertain things in, one after the other; a curator's keys become lines of decisions.csv."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triplewire.cli.clusters import APART, MERGE, Verdict, decisions_of, groups_of
from triplewire.cli.options import one_line
from triplewire.errors import LinkError
from triplewire.records import VALUELESS, Decision

if TYPE_CHECKING:
    from triplewire.ask import Cluster, Doubt, Named

_AFTER = {"u": "[u]ndo", "w": "[w]hy", "q": "[q]uit"}
_FINDING = {"a": "[a]ccept", "r": "[r]eject", "c": "[c]orrect", "s": "[s]kip"} | _AFTER
_PAIR = {MERGE: "[m]erge", APART: "[k]eep apart", "s": "[s]kip"} | _AFTER
_CLUSTER = {
    MERGE: "[m]erge all",
    APART: "[k]eep all apart",
    "0": "or type which are one, the others apart: 1 3, 2 4",
    "s": "[s]kip",
} | _AFTER
_QUIT = frozenset({"q", "\x03", "\x04"})
_ENTER, _BACK = frozenset("\r\n"), frozenset("\x7f\b")
# What a curator is asked first to correct.
_PROPERTIES = {
    "claim": ("speaker", "addressee", "act", "polarity", "modality", "about", "date", "value"),
    "event": ("type", "date", "place", "participants", "modality", "label"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to decide on: a finding, or names that may be one; ``shown`` is its screen."""

    shown: str
    doubt: "Doubt | None" = None
    cluster: "Cluster | None" = None
    members: "tuple[Named, ...]" = ()


class Walk:
    """A way through uncertain things, on which each step can be taken back."""

    def __init__(self, steps: Sequence[Step], table: Path, verdict: Verdict) -> None:
        """Begin; ``verdict`` says who decides, and why where the reason is one for all."""
        self._steps = steps
        self._table = table
        self._verdict = verdict
        self._done: list[tuple[int, list[Decision]]] = []
        self._keys = _Keys()

    def run(self) -> int:
        """Ask about each thing, write each answer at once, and return how many lines stand."""
        at = 0
        while at < len(self._steps) or self._done:
            step = self._steps[at] if at < len(self._steps) else None
            click.echo(f"\n{step.shown}" if step else "\nall are looked at")
            answer = self._answer(step)
            if answer in _QUIT:
                break
            if answer == "u":
                at = self._undone()
            elif answer == "w":
                self._explain()
            elif answer == "s" or step is None or self._take(at, step, answer):
                at += 1
        return sum(len(decisions) for _, decisions in self._done)

    def _answer(self, step: Step | None) -> str:
        """Return the key that was pressed, once it is one that means something; or some digits."""
        choices = _choices(step)
        told = {key: words for key, words in choices.items() if self._done or key not in "uw"}
        click.echo("  ".join(told.values()))
        while (answer := self._keys.next()) not in _QUIT:
            if answer.isdecimal() and "0" in choices:
                return _typed(answer, self._keys)
            if answer in told and answer != "0":
                return answer
            click.echo(f"press one of {', '.join(key for key in told if key != '0')}")
        return answer

    def _take(self, at: int, step: Step, answer: str) -> bool:
        """Write what an answer decides, and say whether it was one."""
        from triplewire.decide import replace_decisions

        decisions = self._decided(step, answer)
        if decisions is None:
            click.echo(f"type two or more of 1 to {len(step.members)}, each once: 1 3, 2 4")
            return False
        try:
            replace_decisions(self._table, decisions)
        except LinkError as error:
            click.echo(f"not written: {error}", err=True)
            return True
        self._done.append((at, decisions))
        _tell(decisions)
        return True

    def _decided(self, step: Step, answer: str) -> list[Decision] | None:
        if step.doubt is not None:
            return [decision_of(step.doubt, answer, self._verdict)]
        groups = groups_of(answer, len(step.members))
        if groups is None or step.cluster is None:
            return None
        return decisions_of(step.cluster, step.members, groups, self._verdict)

    def _undone(self) -> int:
        """Take the last step back, and return where it was."""
        from triplewire.decide import replace_decisions

        before, decisions = self._done.pop()
        replace_decisions(self._table, [], gone=decisions)
        click.echo(f"taken back: {_number(len(decisions), 'line')}")
        return before

    def _explain(self) -> None:
        """Ask for the reason of the last step, and write it into its lines."""
        from triplewire.decide import replace_decisions

        at, decisions = self._done.pop()
        why = one_line(click.prompt("Why", default="", show_default=False))
        told = [replace(decision, why=why) for decision in decisions]
        self._done.append((at, told))
        replace_decisions(self._table, told, gone=decisions)
        _tell(told)


def verdict_of(by: str, why: str | None, base: str) -> Verdict:
    """Return who decides today, and why."""
    when = datetime.now(UTC).date().isoformat()
    return Verdict(by=one_line(by), when=when, why=one_line(why or ""), base=base)


def decision_of(doubt: "Doubt", answer: str, verdict: Verdict) -> Decision:
    """Return what a key decides of a finding; what is right is asked for."""
    what, value = {"a": doubt.what, "r": "reject"}.get(answer, ""), doubt.value
    if answer == "c":
        names = _PROPERTIES["event" if doubt.target.startswith("event") else "claim"]
        what = f"correct-{click.prompt('What is wrong', type=click.Choice(names))}"
        value = click.prompt("What is right")
    return Decision(
        line=0,
        what=what,
        article=one_line(doubt.named or doubt.article),
        quotation=one_line(doubt.quotation),
        prefix=doubt.prefix,
        suffix=doubt.suffix,
        target=one_line(doubt.target),
        value="" if what in VALUELESS else one_line(value),
        by=verdict.by,
        when=verdict.when,
        why=verdict.why,
    )


def _tell(decisions: Sequence[Decision]) -> None:
    from triplewire.ask import visible

    for one in decisions:
        value = f" → {one.value}" if one.value else ""
        why = f" ({one.why})" if one.why else ""
        click.echo(visible(f"+ {one.what} {one.quotation!r} of {one.article}{value}{why}"))


def _choices(step: Step | None) -> dict[str, str]:
    if step is None:
        return _AFTER
    if step.cluster is None:
        return _FINDING
    return _PAIR if len(step.members) == 2 else _CLUSTER


class _Keys:
    """The keys that are pressed, one by one, though a terminal gives what was pasted at once."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()

    def next(self) -> str:
        """Return the next key; one that has no letter is a sequence of characters."""
        while not self._waiting:
            got = click.getchar()
            self._waiting.extend([got] if got.startswith("\x1b") else got)
        return self._waiting.popleft()


def _typed(first: str, keys: _Keys) -> str:
    """Return the digits, spaces and commas that are typed until the line ends."""
    text = first
    click.echo(text, nl=False)
    while (key := keys.next()) not in _ENTER:
        if key in _QUIT:
            return key
        if key in _BACK:
            click.echo("\b \b" if text else "", nl=False)
            text = text[:-1]
        elif key.isdecimal() or key in " ,":
            text += key
            click.echo(key, nl=False)
    click.echo()
    return text


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
