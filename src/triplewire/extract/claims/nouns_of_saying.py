"""A page in, what it reports by nouns of saying ("her claim that ...") out."""

from collections.abc import Iterator

from spacy.tokens import Token

from triplewire.extract.speech import NOBODY, Attribution, Source, denoted, make_claim
from triplewire.extract.text import Page, Zones, extent, trim, words
from triplewire.records import Claim

# What somebody's noun of saying does.
_SAYINGS: dict[str, str] = {
    **dict.fromkeys(words("claim argument view belief opinion conclusion finding hope"), "assess"),
    **dict.fromkeys(words("statement remark assertion message position assurance"), "state"),
    **dict.fromkeys(words("recommendation proposal call appeal suggestion"), "appeal"),
    **dict.fromkeys(words("demand request"), "request"),
    **dict.fromkeys(words("pledge promise vow commitment"), "pledge"),
    **dict.fromkeys(words("allegation accusation"), "allege"),
    "warning": "threaten",
    "announcement": "announce",
}


def find_nominal(page: Page, quoted: Zones) -> Iterator[Claim]:
    """Yield a claim for every noun of saying whose owner and content the sentence names."""
    for token in page.doc:
        act = _SAYINGS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if act is None or quoted.hold(token.idx):
            continue
        source = _owner(page, token)
        content = _content(token) if source.known else []
        if content:
            said = Attribution(
                source=source, act=act, polarity="affirmed", place=extent([token]), rule="noun"
            )
            zone = extent(content)
            yield make_claim(page, "indirect", trim(page, zone.start, zone.end, " ,;.:"), said)


def _owner(page: Page, noun: Token) -> Source:
    """Return whose saying it is: "the mayor's claim", "a claim by the mayor"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return Source(speakers=denoted(page, child))
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return Source(speakers=denoted(page, inner))
    return NOBODY


def _content(noun: Token) -> list[Token]:
    """Return the words after "that", or after the verb of "one recommendation is ..."."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(c.lower_ == "that" for c in child.children):
            words = [token for token in child.subtree if token.i >= child.left_edge.i]
            return words[1:] if words and words[0].lower_ == "that" else []
    subject = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        subject = noun.head.head
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_ != "be" or subject.i > verb.i:
        return []
    words = [t for t in verb.subtree if t.i > verb.i and not t.is_punct]
    return words[1:] if words and words[0].lower_ in {"that", "to"} else words
