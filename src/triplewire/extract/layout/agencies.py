"""Words in, the news agency that they credit out.

Source: data/agencies.tsv, the world's news agencies with the forms in which texts name them.
"""

import re
from functools import cache

from triplewire.assets import parts, table

_DASH = r"(?:--|[-–—])"
# Shorter forms are words of other meanings too often to stand behind a sentence without a sign.
_BARE = re.compile(r"[A-Z]{3,}")


@cache
def forms() -> frozenset[str]:
    """Return the forms of all agencies, in capitals as well."""
    known = {form for row in table("agencies") for form in (row["name"], *parts(row["short"]))}
    return frozenset(known | {form.upper() for form in known})


@cache
def pattern() -> str:
    """Return what matches a form of an agency."""
    longest_first = sorted(forms(), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form) for form in longest_first) + r")(?![\w-])"


def is_agency(words: str) -> bool:
    """Say whether words name a news agency."""
    return words.strip() in forms() or words.strip().removeprefix("The ") in forms()


def credited_by_line(line: str) -> re.Match[str] | None:
    """Return the match of a line that is no more than a credit, and what stands behind it.

    As "From Reuters", "AFP, 3 May 2019", "PTI / Guwahati".
    """
    return _line().fullmatch(line)


def credited_at_end(line: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of the credit at the end of a paragraph: "... said. — Bernama"."""
    match = _end().search(line, max(start, end - 60), end)
    if match is None or (not match["sign"] and not _BARE.fullmatch(match["agency"])):
        return None
    return match


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:From|By|Courtesy(?: of)?:?) )?(?:[Tt]he )?(?P<agency>{pattern()})"
        rf"(?: staff)?(?:(?:,|\s?[|/]|\s?{_DASH})\s?(?P<rest>\S.{{1,40}}))?"
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[.!?\"”’])\s*(?P<sign>{_DASH}\s?|[(\[])?\s*(?P<agency>{pattern()})"
        r"(?:/[\w. ]{2,20})?[)\]]?\.?$"
    )
