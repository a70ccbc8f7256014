"""A server that misbehaves costs its own address, some seconds, and nothing else."""

import gzip
import time
from pathlib import Path

import pytest

from tests.fetch.site import Answer, Ticking, newsroom, page, raw, reasons, run, serving, status
from triplewire.fetch import Network, fetch
from triplewire.newsroom import open_newsroom

GOOD = page(b"<p>A good page.</p>", etag='"1"')
_OK = b"HTTP/1.1 200 OK\r\n"
_HTML = _OK + b"Content-Type: text/html\r\n"
_ZEROS = gzip.compress(bytes(30_000_000))
BAD: dict[str, tuple[Answer, str]] = {
    "headers that trickle": (raw(_OK, b"X-A: b\r\n", times=100, pause=0.1), "timed out"),
    "a body that trickles": (raw(_HTML + b"\r\n", b"a", times=100, pause=0.1), "timed out"),
    "a body without an end": (raw(_HTML + b"\r\n", bytes(65_536), times=1_000), "too large"),
    "chunks without an end": (
        raw(
            _HTML + b"Transfer-Encoding: chunked\r\n\r\n",
            b"400\r\n" + b"a" * 1024 + b"\r\n",
            times=9_000,
        ),
        "too large",
    ),
    "headers without an end": (raw(_OK, b"X-A: b\r\n", times=100_000), "100 headers"),
    "a header without an end": (raw(_OK + b"X-A: ", bytes(65_536), times=100), "header line"),
    "continuing for ever": (raw(b"HTTP/1.1 100 Continue\r\n\r\n", times=100_000), "too large"),
    "less than it says": (raw(_HTML + b"Content-Length: 100\r\n\r\nabc"), "ends too early"),
    "a chunk that breaks off": (
        raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\n50\r\nabc"),
        "IncompleteRead",
    ),
    "a bomb": (
        raw(_HTML + b"Content-Encoding: gzip\r\n\r\n" + _ZEROS),
        "too large",
    ),
    "gzip that is none": (page(b"abc", Content_Encoding="gzip"), "is not"),
    "half of gzip": (page(gzip.compress(b"abc")[:-4], Content_Encoding="gzip"), "too early"),
    "another coding": (page(b"abc", Content_Encoding="br"), "not asked for"),
    "no HTTP": (raw(b"SSH-2.0-server\r\n"), "SSH-2.0-server"),
    "nothing": (raw(b""), "closed connection"),
    "a picture": (page(b"GIF89a", kind="image/gif"), "nothing that a build reads: image/gif"),
    "plain text": (page(b"Story", kind="text/plain"), "nothing that a build reads: text/plain"),
    "a map of a site": (
        page(b"<urlset/>", kind="text/xml"),
        "nothing that a build reads: text/xml",
    ),
    "bytes of no type": (page(b"Story", kind=""), "nothing that a build reads: of no type"),
    "a private address": (status(302, Location="http://10.0.0.1/"), "private network"),
    "a private name": (status(302, Location="http://inside.example/"), "private network"),
    "its own machine": (status(302, Location="http://[::1]/"), "private network"),
    "a service of clouds": (status(301, Location="http://169.254.169.254/"), "private network"),
    "a file": (status(302, Location="file:///etc/passwd"), "no address of the web"),
    "nowhere": (status(302), "no address of the web"),
    "a password": (status(302, Location="http://a:b@news.example/"), "no address of the web"),
    "itself": (status(302, Location="/bad"), "in a circle"),
    "no such host": (status(302, Location="http://nowhere.example/"), "no such host"),
    "an error": (status(500), "500 Internal Server Error"),
    "not changed since never": (status(304), "304 Not Modified"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_costs_itself_alone(name: str, tmp_path: Path) -> None:
    answer, reason = BAD[name]
    room = newsroom(tmp_path / "room")
    with serving({"/bad": answer, "/good": GOOD}) as site:
        started = time.monotonic()
        outcome = run(room, site.address("/bad"), site.address("/good"), seconds=0.5)
        took = time.monotonic() - started

    assert outcome.kept == 1
    assert [reason in said for said in reasons(outcome)] == [True], reasons(outcome)
    assert took < 3
    assert not list(room.rglob("*.tmp"))


def test_redirections_are_followed_five_times(tmp_path: Path) -> None:
    hops: dict[str, Answer] = {f"/{n}": status(302, Location=f"/{n + 1}") for n in range(9)}
    with serving({**hops, "/9": GOOD}) as site:
        far = run(newsroom(tmp_path / "far"), site.address("/0"))
        near = run(newsroom(tmp_path / "near"), site.address("/4"))

    assert reasons(far) == ["it redirects more than 5 times"]
    assert (near.kept, near.refused) == (1, ())


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (page(b"User-agent: *\nDisallow: /", kind="text/plain"), "robots.txt does not allow it"),
        (raw(_OK + b"\r\n", b"#" * 65_536, times=1_000), "robots.txt: the answer is too large"),
        (raw(_OK + b"\r\n", b"#", times=100, pause=0.1), "robots.txt: timed out"),
        (status(500), "robots.txt: 500"),
        (status(302, Location="http://inside.example/robots.txt"), "robots.txt: inside.example is"),
    ],
)
def test_where_the_rules_forbid_or_cannot_be_read_nothing_is_asked(
    rules: Answer, reason: str, tmp_path: Path
) -> None:
    with serving({"/robots.txt": rules, "/good": GOOD}) as site:
        outcome = run(newsroom(tmp_path / "room"), site.address("/good"), seconds=0.5)

    assert "/good" not in site.paths
    assert reasons(outcome)[0].startswith(reason)


def test_where_there_are_no_rules_everything_may_be_asked(tmp_path: Path) -> None:
    with serving({"/robots.txt": status(404), "/good": GOOD}) as site:
        outcome = run(newsroom(tmp_path / "room"), site.address("/good"))

    assert outcome.kept == 1


def test_a_host_that_gives_no_answer_again_and_again_is_left_alone(tmp_path: Path) -> None:
    pages = {f"/{n}": raw(b"") for n in range(9)}
    with serving({**pages, "/good": GOOD}) as site:
        addresses = [site.address(path) for path in pages]
        good = site.address("/good", "other.example")
        outcome = run(newsroom(tmp_path / "room"), *addresses, good)

    assert len(site.asked) == 2 + 3 + 1
    assert outcome.kept == 1
    assert sum("left alone" in reason for reason in reasons(outcome)) == 6


def test_a_name_is_looked_up_once_a_request(tmp_path: Path) -> None:
    """Who answers for a name could say a public address first, and a private one then."""
    answers = [["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    network = Network(look_up=lambda *_: answers.pop(0), allowed=lambda one: one == "127.0.0.1")
    with serving({"/good": GOOD}) as site:
        room = open_newsroom(newsroom(tmp_path / "room"))
        outcome = fetch(room, [site.address("/good")], clock=Ticking().clock(), network=network)

    assert reasons(outcome) == ["news.example is in a private network"]
    assert (site.paths, len(answers)) == (["/robots.txt"], 2)
