"""The actors of all articles in, what speaks for who each is, and what speaks against, out."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import product

from triplewire.link.actors.fitting import all_fit, is_common, name_words
from triplewire.link.actors.orders import Order, path_of
from triplewire.link.actors.reports import ActorReport, Node
from triplewire.link.clusters import Facts, known, opposed
from triplewire.link.profiles import ActorProfile

# Nobody holds these in two towns; whom a town has only one of may have been somewhere else before.
_OF_A_TOWN = re.compile(r"(?:.*-)?(?:mayor|governor|sheriff)\|.*/place/.*")
# Scripts of which one language uses several.
_EAST_ASIAN = frozenset({"cjk", "hangul", "hiragana", "katakana"})
# What articles of other years say of an age may be this many years off.
_YEARS_OFF = 2


def facts_of(reports: Iterable[ActorReport], orders: Iterable[Order]) -> dict[Node, Facts]:
    """Return what is known of each actor, by kind.

    "office" (an office and its body), "town" (an office of which a town has one), "country" (that a
    body is of), "nation" (that a person is of), "land" (that the article names), "company" (those
    named with it), "name" (a person's full one), "born" (from one year to another), "written" (the
    name in its own script), "namesake" (the article that speaks of one), "listed" (in a table) and
    "side" (of a curator's decision).
    """
    facts: dict[Node, dict[str, set[str]]] = {}
    for report in reports:
        actor, lands = report.actor, set(report.lands)
        offices = {f"{office}|{body}" for office, body in actor.offices}
        facts[report.node] = {
            "office": offices,
            "town": {office for office in offices if _OF_A_TOWN.fullmatch(office)},
            "country": _countries(actor, lands),
            "nation": set(actor.nations),
            "land": lands if actor.type == "person" else set(),
            "company": set(report.company),
            "name": _full_name(actor),
            "born": {f"{actor.born[0]}-{actor.born[1]}"} if actor.born else set(),
            "written": set(actor.written),
            "namesake": {report.node[0]} if actor.namesake else set(),
            "listed": {actor.iri} if actor.listed else set(),
        }
    for order in orders:
        if order.decision.what == "keep-apart":
            for node, side in ((order.node, "+"), *((other, "-") for other in order.others)):
                facts[node].setdefault("side", set()).add(f"{order.decision.key}{side}")
    return dict(facts)


def _countries(actor: ActorProfile, lands: set[str]) -> set[str]:
    """Return the countries of a body; one that every country has is of the one of its article."""
    if actor.type == "person":
        return set()
    return {*actor.countries, *(lands if len(lands) == 1 and needs_country(actor) else ())}


def needs_country(actor: ActorProfile) -> bool:
    """Say whether only its country tells an organisation from those of its name."""
    return actor.type == "org" and not actor.listed and is_common(actor.name)


def _full_name(actor: ActorProfile) -> set[str]:
    # "Jong-il" and "Jong Il" are one.
    words = name_words(actor.name.replace("-", " "))
    full = actor.type == "person" and not actor.listed and len(words) > 1
    return {" ".join(words)} if full else set()


def exclude(one: Facts, other: Facts) -> bool:
    """Say whether two groups cannot be one."""
    return why_apart(one, other) is not None


def why_apart(one: Facts, other: Facts) -> str | None:
    """Return what keeps two groups from being one, in words, None where nothing does.

    Names, countries, tables, ages, scripts, a namesake that an article speaks of, a curator.
    """
    for kind, reason in (("country", "of"), ("nation", "of"), ("listed", "in the table as")):
        left, right = known(one, kind), known(other, kind)
        if left and right and not left & right:
            return f"one is {reason} {_paths(left)}, the other {_paths(right)}"
    if _in_two_towns(known(one, "town"), known(other, "town")):
        return "one office in two towns"
    if _years_between(known(one, "born"), known(other, "born")) > _YEARS_OFF:
        return "their ages do not fit"
    if not _may_be_written(known(one, "written"), known(other, "written")):
        return "the name is another one in its own script"
    if (known(one, "namesake") or known(other, "namesake")) and not shared_offices(one, other):
        return "an article speaks of a namesake"
    names = frozenset(known(one, "name")), frozenset(known(other, "name"))
    if not all_fit(*names):
        return "the names do not fit"
    return "a curator decided it" if opposed(one, other) else None


def shared_offices(one: Facts, other: Facts) -> list[str]:
    """Return the offices of one body that two groups hold."""
    shared = known(one, "office") & known(other, "office")
    return sorted(office for office in shared if not office.endswith("|"))


def _paths(iris: Iterable[str]) -> str:
    return ", ".join(sorted(map(path_of, iris)))


def _in_two_towns(held: AbstractSet[str], others: AbstractSet[str]) -> bool:
    if not held or not others:
        return False
    titles = ({one.partition("|")[0] for one in offices} for offices in (held, others))
    return not held & others and bool(set.intersection(*titles))


def _years_between(ones: Iterable[str], others: Iterable[str]) -> int:
    """Return how many years lie between the nearest times in which two may have been born."""
    gaps = []
    for one, other in product(ones, others):
        (first, last), (begins, ends) = (map(int, span.split("-")) for span in (one, other))
        gaps.append(max(begins - last, first - ends, 0))
    return min(gaps, default=0)


def _may_be_written(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two writings of a name may be of one person's: the scripts are one's."""
    pairs = list(product(ones, others))
    return not pairs or any(_may_be(*one.split(":"), *other.split(":")) for one, other in pairs)


def _may_be(script: str, name: str, other_script: str, other: str) -> bool:
    """Say whether two writings may be one; a spelling has variants, a whole name of signs has none.

    Of three signs the first is the family name, and one of the others may have an older form.
    """
    if script != other_script:
        return {script, other_script} <= _EAST_ASIAN
    alike = script != "cjk" or len(name) != len(other)
    return alike or name == other or bool(set(name[1:]) & set(other[1:]))
