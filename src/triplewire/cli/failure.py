"""An error in, its words on stderr and an exit code out."""

import click

from triplewire.errors import QueryError, TriplewireError


def fail(error: TriplewireError) -> int:
    """Print an error, whose words may be anybody's, and return the exit code for it."""
    from triplewire.ask import visible, visible_lines

    error.where = visible(error.where)
    click.echo(f"Error: {visible_lines(str(error))}", err=True)
    return 2 if isinstance(error, QueryError) else 3
