"""A word of reporting in; its speech act, and the polarity and modality of what it reports, out."""

import re

from spacy.tokens import Token

from triplewire.extract.text import words

# act -> form of the content -> lemmas. Forms: "that" (a clause), "np" (a noun phrase), "to" (an
# infinitive), a preposition or particle with its object, "quote" and "stance" (quoted words only).
_LEXICON: dict[str, dict[str, str]] = {
    "state": {
        "that": "say tell add state note remark observe explain reply respond comment write report"
        " mention recall repeat continue joke quip declare inform assure testify confirm conclude"
        " clarify recount point tweet post read exclaim shout interject remind retort emphasize"
        " emphasise stress underscore underline highlight reiterate reaffirm affirm show find"
        " reveal indicate rule theorize theorise hypothesize hypothesise postulate posit proclaim"
        " pronounce profess specify stipulate attest hint intimate boast counter object determine"
        " calculate discover demonstrate prove hear learn establish describe detail outline"
        " discuss",
        "np": "emphasize emphasise stress underscore underline highlight reiterate reaffirm affirm"
        " express voice describe characterize characterise portray",
        "quote": "quote cite speak label dub call term ask outline read brand deem refer"
        " liken slam compare define dismiss blast",
        # Aims and positions own the words quoted in them, but report nothing themselves.
        "stance": "aim seek uphold favor favour oppose plan want lay set ensure",
    },
    "concede": {
        "that": "acknowledge admit recognize recognise concede",
        "np": "acknowledge admit recognize recognise concede",
        "ing": "acknowledge admit",
    },
    "assess": {
        "that": "argue believe think predict forecast estimate suggest maintain insist contend"
        " assert claim feel doubt fear speculate agree hope expect imply caution worry complain"
        " reckon surmise guess suspect assume presume anticipate foresee project lament bemoan"
        " concerned worried confident convinced adamant certain sure afraid hopeful optimistic"
        " charge opine infer grumble gripe theorise calculate",
        "np": "criticize criticise lament",
    },
    "announce": {
        "that": "announce disclose",
        "np": "announce confirm",
    },
    "appeal": {
        "that": "urge recommend advocate propose",
        "np": "urge recommend advocate propose",
        "to": "urge call appeal encourage advise plead press",
        "for": "call appeal push plead press",
    },
    "invite": {"np": "invite", "to": "invite"},
    "request": {
        "that": "demand request",
        "np": "demand request",
        "to": "demand request ask order instruct",
        "for": "ask",
    },
    "pledge": {
        "that": "pledge vow promise swear",
        "np": "pledge vow promise",
        "to": "pledge vow promise swear offer willing ready eager prepared determined",
        "forward": "look",
    },
    "agree": {"to": "agree", "on": "agree"},
    "support": {"np": "welcome praise hail applaud endorse commend back"},
    "accuse": {"np": "condemn denounce decry"},
    "allege": {"that": "allege", "of": "accuse"},
    "threaten": {
        "that": "warn threaten",
        "to": "threaten",
        "of": "warn",
        "about": "warn",
        "against": "warn",
    },
    "reject": {
        "that": "deny dispute refute",
        "np": "deny dispute refute reject dismiss",
        "ing": "deny",
        "out": "rule",
        "to": "refuse decline",
    },
}
ACTS: dict[tuple[str, str], str] = {
    (lemma, form): act
    for act, forms in _LEXICON.items()
    for form, lemmas in forms.items()
    for lemma in words(lemmas)
}
FORMS: dict[str, tuple[str, ...]] = {
    lemma: tuple(form for word, form in ACTS if word == lemma)
    for lemma in dict.fromkeys(word for word, _ in ACTS)
}
# Verbs that report only when an actor or a possible source is their subject ("the mark shows").
_WEAK = frozenset(
    words(
        "aim back call cite continue ensure expect favor favour fear feel find hope"
        " indicate lay look offer oppose plan post prepared press push put read ready"
        " recall repeat reveal rule seek set show suggest think uphold want maintain imply"
        " describe detail document relate project signal message email brand deem refer compare"
        " define dismiss blast reason assume reckon hear learn establish determine calculate"
        " discover demonstrate prove charge object counter specify certain sure infer discuss"
    )
)
# "Went on to say", "would like to stress".
_SAYING_ALL_THE_SAME = frozenset(words("go continue proceed want like wish begin be have love"))
_DENIALS = frozenset(words("deny dispute refute reject dismiss refuse decline rule"))
_DENYING_FORMS = frozenset({("rule", "that"), ("rule", "quote")})
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


def is_stance(token: Token) -> bool:
    """Say whether a reporting word only takes a position, and owns no words but quoted ones."""
    return FORMS.get(token.lemma_.lower()) == ("stance",)


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


def polarity_of(token: Token, form: str) -> str:
    """Return whether what a reporting word reports is affirmed or denied."""
    lemma = token.lemma_.lower()
    denies = lemma in _DENIALS and (lemma, form) not in _DENYING_FORMS
    negated = any(child.dep_ == "neg" for child in token.children)
    return "denied" if denies != negated else "affirmed"


def modality_of(words: str, act: str = "state") -> str:
    """Return the modality of some words that are the content of an act."""
    if act in _ACT_MODALITY:
        return _ACT_MODALITY[act]
    for modality, pattern in _MODALITIES.items():
        if pattern.search(words):
            return modality
    return "factual"
