"""A text in, its links, addresses and markup out, with what they say."""

import re
from dataclasses import dataclass

from triplewire.extract.text import Zone
from triplewire.iris import is_web_address

# "([Label](https://...))" is a citation; "[words](https://...)" leaves its words in the sentence.
_LINK = re.compile(
    r"(?P<open>\(?)(?P<image>!?)\[(?P<label>[^\[\]\n]{0,300})\]"
    r"\((?P<url>[^()\s]{1,2000})[^()\n]{0,200}\)(?P<close>\)?)"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s()\[\]<>\"“”]{1,2000}")
_TRAILING = ".,;:!?'’"
_MARKUP = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]|>[ \t]?|[*+•-][ \t]|[-*_=]{3,}[ \t]*$)|\*{2,3}|__|`+", re.MULTILINE
)
# "*so*" and "_so_" inside a sentence, and never "5 * 3" or "a_name".
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<mark>[*_])(?=[^\s*_])[^*_\n]{1,300}(?<=\S)(?P=mark)(?![\w*_])"
)
# The HTML of a pasted page, and what it writes for a space.
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|cite|code|div|em|figcaption|figure|font|footer|h[1-6]"
    r"|header|hr|i|img|iframe|label|li|main|mark|nav|ol|p|pre|q|s|script|section|small|span|strong"
    r"|style|sub|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video)"
    r"(?:\s[^<>\n]{0,2000})?/?>|<!--[^\n]{0,300}?-->",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)
# What is longer than any word (encoded data) would only cost the parser time.
_BLOB = re.compile(r"[^\s]{200,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What is not language in a text. ``labels`` are the words of its citations."""

    noise: tuple[Zone, ...]
    urls: tuple[str, ...]
    labels: tuple[Zone, ...]


def find_markup(text: str) -> Markup:
    """Return the markup of a text and the addresses it holds, each once, in order."""
    noise: list[Zone] = []
    labels = []
    urls: dict[str, None] = {}
    for match in _URL.finditer(text):
        url = match.group().rstrip(_TRAILING)
        urls[url if url.startswith("http") else f"https://{url}"] = None
        noise.append(Zone(start=match.start(), end=match.start() + len(url)))
    for match in _LINK.finditer(text):
        start, end = match.span("label")
        if match["image"]:
            noise.append(Zone(start=match.start(), end=match.end()))
        elif match["open"] and match["close"]:
            labels.append(Zone(start=start, end=end))
            noise.append(Zone(start=match.start(), end=match.end()))
        else:
            last = match.end() - len(match["close"])
            noise.append(Zone(start=start - 1, end=start))
            noise.append(Zone(start=end, end=last))
    for match in _EMPHASIS.finditer(text):
        noise += [Zone(start=at, end=at + 1) for at in (match.start("mark"), match.end() - 1)]
    for pattern in (_MARKUP, _BLOB, _TAG, _ENTITY):
        noise += [Zone(start=m.start(), end=m.end()) for m in pattern.finditer(text)]
    return Markup(
        noise=tuple(noise), urls=tuple(filter(is_web_address, urls)), labels=tuple(labels)
    )
