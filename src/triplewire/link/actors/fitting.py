"""Two names in, whether they may be of one person or organisation, out."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from triplewire.gazetteer import countries, family_names
from triplewire.link.authorities import normal

_LEGAL = re.compile(
    r"[ ,]+(?:ltd|limited|inc|incorporated|plc|corp|corporation|co|company|llc|llp|gmbh|ag|sa|nv|bv"
    r"|spa|oyj?|asa?|ab|pty)\.?$"
)
_TURNED = re.compile(
    r"(?P<land>united (?:states|kingdom) )?(?P<field>[a-z]+) (?P<head>department|ministry)"
)
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to"})
# What the bodies of any country are called; with no other word in it a name tells nobody apart.
_BODIES = frozenset(
    {"ministry", "department", "parliament", "senate", "court", "cabinet", "treasury", "assembly"}
    | {"police", "army", "navy", "customs", "bank", "government", "bureau", "office", "congress"}
    | {"commission", "agency", "authority", "council", "house", "force", "guard", "administration"}
)
_BRANCHES = frozenset(
    {"foreign", "affairs", "defence", "defense", "health", "education", "finance", "interior"}
    | {"justice", "trade", "commerce", "transport", "energy", "environment", "agriculture", "home"}
    | {"labour", "labor", "culture", "tourism", "industry", "planning", "public", "security"}
    | {"state", "national", "federal", "supreme", "high", "constitutional", "electoral", "election"}
    | {"statistics", "revenue", "tax", "immigration", "central", "economic", "economy", "social"}
    | {"development", "international", "representatives", "commons", "lords", "air", "coast"}
    | {"fisheries", "food", "housing", "science", "technology", "sports", "works", "welfare"}
    | {"information", "communications", "war", "appeal", "general", "people's", "attorney"}
    | {"prime", "minister's", "president's", "prosecutor", "prosecutor's"}
)


def name_words(name: str) -> list[str]:
    """Return the words of a person's name in the form that they are compared in.

    >>> name_words("José B. Ruiz")
    ['jose', 'b', 'ruiz']
    """
    return normal(name).replace(".", "").split(" ")


def is_common_person(name: str) -> bool:
    """Say whether many people have a name: its family name is one of the commonest.

    >>> is_common_person("John Smith"), is_common_person("Ana Vestergard")
    (True, False)
    """
    words, common = name_words(name), family_names()
    return len(words) == 2 and (words[1] in common or common.get(words[0], False))


def fit(one: list[str], other: list[str]) -> bool:
    """Say whether two full names can be one: last names equal, first ones equal or initials.

    >>> fit(["j", "smith"], ["john", "k", "smith"]), fit(["john", "smith"], ["jane", "smith"])
    (True, False)
    """
    firsts = sorted((one[0], other[0]), key=len)
    if one[-1] != other[-1] or not firsts[1].startswith(firsts[0]):
        return False
    if 1 < len(firsts[0]) < len(firsts[1]):
        return False
    middles = [middle for middle in (one[1:-1], other[1:-1]) if middle]
    return len(middles) < 2 or all(
        a.startswith(b) or b.startswith(a) for a, b in zip(*middles, strict=False)
    )


def all_fit(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether full names can be those of one person: one is in both sets, or all fit."""
    if any(len(name.split(" ")[0]) > 1 for name in ones & others):
        return True
    return all(fit(one.split(" "), other.split(" ")) for one in ones for other in others)


def without_legal_form(name: str) -> str:
    """Return a firm's name without what it is in law.

    >>> without_legal_form("Orla Foods, Inc.")
    'orla foods'
    """
    return _LEGAL.sub("", normal(name))


def one_spelling(name: str) -> str:
    """Return an organisation's name as all articles might write it.

    Without its legal form, with its country's own name, and with its field behind its head.

    >>> one_spelling("U.S. Labor Department"), one_spelling("Orla Foods, Inc.")
    ('united states department of labor', 'orla foods')
    """
    first, _, rest = name.removeprefix("the ").removeprefix("The ").partition(" ")
    land = _abbreviations().get(first) if rest else None
    plain = without_legal_form(f"{land} {rest}" if land else name)
    turned = _TURNED.fullmatch(plain)
    if turned is None:
        return plain
    return f"{turned['land'] or ''}{turned['head']} of {turned['field']}"


@cache
def _abbreviations() -> Mapping[str, str]:
    """Return the countries by what news shortens their names to."""
    return MappingProxyType(
        {
            alias: country.name
            for country in countries().values()
            for alias in country.aliases
            if alias.isupper()
        }
    )


def initials(name: str) -> str:
    """Return the acronym that a name would have.

    >>> initials("Council of Northern Ports")
    'CNP'
    """
    words = [word for word in re.split(r"[\s-]+", name) if word.lower() not in _SMALL_WORDS]
    return "".join(word[0] for word in words if word).upper()


def is_common(name: str) -> bool:
    """Say whether an organisation's name is one that every country has a body of.

    >>> is_common("Ministry of Foreign Affairs"), is_common("Nordic Council")
    (True, False)
    """
    words = [word for word in re.split(r"[\s-]+", normal(name)) if word not in _SMALL_WORDS]
    return any(word in _BODIES for word in words) and all(
        word in _BODIES or word in _BRANCHES for word in words
    )
