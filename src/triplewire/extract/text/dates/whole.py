"""Ways to write a date by the calendar: days and months, parts of years, years with a partner."""

from triplewire.extract.text.dates.calendar_forms import (
    Reader,
    read_across_months,
    read_day,
    read_decade,
    read_iso_day,
    read_month,
    read_months,
    read_months_of_years,
    read_nth_weekday,
    read_two_days,
    read_years,
)
from triplewire.extract.text.dates.feasts import FEAST, read_feast
from triplewire.extract.text.dates.parts_of_year import (
    read_first_months,
    read_parts_of_year,
    read_year_until,
)
from triplewire.extract.text.dates.pieces import (
    AND,
    DAY,
    LAST,
    LAST_DAY,
    LAST_YEAR,
    MONTH,
    NO_DAY,
    NUMBER,
    SAID_ANY_YEAR,
    SAID_YEAR,
    THROUGH,
    TO,
    UNTIL,
    WEEKDAY,
    YEAR,
)

_FIRST_TO_FOURTH = "[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth"
_NTH = rf"(?P<nth>{_FIRST_TO_FOURTH})"
_HALF = "(?P<nth>[Ff]irst|[Ss]econd) half"
_OF_YEAR = rf" (?:of|in) (?:{YEAR}|(?P<step>[Ll]ast|[Tt]his|[Nn]ext|the) year\b)"
_ON_WEEKDAY = rf"(?:{WEEKDAY.replace('?P<weekday>', '?:')},? )?"
_OF_DAYS = r"(?![,.]?[0-9])"
_IN = "(?:[Ii]n|[Ff]or|[Oo]f|[Dd]uring|[Oo]ver|[Ff]rom|[Ss]ince|[Ee]arly|[Ll]ate)"
_FEAST_YEAR = rf"{SAID_YEAR}?"
_FEAST_CUE = "(?:[Oo]n|[Bb]y|[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Tt]ill|[Aa]t|[Oo]ver|[Dd]uring)"
_SHORT = "(?P<feast>Christmas|Easter)"
# Not "by Christmas trees".
_NO_COMPOUND = "(?! (?!(?:and|but|when|at|in|to|with|as|after|the)\\b|19|20)[A-Za-z])"

_POINT, _PERIOD = False, True
# (whether a period, reader, pattern)
WHOLE: tuple[tuple[bool, Reader, str], ...] = (
    (
        _PERIOD,
        read_year_until,
        (
            rf"\b(?:(?P<unit>year|quarter)|{NUMBER} months) (?:to|ended|ending|through)(?: in)? "
            rf"{MONTH}(?: {DAY})?{SAID_YEAR}?"
        ),
    ),
    (_POINT, read_across_months, rf"\b{MONTH} {DAY}{TO}{UNTIL} {LAST}(?:,? {YEAR})?"),
    (_POINT, read_across_months, rf"\b{DAY} {MONTH}{TO}{LAST} {UNTIL}(?:,? {YEAR})?"),
    (_POINT, read_two_days, rf"\b{DAY} (?:and|&) {LAST} {MONTH}{SAID_YEAR}?"),
    (_POINT, read_two_days, rf"\b{MONTH} {DAY} (?:and|&) {LAST}{SAID_YEAR}?{_OF_DAYS}"),
    (_POINT, read_day, rf"\b[Bb]etween (?P<value>{DAY} and {LAST} {MONTH}{SAID_YEAR}?)"),
    (_POINT, read_day, rf"\b[Bb]etween (?P<value>{MONTH} {DAY} and {LAST}{SAID_YEAR}?){_OF_DAYS}"),
    (_POINT, read_day, rf"\b{_ON_WEEKDAY}{MONTH} {DAY}(?:{LAST_DAY})?{SAID_ANY_YEAR}"),
    (_POINT, read_day, rf"\b{_ON_WEEKDAY}{DAY}(?:{LAST_DAY})? (?:of )?{MONTH}{SAID_ANY_YEAR}"),
    (_POINT, read_iso_day, rf"\b{YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b"),
    (_PERIOD, read_first_months, rf"\b[Ff]irst {NUMBER} months{_OF_YEAR}"),
    (
        _PERIOD,
        read_first_months,
        rf"\b[Ii]n the (?P<value>first {NUMBER} months)\b(?! (?:of|after|in)\b)",
    ),
    (_PERIOD, read_parts_of_year(3), rf"\b{_NTH} quarter{_OF_YEAR}"),
    (_PERIOD, read_parts_of_year(3), rf"\bQ(?P<nth>[1-4])[ /]{YEAR}"),
    (_PERIOD, read_parts_of_year(6), rf"\b{_HALF}{_OF_YEAR}"),
    (_PERIOD, read_parts_of_year(3, bare=True), rf"(?<!fiscal )\b{_NTH}[- ]quarter\b(?! of)"),
    (
        _PERIOD,
        read_parts_of_year(6, bare=True),
        rf"\b(?:[Ii]n|[Ff]or|[Dd]uring) the (?P<value>{_HALF})\b(?! of)",
    ),
    (_PERIOD, read_years, rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{YEAR}{THROUGH}{LAST_YEAR})"),
    (_PERIOD, read_years, rf"\b{YEAR} ?[-–] ?{LAST_YEAR}(?!-)"),
    (_PERIOD, read_years, rf"\b{YEAR}[-–/](?P<last>[0-9]{{2}})\b(?![-–/])"),
    (_POINT, read_decade, r"\b(?P<decade>(?:1[5-9]|20)[0-9])0s\b"),
    (_PERIOD, read_months_of_years, rf"\b{MONTH},? {YEAR}{THROUGH}{UNTIL},? {LAST_YEAR}"),
    (_PERIOD, read_months, rf"\b{MONTH}{TO}{UNTIL}{SAID_YEAR}?{NO_DAY}"),
    (_PERIOD, read_months, rf"\b[Bb]etween (?P<value>{MONTH} and {UNTIL}{SAID_YEAR}?){NO_DAY}"),
    (_PERIOD, read_months, rf"\b{_IN} (?P<value>{MONTH}{AND}{UNTIL}{SAID_YEAR}?){NO_DAY}"),
    (
        _POINT,
        read_nth_weekday,
        rf"\b(?P<nth>{_FIRST_TO_FOURTH}|[Ll]ast) {WEEKDAY} (?:of|in) {MONTH}{SAID_YEAR}?",
    ),
    (_POINT, read_month, rf"\b{MONTH}(?: of)?{SAID_ANY_YEAR}"),
    (_POINT, read_day, rf"\b{_ON_WEEKDAY}{MONTH} {DAY}(?:{LAST_DAY})?{_OF_DAYS}"),
    (_POINT, read_day, rf"\b{_ON_WEEKDAY}{DAY}(?:{LAST_DAY})? (?:of )?{MONTH}"),
    (
        _POINT,
        read_feast,
        rf"\b(?P<feast>{FEAST})(?<!Christmas)(?<!Easter){_FEAST_YEAR}(?! [A-Z])",
    ),
    (_POINT, read_feast, rf"\b{_FEAST_CUE} (?P<value>{_SHORT}{_FEAST_YEAR}){_NO_COMPOUND}"),
    (_POINT, read_feast, rf"\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his) {_SHORT}\b{_NO_COMPOUND}"),
)
