"""Hostile files in, how the readers stood them out: articles, rejections, and what must be none.

Every file is made from a seed, so a number names it again:

    python benchmarks/reliability/files.py --count 1000 --seed 7
"""

import argparse
import json
import random
import re
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from triplewire.errors import ReadError
from triplewire.read import READERS, read_file

STORY = (
    "The mayor of Port Ember said on Thursday that the harbour would be rebuilt within two years.\n"
    "“We will not wait,” she told the council — the work will cost £20 million, or €23 million.\n"
)
_SLOW = 2.0  # seconds of processor time that a file of less than 100 kB may take
_SMALL = 100_000
_HUNG = 60  # seconds after which a file is given up
_SUFFIXES = sorted(READERS)

_TAGS = re.findall(
    "[a-z0-9]+",
    "html head body base title meta link style script noscript template svg math object embed "
    "applet iframe frameset frame plaintext xmp textarea select option table caption tr td col p "
    "div span b i a h1 ul li dl dd pre code q blockquote article section nav footer form button "
    "input img picture video audio canvas map area marquee center font details summary dialog br",
)
BITS = [
    "\x00", "\x1b[31m", "\x1b]0;x\x07", "\r", "\r\n", "\n", "\t", "\x0b", "\x85",
    "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffe", "\U000e0041", "\ud800",
    "é", "â€™", "Ã©", "中", "\U0001f600",
    "<", ">", "&", "&amp;", "&#0;", "&#x110000;", "&#xD800;", "&#99999999999;", "&nosuch;", "]]>",
    "<![CDATA[", "<![", "<![if ", "<!--", "-->", "--!>", "<!", "<?", "?>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<!DOCTYPE html>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "</", "<p", "<a href=", "'", '"', "`",
    "---\n", "...\n", "\n---\n", "{", "}", "[", "]", ",", ":", ": ", "- ", "? ", "| ", "> ", "&a ",
    "*a ", "!!python/object:os.system ", "!!timestamp 99999-99-99 ", "!!int 1e9 ", "%YAML 9.9\n",
    "<<: *a\n", "\\UFFFFFFFF", "\\ud800", "\\u0000", "\\x", "1e999", "NaN", "-Infinity", "1" * 400,
    "null", "true", '{"text": ', '"text"', "0x", "@", "%", "#", "=", "==", "~~~", "```", "\\",
]  # fmt: skip
_VALUES = [
    "null", "true", "NaN", "1e999", "-0", "9" * 5000, '""', '"\\ud800"', '"\\u0000"', "[]", "{}",
    '"en"', '"2025-05-14T10:30:00+99:99"', '"0000-00-00"', '"http://[::1"', '"https://e.org/50%-o"',
    '{"name": {"name": 1}}', '[["a"]]', '{"@id": 7}', '"May 99, 99999"', '"\\r\\n\\u001b[2J"',
]  # fmt: skip
_KEYS = [
    "text", "body", "content", "articleBody", "title", "headline", "name", "url", "published",
    "date", "datePublished", "publisher", "source", "authors", "author", "language", "lang", "x",
]  # fmt: skip


def _text(chance: random.Random) -> str:
    parts = [chance.choice([STORY, chance.choice(BITS)]) for _ in range(chance.randint(1, 12))]
    return "".join(parts)


def _marked(chance: random.Random) -> str:
    tags = [f"<{chance.choice(['p', 'b', '/p', 'br', 'div'])}>" for _ in range(6)]
    return "".join(part + _text(chance) for part in tags)


def _attributes(chance: random.Random) -> str:
    names = [
        "class",
        "id",
        "lang",
        "href",
        "src",
        "content",
        "property",
        "name",
        "style",
        "datetime",
    ]
    values = ["x", "author", "og:url", "http://[x", "//", "javascript:0", "\x00", "2025-13-45", "'"]
    some = range(chance.choice([0, 0, 0, 1, 2, 5]))
    return "".join(f' {chance.choice(names)}="{chance.choice(values)}"' for _ in some)


def _html(chance: random.Random) -> str:
    parts = [chance.choice(["", "<!doctype html>\n", "<html><body>", "<article>", "\ufeff"])]
    for _ in range(chance.randint(1, 40)):
        tag = chance.choice(_TAGS)
        parts.append(
            chance.choice(
                [
                    f"<{tag}{_attributes(chance)}>",
                    f"</{tag}>",
                    f"<{tag}{_attributes(chance)}>{STORY}</{tag}>",
                    f"<p>{STORY}</p>",
                    chance.choice(BITS),
                    f'<script type="application/ld+json">{_json_value(chance, 3)}</script>',
                ]
            )
        )
    return "".join(parts)


def _json_value(chance: random.Random, depth: int) -> str:
    if not depth or chance.random() < 0.3:
        return chance.choice([*_VALUES, json.dumps(_text(chance)), json.dumps(_marked(chance))])
    if chance.random() < 0.4:
        items = [_json_value(chance, depth - 1) for _ in range(chance.randint(0, 4))]
        return f"[{', '.join(items)}]"
    keys = [*_KEYS, "@type", "@graph", "@context"]
    pairs = [
        f'"{chance.choice(keys)}": {_json_value(chance, depth - 1)}'
        for _ in range(chance.randint(0, 6))
    ]
    return f"{{{', '.join(pairs)}}}"


def _json(chance: random.Random) -> str:
    return chance.choice(["", "[", " \n"]) + ",\n".join(
        _json_value(chance, 3) for _ in range(chance.randint(1, 5))
    ) + chance.choice(["", "]", "\n"])  # fmt: skip


def _jsonl(chance: random.Random) -> str:
    return "\n".join(_json_value(chance, 2) for _ in range(chance.randint(1, 8)))


def _front(chance: random.Random) -> str:
    lines = []
    for _ in range(chance.randint(0, 8)):
        value = chance.choice([*_VALUES, *BITS, "[a, b]", "&a [*a]", "*a", "|\n  x", "T", "'o"])
        lines.append(f"{chance.choice(_KEYS)}{chance.choice([': ', ':', '? '])}{value}")
    return "\n".join(["---", *lines, chance.choice(["---", "...", ""]), _text(chance)])


def _repeated(chance: random.Random) -> str:
    """Return a little thing very often: what takes quadratic time or memory shows itself."""
    tag = chance.choice(_TAGS)
    unit = chance.choice(
        [
            *BITS, f"<{tag}>", f"</{tag}>", f"<{tag}></{tag}>", f"<{tag} a=", "1,", "[", '{"a":',
            "[],", "{},\n", "1\n", "<b <b", "- ", "a: ", "{a: ", "&a [*a, ", "? ", "<p>x", "x", "é",
            "a@b.", "http://", "Mr. ", "“", "$1,", "1.", "1/", " ", "\n \n",
        ]
    )  # fmt: skip
    head = chance.choice(["", "", STORY, "[", "---\n", "<html><body>", "<p ", '{"text": "'])
    times = min(
        chance.choice([50, 500, 5000, 5000, 90_000]),
        90_000 // len(unit.encode("utf-8", "surrogatepass")),
    )
    return head + unit * times + chance.choice(["", STORY, "]", "\n---\n"])


def _mutated(chance: random.Random) -> bytes:
    """Return the bytes of a sound file with some cut, doubled, turned or put in."""
    sound = chance.choice([_html, _json, _jsonl, _front, _text])(chance)
    data = bytearray(sound.encode("utf-8", "surrogatepass"))
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[at : at + chance.randint(1, 30)] = b""
            case 1:
                data[at:at] = data[at : at + chance.randint(1, 200)]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                data[at:at] = chance.choice(BITS).encode("utf-8", "surrogatepass")
            case _:
                data[at:at] = chance.choice([b"\x92", b"\xe9", b"\xff\xfe", b"\x00\x00", b"\xd2"])
    return bytes(data)


_MAKERS: list[tuple[int, Callable[[random.Random], str | bytes]]] = [
    (3, _html), (3, _json), (2, _jsonl), (3, _front), (2, _text), (1, _repeated), (6, _mutated),
]  # fmt: skip
_ENCODINGS = ["utf-8"] * 12 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"]


def hostile(number: int, seed: int) -> tuple[str, bytes]:
    """Return the suffix and the bytes of one file."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
    weights, makers = zip(*_MAKERS, strict=True)
    (make,) = chance.choices(makers, weights)
    made = make(chance)
    if isinstance(made, str):
        encoding = chance.choice(_ENCODINGS)
        faults = "surrogatepass" if encoding.startswith("utf") else "replace"
        made = made.encode(encoding, faults)
    likely = {_html: ".html", _json: ".json", _jsonl: ".jsonl", _front: ".md", _text: ".txt"}
    suffix = likely.get(make) if chance.random() < 0.7 else None
    return suffix or chance.choice(_SUFFIXES), made


def run(count: int, seed: int) -> dict[str, int | float]:
    """Read files and return the counts; crashes and slow ones are told on stdout.

    ``crashes`` counts exceptions other than ReadError, ``slow`` files of less than 100 kB that took
    more than 2 seconds of processor time, ``hung`` those given up after a minute. All must be 0.
    """
    found: Counter[str] = Counter(
        dict.fromkeys(("articles", "rejected", "crashes", "slow", "hung"), 0)
    )
    slowest, began = 0.0, time.monotonic()
    before = signal.signal(signal.SIGALRM, _give_up)
    try:
        with TemporaryDirectory() as folder:
            for number in range(count):
                suffix, data = hostile(number, seed)
                path = Path(folder, f"a{suffix}")
                path.write_bytes(data)
                took = time.process_time()
                for outcome, times in _read(path, number).items():
                    found[outcome] += times
                took = time.process_time() - took
                path.unlink()
                slowest = max(slowest, took)
                if took > _SLOW and len(data) < _SMALL:
                    found["slow"] += 1
                    print(f"slow: file {number} of seed {seed}: {took:.1f} s")
    finally:
        signal.signal(signal.SIGALRM, before)
    wall = round(time.monotonic() - began, 1)
    return {"files": count, **found, "slowest": round(slowest, 2), "seconds": wall}


def _read(path: Path, number: int) -> dict[str, int]:
    signal.alarm(_HUNG)
    try:
        reading = read_file(path, path.name)
    except ReadError:
        return {"rejected": 1}
    except _HungError:
        print(f"hung: file {number}")
        return {"hung": 1}
    except Exception:  # noqa: BLE001 - what is looked for
        print(f"crash: file {number}")
        traceback.print_exc()
        return {"crashes": 1}
    finally:
        signal.alarm(0)
    return {"articles": len(reading.articles), "rejected": len(reading.rejected)}


class _HungError(Exception):
    """Say that a file took too long."""


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise _HungError


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    print(json.dumps(run(told.count, told.seed)))


if __name__ == "__main__":
    main()
