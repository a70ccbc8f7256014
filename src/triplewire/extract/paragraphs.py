"""A tokenised text in, the same with sentences that end where lines end out."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("triplewire_paragraphs")
def split_at_lines(doc: Doc) -> Doc:
    """Begin a sentence behind every line end, and none before spaces."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
        elif following.is_space and not token.is_space:
            following.is_sent_start = False
    return doc
