"""A share in, the change that it is out: "rose 5 percent" is a rise, "to 5 percent" none."""

from spacy.tokens import Token

from triplewire.extract.text import words

# Verbs of change and the noun of the change.
_CHANGES: dict[str, str] = {
    **dict.fromkeys(words("rise increase climb jump soar surge gain advance swell rally"), "rise"),
    **dict.fromkeys(words("grow expand"), "growth"),
    **dict.fromkeys(
        words("fall drop decline decrease slump plunge slide sink dip tumble shed"), "fall"
    ),
    **dict.fromkeys(words("shrink contract"), "contraction"),
}
# What somebody does to what is measured.
_CAUSED: dict[str, str] = {
    **dict.fromkeys(words("raise lift boost increase hike expand"), "rise"),
    **dict.fromkeys(words("cut reduce lower slash trim decrease"), "fall"),
}
CHANGING = frozenset((*_CHANGES, *_CAUSED))
_COMPARED: dict[str, str] = {
    **dict.fromkeys(words("up higher more above stronger"), "rise"),
    **dict.fromkeys(words("down lower less fewer below weaker"), "fall"),
}


def changed(share: Token, noun: Token | None) -> str:
    """Return the noun of a change ("rise") that a share is, empty where it is a level."""
    compared = _compared(share)
    if compared:
        return compared
    verb = next((node for node in share.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    if verb is None or share.dep_ in {"nsubj", "nsubjpass"} or _is_level(share, verb):
        return ""
    lemma = verb.lemma_.lower()
    if noun is not None and noun.head == verb and noun.dep_ in {"dobj", "nsubjpass"}:
        word = _CAUSED.get(lemma, "")
    else:
        own = noun is None or (noun.head == verb and noun.dep_ in {"nsubj", "nsubjpass"})
        word = _CHANGES.get(lemma, "") if own else ""
    return word


def _is_level(share: Token, verb: Token) -> bool:
    """Say whether a share is what is arrived at, or not the verb's own: "fell to 6 percent"."""
    if share.dep_ == "pobj":
        by = share.head
        while by.dep_ == "conj":  # "by 4 or by 5 percent"
            by = by.head
        return by.head != verb or share.head.lower_ != "by"
    return share.head != verb


def _compared(share: Token) -> str:
    """Return the change of "up 4 percent", "4 percent higher", "4 percent fewer"."""
    doc, start = share.doc, share.left_edge.i
    behind = doc[share.i + 1].lower_ if share.i + 1 < len(doc) else ""
    before = doc[start - 1].lower_ if start else ""
    # "Up to 4 percent" has its "to" between; "more than 4 percent" is no change.
    return _COMPARED.get(behind) or (_COMPARED[before] if before in {"up", "down"} else "")
