"""Servers are asked seldom, slowly, under a name, and only for what has changed."""

import errno
import json
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import IO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders

from tests.fetch.site import (
    MODIFIED,
    NETWORK,
    Answer,
    Ticking,
    feed,
    newsroom,
    page,
    reasons,
    run,
    serving,
    status,
)
from triplewire import __version__
from triplewire.errors import ConfigError, DiskError
from triplewire.fetch import captures, fetch, planned
from triplewire.fetch.captures import alone
from triplewire.fetch.wire import Answer as Answered
from triplewire.newsroom import open_newsroom

GOOD = page(b"<p>A good page.</p>", etag='"1"', modified=MODIFIED)


def records(folder: Path) -> list[tuple[str, str, str, bytes]]:
    found = []
    for path in sorted(folder.rglob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                head = record.rec_headers
                found.append(
                    (
                        record.rec_type,
                        head.get_header("WARC-Target-URI") or "",
                        head.get_header("WARC-Date"),
                        record.content_stream().read(),
                    )
                )
    return found


def heads(folder: Path, kind: str) -> list[StatusAndHeaders]:
    found = []
    for path in sorted(folder.rglob("*.warc.gz")):
        with path.open("rb") as stream:
            found += [r.rec_headers for r in ArchiveIterator(stream) if r.rec_type == kind]
    return found


def kept_in(folder: Path) -> list[str]:
    return [address for kind, address, *_ in records(folder) if kind == "response"]


def in_turn(*answers: Answer) -> Answer:
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


def test_a_site_of_200_pages_and_a_feed_is_fetched_once_and_then_only_if_it_has_changed(
    tmp_path: Path,
) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    paths = [f"/news/{number}.html" for number in range(200)]
    pages = {
        path: page(
            f"<h1>Page {path}</h1>".encode(),
            etag='"1"' if number % 2 else "",
            modified=MODIFIED if number % 3 else "",
        )
        for number, path in enumerate(paths)
    }
    rules = page(b"User-agent: *\nDisallow: /x", kind="text/plain", etag='"r"')
    with serving({**pages, "/robots.txt": rules}) as site:
        site.pages["/feed"] = page(feed(site.address("/"), paths), kind="text/xml", etag='"f"')
        first = run(room, site.address("/feed"), ticking=ticking)
        sent_first = list(site.paths)
        state, files = (room / "fetched.json").read_bytes(), sorted(room.rglob("*.warc.gz"))
        site.asked.clear()
        ticking.passed += 60
        soon = run(room, site.address("/feed"), ticking=ticking)
        sent_soon, files_soon = list(site.paths), sorted(room.rglob("*.warc.gz"))
        site.asked.clear()
        ticking.passed += 86_400
        later = run(room, site.address("/feed"), ticking=ticking)
        conditional = [
            bool(fields["If-None-Match"] or fields["If-Modified-Since"]) for _, fields in site.asked
        ]

    assert sent_first == ["/robots.txt", "/feed", *paths]
    assert (first.requests, first.robots, first.conditional, first.kept) == (202, 1, 0, 201)
    assert sent_soon == ["/feed"]
    assert (soon.requests, soon.conditional, soon.kept, soon.same) == (1, 1, 0, 1)
    assert (len(conditional), all(conditional)) == (202, True)
    assert (later.requests, later.conditional, later.kept, later.same) == (202, 202, 0, 201)
    assert files_soon == files
    assert sorted((room / "articles").rglob("*.warc.gz")) == files[:1]
    assert sorted(room.rglob("*.warc.gz")) == sorted([*files, *later.files])
    assert first.refused == soon.refused == later.refused == ()
    # Only the days have changed.
    assert (room / "fetched.json").read_bytes().replace(b"-05T", b"-04T") != state
    assert kept_in(room / "articles") == [site.address(path) for path in paths]


def test_an_answer_that_has_not_changed_refers_to_what_was_kept_once_a_day(tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    pages = {
        "/a": GOOD,
        "/now": in_turn(status(302, Location="/a", ETag='"n"'), status(304)),
        "/robots.txt": page(b"User-agent: *\nAllow: /", kind="text/plain", etag='"r"'),
    }
    with serving(pages) as site:
        address = site.address("/now")
        run(room, address, ticking=ticking)
        ticking.passed += 86_400
        later = run(room, address, ticking=ticking)
        soon = run(room, address, ticking=ticking)
        paths = [site.address(path) for path in ("/robots.txt", "/now", "/a")]

    assert (later.conditional, later.kept, later.same, soon.files) == (3, 0, 1, ())
    (file,) = later.files
    assert file.parent == room / "captures" / "news.example"
    with (room / "fetched.json").open("rb") as stream:
        seen = json.load(stream)
    same = heads(room, "revisit")
    assert [head.get_header("WARC-Target-URI") for head in same] == paths
    assert {head.get_header("WARC-Profile") for head in same} == {
        "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    }
    known = [*seen["hosts"].values(), seen["pages"][paths[1]], seen["pages"][paths[2]]]
    assert [head.get_header("WARC-Refers-To-Date") for head in same] == [
        one["captured"] for one in known
    ]
    first = [(one.get_header("WARC-Target-URI"), one) for one in heads(room, "response")]
    identifiers = {place: head.get_header("WARC-Record-ID") for place, head in first}
    assert [head.get_header("WARC-Refers-To") for head in same] == [
        identifiers[place] for place in paths
    ]


def test_rules_that_an_earlier_release_read_have_not_changed_since_nobody_knows_when(
    tmp_path: Path,
) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    rules = page(b"User-agent: *\nAllow: /", kind="text/plain", etag='"r"')
    with serving({"/a": GOOD, "/robots.txt": rules}) as site:
        run(room, site.address("/a"), ticking=ticking)
        state = json.loads((room / "fetched.json").read_bytes())
        for host in state["hosts"].values():
            del host["captured"]
        (room / "fetched.json").write_text(json.dumps(state), encoding="utf-8")
        ticking.passed += 86_400
        run(room, site.address("/a"), ticking=ticking)

    told = [head.get_header("WARC-Refers-To-Date") for head in heads(room, "revisit")]
    assert told == [None, state["pages"][site.address("/a")]["captured"]]


@pytest.mark.parametrize("answer", [status(404), page(b"User-agent: *\nAllow: /")])
def test_the_rules_of_a_server_are_kept_where_no_build_reads_them(
    answer: Answer, tmp_path: Path
) -> None:
    room = newsroom(tmp_path / "room")
    with serving({"/a": GOOD, "/robots.txt": answer}) as site:
        run(room, site.address("/a"))
        run(room, site.address("/a"))
        rules = site.address("/robots.txt")

    assert kept_in(room / "captures") == [rules]
    assert rules not in kept_in(room / "articles")


def test_a_capture_has_what_was_asked_what_came_and_when(tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    with serving({"/old": status(301, Location="/good?a=b"), "/good?a=b": GOOD}) as site:
        outcome = run(room, site.address("/old"), ticking=ticking)
        old, good = site.address("/old"), site.address("/good?a=b")

    assert [file.relative_to(room).as_posix() for file in outcome.files] == [
        "articles/fetched/news.example/2026-05-04T080000Z.warc.gz",
        "captures/news.example/2026-05-04T080000Z.warc.gz",
    ]
    found = records(room / "articles")
    assert [record[:3] for record in found] == [
        ("warcinfo", "", "2026-05-04T08:00:00Z"),
        ("response", old, "2026-05-04T08:00:02Z"),
        ("request", old, "2026-05-04T08:00:02Z"),
        ("response", good, "2026-05-04T08:00:04Z"),
        ("request", good, "2026-05-04T08:00:04Z"),
    ]
    assert found[3][3] == b"<p>A good page.</p>"


def test_what_moved_for_good_is_asked_for_where_it_is(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room")
    moved, found = status(301, Location="/good"), status(302, Location="/other")
    pages = {"/old": moved, "/now": found, "/good": GOOD, "/other": GOOD}
    with serving(pages) as site:
        addresses = [site.address("/old"), site.address("/now")]
        run(room, *addresses)
        files = list(room.rglob("*.warc.gz"))
        site.asked.clear()
        again = run(room, *addresses)

    assert site.paths == ["/good", "/now", "/other"]
    assert (again.requests, again.conditional, again.same, again.kept) == (3, 3, 2, 0)
    assert list(room.rglob("*.warc.gz")) == files


def test_the_same_bytes_are_not_kept_again_and_others_are(tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    one, two = page(b"<p>One</p>"), page(b"<p>Two</p>")
    with serving({"/a": in_turn(one, one, two)}) as site:
        outcomes = [run(room, site.address("/a"), ticking=ticking) for _ in range(3)]

    assert [(outcome.kept, outcome.same) for outcome in outcomes] == [(1, 0), (0, 1), (1, 0)]
    bodies = [body for kind, _, _, body in records(room / "articles") if kind == "response"]
    assert bodies == [b"<p>One</p>", b"<p>Two</p>"]


def test_a_feed_with_its_texts_is_an_article_file_and_its_items_are_not_asked_for(
    tmp_path: Path,
) -> None:
    room = newsroom(tmp_path / "room")
    with serving() as site:
        body = feed(site.address("/"), ["/a", "/b"], text="All of it.")
        site.pages["/full"] = page(body, kind="application/rss+xml")
        site.pages["/links"] = page(feed(site.address("/"), []), kind="application/rss+xml")
        run(room, site.address("/full"), site.address("/links"))

    assert site.paths == ["/robots.txt", "/full", "/links"]
    assert kept_in(room / "articles")[0].endswith("/full")
    assert kept_in(room / "captures")[1].endswith("/links")


def test_feeds_come_from_the_settings_and_lead_to_the_web_alone(tmp_path: Path) -> None:
    with serving({"/a": GOOD, "/gone": status(410)}) as site:
        links = ["/a", "file:///etc/passwd", "http://inside.example/", "/gone", ""]
        site.pages["/feed"] = page(feed(site.address("/"), links), kind="text/xml")
        more = f'addresses = ["{site.address("/feed")}"]\ndelay = 0\n'
        room = newsroom(tmp_path / "room", more)
        outcome = run(room)
        run(room)

    assert outcome.kept == 2
    assert sorted(reasons(outcome)) == [
        "410 Gone",
        "robots.txt: inside.example is in a private network",
    ]
    assert site.paths.count("/gone") == 1


def test_a_request_says_who_asks_and_waits_its_turn(tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room", "delay = 3"), Ticking()
    with serving({"/a": GOOD, "/b": GOOD}) as site:
        addresses = [
            site.address(path, host) for host in ("a.example", "b.example") for path in ("/a", "/b")
        ]
        run(room, *addresses, ticking=ticking)

    agents = {fields["User-Agent"] for _, fields in site.asked}
    assert agents == {f"triplewire/{__version__} (+desk@newsroom.example)"}
    assert [f"{fields['Host'][0]}{path}" for path, fields in site.asked] == [
        *("a/robots.txt", "a/a", "b/robots.txt", "b/a", "a/b", "b/b")
    ]
    assert ticking.waited == [3, 3, 3]


def test_a_server_may_ask_for_longer_pauses(tmp_path: Path) -> None:
    ticking = Ticking()
    rules = page(b"User-agent: *\nCrawl-delay: 20", kind="text/plain")
    with serving({"/robots.txt": rules, "/a": GOOD}) as site:
        run(newsroom(tmp_path / "room"), site.address("/a"), ticking=ticking)

    assert ticking.waited == [20]


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says_so(code: int, tmp_path: Path) -> None:
    ticking = Ticking()
    with serving({"/a": in_turn(status(code, Retry_After="40"), status(code), GOOD)}) as site:
        outcome = run(newsroom(tmp_path / "room"), site.address("/a"), ticking=ticking)

    assert (outcome.requests, outcome.kept, outcome.refused) == (4, 1, ())
    assert ticking.waited == [2, 40, 32]


def test_a_server_that_stays_busy_is_given_up(tmp_path: Path) -> None:
    with serving({"/a": status(429), "/b": GOOD}) as site:
        outcome = run(newsroom(tmp_path / "room"), site.address("/a"), site.address("/b"))

    assert site.paths == ["/robots.txt", "/a", "/a", "/a", "/b"]
    assert (outcome.kept, reasons(outcome)) == (1, ["429 Too Many Requests"])


@pytest.mark.parametrize("after", ["3600", "Mon, 04 May 2026 09:00:00 GMT"])
def test_a_server_that_wants_an_hour_is_left_alone_until_then(after: str, tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    with serving({"/a": in_turn(status(503, Retry_After=after), GOOD), "/b": GOOD}) as site:
        addresses = [site.address("/a"), site.address("/b")]
        first = run(room, *addresses, ticking=ticking)
        second = run(room, *addresses, ticking=ticking)
        dry = list(planned(open_newsroom(room), addresses, ticking.clock()))
        asked = list(site.paths)
        ticking.passed += 3600
        third = run(room, *addresses, ticking=ticking)

    alone = "its server wants to be left alone until 2026-05-04T09:00:02Z"
    assert asked == ["/robots.txt", "/a"]
    assert reasons(first) == ["503 Service Unavailable", alone]
    assert reasons(second) == [alone, alone] == [request.reason for request in dry]
    assert (third.kept, third.refused) == (2, ())


def test_a_dry_run_sends_and_writes_nothing(tmp_path: Path) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    with serving({"/a": GOOD}) as site:
        site.pages["/feed"] = page(feed(site.address("/"), ["/a"]), kind="text/xml")
        place, item = site.address("/feed"), site.address("/a")
        before = list(planned(open_newsroom(room), [place], ticking.clock()))
        untouched = [path.name for path in room.iterdir()]
        run(room, place, ticking=ticking)
        count = len(site.asked)
        soon = list(planned(open_newsroom(room), [place], ticking.clock()))
        ticking.passed += 86_400
        later = list(planned(open_newsroom(room), [place], ticking.clock()))

    assert untouched == ["triplewire.toml"]
    assert [(r.address, r.conditional, r.reason) for r in before] == [(place, False, "")]
    assert [(r.address, r.conditional) for r in soon] == [(place, True)]
    assert [(r.address, r.conditional) for r in later] == [(place, True), (item, True)]
    assert len(site.asked) == count


@pytest.mark.parametrize(
    ("settings", "addresses", "said"),
    [
        ("", ["https://a.example/"], "whom a server's owner can write to"),
        ('[feeds]\ncontact = "a@b.example"', [], "nothing to fetch"),
        ('[feeds]\ncontact = "a@b.example"', ["file:///etc/passwd"], "not a web address"),
        ('[feeds]\ncontact = "a@b.example"', ["https://a:b@c.example/"], "not a web address"),
        ('[feeds]\ncontact = "a@b)\\r\\nX-Y: z"', [], "contact"),
        ('[feeds]\ncontact = "desk"', [], "contact"),
        ("[feeds]\ndelay = -1", [], "delay"),
    ],
)
def test_a_run_that_cannot_be_polite_is_refused(
    settings: str, addresses: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "triplewire.toml").write_text(settings, encoding="utf-8")

    with pytest.raises(ConfigError, match=said):
        run(tmp_path, *addresses)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"pages": {"a": 1}}', b"\xff", b"[" * 100_000])
def test_a_state_that_somebody_broke_is_refused(data: bytes, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room")
    (room / "fetched.json").write_bytes(data)

    with pytest.raises(ConfigError, match=r"fetched\.json"):
        run(room, "http://news.example/")


def test_one_run_at_a_time_writes_into_a_newsroom(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room")
    with alone(room / "articles" / "fetched"), pytest.raises(DiskError, match="another run"):
        run(room, "http://news.example/")


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room")
    left = room / "articles" / "fetched" / "a.example" / ".x.warc.gz.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    with serving({"/a": GOOD}) as site:
        run(room, site.address("/a"))

    assert not left.exists()


def test_what_came_before_somebody_lost_patience_is_kept(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room")

    def interrupt(_: float) -> None:
        if "/a" in site.paths:
            raise KeyboardInterrupt

    with serving({"/a": GOOD, "/b": GOOD}) as site:
        clock = replace(Ticking().clock(), wait=interrupt)
        with pytest.raises(KeyboardInterrupt):
            fetch(
                open_newsroom(room),
                [site.address("/a"), site.address("/b")],
                clock=clock,
                network=NETWORK,
            )
        place = site.address("/a")

    assert kept_in(room / "articles") == [place]
    assert list(json.loads((room / "fetched.json").read_bytes())["pages"]) == [place]


@pytest.mark.parametrize("full_at", [0, 1, 2])
def test_a_full_disk_leaves_whole_records_and_a_state_that_knows_no_more(
    full_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, count = newsroom(tmp_path / "room"), iter(range(9))

    def filling(stream: IO[bytes], answer: Answered, date: str, before: str) -> None:
        if next(count) == full_at:
            stream.write(b"half of a record")
            raise OSError(errno.ENOSPC, "No space left on device")
        write(stream, answer, date, before)

    write = captures._write
    monkeypatch.setattr(captures, "_write", filling)
    with serving({"/a": GOOD, "/b": GOOD}) as site:
        with pytest.raises(OSError, match="No space"):
            run(room, site.address("/a"), site.address("/b"))
        before = kept_in(room / "articles")
        again = run(room, site.address("/a"), site.address("/b"))
        places = [site.address("/a"), site.address("/b")]

    kept = max(full_at - 1, 0)  # the rules come first
    assert before == places[:kept]
    assert (again.kept, again.same) == (2 - kept, kept)
    assert sorted(kept_in(room / "articles")) == places
    assert not list(room.rglob("*.tmp"))
