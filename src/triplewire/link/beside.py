"""An actor of a draft in, what the text beside its names tells of who it is out."""

import re
import unicodedata
from collections.abc import Iterator

from triplewire.records import Actor, Draft

_AGE = re.compile(r", (?:aged )?(?P<age>\d{2})(?=[,.;]| (?:of|from)\b)")
_AGE_BEFORE = re.compile(r"\b(?P<age>\d{2})-year-old(?: [a-z]+)? $")
_BORN = re.compile(r",? \((?:born|b\.) (?:[\w ]{1,20} )?(?P<year>1[89]\d\d|20\d\d)\)")
_BRACKET = re.compile(r" ?\((?P<inside>[^()]{1,60})\)")
_NAMESAKE = re.compile(
    r"\b(?:(?:[Hh]is|[Hh]er|[Aa]) namesake|of the same name|not (?:to be )?confused with)\b"
)
_NO_RELATION = re.compile(r"\b(?:no relation|not related to|unrelated to)\b")
# As far behind a name as this a word is beside it.
_BESIDE = 80


def born_of(actor: Actor, draft: Draft) -> tuple[int, int] | None:
    """Return the earliest and latest year of birth that a draft tells of somebody.

    None where it tells none, or tells two that do not agree.
    """
    told = set(_births(actor, draft))
    earliest, latest = (pick(span[at] for span in told) if told else 0 for at, pick in _ENDS)
    return (earliest, latest) if told and earliest <= latest else None


_ENDS = ((0, max), (1, min))


def _births(actor: Actor, draft: Draft) -> Iterator[tuple[int, int]]:
    text, published = draft.article.text, (draft.metadata.published or "")[:4]
    for start, end in _named(actor):
        born = _BORN.match(text, end)
        if born is not None:
            yield int(born["year"]), int(born["year"])
        before = _AGE_BEFORE.search(text, max(0, start - 40), start)
        age = _AGE.match(text, end) or before
        if age is not None and published.isdigit():
            yield int(published) - int(age["age"]) - 1, int(published) - int(age["age"])


def writings_of(actor: Actor, draft: Draft) -> tuple[str, ...]:
    """Return how a name is written in its own script, "script:letters", as brackets behind it say.

    "Ana Ruiz (Chinese: 安娜)" gives "cjk:安娜".
    """
    found: set[str] = set()
    for _, end in _named(actor):
        bracket = _BRACKET.match(draft.article.text, end)
        for word in re.findall(r"[^\W\d_]+", bracket["inside"] if bracket else ""):
            script = unicodedata.name(word[0], "LATIN").split(" ", 1)[0]
            if script != "LATIN":
                found.add(f"{script.lower()}:{word}")
    return tuple(sorted(found))


def has_namesake(actor: Actor, draft: Draft) -> bool:
    """Say whether a draft says beside a name that somebody else has it.

    "No relation" says so too, unless the article names somebody else with the family name, who
    may be meant.
    """
    last = actor.name.split()[-1]
    kin = any(
        other.type == "person" and other.name != actor.name and other.name.split()[-1] == last
        for other in draft.actors
    )
    text = draft.article.text
    for _, end in _named(actor):
        beside = re.split(r"[.!?](?:\s|$)", text[end : end + _BESIDE], maxsplit=1)[0]
        if _NAMESAKE.search(beside) or (not kin and _NO_RELATION.search(beside)):
            return True
    return False


def _named(actor: Actor) -> Iterator[tuple[int, int]]:
    for mention in actor.mentions:
        if mention.kind == "name":
            yield mention.passage.start, mention.passage.end
