"""A parsed text and its cast in, the offices and descriptions of persons added to the cast."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.text import (
    NOT_IN_NAMES,
    OCCUPATIONS,
    OFFICE_MODIFIERS,
    OFFICES,
    Zone,
    words,
)
from triplewire.records import Role

_HEADS = OFFICES | OCCUPATIONS
# Trades by their endings, in small letters: "homeopath", "seismologist", "songwriter".
_TRADE = re.compile(
    r"[a-z]{2,}(?:ologist|ician|ographer|opath|onaut|crat|eer|keeper|maker|holder|master|worker"
    r"|player|writer|fighter|producer|manager|owner|officer|founder|leader|member|researcher|lecturer"
    r"|teacher|ist)"
)
# "Campaigner", "strategist", "barrister", "attendee": formed like words for people.
_AGENT = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|ee|eer|ster|mate|man|woman|ant|yst)")
_KIN = frozenset(
    words(
        "father mother brother sister daughter husband partner grandfather grandmother"
        " stepfather stepmother stepbrother stepsister godfather number member letter matter"
        " summer winter october paper quarter order after under other another"
    )
)
_ELECT = re.compile(r"-(?:elect|designate)$", re.IGNORECASE)
_MAX_WORDS = 7
_DETERMINER = re.compile(r"(?:the|a|an|his|her|their|its|our|my)\s", re.IGNORECASE)
_DETERMINER_BEFORE = re.compile(r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) $")
_OWNER = re.compile(r"['’]s? ")
_WORD_BEFORE = re.compile(
    r"(?<![\w'’-])([A-Za-z][\w-]{0,30})(?:(?:(?<=Adm|Col|Cpl|Gen|Gov|Hon|Maj|Pfc|Pvt|Rep|Rev|Sen|Sgt|Spc)"
    r"|(?<=Brig|Capt|Cmdr)|(?<=Lt))\.)?[\u200b-\u200f]?[ \n]$"
)
# "Secretary of State", "Minister for Trade and Industry" before a name.
_WITH_COMPLEMENT = re.compile(
    r"\b(?P<head>[A-Za-z][\w-]{1,20}) (?:of|for|to) (?:the )?"
    r"(?P<of>[A-Z][\w-]{0,20}(?: (?:and |the )?[A-Z][\w-]{0,20}){0,5}) $"
)
# "NAME, 45, chief economist at Acme," and "NAME is the mayor of Oslo."
_PHRASE = r"(?P<phrase>(?:[^,.;:!?\n“”\"()]|(?<=[A-Z])\.){3,90})"
_AFTER = re.compile(
    r"(?:,(?: \d{1,3},)?(?: who (?:is|was))?"
    r"|,? (?:who )?(?:is|was|became|has been|had been)(?: \w+ly| now| also| then| still)?"
    r"(?= (?:the|an?)\b)|,? (?:who )?(?:works?|worked|serves?|served|acts?|acted)(?: \w+)? as) "
    rf"{_PHRASE}"
)
# "The director of the city's art museum NAME": a complement in small letters.
_LONG_BEFORE = re.compile(
    r"\b(?P<head>[A-Za-z][\w-]{1,20}) (?:of|for|at|from) (?:[\w'’&-]+ ){1,12}$"
)
# What ends a phrase in front of "the president of Chile, NAME".
_BREAK = re.compile(r"[,;:!?\n“”\"()]|(?<![A-Z])\.")
_PREPOSITION = re.compile(r" (?:of|at|for|to|in|with|from) (?:the )?")
_BRACKET = re.compile(r" \([^()]{1,60}\)$")
_HONORIFIC_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Prof)\.? $")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n”\"]\s*)$")
# "Petty Officer 2nd Class", "Sgt. 1st Class" before a name.
_RANKED = re.compile(
    r"(?P<rank>(?:[A-Z][\w-]{1,14}\.? ){0,4}(?P<head>[A-Z][a-z]{2,14})\.?"
    r" (?:[123](?:st|nd|rd)|First|Second|Third) Class) $"
)
_WINDOW = 130
# Words that may stand between a body and the name that follows.
_TRAIL = 2
_VERBS = frozenset(words("said says told added and who is was has had will would in at on to for"))
_ARTICLE = len("the ")
_TIME_WORDS = frozenset((*MONTHS, *WEEKDAYS))


def _is_head(word: str) -> bool:
    """Say whether a noun is an office or a trade."""
    plain = _ELECT.sub("", word).lower()
    return plain in _HEADS or _TRADE.fullmatch(plain) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A noun phrase that gives a role."""

    start: int
    end: int
    head: str
    office: str
    body: Part | None


class _Reader:
    """Reads noun phrases around names, with the cast's countries and organisations as bodies."""

    def __init__(self, cast: Cast, doc: Doc, text: str) -> None:
        self._text = text
        self._tokens = {token.idx: token for token in doc}
        self._ending: dict[int, tuple[int, Part]] = {}
        self._starting: dict[int, tuple[int, Part]] = {}
        for start, end, part in cast.named("name", "adj"):
            if part.type in {"country", "place", "org"}:
                self._ending.setdefault(end, (start, part))
                # The longest name that begins here: of "the Indonesian army" not the adjective.
                bare = start + _ARTICLE if text.startswith(("the ", "The "), start) else start
                for first in {start, bare}:
                    if self._starting.get(first, (0, part))[0] < end:
                        self._starting[first] = (end, part)

    def before(self, start: int) -> _Phrase | None:
        """Read "Chilean finance minister" that ends where a name starts."""
        ranked = _RANKED.search(self._text, max(0, start - _WINDOW), start)
        if ranked is not None:
            rank = ranked["rank"]
            return self._phrase(ranked.start("rank"), start - 1, ranked["head"], rank, None)
        honorific = _HONORIFIC_BEFORE.search(self._text, max(0, start - 6), start)
        start = honorific.start() if honorific else start
        window = max(0, start - _WINDOW)
        long = _WITH_COMPLEMENT.search(self._text, window, start)
        if long is not None and long["head"].lower() in OFFICES:
            within = self._body_at(long.start("of"))
            first, owner = self._grow(long.start("head"))
            words = self._text[long.start("head") : start] if within is None else long["head"]
            words = self._text[self._past(first, owner) : long.start("head")] + words
            return self._phrase(
                first, start - 1, long["head"], words, owner or (within[1] if within else None)
            )
        short = _WORD_BEFORE.search(self._text, window, start)
        if short is None or not self._is_office(short[1], short.start(1)):
            return self._long_before(start)
        first, owner = self._grow(short.start(1))
        words = self._text[self._past(first, owner) : start]
        return self._phrase(first, start - 1, short[1], words, owner)

    def _is_office(self, word: str, place: int) -> bool:
        """Say whether a noun is what somebody is: a known one, or one that is formed like them."""
        token = self._tokens.get(place)
        noun = token is not None and token.pos_ == "NOUN" and token.tag_ == "NN"
        formed = noun and word not in _KIN and _AGENT.fullmatch(word) is not None
        return _is_head(word) or formed

    def _long_before(self, start: int) -> _Phrase | None:
        """Read "The director of the city's art museum" at the head of a sentence."""
        match = _LONG_BEFORE.search(self._text, max(0, start - _WINDOW), start)
        if match is None or match["head"].lower() not in OFFICES:
            return None
        first, owner = self._grow(match.start("head"))
        lead = self._text[max(0, first - 3) : first]
        opens = _SENTENCE_START.search(lead) is not None or lead.endswith(", ")
        within = self._body_at(match.end("head") + len(" of "))
        words = self._text[self._past(first, owner) : start]
        body = owner or (within[1] if within else None)
        return self._phrase(first, start - 1, match["head"], words, body) if opens else None

    def _grow(self, first: int) -> tuple[int, Part | None]:
        """Take modifiers, then the body, to the left of an office."""
        for _ in range(_MAX_WORDS):
            found = self._ending.get(first - 1) or self._owner(first)
            if found is not None:
                return self._with_determiner(found[0]), found[1]
            match = _WORD_BEFORE.search(self._text, max(0, first - 40), first)
            if match is None or not self._is_modifier(match[1], match.start(1)):
                break
            first = match.start(1)
        return self._with_determiner(first), None

    def _owner(self, first: int) -> tuple[int, Part] | None:
        for length in (3, 2):
            if _OWNER.fullmatch(self._text, first - length, first):
                return self._ending.get(first - length)
        return None

    def _with_determiner(self, first: int) -> int:
        match = _DETERMINER_BEFORE.search(self._text, max(0, first - 6), first)
        return match.start() if match else first

    def _past(self, first: int, owner: Part | None) -> int:
        """Return where the office begins behind a determiner and a body."""
        determiner = _DETERMINER.match(self._text, first)
        start = determiner.end() if determiner else first
        if owner is None:
            return start
        end = (self._starting.get(start) or self._starting[first])[0]
        possessive = _OWNER.match(self._text, end)
        return possessive.end() if possessive else end + 1

    def _is_modifier(self, word: str, place: int) -> bool:
        if word.lower() in OFFICE_MODIFIERS | OFFICES:
            return True
        token = self._tokens.get(place)
        if token is None or word in NOT_IN_NAMES or word in _TIME_WORDS:
            return False
        return token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.dep_ in {"compound", "amod", "nmod"}

    def after(self, end: int) -> _Phrase | None:
        """Read ", chief economist at Acme" behind a name."""
        match = _AFTER.match(self._text, end)
        phrase = self._noun_phrase(match.span("phrase")) if match else None
        if match is None or phrase is None:
            return None
        start = match.start("phrase")
        if abs(phrase.start - start) <= _ARTICLE:
            return phrase
        # "a widely respected judge": what stands before the office is description.
        described = _DETERMINER.match(self._text, start) is not None
        return replace(phrase, start=start) if described else None

    def before_comma(self, start: int) -> _Phrase | None:
        """Read "the president of Chile, " in front of a name."""
        stop = start - len(", ")
        if self._text[max(0, stop) : start] != ", ":
            return None
        bracket = _BRACKET.search(self._text, max(0, stop - 64), stop)
        stop = bracket.start() if bracket else stop
        breaks = [m.end() for m in _BREAK.finditer(self._text, max(0, start - _WINDOW), stop)]
        phrase = self._noun_phrase((breaks[-1] if breaks else max(0, start - _WINDOW), stop))
        if phrase is None:
            return None
        words = self._text[phrase.start : phrase.end]
        before = self._text[max(0, phrase.start - 3) : phrase.start]
        opens = _SENTENCE_START.search(before) is not None
        held = phrase.head in OFFICES and phrase.body is not None
        owned = _OWNER.search(words) or _OWNER.fullmatch(self._text, phrase.start - 3, phrase.start)
        definite = opens or held or owned or _DETERMINER.match(words)
        return phrase if definite and phrase.end == stop else None

    def _noun_phrase(self, span: tuple[int, int]) -> _Phrase | None:
        start, end = span
        for preposition in (*_PREPOSITION.finditer(self._text, start, end), None):
            stop = preposition.start() if preposition else end
            match = _WORD_BEFORE.search(f"{self._text[start:stop]} ")
            if match is not None and _is_head(match[1]):
                break
        else:
            return None
        first, owner = self._grow(start + match.start(1))
        within = self._body_at(preposition.end()) if preposition else None
        words = self._text[self._past(first, owner) : stop if within else end]
        last, body = within or (end, None)
        # "the president of the Oslo region": what follows the body belongs to it.
        trail = self._text[last:end].split()
        nouns = not any(word in _VERBS for word in trail)
        last = end if trail and len(trail) <= _TRAIL and nouns else last
        # An ambassador to a country is another country's.
        return self._phrase(first, last, match[1], words, owner or body)

    def _body_at(self, start: int) -> tuple[int, Part] | None:
        return self._starting.get(start) or self._starting.get(start - _ARTICLE)

    def _phrase(self, start: int, end: int, head: str, words: str, body: Part | None) -> _Phrase:
        office = " ".join(words.lower().split())
        return _Phrase(start=start, end=end, head=head.lower(), office=office, body=body)


def add_roles(cast: Cast, doc: Doc, text: str) -> None:
    """Give persons the roles that stand before or behind their names."""
    reader = _Reader(cast, doc, text)
    last_office: str | None = None
    for start, end, part in cast.named("name"):
        if part.type != "person":
            continue
        phrases = {
            "before-name": reader.before(start),
            "before-comma": reader.before_comma(start),
            "after-name": reader.after(end),
        }
        for rule, phrase in phrases.items():
            if phrase is None:
                continue
            role = _role(cast, phrase, Zone(start=start, end=end), last_office)
            role = replace(role, rule=rule)
            cast.mention(part, (phrase.start, phrase.end), "nominal")
            part.roles.append(role)
            if role.held:
                last_office = role.office


def _role(cast: Cast, phrase: _Phrase, name: Zone, last_office: str | None) -> Role:
    """Return a role; a counterpart holds the office that the text gave last."""
    words = cast.text[phrase.start : phrase.end]
    determiner = _DETERMINER.match(words)
    counterpart = phrase.head == "counterpart" and last_office is not None
    return Role(
        text=words[determiner.end() :] if determiner else words,
        office=last_office if counterpart and last_office else phrase.office,
        body=phrase.body.name if phrase.body else None,
        held=phrase.head in OFFICES,
        evidence=cast.passage(min(phrase.start, name.start), max(phrase.end, name.end)),
    )
