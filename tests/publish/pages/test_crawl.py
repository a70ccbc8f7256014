"""Every page that a reader can reach is there, is HTML without an error, and loads only ours."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import html5rdf
import pytest
from starlette.testclient import TestClient

from tests.publish.pages.conftest import client_of

# Made by the query workers, which these clients do not have.
_NOT_HERE = ("/sparql", "/dumps/", "/graph-store")


class Links(HTMLParser):
    """Collects what a page links and loads, and the names that can be linked in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if "id" in held:
            self.names.append(held["id"] or "")
        self.inline += [name for name in held if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in held and held.get("type") != "application/ld+json":
            self.inline.append("script")
        if tag == "style":
            self.inline.append("style")
        address = held.get("src") if tag in {"script", "img"} else held.get("href")
        if address and tag in {"script", "img", "link"}:
            self.loaded.append(address)
        elif address:
            self.followed.append(address)


def crawl(client: TestClient, most: int) -> Iterator[tuple[str, str]]:
    """Yield the address and HTML of every page, breadth first, and check all that they link."""
    todo, seen = ["/"], {"/"}
    while todo and most:
        address = todo.pop(0)
        response = client.get(address, headers={"Accept": "text/html"})
        if response.status_code == 303:
            response = client.get(response.headers["location"])
        assert response.status_code == 200, address
        if not response.headers["content-type"].startswith("text/html"):
            continue
        most -= 1
        links = Links(response.text)
        yield address, response.text
        for target in links.followed:
            path = target.partition("#")[0]
            if path.startswith("/") and not path.startswith(_NOT_HERE) and path not in seen:
                seen.add(path)
                todo.append(path)


def test_every_page_of_a_small_store_is_there_and_so_is_all_that_it_links(small: Path) -> None:
    with client_of(small) as client:
        pages = dict(crawl(client, 1_000))

    assert {"/", "/workbench", "/curation", "/report", "/conflicts", "/statistics"} <= set(pages)
    assert any(address.startswith("/neighbourhood") for address in pages)
    assert len(pages) > 40


def test_pages_load_nothing_from_outside_and_have_nothing_inline(small: Path) -> None:
    with client_of(small) as client:
        pages = dict(crawl(client, 60))
    for address, html in pages.items():
        links = Links(html)

        assert links.inline == [], address
        assert all(target.startswith("/static/") for target in links.loaded), address
        assert len(links.names) == len(set(links.names)), address


def test_every_fragment_that_a_page_links_is_on_it(client: TestClient) -> None:
    for address, html in crawl(client, 40):
        links = Links(html)
        wanted = {target[1:] for target in links.followed if target.startswith("#")}

        assert wanted <= set(links.names), address


def kinds(client: TestClient) -> list[str]:
    """Return one address of every kind of page, and every article's."""
    index = " ".join(
        client.get(f"/browse/{kind}s").text for kind in ("article", "actor", "event", "claim")
    )
    found = re.findall(r'href="(/(?:article|actor|event|claim)/[^"]+)"', index)
    first = {address.split("/")[1]: address for address in reversed(found)}
    compared = re.search(r'href="(/comparison/[^"]+)"', client.get("/conflicts").text)
    assert compared is not None
    return [
        "/", "/search?q=trade", "/browse/articles", "/conflicts", "/statistics", "/curation",
        "/report", "/workbench", "/dataset.html", "/neighbourhood?of=https://example.org/china-uk/actor/china",
        compared[1], *first.values(), *(a for a in found if a.startswith("/article/")),
    ]  # fmt: skip


def test_pages_are_html_without_a_parse_error(client: TestClient) -> None:
    for address in kinds(client):
        response = client.get(address)

        assert response.status_code == 200, address
        html5rdf.HTMLParser(strict=True).parse(response.text)


def test_linked_data_in_pages_is_json_of_schema_org(client: TestClient) -> None:
    found = set()
    for address in kinds(client):
        for script in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text
        ):
            node = json.loads(script)
            found.add(node["@type"])

            assert node["@context"] == "https://schema.org"
            assert node["@id"].startswith("https://example.org/china-uk/")

    assert {"NewsArticle", "CreativeWork", "Event", "Dataset"} <= found


@pytest.mark.parametrize("address", ["/nothing", "/actor/no-such-body.html", "/neighbourhood?of=x"])
def test_what_is_not_there_is_a_page_that_helps(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"})
    data = client.get(address, headers={"Accept": "application/json"})

    assert page.status_code == 404
    assert "Nothing is known of this" in page.text
    assert '<a href="/browse/articles">' in page.text
    html5rdf.HTMLParser(strict=True).parse(page.text)
    assert data.status_code == 404


def test_what_breaks_is_a_page_that_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("triplewire.publish.web.pages.thing_page.facts_of", broken)
    page = client.get("/actor/china.html", headers={"Accept": "text/html"})

    assert page.status_code == 500
    assert "Nothing was lost" in page.text
    assert "disk" not in page.text


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/statistics")
    again = client.get("/statistics", headers={"If-None-Match": first.headers["etag"]})
    other = client.get("/conflicts", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
