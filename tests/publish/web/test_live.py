"""A served newsroom follows its folder; what cannot be built leaves the last good state."""

import json
import socket
import time
from pathlib import Path

from watchfiles import Change

from tests.publish.web.serving import put, running
from triplewire.publish.web.generation.watch import _Sources
from triplewire.publish.web.settings import Settings

ARTICLE = """Mayor opens bridge

Oslo, 3 March 2025 - “The bridge is safe,” Mayor Ada Moor said on Monday.
"""


_MOST_BEATS = 20


class Listener:
    """Reads the events of a server as a page does."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=90)
        self.socket.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.text = ""

    def wait_for(self, event: str) -> str:
        """Return the data of the next event of a kind."""
        mark = f"event: {event}\ndata: "
        while mark not in self.text or "\n\n" not in self.text.partition(mark)[2]:
            # The server keeps the line open for ever: what does not come must not be waited for.
            assert self.text.count("\n:") < _MOST_BEATS, self.text
            self.text += self.socket.recv(10_000).decode()
        # What came before it is kept: "built" and "generation" come in either order.
        before, _, rest = self.text.partition(mark)
        found, _, after = rest.partition("\n\n")
        self.text = before + after
        return found


def test_a_changed_article_shows_without_a_restart_and_a_bad_build_changes_nothing(
    tmp_path: Path,
) -> None:
    newsroom, folder = tmp_path / "newsroom", tmp_path / "newsroom" / ".triplewire"
    newsroom.mkdir()
    (newsroom / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    put(folder, "https://newsroom.example/", empty="<x:a> <x:b> <x:c> .")
    with running(folder, Settings(source=newsroom, workers=1)) as server:
        listener = Listener(server.port)
        before = listener.wait_for("generation")
        built = listener.wait_for("generation")
        listener.wait_for("built")
        speaker = "SELECT ?name { ?c tw:speaker/rdfs:label ?name }"
        names = server.rows(speaker)
        changed = ARTICLE.replace("Ada Moor", "Bo Lind")
        (newsroom / "bridge.txt").write_text(changed, encoding="utf-8")
        again = listener.wait_for("generation")
        listener.wait_for("built")

        assert len({before, built, again}) == 3
        assert "Ada Moor" in str(names)
        assert "Bo Lind" in str(server.rows(speaker))
        assert server.ask("/health").json["build"] is None

        (newsroom / "triplewire.toml").write_text("base = 1", encoding="utf-8")
        failure = json.loads(listener.wait_for("failed"))["message"]

        assert "triplewire.toml" in failure
        assert "triplewire.toml" in server.ask("/health").json["build"]
        assert "Bo Lind" in str(server.rows(speaker))
        listener.socket.close()


def test_what_the_program_writes_itself_starts_no_build(tmp_path: Path) -> None:
    store = tmp_path / "store"
    wanted = _Sources((store,))

    assert not wanted(Change.modified, str(store))
    assert not wanted(Change.added, str(store / "gen-000001" / "db" / "x.sst"))
    assert not wanted(Change.added, str(tmp_path / ".article.txt.swp"))
    assert wanted(Change.modified, str(tmp_path / "articles" / "a.txt"))


def test_readers_keep_the_generation_that_they_opened(tmp_path: Path) -> None:
    base = "https://example.org/"
    put(tmp_path, base, a='<x:s> <x:p> "old" .')
    with running(tmp_path, Settings(workers=1)) as server:
        generation = server.app.state.generation
        assert server.rows("SELECT ?o { ?s ?p ?o FILTER(true) }") == [{"o": "old"}]
        with generation.reading() as store:
            put(tmp_path, base, a='<x:s> <x:p> "new" .')
            found = server.rows("SELECT ?o { ?s ?p ?o FILTER(true) }")
            held = [triple.object.value for triple in store.triples()]

            assert found == [{"o": "new"}]
            assert held == ["old"]
            assert store.path.is_dir()
        put(tmp_path, base, a='<x:s> <x:p> "newer" .')

        assert not store.path.exists()
        assert server.rows("SELECT ?o { <x:s> ?p ?o }") == [{"o": "newer"}]


def test_a_store_that_is_damaged_meanwhile_leaves_the_last_good_state(tmp_path: Path) -> None:
    put(tmp_path, "https://example.org/", a='<x:s> <x:p> "good" .')
    with running(tmp_path, Settings(workers=1)) as server:
        time.sleep(0.01)
        (tmp_path / "current").write_text("gen-999999", encoding="utf-8")
        health = server.ask("/health").json

        assert "gen-999999" in health["fault"]
        assert server.rows("SELECT ?o { <x:s> ?p ?o }") == [{"o": "good"}]
