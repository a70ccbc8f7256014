"""What is in a dump in, the page that comes with it out, for somebody who has never heard of us."""

from collections.abc import Mapping

from triplewire.publish.dump.tables import SEPARATOR, TABLES

_PAGE = """\
# {title}

{things}.

Every claim, event, office and figure comes with the exact words of the article that it rests on.
[Triplewire](https://w3id.org/triplewire/) made the graph from news articles, by rules and with what
curators decided: expect mistakes, and look at the words before you rely on a statement.

- Version: `{version}`
- Licence: {licence}, for the graph and the tables; quoted words belong to their publishers.

## Files

| file | what it is |
|---|---|
| `triplewire.ttl` | the data as Turtle, for reading too: each article with what was found in it |
| `triplewire.trig`, `triplewire.nq` | the same triples in named graphs, one an article |
| `triplewire.jsonld` | the same as JSON-LD |
| `vocabulary.ttl`, `vocabulary.jsonld` | the ontology and its code lists, which the data use |
| `complete.nq.gz` | data and vocabulary in one file, packed |
| `*.gz` | the same, packed |
| `void.ttl`, `void.jsonld` | counts, classes, properties and files of the dataset (VoID, DCAT) |
| `*.csv`, `csv-metadata.json` | tables for spreadsheets, and what their columns mean (CSVW) |
| `vocabulary/ns.html` | what classes and properties mean; beside it code lists, shapes, rules |
| `SHA256SUMS` | checksums of all the others |

## Check that it arrived whole

    sha256sum -c SHA256SUMS          # Linux
    shasum -a 256 -c SHA256SUMS      # macOS

The `.gz` files may be packed otherwise by another machine, whose `SHA256SUMS` and `void.*` then say
so; unpacked they are the same bytes everywhere.

## Load it

Turtle goes into the default graph, which holds every triple once, N-Quads into the named graphs.
Labels of the codes (`c:trade`) and what they are narrower than are in `vocabulary.ttl`.
`cat triplewire.ttl vocabulary.ttl` is Turtle, too.

Oxigraph, into a database on the disk, then a SPARQL endpoint on http://localhost:7878:

    oxigraph load --location db --file triplewire.ttl vocabulary.ttl triplewire.nq
    oxigraph serve --location db

Apache Jena:

    tdb2.tdbloader --loc db triplewire.ttl vocabulary.ttl triplewire.nq
    tdb2.tdbquery --loc db --query question.rq

rdflib, in Python:

    from rdflib import Graph
    graph = Graph().parse("triplewire.ttl").parse("vocabulary.ttl")

Claims with their speakers and words:

    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX schema: <https://schema.org/>
    PREFIX tw: <https://w3id.org/triplewire/ns#>
    SELECT ?name ?text ?article WHERE {{
      ?claim tw:speaker/rdfs:label ?name ; schema:text ?text ; tw:reportedIn ?article .
    }}

The named graph `graph/names` says what became of names that were published once (`as:Tombstone`,
`dcterms:isReplacedBy`). The numbers in `void.ttl` count data and vocabulary together.

## The tables

| table | rows | what it is |
|---|---|---|
{tables}

UTF-8 with a byte order mark (Python: `encoding="utf-8-sig"`), commas, CRLF, quotes as in RFC 4180.
The first line names the columns; `csv-metadata.json` says what each means and which property of the
graph it comes from.

- Rows join by the addresses of things: `claims.article` is an `articles.article`.
- A cell with several values has `{separator}` between them; inside a value it is written `¦`.
- `file` and `line` say where the `words` begin in what was read.
- Words that begin with `=`, `+`, `-` or `@`, even after quotes or spaces, have an apostrophe in
  front, because a spreadsheet would run them as a formula. Drop it to have the exact words. Numbers
  and days have none.
- Tabs and characters that nobody can see are written as escapes, such as `\\u202e`; line ends stay.
"""


def readme(
    title: str,
    licence: str | None,
    version: str,
    things: Mapping[str, int],
    sizes: Mapping[str, int],
) -> str:
    """Return the README of a dump as Markdown; ``things`` and ``sizes`` are counts by name."""
    rows = (f"| `{t.name}.csv` | {sizes[t.name]} | {t.says} |" for t in TABLES)
    return _PAGE.format(
        title=title,
        things=", ".join(f"{number} {kind}" for kind, number in things.items()),
        version=version,
        licence=f"<{licence}>" if licence else "not stated",
        tables="\n".join(rows),
        separator=SEPARATOR,
    )
