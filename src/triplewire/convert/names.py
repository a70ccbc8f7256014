"""A row of a register in, what it says of a name that stands for nothing, or for another, out."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import date, text
from triplewire.iris import mint
from triplewire.records import HASH_DIGITS, Registered


def name_triples(row: Registered, base: str) -> Iterator[Triple]:
    """Yield what became of a name: withdrawn or added by a text, replaced, or split off another.

    Of the text also when the newsroom first read it.
    Shape: shapes/tombstone.ttl.
    """
    iri = NamedNode(mint(row.name, base=base))
    if row.status == "withdrawn":
        yield Triple(iri, vocab.TYPE, vocab.AS_TOMBSTONE)
        yield Triple(iri, vocab.DCTERMS_DATE, date(row.when))
        if row.type:
            yield Triple(iri, vocab.AS_FORMER_TYPE, NamedNode(row.type))
    if row.label:
        yield Triple(iri, vocab.LABEL, text(row.label, "en"))
    if row.see:
        other = NamedNode(mint(row.see, base=base))
        parted = row.status == "current"
        yield Triple(iri, _PARTED if parted else vocab.DCTERMS_IS_REPLACED_BY, other)
    _, digits, *finding = row.name.split("/")
    # The texts in an article's own row are those that it had.
    if finding and row.texts and row.status in _BY_TEXT:
        text_iri = NamedNode(mint("text", digits, row.texts[-1][:HASH_DIGITS], base=base))
        yield Triple(iri, _BY_TEXT[row.status], text_iri)
        if row.when:
            yield Triple(text_iri, vocab.DCTERMS_ISSUED, date(row.when))


_PARTED = vocab.PROV_WAS_DERIVED_FROM
_BY_TEXT = {"withdrawn": vocab.WITHDRAWN_BY, "added": vocab.ADDED_BY}
