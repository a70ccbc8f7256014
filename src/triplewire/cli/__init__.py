"""The command line: each command parses its options, calls one function and prints what it returns.

stdout is data, stderr is talk. Exit codes: 0 fine, 1 something was rejected or violates a shape,
2 wrong usage, 3 could not run.
"""

from triplewire.cli.main import main

__all__ = ["main"]
