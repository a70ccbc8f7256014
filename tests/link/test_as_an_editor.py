"""Short articles of our own, read by the real rules: who is one in them, as an editor would say."""

from itertools import permutations

import pytest

from tests.extract.pages import analyser, article
from tests.link.test_people import links, load_once
from triplewire.extract import extract_all
from triplewire.link import Identity, Profile, identify, profile

ESTONIA = "Estonia's prime minister Mart Kuusk said on Monday that taxes would rise."
MALTA = "Malta's prime minister Mart Kuusk said on Tuesday that taxes would fall."


def read(*texts: str, published: str = "2024-03-14") -> list[Profile]:
    drafts = extract_all([article(text, published) for text in texts], analyser())
    return [profile(draft, load_once()) for draft in drafts]


def called(found: Identity, profiles: list[Profile], name: str) -> list[str]:
    """Return the IRI of a name in each of some articles."""
    ends = []
    for one in profiles:
        known = found.slices.get(one.sha256)
        renamed = {n: iri for n, iri, _ in known.actors} if known else {}
        iri = next(actor.iri for actor in one.actors if actor.name == name)
        ends.append(renamed.get(name, iri))
    return ends


def how_many(name: str, *texts: str) -> int:
    """Return how many there are of a name in some articles, whatever their order."""
    profiles = read(*texts)
    counts = {
        len(set(called(identify(order, load_once()), list(order), name)))
        for order in permutations(profiles)
    }

    assert len(counts) == 1
    return counts.pop()


@pytest.mark.parametrize(
    "texts",
    [
        # One body by several names, an office by several names, and none at all.
        (
            "China's foreign minister Shao Lin met envoys in Beijing on Monday.",
            "Chinese Foreign Minister Shao Lin said on Tuesday that trade would grow.",
            "Shao Lin, the top diplomat of the Communist Party, visited Lima on Friday.",
            "State Councillor Shao Lin spoke on Sunday, the Foreign Ministry said.",
            "Shao Lin and his Norwegian counterpart met in Oslo on Saturday.",
        ),
        # Other company and other offices are no sign of another person.
        (
            "Pia Lunde, the chief executive of Orla Foods, met Tom Berg on Monday.",
            "Pia Lunde, the chairwoman of Tarn Robotics, met Ida Holm on Tuesday.",
            "The singer Pia Lunde met Kai Moe on Wednesday.",
        ),
        # The state's former minister works for another country's firm.
        (
            "Norway's former prime minister Pia Lunde spoke on Monday.",
            "Pia Lunde, who heads the board of Air France, spoke on Tuesday.",
            "Brazil coach Pia Lunde named her team on Friday.",
        ),
        # Of a country by birth, an envoy to another.
        (
            "The Norwegian diplomat Pia Lunde spoke on Monday.",
            "The Syria envoy Pia Lunde spoke on Tuesday.",
            "The Kenyan-born writer Pia Lunde spoke on Friday.",
        ),
        ("Pia Lunde, 45, of Oslo, won on Monday.", "The 46-year-old Pia Lunde won on Friday."),
        ("Lin Shao (邵林) spoke on Monday.", "Lin Shao (Chinese: 邵琳; 邵林) spoke on Friday."),
        # No relation is said to somebody else in the article.
        (
            "Pia Lunde, no relation to Tor Lunde, won on Monday. Tor Lunde lost.",
            "Pia Lunde won on Friday.",
        ),
    ],
)
def test_persons_of_one_full_name_are_one_unless_something_speaks_against_it(
    texts: tuple[str, ...],
) -> None:
    name = next(name for name in ("Shao Lin", "Pia Lunde", "Lin Shao") if name in texts[0])

    assert how_many(name, *texts) == 1


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ((ESTONIA, MALTA), "one is of actor/estonia, the other actor/malta"),
        (
            ("Oslo mayor Mart Kuusk spoke.", "Mart Kuusk, the mayor of Bergen, spoke on Monday."),
            "one office in two towns",
        ),
        (
            ("The Estonian sailor Mart Kuusk won.", "The Kenyan poet Mart Kuusk spoke."),
            "one is of actor/estonia, the other actor/kenya",
        ),
        (
            ("Mart Kuusk, 45, of Tartu, won.", "The 19-year-old Mart Kuusk lost."),
            "their ages do not fit",
        ),
        (
            ("Mart Kuusk (born 1950) won.", "The 19-year-old Mart Kuusk lost."),
            "their ages do not fit",
        ),
        (
            ("Mart Kuusk (王毅) spoke.", "Mart Kuusk (王怡) spoke on Friday."),
            "the name is another one in its own script",
        ),
        (
            ("Mart Kuusk spoke.", "Mart Kuusk, not to be confused with the singer, spoke."),
            "an article speaks of a namesake",
        ),
        (
            ("Mart Kuusk spoke.", "Mart Kuusk met his namesake, a singer, on Friday."),
            "an article speaks of a namesake",
        ),
    ],
)
def test_what_speaks_against_it_is_said(texts: tuple[str, ...], reason: str) -> None:
    profiles = read(*texts)
    found = identify(profiles, load_once())

    assert how_many("Mart Kuusk", *texts) == 2
    ((status, said),) = links(found)
    assert status == "kept-apart"
    # Which of the two is the one, their hashes tell.
    assert sorted(said.replace(",", "").split()) == sorted(
        f"one name but {reason}".replace(",", "").split()
    )


def test_a_namesake_of_whom_one_article_tells_splits_nobody_else() -> None:
    """Most articles mean the minister; those that name one country mean whoever is of it."""
    ours = [f"{ESTONIA} It was session {n}." for n in range(4)]
    bare = [f"Mart Kuusk opened school {n}." for n in range(2)]
    maltese = "Mart Kuusk spoke in Valletta about Malta on Friday."
    profiles = read(*ours, *bare, MALTA, maltese)
    names = called(identify(profiles, load_once()), profiles, "Mart Kuusk")

    assert len({*names[:6]}) == 1
    assert len({*names[6:]}) == 1
    assert names[0] != names[-1]


def test_a_surname_alone_is_nobody_in_another_article_but_by_the_office_of_one_body() -> None:
    profiles = read(
        ESTONIA,
        "Kuusk said on Monday that taxes would rise.",
        "Estonian Prime Minister Kuusk said on Friday that taxes would rise.",
    )
    found = identify(profiles, load_once())
    full, alone, by_office = (
        *called(found, profiles[:1], "Mart Kuusk"),
        *called(found, profiles[1:], "Kuusk"),
    )

    assert full == by_office
    assert full != alone


def test_initials_that_two_bodies_have_are_those_of_each_article_and_no_table_knows_better() -> (
    None
):
    profiles = read(
        "The Asian Dairy Board (ADB) met on Monday. The ADB said that fees would rise.",
        "The ADB said on Friday that it would lend more.",
    )
    found = identify(profiles, load_once())
    dairy, bank = ({actor.iri for actor in one.actors if actor.type == "org"} for one in profiles)

    assert {iri.rsplit("/", 1)[-1] for iri in dairy} == {"asian-dairy-board"}
    assert {iri.rsplit("/", 1)[-1] for iri in bank} == {"asian-development-bank"}
    assert links(found) == []
