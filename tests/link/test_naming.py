"""Groups of names are called by their fullest one, and told apart where several have it."""

from hashlib import sha256

import pytest

from tests.link.made import BASE, org, person
from tests.link.test_people import load_once
from triplewire.link import Known
from triplewire.link.actors import ActorReport
from triplewire.link.actors.naming import Group, Judgement, Status, links_of, name_groups
from triplewire.link.profiles import ActorProfile
from triplewire.records import IdentityLink

Node = tuple[str, str]


def _nodes(*names: str) -> dict[Node, ActorProfile]:
    """Return actors by node, each in an article of its own: "a: Ana Ruiz"."""
    pairs = [name.split(": ") for name in names]
    return {(sha256(a.encode()).hexdigest(), name): person(name) for a, name in pairs}


def _reports(actors: dict[Node, ActorProfile]) -> dict[Node, ActorReport]:
    return {
        node: ActorReport(node=node, digits=node[0][:16], published="2025-03-02", actor=actor)
        for node, actor in actors.items()
    }


def _given(groups: list[Group], actors: dict[Node, ActorProfile]) -> dict[Node, tuple[str, str]]:
    """Return the IRIs and labels of groups of which nothing was published."""
    return name_groups(groups, _reports(actors), load_once(), Known())[0]


def _called(*names: str) -> tuple[str, str]:
    """Return the IRI, without its base, and the label of a group."""
    actors = _nodes(*names)
    named = _given([(list(actors), None)], actors)
    ((iri, label),) = set(named.values())
    assert named.keys() == actors.keys()
    return iri.removeprefix(f"{BASE}actor/"), label


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("a: A. Ruiz", "b: Ana Ruiz"), "Ana Ruiz"),
        (("a: Ana Ruiz", "b: Ana M. Ruiz"), "Ana M. Ruiz"),
        (("a: Ana M. N. Ruiz", "b: Ana Maria Ruiz"), "Ana Maria Ruiz"),
        (("a: Ruiz", "b: A. Ruiz"), "A. Ruiz"),
        # Of two as full, that of more articles, then the first of the alphabet.
        (("a: Ana Ruiz", "b: Eva Ruiz", "c: Eva Ruiz"), "Eva Ruiz"),
        (("a: Eva Ruiz", "b: Ana Ruiz"), "Ana Ruiz"),
        (("a: Ana Ruiz", "b: Ana Ruíz", "c: Ana Ruíz"), "Ana Ruíz"),
    ],
)
def test_a_group_is_called_by_its_fullest_name(names: tuple[str, ...], label: str) -> None:
    iri, found = _called(*names)

    assert found == label
    assert iri == person(label).iri.removeprefix(f"{BASE}actor/")
    assert _called(*reversed(names)) == (iri, found)


def test_groups_of_one_name_are_told_apart_by_their_first_articles() -> None:
    actors = _nodes("a: Ana Ruiz", "b: Ana Ruiz", "c: Ana Ruiz", "d: Ben Lind")
    a, b, c, d = actors
    named = _given([([b, a], None), ([c], None), ([d], None)], actors)
    plain = person("Ana Ruiz").iri

    # "a" and "b" are hashed: the article of "c" is the first of them.
    assert named[c] == (plain, "Ana Ruiz")
    assert named[a] == named[b] == (f"{plain}-{min(a, b)[0][:8]}", "Ana Ruiz")
    assert named[d] == (person("Ben Lind").iri, "Ben Lind")


def test_two_of_one_name_in_one_article_have_two_iris() -> None:
    actors: dict[Node, ActorProfile] = {
        ("f" * 64, name): person(name) for name in ("Ana Ruiz", "Ana Ruíz", "ANA RUIZ")
    }
    named = _given([([node], None) for node in actors], actors)
    plain = person("Ana Ruiz").iri
    iris = [iri for iri, _ in named.values()]

    assert len(set(iris)) == 3
    assert sorted(iris, key=len)[:2] == [plain, f"{plain}-{'f' * 8}"]


def test_what_a_table_lists_keeps_its_iri_and_each_its_own_name() -> None:
    actors = _nodes("a: Norge", "b: Norway", "c: Norwegen")
    a, b, c = actors
    iri = f"{BASE}actor/norway"
    named = _given([([a, b], iri), ([c], iri)], actors)

    assert named == {a: (iri, "Norge"), b: (iri, "Norway"), c: (iri, "Norwegen")}


def _links(status: Status, decided: str | None = None, **iris: str) -> tuple[IdentityLink, ...]:
    actors = {("x", "A"): org("A"), ("y", "B"): org("B")}
    one, other = actors
    given = {one: iris.get("one", "e:a"), other: iris.get("other", "e:b")}
    judged = Judgement(one=one, other=other, status=status, reason="so", decided=decided)
    return links_of([judged, judged], _reports(actors), given)


def test_a_link_has_the_iris_of_both_and_of_what_was_joined_the_one_it_would_have_had() -> None:
    (likely,) = _links("likely")
    (first,) = _links("joined", one="e:j", other="e:j")
    (gone,) = _links("joined", one=org("A").iri, other=org("A").iri)
    (kept,) = _links("joined", one=org("B").iri, other=org("B").iri)

    assert (likely.one, likely.other, likely.labels) == ("e:a", "e:b", ("A", "B"))
    assert (first.one, first.other) == ("e:j", org("B").iri)
    assert (gone.one, gone.other) == (org("A").iri, org("B").iri)
    assert (kept.one, kept.other) == (org("B").iri, org("A").iri)
    assert _links("likely", one="e:j", other="e:j") == ()


def test_a_link_is_as_sure_as_its_kind_and_for_certain_where_somebody_decided() -> None:
    sure = {status: _links(status)[0].confidence for status in ("joined", "likely", "kept-apart")}

    assert sure["joined"] > sure["kept-apart"] > sure["likely"]
    assert _links("likely", decided="key")[0].confidence == 1
    assert _links("likely", decided="key")[0].decided == "key"
