"""The names that Spark has for functions, as macros for DuckDB."""

# One query text runs on both; what is needed of another function goes in here.
MACROS = (
    "sha2(x, n) AS sha256(x)",
    "collect_list(x) AS coalesce(list(x), [])",
    "collect_set(x) AS coalesce(list(DISTINCT x), [])",
    "sort_array(x) AS list_sort(x)",
    "array_join(x, y) AS array_to_string(x, y)",
    "to_binary(x, y) AS encode(x)",
    "explode(x) AS unnest(x)",
    "size(x) AS len(x)",
)
