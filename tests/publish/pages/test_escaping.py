"""Whatever a label, a quotation or an address says, a page shows it as text."""

import re
import tempfile
from pathlib import Path

import html5rdf
import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs import BASE, SHA, invented, store_of
from tests.publish.pages.conftest import client_of, told
from triplewire import vocab
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import rebuild

NASTY = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!--",
    "safe\u202etxt.exe\u200b\u2066",
    "line\nbreak\ttab\x07",
    "</textarea></title></style>",
    "&lt;b&gt;",
]
# Things of the invented store whose pages show a label.
THINGS = (
    "actor/ada-moor",
    "article/bridge",
    f"event/{SHA[:8]}/meet-1",
    f"claim/{SHA[:8]}/quote-1",
    "office/ada-moor-mayor",
)
ALLOWED = {"application/ld+json", "module"}
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u200b\u202a-\u202e\u2066-\u2069]")


def hostile(label: str) -> list[ox.Quad]:
    """Return the invented store with one text in the place of every other."""
    quads = []
    for quad in invented():
        value = quad.object
        if isinstance(value, ox.Literal) and value.datatype.value.endswith(
            ("langString", "#string")
        ):
            value = (
                ox.Literal(label, language=value.language) if value.language else ox.Literal(label)
            )
        quads.append(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    actor, graph = ox.NamedNode(f"{BASE}actor/ada-moor"), ox.NamedNode(f"{BASE}graph/authorities")
    addresses = ("javascript:alert(1)", "data:text/html,x", "https://example.org/ok")
    same = [ox.Quad(actor, vocab.SCHEMA_SAME_AS, ox.NamedNode(iri), graph) for iri in addresses]
    return [*quads, *told(), *same]


def served(quads: list[ox.Quad], folder: Path) -> list[tuple[str, str]]:
    store_of(quads, folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    addresses = [f"/{thing}.html" for thing in THINGS]
    addresses += ["/", "/browse/claims", "/browse/actors", "/statistics", "/report", "/curation"]
    addresses += [f"/neighbourhood?of={BASE}actor/ada-moor", "/dataset.html", "/conflicts"]
    with client_of(folder) as client:
        return [(address, client.get(address).text) for address in addresses]


def check(address: str, html: str) -> None:
    """Hold a page to what our templates write and nothing else."""
    document = html5rdf.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        attributes = dict(element.attrib)

        assert not [name for name in attributes if name.startswith("on")], address
        assert element.tag not in {"img", "iframe", "object", "embed", "style", "base"}, address
        if element.tag == "script":
            assert attributes["type"] in ALLOWED, address
            assert attributes["type"] != "module" or attributes["src"].startswith("/static/")
        assert not attributes.get("href", "").lower().startswith(("javascript:", "data:")), address
    assert not _HIDDEN.search(html), address


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    pages = served(hostile("\u2067".join(NASTY)), tmp_path / "store")

    for address, html in pages:
        check(address, html)
    shown = dict(pages)["/actor/ada-moor.html"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "safe\\u202etxt" in shown
    assert "{{ 7 * 7 }}" in shown
    assert 'href="https://example.org/ok"' in shown
    assert "javascript:alert(1)" in shown


@settings(max_examples=3)
@given(st.text(min_size=1, max_size=200).filter(lambda text: not _lonely(text)))
def test_any_text_stays_a_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for address, html in served(hostile(text), Path(folder) / "store"):
            check(address, html)


def _lonely(text: str) -> bool:
    """Say whether a text has code points that no RDF literal or XML document can have."""
    return any(0xD800 <= ord(c) <= 0xDFFF or ord(c) & 0xFFFE == 0xFFFE for c in text)


@given(st.text())
def test_only_web_and_mail_addresses_are_followed(text: str) -> None:
    href = safe_href(text)

    assert href is None or href.lower().startswith(("http://", "https://", "mailto:"))
    assert safe_href(f"javascript:{text}") is None
