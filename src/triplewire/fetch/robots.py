"""The bytes of a robots.txt in, the rules that hold for this program out, and whether one allows.

Source: RFC 9309, Robots Exclusion Protocol; Crawl-delay, which many write beside it.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

import msgspec

# RFC 9309, section 2.5: at least so much of it is read; nobody means more.
MOST_BYTES = 512_000
_NAME = "triplewire"
_LONGEST_DELAY = 60.0
_LINE = re.compile(r"([A-Za-z-]+)[ \t]*:[ \t]*(.*)")


class Rules(msgspec.Struct, frozen=True, omit_defaults=True):
    """What may be asked: patterns that are allowed, patterns that are not, seconds in between."""

    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    delay: float = 0.0


def parse(data: bytes) -> Rules:
    r"""Return the rules of the groups that name this program, or else those for everybody.

    >>> parse(b"User-agent: *\nDisallow: /private\nAllow: /private/news")
    Rules(allow=('/private/news',), disallow=('/private',), delay=0.0)
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    current: set[str] = set()
    naming = False
    for key, value in _lines(data[:MOST_BYTES]):
        if key == "user-agent":
            agent = re.split(r"[/ \t]", value.lower(), maxsplit=1)[0]
            current = {*current, agent} if naming else {agent}
            naming = True
            if agent in {_NAME, "*"}:
                groups.setdefault(agent, [])
            continue
        naming = False
        for agent in current & groups.keys():
            groups[agent].append((key, value))
    lines = groups.get(_NAME, groups.get("*", []))
    return Rules(
        allow=_patterns(lines, "allow"),
        disallow=_patterns(lines, "disallow"),
        delay=max((_delay(value) for key, value in lines if key == "crawl-delay"), default=0.0),
    )


def allows(rules: Rules, address: str) -> bool:
    """Say whether an address may be asked: the longest pattern decides, of two as long Allow.

    >>> rules = Rules(allow=("/news/*.html$",), disallow=("/news/",))
    >>> allows(rules, "https://a.example/news/1.html"), allows(rules, "https://a.example/news/1")
    (True, False)
    """
    parts = urlsplit(address)
    path = _normal(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
    longest = max((len(p) for p in rules.disallow if _fits(p, path)), default=-1)
    return longest < 0 or any(len(p) >= longest and _fits(p, path) for p in rules.allow)


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if found := _LINE.fullmatch(line.partition("#")[0].strip()):
            yield found[1].lower(), found[2].strip()


def _patterns(lines: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    found = {_normal(value) for key, value in lines if key == wanted and value[:1] in {"/", "*"}}
    return tuple(sorted(found))


def _delay(value: str) -> float:
    seconds = float(value) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value) else 0.0
    return min(seconds, _LONGEST_DELAY)


def _normal(path: str) -> str:
    """Return a path in one spelling: what is written with a percent sign, and what without."""
    return quote(unquote_to_bytes(re.sub("%2[Ff]", "%252F", path)), "/%?*$&=:@,;+!()'~")


def _fits(pattern: str, path: str) -> bool:
    """Say whether a pattern fits a path from its beginning, in time that grows with both."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not ends or at == len(path)
    last = others.pop()
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if ends:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
