"""A folder in, a small newsroom of two known states out, with its store and its dumps."""

import hashlib
import shutil
from copy import copy
from pathlib import Path
from typing import Self

from forks import Ended, Running, state_of, triplewire_command, triplewire_program

_NEWS = {
    "bridge": """Larkhaven opens its new bridge

The mayor of Larkhaven, Ana Ruiz, opened a bridge on 6 May 2024. "We are ready for the winter,"
Ruiz said. The bridge cost 4.2 million euros, according to the port authority.
""",
    "visit": """Two ministers meet in Larkhaven

Foreign Minister Paul Stone of Norland visited Larkhaven on 3 May 2024. He met the mayor, Ana Ruiz.
"Trade grew by 5 percent last year," Stone said.
""",
    "harbour": """Harbour workers plan a strike

Workers at the harbour of Larkhaven will strike on 12 May 2024, the union said. "Nobody wants this,"
said Lena Fox, its leader.
""",
}
_CHANGES = (
    "The port authority said the bridge would stay closed to lorries until June 2024.\n",
    'Fox told reporters on 8 May 2024: "The talks have failed." \n',
)
WORDS = "We are ready for the winter"
# Enough articles for a build to share them out among processes.
_MANY = 18


class Room:
    """A newsroom at ``folder``/room that is in one of two states, 0 and 1.

    In a small room an article changes. In a large one the settings do, which every graph is made
    from, so that several processes have work.
    """

    def __init__(self, folder: Path, *, large: bool = False) -> None:
        """Make the newsroom, build each of its states, and note what the store says then."""
        self._place(folder)
        self._large = large
        (self.room / "articles").mkdir(parents=True)
        for name, text in _NEWS.items():
            self._article(name).write_text(text, encoding="utf-8")
        for number in range(_MANY - len(_NEWS) if large else 0):
            text = f"Larkhaven, day {number}\n\nThe port took in {number + 2} ships.\n"
            self._article(f"ships-{number}").write_text(text, encoding="utf-8")
        # A corrected text has a past: only when both have been there does a build lead back.
        _, _, first, second, back = (self._built(state) for state in (0, 1, 0, 1, 0))
        if first != back:
            raise RuntimeError("a build back does not lead back")
        self.states = (first, second)

    def _place(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "log"
        self.room, self.store, self.dumps = folder / "room", folder / "store", folder / "dumps"

    def _built(self, state: int) -> str:
        self.write(state)
        ended = self.build(1).wait()
        if not passed(ended):
            raise RuntimeError(f"the newsroom of the campaign cannot be built: {ended.said}")
        return self.state()

    def copied(self, folder: Path) -> Self:
        """Return a copy of all of it as it is, in the place of what is there."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, symlinks=True)
        other = copy(self)
        other._place(folder)  # noqa: SLF001  its own kind
        return other

    def write(self, state: int) -> None:
        """Bring the articles, but not the store, into a state."""
        if self._large:
            base = f"https://example.org/{'ab'[state]}/"
            _put(self.room / "triplewire.toml", f'base = "{base}"\n')
        else:
            self.reword(_CHANGES[state])

    def forget(self) -> None:
        """Lose what earlier builds have worked out, so that all articles are extracted anew."""
        shutil.rmtree(self.store / "tables", ignore_errors=True)

    def reword(self, words: str) -> None:
        """Let an article end in other words."""
        _put(self._article("harbour"), _NEWS["harbour"] + words)

    def _article(self, name: str) -> Path:
        return self.room / "articles" / f"{name}.txt"

    def build(self, jobs: int) -> Running:
        """Begin a build; with several processes by a program of its own."""
        work = triplewire_command if jobs == 1 else triplewire_program
        return Running(work("build", self.room, "--store", self.store, "--jobs", jobs), self.log)

    def state(self) -> str:
        """Return the name of what the store says."""
        return state_of(self.store, self.folder / "state")

    def litter(self) -> list[str]:
        """Return what a run should have cleared away."""
        left = sorted(self.folder.rglob("*.tmp"))
        generations = sorted(self.store.glob("gen-*"))
        return [str(path.relative_to(self.folder)) for path in [*left, *generations[1:]]]


def is_complete(version: Path) -> bool:
    """Say whether a version of a dump has all its files, each with the bytes it should have."""
    sums = version / "SHA256SUMS"
    if not sums.is_file():
        return False
    lines = sums.read_text(encoding="utf-8").splitlines()
    split = (line.partition("  ") for line in lines)
    named = {name: digits for digits, _, name in split}
    files = (path for path in version.rglob("*") if path.is_file())
    there = {path.relative_to(version).as_posix() for path in files} - {sums.name}
    return there == set(named) and all(
        hashlib.sha256((version / name).read_bytes()).hexdigest() == wanted
        for name, wanted in named.items()
    )


def passed(ended: Ended) -> bool:
    """Say whether a run did what it was asked."""
    return ended.code == 0 and not ended.fault


def _put(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
