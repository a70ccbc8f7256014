"""Random histories of a newsroom in, whether every name that was published has an answer out.

A history adds, edits, renames, removes and restores articles, merges and keeps apart, takes
decisions back, loses its register and its store. After each step it is built, and looked at.
"""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyoxigraph as ox

from triplewire.decide import append, load_decisions, withdraw
from triplewire.errors import LinkError
from triplewire.pipeline import Options
from triplewire.pipeline import run as build
from triplewire.records import Decision
from triplewire.store import Store

FAULTS = ("unanswered", "decisions lost", "other bytes", "other joins", "broken")
_STEPS = 7
_DEEDS = (
    *("add", "add", "edit", "edit", "rename", "remove", "restore"),
    *("decide", "decide", "undo", "lose_register", "list"),
)
_DAY = "2026-11-30"
_LASTING = ("actor", "article", "claim", "comparison", "decision", "document", "event", "identity")
_LASTING += ("measure", "office", "place", "role", "text")

_NEWS = {
    "fish": """Norland and Vesta agree on fish

Norland's foreign minister Ana Ruiz met Ben Lind, foreign minister of Norway, in Oslo on 3 May 2026.
"We agreed on fish," Ruiz said. Exports of fish reached $2.5 billion in 2025, the ministry said.
""",
    "fish-again": """Ministers meet in Oslo

The foreign minister of Norway, Ben Lind, met Ana Ruiz in Oslo on 3 May 2026. They spoke about
fish. "It was a good day," Lind told reporters. A. Ruiz leaves on Monday.
""",
    "initial": """A. Ruiz goes home

A. Ruiz, the foreign minister of Norway's neighbour, left Oslo. "I come back soon," said A. Ruiz.
Ben Lind saw her off, and the Oslo Chamber of Shipping (OCS) thanked both.
""",
    "namesake": """A swimmer wins

Ana Ruiz, a swimmer from Chile, won in Lima on 9 May 2026. "I trained hard," Ruiz said.
The Lima Swimming Club (LSC) paid 300 dollars to each of its members.
""",
    "plain": """More about fish

Ana Ruiz visited Bergen on 11 May 2026. "We are ready for the winter," Ruiz said. OCS was silent.
""",
    "unlike": """A bridge opens

The mayor of Bergen, Olav Dahl, opened a bridge on 6 May 2026. "We are ready for the winter," Dahl
said. The bridge cost 4.2 million euros, according to the port authority.
""",
    "visit": """A visit

Ben Lind visited Chile on 12 May 2026, the government said. "Nobody wants a quarrel," Lind said.
""",
}
_MORE = " It rained for most of the day, and the harbour stayed quiet."
_DECISIONS = (
    ("merge", "A. Ruiz", "actor A. Ruiz", "Ana Ruiz"),
    ("keep-apart", "Ana Ruiz", "actor Ana Ruiz", "Ana Ruiz"),
    ("accept", "I trained hard", "", ""),
    ("correct-act", "We are ready for the winter", "", "pledge"),
    ("reject", "It was a good day", "", ""),
)


def run(count: int, seed: int) -> dict[str, int | float]:
    """Return how many histories were made, what was done in them, and what went wrong."""
    counts: Counter[str] = Counter()
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as folder:
            counts["histories"] += 1
            history = _History(Path(folder), Random(number))  # noqa: S311
            for fault in history.faults():
                counts[fault.partition(":")[0]] += 1
                print(f"history {number}: {fault}", file=sys.stderr)
            counts.update(history.done)
    return dict(counts)


class _History:
    """A newsroom that changes step by step, with what it has published and decided."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self._folder, self._chance = folder, chance
        self._room, self._store = folder / "room", folder / "store"
        self._articles = self._room / "articles"
        self._articles.mkdir(parents=True)
        self._removed: dict[str, str] = {}
        self._left = list(_NEWS)
        chance.shuffle(self._left)
        self._published: set[str] = set()
        self.done: Counter[str] = Counter()

    def faults(self) -> Iterator[str]:
        """Yield what goes wrong in the history, step by step."""
        self._add()
        self._add()
        yield from self._looked_at("the beginning")
        for _ in range(_STEPS):
            step = getattr(self, f"_{self._chance.choice(_DEEDS)}")()
            if step:
                self.done[step.partition(" ")[0]] += 1
                yield from self._looked_at(step)
        yield from self._made_anew()

    def _add(self) -> str:
        if not self._left:
            return ""
        name = self._left.pop()
        (self._articles / f"{name}.txt").write_text(_NEWS[name], encoding="utf-8")
        return f"added {name}"

    def _edit(self) -> str:
        path = self._any()
        if path is None:
            return ""
        text = path.read_text(encoding="utf-8")
        changes = [
            text.replace(". ", f".{_MORE} ", 1),
            text.replace("fish", "fresh fish", 1),
            text.replace("said", "told us", 1),
            text.replace(_MORE, ""),
            text.replace("fresh fish", "fish"),
        ]
        path.write_text(self._chance.choice(changes), encoding="utf-8")
        return f"edited {path.name}"

    def _rename(self) -> str:
        path = self._any()
        if path is None:
            return ""
        path.rename(path.with_name(f"{self._chance.randrange(10**6)}-{path.name[-20:]}"))
        return f"renamed {path.name}"

    def _remove(self) -> str:
        path = self._any()
        if path is None or len(list(self._articles.iterdir())) < 2:
            return ""
        self._removed[path.name] = path.read_text(encoding="utf-8")
        path.unlink()
        return f"removed {path.name}"

    def _restore(self) -> str:
        if not self._removed:
            return ""
        name = self._chance.choice(sorted(self._removed))
        (self._articles / name).write_text(self._removed.pop(name), encoding="utf-8")
        return f"restored {name}"

    def _decide(self) -> str:
        what, words, target, value = self._chance.choice(_DECISIONS)
        path = next((p for p in sorted(self._articles.iterdir()) if words in p.read_text()), None)
        if path is None:
            return ""
        decision = Decision(
            line=0, what=what, article=path.stem, quotation=words, target=target, value=value,
            by="Kim", when=_DAY, why="",
        )  # fmt: skip
        try:
            append(self._room / "decisions.csv", decision)
        except LinkError:  # it was decided before
            return ""
        return f"decided {what}"

    def _undo(self) -> str:
        try:
            withdraw(self._room / "decisions.csv")
        except LinkError:  # there is none
            return ""
        return "undone"

    def _lose_register(self) -> str:
        (self._room / "register.csv").unlink(missing_ok=True)
        return "lost the register"

    def _list(self) -> str:
        table = self._room / "actors.csv"
        if table.exists():
            table.unlink()
            return "unlisted"
        head, row = (
            "key,name,type,aliases,identifiers,within",
            "actor/ruiz,Ana Ruiz,person,A. Ruiz,,",
        )
        table.write_text(f"{head}\n{row}\n", encoding="utf-8")
        return "listed"

    def _any(self) -> Path | None:
        return self._chance.choice(sorted(self._articles.iterdir()) or [None])

    def _looked_at(self, step: str) -> Iterator[str]:
        """Build, and yield what is wrong with what is published now."""
        outcome = build(self._room, self._store, Options(day=_DAY, allow_shrink=True))
        if outcome.faults:
            yield f"broken: {outcome.faults[0].reason} after {step}"
        with Store(self._store) as store:
            base, there = store.manifest.base, set(_named(store))
        for iri in sorted(self._published - there):
            yield f"unanswered: {iri.removeprefix(base)} after {step}"
        self._published |= there
        table = self._room / "decisions.csv"
        taken = load_decisions(table).taken if table.exists() else ()
        unmet = {one.decision.key for one in outcome.unmet if one.overruled_by is None}
        texts = [path.read_text(encoding="utf-8") for path in self._articles.iterdir()]
        for decision in taken:
            holds = decision.what in {"accept", "correct-act", "reject"} and any(
                decision.quotation in text for text in texts
            )
            if decision.key in unmet and holds:
                yield f"decisions lost: {decision.what} {decision.quotation!r} after {step}"

    def _made_anew(self) -> Iterator[str]:
        """Yield how a store that is made of the newsroom at once, or without register, differs."""
        last, joins = _content(self._store)
        again = self._folder / "again"
        build(self._room, again, Options(day=_DAY, allow_shrink=True))
        content, _ = _content(again)
        if content != last:
            yield "other bytes: a store made anew of the newsroom and its register"
        (self._room / "register.csv").unlink()
        shutil.rmtree(again)
        build(self._room, again, Options(day=_DAY, allow_shrink=True))
        if _content(again)[1] != joins:
            yield "other joins: of the same articles without a register"


def _named(store: Store) -> Iterator[str]:
    """Yield the IRIs of which a store says anything, and that must not be lost."""
    starts = tuple(f"{store.manifest.base}{kind}/" for kind in _LASTING)
    for triple in store.triples():
        if isinstance(triple.subject, ox.NamedNode):
            iri = triple.subject.value
            if iri.startswith(starts) and "#" not in iri:
                yield iri


def _content(store: Path) -> tuple[str, set[frozenset[tuple[str, str]]]]:
    """Return what names all that a store says, and which names of which articles are one actor."""
    with Store(store) as current:
        groups: dict[str, set[tuple[str, str]]] = {}
        for row in current.query(_MENTIONED):
            groups.setdefault(row["thing"].value, set()).add((row["file"].value, row["type"].value))
        return current.manifest.content, {frozenset(group) for group in groups.values()}


_MENTIONED = """
PREFIX schema: <https://schema.org/>
SELECT ?thing ?file ?type WHERE {
  ?article schema:mentions ?thing ; schema:encoding/schema:name ?file . ?thing a ?type
  FILTER(?type IN (schema:Person, schema:Organization))
}"""
