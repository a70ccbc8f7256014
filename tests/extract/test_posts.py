import pytest

from tests.extract.pages import read


def roles_of(text: str) -> dict[str, list[str]]:
    return {actor.name: [role.text for role in actor.roles] for actor in read(text).actors}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Peter Olsen resigned as foreign affairs minister.", "foreign affairs minister"),
        ("Peter Olsen was forced to step down as mayor.", "mayor"),
        ("Peter Olsen, who was appointed finance minister in May, left.", "finance minister"),
        ("Peter Olsen was named chief executive of Acme Corp.", "chief executive of Acme Corp"),
        ("Peter Olsen heads the fishing board and said so.", "head of the fishing board"),
        ("Peter Olsen, a second year art major, liked the show.", "second year art major"),
        ("Peter Olsen, 34, a taxi driver, liked the show.", "taxi driver"),
        ("The bank's chief economist, Peter Olsen, spoke.", "chief economist"),
        ("Sgt. 1st Class Peter Olsen was wounded in Iceland.", "Sgt. 1st Class"),
    ],
)
def test_a_person_has_the_office_that_a_verb_or_a_description_gives(text: str, role: str) -> None:
    assert role in roles_of(text)["Peter Olsen"]


@pytest.mark.parametrize(
    "text",
    [
        "The show has photographers Peter Olsen, Maria Keller (Oslo) and Anna Berg.",
        "It shows photographers Peter Olsen of the Fish Museum, Maria Keller and Anna Berg.",
        "She likes photographers who used it, such as Peter Olsen, Maria Keller and Anna Berg.",
    ],
)
def test_everyone_of_a_list_has_the_trade_in_front_of_it(text: str) -> None:
    found = roles_of(text)

    assert {name: found[name] for name in ("Peter Olsen", "Maria Keller", "Anna Berg")} == {
        "Peter Olsen": ["photographer"],
        "Maria Keller": ["photographer"],
        "Anna Berg": ["photographer"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Peter Olsen, a father of three, liked the show.",
        "Peter Olsen, a victim of the fire, liked the show.",
        "Peter Olsen was named on Monday.",
        "Peter Olsen leads by two points.",
        "The cities Peter Olsen and Maria Keller saw were cold.",
        "Peter Olsen served as May ended.",
    ],
)
def test_what_is_no_office_gives_none(text: str) -> None:
    assert roles_of(text)["Peter Olsen"] == []
