"""What DuckDB and Spark have in common: names of tables, and Spark's functions as macros.

One query text runs on both. What they would answer differently is left out of queries:

- ``a / b`` of whole numbers is a fraction in both; ``a div b`` is Spark's alone,
  ``a // b`` DuckDB's.
- ``least`` and ``greatest`` pass over NULL in both, and are NULL when all are.
- ``x || NULL`` is NULL in both; ``concat(x, NULL)`` is NULL in Spark alone: ``||`` is for queries.
- NULL stands first in Spark's order and last in DuckDB's: what is ordered has none, or is
  ordered by ``coalesce``.
- Text is ordered by its bytes in both. A range of positions begins at 1 in both.
- What ``collect_list`` and ``collect_set`` collect has no order: ``sort_array`` gives it one.
- Of rows that are equal in an order, the engine takes any: a window or ``LIMIT`` orders by a key.
"""

import re

# As lower-case words, they are safe in SQL and as names of folders.
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

# What is needed of another function of Spark's goes in here.
MACROS = (
    "sha2(x, n) AS sha256(x)",
    "collect_list(x) AS coalesce(list(x) FILTER (x IS NOT NULL), [])",
    "collect_set(x) AS coalesce(list(DISTINCT x) FILTER (x IS NOT NULL), [])",
    "sort_array(x) AS list_sort(x)",
    "array_join(x, y) AS array_to_string(x, y)",
    "explode(x) AS unnest(x)",
    "size(x) AS len(x)",
)


def named(table: str) -> str:
    """Return the name of a table, which is a lower-case word.

    Raises: ValueError when it is none.
    """
    if not _NAME.fullmatch(table):
        raise ValueError(f"no name of a table: {table!r}")
    return table
