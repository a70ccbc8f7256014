"""A tokenised text in, the same with sentences that end where lines end out."""

from spacy.language import Language
from spacy.tokens import Doc

_YES, _NO = 1, -1


@Language.component("triplewire_paragraphs")
def split_at_lines(doc: Doc) -> Doc:
    """Begin a sentence behind every line end, none before spaces, and each that has begun."""
    starts = doc.to_array(["SENT_START"]).astype("int64").reshape(-1)
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            starts[token.i] = _YES
        elif token.is_space and not before.is_space:
            starts[token.i] = _NO
    # In one go: token.is_sent_start looks through the whole document at every call.
    column = starts.astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # thinc's array type
