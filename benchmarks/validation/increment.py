"""What it costs to validate again after one article of many has changed.

    python benchmarks/validation/increment.py [10000]

The graphs of news.py are loaded into a store and validated whole. Then one article is replaced by
another version of itself, with a violation, and only what that can affect is validated again; a
second full run must find the same. CPU seconds; the store's own update is not counted.
"""

import argparse
import tempfile
import time
from pathlib import Path

import news
import pyoxigraph as ox

from triplewire.shacl import Validator, load_shapes


def main() -> None:
    """Print the cost of a full run, of one after a change, and whether both agree."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    number = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.nq"
        planted = news.write(path, number)
        store = ox.Store()
        store.bulk_load(path=path)
    validator = Validator(load_shapes(Path(__file__).with_name("news.ttl")).program, store)
    start = time.process_time()
    earlier = validator.run()
    full = time.process_time() - start
    print(f"{number:,} articles: {full:.2f} s for {earlier.judged:,} focus nodes")

    taken = {focus.split("/")[4] for focus, _, _ in planted}
    chosen = next(each for each in range(number) if str(each) not in taken)
    graph = ox.NamedNode(f"{news.BASE}graph/article/{chosen}")
    before = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    draft = news.article(chosen)
    news.plant(draft, chosen, "late")
    text = "".join(draft.lines(str(graph)))
    after = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}
    for triple in before - after:
        store.remove(ox.Quad(*triple, graph))
    store.extend(ox.Quad(*triple, graph) for triple in after - before)
    start = time.process_time()
    again = validator.rerun(earlier, added=after - before, removed=before - after)
    part = time.process_time() - start
    same = sorted(map(repr, again.results)) == sorted(map(repr, validator.run().results))
    print(
        f"one article changed ({len(before ^ after)} triples): {part:.3f} s for"
        f" {again.judged} focus nodes, {part / full:.2%} of a full run; same results: {same};"
        f" {len(again.results) - len(earlier.results):+} results"
    )


if __name__ == "__main__":
    main()
