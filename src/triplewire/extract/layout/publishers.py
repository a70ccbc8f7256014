"""A line in, the publisher out that it names: a masthead, a copyright line, a headline's tail."""

import re

_PAPER = re.compile(
    r"\b(?:Advertiser|Argus|Broadcasting|Bulletin|Chronicle|Citizen|Courier|Daily|Dispatch|Echo"
    r"|Enquirer|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal"
    r"|Ledger|Mail|Mercury|Mirror|Monitor|News|Observer|Post|Press|Record|Register|Review"
    r"|Sentinel|Standard|Star|Sun|Telegraph|Times|Today|Tribune|Weekly)\b",
    re.IGNORECASE,
)
# "WORLD NEWS" is where an article stands, and not who printed it.
_SECTION = re.compile(
    r"(?:World|Local|National|International|Breaking|Latest|Top|Business|Sports?|Politics|Foreign"
    r"|Regional|Domestic|Fake|Good|Bad|More|Press|The|Daily|Post|Mail)\s(?:News|Mail|Today|Review"
    r"|Press|Release|Briefing|Star)s?|News|Press Release|Latest News",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:(?:©|&copy;|\([cC]\)|Copyright|COPYRIGHT)[\s:]*)+(?P<after>.{0,120})"
    r"|(?P<before>[A-Z][^©.!?]{1,60}?)\s?(?:©|\([cC]\))[\s,]*(?:\d{4})?\.?"
)
_SURE = re.compile(r"©|&copy;|\([cC]\)|\b(?:19|20)\d\d\b|[Rr]ights reserved")
_YEARS = re.compile(r"^[\s,-]*(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?[\s,]*(?:by )?")
_LAST_YEAR = re.compile(r"[\s,]*(?:19|20)\d\d$")
_RIGHTS = re.compile(
    r"[\s.,|-]*(?:All rights reserved|Alle Rechte|Reproduction)\b.*$", re.IGNORECASE
)
_NAME = re.compile(r"(?:The |the )?[A-Z0-9][\w.&'’-]*(?: (?:of|the|and|&|[A-Z0-9][\w.&'’-]*)){0,6}")
_BAR = re.compile(r"\s[|»]\s")
_HYPHEN = re.compile(r"\s[-–—]\s")
_WORDS = 5
_LEAST = 3


def copyright_holder(line: str) -> str | None:
    """Return whose rights a copyright line reserves; "" if it is one that names nobody.

    >>> copyright_holder("© 2021 The Fen Gazette. All rights reserved.")
    'The Fen Gazette'
    >>> copyright_holder("It rained.")
    """
    match = _COPYRIGHT.fullmatch(line)
    if match is None or not _SURE.search(line):
        return None
    words = _RIGHTS.sub("", match["after"] or match["before"] or "")
    words = _LAST_YEAR.sub("", _YEARS.sub("", words).strip(" .,|")).strip(" .,|")
    words = words.partition(". ")[0]
    return words if _NAME.fullmatch(words) else ""


def is_masthead(line: str) -> bool:
    """Say whether a line is the name of a paper and nothing else."""
    return (
        len(line.split()) <= _WORDS
        and _NAME.fullmatch(line) is not None
        and _PAPER.search(line) is not None
        and _SECTION.fullmatch(line) is None
        and len(line.split()) > 1
    )


def split_title(line: str, known: str | None) -> tuple[int, tuple[int, int] | None]:
    """Return where a headline ends, and where the publisher stands that is named behind it.

    Behind a bar anybody is; behind a hyphen only what is called a paper, or ``known`` from a
    copyright line.
    """
    for mark, sure in ((_BAR, True), (_HYPHEN, False)):
        marks = list(mark.finditer(line))
        if not marks or len(line[: marks[0].start()].split()) < _LEAST:
            continue
        start = marks[-1].end()
        name = line[start:].strip()
        named = _NAME.fullmatch(name) is not None and len(name.split()) <= _WORDS
        if named and (sure or is_masthead(name) or name == known):
            return (marks[0] if sure else marks[-1]).start(), (start, start + len(name))
    return len(line), None
