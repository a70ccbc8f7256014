import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read.markdown import read_markdown
from triplewire.records import Metadata

STORY = """\
---
title: "Harbour to be rebuilt: mayor"
date: 2025-05-14
authors:
  - Ann Writer
  - Bo Scribe
publisher: {name: The Daily Gull}
url: https://gull.example/harbour
section: City
language: en-GB
---

# Harbour to be rebuilt

The mayor said it would be *done* soon.
"""


def test_front_matter_becomes_metadata_and_the_body_stays_as_it_is() -> None:
    (found,) = read_markdown(STORY, "articles/a.md")

    assert found.text == STORY.split("---\n", 2)[2]
    assert found.line == 12
    assert STORY.split("\n")[found.line] == found.text.split("\n")[1]
    assert found.media_type == "text/markdown"
    assert found.language == "en-GB"
    assert found.metadata == Metadata(
        title="Harbour to be rebuilt: mayor",
        url="https://gull.example/harbour",
        publisher="The Daily Gull",
        authors=("Ann Writer", "Bo Scribe"),
        published="2025-05-14",
        section="City",
    )


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nText.\n",
        "---\nnever closed\n",
        "---\nProse between rules.\n---\nMore prose.\n",
        "----\nkey: no front matter\n----\n",
        "Text first.\n---\ntitle: no\n---\n",
        "---\n" + "k: v\n" * 5000 + "---\ntoo long\n",
    ],
)
def test_without_front_matter_all_is_body(text: str) -> None:
    (found,) = read_markdown(text, "a.md")

    assert found.text == text
    assert found.line == 1
    assert found.metadata == Metadata()


def test_windows_line_ends_do_not_hide_front_matter() -> None:
    (found,) = read_markdown("---\r\ntitle: T\r\n...\r\nBody\r\n", "a.md")

    assert found.text == "Body\n"
    assert found.line == 4
    assert found.metadata.title == "T"


@given(st.text(alphabet="ab \n", max_size=40), st.integers(min_value=0, max_value=9))
def test_the_first_line_of_the_body_is_where_it_says(body: str, more: int) -> None:
    source = "---\ntitle: T\n" + "k: v\n" * more + "---\n" + body + "end"
    (found,) = read_markdown(source, "a.md")

    assert source.split("\n")[found.line - 1 :] == found.text.split("\n")


@pytest.mark.parametrize(
    "value", ["null", "~", "", "[]", "{a: b}", "[[x]]", "'" + "x" * 2000 + "'"]
)
def test_a_value_that_is_no_name_says_nothing(value: str) -> None:
    (found,) = read_markdown(f"---\ntitle: {value}\n---\nBody\n", "a.md")

    assert found.metadata.title is None


@pytest.mark.parametrize(
    ("front", "where", "why"),
    [
        ("title: a: b", "a.md:2", "mapping values are not allowed here"),
        ("x: 1\ntitle: 'open", "a.md:4", "end of stream"),
        ("title: &a [*a]", "a.md:2", "recursive"),
        ("? [a]\n: b", "a.md:2", "unhashable key"),
        ("[" * 9000, "a.md", "nested too deep"),
        (r'title: "\UFFFFFFFF"', "a.md", "impossible character"),
        (r'title: "\U00110000"', "a.md", "impossible character"),
        ("%YAML 1." + "9" * 5000 + "\n--- a", "a.md", "impossible character or number"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(front: str, where: str, why: str) -> None:
    with pytest.raises(ReadError, match=f"the front matter is not YAML: .*{why}") as fault:
        list(read_markdown(f"---\n{front}\n---\nBody\n", "a.md"))

    assert fault.value.where == where
    assert "in quotes" in fault.value.hint


def test_an_alias_bomb_in_front_matter_stays_small() -> None:
    levels = "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 40)
    )
    (found,) = read_markdown(f"---\na0: &a0 {{k: v}}\n{levels}title: T\n---\nBody\n", "a.md")

    assert found.metadata.title == "T"
