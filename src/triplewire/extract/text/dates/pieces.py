"""The words that dates are written in, as pieces of patterns and as numbers."""

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.text.lexicon import words

MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBER |= {name[:3]: number for name, number in MONTH_NUMBER.items()} | {"sept": 9}
WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
STEPS = {"last": -1, "this": 0, "the": 0, "next": 1}
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(words(_NUMBER_WORDS), start=1)}
NUMBERS |= {"a": 1, "thirty": 30, "forty": 40, "fifty": 50}

_MONTH_NAMES = "|".join(MONTHS)
MONTH = rf"(?P<month>{_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
UNTIL = MONTH.replace("<month>", "<until>")
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b"
LAST = r"(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?\b"
LAST_DAY = rf"(?: ?[-–] ?| to ){LAST}"
# Before 1900 a number is a year only where a month or "in" stands before it.
YEAR = r"(?P<year>(?:19|20)[0-9][0-9])\b"
ANY_YEAR = r"(?P<year>(?:1[5-9]|20)[0-9][0-9])\b"
LAST_YEAR = r"(?P<last>(?:19|20)[0-9][0-9])\b"
OLD_YEAR = r"(?P<year>1[5-8][0-9][0-9])\b(?! [a-z]{2,20}s\b)"
STEP = r"(?P<step>[Ll]ast|[Tt]his|[Nn]ext)"
OF_STEP_YEAR = rf"(?:,| of| in)? {STEP} year\b"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
# In letters of ASCII: without regard to case "ſ" is an "s" and "ı" an "i" elsewhere.
NUMBER = rf"(?P<number>[0-9]{{1,3}}|(?ai:{'|'.join(NUMBERS)}))"
UNITS = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
SAID_YEAR = rf"(?:,? {YEAR}|{OF_STEP_YEAR})"
SAID_ANY_YEAR = rf"(?:,? {ANY_YEAR}|{OF_STEP_YEAR})"
THROUGH = " (?:and|to|until|through) "
TO = " ?(?:-|–|to|until|through) ?"
AND = " (?P<and>and) "
# Not the day behind a month: "July 4".
NO_DAY = r"(?! [0-9]{1,2}\b)"
END, START = (rf"\b(?:[Tt]he )?{word} of " for word in ("[Ee]nd", "(?:[Ss]tart|[Bb]eginning)"))


def count(number: str) -> int:
    """Return the number that is written in digits or as a word."""
    return int(number) if number.isdigit() else NUMBERS[number.lower()]
