"""Quads in, Turtle or TriG that a person reads out, its order a function of the graph alone.

A line stands for each quad, and the lines' order as bytes is the order of the file, so that whoever
has more of them than memory sorts them outside: ``lines`` makes them, ``written`` takes them sorted
and each once. ``page`` does both for a few triples.
"""

from triplewire.turtle.names import Names
from triplewire.turtle.write import Form, lines, page, written

__all__ = ["Form", "Names", "lines", "page", "written"]
