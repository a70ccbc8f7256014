"""A parsed text in, the same with the lemmas of verbs that the models get wrong put right out."""

from spacy.language import Language
from spacy.tokens import Doc, Token

# The rules of the lemmatiser make "staged" a form of "stag", "hoped" one of "hop".
_VERBS: dict[str, str] = {
    form: verb
    for verb in ("stage", "wage", "hope", "rape", "axe", "pace", "cite", "phone")
    for form in (f"{verb}d", f"{verb[:-1]}ing", f"{verb}s")
}


# "They are worried that": of a state, and not of what worries.
_STATES = frozenset({"concerned", "worried", "convinced", "determined", "prepared"})


@Language.component("triplewire_lemmas")
def mend_lemmas(doc: Doc) -> Doc:
    """Set the lemma of every form in the table that is a verb."""
    for token in doc:
        if token.lower_ in _VERBS and token.pos_ == "VERB":
            token.lemma_ = _VERBS[token.lower_]
        elif token.lower_ in _STATES and token.pos_ == "VERB" and _is_passive(token):
            token.lemma_ = token.lower_
    return doc


def _is_passive(verb: Token) -> bool:
    return verb.dep_ == "acomp" or any(child.dep_ == "auxpass" for child in verb.children)
