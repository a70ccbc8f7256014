"""A line in, the publisher out that it names: a masthead, a copyright line, a headline's tail."""

import re

from triplewire.extract.layout.furniture import is_known_words, is_sentence

_PAPER = re.compile(
    r"\b(?:Advertiser|Advocate|Age|Argus|Banner|Beacon|Broadcaster|Broadcasting|Bugle|Bulletin"
    r"|Channel|Chronicle"
    r"|Citizen|Clarion|Courier|Daily|Digest|Dispatch|Eagle|Echo|Enquirer|Examiner|Express|FM|Forum"
    r"|Free Press"
    r"|Gazette|Gleaner|Globe|Guardian|Herald|Independent|Informer|Inquirer|Insider|Intelligencer"
    r"|Journal"
    r"|Leader|Ledger|Magazine|Mail|Media|Mercury|Messenger|Mirror|Monitor|Nation|Network|News"
    r"|Observer|Online"
    r"|Outlook|Pioneer|Post|Press|Radio|Recorder|Record|Register|Report|Reporter|Republic"
    r"|Republican|Review"
    r"|Sentinel|Spectator|Standard|Star|Statesman|Sun|TV|Telegraph|Television|Times|Today"
    r"|Transcript|Tribune"
    r"|Vanguard|Voice|Weekly|Wire|Witness|World|[A-Z][a-z]+(?:News|Times|Post|Online|Today))\b"
    r"|\b[\w-]{2,30}\.(?:com|net|org|info|news|co\.\w\w|com\.\w\w)\b|\b\w+24\b",
    re.IGNORECASE,
)
# "WORLD NEWS" is where an article stands, and not who printed it.
_SECTION = re.compile(
    r"(?:(?:World|Local|National|International|Breaking|Latest|Top|Business|Sports?|Politics"
    r"|Political|Foreign"
    r"|Regional|Domestic|Fake|Good|Bad|More|Press|The|Daily|Post|Mail|Today's|Video|Photo|Live"
    r"|Tech|Science|Health"
    r"|Weather|Market|Markets|Financial|Economic|Crime|Court|Community|City|Metro|State|Global"
    r"|General|Home|Main"
    r"|Other|Related|Recent|All|Your|Our|Weekly|Special|Full|Print|Media|Radio|TV|Press|European?"
    r"|Asian?|African?"
    r"|American|UK|US|Middle East|Staff|Online|Web|Editorial|Exclusive|Around the|In the|From the"
    r"|Across the|Third|Old|New)\s)+"
    r"(?:News|Mail|Today|Review|Press|Release|Briefing|Star|Desk|Report|Reports|Reporter|World"
    r"|Nation|Leader|Wire|Media"
    r"|Channel|Voice|Record|Independent|Network|Radio|TV|Monitor|Citizen|Magazine|Digest|Forum"
    r"|Daily|Weekly|Online|Standard|Age)s?"
    r"|(?:News|World|Nation|Media|Radio|TV|Online|Press|Report)(?: (?:Desk|Release|Feed|Archive"
    r"|Room|Letter|in Brief|Updates?|Center"
    r"|Centre|and Analysis|Analysis|Economy|Cup|Bank|Alerts?|Digest|Hub|Tips|Team|Reporter|Staff"
    r"|Writer))*"
    r"|(?:Press|Media|News) (?:Note|Release|Statement|Advisory|Briefing)s?\b.*|Communiqu.*"
    r"|Latest News|Breaking News|Live TV|Daily Newsletters?|.*\b(?:Reporter|Correspondent|Desk"
    r"|Staff)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:©|&copy;|\([cC]\)(?=\s?[A-Z0-9]|$)|℗|\b[Cc]opyrights?\b|\bCOPYRIGHT\b)")
_SURE = re.compile(
    r"©|&copy;|\([cC]\)(?=\s?[A-Z0-9]|$)|℗|\b(?:19|20)\d\d\b|[Rr]ights reserved|Rights Reserved"
    r"|RIGHTS RESERVED|^Copyright:"
)
_RESERVED = re.compile(
    r"(?P<name>[A-Z][^©.!?|]{1,60}?)[.,]?\s(?:(?:19|20)\d\d[.,]?\s)?(?:[-–"
    r"|]\s)?[Aa]ll [Rr]ights [Rr]eserved\.?"
)
# What stands around the name in a line that reserves rights.
_AROUND_NAME = re.compile(
    r"(?:©|&copy;|\([cC]\)(?=\s?[A-Z0-9]|$)|℗|\b[Cc]opyrights?\b|\bCOPYRIGHT\b"
    r"|\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d|[Pp]resent))?\b"
    r"|\b(?:[Aa]ll |[Tt]his |[Ss]ite |[Tt]ext |[Pp]hotos? )?(?:[Cc]ontents?|[Mm]aterials?) (?:is "
    r"|are )?"
    r"|\b(?:is )?(?:held|owned|reserved) by\b|\b[Bb]y\b)"
)
_ENDS = re.compile(
    r"\.\s.*$|,\s(?:a|an|part|all|and its|[\w.]+ (?:Road|Street|St|Ave|Avenue)|\d).*$|\s[-–—]\s.*$"
    r"|[\s.,–-]*\b(?:[Aa]ll [Rr]ights?|ALL RIGHTS|Alle Rechte|Reproduction|No part|Unauthori[sz]ed"
    r"|[Uu]nless"
    r"|Use of this|Terms|Privacy|Powered|Designed|Site by|About us|Contact|and may not|or its)\b.*$"
)
_BETWEEN = re.compile(r"\s*[|•·]\s*")
_COMPANY = re.compile(
    r"\b(?:Ltd|Limited|LLC|Inc|Incorporated|Corp|Corporation|Company|Co|PLC|plc|Group|Holdings?"
    r"|GmbH|AG|SA|S\.A|AB|AS|BV"
    r"|Pty|Pvt|Pte|Newspapers?|Media|Trust|Foundation|Union|Association|Services|Ministry"
    r"|Government|Publications?|Publishing|Publishers?|Enterprises?|Communications|Partners"
    r"|Ventures)\b\.?"
)
_FORM = re.compile(
    r",? (?:(?:Co|Company|Pvt|Private|Pty|Pte|\(Pvt\)|\(Private\))\.?,? )?"
    r"(?:Ltd|Limited|LLC|Inc|Incorporated|Corp|Corporation|PLC|plc|GmbH|AG|Company)\.?$"
)
_NAME = re.compile(
    r"(?:The |the )?(?:[dl]['’])?[A-Z0-9\u00c0-\u00de][\w.&'’/+-]*(?: (?:of|the|and|&|in|on|for|de"
    r"|la|al|el|du|des|di|da|do|del|der|van"
    r"|(?:[dl]['’])?[A-Z0-9\u00c0-\u00de][\w.&'’/+-]*)){0,6}(?:,? (?:Inc|Ltd|LLC)\.?)?"
)
_BAR = re.compile(r"\s[|»·•‹«]{1,2}\s|\s?\|\s?")
_HYPHEN = re.compile(r"\s(?:[-–—]|::)\s")
_POSTED_FIRST = re.compile(
    r"The post .{3,200} (?:appeared first|first appeared) (?:on|in|at) (?P<name>[A-Z].{1,60}?)\.?"
    r"|(?:This (?:article|story|report|piece|post) )?(?:was )?(?:[Ff]irst"
    r"|[Oo]riginally) (?:published|appeared) (?:in|on|by|at) (?P<first>[A-Z][^.,]{1,50}).{0,40}"
)
_PUBLISHED_IN = re.compile(r"Published in (?P<name>[A-Z][^,]{1,40}), (?P<day>.{6,30}?)\.?")
_RELATED = re.compile(r"Related\s?(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) [-–|] ")
_HOME = re.compile(
    r"(?P<name>[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,4}) ?[-–—|:·] ?(?:Home|Home ?page|Front page"
    r"|Official (?:web)?site)",
    re.IGNORECASE,
)
_LINE_SIGN = re.compile(r"©|&copy;|\([cC]\)(?=\s?[A-Z0-9]|$)|℗|[Rr]ights|RIGHTS|\b(?:19|20)\d\d\b")
# A sentence may have the word "copyright" anywhere else.
_LED_BY = re.compile(r"\W*(?:(?:All |Site |Text )?[Cc]ontents?\W*)?")
_FOLLOWED = re.compile(r"\w+\W*(?:(?:19|20)\d\d|©|\([cC]\)|[Aa]ll rights|$)")
_MARKS = " .,:;|-–—'\"‘’“”"
_LONGEST = 200
_WORDS = 5
_LEAST = 3


def copyright_holder(line: str) -> str | None:
    """Return whose rights a copyright line reserves; "" if it is one that names nobody.

    >>> copyright_holder("© 2021 The Fen Gazette. All rights reserved.")
    'The Fen Gazette'
    >>> copyright_holder("It rained.")
    """
    if len(line) > _LONGEST or not _SURE.search(line):
        return None
    reserved = _RESERVED.fullmatch(line)
    if not _SIGN.search(line):
        return _name(reserved["name"]) if reserved else None
    parts = _BETWEEN.split(line)
    place = next(n for n, part in enumerate(parts) if _SIGN.search(part))
    if is_sentence(parts[place]) and not _LINE_SIGN.search(parts[place]):
        return None
    sign = next(_SIGN.finditer(parts[place]))
    after, before = parts[place][sign.start() :], parts[place][: sign.start()]
    if sign[0].isalpha() and not (_LED_BY.fullmatch(before) or _FOLLOWED.match(after)):
        return None
    for words in (after, before, *parts[place + 1 : place + 2]):
        name = _name(words)
        if name:
            return name
    return ""


def _name(words: str) -> str:
    """Return the name in what is left of a line that reserves rights, "" where none is."""
    plain = _AROUND_NAME.sub(" ", words)
    plain = _ENDS.sub("", " ".join(plain.split()).strip(_MARKS))
    plain = re.sub(r" (?:and|&|/) (?=[A-Z]{2,6}$)", " | ", plain).partition(" | ")[0].strip(_MARKS)
    # "© Ann Roe/TASS" is whose picture it is.
    return plain if _NAME.fullmatch(plain) and "/" not in plain else ""


def without_form(name: str) -> str:
    """Return the name of a paper without its form of company: "The Fen Post Limited"."""
    return _FORM.sub("", name)


def is_company(name: str) -> bool:
    """Say whether a name is that of a company behind a paper, as "Fen Media Group Ltd"."""
    return _COMPANY.search(name) is not None


def is_masthead(line: str) -> bool:
    """Say whether a line is the name of a paper and nothing else."""
    if is_address(line):
        return _ONE_WORD.fullmatch(line) is not None
    return (
        len(line.split()) <= _WORDS
        and _NAME.fullmatch(line) is not None
        and _PAPER.search(line) is not None
        and _SECTION.fullmatch(line) is None
        and (len(line.split()) > 1 or _ONE_WORD.fullmatch(line) is not None)
    )


_ONE_WORD = re.compile(
    r"[A-Z]\w+(?:News|Times|Post|Online|Today|Herald|Tribune|Wire|Press)|[\w-]{2,30}\.(?:com|net"
    r"|org|info|news|co\.\w\w|com\.\w\w)|[A-Z]\w+24"
)


def related_of(line: str) -> re.Match[str] | None:
    """Return the match of "RelatedA Post - Strike ends", whose related article it is."""
    return _RELATED.match(line)


def named_at_foot(line: str) -> tuple[str, str] | None:
    """Return the publisher, and the words of the day, of a line below an article that names it.

    As "The post ... appeared first on Fen Online." and "Published in The Fen, May 3rd, 2019".
    """
    match = _PUBLISHED_IN.fullmatch(line)
    if match:
        return match["name"], match["day"]
    match = _POSTED_FIRST.fullmatch(line)
    return (match["name"] or match["first"], "") if match else None


def masthead_of(line: str) -> str | None:
    """Return the paper that a line is about: "The Fen Post", "The Fen Post | News and weather"."""
    if is_masthead(line):
        return line
    home = _HOME.fullmatch(line)
    if home is not None:
        return home["name"]
    parts = [part.strip() for part in _BAR.split(line)] if _BAR.search(line) else []
    # "News | The Fen Post" as well, and no headline before a name.
    short = bool(parts) and len(parts[0].split()) < _LEAST
    return next((p for p in parts[:1] + parts[-1:] * short if is_masthead(p)), None)


def is_address(name: str) -> bool:
    """Say whether a paper is named by the address of its site alone: "fenpost.com"."""
    return " " not in name and "." in name


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
        if named and sure and is_known_words(name):
            return marks[0].start(), None
        if named and (sure or is_masthead(name) or name == known):
            return (marks[0] if sure else marks[-1]).start(), (start, start + len(name))
    return len(line), None
