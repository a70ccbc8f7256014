"""Ask `triplewire serve` through Comunica, the SPARQL engine for the web: once, as a check.

    npm install --prefix FOLDER @comunica/query-sparql@4.5
    python benchmarks/serving/comunica.py FOLDER [--store STORE]

Comunica reads the service description, picks its own formats and joins on its side, so that it
shows what SPARQLWrapper does not. Needs Node 20 or later.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tw: <https://w3id.org/triplewire/ns#>
"""
QUERIES = {
    "rows": "SELECT ?name WHERE { ?actor a tw:Actor ; rdfs:label ?name } ORDER BY ?name LIMIT 5",
    "aggregate": "SELECT (COUNT(?claim) AS ?n) WHERE { ?claim a tw:Claim }",
    "join": "SELECT ?name ?words WHERE { ?claim tw:speaker ?a . ?a rdfs:label ?name . "
    "?claim rdfs:label ?words } LIMIT 5",
    "optional": "SELECT * WHERE { ?e a <https://schema.org/Event> "
    "OPTIONAL { ?e tw:when ?when } } LIMIT 5",
}


def main() -> None:
    """Print how many rows Comunica gets for each query, by endpoint and by a document's links."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", default=".triplewire")
    options = parser.parse_args()
    command = [sys.executable, "-m", "triplewire", "serve", "--store", options.store, "--port", "0"]
    program = options.folder / "node_modules" / ".bin" / "comunica-sparql"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = line.rpartition(" at ")[2].strip()
            for name, query in QUERIES.items():
                for source in (f"sparql@{address}sparql", f"{address}sparql"):
                    print(name, source.partition("@")[0], rows(program, source, query))
            thing = f"{address}actor/united-kingdom"
            print("document", rows(program, thing, "SELECT ?label WHERE { ?s rdfs:label ?label }"))
        finally:
            server.terminate()


def rows(program: Path, source: str, query: str) -> str:
    """Return how many rows Comunica finds, or the beginning of its error."""
    run = subprocess.run(
        [str(program), source, "-q", PREFIXES + query, "-t", "application/json"],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    if run.returncode:
        return f"failed: {run.stderr.strip()[:200]}"
    return f"{len(json.loads(run.stdout))} rows"


if __name__ == "__main__":
    main()
