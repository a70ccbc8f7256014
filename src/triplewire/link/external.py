"""Actors that no table of ours lists in, who they are elsewhere, for certain or perhaps, out.

A name is never enough. A person is the politician of that name only where nobody else has it, and
what the articles say, of the office, the country and the time, fits; an organisation only where
it owns its name and its country is told. What fits but for that is proposed, and not published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from triplewire import open_tables
from triplewire.link.actors import ActorReport, Actors
from triplewire.link.actors.fitting import is_common
from triplewire.link.authorities import Authorities, normal
from triplewire.link.countries import code_of, codes_of
from triplewire.link.profiles import ActorProfile
from triplewire.open_tables import Held, Known
from triplewire.records import ExternalLink

# Counted by benchmarks/external, by Laplace's rule of succession.
_SURE = {"person": Decimal("0.98"), "org": Decimal("0.94")}
_LIKELY = Decimal("0.75")
_MOST_CANDIDATES = 3
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "to", "in", "affairs", "national", "federal"})
_SAME = {
    "defense": "defence", "pm": "premier", "secretary": "minister", "internal": "interior",
    "external": "foreign", "adviser": "advisor", "sen": "senator", "senators": "senator",
    "senate": "senator", "gov": "governor", "rep": "representative", "pres": "president",
    "undersecretary": "minister",
}  # fmt: skip
# What a member of a parliament is called in news, and what a source calls the houses.
_SEATED = frozenset(
    {"mp", "lawmaker", "legislator", "congressman", "congresswoman", "parliamentarian"}
    | {"parliament", "congress", "knesset", "duma", "bundestag"}
)
_HOUSES = frozenset(
    {"parliament", "congress", "commons", "representatives", "representative", "deputies", "sejm"}
    | {"deputy", "assembly", "riksdag", "storting", "folketing", "lok", "teachta"}
)
# Those of whom a country has one: no office need be said where the year is theirs.
_FIRST = frozenset(
    map(frozenset, ({"president"}, {"premier"}, {"chancellor"}, {"supreme", "leader"}))
)
# Of these a country has so many that the word alone tells little.
_MANY = frozenset({"member", "secretary", "representative", "director", "chairman", "judge"})
# An office with one of these before it is another one.
_RANKS = frozenset({"deputy", "vice", "shadow", "assistant", "under", "acting", "chief", "press"})
_PAST = frozenset({"former", "ex", "late", "then", "designate", "elect"})
# Words of an office that somebody of any name may hold beside those that a source has.
_VAGUE = frozenset({"leader", "candidate", "politician", "mr", "mrs", "ms", "dr", "sir", "lord"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one article says of an actor: its day, the codes of the countries it names."""

    actor: ActorProfile
    year: int | None
    own: frozenset[str]
    named: frozenset[str]


def identify_elsewhere(
    reports: Iterable[ActorReport], people: Actors, authorities: Authorities
) -> tuple[ExternalLink, ...]:
    """Return what the actors that no table lists are called elsewhere.

    An identifier that two actors would have which are kept apart is certain of neither.
    """
    told: dict[str, list[_Told]] = {}
    for report in reports:
        actor, iri = report.actor, people.iris[report.node]
        if actor.type in {"person", "org"} and not actor.listed and iri not in authorities.by_iri:
            year = int(report.published[:4]) if report.published[:4].isdigit() else None
            own, named = codes_of(actor.countries, authorities), frozenset(report.codes)
            told.setdefault(iri, []).append(_Told(actor=actor, year=year, own=own, named=named))
    links = [link for iri, said in sorted(told.items()) for link in _judged(iri, said)]
    sure = {(link.iri, link.identifier) for link in links if link.status == "joined"}
    apart = [(one.one, one.other) for one in people.links if one.status == "kept-apart"]
    doubted = {
        (iri, identifier)
        for iri, identifier in sure
        for pair in apart
        if iri in pair and all((other, identifier) in sure for other in pair)
    }
    return tuple(
        _doubted(link) if (link.iri, link.identifier) in doubted else link for link in links
    )


def _judged(iri: str, told: list[_Told]) -> list[ExternalLink]:
    """Return what an actor is called elsewhere: one thing for certain, or a few that it may be."""
    kind = told[0].actor.type
    names = sorted({one.actor.name for one in told if " " in one.actor.name})
    look_up = open_tables.persons if kind == "person" else open_tables.organisations
    found = {known.identifier: (name, known) for name in names for known in look_up(name)}
    links = []
    for name, known in found.values():
        judge = _person if kind == "person" else _organisation
        reason = judge(name, known, told)
        sure = reason is not None and len(found) == 1
        links.append(
            ExternalLink(
                iri=iri,
                identifier=known.identifier,
                labels=(name, known.name),
                status="joined" if sure else "likely",
                reason=f"{reason or _no_more(known)}: {known.source.name}, {known.source.version}",
                confidence=_SURE[kind] if sure else _LIKELY,
                source=known.source.address,
            )
        )
    return sorted(links, key=lambda link: link.identifier)[:_MOST_CANDIDATES]


def _no_more(known: Known) -> str:
    """Return in words that a name is all that speaks for somebody, and who that is."""
    last = max(known.offices, key=lambda held: (held.start or 0, held.office), default=None)
    office = f"{last.office} from {last.start}" if last and last.start else ""
    told = ", ".join(filter(None, (known.name, office, known.country)))
    return f"the name alone, of {told}"


def _doubted(link: ExternalLink) -> ExternalLink:
    """Return a link that another actor's link leaves no longer certain."""
    reason = f"{link.reason}; but it would be one with an actor that is kept apart from it"
    return replace(link, status="likely", confidence=_LIKELY, reason=reason)


def _person(name: str, known: Known, told: list[_Told]) -> str | None:
    """Return why a person is the politician of that name, in words; None where nothing tells."""
    owns = normal(known.title) == normal(name)
    reasons = []
    for one in told:
        here = known.country in one.own | one.named or not known.country
        said = [(office, body) for office, body in one.actor.offices if not _is_vague(office)]
        if said and not any(_held_as(office, body, known, None) for office, body in said):
            # Somebody else of the name, or in an office that the source does not have.
            return None
        for office, body in said:
            held = _held_as(office, body, known, one.year)
            alone = owns and one.year is not None and _tells_with_name(office)
            if here and held and (_is_telling(office) or alone):
                reasons.append(f"the name, the country and the office, {held.office}")
        if here and owns and not said and one.year is not None:
            reasons += (
                f"the name, the country and the year, as {held.office}"
                for held in known.offices
                if _words(held.office) in _FIRST and _in_time(held, one.year, past=False)
            )
    return min(reasons, default=None)


def _organisation(name: str, known: Known, told: list[_Told]) -> str | None:
    """Return why an organisation is the one of that name, in words; None where nothing tells."""
    if is_common(name):
        return None
    if all(known.country in one.own | one.named for one in told):
        return "the full name and the country"
    return None


def _held_as(office: str, body: str, known: Known, year: int | None) -> Held | None:
    """Return the office of a politician that an article means, in the article's year if told."""
    words = _words(office)
    seated = bool(words & _SEATED)
    if not words or _elsewhere(body, known.country):
        return None
    past = bool(set(office.split("-")) & _PAST)
    for held in known.offices:
        theirs = _words(held.office)
        if seated:
            fits = bool(theirs & _HOUSES)
        elif words == {"president"}:
            fits = theirs == words
        else:
            fits = words <= theirs
        fits &= words & _RANKS == theirs & _RANKS
        if fits and (year is None or _in_time(held, year, past=past)):
            return held
    return None


def _elsewhere(body: str, country: str) -> bool:
    """Say whether the body of an office is another country than the politician's."""
    code = code_of(body.rsplit("/", 1)[-1].replace("-", " "))
    return bool(code) and bool(country) and code != country


def _in_time(held: Held, year: int, *, past: bool) -> bool:
    if held.start is None or year < held.start - 1:
        return False
    return past or held.end is None or year <= held.end + 1


def _words(office: str) -> frozenset[str]:
    """Return the words of an office that tell it from others, in one spelling of each."""
    plain = normal(office).replace("-", " ").replace("prime minister", "premier")
    words = re.findall(r"[a-z]+", plain)
    return frozenset(_SAME.get(word, word) for word in words) - _SMALL_WORDS - _PAST


def _is_vague(office: str) -> bool:
    return bool(set(office.split("-")) & _VAGUE)


def _is_telling(office: str) -> bool:
    """Say whether a country has one who holds an office at a time, or few."""
    words = _words(office)
    return words in _FIRST or (len(words) > 1 and not words & _SEATED)


def _tells_with_name(office: str) -> bool:
    """Say whether an office tells who is meant where nobody better known has the name."""
    return not set(office.split("-")) <= _MANY
