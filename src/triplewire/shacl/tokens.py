"""SPARQL text in, its tokens out, in every way in which it can be read.

Oxigraph's parser has no tokens: it takes what the grammar allows at a place. There ``<`` may begin
an IRI, or be less-than and what follows be keywords, brackets and a comment: ``1<2)SERVICE#>``.
A scan cannot know which, so both readings are followed wherever both are possible. The other places
where Oxigraph takes less than the longest token are told by ``Piece.firm``: a prefixed name, whose
beginning may be a name too, and a string with an escape that does not exist, which it takes for
several shorter ones.
"""

import re
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

# What names are made of: told by what they are not, because a class of all letters takes long to
# compile. Some characters from U+00C0 on are no letters, but those stand nowhere outside strings.
_NOT_HERE = r"\x00-,;-@\[-^`{-\xb6\xb8-\xbf"
_LETTER = r"[^\x00-@\[-`{-\xbf]"
_FIRST = r"[^\x00-/:-@\[-^`{-\xbf]"
_INSIDE = rf"[^{_NOT_HERE}./:]"
_ESCAPED = r"(?: %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%] )"
# Every alternative is possessive, so that no text makes the scan go back over itself.
TOKEN = re.compile(
    rf'''
      (?P<comment> \#[^\n\r]*+ )
    | (?P<iri>     < [^<>"{{}}|^`\x00-\x20]*+ > )
    | (?P<string>  """ (?: [^"\\] | \\. | "(?!"") )*+ """
                 | \'\'\' (?: [^'\\] | \\. | '(?!\'\') )*+ \'\'\'
                 | " (?: [^"\\\n\r] | \\[^\n\r] )*+ "
                 | ' (?: [^'\\\n\r] | \\[^\n\r] )*+ ' )
    | (?P<var>     [?$] [^{_NOT_HERE}./:-]++ )
    | (?P<lang>    @[A-Za-z]++ (?: -[A-Za-z0-9]++ )*+ )
    | (?P<blank>   _: {_FIRST} (?: {_INSIDE} | \.++(?={_INSIDE}) )*+ )
    | (?P<name>    (?P<prefix> (?: {_LETTER} [^{_NOT_HERE}/:]{{0,99}}+ )?+ ) :
                   (?P<local> (?: (?: {_FIRST} | : | {_ESCAPED} )
                     (?: [^{_NOT_HERE}./] | {_ESCAPED} | \.++(?=[^{_NOT_HERE}./]|[%\\]) )*+ )?+ ) )
    | (?P<number>  [+-]?+ (?: [0-9]++ (?: \.[0-9]++ | \.(?=[eE][+-]?[0-9]) )?+ | \.[0-9]++ )
                   (?: [eE][+-]?+[0-9]++ )?+ )
    | (?P<word>    [A-Za-z_]\w*+ )
    | (?P<space>   \s++ )
    | (?P<sign>    && | \|\| | \^\^ | [<>!]= | << | >> | . )
    ''',
    re.VERBOSE | re.DOTALL,
)
_SKIPPED = re.compile(r"(?: \s++ | \#[^\n\r]*+ )*+", re.VERBOSE)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"\\(.)")
# As less-than, the first would be followed by two slashes, the second by one, and the third ends at
# a second comparison: none of that is SPARQL.
_SURELY_IRI = re.compile(r"<(?: [A-Za-z][\w+.-]*:// .* | / .* | [^()\#'&,;\\]* )>", re.VERBOSE)
# A name is added to the end of a namespace; at the end of a host, it can make what is no IRI.
_ENDS_IN_HOST = re.compile(r"<(?: [^>]*//[^/?\#>]* | [^>]*\\.* )>", re.VERBOSE)
_SURELY_LOCAL = re.compile(r"(?:[A-Za-z0-9_:](?:[A-Za-z0-9_:-]|%[0-9A-Fa-f]{2})*)?")
_SURELY_STRING = re.compile(
    r"""(?: [^\\] | \\ [tbnrf"'\\] | \\u(?![dD][89A-Fa-f]) [0-9A-Fa-f]{4}
          | \\U(?: 0000(?![dD][89A-Fa-f]) | 000[1-9A-Fa-f] | 0010 ) [0-9A-Fa-f]{4} )*+""",
    re.VERBOSE,
)
_DEAD = frozenset("\\\"'`")


class Piece(NamedTuple):
    """A token and its place; ``next`` is where spaces and comments behind it end.

    ``prefix`` and ``local`` are the halves of a prefixed name. ``firm`` says that Oxigraph takes
    the same characters for the same token, if it takes them for one at all. ``first`` says that it
    belongs to the reading in which all IRIs are IRIs.
    """

    kind: str
    text: str
    start: int
    next: int
    prefix: str | None
    local: str | None
    firm: bool
    first: bool

    @property
    def dead(self) -> bool:
        """Say whether no query has such a token: the reading ends with it."""
        return self.kind == "sign" and self.text in _DEAD

    @property
    def loud(self) -> str:
        """Return in capitals what Oxigraph may read as keywords: it needs no space after one."""
        if self.kind == "word" or (self.kind == "name" and not self.firm):
            return self.text.upper()
        return (self.prefix or "").upper()

    def iri(self, prefixes: Mapping[str, str]) -> str | None:
        """Return the absolute IRI that the token stands for, or None."""
        if self.kind == "iri":
            return self.text[1:-1] if _ABSOLUTE.match(self.text, 1) else None
        if self.kind == "name" and (self.prefix or "") in prefixes:
            full = prefixes[self.prefix or ""] + _ESCAPE.sub(r"\1", self.local or "")
            return full if _ABSOLUTE.match(full) else None
        return None


def readings(text: str) -> Iterator[Piece]:
    """Yield the tokens of all readings of a text in the order of their places.

    Every place is read once, however many readings come by it. A reading ends at a character that
    can begin nothing.
    """
    first, hosts = _skipped(text, 0), False
    places, seen = [first], {first, len(text)}
    while places:
        at = heappop(places)
        for piece in _pieces_at(text, at, hosts=hosts, first=at == first):
            yield piece
            if piece.kind == "iri" and _ENDS_IN_HOST.fullmatch(piece.text):
                hosts = True
            if piece.first:
                first = piece.next
            if piece.next not in seen and not piece.dead:
                seen.add(piece.next)
                heappush(places, piece.next)


def _skipped(text: str, at: int) -> int:
    """Return where spaces and comments end that begin at a place."""
    found = _SKIPPED.match(text, at)
    return at if found is None else found.end()


def _pieces_at(text: str, at: int, *, hosts: bool, first: bool) -> tuple[Piece, ...]:
    """Return the tokens that can begin at a place; ``hosts`` says that a namespace ends in one."""
    found = TOKEN.match(text, at)
    if found is None:
        return ()
    kind, taken, prefix, local = found.lastgroup or "", found[0], *found.group("prefix", "local")
    firm = _is_firm(kind, taken, local) and not (hosts and kind == "name")
    longest = Piece(kind, taken, at, _skipped(text, found.end()), prefix, local, firm, first)
    if firm or taken == "<" or taken[0] != "<":
        return (longest,)
    less = Piece("sign", "<", at, _skipped(text, at + 1), None, None, firm=False, first=False)
    return longest, less


def _is_firm(kind: str, taken: str, local: str) -> bool:
    if kind == "iri":
        return _SURELY_IRI.fullmatch(taken) is not None
    if kind == "string":
        return _SURELY_STRING.fullmatch(taken) is not None
    if kind == "name":
        return taken.isascii() and _SURELY_LOCAL.fullmatch(local) is not None
    return taken.isascii() and taken not in {"<", "<<"}
