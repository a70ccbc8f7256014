"""The rows of the tables that identity is worked out in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """An article to be compared; ``key`` names all that its profile was made of."""

    key: str
    sha256: str
    profile: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an article's profile has of one actor, one decision, or of all of its events.

    ``kind`` is "actor", "other" for one that is joined with nobody, "ruling" or "events"; ``name``
    is whom or what it is about, ``about`` of which kind that is. ``place`` sorts the parts of all
    articles. ``node`` tells an actor from all others whatever becomes of its text. ``keys`` are
    those that it has in common with whom it may be, ``called`` what a curator may name it by.
    ``mark`` names the content.
    """

    key: str
    kind: str
    sha256: str
    digits: str
    place: str
    node: str = ""
    name: str = ""
    about: str = ""
    iri: str = ""
    company: bool = False
    keys: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    mark: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A row of the register: of an article, with its ``digits``, or of what is one in several.

    ``kind`` is "article", "actor" or "event". ``edge`` is a key of the row and its anchors alone.
    """

    node: str
    kind: str
    name: str
    digits: str
    first: int
    edge: str
    keys: tuple[str, ...]
    anchors: tuple[str, ...]
    mark: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """A decision that holds, at one of the things that it is about."""

    node: str
    place: str
    kind: str
    edge: str
    mark: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What belongs to a block of some ``size``: "actor" or "event", "pair", "order" or "row"."""

    block: str
    size: int
    place: str
    kind: str
    since: int | None
    content: bytes
    beside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What was found of a block, by the key that names all that is in it.

    ``kind`` is "name" (of something of an article: its IRI and label), "link", "external" or "row",
    or "none" where nothing was found. ``renamed`` says that it is not what it is called alone.
    """

    key: str
    kind: str
    node: str = ""
    sha256: str = ""
    name: str = ""
    iri: str = ""
    label: str = ""
    renamed: bool = False
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """An article's events, and the names that stand for others than they would alone."""

    key: str
    names: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article's telling of an event; ``words`` are its own, in the form they are compared in.

    ``buckets`` are where others are looked for that it may be one with, ``keys`` those that it has
    in common with what its name depends on.
    """

    key: str
    node: str
    sha256: str
    digits: str
    place: str
    name: str
    type: str
    day: str
    label: str
    words: str
    first_words: str
    buckets: tuple[str, ...]
    keys: tuple[str, ...]
    folded: bool
    mark: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToJudge:
    """Two tellings that may be of one happening."""

    key: str
    one: bytes
    other: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is held of two tellings; ``may_be`` is False for those that are not one."""

    key: str
    may_be: bool
    sure: bool = False
    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBe:
    """Two tellings that may be of one happening; ``one`` and ``other`` say of which they are.

    They are "" for what is of one that nothing else is of.
    """

    one_node: str
    other_node: str
    verdict: bytes
    one_label: str
    other_label: str
    one: bytes
    other: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A link of two IRIs; of several that of the lowest rank is taken."""

    one: str
    other: str
    rank: str
    link: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an article's actor or event is called; ``kind`` "a" or "e" comes before its name."""

    block: str
    place: str
    name: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sliced:
    """What one article must know of the others, as JSON of a Slice."""

    sha256: str
    slice: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Vain:
    """A decision in vain, as JSON of an Unmet."""

    place: int
    unmet: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every row depends on, and the number of the build."""

    stamp: str
    now: int
