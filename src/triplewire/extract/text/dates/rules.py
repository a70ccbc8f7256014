"""The ways to write a date, each as a pattern with its reader: what stands first goes first."""

import re
from dataclasses import dataclass

from triplewire.extract.text.dates.calendar_forms import (
    Reader,
    read_across_months,
    read_day,
    read_decade,
    read_end,
    read_iso_day,
    read_month,
    read_months,
    read_months_of_years,
    read_nth_weekday,
    read_two_days,
    read_year,
    read_years,
)
from triplewire.extract.text.dates.feasts import FEAST, read_feast
from triplewire.extract.text.dates.near_forms import (
    read_ago,
    read_day_of_month,
    read_near_day,
    read_relative_month,
    read_relative_week,
    read_season,
    read_weekday,
    read_weekdays,
)
from triplewire.extract.text.dates.parts_of_year import (
    read_first_months,
    read_parts_of_year,
    read_relative_quarter,
    read_year_until,
)
from triplewire.extract.text.dates.pieces import (
    ANY_YEAR,
    DAY,
    LAST,
    LAST_DAY,
    LAST_YEAR,
    MONTH,
    NUMBER,
    OF_STEP_YEAR,
    OLD_YEAR,
    STEP,
    UNTIL,
    WEEKDAY,
    YEAR,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one way to write a date is found and read; the group "value" narrows the zone."""

    period: bool
    read: Reader
    pattern: re.Pattern[str]


_NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)"
_HALF = r"(?P<nth>[Ff]irst|[Ss]econd) half"
_SAID_YEAR = rf"(?:,? {YEAR}|{OF_STEP_YEAR})"
_OF_YEAR = rf" (?:of|in) (?:{YEAR}|(?P<step>[Ll]ast|[Tt]his|[Nn]ext|the) year\b)"
_WEEKDAY_FIRST = rf"(?:{WEEKDAY.replace('(?P<weekday>', '(?:')},? )?"
_CUE = (
    r"\b(?P<cue>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill|[Bb]y|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly"
    r"|[Ll]ate|[Mm]id)"
)
# "From", "of" and their like stand before names, too: not "the wife of April Jones".
_LOOSE_CUE = (
    r"\b(?:[Ff]or|[Ff]rom|[Oo]f|[Tt]o|[Oo]ver|[Aa]fter|[Bb]efore|[Tt]hrough|[Bb]etween|and|or)"
)
_NO_NAME = r"(?![ -][A-Z]|['’]| [0-9]{1,2}\b(?!\.[0-9]))"
_SURE_MONTH = r"(?P<month>January|February|July|September|October|November|December)\b"
_LOOSE_MONTH = MONTH.replace("|May|", "|")
_YEAR_CUE = (
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|[Mm]id"
    r"|[Bb]efore|[Aa]fter|year|(?:early|late) as)"
)
_TO = r" ?(?:-|–|to|until|through) ?"
_AND = r" (?P<and>and) "
_END = r"\b(?:[Tt]he )?[Ee]nd of "
_START = r"\b(?:[Tt]he )?(?:[Ss]tart|[Bb]eginning) of "
_WEEKDAY_CUE = r"(?:\b(?P<cue>(?:[Tt]his )?[Pp]ast|[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his) )?\b"
_UNTIL_DAY = WEEKDAY.replace("<weekday>", "<until>")
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)\b"
_FEAST_CUE = r"(?:[Oo]n|[Bb]y|[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Tt]ill|[Aa]t|[Oo]ver|[Dd]uring)"
_JOIN = r"(?:and|but|when|at|after|as|to|with|he|she|it|they)\b"
_NO_COMPOUND = r"(?! (?!and\b|but\b|when\b|at\b|in\b|to\b|with\b|as\b|after\b|the\b|19|20)[A-Za-z])"

# "Than 2000 people" tells no year.
_NO_COUNT = r"(?! (?:[a-z]{1,15} )?[a-z]{2,20}s\b| people\b| men\b| women\b| children\b|[,.][0-9])"
_UNITS = r"(?P<unit>day|week|fortnight|month|year|decade)s?"

_POINT, _PERIOD = False, True
_TABLE: tuple[tuple[bool, Reader, str], ...] = (
    (_PERIOD, read_year_until, rf"\b(?:(?P<unit>year|quarter)|{NUMBER} months) (?:to|ended|ending|through)(?: in)? {MONTH}(?: {DAY})?(?:,? {YEAR}|{OF_STEP_YEAR})?"),
    (_POINT, read_across_months, rf"\b{MONTH} {DAY}{_TO}{UNTIL} {LAST}(?:,? {YEAR})?"),
    (_POINT, read_across_months, rf"\b{DAY} {MONTH}{_TO}{LAST} {UNTIL}(?:,? {YEAR})?"),
    (_POINT, read_two_days, rf"\b{DAY} (?:and|&) {LAST} {MONTH}{_SAID_YEAR}?"),
    (_POINT, read_two_days, rf"\b{MONTH} {DAY} (?:and|&) {LAST}{_SAID_YEAR}?(?![,.]?[0-9])"),
    (_POINT, read_day, rf"\b[Bb]etween (?P<value>{DAY} and {LAST} {MONTH}{_SAID_YEAR}?)"),
    (_POINT, read_day, rf"\b[Bb]etween (?P<value>{MONTH} {DAY} and {LAST}{_SAID_YEAR}?)(?![,.]?[0-9])"),
    (_POINT, read_day, rf"\b{_WEEKDAY_FIRST}{MONTH} {DAY}(?:{LAST_DAY})?(?:,? {ANY_YEAR}|{OF_STEP_YEAR})"),
    (_POINT, read_day, rf"\b{_WEEKDAY_FIRST}{DAY}(?:{LAST_DAY})? (?:of )?{MONTH}(?:,? {ANY_YEAR}|{OF_STEP_YEAR})"),
    (_POINT, read_iso_day, rf"\b{YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b"),
    (_PERIOD, read_first_months, rf"\b[Ff]irst {NUMBER} months{_OF_YEAR}"),
    (_PERIOD, read_first_months, rf"\b[Ii]n the (?P<value>first {NUMBER} months)(?! (?:of|after|in)\b)"),
    (_PERIOD, read_parts_of_year(3), rf"\b{_NTH} quarter{_OF_YEAR}"),
    (_PERIOD, read_parts_of_year(3), rf"\bQ(?P<nth>[1-4])[ /]{YEAR}"),
    (_PERIOD, read_parts_of_year(6), rf"\b{_HALF}{_OF_YEAR}"),
    (_PERIOD, read_parts_of_year(3, bare=True), rf"\b(?:(?:[Ii]n|[Ff]or|[Dd]uring) the )?(?P<value>{_NTH}(?:-| )quarter)\b(?! of)"),
    (_PERIOD, read_parts_of_year(6, bare=True), rf"\b(?:[Ii]n|[Ff]or|[Dd]uring) the (?P<value>{_HALF})\b(?! of)"),
    (_PERIOD, read_years, rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{YEAR} (?:and|to|until|through) {LAST_YEAR})"),
    (_PERIOD, read_years, rf"\b{YEAR}[-–]{LAST_YEAR}(?!-)"),
    (_PERIOD, read_years, rf"\b{YEAR}[-–/](?P<last>[0-9]{{2}})\b(?![-–/])"),
    (_POINT, read_decade, r"\b(?P<decade>(?:1[5-9]|20)[0-9])0s\b"),
    (_POINT, read_months_of_years, rf"\b{MONTH},? {YEAR} (?:and|to|until|through) {UNTIL},? {LAST_YEAR}"),
    (_PERIOD, read_months, rf"\b{MONTH}{_TO}{UNTIL}{_SAID_YEAR}?(?! [0-9]{{1,2}}\b)"),
    (_POINT, read_months, rf"\b[Bb]etween (?P<value>{MONTH} and {UNTIL}{_SAID_YEAR}?)(?! [0-9]{{1,2}}\b)"),
    (_POINT, read_months, rf"(?:{_CUE}|{_LOOSE_CUE}) (?P<value>{MONTH}{_AND}{UNTIL}{_SAID_YEAR}?)(?! [0-9]{{1,2}}\b)"),
    (_POINT, read_nth_weekday, rf"\b(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) {WEEKDAY} (?:of|in) {MONTH}{_SAID_YEAR}?"),
    (_POINT, read_month, rf"\b{MONTH}(?:,? (?:of )?{ANY_YEAR}|{OF_STEP_YEAR})"),
    (_POINT, read_day, rf"\b{_WEEKDAY_FIRST}{MONTH} {DAY}(?:{LAST_DAY})?(?![,.]?[0-9])"),
    (_POINT, read_day, rf"\b{_WEEKDAY_FIRST}{DAY}(?:{LAST_DAY})? (?:of )?{MONTH}"),
    (_POINT, read_feast, rf"\b(?P<feast>{FEAST})(?<!Christmas)(?<!Easter)(?:,? {YEAR}|{OF_STEP_YEAR})?(?! [A-Z])"),
    (_POINT, read_feast, rf"\b{_FEAST_CUE} (?P<value>(?P<feast>Christmas|Easter)(?:,? {YEAR}|{OF_STEP_YEAR})?){_NO_COMPOUND}"),
    (_POINT, read_feast, rf"\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his) (?P<feast>Christmas|Easter){_NO_COMPOUND}"),
    (_POINT, read_weekdays, rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{_WEEKDAY_CUE}{WEEKDAY} (?:and|to|until|through) {_UNTIL_DAY})"),
    (_POINT, read_weekdays, rf"{_WEEKDAY_CUE}{WEEKDAY}{_AND}{_UNTIL_DAY}"),
    (_POINT, read_weekday, rf"\b{WEEKDAY},?(?: of)? {STEP} week\b"),
    (_POINT, read_weekday, rf"\b{WEEKDAY} (?P<week>week)\b"),
    (_POINT, read_weekday, rf"{_WEEKDAY_CUE}{WEEKDAY}"),
    (_POINT, read_ago, rf"\b{NUMBER} {_UNITS} (?P<way>ago|from (?:now|today))\b"),
    (_POINT, read_ago, rf"\b[Ii]n {NUMBER} {_UNITS}['’]?s? (?P<way>time)\b"),
    (_POINT, read_near_day, r"\b(?:[Tt]he day (?:before|after) )?(?:[Yy]esterday|[Tt]omorrow)\b"),
    (_POINT, read_near_day, r"\b(?:[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening|lunchtime)|[Ll]ast (?:night|evening))\b"),
    (_POINT, read_end(12), rf"{_END}(?:{YEAR}|the year\b|{STEP} year\b)"),
    (_POINT, read_end(12), r"\b(?:[Bb]y|[Aa]t|[Bb]efore|[Uu]ntil) (?:the )?(?P<value>year(?:['’]s)?[- ]end)\b"),
    (_POINT, read_end(1), rf"{_START}(?:{YEAR}|the year\b|{STEP} year\b)"),
    (_POINT, read_end(1), r"\b(?:[Ss]ince|[Bb]efore|[Aa]fter|[Bb]y|[Uu]ntil|[Ii]n) (?P<value>(?:the )?[Nn]ew [Yy]ear)\b(?!['’])"),
    (_POINT, read_relative_month, rf"(?:{_END}|{_START}|\b[Ll]ater (?:in )?)(?:the|{STEP}) month\b"),
    (_POINT, read_relative_month, r"\b[Bb]efore (?P<step>)(?P<value>the month (?:ends|is out|was out))\b"),
    (_POINT, read_relative_week, rf"\b{STEP} week(?P<end>end)?\b"),
    (_POINT, read_relative_week, r"\b(?:[Aa]t|[Oo]n|[Oo]ver|[Dd]uring|[Tt]hroughout) the (?P<step>)(?P<end>weekend)\b"),
    (_POINT, read_relative_month, rf"\b{STEP} month\b"),
    (_PERIOD, read_relative_quarter, rf"\b{STEP} quarter\b"),
    (_POINT, read_year, rf"\b{STEP} year\b"),
    (_POINT, read_month, rf"{_CUE}[ -](?P<value>{MONTH})"),
    (_POINT, read_month, rf"{_LOOSE_CUE} (?P<value>{_LOOSE_MONTH}){_NO_NAME}"),
    (_POINT, read_month, rf"(?<![A-Za-z0-9] )\b{_SURE_MONTH}{_NO_NAME}"),
    (_POINT, read_season, rf"\b(?P<cue>){_SEASON} (?:of )?(?P<year>(?:19|20)[0-9]{{2}})\b"),
    (_POINT, read_season, rf"\b(?P<cue>[Ll]ast|[Tt]his|[Nn]ext|[Ss]ince|[Ii]n the|[Tt]he) {_SEASON}(?: of (?P<year>(?:19|20)[0-9]{{2}}))?"),
    (_POINT, read_day_of_month, rf"\b(?P<cue>[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ff]or) the (?P<value>(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th))\b(?! (?!{_JOIN})[a-zA-Z]|-)"),
    (_PERIOD, read_year, rf"\b(?:[Ff]or|[Tt]hroughout|fiscal) (?P<value>{YEAR})"),
    (_POINT, read_year, rf"{_YEAR_CUE}[ -](?P<value>{YEAR})"),
    (_POINT, read_year, rf"\b(?:[Tt]hrough|[Bb]eyond|[Aa]round|[Aa]gainst|[Oo]ver|than|with|[Ss]tarting) (?P<value>{YEAR}){_NO_COUNT}"),
    (_POINT, read_year, rf"(?<=[0-9]{{4}}) (?:and|or) (?P<value>{YEAR}){_NO_COUNT}"),
    (_POINT, read_year, rf"(?<=[0-9]{{4}}), (?P<value>{YEAR})(?=,| and| or)"),
    (_POINT, read_year, rf"\((?P<value>{YEAR})\)"),
    (_POINT, read_year, rf"\b(?:[Ii]n|[Ss]ince) (?P<value>{OLD_YEAR})"),
)  # fmt: skip
RULES = tuple(Rule(period, read, re.compile(pattern)) for period, read, pattern in _TABLE)
