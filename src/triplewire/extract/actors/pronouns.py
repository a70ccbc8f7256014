"""A parsed text and its cast in, pronouns added as mentions of whom they stand for."""

from bisect import bisect
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.text import find_statements
from triplewire.gazetteer import given_names

_FEMALE = frozenset({"she", "her", "hers", "herself"})
_MALE = frozenset({"he", "him", "his", "himself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves"})
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
_SAYING = frozenset({"said", "says", "told", "according"})
_SPEAKERS = frozenset({"person", "org", "country", "group"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GENDERED = {
    "mr": "m", "sir": "m", "king": "m", "prince": "m", "chairman": "m", "spokesman": "m",
    "businessman": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "queen": "f",
    "princess": "f", "chairwoman": "f", "spokeswoman": "f", "businesswoman": "f", "actress": "f",
}  # fmt: skip
# A pronoun refers to what was mentioned at most so many characters before.
_REACH = 1500
_REACH_OF_SUBJECT = 450
_TOKENS_AHEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A mention on the way through the text."""

    start: int
    part: Part
    subject: bool


def add_pronouns(cast: Cast, doc: Doc, quoted: bytearray) -> None:
    """Resolve third-person pronouns outside quotations, in text order.

    ``quoted`` has a 1 for every character between quotation marks.
    """
    mentions = cast.named("name", "nominal")
    subjects = _subject_places(doc)
    _add_first_person(cast, doc, quoted)
    _set_genders(cast)
    resolver = _Resolver(mentions)
    upcoming = iter([*mentions, (len(cast.text), len(cast.text), None)])
    start, end, part = next(upcoming)
    for token in doc:
        while part is not None and end <= token.idx:
            if not quoted[start] or part.type != "person":
                is_subject = any(place in subjects for place in range(start, min(end, start + 200)))
                resolver.history.append(_Place(start=start, part=part, subject=is_subject))
            start, end, part = next(upcoming)
        if token.tag_ not in {"PRP", "PRP$"} or quoted[token.idx]:
            continue
        found = resolver.resolve(token)
        if found is not None:
            cast.mention(found, (token.idx, token.idx + len(token)), "pronoun")
            subject = token.dep_ in _SUBJECTS
            resolver.history.append(_Place(start=token.idx, part=found, subject=subject))


def _add_first_person(cast: Cast, doc: Doc, quoted: bytearray) -> None:
    """Give "I" and "we" outside quotation marks to whoever makes the statement they stand in.

    That is who "X said:" names in front of it or, in a text that is a statement as a whole, the
    body or country that its first sentence has for a subject.
    """
    pronouns = [
        token
        for token in doc
        if token.lower_ in _FIRST_PERSON and token.tag_ in {"PRP", "PRP$"} and not quoted[token.idx]
    ]
    if not pronouns:
        return
    named = cast.named("name", "nominal")
    voices = []
    for statement in find_statements(cast.text):
        lead = [
            part
            for start, _, part in named
            if statement.lead.start <= start < statement.lead.end and part.type in _SPEAKERS
        ]
        people = [part for part in lead if part.type == "person"] or lead
        last = statement.paragraphs[-1].end
        voices.append((statement.paragraphs[0].start, last, people[-1] if people else None))
    told = any(token.lower_ in _SAYING and not quoted[token.idx] for token in doc)
    issuer = None if voices or told else _issuer(cast, doc)
    for token in pronouns:
        voice = next((part for start, end, part in voices if start <= token.idx < end), issuer)
        if voice is not None:
            cast.mention(voice, (token.idx, token.idx + len(token)), "pronoun")


def _issuer(cast: Cast, doc: Doc) -> Part | None:
    first = next((span for span in doc.sents if span.root.pos_ == "VERB"), None)
    if first is None:
        return None
    for start, end, part in cast.named("name"):
        named = doc.char_span(start, end, alignment_mode="expand")
        if named is None or start < first.start_char or part.type not in {"org", "country"}:
            continue
        return part if named.root.dep_ in _SUBJECTS and named.root.head == first.root else None
    return None


def _subject_places(doc: Doc) -> frozenset[int]:
    return frozenset(token.idx for token in doc if token.dep_ in _SUBJECTS)


def _set_genders(cast: Cast) -> None:
    """Read genders off offices and forms of address, or else off given names."""
    for part in cast.parts.values():
        if part.type != "person":
            continue
        words = [role.office.rsplit(" ", 1)[-1] for role in part.roles]
        for start, _ in sorted(part.mentions):
            before = cast.text[max(0, start - 12) : start].split()
            words += [before[-1].lower().rstrip(".")] if before else []
        signs = [_GENDERED[word] for word in words if word in _GENDERED]
        part.gender = signs[0] if signs else given_names().get(part.name.split(" ")[0])


class _Resolver:
    """Chooses among what was mentioned so far."""

    def __init__(self, mentions: list[tuple[int, int, Part]]) -> None:
        self.history: list[_Place] = []
        self._ahead = mentions
        self._starts = [start for start, _, _ in mentions]

    def resolve(self, token: Token) -> Part | None:
        """Return whom a pronoun stands for, None when it is not clear."""
        word = token.lower_
        if word in _FEMALE | _MALE:
            return self._person(token, "f" if word in _FEMALE else "m")
        if word in _NEUTER:
            return self._thing(token, frozenset({"country", "org", "place", "document"}))
        if word in _PLURAL:
            return self._thing(token, frozenset({"org", "group"}))
        return None

    def _recent(self, token: Token, reach: int) -> list[_Place]:
        recent = []
        for place in reversed(self.history):
            if token.idx - place.start > reach:
                break
            recent.append(place)
        return recent

    def _person(self, token: Token, gender: str) -> Part | None:
        fitting = [
            place
            for place in self._recent(token, _REACH)
            if place.part.type == "person" and place.part.gender in {gender, None}
        ]
        if not fitting:
            return None
        sure = [place for place in fitting if place.part.gender == gender]
        if sure and token.idx - sure[0].start < _REACH_OF_SUBJECT:
            fitting = sure
        sentence = token.sent.start_char
        subjects = [place for place in fitting if place.subject]
        in_sentence = [place for place in fitting if place.start >= sentence]
        prefer_subject = bool(subjects) and (not in_sentence or token.tag_ == "PRP$")
        chosen = (subjects if prefer_subject else fitting)[0].part
        chosen.gender = chosen.gender or gender
        return chosen

    def _thing(self, token: Token, types: frozenset[str]) -> Part | None:
        recent = [p for p in self._recent(token, _REACH) if p.subject and p.part.type in types]
        here = [place for place in recent if place.start >= token.sent.start_char]
        if token.tag_ == "PRP$":
            return here[0].part if here else self._subject_ahead(token, types)
        if here:
            return None
        return self._subject_of_last_sentence(token, recent)

    def _subject_of_last_sentence(self, token: Token, recent: list[_Place]) -> Part | None:
        opens = not any(word.is_alpha for word in token.doc[token.sent.start : token.i])
        near = [p for p in recent if token.sent.start_char - p.start < _REACH_OF_SUBJECT]
        return near[0].part if near and opens else None

    def _subject_ahead(self, token: Token, types: frozenset[str]) -> Part | None:
        """Return the subject that follows a possessive ("In its report, the bank said")."""
        last = min(token.sent.end, token.i + _TOKENS_AHEAD)
        subjects = (word for word in token.doc[token.i + 1 : last] if word.dep_ in _SUBJECTS)
        subject = next(subjects, None)
        if subject is None:
            return None
        place = bisect(self._starts, subject.idx) - 1
        if place < 0:
            return None
        _, end, part = self._ahead[place]
        return part if subject.idx < end and part.type in types else None
