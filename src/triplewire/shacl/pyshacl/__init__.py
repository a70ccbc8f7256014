"""The same by pySHACL: the witness against which the compiled shapes are held."""

from triplewire.shacl.pyshacl.judge import judge, judge_some, shapes_graph

__all__ = [
    "judge",
    "judge_some",
    "shapes_graph",
]
