"""How right it is who is one across articles, on texts of others with links set by people.

    python benchmarks/identity [REPOSITORIES] [--corpora FOLDER] [--model NAME] [--errors]

REPOSITORIES is a folder of the clones that README.md names; without it only the corpora count. The
articles of a source are built as one newsroom. Half of the targets are for development; --held-out
shows the figures of the other half, and no errors.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training_set"))

from identity_score import (
    ORGANISATION,
    PERSON,
    Item,
    Key,
    Links,
    by_article,
    by_iri,
    by_name,
    compared,
    false_joins,
    false_splits,
    is_held_out,
    scored,
    shared_names,
)
from linked_texts import sources
from newsroom_actors import built

_CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"
_JOINS: dict[str, Key] = {"ours": by_iri, "equal names": by_name, "every one alone": by_article}


def table(found: dict[str, Links], *, held_out: bool) -> Iterator[str]:
    """Yield the lines of a table: each source and all together, persons and organisations."""
    yield (
        "| source | what | joined by | found | items | P | R | F1"
        " | right | wrong | in one article | missed |"
    )
    yield f"|{'---|' * 12}"
    for source in [*found, "all"]:
        chosen = found if source == "all" else {source: found[source]}
        for kind in (PERSON, ORGANISATION):
            yield from _rows(source, kind, chosen, held_out=held_out)


def _rows(source: str, kind: str, chosen: dict[str, Links], *, held_out: bool) -> Iterator[str]:
    wanted = sum(
        what == kind and is_held_out(label) == held_out
        for links in chosen.values()
        for what, label in links.wanted.values()
    )
    meant = _meant(kind, held_out=held_out)
    items = [item for links in chosen.values() for item in links.items]
    for joined_by, key in _JOINS.items():
        s = scored(items, key, meant)
        coverage = s.items / max(1, wanted)
        yield (
            f"| {source} | {kind} | {joined_by} | {coverage:.2f} | {s.items} | {s.precision:.3f}"
            f" | {s.recall:.3f} | {s.f1:.3f} | {s.right} | {s.wrong} | {s.within} | {s.missed} |"
        )


def _meant(kind: str, *, held_out: bool) -> Callable[[Item], bool]:
    return lambda item: item.kind == kind and item.held_out == held_out


def errors(links: Links) -> Iterator[str]:
    """Yield what is wrong in the half that is for development."""
    items = [item for item in links.items if not item.held_out]
    for one, other, size in false_joins(items):
        where = "in one article" if one.article == other.article else f"of {size}"
        yield f"false join {where}: {_shown(one)} | {_shown(other)}"
    splits = list(false_splits(items))
    for reason, count in Counter(reason for reason, _, _ in splits).most_common():
        yield f"false splits: {count:4} {reason}"
    for reason, one, other in splits:
        yield f"false split, {reason}: {_shown(one)} | {_shown(other)}"


def _shown(item: Item) -> str:
    opening = " ".join(item.title.split()[:5])
    return f"{item.name} [{item.label}] in {item.article} ({opening})"


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repositories", type=Path, nargs="?", metavar="REPOSITORIES")
    parser.add_argument("--corpora", type=Path, default=_CORPORA)
    parser.add_argument("--model", metavar="NAME", help="as in triplewire build")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep what is extracted, for the next time"
    )
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--errors", action="store_true", help="list what is wrong")
    half.add_argument("--held-out", action="store_true", help="figures of the other half")
    given = parser.parse_args()
    found: dict[str, Links] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, texts in sources(given.corpora, given.repositories):
            folder = (given.keep or Path(temporary)) / name
            folder.mkdir(parents=True, exist_ok=True)
            found[name] = compared(name, built(texts, folder, given.model))
            shared = shared_names(found[name].items)
            print(f"{name}: {len(texts)} articles, {len(shared)} names of several targets")
    print(*table(found, held_out=given.held_out), sep="\n")
    if given.errors:
        for name, links in found.items():
            print(f"\n{name}", *errors(links), sep="\n")


if __name__ == "__main__":
    main()
