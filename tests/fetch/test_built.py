"""What was fetched is built without a network, and gives the same bytes each time."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.fetch.site import MODIFIED, Ticking, feed, newsroom, page, run, serving
from triplewire.cli import main

_STORY = (
    "<html><head><title>Harbour {0} opens</title>"
    '<meta property="article:published_time" content="2026-05-03T08:00:00Z"></head><body><article>'
    "<h1>Harbour {0} opens</h1><p>The harbour of Oslo opened its berth {0} on Sunday, the mayor "
    "said.</p><p>“We have waited for {0} years,” Anna Berg told reporters at the quay, where "
    "several ships of the region had gathered for the day.</p></article></body></html>"
)
_ENTRY = (
    "&lt;p&gt;The council of Bergen agreed to build a school on Monday, the mayor said.&lt;/p&gt;"
    "&lt;p&gt;“It will be ready next year,” she told reporters after the meeting.&lt;/p&gt;"
)

_RECORD = {
    "title": "Ferry stays in port",
    "published": "2026-05-02",
    "text": "The ferry to Bergen stayed in port on Saturday, its captain told reporters there.",
}


def built(room: Path, store: Path) -> dict[str, bytes]:
    dumps = store.with_suffix(".dumps")
    for command in (["build", str(room)], ["dump", "-o", str(dumps)]):
        told = CliRunner().invoke(main, [*command, "--store", str(store)])
        assert told.exit_code == 0, told.output
    return {
        path.relative_to(dumps).as_posix(): path.read_bytes()
        for path in sorted(dumps.rglob("*"))
        if path.is_file()
    }


def test_a_build_of_what_was_fetched_needs_no_network_and_repeats_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ticking = newsroom(tmp_path / "room"), Ticking()
    paths = [f"/{number}" for number in range(3)]
    pages = {
        path: page(_STORY.format(number + 2).encode(), modified=MODIFIED)
        for number, path in enumerate(paths)
    }
    with serving(pages) as site:
        body = feed(site.address("/"), paths)
        site.pages["/feed"] = page(body, kind="application/rss+xml", etag='"f"')
        full = feed(site.address("/"), ["/full"], text=_ENTRY)
        site.pages["/full-feed"] = page(full, kind="application/rss+xml; charset=utf-8", etag='"g"')
        site.pages["/api"] = page(json.dumps(_RECORD).encode(), kind="application/json", etag='"h"')
        site.pages["/script"] = page(b'{"text": "Yes"}', kind="application/json", etag='"i"')
        places = [site.address(path) for path in ("/feed", "/full-feed", "/api", "/script")]
        run(room, *places, ticking=ticking)
        first = built(room, tmp_path / "first")
        ticking.passed += 86_400
        run(room, *places, ticking=ticking)

    def offline(*_: object, **__: object) -> None:
        raise AssertionError("a build asked the network")

    monkeypatch.setattr(socket.socket, "connect", offline)
    monkeypatch.setattr(socket, "getaddrinfo", offline)
    second = built(room, tmp_path / "second")

    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    articles = b"".join(data for name, data in first.items() if "articles" in name)
    assert all(site.address(path).encode() in articles for path in [*paths, "/full", "/api"])
    assert site.address("/script").encode() not in articles
