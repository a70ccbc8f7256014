"""What stands beside a name: an age, a year of birth, another script, a namesake."""

import pytest

from tests.drafts import article, draft
from triplewire.link.beside import born_of, has_namesake, writings_of
from triplewire.records import Actor, Draft, Mention, Passage

NAME = "Ana Ruiz"


def told(text: str, published: str = "2024-03-14", *others: str) -> tuple[Actor, Draft]:
    """Return the first person of a text, and its draft; ``others`` are persons of it too."""
    starts = [at for at in range(len(text)) if text.startswith(NAME, at)]
    people = [
        Actor(
            name=name,
            type="person",
            aliases=(),
            mentions=tuple(
                Mention(passage=Passage(start=at, end=at + len(NAME), text=NAME), kind="name")
                for at in starts
                if name == NAME
            ),
            roles=(),
        )
        for name in (NAME, *others)
    ]
    made = article(text, published=published)
    return people[0], draft(article=made, metadata=made.metadata, actors=tuple(people))


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Ana Ruiz, 45, won.", (1978, 1979)),
        ("Ana Ruiz, aged 45, won.", (1978, 1979)),
        ("Ana Ruiz, 45 of Leeds, won.", (1978, 1979)),
        ("The 45-year-old Ana Ruiz won.", (1978, 1979)),
        ("The 45-year-old singer Ana Ruiz won.", (1978, 1979)),
        ("Ana Ruiz (born 1950) won.", (1950, 1950)),
        ("Ana Ruiz (born 3 May 1950) won.", (1950, 1950)),
        ("Ana Ruiz, 45, won. Ana Ruiz (born 1979) was glad.", (1979, 1979)),
        ("Ana Ruiz, 45, won. Ana Ruiz (born 1950) was glad.", None),
        ("Ana Ruiz won 45, and lost 30.", None),
        ("The 45-year-old man told Ana Ruiz so.", None),
        ("Ana Ruiz, 450, won.", None),
        ("Ana Ruiz won.", None),
    ],
)
def test_an_age_tells_the_year_of_birth(text: str, born: tuple[int, int] | None) -> None:
    assert born_of(*told(text)) == born


def test_an_age_in_an_article_without_a_date_tells_nothing() -> None:
    assert born_of(*told("Ana Ruiz, 45, won.", "")) is None
    assert born_of(*told("Ana Ruiz (born 1950) won.", "")) == (1950, 1950)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ana Ruiz (安娜) won.", ("cjk:安娜",)),
        ("Ana Ruiz (Chinese: 安娜; pinyin: An Na) won.", ("cjk:安娜",)),
        ("Ana Ruiz (Ана Руиз) won.", ("cyrillic:Ана", "cyrillic:Руиз")),
        ("Ana Ruiz (Labour) won.", ()),
        ("Ana Ruiz won (安娜).", ()),
    ],
)
def test_brackets_tell_how_a_name_is_written(text: str, written: tuple[str, ...]) -> None:
    assert writings_of(*told(text)) == written


@pytest.mark.parametrize(
    ("text", "others", "namesake"),
    [
        ("Ana Ruiz met her namesake, a singer.", (), True),
        ("Ana Ruiz, not to be confused with the singer, won.", (), True),
        ("Ana Ruiz is no singer of the same name.", (), True),
        ("Ana Ruiz, no relation, won.", (), True),
        ("Ana Ruiz, no relation to Ben Ruiz, won.", ("Ben Ruiz",), False),
        ("Ana Ruiz, no relation to Ben Lind, won.", ("Ben Lind",), True),
        ("Ana Ruiz is the namesake of the school.", (), False),
        ("Ana Ruiz won. A namesake of Ben Lind lost.", (), False),
        ("Ana Ruiz won.", (), False),
    ],
)
def test_a_text_says_that_somebody_else_has_the_name(
    text: str, others: tuple[str, ...], namesake: bool
) -> None:
    assert has_namesake(*told(text, "2024-03-14", *others)) is namesake
