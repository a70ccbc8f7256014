"""Profiles for tests, of our own invention."""

from hashlib import sha256

from tests.decide.test_table import decision
from triplewire.iris import slug
from triplewire.link.authorities import normal
from triplewire.link.profiles import ActorProfile, EventProfile, Profile
from triplewire.records import Decision, Passage, Ruling

BASE = "https://example.org/"
NORWAY, CHILE, KENYA = (f"{BASE}actor/{name}" for name in ("norway", "chile", "kenya"))
OSLO, BERGEN, LIMA = (f"{BASE}place/{name}" for name in ("oslo", "bergen", "lima"))


def person(
    name: str, *offices: str, countries: tuple[str, ...] = (), **more: object
) -> ActorProfile:
    """Return a person; offices are "trade-minister|norway", "mayor|" where no body is said.

    Whoever has an office of a country is of it; ``more`` are other fields of the profile.
    """
    tail = slug(name) if " " in name else f"{slug(name)}-x"
    pairs = [office.partition("|") for office in offices]
    lands = {f"{BASE}actor/{body}" for _, _, body in pairs} & {NORWAY, CHILE, KENYA}
    return ActorProfile(
        name=name,
        type="person",
        iri=f"{BASE}actor/{tail}",
        unlisted=f"{BASE}actor/{tail}",
        listed=False,
        aliases=(),
        offices=tuple((o, _body(body)) for o, _, body in pairs),
        countries=countries,
        **{"nations": tuple(sorted({*lands, *countries})), **more},  # type: ignore[arg-type]
    )


def _body(name: str) -> str:
    """Return the IRI of a body; "place/oslo" is one of a place."""
    return f"{BASE}{name if '/' in name else f'actor/{name}'}" if name else ""


def org(name: str, *aliases: str) -> ActorProfile:
    return ActorProfile(
        name=name,
        type="org",
        iri=f"{BASE}actor/{slug(normal(name))}",
        unlisted=f"{BASE}actor/{slug(normal(name))}",
        listed=False,
        aliases=aliases,
        offices=(),
        countries=(),
    )


def listed(name: str, kind: str = "country") -> ActorProfile:
    return ActorProfile(
        name=name,
        type=kind,  # type: ignore[arg-type]
        iri=f"{BASE}{'place' if kind == 'place' else 'actor'}/{slug(name)}",
        unlisted=f"{BASE}{'place' if kind == 'place' else 'actor'}/{slug(name)}",
        listed=True,
        aliases=(),
        offices=(),
        countries=(),
    )


def event(
    kind: str = "meeting",
    when: str | None = "2025-03-01",
    *participants: str,
    place: str | None = None,
    at: int = 0,
    factual: bool = True,
) -> EventProfile:
    """Return an event of people that the profile names; ``at`` is where its words begin."""
    key = f"{kind}-{at}-{at + 20}"
    return EventProfile(
        key=key,
        iri=f"REPLACED/{key}",
        type=kind,
        label=f"{kind}: {', '.join(participants)}",
        when=when,
        place=place,
        participants=participants,
        factual=factual,
        words=(f"They had a {kind} of {at} words",),
    )


def article(name: str, *found: ActorProfile | EventProfile, **more: object) -> Profile:
    """Return the profile of an article; ``rulings`` are decisions with their subjects."""
    digits = sha256(name.encode()).hexdigest()
    events = (one for one in found if isinstance(one, EventProfile))
    rulings: list[tuple[Decision, str]] = more.get("rulings", [])  # type: ignore[assignment]
    words = Passage(start=0, end=4, text="They")
    return Profile(
        sha256=digits,
        digits=digits[:16],
        path=f"article/undated-{slug(name)}-{digits[:16]}",
        name=f"articles/{name}.txt",
        published=str(more.get("published", "2025-03-02")),
        actors=tuple(one for one in found if isinstance(one, ActorProfile)),
        events=tuple(_in(digits, one) for one in events),
        claims=(),
        rulings=tuple(Ruling(decision=d, passage=words, subject=s) for d, s in rulings),
        unmet=(),
    )


def _in(digits: str, one: EventProfile) -> EventProfile:
    return EventProfile(
        **{n: getattr(one, n) for n in one.__dataclass_fields__ if n != "iri"},
        iri=f"{digits[:16]}/{one.key}",
    )


def ruling(what: str, subject: str, value: str, **more: str) -> tuple[Decision, str]:
    return decision(what=what, quotation="They", value=value, **more), subject
