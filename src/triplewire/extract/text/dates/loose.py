"""Ways to write a date by a bare month, season or year: they come last, as names have them too."""

from triplewire.extract.text.dates.calendar_forms import Reader, read_month, read_year
from triplewire.extract.text.dates.near_forms import read_day_of_month, read_season
from triplewire.extract.text.dates.pieces import MONTH, OLD_YEAR, YEAR

_CUE = (
    r"\b(?P<cue>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill|[Bb]y|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly"
    r"|[Ll]ate|[Mm]id)"
)
# "From", "of" and their like stand before names, too: not "the wife of April Jones".
_LOOSE_CUE = (
    r"\b(?:[Ff]or|[Ff]rom|[Oo]f|[Tt]o|[Oo]ver|[Aa]fter|[Bb]efore|[Tt]hrough|[Bb]etween|and|or)"
)
_LOOSE_MONTH = MONTH.replace("|May|", "|")
_SURE_MONTH = r"(?P<month>January|February|July|September|October|November|December)\b"
_NO_NAME = r"(?![ -][A-Z]|['’]| [0-9]{1,2}\b(?!\.[0-9]))"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)\b"
_SEASON_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_NTH_CUE = r"\b(?P<cue>[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ff]or) the "
# Not "on the 20th floor".
_ALONE = r"(?! (?!(?:and|but|when|at|after|as|to|with|he|she|it|they)\b)[a-zA-Z]|-)"
_YEAR_CUE = (
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|[Mm]id"
    r"|[Bb]efore|[Aa]fter|year|(?:early|late) as)"
)
_LOOSE_YEAR_CUE = r"\b(?:[Tt]hrough|[Bb]eyond|[Aa]gainst|[Cc]ompared (?:with|to)|[Ss]tarting)"
# "Against 2000 people" tells no year.
_NO_COUNT = r"(?! (?:[a-z]{1,15} )?(?:[a-z]{2,20}s|people|men|women|children)\b|[,.][0-9])"

_BEHIND_YEAR = "(?:(?<=19[0-9]{2})|(?<=20[0-9]{2}))"

_POINT, _PERIOD = False, True
# (whether a period, reader, pattern)
LOOSE: tuple[tuple[bool, Reader, str], ...] = (
    (_POINT, read_month, rf"{_CUE}[ -](?P<value>{MONTH})"),
    (_POINT, read_month, rf"{_LOOSE_CUE} (?P<value>{_LOOSE_MONTH}){_NO_NAME}"),
    (_POINT, read_month, rf"(?:(?<=\bthe )|(?<![A-Za-z0-9] ))\b{_SURE_MONTH}{_NO_NAME}"),
    (_POINT, read_season, rf"\b(?P<cue>){_SEASON} (?:of )?{_SEASON_YEAR}\b"),
    (
        _POINT,
        read_season,
        rf"\b(?P<cue>[Ll]ast|[Tt]his|[Nn]ext|[Ss]ince) {_SEASON}(?P<year>)",
    ),
    (
        _POINT,
        read_day_of_month,
        rf"{_NTH_CUE}(?P<value>(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th))\b{_ALONE}",
    ),
    (_PERIOD, read_year, rf"\b(?:[Ff]or|[Tt]hroughout|fiscal) (?P<value>{YEAR})"),
    (_POINT, read_year, rf"{_YEAR_CUE}[ -](?P<value>{YEAR})"),
    (_POINT, read_year, rf"{_LOOSE_YEAR_CUE} (?P<value>{YEAR}){_NO_COUNT}"),
    (
        _POINT,
        read_year,
        rf"{_BEHIND_YEAR} (?:and|or) (?P<value>{YEAR}){_NO_COUNT}",
    ),
    (
        _POINT,
        read_year,
        rf"{_BEHIND_YEAR}, (?P<value>{YEAR})(?=,| and| or)",
    ),
    (_POINT, read_year, rf"\((?P<value>{YEAR})\)"),
    (_POINT, read_year, rf"\b(?:[Ii]n|[Ss]ince) (?P<value>{OLD_YEAR})"),
)
