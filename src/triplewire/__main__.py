"""Runs the command line: python -m triplewire."""

from triplewire.cli import main

main(prog_name="triplewire")
