"""A word of reporting in; its speech act, and the polarity and modality of what it reports, out."""

import re

from spacy.tokens import Token

from triplewire.assets import table
from triplewire.extract.text import words

# Forms of the content: "that" (a clause), "np" (a noun phrase), "ing", "to" (an infinitive),
# "object" (an infinitive with a subject of its own), a preposition or particle with its object,
# "quote" and "stance" (quoted words only: positions own the words quoted in them, but report
# nothing themselves).
# Source: data/reporting_verbs.tsv.
_VERBS = {row["verb"]: row for row in table("reporting_verbs")}
FORMS: dict[str, tuple[str, ...]] = {
    verb: tuple(cell.split("=")[0] for cell in row["forms"].split()) for verb, row in _VERBS.items()
}
ACTS: dict[tuple[str, str], str] = {
    (verb, form): act
    for verb, row in _VERBS.items()
    for form, act in (cell.split("=") for cell in row["forms"].split())
}
# Verbs that report only when an actor or a possible source is their subject ("the mark shows").
_WEAK = frozenset(verb for verb, row in _VERBS.items() if "weak" in row["marks"].split())
_DENIALS = frozenset(verb for verb, row in _VERBS.items() if "denies" in row["marks"].split())
# Verbs that tell what somebody has in mind, and are no act of speech that could be an event.
_WISHES = frozenset(verb for verb, row in _VERBS.items() if "wish" in row["marks"].split())
# What is insisted on against somebody, when it is that something is not so.
_INSISTING = frozenset(words("insist maintain swear reply retort answer protest"))
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|cannot)\b|n['’]t\b", re.IGNORECASE
)
# "It would rebuild the pier", said by it; "it would be cold" is no promise.
_OWN_FUTURE = re.compile(
    r"(?:he|she|they|it|we|i)(?: will| would| shall|['’]ll) (?!be\b|have\b|not\b|never\b)\w",
    re.IGNORECASE,
)
# "Expressed its full support", where others express an opinion.
_SUPPORTING = re.compile(
    r"[\"“]?(?:\S+ ){0,3}(?:support|solidarity|backing|gratitude|thanks|condolences|sympathy)\b"
)
# "Went on to say", "would like to stress".
_SAYING_ALL_THE_SAME = frozenset(words("go continue proceed want like wish begin be have love"))
# What a speaker asks for or promises has that modality whatever its words are.
_ACT_MODALITY = {
    "appeal": "obligation",
    "invite": "obligation",
    "request": "obligation",
    "pledge": "intention",
    "agree": "intention",
}
_MODALITIES = {
    "hearsay": re.compile(r"\b(?:reportedly|allegedly|apparently|purportedly|supposedly)\b"),
    "obligation": re.compile(r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to)\b"),
    "possibility": re.compile(r"\b(?:may|might|could|possibly|perhaps)\b"),
    "intention": re.compile(
        r"\b(?:will|shall|won['’]t|going to|(?:plan|intend|pledge)s? to|willing to)\b"
    ),
}


def reports(token: Token) -> bool:
    """Say whether a token is a verb, or an adjective after "be", that reports words or wishes."""
    lemma = token.lemma_.lower()
    if lemma not in FORMS:
        return False
    if token.pos_ == "ADJ":
        return token.dep_ == "acomp" and token.head.lemma_ == "be"
    return token.pos_ in {"VERB", "AUX"} and not _is_only_wanted(token)


def _is_only_wanted(verb: Token) -> bool:
    """Say whether a verb is an infinitive that reports nothing: "was asked to say"."""
    if not is_infinitive(verb) or verb.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return False
    return verb.head.lemma_.lower() not in _SAYING_ALL_THE_SAME


def is_weak(token: Token) -> bool:
    """Say whether a reporting word needs a subject that can be a source."""
    return token.lemma_.lower() in _WEAK


def is_wish(token: Token) -> bool:
    """Say whether a reporting word tells a wish ("aims to"), or a state of mind ("ready to")."""
    return token.lemma_.lower() in _WISHES or token.pos_ == "ADJ" or token.dep_ == "acomp"


def is_stance(token: Token) -> bool:
    """Say whether a reporting word only takes a position, and owns no words but quoted ones."""
    return FORMS.get(token.lemma_.lower()) == ("stance",)


def denies(token: Token) -> bool:
    """Say whether a reporting word tells that something is not so."""
    return token.lemma_.lower() in _DENIALS


def form_of(token: Token) -> str:
    """Return the form of the content that a reporting word has in its sentence."""
    forms = FORMS[token.lemma_.lower()]
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp"} and "to" in forms and is_infinitive(child):
            return "to"
        if child.dep_ == "prep" and child.lower_ in forms:
            return child.lower_
    return forms[0]


def is_infinitive(verb: Token) -> bool:
    """Say whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def act_of(token: Token, form: str) -> str:
    """Return the act of a reporting word whose content has a form; "state" when none is known."""
    lemma = token.lemma_.lower()
    if (lemma, form) in ACTS:
        return ACTS[lemma, form]
    forms = FORMS.get(lemma, ())
    return ACTS[lemma, forms[0]] if forms else "state"


def act_by_words(act: str, verb: Token, words: str) -> str:
    """Return the act of a reporting verb, told more closely by the words that it reports."""
    if verb.lemma_.lower() in {"express", "voice"} and _SUPPORTING.match(words):
        return "support"
    if act != "state":
        return act
    if verb.lemma_.lower() in _INSISTING and _NOT.search(words):
        return "reject"
    return "pledge" if _OWN_FUTURE.match(words) else act


def polarity_of(token: Token, form: str) -> str:
    """Return whether what a reporting word reports is affirmed or denied."""
    lemma = token.lemma_.lower()
    denied = lemma in _DENIALS and form != "quote" and (lemma, form) != ("rule", "that")
    negated = any(child.dep_ == "neg" for child in token.children)
    return "denied" if denied != negated else "affirmed"


def modality_of(words: str, act: str = "state") -> str:
    """Return the modality of some words that are the content of an act."""
    if act in _ACT_MODALITY:
        return _ACT_MODALITY[act]
    for modality, pattern in _MODALITIES.items():
        if pattern.search(words):
            return modality
    return "factual"
