"""A text in, its links, addresses and markup out, with what they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triplewire.extract.text import Zone
from triplewire.iris import is_web_address

# "([Label](https://...))" is a citation; "[words](https://...)" leaves its words in the sentence.
_LINK = re.compile(
    r"(?P<open>\(?)(?P<image>!?)\[(?P<label>[^\[\]\n]{0,300})\]"
    r"\((?P<url>[^()\s]{1,2000})[^()\n]{0,200}\)(?P<close>\)?)"
)
_LINKED_IMAGE = re.compile(
    r"\[!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,60}\])"
)
# "[words][1]" and what "[1]: https://..." says below; "[[Oslo|the city]]" of a wiki.
_REFERENCE = re.compile(
    r"(?P<before>!?\[)(?P<label>[^\[\]\n]{1,300})(?P<after>\] ?\[[^\[\]\n]{0,60}\])"
)
_WIKI = re.compile(
    r"(?P<before>\[\[(?:[^\[\]|\n]{1,200}\|)?)(?P<label>[^\[\]|\n]{1,200})(?P<after>\]\])"
)
_DEFINITION = re.compile(
    r"^[ \t]{0,3}\[[^\[\]\n]{1,60}\]:[ \t]+<?https?://[^\n]{1,2000}$", re.MULTILINE
)
_URL = re.compile(r"(?:https?://|www\.)[^\s()\[\]<>\"“”]{1,2000}")
_TRAILING = ".,;:!?'’"
_MARKUP = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]|(?:>[ \t]?){1,5}|[*+•-][ \t](?:\[[ xX]\][ \t])?|[-*_=]{3,}[ \t]*$"
    r"|\|?(?:[ \t]?:?-{3,}:?[ \t]?\|){1,30}(?:[ \t]?:?-{3,}:?)?[ \t]*$|\[\^[\w-]{1,20}\]:)"
    r"|[ \t]#{2,6}[ \t]*$|\*{2,3}|__|`+|~~|==(?=\w)|(?<=\w)==|'''|\[\^[\w-]{1,20}\]"
    r"|(?<=[\w.,;!?\"”’])\[\d{1,3}\]|\\(?=[*_\[\]()#>`~+!.-])|\{\{[^{}\n]{0,300}\}\}"
    r"|\{[:#.][^{}\n]{0,100}\}",
    re.MULTILINE,
)
# "*so*" and "_so_" inside a sentence, and never "5 * 3" or "a_name".
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<mark>[*_])(?=[^\s*_])[^*_\n]{1,300}(?<=\S)(?P=mark)(?![\w*_])"
)
_NAMES = (
    "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite"
    "|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font"
    "|footer"
    "|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark"
    "|meta"
    "|nav|nobr|noscript|o:p|object|ol|option|p|picture|pre|q|ref|s|samp|script|section|select|small"
    "|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead"
    "|time|title|tr|track|tt|u|ul|var|video|wbr"
)
# The HTML of a pasted page, escaped once more or not, what it writes for a space, and the short
# codes of forums and blogs.
_TAG = re.compile(
    rf"</?(?:{_NAMES}|[a-z]{{1,20}}-[a-z-]{{1,30}})(?:\s[^<>]{{0,2000}})?/?>"
    rf"|&lt;/?(?:{_NAMES})(?:\s[^<>&\n]{{0,300}})?/?&gt;"
    r"|<[\w.+-]{1,60}@[\w.-]{1,60}>|<(?=https?://)|(?<=[\w/])>(?=[\s.,;]|$)"
    r"|\[/?(?:b|i|u|s|url|quote|img|size|color|center|caption|embed|gallery|video|audio|youtube"
    r"|code"
    r"|list|left|right|justify|font|spoiler|playlist|tweet|pullquote)(?:[= ][^\[\]\n]{0,300})?\]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|zwnj|shy|#160|#xa0|#8203);", re.IGNORECASE)
# What holds no language at all, from its beginning to its end.
_BLOCKS = (
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style>", re.IGNORECASE)),
    (re.compile(r"<!--"), re.compile(r"-->")),
)
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
    noise += _around(text)
    noise += _blocks(text)
    for pattern in (_MARKUP, _BLOB, _TAG, _ENTITY, _LINKED_IMAGE, _DEFINITION):
        noise += [Zone(start=m.start(), end=m.end()) for m in pattern.finditer(text)]
    return Markup(
        noise=tuple(noise), urls=tuple(filter(is_web_address, urls)), labels=tuple(labels)
    )


def _around(text: str) -> Iterator[Zone]:
    """Yield the marks around words that stay: emphasis, links by a number, links of a wiki."""
    for match in _EMPHASIS.finditer(text):
        for at in (match.start("mark"), match.end() - 1):
            yield Zone(start=at, end=at + 1)
    for pattern in (_REFERENCE, _WIKI):
        for match in pattern.finditer(text):
            for group in ("before", "after"):
                yield Zone(start=match.start(group), end=match.end(group))


def _blocks(text: str) -> Iterator[Zone]:
    """Yield the scripts, styles and comments of HTML; what has no end is none."""
    for begins, ends in _BLOCKS:
        place = 0
        while (first := begins.search(text, place)) is not None:
            last = ends.search(text, first.end())
            if last is None:
                break
            yield Zone(start=first.start(), end=last.end())
            place = last.end()
