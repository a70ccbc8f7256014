"""A cast in, the offices that lists, verbs and open descriptions give its persons, out.

What stands right before or behind a single name is read in roles.py; here are "photographers A and
B", "A resigned as mayor", and what a person is by any noun: "A, a second-year art major,".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.text import OCCUPATIONS, OFFICES, words
from triplewire.records import Role

_HEADS = OFFICES | OCCUPATIONS
# "Photographers who used it, such as A, B and C".
_EXAMPLES = re.compile(
    r"\b(?P<head>[a-z][\w-]{2,18})(?:,? [^.;:\n]{0,60}?)?,? (?:such as|including|like) $"
)
_PLURAL = re.compile(r"\b(?P<head>[A-Za-z][\w-]{2,18}) $")
# Between the names of a list: "A of X and B", "A (tennis) and B".
_BETWEEN = re.compile(
    r"(?: \([^()\n]{1,40}\))?(?: (?:of|from|for|at|in) [^,;.:()\n]{2,60}?)?(?:, and|,| and| &) "
)
_REACH = 90
_ADVERBS = r"(?: (?:also|then|later|once|recently|previously|now|who|[a-z]+ly))?"
_HELPERS = r"(?: (?:was|is|has|had|been|will|be|were|to|forced|set|due|expected)){0,4}"
_HOLDS = (
    r"(?:appointed|named|elected|re-elected|reelected|nominated|chosen|installed|promoted to|picked"
    r"|sworn in|confirmed|resigned|stepped down|resign|step down|quit|retired|serves?|served|works?"
    r"|worked|acts?|acted|returned|took over|takes over|ousted|sacked|fired|became|becomes?)"
)
_ANY_HEAD = "|".join(sorted(_HEADS, key=lambda head: (-len(head), head)))
_OUT = frozenset(words("resigned resign quit retired ousted sacked fired stepped step"))
_OF = r"(?: (?:of|for|at|to) (?:the )?(?:[A-Z][\w'’&-]{0,20} ?(?:(?:of|and|for) )?){1,6})?"
_GIVEN = re.compile(
    rf"(?:,? who)?{_ADVERBS}{_HELPERS}{_ADVERBS} (?P<verb>{_HOLDS})(?: as)?"
    r"(?: (?:the|an?|its|his|her))? (?P<role>(?:[A-Za-z][\w'’&-]{1,20} ){0,6}?"
    rf"(?P<head>(?i:{_ANY_HEAD})(?! (?i:{_ANY_HEAD})\b)){_OF})(?=[ ,.;:\n]|$)"
)
_HEADED = re.compile(
    r",? (?:who )?(?P<verb>heads|leads|runs|chairs|headed|led|ran|chaired|directs|manages|founded)"
    r" (?P<body>(?:the |an? |[A-Z])[^,.;:\n()]{3,60}?)(?=[,.;\n]| (?:and|said|says|told|since|in) )"
)
_LEADS = {
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "runs": "head",
    "ran": "head", "chairs": "chair", "chaired": "chair", "directs": "director",
    "manages": "manager", "founded": "founder",
}  # fmt: skip
# What a person may be called that is no office, job or function.
_NO_ROLES = frozenset(
    words(
        "father mother brother sister daughter son husband wife partner uncle aunt cousin"
        " grandfather grandmother child boy girl man woman person victim survivor native one part"
        " kind type way example legend icon hero name figure move man teenager baby result lot"
        " number couple pair mother-of-two age year month day week place thing world time decision"
        " spokesperson-designate suspect gunman attacker stranger widow widower sibling twin parent"
        " grandson granddaughter nephew niece fact statement step"
    )
)
_TIMES = frozenset((*MONTHS, *WEEKDAYS))
_SIZE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A name of a person in the text."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """An office as worded somewhere in the text; ``held`` if somebody holds it now."""

    words: str
    place: tuple[int, int]
    rule: str
    held: bool = False


def add_posts(cast: Cast, doc: Doc, text: str) -> None:
    """Give persons the offices of lists, of verbs and of descriptions by any noun."""
    named = [
        _Named(start=start, end=end, part=part)
        for start, end, part in cast.named("name")
        if part.type == "person"
    ]
    for place, name in enumerate(named):
        _add_from_list(cast, doc, named[place:])
        _add_from_verb(cast, text, name)
        _add_description(cast, doc, name)


def _add_from_list(cast: Cast, doc: Doc, named: list[_Named]) -> None:
    """Add "photographer" to A, B and C of "photographers A, B and C"."""
    chain = list(_chained(cast.text, named))
    place = _plural_before(cast.text, chain[0].start) if chain else None
    span = doc.char_span(*place, alignment_mode="expand") if place is not None else None
    if place is None or span is None:
        return
    described = (t.text for t in span.root.lefts if t.dep_ in {"amod", "compound"})
    role = " ".join([*described, _singular(cast.text[slice(*place)]) or ""])
    for name in chain:
        _give(cast, name, _Post(words=role, place=place, rule="list"))


def _plural_before(text: str, start: int) -> tuple[int, int] | None:
    """Return where the plural of an office or a trade stands that a list of names follows."""
    for pattern in (_PLURAL, _EXAMPLES):
        match = pattern.search(text, max(0, start - _REACH), start)
        while match is not None:
            if _singular(match["head"]) is not None:
                return match.span("head")
            match = pattern.search(text, match.end("head"), start)
    return None


def _chained(text: str, named: list[_Named]) -> Iterator[_Named]:
    """Yield the names that follow one another in a list of at least two."""
    chain = [named[0]]
    for name in named[1:]:
        if not _BETWEEN.fullmatch(text, chain[-1].end, name.start):
            break
        chain.append(name)
    yield from chain if len(chain) > 1 else ()


def _singular(word: str) -> str | None:
    """Return the office or trade that a plural is of."""
    lower = word.lower()
    for ending, single in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
        if lower.endswith(ending) and lower.removesuffix(ending) + single in _HEADS:
            return word[: -len(ending)] + single
    return None


def _add_from_verb(cast: Cast, text: str, name: _Named) -> None:
    """Add "A resigned as mayor of Oslo", "A was named chief executive", "A, who heads X"."""
    match = _GIVEN.match(text, name.end)
    if match is not None and match["head"].lower() in _HEADS:
        held = match["verb"].split()[0] not in _OUT
        role = match["role"].strip()
        office = match["head"].lower() in OFFICES and held
        _give(cast, name, _Post(words=role, place=match.span("role"), rule="verb", held=office))
        return
    leads = _HEADED.match(text, name.end)
    if leads is not None:
        led = f"{_LEADS[leads['verb']]} of {leads['body']}"
        _give(cast, name, _Post(words=led, place=leads.span("body"), rule="verb"))


def _add_description(cast: Cast, doc: Doc, name: _Named) -> None:
    """Add what an apposition says that a person is, by whatever noun."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None or name.part.roles:
        return
    for noun in _appositions(span.root):
        lemma = noun.lemma_.lower()
        first = noun.left_edge
        plain = noun.pos_ == "NOUN" and noun.tag_ == "NN" and lemma not in _NO_ROLES
        described = first.tag_ in {"DT", "PRP$"} or lemma in _HEADS
        # "A, 34, a driver": a noun behind the name in its own commas.
        if plain and described and noun.i > span.end - 1 and noun.ent_type_ != "DATE":
            inside = [t for t in noun.subtree if t.i <= _last(noun)]
            start = inside[1].idx if first.tag_ in {"DT", "PRP$"} else inside[0].idx
            end = min(inside[-1].idx + len(inside[-1]), start + _SIZE)
            described_as = _Post(words=cast.text[start:end], place=(start, end), rule="described")
            _give(cast, name, described_as)
            return


def _last(noun: Token) -> int:
    """Return the place of the last word of a description: clauses and commas end it."""
    ends = [
        child.left_edge.i - 1
        for child in noun.children
        if child.i > noun.i and child.dep_ not in {"prep", "compound"}
    ]
    return min([noun.right_edge.i, *ends])


def _appositions(name: Token) -> Iterator[Token]:
    yield from (child for child in name.children if child.dep_ == "appos")
    for child in name.children:
        if child.dep_ == "appos":
            yield from (inner for inner in child.children if inner.dep_ in {"appos", "conj"})


def _give(cast: Cast, name: _Named, post: _Post) -> None:
    """Add a role unless the person has it already."""
    office = post.words.lower()
    if any(word in _TIMES for word in post.words.split()):
        return
    if any(role.office.endswith(office) for role in name.part.roles):
        return
    evidence = cast.passage(min(name.start, post.place[0]), max(name.end, post.place[1]))
    name.part.roles.append(
        Role(
            text=post.words,
            office=office,
            body=None,
            held=post.held,
            evidence=evidence,
            rule=post.rule,
        )
    )
