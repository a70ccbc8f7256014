"""The tables data/media_topics.tsv and data/sections.tsv in, concepts of IPTC Media Topics out.

Source: IPTC Media Topics, release of 2025-10-09, CC BY 4.0, at cv.iptc.org. A newer release
is one run of tools/build_media_topics.py.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from triplewire import assets

SCHEME = "http://cv.iptc.org/newscodes/mediatopic/"
_STATED = re.compile(
    r"(?:https?://cv\.iptc\.org/newscodes/(?P<path>mediatopic|subjectcode)/"
    r"|(?P<alias>medtop|subj|iptc|mediatopic|subjectcode):)?(?P<code>[0-9]{8})/?",
    re.IGNORECASE,
)
_OLD = frozenset({"subj", "subjectcode"})
# A mapping that says more wins over one that says less; a claim about trade is about the economy.
_RELATIONS = ("exactMatch", "closeMatch", "broadMatch")


def media_topic(stated: str) -> str | None:
    """Return the IRI of the concept that a code stands for today; None where there is none.

    A code is an IRI, a qcode ("medtop:15000000") or eight digits. A retired one gives what the
    scheme puts in its place, an old subject code what it is matched with, itself or what is above.

    >>> media_topic("medtop:20000407")
    'http://cv.iptc.org/newscodes/mediatopic/20000405'
    >>> media_topic("subj:11001001")
    'http://cv.iptc.org/newscodes/mediatopic/20000600'
    """
    match = _STATED.fullmatch(stated.strip())
    if match is None:
        return None
    code, old = match["code"], _is_old(match)
    row = None if old else _concepts().get(code)
    if row is not None:
        return SCHEME + (row["use"] or code)
    if not old and code != match.group():
        return None
    older = (code, code[:5] + "000", code[:2] + "000000")
    return next((SCHEME + _subjects()[one] for one in older if one in _subjects()), None)


def known_topics(stated: Iterable[str], section: str | None) -> tuple[str, ...]:
    """Return the topics that a source states, and after them those of the article's section.

    Of IPTC's schemes it is the concept of today; a topic of another scheme stays as it is.
    """
    known = (media_topic(one) if _STATED.fullmatch(one.strip()) else one for one in stated)
    return tuple(dict.fromkeys((*filter(None, known), *section_topics(section))))


def unknown_topics(stated: Iterable[str]) -> tuple[str, ...]:
    """Return the codes among topics that the scheme does not have, as qcodes.

    >>> unknown_topics(["medtop:15000000", SCHEME + "29999999"])
    ('medtop:29999999',)
    """
    matches = (_STATED.fullmatch(one.strip()) for one in stated)
    return tuple(
        f"{'subj' if _is_old(match) else 'medtop'}:{match['code']}"
        for match in matches
        if match and media_topic(match.group()) is None
    )


def section_topics(section: str | None) -> tuple[str, ...]:
    """Return the concepts that the name of an article's section or category stands for.

    It is a word that sections are known by, or exactly what the scheme calls a concept.

    >>> section_topics("BUSINESS") + section_topics("Mortgages")
    ('http://cv.iptc.org/newscodes/mediatopic/04000000', 'http://cv.iptc.org/newscodes/mediatopic/20000380')
    """
    words = _words(section or "")
    return _sections().get(words) or _labels().get(words, ())


def mapped_topics(concept: str) -> tuple[str, ...]:
    """Return the concepts that one of the scheme topics, by its local name, is mapped to."""
    return _mapped().get(concept, ())


def label(iri: str) -> str | None:
    """Return the name of a concept in English; None where the scheme has none with that IRI."""
    row = _concepts().get(iri.removeprefix(SCHEME))
    return None if row is None else row["label"]


def with_broader(topics: Iterable[str]) -> Mapping[str, str | None]:
    """Return the concepts and all above them, each with the one right above it."""
    found: dict[str, str | None] = {}
    ahead = [topic for topic in topics if label(topic)]
    while ahead:
        topic = ahead.pop()
        above = _concepts()[topic.removeprefix(SCHEME)]["broader"]
        found[topic] = SCHEME + above if above else None
        ahead += [SCHEME + above] if above else []
    return found


def _is_old(match: re.Match[str]) -> bool:
    return (match["path"] or match["alias"] or "").lower() in _OLD


@cache
def _concepts() -> Mapping[str, dict[str, str]]:
    return {row["code"]: row for row in assets.table("media_topics")}


@cache
def _subjects() -> Mapping[str, str]:
    """Return the code of today for each subject code; living concepts come before retired ones."""
    rows = sorted(_concepts().values(), key=lambda row: (row["use"] != "", row["code"]))
    found: dict[str, str] = {}
    for row in rows:
        for old in assets.parts(row["subjects"]):
            found.setdefault(old, row["use"] or row["code"])
    return found


@cache
def _sections() -> Mapping[str, tuple[str, ...]]:
    return {
        words: tuple(SCHEME + code for code in assets.parts(row["codes"]))
        for row in assets.table("sections")
        for words in assets.parts(row["words"])
    }


@cache
def _labels() -> Mapping[str, tuple[str, ...]]:
    """Return the concept of today by each name; what is called so today wins over what was."""
    rows = sorted(_concepts().values(), key=lambda row: (row["use"] == "", row["code"]))
    return {_words(row["label"]): (SCHEME + (row["use"] or row["code"]),) for row in rows}


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower().replace("&", " and ")))


@cache
def _mapped() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in assets.mappings():
        if row["target"].startswith(SCHEME):
            found.setdefault(row["concept"], {}).setdefault(row["relation"], []).append(
                row["target"]
            )
    return {
        concept: tuple(next((by[name] for name in _RELATIONS if name in by), ()))
        for concept, by in found.items()
    }
