"""A change in, the focus nodes that it can touch out."""
