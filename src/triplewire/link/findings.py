"""A draft in, what names each of its claims and events within the article out."""

from triplewire.iris import digits_of
from triplewire.records import Draft, Passage
from triplewire.wording import PlainText, plain


def finding_names(draft: Draft) -> dict[str, str]:
    """Return the names of a draft's claims and events by what they are called in the draft.

    A name is a kind and the digest of the words, whatever their spaces and marks, with the number
    of the time that the article has these words. So a correction elsewhere renames nothing.
    """
    text = PlainText(draft.article.text)

    def name(kind: str, passage: Passage) -> str:
        words = plain(passage.text)
        number = text.ordinal(words, passage.start)
        again = f"-{number}" if number > 1 else ""
        return f"{kind}-{digits_of(words)}{again}"

    return {
        **{claim.key: name(claim.kind, claim.passage) for claim in draft.claims},
        **{event.key: name(event.type, event.evidence) for event in draft.events},
    }
