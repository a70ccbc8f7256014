"""Actors with their IRIs and links set by people in, how well the joins agree out."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from linked_texts import Link
from newsroom_actors import Built

from triplewire.link.authorities import normal
from triplewire.records import LinkedActor

PERSON, ORGANISATION = "person", "organisation"
# As what an actor of each kind may be found and still be that actor.
_AS = {PERSON: {"person"}, ORGANISATION: {"org", "group", "document"}}
_KIND = {"person": PERSON, "org": ORGANISATION}
_POSSESSIVE = re.compile(r"(?:['’]s?)?$")
# What stands between a name and another that is not it: "the head of Renault", "Renault and Fiat".
_OF_ANOTHER = re.compile(r"\b(?:of|at|in|for|from|to|by|with|on|and|or)\b|['’]s|[,&]")
# What may follow a name within its mention: "Renault (RNO)", "Renault, a car maker".
_EXPLAINED = re.compile(r"$|\s*\([^)]*\)?$|\s*[,–-]\s*[a-z]")
_IN_BRACKETS = re.compile(r"\s*\(.*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A target in one article, and the actor that its names there were found to be."""

    article: str
    title: str
    target: str
    label: str
    kind: str
    name: str
    iri: str

    @property
    def held_out(self) -> bool:
        """Say whether its target is in the half that is held out."""
        return is_held_out(self.label, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What the links of a source say: ``wanted`` are its targets by article, by kind."""

    wanted: dict[tuple[str, str], tuple[str, str]]
    items: tuple[Item, ...]


def is_held_out(label: str, kind: str) -> bool:
    """Say whether a target is in the half that is held out, by a word of its name.

    So those that may be taken for each other are in one half, wherever they are named.
    """
    return hashlib.sha256(key_word(label, kind).encode()).digest()[0] % 2 == 1


def key_word(label: str, kind: str) -> str:
    """Return the last word of a person's name, the first one of an organisation's.

    >>> key_word("George Miller (Californian)", PERSON), key_word("Airbus Group", ORGANISATION)
    ('miller', 'airbus')
    """
    words = normal(_IN_BRACKETS.sub("", label)).split() or [""]
    return words[-1 if kind == PERSON else 0]


def compared(found: Iterable[Built]) -> Links:
    """Return the persons and organisations that are linked, with the actors found for them.

    Where a source does not say what its targets are, a target is what most of the actors are that
    its links were found as; one that is never found is left out.
    """
    named: dict[tuple[str, str], list[tuple[Link, LinkedActor | None]]] = defaultdict(list)
    titles: dict[str, str] = {}
    for one in found:
        titles[one.given.name] = one.given.title
        for link in one.given.links:
            words = slice(link.start, link.end)
            if one.draft.article.text[words] == one.given.text[words]:
                named[one.given.name, link.target].append((link, _at(link, one)))
    kinds = _kinds(pair for pairs in named.values() for pair in pairs)
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    items: list[Item] = []
    for (article, target), pairs in named.items():
        kind = kinds.get(target)
        if kind is None:
            continue
        label = min(link.label for link, _ in pairs)
        wanted[article, target] = kind, label
        actors = Counter(
            (actor.iri, actor.actor.name)
            for _, actor in pairs
            if actor is not None and actor.actor.type in _AS[kind]
        )
        if actors:
            (iri, name), _ = max(actors.items(), key=lambda entry: (entry[1], entry[0]))
            items.append(
                Item(
                    article=article,
                    title=titles[article],
                    target=target,
                    label=label,
                    kind=kind,
                    name=name,
                    iri=iri,
                )
            )
    return Links(wanted=wanted, items=tuple(items))


def _at(link: Link, one: Built) -> LinkedActor | None:
    """Return the actor that a link's words name, of several the one with most of these words."""
    best: tuple[float, LinkedActor] | None = None
    text = one.draft.article.text
    linked = link.start, link.start + len(_POSSESSIVE.sub("", text[link.start : link.end]))
    for actor in one.actors:
        for mention in actor.actor.mentions:
            named = mention.passage.start, mention.passage.end
            both = min(named[1], linked[1]) - max(named[0], linked[0])
            if mention.kind == "name" and both > 0 and _are_one(linked, named, text):
                share = both / (max(named[1], linked[1]) - min(named[0], linked[0]))
                if best is None or share > best[0]:
                    best = share, actor
    return best[1] if best else None


def _are_one(linked: tuple[int, int], named: tuple[int, int], text: str) -> bool:
    """Say whether a link is of a name that it overlaps.

    Of "the head of Renault" and "Renault Scenic" Renault is only a part.
    """
    before = text[min(linked[0], named[0]) : max(linked[0], named[0])]
    after = text[linked[1] : named[1]] if named[1] > linked[1] else text[named[1] : linked[1]]
    return not _OF_ANOTHER.search(before) and bool(_EXPLAINED.match(after))


def _kinds(pairs: Iterable[tuple[Link, LinkedActor | None]]) -> dict[str, str]:
    given: dict[str, str] = {}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for link, actor in pairs:
        if link.kind is not None:
            given.setdefault(link.target, link.kind)
        elif actor is not None:
            seen[link.target][_KIND.get(actor.actor.type, "")] += 1
    for target, types in seen.items():
        kind, count = min(types.items(), key=lambda entry: (-entry[1], entry[0]))
        if 2 * count > types.total():
            given.setdefault(target, kind)
    return {target: kind for target, kind in given.items() if kind in _AS}


# What says that two items are one: the IRI, or what a baseline would go by.
Key = Callable[[Item], object]


def by_iri(item: Item) -> object:
    """Join as the build did."""
    return item.iri


def by_name(item: Item) -> object:
    """Join those of one full name; a person of one word is only known in the article."""
    name = normal(item.name)
    alone = item.kind == PERSON and " " not in name
    return item.kind, name, item.article if alone else ""


def by_article(item: Item) -> object:
    """Join nothing."""
    return item.article, item.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """B-cubed (Bagga and Baldwin 1998), and pairs that were joined, rightly or not, or missed.

    ``within`` are the wrong ones of one article, which no joining of articles is to blame for.
    """

    items: int
    precision: float
    recall: float
    right: int
    wrong: int
    within: int
    missed: int

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scored(items: Sequence[Item], key: Key, meant: Callable[[Item], bool]) -> Scores:
    """Return how well a key agrees with the targets of the items that are meant.

    They are judged among all: whom one was joined with counts even when he is not meant himself.
    A pair counts for the halves of both, so one of two halves counts half a pair twice.
    """
    clusters: dict[object, set[Item]] = defaultdict(set)
    targets: dict[str, set[Item]] = defaultdict(set)
    for item in items:
        clusters[key(item)].add(item)
        targets[item.target].add(item)
    chosen = [item for item in items if meant(item)]
    precision = recall = 0.0
    right = wrong = within = missed = 0
    for item in chosen:
        cluster, same = clusters[key(item)], targets[item.target]
        both = len(cluster & same)
        precision += both / len(cluster)
        recall += both / len(same)
        right += both - 1
        others = Counter(other.article == item.article for other in cluster - same)
        wrong += others[False]
        within += others[True]
        missed += len(same) - both
    count = max(1, len(chosen))
    return Scores(
        items=len(chosen),
        precision=precision / count,
        recall=recall / count,
        right=right // 2,
        wrong=wrong // 2,
        within=within // 2,
        missed=missed // 2,
    )


def false_joins(items: Iterable[Item]) -> Iterator[tuple[Item, Item, int]]:
    """Yield two items of two targets in one cluster, and how many articles the cluster has."""
    clusters: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        clusters[item.iri].append(item)
    for _, cluster in sorted(clusters.items()):
        first: dict[str, Item] = {}
        for item in sorted(cluster, key=lambda item: item.article):
            first.setdefault(item.target, item)
        for one, other in combinations(first.values(), 2):
            yield one, other, len(cluster)


def false_splits(items: Iterable[Item]) -> Iterator[tuple[str, Item, Item]]:
    """Yield how the names differ where a target has not only one cluster; an item of both.

    The first is of its largest cluster.
    """
    targets: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        targets[item.target][item.iri].append(item)
    for _, clusters in sorted(targets.items()):
        largest, *rest = sorted(clusters.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        for _, cluster in rest:
            one, other = (_usual(group) for group in (largest[1], cluster))
            yield _difference(one.name, other.name), one, other


def _usual(group: list[Item]) -> Item:
    names = Counter(item.name for item in group)
    return min(group, key=lambda item: (-names[item.name], item.name, item.article))


def _difference(one: str, other: str) -> str:
    """Say how two names of one differ."""
    left, right = (normal(name).replace(".", "").split() for name in (one, other))
    if left == right:
        return "one word in both" if len(left) == 1 else "same name"
    short, long = sorted((left, right), key=len)
    if "".join(short) in {_initials(long), _initials(w for w in long if w not in _SMALL)}:
        return "an acronym"
    if set(short) <= set(long):
        return "one word of the name" if len(short) == 1 else "words more"
    if set(short) & set(long):
        return "some words in common"
    return "no word in common"


_SMALL = frozenset({"of", "and", "the", "for", "in", "de"})


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def shared_names(items: Iterable[Item]) -> list[tuple[str, list[str]]]:
    """Return the names that stand for several targets, and these."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        found[normal(item.name)].add(item.label)
    return sorted((name, sorted(labels)) for name, labels in found.items() if len(labels) > 1)


def sharing(items: Iterable[Item]) -> int:
    """Return how many persons share the last word of their name with another target."""
    people: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.kind == PERSON:
            people[key_word(item.label, PERSON)].add(item.target)
    return sum(len(targets) for targets in people.values() if len(targets) > 1)
