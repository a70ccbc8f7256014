"""A date in its sentence in, whether it lies ahead of the day of writing or behind it out."""

import re

from triplewire.extract.text.lexicon import words

AHEAD, BEHIND, UNTOLD = 1, -1, 0
# How far the words that tell the tense are looked for, in characters.
_BEFORE, _AFTER = 160, 80
_CLAUSE_END = re.compile(r"[.!?;:](?=\s)|[\n()“”\"—|]|\s[-–]{1,2}\s")

_INTENTIONS = words(
    "plan planned planning plans hope hoped hopes hoping intend intended intends aim aimed aims "
    "want wanted wants promise promised promises vow vowed vows pledge pledged pledges threatened "
    "threatens invite invited invites urge urged urges ask asked asks expect expects instructed "
    "call calls called calling "
    "prepare prepares preparing wish wishes ready about going"
)
# Verbs that are told in the present when what they tell is on a calendar.
_CALENDAR = words(
    "begins starts opens reopens meets resumes travels flies visits returns arrives "
    "departs hosts expires lapses closes retires convenes gathers marches kicks joins goes "
    "ends publishes issues announces launches hears appears downs comes "
    "begin resume travel fly arrive depart expire convene meet looms"
)
_ARRANGED = words(
    "holding meeting hosting visiting travelling traveling flying playing returning leaving "
    "starting opening closing launching coming joining appearing speaking marching striking voting"
)
_IRREGULAR = words(
    "was were had did been said told began met held won lost made took gave went came saw left "
    "led sent kept found built bought brought caught fell felt flew fought got grew heard knew "
    "laid paid ran rose sat shot sold spent spoke stood struck taught thought threw wore wrote "
    "broke chose drew drove ate gone given taken known seen shown done become became withdrew "
    "swore sworn stole stolen slid sank sunk shook sought stuck swept torn tore woke "
    "written hidden hid froze frozen forgot hung blew blown beaten born bitten driven fallen fled "
    "flown overthrew risen spun sprang stung swam understood undertook upheld wept dug "
    "drunk"
)
# Words in -ed that tell no past.
_NO_PAST = (
    "need|indeed|exceed|proceed|speed|feed|breed|seed|deed|bleed|succeed|hundred|naked|sacred|"
    "shed|embed|bed|red|wed|armed|united|limited|unlimited|wicked|rugged|greed|weed|creed|kindred"
)
# Nor are these what an infinitive does: "to the court", "to reporters".
_NO_VERB = "the|an?|h[ie][sr]|their|its|paper|court|prison|jail|work|[a-z]{2,20}[^s]s"
_MODAL = "(?:will|shall|would|must|should|may|might)"
_CUE = re.compile(
    r"(?P<unreal>\b(?:would|could|should|might|must|may) have\b)"
    rf"|(?P<modal>(?:\b{_MODAL}|['’]ll)\b(?: not)?(?: [a-z]{{2,15}}ly)?(?: be)?"
    r"(?: [a-z]{2,15}ly)?(?: [a-z]{1,20})?)"
    r"|(?P<duty>\b(?:is|are|was|were|have|has) to (?:be |have )?[a-z]{1,20})"
    r"|(?P<due>\b(?:due|scheduled|slated|expected|planned|forecast|upcoming|pencilled in|poised"
    r"|(?:set|fixed|down|called|booked|billed) (?:to|for)|ahead of"
    r"|plan(?:s|ning)? an?|follows? (?=on\b)"
    r"|to be (?:held|heard|signed|opened|launched|published|released|unveiled|buried|sworn)"
    r"|takes? (?:place|effect|over|h[ie][mr]|them)"
    rf"|(?:is|are|['’]s|['’]re) (?:{'|'.join(_ARRANGED)}))\b)"
    rf"|(?P<intention>\b(?:{'|'.join(_INTENTIONS)}) (?:[^\s,]{{1,20}} ){{0,4}}?to [a-z]{{1,20}})"
    rf"|(?P<open>\bto (?:be |have )?(?!(?:{_NO_VERB})\b)[a-z]{{2,20}})"
    rf"|(?P<regular>\b(?!(?:{_NO_PAST})\b)[a-z]{{2,20}}ed\b)"
    rf"|(?P<irregular>\b(?:{'|'.join(_IRREGULAR)}|set (?:aside|up|out|off|fire))\b)"
    rf"|(?P<calendar>(?<![0-9] )(?<!of )(?<!the )\b(?:{'|'.join(_CALENDAR)})\b)"
)
_AHEAD_CUES = frozenset({"modal", "duty", "due", "intention", "calendar"})
_BEHIND_CUES = frozenset({"unreal", "regular", "irregular"})
# What stands right before a date that lies ahead, whatever its clause tells.
_LEAD_AHEAD = re.compile(
    r"\b(?:[Nn]ext|[Cc]oming|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Ss]tarting|[Bb]eginning|[Aa]head of"
    r"|[Aa]s of|[Ee]ffective|[Nn]o later than|is|are|falls)(?: on)?(?: the)?(?: night of)? $"
)
_HEAD = re.compile(r"\s*(?:By|Until|From)\b")
_LEAD_FOR = re.compile(r"\b[Ff]or $")
_LEAD_BEHIND = re.compile(r"\b(?:[Ss]ince|[Ll]ast|[Pp]ast|[Pp]revious)(?: the)? $")
_OVER = re.compile(r"\b(?:had|not|never|n['’]t)\b|\b(?:was|were)\b[^,]{0,120}\bby $")
_POSSESSIVE = re.compile(r"['’]")


def direction(text: str, start: int, end: int) -> int:
    """Say whether a date at a place of a text lies ahead, behind, or its clause does not tell."""
    before = _clause_before(text, start)
    if _LEAD_BEHIND.search(before):
        return BEHIND
    if _LEAD_AHEAD.search(before):
        # "By Sunday it had burned", "was not found until Sunday" tell of a Sunday that is over.
        headed = _HEAD.match(before) is not None
        told = _first(text, end) if headed else _last(before)
        return BEHIND if told == BEHIND and (headed or _OVER.search(before)) else AHEAD
    told = _last(before)
    return _first(text, end) if told is None else told


def _last(before: str) -> int | None:
    """Return what the last word before a date tells that tells a tense, None without one."""
    told = None
    for cue in _CUE.finditer(before):
        # An infinitive alone is a headline's future; behind a verb it may be over as well.
        told = _told(cue) if cue.lastgroup != "open" else AHEAD if told is None else UNTOLD
    return told


def _first(text: str, end: int) -> int:
    """Return what the first word behind a date tells that tells a tense."""
    cues = _CUE.finditer(_clause_after(text, end))
    return next((sign for cue in cues if (sign := _told(cue))), UNTOLD)


def is_booked(text: str, start: int, end: int) -> bool:
    """Say whether something is meant for a day: "a vigil for Tuesday", not "for Monday's raid"."""
    before = text[max(0, start - 5) : start]
    return bool(_LEAD_FOR.search(before)) and not _POSSESSIVE.match(text, end)


def _told(cue: re.Match[str]) -> int:
    if cue.lastgroup in _AHEAD_CUES:
        return AHEAD
    return BEHIND if cue.lastgroup in _BEHIND_CUES else UNTOLD


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - _BEFORE) : start]
    ends = [match.end() for match in _CLAUSE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def _clause_after(text: str, end: int) -> str:
    window = text[end : end + _AFTER]
    stop = _CLAUSE_END.search(window)
    return window[: stop.start()] if stop else window
