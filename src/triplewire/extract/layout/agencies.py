"""Words in, the news agency that they credit out.

Source: data/agencies.tsv, the world's news agencies with the forms in which texts name them. What
is listed as a word has another meaning too ("Trend", "Petra"): it credits only where a dateline or
a sign says so.
"""

import re
from functools import cache

from triplewire.assets import parts, table

_DASH = r"(?:--|[-–—])"
# Shorter forms are words of other meanings too often to stand behind a sentence without a sign.
_BARE = re.compile(r"[A-Z]{3,}")
_STAFF = (
    r"(?: (?:[Ss]taff|[Nn]ews(?:room)?|[Ww]riters?|[Cc]orrespondents?"
    r"|[Rr]eporters?|[Bb]ureau)){0,2}"
)
_LED_BY = (
    r"(?:(?:[Ff]rom|FROM|[Bb]y|BY|[Vv]ia|[Cc]ourtesy(?: of)?|[Pp]rovided by|[Dd]istributed by"
    r"|[Tt]ext(?: by)?"
    r"|[Ss]ource|SOURCE|[Cc]redit|[Cc]redited (?:to|from)|[Aa]gency|[Aa]gencies|[Ii]nputs? from"
    r"|[Ww]ith (?:additional )?inputs? from|[Rr]eporting by|©|\([Cc]\))\s?:?\s?)"
)
_SOURCE = re.compile(
    r"(?:credited (?:from|to)|sources?|via|courtesy(?: of)?|agency"
    r"|agencies)\s{0,3}[:;]\s{0,3}(?P<name>[^\s|•·][^|•·]{0,80})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:News|Press|Telegraph|Telegraphic|Information) (?:Agency|Service)\b|\bNewswire\b"
)


@cache
def forms() -> frozenset[str]:
    """Return the forms of all agencies, in capitals as well."""
    known = {form for row in _rows() for form in row}
    return frozenset(known | {form.upper() for form in known})


@cache
def pattern() -> str:
    """Return what matches a form of an agency."""
    longest_first = sorted(forms(), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form) for form in longest_first) + r")(?![^\W_])"


def is_agency(words: str) -> bool:
    """Say whether words name a news agency, and nothing else that they may mean."""
    plain = _plain(words)
    return plain in forms() and plain not in _ambiguous()


def agency_of_site(name: str) -> str | None:
    """Return the agency whose own site a name is: "KUNA English", "Skerry News Agency - Home"."""
    match = _site().fullmatch(name.strip())
    if match is not None:
        return match["agency"]
    return name.strip() if _CALLED.search(name) else None


@cache
def _site() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[Tt]he )?(?P<agency>{pattern()})"
        r"(?:[\s.:|,-]+(?:English|in English|News|Agency|Online|Service|Daily|International|Home"
        r"|Page"
        r"|Edition|Portal|Live|Plus|Wire|Newswire|World|com|net|org|Today|Latest|Line|Feed|Text"
        r"|Media"
        r"|National|State|Official|Press|and|[A-Z]{2,5}|\w{2})){1,6}"
    )


def same_agency(one: str, other: str) -> bool:
    """Say whether two forms are of one agency, as "AP" and "Associated Press"."""
    first, second = _plain(one).casefold(), _plain(other).casefold()
    return first == second or any({first, second} <= row for row in _folded_rows())


def source_of_line(line: str) -> re.Match[str] | None:
    """Return the match of "Source: A Post", whoever it names."""
    return _SOURCE.fullmatch(line)


def shared_line(line: str) -> re.Match[str] | None:
    """Return the match of "TT/Skerry Daily", of an agency and of whom it is edited by."""
    return _shared().fullmatch(line)


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(rf"(?P<agency>{pattern()}) ?/ ?(?P<other>[A-Z][\w.&' -]{{1,40}})")


def credited_by_line(line: str) -> re.Match[str] | None:
    """Return the match of a line that is no more than a credit, and what stands behind it.

    As "From Reuters", "AFP, 3 May 2019", "PTI / Guwahati", "Agence France-Presse (AFP)".
    """
    match = _line().fullmatch(line)
    if match is None or (match["agency"] in _ambiguous() and not (match["led"] or match["rest"])):
        return None
    return match


def credited_at_end(line: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of the credit at the end of a paragraph: "... said. — Bernama"."""
    match = _end().search(line, max(start, end - 80), end)
    if match is None or (not match["sign"] and not _BARE.fullmatch(match["agency"])):
        return None
    return match


def agency_of_notice(line: str) -> re.Match[str] | None:
    """Return the match of a notice in which an agency speaks of itself below its text."""
    return _notice().match(line)


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[Tt]he )?(?P<agency>{pattern()}) (?:website contains|provides up-to-date"
        rf"|is not responsible)"
    )


def agency_at_end(words: str) -> tuple[int, str] | None:
    """Return where the agency begins that some words end with, and its name: "ANN ROE AFP"."""
    match = _last().search(words)
    return (match.start("agency"), match["agency"]) if match else None


@cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<agency>{pattern()})$")


@cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset({row["name"], *parts(row["short"]), *parts(row["words"])})
        for row in table("agencies")
    )


@cache
def _folded_rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_plain(form).casefold() for form in row) for row in _rows())


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(form for row in table("agencies") for form in parts(row["words"]))


def _plain(words: str) -> str:
    plain = words.strip().removeprefix("The ").removeprefix("the ")
    return words.strip() if words.strip() in forms() else plain


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[]?(?P<led>{_LED_BY})?(?:[Tt]he )?(?P<agency>{pattern()})"
        rf"(?: ?\((?:{pattern()})\)|[)\]])?{_STAFF}"
        rf"(?:(?:,|/| and| &|\s?\|)\s?(?P<other>{pattern()}|[Aa]gencies)){{0,3}}"
        rf"(?:(?:,|:|\s?[|/•·]|\s?{_DASH}|\s)\s?(?P<rest>\S.{{1,60}}?))?[)\]]?[.,]?"
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[.!?\"”’\n])\s*(?:[a-z]{{2,3}}(?:[/,][a-z]{{2,3}}){{0,3}}"
        rf" ?(?=\())?(?P<sign>{_DASH}\s?|[(\[*]|/(?=[^/\n]{{2,30}}/)|©\s?|[Ss]ource:? )?"
        rf"(?:\(?(?:[Ww]ith )?(?:agency )?[Ii]nputs? from )?(?:[A-Z]{{2,10}}[/-])?\s*"
        rf"(?P<agency>{pattern()})(?:[/-][\w. ]{{1,20}}|(?:,"
        rf"| and) ?[\w. ]{{2,20}}(?=[)\]])){{0,2}}(?: [A-Z]{{2,3}}){{0,4}}[)\]/*]?\.?"
        r"(?:\s?\([\s\w.]{4,60}\))?\s*$"
    )
