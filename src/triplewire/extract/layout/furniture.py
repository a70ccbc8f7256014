"""A line in, whether it belongs to the page and not to the article out.

Source: data/furniture.tsv, what pages say around an article: words that are a line of their own
(``whole``; ``section`` where it is a heading in capitals), words that no line of prose begins with
(``begins``), words that head a line of the page where it is no sentence (``heads``), and what
papers write about (``topic``): a line of nothing else is an entry of a menu.
"""

import re
from functools import cache

from triplewire.assets import table

_SHORT = 200
_FURNITURE = re.compile(
    r"\(?(?:Reporting|Writing|Editing|Edited|Additional reporting|Compiled|Translated) by\b.{0,180}"
    r"|\(?(?:This story (?:has|was)|Except for the headline|This (?:article|story|report) (?:was"
    r"|has been)"
    r" (?:published|generated|edited|auto))\b.{0,180}"
    r"|\((?:END|ENDS|MORE|Ends|ends|end)\)|[_=*~]{3,}|#{3,}|-30-|[-–—•*·|<>«»›+✓✕×]{1,8}"
    r"|(?:LIVE|BREAKING|JUST IN|DEVELOPING|ALERT|NEWS ALERT|TRENDING|TICKER|NOW)(?: NEWS| NOW)?"
    r"(?:\s?[:|»>-].{0,160})?"
    r"|(?:LIVE UPDATES?|BREAKING NEWS|LATEST|Breaking News|Latest|Live|Breaking|Just [Ii]n"
    r"|Trending(?: [Nn]ow)?)"
    r"\s?[:|»>].{0,160}"
    r"|(?:comments?|shares?|views?|likes?|reads?|replies|hits)\s?:?\s?\(?\d[\d.,kKmM]{0,8}\)?"
    r"|\(?\d[\d.,kKmM]{0,8}\)?\+? (?:total )?(?:comments?|shares?|views?|likes?|reads?|replies"
    r"|persons|readers"
    r"|people|retweets|claps)(?: today| so far)?"
    r"|(?:(?:estimated )?(?:reading|read|listening) time\s?:?\s?)?(?:about "
    r"|less than )?\d{1,3}[- ]?"
    r"(?:min(?:ute)?s?\.?|mins?\.?|sec(?:ond)?s?)(?: of)?(?: (?:read|listen|watch|ago))?"
    r"|\d{1,2} (?:hours?|days?|weeks?) ago|(?:reading|read|listening) time\s?:.{0,20}"
    r"|(?:Reporter|Editor|Editors|Edited by|Web editor|Author|Writer|Producer|Copy editor"
    r"|Journalist ID|News Code"
    r"|News ID|Story ID|Article ID|Story code|Code|Ref|Reference|Item|Slug|Keyword|Contact|Tel"
    r"|Phone|Fax|E-?mail"
    r"|Language|Edition|Location|Reading level|Words|Word count)s?\s?\.?: ?[\w. ,'’@+()/-]{1,80}"
    r"|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}"
    r"|(?:https?://|www\.)\S{3,200}"
    r"|[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}|/[A-Za-z]{2,4}/|[a-z]{2,3}/"
    r"|(?:Press|Media|News) (?:Note|Release|Statement|Advisory)(?: (?:No|#).{0,20}| dated)?"
    r"|Today(?: is|[’']s date)\b.{0,60}"
    r"|(?:Continue|Continued) (?:on|from) .{1,40}|Page \d{1,4}(?: of \d{1,4})?|\d{1,4} ?/ ?\d{1,4}",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:Skip|Jump) (?:to|navigation)\b.{0,60}|(?:Main )?menu|Search(?: for:?)?|(?:Open|Close"
    r"|Toggle) (?:menu|navigation|search)"
    r"|Log ?in|Sign ?in|Subscribe|You are here.{0,160}",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"”’)\]]*$")
# "Home > World", "Home | World | Business", "Home / News / National", "NEWS 24".
_PATH = re.compile(
    r"[\w&'’ -]{2,30}(?:\s?[>»›→|•·\\]\s?[\w&'’ -]{1,30}){1,12}"
    r"|[\w&'’ ]{2,20}(?: [/-] [\w&'’ ]{2,20}){2,12}"
)
_HOME_PATH = re.compile(
    r"(?:You are here:? ?)?(?:Home|Home ?[Pp]age|Front [Pp]age|News)\s?(?:[>»›→/|\\]"
    r"|::)\s?\S.{0,180}"
)
_QUOTE = re.compile(
    r"(?:[\w&./ -]{2,20}:? [$€£¥]?\d[\d,.]*%?\s?(?:[(]?[+\-−▲▼↑↓]\s?\d[\d.,]*%?[)]?)?[\s"
    r"|•·,/]*){1,8}"
)
_PRICED = re.compile(r"[%$€£¥+▲▼↑↓]|\d[.,]\d")
_WEATHER = re.compile(r".{0,40}\d{1,2}\s?°\s?[CF]?\b.{0,40}")
_JOINING = frozenset({"and", "of", "the", "in", "for", "our", "your", "from", "on"})
# "Climate Change, Development & Aid, Environment": what an article is about.
_TOPICS = re.compile(
    r"(?:[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|&|and|the|of)){0,4}, ){2,8}"
    r"[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|&|and|the|of)){0,5}"
)
_SPACES = re.compile(r"\s{2,}|\t")
_NAV_LIST = re.compile(r"\s{2,}|\s?[|•·]\s?|, | ")
_CAPTION = re.compile(
    r"(?:\[?(?:Photo|Image|Picture|File photo|File image|File|Photograph|Caption|Video|Map|Graphic"
    r"|Illustration|In pictures"
    r"|Representational (?:image|photo|picture))s?(?: caption| credit| source| courtesy)?\s?[:/-]"
    r"|FILE ?(?:PHOTO)?\s?[-–—:]) ?.{0,300}",
    re.IGNORECASE,
)
_FEW = 8


def is_furniture(line: str, *, top: bool) -> bool:
    """Say whether a line is the page's; ``top`` says that it stands above the headline."""
    words = " ".join(line.split())
    if len(words) > _SHORT:
        return False
    plain = words.casefold().strip(" :>»›|•·-–—[]()↓↑→←▼▲+")
    if plain in _whole() or (plain in _sections() and not words.isupper()):
        return True
    if _FURNITURE.fullmatch(words) or _begins().match(words):
        return True
    if _heads().match(words) and not is_sentence(words):
        return top or len(words.split()) <= _FEW or ":" in words
    return top and (is_menu(line) or _is_ticker(words) or _WEATHER.fullmatch(words) is not None)


def is_menu(line: str) -> bool:
    """Say whether a line is what stands at the top of a page: the way to it, a menu, a search."""
    words = " ".join(line.split())
    return len(words) <= _SHORT and (
        _MENU.fullmatch(words) is not None
        or _is_path(words)
        or _is_list(words)
        or _is_spaced(line)
        or _TOPICS.fullmatch(words) is not None
    )


def is_known_words(line: str) -> bool:
    """Say whether every word of a line is one of a page's menus: "FOOD HISTORY"."""
    known = _all_known()
    words = [word.strip("&,/|-") for word in line.casefold().split()]
    return all(word in known or word in _JOINING for word in words if word)


def is_filling(words: str) -> bool:
    """Say whether a part of a line is the page's: a section, a time, a number of comments."""
    return is_furniture(words, top=True) or _FILLING.fullmatch(words) is not None


def is_related(line: str) -> bool:
    """Say whether a line heads a list of other articles."""
    return re.fullmatch(
        r"(?:Related|Read (?:more|also|next)|Also read|See also|Check also|More (?:from|on|in|news"
        r"|stories)|Most (?:read|popular)"
        r"|You may also|You might also|Recommended|Trending|Popular|Top stories|Latest"
        r"|In other news|Editors?['’]s? (?:picks|choice)"
        r"|Up next|What to read next|Other (?:news|stories))"
        r"(?: [\w ]{1,30})?:?", line, re.IGNORECASE
    ) is not None  # fmt: skip


def is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return _ENDS.search(line) is not None


def is_caption(line: str) -> bool:
    """Say whether a line says of itself that it is the words under a picture."""
    return _CAPTION.fullmatch(line) is not None


_FILLING = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:at )?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?\(?[A-Z]{2,4}\)?(?:[+-]\d{1,2})?)?|(?:Updated|Published|Posted"
    r"|Time)?:? ?\d{1,2}:\d\d.{0,12}|\d{1,7}",
    re.IGNORECASE,
)


@cache
def _whole() -> frozenset[str]:
    return frozenset(row["words"] for row in table("furniture") if row["how"] == "whole")


@cache
def _all_known() -> frozenset[str]:
    return _whole() | _sections() | _topics()


@cache
def _topics() -> frozenset[str]:
    return frozenset(row["words"] for row in table("furniture") if row["how"] == "topic")


@cache
def _sections() -> frozenset[str]:
    return frozenset(row["words"] for row in table("furniture") if row["how"] == "section")


@cache
def _begins() -> re.Pattern[str]:
    return _any_of("begins")


@cache
def _heads() -> re.Pattern[str]:
    return _any_of("heads")


def _any_of(how: str) -> re.Pattern[str]:
    words = sorted(row["words"] for row in table("furniture") if row["how"] == how)
    return re.compile(rf"\(?(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _is_ticker(words: str) -> bool:
    """Say whether a line is of names and prices: "OMX 2,011.30 +0.4%"."""
    return (
        not is_sentence(words)
        and _QUOTE.fullmatch(words) is not None
        and _PRICED.search(words) is not None
    )


def _is_path(words: str) -> bool:
    if _HOME_PATH.fullmatch(words):
        return True
    words = re.sub(r"^(?:Sections?|Menu|Topics|Editions?): ", "", words)
    steps = re.split(r"\s?[>»›→|•·\\]\s?| [/-] ", words)
    return _PATH.fullmatch(words) is not None and all(len(step.split()) <= 3 for step in steps)


def _is_spaced(line: str) -> bool:
    """Say whether a line is of short parts with wide spaces between: "Home  Farming  Sports"."""
    parts = _SPACES.split(line.strip())
    return (
        len(parts) > 2
        and not is_sentence(line)
        and all(len(part.split()) <= 3 and part[0].isalpha() for part in parts)
    )


def _is_list(words: str) -> bool:
    """Say whether a line is a row of words of the page: "News Sport Weather Travel"."""
    parts = [part.casefold() for part in _NAV_LIST.split(words) if part]
    known = sum(part in _whole() or part in _sections() for part in parts)
    return len(parts) >= 3 and known >= len(parts) - len(parts) // 4
