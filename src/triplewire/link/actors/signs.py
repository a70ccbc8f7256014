"""The actors of all articles in, what speaks for who each is, and what speaks against, out."""

from collections import Counter
from collections.abc import Iterable, Sequence

from triplewire.link.actors.fitting import all_fit, is_common, name_words
from triplewire.link.actors.orders import Node, Order
from triplewire.link.clusters import Facts, known, opposed
from triplewire.link.profiles import ActorProfile, Profile

# To be named with somebody whom more articles name says nothing of who one is.
_MOST_ARTICLES = 20
JOINABLE = frozenset({"person", "org", "group", "document"})


def facts_of(profiles: Sequence[Profile], orders: Iterable[Order]) -> dict[Node, Facts]:
    """Return what is known of each actor, by kind.

    "office" (an office and its body), "country" (of the body), "company" (those named with it),
    "name" (a person's full one), "listed" (in a table) and "side" (of a curator's decision).
    """
    facts: dict[Node, dict[str, set[str]]] = {}
    named = Counter(actor.iri for profile in profiles for actor in profile.actors)
    for profile in profiles:
        acting = [actor for actor in profile.actors if actor.type in JOINABLE]
        company = {a.iri for a in acting if _is_company(a) and named[a.iri] <= _MOST_ARTICLES}
        lands = {actor.iri for actor in profile.actors if actor.type == "country"}
        for actor in acting:
            facts[profile.sha256, actor.name] = {
                "office": {f"{office}|{body}" for office, body in actor.offices},
                "country": {*actor.countries, *(lands if _is_of_the_only(actor, lands) else ())},
                "company": company - {actor.iri},
                "name": _full_name(actor),
                "listed": {actor.iri} if actor.listed else set(),
            }
    for order in orders:
        if order.decision.what == "keep-apart":
            for node, side in ((order.node, "+"), *((other, "-") for other in order.others)):
                facts[node].setdefault("side", set()).add(f"{order.decision.key}{side}")
    return dict(facts)


def _is_company(actor: ActorProfile) -> bool:
    return not actor.listed and actor.type in {"person", "org"}


def _is_of_the_only(actor: ActorProfile, lands: set[str]) -> bool:
    """Say whether a body that every country has is that of the one country of its article."""
    return len(lands) == 1 and needs_country(actor)


def needs_country(actor: ActorProfile) -> bool:
    """Say whether only its country tells an organisation from those of its name."""
    return actor.type == "org" and not actor.listed and is_common(actor.name)


def _full_name(actor: ActorProfile) -> set[str]:
    words = name_words(actor.name)
    full = actor.type == "person" and not actor.listed and len(words) > 1
    return {" ".join(words)} if full else set()


def exclude(one: Facts, other: Facts) -> bool:
    """Say whether two groups cannot be one: names, countries, bodies, tables, a curator."""
    for kind in ("country", "listed"):
        left, right = known(one, kind), known(other, kind)
        if left and right and not left & right:
            return True
    held, others = known(one, "office"), known(other, "office")
    if not held & others and _bodies(held) & _bodies(others):
        # One office at two bodies is held by two people.
        return True
    names = frozenset(known(one, "name")), frozenset(known(other, "name"))
    return not all_fit(*names) or opposed(one, other)


def _bodies(offices: Iterable[str]) -> set[str]:
    """Return the offices whose body is known, without it."""
    return {office.partition("|")[0] for office in offices if not office.endswith("|")}
