"""Pages are those that were last read, to the byte."""

import pytest

from tests.publish.pages.golden import GOLDEN, pages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of all newsrooms by name."""
    return dict(pages(tmp_path_factory.mktemp("golden")))


@pytest.mark.parametrize(
    "name", sorted(str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.html"))
)
def test_a_page_is_the_one_that_was_read(name: str, made: dict[str, str]) -> None:
    assert made[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_page_is_left_unread(made: dict[str, str]) -> None:
    assert set(made) == {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.html")}
