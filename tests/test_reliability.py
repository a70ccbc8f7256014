"""A short form of the campaign of benchmarks/reliability; three of its parts have their own."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the campaign looks into /proc", allow_module_level=True)

import damage
from forks import Ended
from rooms import is_complete
from runs import faults, table

CAMPAIGN = Path(__file__).resolve().parents[1] / "benchmarks" / "reliability"


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("kills", 6),
        ("stops", 2),
        ("io", 6),
        ("damage", 8),
        ("texts", 2),
        ("names", 2),
        ("soak", 6),
    ],
)
def test_a_short_campaign_finds_no_fault(part: str, count: int) -> None:
    if part == "io" and shutil.which("strace") is None:
        pytest.skip("strace lets the calls fail")
    done = subprocess.run(
        [sys.executable, CAMPAIGN, "--part", part, "--count", str(count)],
        check=False,
        capture_output=True,
        text=True,
    )

    counts = json.loads(done.stdout.splitlines()[-1])[part]
    told = f"{done.stdout}\n{done.stderr[-3000:]}"

    assert not faults(part, counts), told
    assert sum(counts.values()) > count


def test_a_count_that_must_be_none_is_told() -> None:
    counts: dict[str, int | float] = {"kills": 3, "lost": 1, "orphans": 0}
    bad = faults("kills", counts)

    assert bad == {"lost": 1}
    assert table({"kills": counts}, {"kills": bad}).endswith("| lost 1 |")


def test_a_dump_with_a_file_too_many_too_few_or_changed_is_not_complete(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("a", encoding="utf-8")
    digits = hashlib.sha256(b"a").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digits}  a.ttl\n", encoding="utf-8")
    whole = is_complete(tmp_path)
    (tmp_path / "b.ttl").touch()
    more = is_complete(tmp_path)
    (tmp_path / "b.ttl").unlink()
    (tmp_path / "a.ttl").write_text("b", encoding="utf-8")
    other = is_complete(tmp_path)
    (tmp_path / "a.ttl").unlink()

    assert (whole, more, other, is_complete(tmp_path)) == (True, False, False, False)


@pytest.mark.parametrize(
    ("code", "said", "verdict"),
    [
        (3, "Error: x: damaged\n  hint: build again\n", "refused"),
        (3, "Error: damaged\n", "bare"),
        (1, "other rows\n", "different"),
        (0, "other rows\n", "different"),
        (2, "Error: x\n", "codes"),
        (-6, "", "aborted"),
        (1, "Traceback (most recent call last):\n", "tracebacks"),
    ],
)
def test_another_answer_of_a_damaged_store_is_a_fault(code: int, said: str, verdict: str) -> None:
    assert damage.verdict_on(Ended(code=code, said=said, seconds=0.1)) == verdict
