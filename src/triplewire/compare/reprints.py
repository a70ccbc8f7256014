"""The pairs of articles of which one copies the other, and how much of each other copies have."""

# Pairs of articles, in order of their IRIs, that are one source.
Copies = frozenset[tuple[str, str]]

# Of the shorter article's statements, the share that a copy has word for word, in tenths.
TENTHS = 6
FEWEST = 3
# Words that more articles have are common, and make no copy.
MOST_ARTICLES = 30
