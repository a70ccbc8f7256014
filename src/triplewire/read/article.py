"""A found text in, an Article out, or a ReadError when it is none."""

import hashlib

from triplewire.errors import ReadError
from triplewire.read.clean import clean
from triplewire.read.language import language_of
from triplewire.read.mojibake import mend
from triplewire.read.reading import Found
from triplewire.records import Article

_LONGEST = 500_000


def make_article(found: Found) -> Article:
    """Clean a found text and vouch that it can be an article.

    Units: the limit of length counts characters.
    Raises: ReadError when the text is empty, without letters, too long or not in English.
    """
    text = mend(clean(found.text))  # JSON may hide it in escapes
    if not text.strip():
        raise _refusal(found, "there is no text", "put the article's text in it or remove it")
    if not any(map(str.isalpha, text)):
        raise _refusal(found, "there are no letters in it", "only running text can be read")
    if len(text) > _LONGEST:
        raise _refusal(
            found,
            f"{len(text):,} characters are more than {_LONGEST:,}",
            "split it into one file or record an article",
        )
    language = language_of(text, found.language)
    if language != "en":
        raise _refusal(
            found, f"it is not in English but in {language!r}", "only English is understood so far"
        )
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name=found.name,
        line=found.line,
        media_type=found.media_type,
        language=language,
        metadata=found.metadata,
    )


def _refusal(found: Found, why: str, hint: str) -> ReadError:
    return ReadError(f"not an article: {why}", where=found.name, hint=hint)
