"""The union of a store's graphs and shapes in, how often a check of the store will warn out."""

import pyoxigraph as ox

from triplewire.shacl import Shapes, Validator

_SEVERITY = ox.NamedNode("http://www.w3.org/ns/shacl#severity")
_WARNING = ox.NamedNode("http://www.w3.org/ns/shacl#Warning")


def count_warnings(database: ox.Store, shapes: Shapes) -> int:
    """Return the number of warnings that compiled shapes have for all that a database holds.

    What several articles mention warns once, and with all that they say of it: the sum over the
    articles' own graphs would be another number. Shapes that cannot warn are not judged.
    """
    warning = {
        str(triple.subject)[1:-1]
        for triple in shapes.triples
        if triple.predicate == _SEVERITY and triple.object == _WARNING
    }
    found = Validator(shapes.holding(warning).program, database).run()
    told = {
        (result.shape, result.focus, result.path, result.value, result.message)
        for result in found.results
        if result.severity == "Warning"
    }
    return len(told)
