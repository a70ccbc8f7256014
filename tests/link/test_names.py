"""Every name of a draft gets one IRI: a table's, another article's, its own or its article's."""

import pytest

from tests.drafts import draft
from tests.link.made import BASE
from tests.link.test_people import load_once
from triplewire.link.names import Names, _distinctive
from triplewire.records import Actor, ActorType

DIGITS = draft().article.digits


def _actor(name: str, kind: ActorType = "org", *aliases: str) -> Actor:
    return Actor(name=name, type=kind, aliases=aliases, mentions=(), roles=())


def _names(*actors: Actor, **shared: tuple[str, str]) -> Names:
    return Names(
        draft(actors=actors),
        load_once(),
        {name.replace("_", " "): told for name, told in shared.items()},
    )


def _iri(name: str, kind: ActorType, *aliases: str) -> str:
    found = _names(_actor(name, kind, *aliases)).iri(name)
    assert found is not None
    return found.removeprefix(BASE)


@pytest.mark.parametrize(
    ("name", "kind", "iri"),
    [
        ("Ana Ruiz", "person", "actor/ana-ruiz"),
        ("Ana", "person", f"actor/ana-{DIGITS}"),
        ("Orla", "org", "actor/orla"),
        # Without a capital it is a word for some one, which another article may mean otherwise.
        ("the rebels", "group", f"actor/the-rebels-{DIGITS}"),
        ("the Rebels", "group", "actor/the-rebels"),
        ("the central bank", "org", f"actor/the-central-bank-{DIGITS}"),
        ("the audit", "document", f"document/the-audit-{DIGITS}"),
        ("Fish Audit", "document", "document/fish-audit"),
        ("the old harbour", "place", "place/the-old-harbour"),
        ("ana ruiz", "person", "actor/ana-ruiz"),
        ("A" + "b" * 99, "org", "actor/a" + "b" * 79),
        ("A" + "b" * 78 + " Cd", "org", "actor/a" + "b" * 78),
        # A table has these names for things of another type.
        ("Sierra Leone", "person", "actor/sierra-leone-person"),
        ("Norway", "country", "actor/norway"),
        ("Reykjavik", "place", "place/reykjavik"),
        ("Norway", "org", "actor/norway-org"),
    ],
)
def test_a_name_becomes_an_iri(name: str, kind: ActorType, iri: str) -> None:
    assert _iri(name, kind) == iri


@pytest.mark.parametrize(
    ("name", "kind", "aliases", "iri"),
    [
        # An alias that can stand for one thing alone leads to the table.
        ("Tim's Office", "org", ("United Nations",), "actor/united-nations"),
        # Initials lead only to what has the full name, but for its spelling.
        ("Tim's Office", "org", ("UN",), "actor/tims-office"),
        ("United Nation", "org", ("UN",), "actor/united-nations"),
        ("Oslo Chamber of Wool", "org", ("OECD",), "actor/oslo-chamber-of-wool"),
        ("World Hockey Organisation", "org", ("WHO",), "actor/world-hockey-organisation"),
        ("World Health Organisation", "org", ("WHO",), "actor/world-health-organization"),
        ("UN Childrens' Fund", "org", ("UNICEF",), "actor/unicef"),
        ("Fish", "org", ("UN",), "actor/united-nations"),
        ("Oslo Town", "place", ("Oslo",), "place/oslo-town"),
        ("Oslo", "place", (), "place/oslo"),
        ("Tim's Office", "person", ("United Nations",), "actor/tims-office"),
    ],
)
def test_an_alias_of_several_words_or_capitals_may_be_that_of_a_listed_one(
    name: str, kind: ActorType, aliases: tuple[str, ...], iri: str
) -> None:
    assert _iri(name, kind, *aliases) == iri


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("Ana Ruiz", True), ("NHA", True), ("N&Q", True), ("U.N.", True), ("G20", True)),
        *(("Ana", False), ("N", False), ("NHa", False), (" Ana ", False), ("2NH", False)),
    ],
)
def test_a_name_is_distinctive_by_two_words_or_capitals(name: str, expected: bool) -> None:
    assert _distinctive(name) is expected


def test_two_of_one_name_and_two_types_have_two_iris() -> None:
    names = _names(_actor("Orla Foods", "org"), _actor("orla foods", "group"))

    assert names.iri("Orla Foods") == f"{BASE}actor/orla-foods"
    assert names.iri("orla foods") == f"{BASE}actor/orla-foods-{DIGITS}"
    names = _names(_actor("Orla Foods", "org"), _actor("ORLA FOODS", "group"))
    assert names.iri("ORLA FOODS") == f"{BASE}actor/orla-foods-group"
    names = _names(_actor("Orla Foods", "org"), _actor("ORLA FOODS", "org"))
    assert names.iri("ORLA FOODS") == f"{BASE}actor/orla-foods"


def test_what_others_know_goes_first() -> None:
    norway = f"{BASE}actor/norway"
    names = _names(
        _actor("Ana Ruiz", "person"),
        _actor("The crown"),
        Ana_Ruiz=("e:ana", "Ana B. Ruiz"),
        The_crown=(norway, "The crown"),
    )
    ana, crown = names.actors()

    assert (ana.iri, ana.label, ana.listed) == ("e:ana", "Ana B. Ruiz", None)
    assert (crown.iri, crown.listed) == (norway, "country")
    assert names.label("Ana Ruiz") == "Ana B. Ruiz"
    assert names.label("The crown") == "Norway"
    assert (names.is_listed("Ana Ruiz"), names.is_listed("The crown")) == (False, True)


def test_names_are_told_by_what_they_can_do() -> None:
    names = _names(
        *(_actor("Ana Ruiz", "person"), _actor("the audit", "document"), _actor("Oslo", "place")),
        *(_actor("Norway", "country"), _actor("the old harbour", "place")),
    )
    ana, audit, oslo = (names.iri(name) for name in ("Ana Ruiz", "the audit", "Oslo"))
    every = ["Oslo", "Ana Ruiz", "nobody", "the audit", "Oslo"]

    assert names.iri("nobody") is names.party("nobody") is names.place("nobody") is None
    assert names.iris(every) == (oslo, ana, audit)
    assert names.parties(every) == (oslo, ana)
    assert (names.party("the audit"), names.party("Ana Ruiz")) == (None, ana)
    assert (names.is_document("the audit"), names.is_document("Oslo")) == (True, False)
    assert not names.is_document("nobody")
    assert not names.is_listed("nobody")
    assert names.place("Ana Ruiz") is names.place("the audit") is None
    assert names.place("Oslo") == oslo
    assert names.place("Norway") == f"{BASE}actor/norway"
    assert names.place("the old harbour") == f"{BASE}place/the-old-harbour"
    assert names.label("Ana Ruiz") == "Ana Ruiz"
    assert [one.iri for one in names.actors()] == [names.iri(o.actor.name) for o in names.actors()]


def test_the_field_of_a_rank_is_named_in_the_draft_or_listed() -> None:
    names = _names(_actor("the old harbour", "place"))

    assert names.field("the old harbour") == f"{BASE}place/the-old-harbour"
    assert names.field("Africa") == f"{BASE}place/africa"
    assert names.field("") is names.field("the new harbour") is None


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("The Orla Foods", "actor/orla"),
        ("orla", "actor/orla"),
        ("Fjord Gazette", "actor/fjord-gazette"),
        ("the gazette", f"actor/the-gazette-{DIGITS}"),
        ("The Crew", "actor/crew"),
    ],
)
def test_a_publisher_is_an_organisation_that_the_text_need_not_name(name: str, iri: str) -> None:
    names = _names(
        _actor("Orla", "org", "Orla Foods"),
        _actor("Ana Ruiz", "person"),
        _actor("Crew", "group"),
    )
    before = len(names.actors())

    assert names.organisation(name) == f"{BASE}{iri}"
    assert names.organisation(name) == f"{BASE}{iri}"
    assert len(names.actors()) - before == (0 if iri in {"actor/orla", "actor/crew"} else 1)
    assert names.organisation(None) is names.organisation("") is None
