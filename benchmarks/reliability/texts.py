"""Texts made to be slow, at growing sizes, and whether time and memory grow with them only.

Each text is read and extracted in a process of its own. It is well when a character costs at most
three times as much at the largest size as at the smallest one, and when it ends in time. A size
that would take too long, by the growth so far, is left out.
"""

import hashlib
import json
import math
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from forks import Running

from triplewire.errors import ReadError
from triplewire.extract import extract_all, load_analyser
from triplewire.read import read_file
from triplewire.records import Article, Metadata

FAULTS = ("superlinear", "unended", "tracebacks", "aborted", "crashes")
_SIZES = (4_000, 16_000, 64_000, 500_000)
_RATIO = 3.0
_LIMIT = 300.0  # seconds for one size of one text
# What takes less says nothing of growth, at the largest size and at the smallest.
_LEAST_SECONDS, _LEAST_AT_FIRST = 0.5, 0.02

_NAMES = "Ana Ruiz, Paul Stone, Lena Fox, Omar Haddad, Ines Prat, Jon Arnason, Kari Moe and "
_STORY = (
    "Foreign Minister Paul Stone of Norland visited Larkhaven on 3 May 2024. "
    '"Trade grew by 5 percent last year," Stone told the mayor, Ana Ruiz. '
)


def _again(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def text(size: int) -> str:
        half = size // (len(opening) + len(closing))
        return opening * half + "words" + closing * half

    return text


def _numbered(form: str) -> Callable[[int], str]:
    def text(size: int) -> str:
        return "".join(form.format(n) for n in range(size // len(form) + 1))[:size]

    return text


TEXTS: dict[str, Callable[[int], str]] = {
    "news": _again(_STORY),
    "quotation marks": _again('"'),
    "curly quotation marks": _again("“”"),
    "opened quotations": _again('"a '),
    "unclosed curly quotations": _again("“We go "),
    "apostrophes": _again("it's 'so' "),
    "short quotations": _again('"We go on," '),
    "he said": _again("He said "),
    "he said that he said": _again("Ana Ruiz said that "),
    "according to": _again("according to Ana Ruiz, "),
    "figures": _again("5 percent "),
    "money": _again("$2.5 million to $3 billion, "),
    "one letter": _again("a "),
    "no spaces": _again("abcdefghij"),
    "one sentence": _again("and the port grew "),
    "capitals": _again("THE MINISTER MET THE MAYOR. "),
    "names": _again(_NAMES),
    "new names": _numbered("Ana Ruiz{0} met Paul Stone{0}. "),
    "digits": _again("1234567890"),
    "digits with marks": _again("1,234.5-"),
    "line ends": lambda size: "Words.\n" + "\n" * (size - 7),
    "short lines": _again("Go on\n"),
    "brackets": _nested("(", ")"),
    "quotations in brackets": _nested('("', '")'),
    "dates": _again("on 3 May 2024 "),
    "links": _numbered("See https://example.org/news/{}?a=b#c now. "),
    "emoji": _again("\U0001f469\u200d\U0001f467 said \U0001f600. "),
    "combining marks": _again("e" + "\u0301" * 50),
    "right to left": _again("\u202eA said.\u202c \u0627\u0644 "),
    "dashes": _again("the port — so — "),
    "table": _numbered("| Norland | {} | 5 percent |\n"),
    "full stops": _again("Mr. U.S. J. . "),
}


def run(count: int, seed: int) -> dict[str, int | float]:
    """Measure so many texts, from that with the number ``seed`` on, and return the counts.

    ``superlinear`` counts texts that are not well, ``unended`` those that took too long, ``cut
    short`` those of which the largest size was left out, ``refused`` those that no build reads.
    """
    names = ("texts", "refused", "cut short", *FAULTS)
    found: Counter[str] = Counter(dict.fromkeys(names, 0))
    worst = {"worst ratio": 0.0, "most seconds": 0.0, "most megabytes": 0.0}
    began = time.monotonic()
    next(iter(extract_all([_article(_STORY)], load_analyser())))
    with tempfile.TemporaryDirectory(prefix="triplewire-texts-") as folder:
        for number in range(seed, seed + count):
            name = list(TEXTS)[number % len(TEXTS)]
            verdicts, costs = _measured(name, Path(folder))
            found.update(["texts", *verdicts])
            for key, value in costs.items():
                worst[key] = max(worst[key], value)
    return {**found, **worst, "seconds": round(time.monotonic() - began, 1)}


def _measured(name: str, folder: Path) -> tuple[list[str], dict[str, float]]:
    """Return the verdicts on one text, and what it cost at worst."""
    costs: dict[int, tuple[float, float]] = {}
    verdicts: list[str] = []
    for size in _SIZES:
        if _foreseen(costs, size) > _LIMIT:
            verdicts.append("cut short")
            break
        text = TEXTS[name](size)
        path = folder / "article.txt"
        path.write_text(text, encoding="utf-8")
        ended = Running(lambda text=text, path=path: _work(text, path), folder / "log").wait(_LIMIT)
        if ended.fault or ended.code:
            verdict = "unended" if ended.fault == "hung" else ended.fault or "crashes"
            verdicts.append(verdict)
            print(f"texts: {name}, {size:,}: {verdict} {ended.said[-300:]}", flush=True)
            break
        told = json.loads(ended.said.splitlines()[-1])
        costs[size] = (told["seconds"], told["megabytes"])
        verdicts += ["refused"] if told["refused"] and size == max(_SIZES) else []
    ratio = _ratio(costs)
    if ratio > _RATIO:
        verdicts.append("superlinear")
    told = ", ".join(f"{size:,}: {cpu:.2f} s {mb:.0f} MB" for size, (cpu, mb) in costs.items())
    print(
        f"texts: {name}: {told}; a character {ratio:.1f} times; power {_exponent(costs):.2f}",
        flush=True,
    )
    return verdicts, {
        "worst ratio": round(ratio, 2),
        "most seconds": max((cpu for cpu, _ in costs.values()), default=0.0),
        "most megabytes": max((mb for _, mb in costs.values()), default=0.0),
    }


def _ratio(costs: dict[int, tuple[float, float]]) -> float:
    """Return how much more a character costs at the largest size than at the smallest."""
    if len(costs) < 2 or costs[max(costs)][0] < _LEAST_SECONDS:
        return 0.0
    small, large = min(costs), max(costs)
    return (costs[large][0] / large) / (max(costs[small][0], _LEAST_AT_FIRST) / small)


def _foreseen(costs: dict[int, tuple[float, float]], size: int) -> float:
    """Return how many seconds a size will take, if time goes on to grow as it did."""
    if len(costs) < 2:
        return 0.0
    last = max(costs)
    return costs[last][0] * (size / last) ** max(1.0, _exponent(costs))


def _exponent(costs: dict[int, tuple[float, float]]) -> float:
    """Return the power of the size as which time has grown over the last two sizes."""
    sizes = sorted(costs)[-2:]
    if len(sizes) < 2:
        return 0.0
    small, large = sizes
    times = max(costs[large][0], 1e-3) / max(costs[small][0], 1e-3)
    return math.log(times) / math.log(large / small)


def _work(text: str, path: Path) -> None:
    """Read and extract a text, and print what that cost."""
    before = time.process_time()
    try:
        refused = not read_file(path, path.name).articles
    except ReadError:
        refused = True
    # What a build would refuse is extracted all the same.
    next(iter(extract_all([_article(text)], load_analyser())))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = round(time.process_time() - before, 3)
    print(json.dumps({"seconds": spent, "megabytes": used, "refused": refused}))


def _article(text: str) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="article.txt",
        media_type="text/plain",
        language="en",
        metadata=Metadata(published="2024-05-14"),
    )
