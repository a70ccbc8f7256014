"""Runs the command line: python -m triplewire."""

import sys

# With -m the working folder comes first, and nothing is to be imported from there.
if not sys.flags.safe_path:
    del sys.path[0]

from triplewire.cli import main

main(prog_name="triplewire")
