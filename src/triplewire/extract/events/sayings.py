"""A page and its claims in, the verb that reports each, and the day that its words give, out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.edtf import bounds
from triplewire.extract.events.when import dates_another, points
from triplewire.extract.speech import FORMS, is_wish, reports
from triplewire.extract.text import DateMention, Page, Zone, Zones, find_quotations, tokens_of
from triplewire.extract.text import words as _words
from triplewire.records import Claim

# Participles beside a verb of reporting, of the same saying: "Speaking in Oslo, he said".
_SPEAKING = frozenset(_words("speak talk address appear say tell write testify"))
# The rules that find what no verb reports: a heading, "according to", "the claim that", a wish.
_BY_VERB = re.compile(r"(?!wish|noun|headline|according|figure-according)")
# Nouns by which something is said, so that a day beside them is that of the saying.
_MEDIUMS = frozenset(
    _words(
        "statement interview speech address letter conference briefing reporter journalist"
        " newspaper tweet post message release broadcast remark testimony call conversation"
        " meeting talk summit forum hearing visit trip dialogue ceremony event email"
        " television radio agency press medium report session comment"
    )
)
# "Said on Monday", "said late Monday": not "said after Monday's raid".
_ON = frozenset(_words("on in at during"))
_NOT_YET = frozenset(
    _words("will would to may might can could shall should must not n't n’t never")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A claim of somebody's with the verb that reports it."""

    claim: Claim
    verb: Token


def words_of_others(page: Page, claims: Iterable[Claim]) -> Zones:
    """Return the zones of a page in which not the article speaks but who it reports."""
    reported = [(c.passage.start, c.passage.end) for c in claims if c.kind != "assertion"]
    quoted = [(q.start, q.end) for q in find_quotations(page.masked)]
    apart: list[Zone] = []
    for start, end in sorted([*reported, *quoted]):
        if apart and start < apart[-1].end:
            apart[-1] = Zone(start=apart[-1].start, end=max(end, apart[-1].end))
        else:
            apart.append(Zone(start=start, end=end))
    return Zones(apart)


def sayings(page: Page, claims: Iterable[Claim], others: Zones) -> Mapping[str, Saying]:
    """Return the claims, by their keys, that a verb reports as said: not as wished, nor to come.

    ``others`` are the words of others on the page.
    """
    found = {}
    for claim in claims:
        verb = _verb_of(page, claim, others) if _is_reported(claim) else None
        if verb is not None and not is_wish(verb) and not _marks(verb) & _NOT_YET:
            found[claim.key] = Saying(claim=claim, verb=verb)
    return found


def _is_reported(claim: Claim) -> bool:
    """Say whether a verb reports a claim: what the article says itself is said in the article."""
    own = claim.kind == "assertion" or claim.rule == "figure"
    return not own and _BY_VERB.match(claim.rule) is not None


def _verb_of(page: Page, claim: Claim, others: Zones) -> Token | None:
    """Return the nearest verb of reporting that governs a claim's content from outside of it.

    Where a parse hides that, it is the only one in the sentences that nobody else says.
    """
    start, end = claim.passage.start, claim.passage.end
    inside = tokens_of(page, start, end)
    if not inside:
        return None
    root = page.doc[inside[0].i : inside[-1].i + 1].root
    reporting = (verb for verb in root.ancestors if verb.lemma_.lower() in FORMS)
    verb = next((verb for verb in reporting if not start <= verb.idx < end), None)
    if verb is not None and verb.pos_ in {"VERB", "AUX"}:
        return verb
    around = tokens_of(page, claim.evidence.start, claim.evidence.end)
    beside = [
        token
        for token in around
        if reports(token) and token.dep_ not in {"acl", "amod"} and not others.hold(token.idx)
    ]
    return beside[0] if len(beside) == 1 else None


def _marks(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg"}}


def belongs_to(word: Token, verb: Token) -> bool:
    """Say whether a word stands in the clause of a verb of reporting, or of speaking beside it."""
    own = next((token for token in word.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    if own is None or own == verb:
        return own is not None
    # "Was quoted as saying on Thursday".
    if own.dep_ == "pcomp" and own.head.head == verb:
        return True
    beside = own.head == verb or verb.head == own
    return beside and own.lemma_.lower() in _SPEAKING and own.dep_ in {"advcl", "conj", "ROOT"}


def day_said(page: Page, saying: Saying, others: Zones) -> str | None:
    """Return the time that the words around a claim give the saying: "said on Thursday".

    None where they give several, or one that is not past when the article appears.
    """
    verb, published = saying.verb, (page.metadata.published or "")[:10]
    sentence = verb.sent
    found = {
        date.value
        for date in points(page, sentence.start_char, sentence.end_char)
        if not others.hold(date.start)
        and not dates_another(page, date, verb.idx)
        and _dates(page, date, verb)
    }
    if len(found) != 1:
        return None
    (when,) = found
    return None if published and bounds(when)[0] > published else when


def _dates(page: Page, date: DateMention, verb: Token) -> bool:
    """Say whether a date is that of a verb, and not of a noun beside it: "Monday's raid"."""
    inside = tokens_of(page, date.start, date.end)
    if not inside:
        return False
    root = page.doc[inside[0].i : inside[-1].i + 1].root
    if not belongs_to(root, verb) or root.dep_ in {"nsubj", "nsubjpass", "poss", "dobj"}:
        return False
    for token in root.ancestors:
        if token.pos_ in {"VERB", "AUX"}:
            return True
        placed = token.pos_ == "ADP" and token.lower_ in _ON
        part_of_day = token.ent_type_ in {"DATE", "TIME"} or token.pos_ == "ADV"
        if not placed and not part_of_day and token.lemma_.lower() not in _MEDIUMS:
            return False
    return False
