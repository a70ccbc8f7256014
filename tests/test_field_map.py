from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.readings import readings
from triplewire.errors import ConfigError
from triplewire.field_map import steps
from triplewire.newsroom import open_newsroom

TEXT = "The harbour board said on Monday that the pier would stay shut."


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("text", ("text",)),
        ("data.story.body", ("data", "story", "body")),
        ("results[*].items[0]", ("results", None, "items", 0)),
        ("[*]", (None,)),
        ('a["b.c"].d e', ("a", "b.c", "d e")),
    ],
)
def test_a_path_is_read_as_its_steps(path: str, found: tuple[object, ...]) -> None:
    assert steps(path) == found


@pytest.mark.parametrize("path", ["", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "*", 'a["]'])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        steps(path)


@given(st.text(alphabet='ab.[]*"0', max_size=12))
def test_any_path_is_read_or_refused(path: str) -> None:
    try:
        found = steps(path)
    except ValueError:
        return
    assert found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[read.json]\ntext = "a..b"\n', "text in [read.json] is no path: 'a..b'"),
        ('[read.json]\nitems = ""\n', "items in [read.json] is no path"),
        ('[read.table]\ntext = " "\n', "text in [read.table] names no column"),
        ('[read.json]\nbody = "a"\n', "unknown field `body` - at `$.read.json`"),
        ("[read.table]\ntext = 7\n", "Expected `str | null`, got `int`"),
        ('[read.csv]\ntext = "a"\n', "unknown field `csv` - at `$.read`"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_a_hint(
    text: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "triplewire.toml").write_text(text)
    with pytest.raises(ConfigError) as fault:
        open_newsroom(tmp_path)

    assert why in fault.value.what
    assert fault.value.hint


def test_a_changed_map_is_noticed_though_the_file_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.json").write_text(f'{{"one": "{TEXT}", "two": "No. {TEXT}"}}')
    texts = []
    for key in ("one", "two", "one"):
        (tmp_path / "triplewire.toml").write_text(f'[read.json]\ntext = "{key}"\n')
        (held,) = readings(tmp_path, tmp_path / "tables").values()
        texts += [article.text for article in held.articles]

    assert texts == [TEXT, f"No. {TEXT}", TEXT]
