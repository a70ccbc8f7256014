"""The marks of a text in, which of them are of one actor out: by name or by antecedent."""

from collections.abc import Iterator

from triplewire.extract.tagger.kinds import NAMES
from triplewire.extract.tagger.marks import Tags

_NAMED = frozenset({*NAMES, "adj"})
# Words of the longest name that is also called by some of them.
_LONGEST = 8


def actors_of(text: str, tags: Tags) -> dict[int, int]:
    """Return for each mark of an actor the first one of that actor, by their places."""
    marks = tags.marks
    words = [text[mark.start : mark.end].lower() for mark in marks]
    whose: dict[int, int] = {}
    named: dict[str, int] = {}
    shorter: dict[str, int] = {}
    names = [number for number, mark in enumerate(marks) if mark.kind in _NAMED]
    # Longer names first, so that a shorter one finds whom it stands for.
    for number in sorted(names, key=lambda n: (-len(words[n].split()), n)):
        key = words[number]
        stands_for = shorter if marks[number].kind in {"person", "org"} else {}
        whose[number] = named.setdefault(key, stands_for.get(key, number))
        for part in _parts(key):
            shorter.setdefault(part, whose[number])
    for number, mark in enumerate(marks):
        aim = mark.pointers.get("antecedent")
        if mark.kind == "ref" and aim is not None and aim.mark is not None:
            whose[number] = whose.get(aim.mark, aim.mark)
        elif mark.kind == "unnamed":
            whose[number] = number
    return whose


def _parts(name: str) -> Iterator[str]:
    """Yield the beginnings and the ends of a name of several words."""
    words = name.split()
    if len(words) <= _LONGEST:
        for cut in range(1, len(words)):
            yield " ".join(words[:cut])
            yield " ".join(words[cut:])
