"""An article and its layout in, the article's metadata completed from the text out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from triplewire.extract.layout.record import Layout
from triplewire.extract.text import words
from triplewire.media_topics import known_topics, unknown_topics
from triplewire.records import Article, Metadata

# Companies that distribute texts for payment.
DISTRIBUTORS = frozenset(
    words(
        "accesswire businesswire einpresswire globenewswire newsfilecorp openpr prlog "
        "prnewswire prweb acnnewswire asianetpakistan newswire"
    )
)
_NAMED_AGENCY = re.compile(
    r"\bnews agency (?P<after>[A-Z]\w{1,30})|\b(?P<before>[A-Z]\w{1,30}) [Nn]ews [Aa]gency\b"
)


def complete_metadata(
    article: Article, layout: Layout, masked: str, urls: tuple[str, ...]
) -> Metadata:
    """Return the metadata of an article; what its format states wins over what its text shows."""
    stated = article.metadata
    text = article.text
    title = masked[layout.title.start : layout.title.end] if layout.title else ""
    place = text[layout.dateline.start : layout.dateline.end] if layout.dateline else None
    section = stated.section or layout.section
    named = layout.credit or layout.agency or _named_agency(masked)
    if layout.agency and is_distributor(layout.agency):  # "Source:" is then whom it is paid by
        named = layout.agency
    sources = {layout.agency, layout.publisher, layout.credit, stated.publisher}
    return replace(
        stated,
        title=stated.title or " ".join(title.split()) or None,
        publisher=stated.publisher or layout.publisher or layout.agency,
        credited_source=stated.credited_source or named,
        authors=stated.authors or layout.authors,
        published=stated.published or layout.date or layout.updated,
        updated=stated.updated or layout.updated,
        copyright=stated.copyright or layout.copyright,
        dateline_place=stated.dateline_place
        or (place.title() if place and place.isupper() else place),
        section=section,
        photo_credit=stated.photo_credit or layout.photo_credit,
        urls=tuple(dict.fromkeys((*stated.urls, *urls))),
        topics=known_topics(stated.topics, section),
        keywords=tuple(dict.fromkeys((*stated.keywords, *unknown_topics(stated.topics)))),
        press_release=stated.press_release or any(is_distributor(name) for name in sources if name),
        rules=tuple(sorted({*stated.rules, *_rules(stated, layout, named)})),
    )


def _rules(stated: Metadata, layout: Layout, named: str | None) -> Iterator[str]:
    """Yield the rules that guessed what the source's markup does not state."""
    rules = layout.rules
    agency = rules.get("credit") or rules.get("agency") or (named and "agency-in-prose")
    if named == layout.agency:
        agency = rules.get("agency")
    date = rules.get("date") or (layout.updated and "date-of-update")
    publisher = rules.get("publisher") or (layout.agency and "publisher-agency")
    for value, rule in (
        (stated.title, rules.get("title")),
        (stated.publisher, publisher),
        (stated.credited_source, agency),
        (stated.dateline_place, rules.get("dateline")),
        (stated.published, date),
    ):
        if rule and not value:
            yield rule


def is_distributor(name: str) -> bool:
    """Say whether a source is a company that distributes texts for payment."""
    return re.sub(r"[^a-z]", "", name.lower()) in DISTRIBUTORS


def _named_agency(text: str) -> str | None:
    match = _NAMED_AGENCY.search(text)
    return match and (match["after"] or match["before"])
