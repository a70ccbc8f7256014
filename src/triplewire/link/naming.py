"""Groups of things that are one in, the name of each out: published names stay where they are.

A thing has a name of its own, and a group of things the one of theirs that was known first. A name
that was published belongs to the group that has most of what it is known by: it stays with the
larger part when a group splits, and the older one stays when two groups become one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from triplewire.iris import digits_of
from triplewire.records import Registered

# So much of what a name is found again by is kept, and something of each name in the group.
_MOST_ANCHORS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One thing of an article that may be one with others.

    ``own`` is the name that it has by itself. ``anchor`` tells it from all others, whatever becomes
    of texts and files: the article's digits and what it is called there. ``since`` is the number of
    the build that first knew the article, ``order`` its place among those of that build, ``rank``
    that of the name among those of one group: the fullest first.
    """

    own: str
    anchor: str
    since: int
    order: tuple[str, ...]
    rank: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a newsroom has published: its register, and when each article was first known.

    ``now`` is the number of the build that goes on, ``since`` that of each article, by its digits;
    one that is not there is new.
    """

    rows: tuple[Registered, ...] = ()
    since: Mapping[str, int] = field(default_factory=dict)
    now: int = 1

    def settle(
        self, groups: Sequence[Sequence[Named]], listed: Mapping[int, str], *kinds: str
    ) -> "Settled":
        """Return the names of groups of some kinds; see the function of that name."""
        rows = (r for r in self.rows if r.known_by and r.name.partition("/")[0] in kinds)
        return settle(groups, listed, rows, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The name of each group, in their order, and what a register must keep of names."""

    names: tuple[str, ...]
    rows: tuple[Registered, ...]


def settle(
    groups: Sequence[Sequence[Named]],
    listed: Mapping[int, str],
    register: Iterable[Registered],
    now: int = 1,
) -> Settled:
    """Return the names of groups; ``listed`` are those that a table gives, by the group's index.

    ``now`` is the number of this build. Names are IRIs behind the base. The result depends on the
    register and on what is in the groups, and not on their order.
    """
    groups = [sorted(group, key=_age) for group in groups]
    written = {row.name: row for row in register}
    rows = sorted([*written.values(), *_unwritten(groups, written, now)], key=_precedence)
    home = {one.anchor: index for index, group in enumerate(groups) for one in group}
    owned: dict[int, list[Registered]] = defaultdict(list)
    lost: list[Registered] = []
    for row in rows:
        found = [home[anchor] for anchor in row.known_by if anchor in home]
        # The first anchors are the oldest: of two equal parts theirs keeps the name.
        (owned[Counter(found).most_common(1)[0][0]] if found else lost).append(row)
    named = {index: those[0].name for index, those in owned.items()} | dict(listed)
    taken = {*listed.values(), *(row.name for row in rows)}
    for index in sorted(set(range(len(groups))) - set(named), key=lambda i: _age(groups[i][0])):
        named[index] = _free(groups[index], taken)
        taken.add(named[index])
    names = tuple(named[index] for index in range(len(groups)))
    kept = [
        *_kept(groups, names, owned, written, listed),
        *(row if row.status == "replaced" else replace(row, status="withdrawn") for row in lost),
    ]
    return Settled(names=names, rows=tuple(sorted(kept, key=lambda row: row.name)))


def _precedence(row: Registered) -> tuple[object, ...]:
    return row.status == "replaced", row.first, row.name


def _age(one: Named) -> tuple[int, tuple[str, ...], str]:
    return one.since, one.order, one.anchor


def _unwritten(
    groups: Iterable[Sequence[Named]], written: Mapping[str, Registered], now: int
) -> Iterator[Registered]:
    """Yield the names that were published without a row: each article gives them by itself."""
    anchors = {anchor for row in written.values() for anchor in row.known_by}
    known: dict[str, list[Named]] = defaultdict(list)
    covered: set[str] = set()
    for group in groups:
        for one in group:
            if one.anchor in anchors:
                covered.add(one.own)
            if one.since < now:
                known[one.own].append(one)
    for own, those in known.items():
        if own not in written and own not in covered:
            those.sort(key=_age)
            anchored = tuple(one.anchor for one in those)
            yield Registered(name=own, first=those[0].since, known_by=anchored)


def _free(group: Sequence[Named], taken: set[str]) -> str:
    """Return the first known of a group's names that is nobody else's, or one told apart."""
    ordered = sorted(group, key=lambda one: (one.since, one.rank, _age(one)))
    name = next((one.own for one in ordered if one.own not in taken), None)
    if name is not None:
        return name
    told, told_longer = told_apart(group[0].own, group[0].anchor)
    return told if told not in taken else told_longer


def told_apart(own: str, anchor: str) -> tuple[str, str]:
    """Return the names of a thing whose own name is another one's, the shorter one first."""
    return f"{own}-{anchor[:8]}", f"{own}-{digits_of(anchor)}"


def _kept(
    groups: Sequence[Sequence[Named]],
    names: Sequence[str],
    owned: Mapping[int, Sequence[Registered]],
    written: Mapping[str, Registered],
    listed: Mapping[int, str],
) -> Iterator[Registered]:
    """Yield the rows of what cannot be told again from the articles and the tables alone."""
    holders = Counter(own for group in groups for own in {one.own for one in group})
    whose: dict[str, set[str]] = defaultdict(set)
    for row in (*written.values(), *(row for those in owned.values() for row in those)):
        for anchor in row.known_by:
            whose[anchor].add(row.name)
    for index, (group, name) in enumerate(zip(groups, names, strict=True)):
        owns = {one.own for one in group}
        others = [row for row in owned.get(index, ()) if row.name != name]
        told_again = owns == {name} and holders[name] == 1 and not others
        told_again &= all(whose[one.anchor] <= {name} for one in group)
        if index not in listed and (name in written or not told_again):
            earlier = written.get(name)
            first = next((one for one in group if one.own == name), group[0])
            parted = _parted_from(group, {name, *(row.name for row in others)}, whose)
            yield Registered(
                name=name,
                first=earlier.first if earlier else first.since,
                known_by=_anchors(group),
                see=parted if earlier is None else _kept_see(earlier),
            )
        for row in others:
            anchors = row.known_by if row.name in written else row.known_by[:_MOST_ANCHORS]
            yield replace(row, status="replaced", see=name, known_by=anchors)


def _kept_see(row: Registered) -> str:
    """Return what a name was split from, which stays said."""
    return row.see if row.status == "current" else ""


def _parted_from(
    group: Iterable[Named], own: AbstractSet[str], whose: Mapping[str, AbstractSet[str]]
) -> str:
    """Return the name that most of a group had until now, where another group keeps it."""
    parted = Counter(name for one in group for name in whose.get(one.anchor, ()))
    ranked = sorted((-count, name) for name, count in parted.items() if name not in own)
    return ranked[0][1] if ranked else ""


def _anchors(group: Sequence[Named]) -> tuple[str, ...]:
    """Return what a group is found again by: its oldest members, and one for each name in it."""
    first: dict[str, str] = {}
    for one in group:
        first.setdefault(one.own, one.anchor)
    oldest = dict.fromkeys(one.anchor for one in group[:_MOST_ANCHORS])
    return tuple(oldest | dict.fromkeys(first.values()))
