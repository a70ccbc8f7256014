"""How right it is who is one across articles, on texts of others with links set by people.

    python benchmarks/identity [REPOSITORIES] [--corpora FOLDER] [--model NAME] [--errors]

REPOSITORIES is a folder of the clones that README.md names; without it only the corpora count. The
articles of a source are built as one newsroom, and then those of all. Half of the targets are for
development; --held-out shows the figures of the other half, and no errors.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
    sharing,
)
from linked_texts import LinkedText, sources, together
from newsroom_actors import built

from triplewire.records import IdentityLink

_CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"
_JOINS: dict[str, Key] = {"ours": by_iri, "equal names": by_name, "every one alone": by_article}

_COLUMNS = (
    *("source", "what", "joined by", "found", "items", "P", "R", "F1"),
    *("right", "wrong", "wrong in one article", "missed"),
)


def table(found: dict[str, Links], *, held_out: bool) -> Iterator[str]:
    """Yield the lines of a table: persons and organisations of each source."""
    yield f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}"
    for source, links in found.items():
        for kind in (PERSON, ORGANISATION):
            wanted = sum(
                what == kind and is_held_out(label, kind) == held_out
                for what, label in links.wanted.values()
            )
            for joined_by, key in _JOINS.items():
                s = scored(links.items, key, _meant(kind, held_out=held_out))
                yield (
                    f"| {source} | {kind} | {joined_by} | {s.items / max(1, wanted):.2f}"
                    f" | {s.items} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f}"
                    f" | {s.right} | {s.wrong} | {s.within} | {s.missed} |"
                )


def _meant(kind: str, *, held_out: bool) -> Callable[[Item], bool]:
    return lambda item: item.kind == kind and item.held_out == held_out


def errors(links: Links, judged: Iterable[IdentityLink]) -> Iterator[str]:
    """Yield what is wrong in the half that is for development."""
    joins = list(false_joins(links.items))
    shown = [join for join in joins if not (join[0].held_out or join[1].held_out)]
    for one, other, size in shown:
        where = "in one article" if one.article == other.article else f"of {size}"
        yield f"false join {where}: {_shown(one)} | {_shown(other)}"
    mixed = sum(join[0].held_out != join[1].held_out for join in joins)
    yield f"false joins with one that is held out, not shown: {mixed}"
    said = {frozenset((link.one, link.other)): f"{link.status}, {link.reason}" for link in judged}
    splits = [
        (f"{difference}; {said.get(frozenset((one.iri, other.iri)), 'not judged')}", one, other)
        for difference, one, other in false_splits(i for i in links.items if not i.held_out)
    ]
    for reason, count in Counter(reason for reason, _, _ in splits).most_common():
        yield f"false splits: {count:4} {reason}"
    for reason, one, other in splits:
        yield f"false split, {reason}: {_shown(one)} | {_shown(other)}"


def about(name: str, links: Links, texts: list[LinkedText]) -> str:
    """Return how much a source has to tell."""
    named = Counter(target for _, target in links.wanted)
    several = [count for count in named.values() if count > 1]
    return (
        f"{name}: {len(texts)} articles name {len(named)} targets {named.total()} times,"
        f" {len(several)} of them in several articles, {sum(several)} times;"
        f" {len(shared_names(links.items))} names are those of several targets,"
        f" {sharing(links.items)} persons share their last name with another"
    )


def _shown(item: Item) -> str:
    opening = " ".join(item.title.split()[:5])
    return f"{item.name} [{item.label}] in {item.article} ({opening})"


def main() -> None:
    """Read the command line."""
    described, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=described, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
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
    judged: dict[str, tuple[IdentityLink, ...]] = {}
    given_texts = dict(sources(given.corpora, given.repositories))
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, texts in (given_texts | {"all": together(given_texts.values())}).items():
            made, judged[name] = built(texts, folder, given.model)
            found[name] = compared(made)
            print(about(name, found[name], texts))
    print(*table(found, held_out=given.held_out), sep="\n")
    if given.errors:
        for name, links in found.items():
            print(f"\n{name}", *errors(links, judged[name]), sep="\n")


if __name__ == "__main__":
    main()
