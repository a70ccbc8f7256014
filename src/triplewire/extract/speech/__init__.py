"""A parsed sentence in, who reports what to whom out: verbs of reporting and their parties."""

from triplewire.extract.speech.according import According, find_according
from triplewire.extract.speech.acts import (
    FORMS,
    act_by_words,
    denies,
    form_of,
    is_infinitive,
    is_stance,
    is_weak,
    is_wish,
    modality_of,
    reports,
)
from triplewire.extract.speech.attribution import Attribution, by_phrase, by_verb, make_claim
from triplewire.extract.speech.speaker import NOBODY, Source, denoted, speaker_of, subject_of
from triplewire.extract.speech.verbs import addressees_of, carrier_of, source_of

__all__ = [
    "FORMS",
    "NOBODY",
    "According",
    "Attribution",
    "Source",
    "act_by_words",
    "addressees_of",
    "by_phrase",
    "by_verb",
    "carrier_of",
    "denies",
    "denoted",
    "find_according",
    "form_of",
    "is_infinitive",
    "is_stance",
    "is_weak",
    "is_wish",
    "make_claim",
    "modality_of",
    "reports",
    "source_of",
    "speaker_of",
    "subject_of",
]
