"""A noun, a pronoun or a verb in, the actor or the words that it is a source by out."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.speech.acts import reports
from triplewire.extract.text import OCCUPATIONS, OFFICES, Page, extent, trim, words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PASSES_SUBJECT = ("conj", "xcomp", "advcl", "acl", "pcomp", "parataxis")
_MAX_CLIMB = 6
_MAX_NAME = 90
# Nouns for somebody or something that can say things, besides those in -er, -or, -ist, -ian ...
_SOURCES = frozenset(
    words(
        "academic account administration agency aide analysis army article assembly audit"
        " authority bank board body boy broadcaster campaign candidate channel chair chief"
        " child church circle club colleague commission committee company congress council"
        " counsel counterpart court crew critic data department document envoy executive"
        " expert family figure finding firm friend general girl government group guard"
        " head institute judge king law leadership letter local magazine man mayor media"
        " memo military minister ministry movement nurse office official outlet panel"
        " paper parliament party people person pilot police poll president press priest"
        " prince queen record relative report research resident review side source"
        " spokesperson staff statement statistic strategy student study survey team town"
        " result evidence research estimate projection census video footage investigation inquiry"
        " plan bill proposal deal agreement treaty accord pact programme program budget resolution"
        " draft motion manifesto petition lawsuit indictment filing contract guideline decree"
        " probe model blog post email tweet wire coverage account diplomat prosecutor"
        " transcript tribunal union victim village watchdog website witness woman"
    )
)
_SOURCE_ENDINGS = re.compile(r"\w{2,}(?:[eo]r|ist|ian|man|woman|ee|ant|ive|mat|lar)", re.IGNORECASE)
# Nouns whose owner speaks by them: what Japan's side or the Spanish authorities say, those say.
_BODIES = frozenset(
    words(
        "administration approach army authority cabinet comment company data delegation"
        " document figure finding firm government leadership letter message military"
        " ministry office parliament plan police policy position proposal release remark"
        " report research result response side speech statement statistic strategy team tweet"
        " website word"
    )
)
# Those of them that speak for themselves, wherever they are from.
_FROM_ELSEWHERE = frozenset(words("company firm police team"))
# "Writing in a blog post, X said": a parse may take the participle for the subject.
_OPENING = frozenset(
    words("writing speaking commenting responding reacting addressing citing announcing asked")
)
_TAKES_UP = {"he": "NN", "she": "NN", "it": "NN", "they": "NNS"}
_LOOK_BACK = 80
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "you"}
_INDEFINITE = {"some", "many", "others", "several", "few", "most", "both", "one", "those", "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who said something, to whom, and who passed it on: by names of actors.

    ``unnamed`` is the article's wording for a speaker without a name.
    """

    speakers: tuple[str, ...] = ()
    unnamed: str | None = None
    addressees: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Say whether there is a speaker at all."""
        return bool(self.speakers) or self.unnamed is not None


NOBODY = Source()


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the clause it hangs on."""
    token = verb
    for _ in range(_MAX_CLIMB):
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                return _antecedent(child, token)
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return None
        if token.dep_ == "relcl" or (
            token.dep_ == "acl" and token.head.pos_ not in {"VERB", "AUX"}
        ):
            return token.head
        if token.dep_ == "acomp":
            token = token.head
            continue
        if token.dep_ == "pcomp" and token.head.head.pos_ in {"VERB", "AUX"}:
            # "The army answered by firing": it fires.
            token = token.head.head
            continue
        if token.dep_ not in _PASSES_SUBJECT or token.head == token:
            return None
        token = token.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    relative = subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl"
    return verb.head if relative else subject


def denoted(page: Page, token: Token) -> tuple[str, ...]:
    """Return the names of the actors that a noun or pronoun denotes as somebody who acts."""
    at = page.lookup.at(token.idx, token.idx + len(token))
    if at is not None:
        return page.lookup.by_token(token)
    for child in token.children:
        named = child.dep_ in {"appos", "compound"} and child.pos_ == "PROPN" and child.i > token.i
        if named or child.dep_ == "appos":
            names = page.lookup.by_token(child)
            if names:
                return names
    if token.lemma_.lower() in _BODIES:
        return page.lookup.by_token(token) or _owner_after_of(page, token)
    return _titled(page, token)


def _titled(page: Page, token: Token) -> tuple[str, ...]:
    """Return who is named at the end of a long title: "the director of the museum Ana Ruiz"."""
    if token.lemma_.lower() not in OFFICES | OCCUPATIONS:
        return ()
    last = max(token.subtree, key=lambda word: word.i)
    found = page.lookup.at(last.idx, last.idx + len(last)) if last.pos_ == "PROPN" else None
    return (found.name,) if found is not None and found.type == "person" else ()


def _owner_after_of(page: Page, token: Token) -> tuple[str, ...]:
    for child in token.children:
        owns = child.lower_ == "from" and token.lemma_.lower() not in _FROM_ELSEWHERE
        if child.dep_ == "prep" and (owns or child.lower_ in {"of", "by"}):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return denoted(page, noun) if noun.i - token.i < _MAX_CLIMB else ()
    return ()


def can_speak(token: Token) -> bool:
    """Say whether a noun can be the source of a statement."""
    if token.lower_ in _INDEFINITE:
        return True
    lemma = token.lemma_.lower()
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and (
        lemma in _SOURCES or _SOURCE_ENDINGS.fullmatch(lemma) is not None
    )


def noun_phrase(page: Page, token: Token) -> str:
    """Return a noun with what belongs to it, at most 90 characters, clauses left out."""
    inside = [token]
    for child in token.children:
        short = child.dep_ in {
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "advmod",
            "quantmod",
        }
        prepositional = child.dep_ == "prep" and child.lower_ in {
            "of",
            "for",
            "at",
            "from",
            "in",
            "with",
            "on",
            "by",
        }
        follows = child.i == max(word.i for word in inside) + 1
        if (short and child.i < token.i) or (prepositional and follows):
            inside.extend(child.subtree)
    zone = extent(inside)
    if zone.end - zone.start > _MAX_NAME:
        zone = extent([word for word in inside if word.i <= token.i])
    inner = trim(page, zone.start, min(zone.end, zone.start + _MAX_NAME), ',;:."“”')
    return page.words(inner.start, inner.end)


def speaker_of(page: Page, token: Token | None, *, weak: bool = False) -> Source:
    """Return who a subject is: actors, or the words for a source without a name.

    ``weak`` asks for a noun that can be a source; without it any noun will do.
    """
    if token is None:
        return NOBODY
    if token.pos_ == "VERB" or (token.is_sent_start and token.lower_ in _OPENING):
        return _behind_clause(page, token)
    names = denoted(page, token)
    if names:
        return Source(speakers=names)
    if token.lower_ in _PRONOUNS:
        return _pronoun_source(page, token)
    if can_speak(token) or (not weak and token.pos_ in {"NOUN", "PROPN"}):
        return Source(unnamed=noun_phrase(page, token))
    return NOBODY


def _behind_clause(page: Page, clause: Token) -> Source:
    """Return who follows a participle that the parse took for a subject: "Writing ..., X said"."""
    verb = clause.head
    named = [
        actor
        for _, kind, actor in page.lookup.within(clause.idx, max(verb.idx, clause.idx))
        if kind != "adj" and actor.type in {"person", "org", "group"}
    ]
    people = [actor for actor in named if actor.type == "person"] or named
    return Source(speakers=(people[0].name,)) if people else NOBODY


def _pronoun_source(page: Page, pronoun: Token) -> Source:
    """Return the unnamed source that a pronoun takes up from the sentences before.

    "he" and "they" take up the subject of an earlier report, "it" the last subject that can speak.
    """
    wanted = _TAKES_UP.get(pronoun.lower_)
    if wanted is None:
        return NOBODY
    start = max(0, pronoun.sent.start - _LOOK_BACK)
    subjects = [
        token
        for token in reversed(page.doc[start : pronoun.i])
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "NOUN" and can_speak(token)
    ]
    fitting = [token for token in subjects if token.tag_ == wanted]
    said = [token for token in fitting if reports(token.head)]
    # "It" and "they" may take up who has not spoken yet.
    chosen = said or (fitting if pronoun.lower_ in {"it", "they"} else [])
    if pronoun.lower_ == "it":
        chosen = fitting
    return speaker_of(page, chosen[0]) if chosen else NOBODY
