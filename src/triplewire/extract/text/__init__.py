"""A page and its zones in, answers about characters out: marks, dates, sentences."""

from triplewire.extract.text.dates import find_dates, read_date
from triplewire.extract.text.led_in import Statement, find_statements
from triplewire.extract.text.lexicon import (
    CHIEF_DIPLOMATS,
    DOCUMENT_HEADS,
    DOCUMENT_NOUNS,
    FOREIGN_OFFICES,
    GATHERING_HEADS,
    GROUP_NOUNS,
    HONORIFICS,
    MUNICIPALITIES,
    NOT_IN_NAMES,
    OCCUPATIONS,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    STATE_BODIES,
    STATE_NOUNS,
    STATE_VERBS,
    words,
)
from triplewire.extract.text.meant import meant
from triplewire.extract.text.nameless import Nameless
from triplewire.extract.text.page import DateMention, Lookup, Page, Zone
from triplewire.extract.text.quotation_marks import Quotation, find_quotations
from triplewire.extract.text.spans import (
    Zones,
    extent,
    paragraph,
    passage,
    sentence,
    sentences,
    tokens_of,
    trim,
)

__all__ = [
    "CHIEF_DIPLOMATS",
    "DOCUMENT_HEADS",
    "DOCUMENT_NOUNS",
    "FOREIGN_OFFICES",
    "GATHERING_HEADS",
    "GROUP_NOUNS",
    "HONORIFICS",
    "MUNICIPALITIES",
    "NOT_IN_NAMES",
    "OCCUPATIONS",
    "OFFICES",
    "OFFICE_MODIFIERS",
    "ORGANISATION_HEADS",
    "PLACE_HEADS",
    "STATE_BODIES",
    "STATE_NOUNS",
    "STATE_VERBS",
    "DateMention",
    "Lookup",
    "Nameless",
    "Page",
    "Quotation",
    "Statement",
    "Zone",
    "Zones",
    "extent",
    "find_dates",
    "find_quotations",
    "find_statements",
    "meant",
    "paragraph",
    "passage",
    "read_date",
    "sentence",
    "sentences",
    "tokens_of",
    "trim",
    "words",
]
