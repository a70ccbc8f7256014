"""News that nobody wrote for this program: no article is refused, and no finding breaks a shape."""

import json
from collections.abc import Iterator

import pytest

from tests.test_originals import SHARED
from triplewire.build.write import Outcome
from triplewire.pipeline import run

CORPORA = SHARED / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="needs ../shared")

# Sentences of the corpora that give no documents are read as articles of so many.
_SENTENCES = 25


def records() -> Iterator[dict[str, object]]:
    for path in sorted(CORPORA.glob("*/unified.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (record for record in map(json.loads, lines) if record["text"])
    for path in sorted(CORPORA.glob("*/*.conll")):
        sentences = path.read_text(encoding="utf-8").split("\n\n")
        for start in range(0, len(sentences), _SENTENCES):
            words = (s.split("\n") for s in sentences[start : start + _SENTENCES])
            text = "\n".join(" ".join(w.split()[0] for w in s if w.strip()) for s in words)
            if text.strip():
                yield {"text": text}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("corpora")
    (folder / "articles").mkdir()
    with (folder / "articles" / "news.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records())
    return run(folder, folder / "store")


def test_no_article_of_other_peoples_news_is_refused(outcome: Outcome) -> None:
    assert outcome.faults == ()
    assert outcome.articles > 900


def test_no_finding_in_other_peoples_news_breaks_a_shape(outcome: Outcome) -> None:
    assert outcome.omitted == ()
