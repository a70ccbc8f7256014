"""The command that changes the code tells what the tests notice from what they do not."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from changes import Changes, changed
from trials import mirrored

ROOT = Path(__file__).resolve().parents[1]
TESTED = "def is_full(seats: int) -> bool:\n    return not seats\n"
UNTESTED = "def last(word: str) -> str:\n    return word[3:]\n"
TESTS = """from tiny.rooms.seats import is_full


def test_a_room_is_full_without_seats() -> None:
    assert is_full(0) is True
"""
TABLE = """seed 7: 5 of 5 possible changes
package              noticed    survived out of time       share
rooms                      2           0           0        100%
words.py                   0           3           0          0%
all                        2           3           0         40%
"""


def of(source: str) -> list[str]:
    code = source.encode()
    return [changed(code, one).decode() for one in Changes("src/tiny/a.py", code)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = b < c", ["a = b <= c"]),
        ("a = b is not c", ["a = b is c"]),
        ("a = (b) not in (c)", ["a = (b) in (c)"]),
        ("a = 'é' == b", ["a = 'é' != b"]),
        ("a = b and c or d", ["a = b and c and d", "a = b or c or d"]),
        ("a = not (b)", ["a =  (b)"]),
        ("a = 7", ["a = 8", "a = 6"]),
        ("a = True", ["a = False"]),
        ("if a:\n    b", ["if False:\n    b"]),
        (
            "if a:\n    b\nelse:\n    c",
            ["if False:\n    b\nelse:\n    c", "if True:\n    b\nelse:\n    c"],
        ),
        ("a = [b for b in c if b]", ["a = [b for b in c if True]"]),
        ("def a():\n    return b", ["def a():\n    return None"]),
        ("def a():\n    yield b", ["def a():\n    yield from ()"]),
        ("def a():\n    b()", ["def a():\n    pass"]),
    ],
)
def test_code_is_changed_in_one_place(before: str, after: list[str]) -> None:
    assert of(before) == after


@pytest.mark.parametrize(
    "source",
    [
        '"""Say 1 < 2."""\n__all__ = ["a"]',
        "@frozen(slots=True)\nclass A(B, c=True):\n    d: Literal[1]",
        "if TYPE_CHECKING:\n    a()",
        "def a():\n    return None",
        "a = f'{1}'",
        "a = zip(b, c, strict=True)",
    ],
)
def test_what_does_nothing_is_left_alone(source: str) -> None:
    assert of(source) == []


def test_every_change_of_our_own_code_is_code() -> None:
    sources = [path.read_bytes() for path in sorted((ROOT / "src").rglob("*.py"))]
    for source in random.Random(1).sample(sources, 20):  # noqa: S311
        for one in Changes("src/triplewire/a.py", source):
            compile(changed(source, one), "a.py", "exec")


def test_the_tests_nearest_to_a_file_are_its_mirror() -> None:
    assert mirrored("src/triplewire/read/text.py", ROOT) == ["tests/read"]
    assert mirrored("src/triplewire/iris.py", ROOT) == ["tests/test_iris.py"]
    assert mirrored("src/triplewire/__main__.py", ROOT) == []


def test_what_is_tested_is_noticed_and_what_is_not_survives(tmp_path: Path) -> None:
    for name, text in {
        "src/tiny/rooms/seats.py": TESTED,
        "src/tiny/words.py": UNTESTED,
        "tests/rooms/test_seats.py": TESTS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "mutation")]
    subprocess.run([*command, "record"], cwd=tmp_path, check=True, capture_output=True)

    def told(*options: str) -> tuple[list[str], str]:
        run = [*command, "run", "--seed", "7", *options]
        result = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True)
        verdicts, _, table = result.stdout.rpartition("\n\n")
        return re.split(r"\n(?=\d/)", verdicts), table

    verdicts, table = told("--jobs", "2")
    survived = "survived: src/tiny/words.py:2\n    -    return word[3:]\n    +    return {}"
    assert table == TABLE
    assert [line.partition("/5 ")[0] for line in verdicts] == ["1", "2", "3", "4", "5"]
    assert sorted(line.partition("/5 ")[2] for line in verdicts) == [
        *["noticed: src/tiny/rooms/seats.py"] * 2,
        *(survived.format(new) for new in ("None", "word[2:]", "word[4:]")),
    ]
    assert told("--skip", "4")[0] == ["1/1" + verdicts[4].removeprefix("5/5")]
    assert (tmp_path / "src/tiny/rooms/seats.py").read_text(encoding="utf-8") == TESTED
