"""The rules for w3id.org lead every address of the vocabulary to a file that a dump writes."""

import re
from collections.abc import Iterator

import pytest

from tests.publish.test_vocabulary import Anchors
from triplewire import assets
from triplewire.iris import PROJECT
from triplewire.ontology import vocabulary
from triplewire.publish.vocabulary import files, releases

RULES = (assets.ontology() / "w3id" / ".htaccess").read_text(encoding="utf-8").splitlines()
FORMS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml, application/xml;q=0.7, */*;q=0.1": "ttl",
    "*/*": "ttl",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "html",
}


def answer(path: str, accept: str) -> tuple[int, str] | None:
    """Return the status and the address that Apache's mod_rewrite would answer with."""
    held = {"HTTP_ACCEPT": accept}
    conditions: list[tuple[str, str]] = []
    for line in RULES:
        words = line.split()
        if words[:1] == ["RewriteCond"]:
            conditions.append((expanded(words[1], held, None), " ".join(words[2:])))
        if words[:1] != ["RewriteRule"]:
            continue
        _, pattern, target, flags = words
        met = re.search(pattern, path)
        if met and all(holds(value, test) for value, test in conditions):
            named = [flag for flag in flags.strip("[]").split(",") if flag.startswith("E=")]
            for flag in named:
                name, _, value = flag.removeprefix("E=").partition(":")
                held[f"ENV:{name}"] = value
            if target != "-":
                assert "L" in flags.strip("[]").split(",")
                assert ("#" in target) == ("NE" in flags)
                status = re.search(r"R=(\d+)", flags)
                assert status is not None
                return int(status[1]), expanded(target, held, met)
        conditions = []
    return None


def expanded(text: str, held: dict[str, str], met: re.Match[str] | None) -> str:
    text = re.sub(r"%\{([^}]+)\}", lambda found: held.get(found[1], ""), text)
    return re.sub(r"\$(\d)", lambda found: met[int(found[1])] if met else "", text)


def holds(value: str, test: str) -> bool:
    pattern, _, flags = test.partition(" [")
    if pattern.startswith("="):
        return value == pattern[1:]
    found = re.search(pattern.removeprefix("!"), value, re.IGNORECASE if "NC" in flags else 0)
    return (found is None) == pattern.startswith("!")


def addresses() -> Iterator[str]:
    """Yield every address below the project's that the vocabulary has or names."""
    for release in releases():
        for document in release.documents.values():
            yield document.iri
            yield f"{PROJECT}{document.name}/{document.version}"
            if not release.old:
                yield from document.terms.values()
    for triple in vocabulary():
        for node in (triple.subject, triple.object):
            iri = str(node)[1:-1]
            if iri.startswith(PROJECT):
                yield iri


@pytest.mark.parametrize("accept", FORMS)
def test_every_address_leads_to_a_file_that_speaks_of_it(accept: str) -> None:
    written = files()
    anchors = {
        name: set(Anchors(data.decode()).names)
        for name, data in written.items()
        if name.endswith(".html")
    }
    known = {iri for iri in addresses() if "/rule/" not in iri or "rule" in releases()[0].documents}
    for iri in sorted(known):
        path, _, fragment = iri.removeprefix(PROJECT).partition("#")
        found = answer(path, accept)

        assert found is not None, iri
        status, target = found
        assert target.startswith("https://triplewire.example/vocabulary/")
        name, _, anchor = target.rpartition("/")[2].partition("#")
        assert status == 303
        assert name in written, iri
        assert name.endswith(f".{FORMS[accept]}"), iri
        if name.endswith(".html"):
            assert (fragment or anchor) in anchors[name] | {""}, iri
        else:
            assert anchor == ""


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("ns.ttl", "ns.ttl"),
        ("concept.jsonld", "concept.jsonld"),
        ("shapes/0.1.0.html", "shapes-0.1.0.html"),
        ("", "ns.ttl"),
        ("agent/triplewire-project", "ns.ttl"),
        ("concept/state", "concept.ttl"),
    ],
)
def test_an_address_may_name_its_form(path: str, target: str) -> None:
    assert answer(path, "*/*") == (303, f"https://triplewire.example/vocabulary/{target}")


@pytest.mark.parametrize("path", ["actor/wang-yi", "ns/../secret", "nsx", "concept/a/b", "dumps/"])
def test_nothing_else_is_led_anywhere(path: str) -> None:
    assert answer(path, "text/html") is None


def test_the_site_is_named_in_one_place() -> None:
    assert sum("://" in line for line in RULES if not line.startswith("#")) == 1
