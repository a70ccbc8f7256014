"""A store in, a line on stderr out when its names lie at nobody's address."""

import click

from triplewire.iris import BASE
from triplewire.store import Store


def warn_of_base(store: Store) -> None:
    """Say so when nobody has said where the newsroom's things are."""
    if store.manifest.base == BASE:
        click.echo(
            f"Warning: the names of this graph lie at {BASE}, which is nobody's address;"
            ' write base = "https://…/", an address of yours, into triplewire.toml and build again',
            err=True,
        )
