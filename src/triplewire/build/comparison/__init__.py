"""The claims of all articles in, the graph of what they are to each other out, by tables."""

from triplewire.build.comparison.write import write_comparisons

__all__ = ["write_comparisons"]
