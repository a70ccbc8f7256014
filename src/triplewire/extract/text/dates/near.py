"""Ways to write a date by the day of writing: weekdays, weeks, "two days ago", ends of years."""

from triplewire.extract.text.dates.calendar_forms import Reader, read_end, read_year
from triplewire.extract.text.dates.near_forms import (
    read_ago,
    read_near_day,
    read_relative_month,
    read_relative_week,
    read_weekday,
    read_weekdays,
)
from triplewire.extract.text.dates.parts_of_year import read_relative_quarter
from triplewire.extract.text.dates.pieces import (
    AND,
    END,
    NUMBER,
    START,
    STEP,
    THROUGH,
    UNITS,
    WEEKDAY,
    YEAR,
)

_CUE = r"(?:\b(?P<cue>(?:[Tt]his )?[Pp]ast|[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his) )?\b"
_UNTIL_DAY = WEEKDAY.replace("<weekday>", "<until>")
_OF_A_YEAR = rf"(?:{YEAR}|the year\b|{STEP} year\b)"

_POINT, _PERIOD = False, True
# (whether a period, reader, pattern)
NEAR: tuple[tuple[bool, Reader, str], ...] = (
    (
        _POINT,
        read_weekdays,
        rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{_CUE}{WEEKDAY}{THROUGH}{_UNTIL_DAY})",
    ),
    (_POINT, read_weekdays, rf"{_CUE}{WEEKDAY}{AND}{_UNTIL_DAY}"),
    (_POINT, read_weekday, rf"\b{WEEKDAY},?(?: of)? {STEP} week\b"),
    (_POINT, read_weekday, rf"\b{WEEKDAY} (?P<week>week)\b"),
    (_POINT, read_weekday, rf"{_CUE}{WEEKDAY}"),
    (_POINT, read_ago, rf"\b{NUMBER} {UNITS} (?P<way>ago|from (?:now|today))\b"),
    (_POINT, read_ago, rf"\b[Ii]n {NUMBER} {UNITS}['’]?s? (?P<way>time)\b"),
    (_POINT, read_near_day, r"\b(?:[Tt]he day (?:before|after) )?(?:[Yy]esterday|[Tt]omorrow)\b"),
    (_POINT, read_near_day, r"\b(?:[Tt]oday|[Tt]onight|[Ll]ast (?:night|evening))\b"),
    (_POINT, read_near_day, r"\b[Tt]his (?:morning|afternoon|evening|lunchtime)\b"),
    (_POINT, read_end(12), rf"{END}{_OF_A_YEAR}"),
    (
        _POINT,
        read_end(12),
        r"\b(?:[Bb]y|[Aa]t|[Bb]efore|[Uu]ntil) (?:the )?(?P<value>year(?:['’]s)?[- ]end)\b",
    ),
    (_POINT, read_end(1), rf"{START}{_OF_A_YEAR}"),
    (
        _POINT,
        read_end(1),
        (
            r"\b(?:[Ss]ince|[Bb]efore|[Aa]fter|[Bb]y|[Uu]ntil|[Ii]n) "
            r"(?P<value>(?:the )?[Nn]ew [Yy]ear)\b(?!['’])"
        ),
    ),
    (
        _POINT,
        read_relative_month,
        rf"(?:{END}|{START}|\b[Ll]ater (?:in )?)(?:the|{STEP}) month\b",
    ),
    (
        _POINT,
        read_relative_month,
        r"\b[Bb]efore (?P<step>)(?P<value>the month (?:ends|is out|was out))\b",
    ),
    (_POINT, read_relative_week, rf"\b{STEP} week(?P<end>end)?\b"),
    (
        _POINT,
        read_relative_week,
        r"\b(?:[Aa]t|[Oo]n|[Oo]ver|[Dd]uring|[Tt]hroughout) the (?P<step>)(?P<end>weekend)\b",
    ),
    (_POINT, read_relative_month, rf"\b{STEP} month\b"),
    (_PERIOD, read_relative_quarter, rf"\b{STEP} quarter\b"),
    (_POINT, read_year, rf"\b{STEP} year\b"),
)
