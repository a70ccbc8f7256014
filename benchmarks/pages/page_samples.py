"""Test pages and samples of formats, each with what is to be found in it.

What suites of pages expect is theirs. What a sample in a format of agencies says is read here a
second time, by plain paths into the file for each version of the format, and by none of the
program's own readers.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lxml import etree

FIELDS = ("text", "title", "date", "author", "publisher", "address")
_ENGLISH = frozenset({"US", "GB", "UK", "AU", "CA", "IE", "NZ", "IN", "ZA"})
_FEWEST_SIGNS = 200
_DECLARED = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
_XML = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, encoding="utf-8")
_TAG = re.compile(r"<[^<>]{0,2000}>")

Expected = dict[str, str]
Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a suite with what the suite expects of it, by field."""

    name: str
    path: Path
    expected: Expected
    phrases: tuple[str, ...] = ()

    @property
    def held_out(self) -> bool:
        """Say whether nothing may be learned from the page."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A file in a format, with what each of its items says in order: None for no story.

    What is ``held_out`` is in a page that is.
    """

    kind: str
    name: str
    suffix: str
    data: bytes
    expected: tuple[Expected | None, ...]
    held_out: bool = False


def readability(root: Path) -> Iterator[Page]:
    """Yield the test pages of mozilla/readability."""
    names = {
        "title": "title",
        "byline": "author",
        "siteName": "publisher",
        "publishedTime": "date",
        "lang": "language",
    }
    for folder in sorted((root / "test/test-pages").iterdir()):
        stated, source = folder / "expected-metadata.json", folder / "source.html"
        if stated.is_file() and source.is_file() and not _made_up(source):
            data = json.loads(stated.read_text("utf-8"))
            yield Page(
                name=f"readability/{folder.name}",
                path=source,
                expected={ours: data[theirs] for theirs, ours in names.items() if data.get(theirs)},
            )


def _made_up(source: Path) -> bool:
    """Say whether a page was written to test a rule, and is no page of the web."""
    text = source.read_text("utf-8", "replace")
    return "orem ipsum" in text or "http" not in text or len(text) < 5000


def evaluated(root: Path, *, all_regions: bool) -> Iterator[Page]:
    """Yield the pages of adbar/trafilatura whose metadata its evaluation annotates."""
    data = json.loads((root / "tests/evaldata.json").read_text("utf-8"))
    for url, item in sorted(data.items()):
        if not item.get("title") or not (all_regions or item.get("region") in _ENGLISH):
            continue
        places = (root / "tests" / folder / item["file"] for folder in ("cache", "eval"))
        path = next(filter(Path.is_file, places), None)
        if path is None:
            continue
        author = item.get("author") or ""
        expected = {
            "title": item.get("title"),
            "date": item.get("date"),
            "author": "; ".join(author) if isinstance(author, list) else author,
            "publisher": item.get("sitename"),
            "address": url,
        }
        yield Page(
            name=f"trafilatura/{path.name}",
            path=path,
            expected={key: value for key, value in expected.items() if value},
            phrases=tuple(item.get("with", ())),
        )


def linked(pages: Iterable[Page]) -> Iterator[Sample]:
    """Yield the articles with a text in the JSON-LD of pages, each as a file of its own."""
    scripts = re.compile(r"<script[^<>]*ld\+json[^<>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
    for page in pages:
        found = scripts.findall(page.path.read_text("utf-8", "replace"))
        for number, record in enumerate(chain.from_iterable(map(_parsed, found)), 1):
            body = record.get("articleBody")
            if isinstance(body, str) and len(body) >= _FEWEST_SIGNS:
                entity = record.get("mainEntityOfPage")
                author, house = _called(record.get("author")), _called(record.get("publisher"))
                yield Sample(
                    kind="JSON-LD",
                    name=f"{page.name}:{number}",
                    suffix=".json",
                    data=json.dumps(record).encode(),
                    held_out=page.held_out,
                    expected=(
                        _filled(
                            text=_plain_text(body),
                            title=record.get("headline"),
                            date=record.get("datePublished"),
                            # A house that is the author of its own story is none.
                            author="" if author == house else author,
                            publisher=house,
                            address=record.get("url")
                            or (entity.get("@id") if isinstance(entity, dict) else entity),
                        ),
                    ),
                )


def _parsed(script: str) -> Iterator[dict[str, object]]:
    try:
        value = json.loads(script)
    except ValueError:
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def ninjs(root: Path) -> Iterator[Sample]:
    """Yield IPTC's examples of ninjs: those of the repository and of its documentation."""
    folders = ("examples/*/*.json", "documentation/includes/examples/[0-9]*/*.json")
    for path in sorted(chain.from_iterable(map(root.glob, folders))):
        data = path.read_bytes()
        item = {key.lower(): value for key, value in json.loads(data).items()}
        yield Sample(
            kind=f"ninjs {path.parent.name[0]}",
            name=path.relative_to(root).as_posix(),
            suffix=".json",
            data=data,
            expected=(_ninjs(item) if _is_text(item) else None,),
        )


def _is_text(item: Record) -> bool:
    kind = item.get("type", item.get("representationtype", "text"))
    return kind in {"text", "composite", "complete", "incomplete"} and bool(_ninjs_body(item))


def _ninjs(item: Record) -> Expected:
    """Return what a story in ninjs says: 1.x has a property each, 2.x and 3.x lists of objects."""
    headline = item.get("headline") or item.get("headline_main") or item.get("headline_simple")
    return _filled(
        text=_plain_text(_ninjs_body(item)),
        title=headline or _called(item.get("headlines"), "value", most=1),
        date=item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated"),
        author=_before_comma(str(item.get("byline") or _called(item.get("by")))),
        publisher=_called(item.get("copyrightholder"))
        or _called(item.get("infosources") or item.get("infosource"), most=1),
        address=item.get("uri"),
        language=item.get("language"),
    )


def _before_comma(byline: str) -> str:
    """Return a by-line without what its author is, or of what house."""
    return re.sub(r"^(?:von|by)\s", "", byline.partition(", ")[0], flags=re.IGNORECASE)


def _ninjs_body(item: Record) -> str:
    keys = ("body_text", "body_main", "body_xhtml", "body_html", "body_richtext")
    found = [value for key in keys if isinstance(value := item.get(key), str)]
    bodies = item.get("bodies")
    for kind in ("plain", "html"):
        for body in bodies if isinstance(bodies, list) else []:
            stated = body.get("contentType", body.get("contenttype", "text/plain"))
            if kind in stated:
                found.append(body["value"])
    return next((value for value in found if any(map(str.isalpha, value))), "")


def newsml(root: Path) -> Iterator[Sample]:
    """Yield the files in NewsML-G2 under a folder: items, packages and messages."""
    for path, tree in _xml_under(root, {"newsItem", "newsMessage", "packageItem", "conceptItem"}):
        items = tree.xpath("/*[local-name()='newsMessage']/*[local-name()='itemSet']/*") or [tree]
        yield Sample(
            kind="NewsML-G2",
            name=path.name,
            suffix=".xml",
            data=path.read_bytes(),
            expected=tuple(_newsml(item) for item in items if isinstance(item.tag, str)),
        )


def _newsml(item: "etree._Element") -> Expected | None:
    body = _text(
        item,
        "contentSet/inlineXML/nitf/body/body.content",
        "contentSet/inlineXML/html/body",
        "contentSet/inlineData",
    )
    medium = _attribute(item, "itemMeta/itemClass", "qcode")
    if (
        etree.QName(item).localname != "newsItem"
        or len(body) < _FEWEST_SIGNS
        or medium.rpartition(":")[2] not in {"", "text", "composite"}
        or _attribute(item, "itemMeta/pubStatus", "qcode").endswith(("canceled", "withheld"))
    ):
        return None
    provider = _attribute(item, "itemMeta/provider", "literal")
    return _filled(
        text=_plain_text(body),
        title=_text(item, "contentMeta/headline", "itemMeta/title"),
        date=_text(
            item, "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated"
        ),
        author=_text(item, "contentMeta/by"),
        publisher=_text(item, "itemMeta/provider/name") or provider,
        address=item.get("guid"),
        language=_attribute(item, "contentMeta/language", "tag"),
    )


def nitf(root: Path) -> Iterator[Sample]:
    """Yield the files in NITF under a folder."""
    for path, tree in _xml_under(root, {"nitf"}):
        top = "body/body.head/"
        body = _text(tree, "body/body.content")
        expected = _filled(
            text=_plain_text(body),
            title=_text(tree, f"{top}hedline/hl1", "head/title"),
            date=_attribute(tree, "head/pubdata", "date.publication")
            or _attribute(tree, "head/docdata/date.issue", "norm")
            or _attribute(tree, "head/docdata/date.release", "norm"),
            author=_before_comma(_text(tree, f"{top}byline/person") or _own(tree, f"{top}byline")),
            publisher=_attribute(tree, "head/pubdata", "name")
            or _text(tree, f"{top}distributor/org", f"{top}distributor")
            or _attribute(tree, "head/docdata/doc.copyright", "holder"),
            address=_attribute(tree, "head/pubdata", "ex-ref"),
        )
        yield Sample(
            kind="NITF",
            name=path.name,
            suffix=".xml",
            data=path.read_bytes(),
            expected=(
                expected
                if len(body) >= _FEWEST_SIGNS
                and _attribute(tree, "head/docdata", "management-status") != "canceled"
                else None,
            ),
        )


def feeds(root: Path) -> Iterator[Sample]:
    """Yield the feeds under a folder, RSS and Atom."""
    for path, tree in _xml_under(root, {"rss", "RDF", "feed"}):
        entries = tree.xpath("//*[local-name()='item' or local-name()='entry']")
        atom = etree.QName(tree).localname == "feed"
        site = _text(tree, "title", "channel/title")
        yield Sample(
            kind="Atom" if atom else "RSS",
            name=path.name,
            suffix=".xml",
            data=path.read_bytes(),
            expected=tuple(_entry(entry, site) for entry in entries),
        )


def _entry(entry: "etree._Element", site: str) -> Expected | None:
    body = _text(entry, "encoded", "content")
    if len(_plain_text(body)) < _FEWEST_SIGNS:
        return None
    return _filled(
        text=_plain_text(body),
        title=_plain_text(_text(entry, "title")),
        date=_text(entry, "pubDate", "date", "published", "updated"),
        author=_text(entry, "creator", "author/name", "author"),
        publisher=_text(entry, "source/title") or site,
        address=_text(entry, "origLink", "link")
        or next(
            iter(entry.xpath("*[local-name()='link'][@rel='alternate' or not(@rel)]/@href")), ""
        ),
    )


def _xml_under(root: Path, kinds: set[str]) -> Iterator[tuple[Path, "etree._Element"]]:
    """Yield the files of XML under a folder whose first element is of a kind, by their names."""
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in {".xml", ".rss", ".atom"} and path.is_file():
            data = path.read_bytes()
            try:
                tree = etree.fromstring(data, _XML if _is_utf8(data) else _DECLARED)
            except (etree.XMLSyntaxError, ValueError):
                continue
            if etree.QName(tree).localname in kinds:
                yield path, tree


def _is_utf8(data: bytes) -> bool:
    """Say whether bytes are UTF-8, whatever they declare."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _steps(path: str) -> str:
    return "/".join(f"*[local-name()='{step}']" for step in path.split("/"))


def _text(element: "etree._Element", *paths: str) -> str:
    """Return the text at the first path that has any, a space between its elements."""
    for path in paths:
        for one in element.xpath(_steps(path)):
            words = " ".join(" ".join(one.itertext()).split())
            if words:
                return words
    return ""


def _own(element: "etree._Element", path: str) -> str:
    """Return the words of an element without those of the elements in it."""
    found = element.xpath(f"({_steps(path)})[1]/text()")
    return " ".join(" ".join(found).split())


def _attribute(element: "etree._Element", path: str, name: str) -> str:
    return next((one.get(name) for one in element.xpath(_steps(path)) if one.get(name)), "")


def _called(value: object, key: str = "name", most: int = 100) -> str:
    """Return the names in a string, in an object, or in a list of either."""
    names = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get(key) if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            names.append(name.strip())
    return "; ".join(names[:most])


def _plain_text(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", html.unescape(text))).split())


def _filled(**values: object) -> Expected:
    said = {key: value.strip() for key, value in values.items() if isinstance(value, str)}
    if not said.get("address", "").startswith("http"):
        said.pop("address", None)
    return {key: value for key, value in said.items() if value}
